"""Web pages: the printed words of a page in reading order, its main text told from what frames it.

Reads: HTML in bytes, whole pages and the parts that .aspx and .php sources hold. Guarantees:
1. Every word that a reader of the page sees is there, once, a block a line; scripts, styles and
   what is hidden are not.
2. Numbers and letters that the browser writes before list items are written; a row of a table whose
   cells hold one line each is one line, its cells a tab apart; other cells follow one another.
3. `Text.asides` names the lines outside the main text: menus, footers, related links. The main text
   is the smallest part of the page with nearly all of its prose, and what prints the head of a decision above
   it; no name of a portal is known here.
4. Two inline elements side by side are two words where a capital or a figure follows a word in small letters.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ..errors import NhiemvuError
from ..language.patterns import any_of, lazy
from . import text
from .clean import Text
from .limits import DEFAULT, Limits
from .numerals import printed

SERVER = re.compile(r"<%.*?%>|<\?.*?(?:\?>|$)", re.DOTALL)  # code that the server runs; no browser shows it
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SILENT = frozenset(
    ("script", "style", "head", "template", "noscript", "svg", "select", "textarea", "iframe", "object", "button")
)
BLOCKS = frozenset(
    re.findall(
        r"\S+",
        """address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure
        footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td
        tfoot th thead title tr ul asp:content""",
    )
)
# The types of <ol>, and how decisions print such labels.
MARKERS = {
    "a": ("lowerLetter", ")"),
    "A": ("upperLetter", "."),
    "i": ("lowerRoman", ")"),
    "I": ("upperRoman", "."),
}
INLINE = frozenset(("span", "strong", "b", "label", "a", "em", "i", "font"))
ALPHABET = 26
ASIDES = frozenset(("nav", "footer", "aside"))
ROLES = frozenset(("navigation", "search", "complementary", "contentinfo"))
LABELLED = re.compile(r"[-–+*•·]|\(?(?:\d{1,3}|[a-zđ]|[IVXLC]{1,7}|[ivx]{1,5})[.)/]")
# What only the head of a decision prints: the motto, its number, its căn cứ.
HEAD = lazy(lambda: rf"{any_of('nation')}|^Số\s*:\s*\d|^{any_of('basis')} \w+ .*\d{{4}}", re.IGNORECASE)
PROSE = 25  # characters beside its links from which a block is prose, no menu
MAIN = 0.7  # share of the page's prose that its main text holds
LINKS = 0.7  # share of links from which a block is nothing but links (spaces are not counted as such)
MENU = 3  # blocks of nothing but links in a row


class Block(NamedTuple):
    """A line of the page."""

    text: str
    linked: int  # how many of its characters are links
    home: int  # number of the element it stands in
    aside: bool  # in an element that frames the text by its kind


def read(data: bytes, limits: Limits = DEFAULT) -> Text:
    """The words of a page. Raises NhiemvuError where its encoding cannot be told, or no page nests as deep."""
    words, encoding, notes = text.decode(data)
    page = _Page()
    page.read(SERVER.sub(" ", words))
    asides = frozenset(page.asides())
    return Text("\n".join(block.text for block in page.blocks), "text/html", encoding, notes, asides)


def lines(words: str) -> str:
    """The words of a piece of a page, a block a line."""
    page = _Page()
    page.read(words)
    return "\n".join(block.text for block in page.blocks)


class _Page:
    """The blocks of a page while its elements are walked, never deeper than one call."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parents: list[int] = [0]  # of each element, by its number
        self.prose: list[int] = [0]  # in each element, with all below it
        self.open: list[int] = [0]
        self.words: list[str] = []
        self.ended = self.begun = 0  # how many words stood before the last inline element that ended, and that began
        self.linked = 0
        self.links = 0
        self.frames = 0
        self.preserved = 0
        self.marker = ""
        self.counters: list[tuple[str, int]] = []  # kind and last number of each open list
        self.rows: list[list[int]] = []  # of each open row: where each of its cells begins

    def read(self, words: str) -> None:
        """Walk the elements of the page."""
        from lxml import etree

        # The size of the file bounds the memory; the parser's own bound of a text is too low for long decisions.
        parser = etree.HTMLParser(
            encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
        )
        root = etree.fromstring(words.encode(), parser) if words.strip() else None
        if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
            raise NhiemvuError("nests its elements deeper than any page; is it a web page?")
        if root is None:
            return
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._close(element)
                self._say(element.tail)
            elif element.tag in SILENT or "hidden" in element.attrib or HIDDEN.search(element.get("style", "")):
                self._open(element)
                walk.skip_subtree()
            else:
                self._open(element)
                self._say(element.text)
        self._flush()

    def asides(self) -> Iterator[int]:
        """The numbers of the lines outside the main text: the smallest element with nearly all prose."""
        inside = [False] * len(self.parents)
        main, least = 0, MAIN * self.prose[0]
        for number, above in enumerate(self.parents):  # an element comes before those inside it
            if number and above == main and self.prose[number] >= max(least, 1):
                main = number
        within = {main, *self._heads(main)}
        for number, above in enumerate(self.parents):
            inside[number] = number in within or (number > 0 and inside[above])
        for links, run in groupby(enumerate(self.blocks), lambda pair: pair[1].linked >= LINKS * len(pair[1].text)):
            lines = list(run)
            menu = links and len(lines) >= MENU
            yield from (i for i, block in lines if menu or block.aside or not inside[block.home])

    def _heads(self, main: int) -> Iterator[int]:
        """The elements above the main text that print the head of a decision, as large as they stand beside it."""
        around = {0}
        number = main
        while number:
            around.add(number)
            number = self.parents[number]
        for block in self.blocks:
            number = block.home
            while number not in around and self.parents[number] not in around:
                number = self.parents[number]
            if number > main:
                return
            if number not in around and not block.aside and HEAD.search(block.text):
                yield number

    # ---- elements ------------------------------------------------------

    def _open(self, element) -> None:  # type: ignore[no-untyped-def]
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
        elif tag in INLINE:
            self.begun = len(self.words)
        self.parents.append(self.open[-1])
        self.prose.append(0)
        self.open.append(len(self.parents) - 1)
        self.links += tag == "a"
        self.frames += tag in ASIDES or element.get("role") in ROLES
        self.preserved += tag == "pre"
        if tag in ("ol", "ul"):
            start = element.get("start", "1")
            kind = element.get("type", "1") if tag == "ol" else "-"
            self.counters.append((kind, int(start) - 1 if start.isdecimal() else 0))
        elif tag == "li" and self.counters:
            kind, last = self.counters[-1]
            value = element.get("value", "")
            number = int(value) if value.isdecimal() else last + 1
            self.counters[-1] = kind, number
            self.marker = _marker(kind, number)
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append(len(self.blocks))

    def _close(self, element) -> None:  # type: ignore[no-untyped-def]
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
        elif tag in INLINE:
            self.ended = len(self.words)
        number = self.open.pop()
        self.prose[self.parents[number]] += self.prose[number]
        self.links -= tag == "a"
        self.frames -= tag in ASIDES or element.get("role") in ROLES
        self.preserved -= tag == "pre"
        if tag in ("ol", "ul") and self.counters:
            self.counters.pop()
        elif tag == "tr" and self.rows:
            self._row(self.rows.pop())

    def _row(self, cells: list[int]) -> None:
        """One line for a row whose cells hold one line each."""
        ends = [*cells[1:], len(self.blocks)]
        if len(cells) < 2 or any(end - start > 1 for start, end in zip(cells, ends, strict=True)):
            return
        row = self.blocks[cells[0] :]
        if len(row) > 1:
            linked = sum(block.linked for block in row)
            joined = "\t".join(block.text for block in row)
            self.blocks[cells[0] :] = [row[0]._replace(text=joined, linked=linked)]

    # ---- words ---------------------------------------------------------

    def _say(self, words: str | None) -> None:
        if not words:
            return
        # "<span>Số hiệu</span><span>15/2024": two boxes that the page's style parts.
        beside = self.ended == len(self.words) and self.words and self.begun == len(self.words)
        if beside and (words[0].isupper() or words[0].isdigit()):
            last = self.words[-1][-2:]
            if len(last) > 1 and last.isalpha() and last[1].islower():  # a word, no unit ("m") and no capitals
                self.words.append(" ")
        if self.preserved and "\n" in words:
            first, *lines = words.split("\n")
            self.words.append(first)
            for line in lines:
                self._flush()
                self.words.append(line)
        else:
            self.words.append(words)
        if self.links:
            self.linked += len("".join(words.split()))

    def _flush(self) -> None:
        """End a line."""
        words = " ".join("".join(self.words).split()) if self.words else ""
        self.words.clear()
        if words:
            if self.marker and not LABELLED.match(words):
                words = f"{self.marker} {words}"
            self.marker = ""
            home = self.open[-1]
            beside = len(words) - self.linked
            self.prose[home] += beside if beside >= PROSE and not self.frames else 0
            self.blocks.append(Block(words, self.linked, home, self.frames > 0))
            self.linked = 0


def _marker(kind: str, number: int) -> str:
    """What the browser writes before the item of a list."""
    if kind == "-":
        return kind
    if kind in "aA" and not 1 <= number <= ALPHABET:
        kind = "1"
    style, stop = MARKERS.get(kind, ("decimal", "."))
    return f"{printed(number, style)}{stop}"
