"""Where a label fits: open labels from the outside in, the next one, its parent, how well, and what is odd."""

import pytest

from nhiemvu.outline.labels import readings
from nhiemvu.outline.lines import Line
from nhiemvu.outline.placing import ANEW, BACK, BEGINS_LATE, FAR, LEVEL_SKIPS, NEXT, OPENS, SKIPS, fit
from nhiemvu.outline.tree import Node

ROWS = {
    "the next number": (["Điều 3. Một.", "1. Hai."], "2. Ba", "Điều 3. Một.", NEXT, ""),
    "the next of an outer list": (["1. Một.", "a) Hai.", "- Ba."], "2. Bốn", "", NEXT, ""),
    "5a goes on after 5, and 6 after 5a": (["5a. Một."], "6. Hai", "", NEXT, ""),
    "a list may mix 1) and 2.": (["1) Một."], "2. Hai", "", NEXT, ""),
    "a) opens under a number": (["1. Một:"], "a) Hai", "1. Một:", OPENS, ""),
    "1. opens under a colon, though a list of its style is open": (["1. Một:"], "1. Hai", "1. Một:", OPENS, ""),
    "1. begins anew": (["1. Một.", "2. Hai."], "1. Ba", "", ANEW, "repeat"),
    "a gap": (["1. Một."], "4. Hai", "", SKIPS + 3, "gap"),
    "too far for a gap": (["1. Một."], "40. Hai", "", FAR, "gap"),
    "back": (["1. Một.", "5. Hai."], "3. Ba", "", BACK, "order"),
    "a list that begins late": (["Điều 1. Một."], "c) Hai", "Điều 1. Một.", BEGINS_LATE, "start"),
    "1.2 under 1.": (["1. Một."], "1.1. Hai", "1. Một.", OPENS, ""),
    "1.2.1 under 1.2": (["1. Một.", "1.2. Hai."], "1.2.1. Ba", "1.2. Hai.", OPENS, ""),
    "3. after 2.1 where no 2. stands": (["2.1. Một."], "3. Hai", "", NEXT, ""),
    "a bullet beside a bullet": (["1. Một.", "- Hai."], "- Ba", "1. Một.", NEXT, ""),
    "another bullet under a colon": (["- Một:"], "+ Hai", "- Một:", OPENS, ""),
    "Điều under Chương": (["Chương I. MỘT"], "Điều 1. Hai", "Chương I. MỘT", NEXT, ""),
    "Chương beside Chương": (["Chương I. MỘT", "Điều 1. Hai."], "Chương II. BA", "", NEXT, ""),
}


def stack(texts: list[str]) -> list[Node]:
    """The open segments of lines that each stand below the one before, unless they follow it in its list."""
    nodes = [Node("paragraph", None)]
    for text in texts:
        label = readings(text)[0]
        if nodes[-1].style == label.style:
            nodes.pop()
        node = Node(label.kind, nodes[-1], label)
        node.lines.append(Line(0, len(text), text, ((0, 0),), False, None, False))
        above = nodes[0 if label.kind == "article" else -1]
        above.numbers[label.style] = int(label.value[-1]) if label.value else 0
        nodes.append(node)
    return nodes


@pytest.mark.parametrize(("texts", "next_", "parent", "cost", "code"), ROWS.values(), ids=ROWS)
def test_a_label_finds_its_place(texts: list[str], next_: str, parent: str, cost: int, code: str) -> None:
    nodes = stack(texts)
    place = fit(nodes, readings(next_)[0], colon=texts[-1].endswith(":"))
    above = nodes[place.depth]
    assert (above.lines[0].text if above.lines else "") == parent
    assert (place.cost, place.note.split(" ")[0]) == (cost, code)


@pytest.mark.parametrize("number", ["Điều 9. Ba", "Chương V. BA"])
def test_a_named_level_that_skips_is_no_good_fit(number: str) -> None:
    place = fit(stack(["Chương I. MỘT", "Điều 1. Hai."]), readings(number)[0], colon=False)
    assert (place.cost, place.note.split(" ")[0]) == (LEVEL_SKIPS, "gap")
