"""Lists of names: looking up and the compiled pattern find the same, and one document compiles none of them."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhiemvu.duties import domains
from nhiemvu.language import lexicon
from nhiemvu.language.letters import for_fields
from nhiemvu.language.lexicon import WordList
from nhiemvu.names import gazetteer

SAMPLE = Path(__file__).resolve().parents[1] / "corpus" / "quyet-dinh-khanh-hoa.txt"
LISTS = {
    "heads": (gazetteer.heads(), [*gazetteer.kinds()]),
    "fields": (domains._pattern(frozenset()), [form for row in domains._rows() for form in row.forms + row.hints]),
    "departments": (
        domains._departments()[0],
        [form for row in domains._rows() if "department" in row.owners for form in row.forms],
    ),
}
PATTERNS = {name: words._pattern() for name, (words, _) in LISTS.items()}
JOINTS = [" ", "  ", "\n", "\xa0", ", ", ",", " và ", ", và ", " hoặc ", " - ", "-", "–", " – ", "/", "&", ". ", "_"]
CASES = [str, str.lower, str.upper, str.title, str.capitalize]


def _texts(names: list[str]) -> st.SearchStrategy[str]:
    """Names, their beginnings, and single words of them behind these, in any case, joined in any way."""
    words = sorted({word for name in names for word in name.split()} | {"chức", "luật", "ngũ", "x1"})
    joints = st.sampled_from([" "] * len(JOINTS) + [*JOINTS, ""])
    pieces = st.builds(
        lambda name, most, more, joint, case: case(joint.join([*name.split(" ")[:most], *more])),
        st.sampled_from(names),
        st.integers(1, 9),
        st.lists(st.sampled_from(words), max_size=1),
        joints,
        st.sampled_from(CASES),
    )
    return st.lists(st.builds(str.__add__, pieces, joints), min_size=1, max_size=5).map("".join)


@pytest.mark.parametrize("name", LISTS)
def test_looking_up_finds_what_the_pattern_finds(name: str) -> None:
    words, names = LISTS[name]

    @settings(max_examples=200, deadline=None)
    @given(_texts(names), st.integers(0, 20))
    def same(text: str, at: int) -> None:
        text = text if name == "heads" else for_fields(text)
        compiled = PATTERNS[name]
        words._read = 0  # stays with looking up
        assert [match.span() for match in words.finditer(text)] == [match.span() for match in compiled.finditer(text)]
        for ours, theirs in (
            (words.search(text, at), compiled.search(text, at)),
            (words.match(text, at), compiled.match(text, at)),
        ):
            assert (ours and (ours.span(), ours[0])) == (theirs and (theirs.span(), theirs[0]))

    same()


def test_the_pattern_is_compiled_when_enough_was_looked_up(monkeypatch):
    monkeypatch.setattr(lexicon, "ENOUGH", 100)
    made = []

    def pattern():
        made.append(1)
        return lexicon.re.compile(r"\bsở nội vụ\b")

    words = WordList(["sở nội vụ"], pattern, lambda before, step: before + step)
    assert [[match.span() for match in words.finditer("ở sở nội vụ " * 4)] for _ in range(4)] == [
        [(2, 11), (14, 23), (26, 35), (38, 47)]
    ] * 4
    assert made == [1]
    assert words.search("sở nội vụ", 1) is None


def test_one_document_compiles_none_of_the_lists():
    """What made the first document cost eight times the second."""
    code = """
import re, sys
from nhiemvu.language import trie
made, nested = [], trie.trie
import nhiemvu.document, nhiemvu.names.gazetteer as gazetteer, nhiemvu.duties.domains as domains
def told(*arguments):
    made.append(1)
    return nested(*arguments)
gazetteer.trie = domains.trie = told
document = nhiemvu.extract(sys.argv[1])
print(len(document.duties) > 50, len(made))
"""
    told = subprocess.run([sys.executable, "-c", code, SAMPLE], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "0"]
