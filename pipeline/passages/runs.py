"""What leads what: the items below a segment, or beside it where its words stand as a paragraph of their own.

Reads: the outline. Guarantees: an item is led by at most one segment beside it, the nearest above; a heading without
number or a sentence with a colon leads the run of siblings behind it up to the next one.
"""

from itertools import takewhile

from ..outline.tree import OUTSIDE, Item, Outline

SHORT = 200  # characters up to which a paragraph without a final stop may be a heading; longer ones are text
AGAIN = 120  # characters up to which a further paragraph without a stop ends the run before it


def led(outline: Outline) -> dict[str, list[Item]]:
    """The items that each segment leads, by its id: its children, else the run beside it."""
    found = {id_: items for id_, items in outline.children.items() if id_ is not None}
    for siblings in outline.children.values():
        for i, item in enumerate(siblings):
            if item.segment.id not in found and _leads(item) and (run := _run(siblings, i + 1)):
                found[item.segment.id] = run
    return found


def _leads(item: Item) -> bool:
    text = item.segment.text
    if item.segment.kind in ("clause", "heading"):  # "3. PHÂN CÔNG BAN GIÁM ĐỐC", and below it 1. again
        return bool(text) and len(text) < SHORT and text[-1:] not in ".;,"
    return (
        item.segment.kind == "paragraph"
        and not item.segment.quoted
        and (text.endswith(":") or (len(text) < SHORT and text[-1:] not in ".;,"))
    )


def _run(siblings: list[Item], start: int) -> list[Item]:
    run: list[Item] = []
    if siblings[start - 1].segment.kind in ("clause", "heading"):
        return list(takewhile(lambda item: "~" in item.segment.path.rsplit("/", 1)[-1], siblings[start:]))
    for item in siblings[start:]:
        segment = item.segment
        if segment.kind == "paragraph":
            if segment.text.endswith(":") or (len(segment.text) < AGAIN and segment.text[-1:] not in ".;,"):
                break
            if run and run[0].segment.kind != "paragraph":
                break  # text behind a list of numbers goes on with something else
        if segment.kind not in OUTSIDE:
            run.append(item)
    return run
