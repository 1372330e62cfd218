"""From the characters of a page, wherever they lie, to lines as they are read.

Reads: characters. Guarantees:
1. Within a line characters stand from left to right; a combining mark follows the letter it lies over.
2. Stretches of a line that a gap as wide as between columns parts, or that other text was drawn
   between, are pieces; pieces come in the order in which the page draws them. So the cells of a
   table stay whole, and what is filled in later still comes out in its line. Only a head that is drawn
   last, above all else, comes first.
3. Two pieces of one line that follow each other stand on one line, with a wide gap.
4. Small print over other print, and text that runs another way, is on lines of its own.
5. Raised small figures stand in the line above which they are raised, as superscripts ("vừa¹").
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple
from unicodedata import combining

from .characters import WIDE, Character
from .charset import Run
from .footnotes import SUPERSCRIPT
from .printed import Line

SAME_LINE = 0.35  # of a font's size: how far apart the baselines of one line may lie
WORD_GAP = 0.17  # of a font's size; where no space was drawn
NO_GAP = 0.07  # of a font's size; what was filled in stands on spaces that were drawn
COLUMN_GAP = 0.5  # of a font's size; where other text was drawn in between
SMALL = 0.65  # of the height of a line's largest character
RAISED_SIZE, RAISED, LEAST_RAISED = 0.75, 0.75, 0.12  # of the size of a line, of figures raised above it
MARKS = frozenset("0123456789,()*")
GAP = "   "


class Piece(NamedTuple):
    """A stretch of a line without a gap as wide as between columns."""

    order: int  # where the page begins to draw it
    number: int  # of its line
    line: Line


def lines(characters: list[Character]) -> list[Line]:
    """The lines that the characters make up."""
    level = [character for character in characters if character.level]
    spaced = sum(character.text.isspace() for character in level) > len(level) // 20
    pieces: list[Piece] = []
    number = 0
    for number, line in enumerate(_lines(level)):
        pieces += [_piece(part, number, _words(part, spaced)) for part in _pieces(line)]
    for part in _drawn_together([character for character in characters if not character.level]):
        number += 1
        pieces.append(_piece(part, number, _runs([(character.text, character.font) for character in part])))
    return list(_joined(_from_the_top(sorted(pieces, key=lambda piece: piece[:2]))))


def _from_the_top(pieces: list[Piece]) -> list[Piece]:
    """The pieces, those that are drawn last and stand above all others in front: a head that was set in last."""
    lowest = [0] * (len(pieces) + 1)  # of the pieces from each on, the number of the lowest line
    for at in range(len(pieces) - 1, -1, -1):
        lowest[at] = max(lowest[at + 1], pieces[at].number)
    highest = float("inf")  # of the pieces before
    for at, piece in enumerate(pieces):
        if lowest[at] < highest and at:
            return pieces[at:] + pieces[:at]
        highest = min(highest, piece.number)
    return pieces


def _piece(part: list[Character], number: int, words: list[Run]) -> Piece:
    ink = [character for character in part if not character.text.isspace()]
    left, right = min(character.left for character in ink), max(character.right for character in ink)
    large = max(ink, key=lambda character: character.size)
    line = Line(words, left, right, large.baseline, large.size)
    return Piece(min(character.order for character in part), number, line)


def _lines(characters: list[Character]) -> Iterator[list[Character]]:
    """The characters by lines from the top, each from left to right."""
    above: list[Character] = []
    for line in _level(characters):
        if above and _raised(above, line):
            above += line
            continue
        if above:
            yield from _layers(above)
        above = line
    if above:
        yield from _layers(above)


def _level(characters: list[Character]) -> Iterator[list[Character]]:
    """The characters that stand on one height, from the top."""
    line: list[Character] = []
    for character in sorted(characters, key=lambda character: -character.baseline):
        if line and line[0].baseline - character.baseline > SAME_LINE * max(line[0].size, character.size):
            yield line
            line = []
        line.append(character)
    if line:
        yield line


def _raised(marks: list[Character], line: list[Character]) -> bool:
    """Whether all of `marks` are small figures that are raised above `line`."""
    size = max(character.size for character in line)
    return (
        all(mark.text in MARKS or mark.text.isspace() for mark in marks)
        and max(mark.size for mark in marks) <= RAISED_SIZE * size
        and min(mark.baseline for mark in marks) - max(character.baseline for character in line) < RAISED * size
    )


def _superscript(line: list[Character]) -> list[Character]:
    """The line, its small figures that stand above the others as superscripts."""
    large = max(line, key=lambda character: character.size)
    if min(character.size for character in line) > RAISED_SIZE * large.size:
        return line
    return [
        character._replace(text=character.text.translate(SUPERSCRIPT))
        if character.size <= RAISED_SIZE * large.size
        and character.baseline - large.baseline > LEAST_RAISED * large.size
        else character
        for character in line
    ]


def _layers(line: list[Character]) -> Iterator[list[Character]]:
    """The line, sorted; small print that lies over the rest apart."""
    line = _superscript(_sorted(line))
    ink = [character for character in line if not character.text.isspace() and not combining(character.text)]
    least = SMALL * max((character.size for character in ink), default=0)
    clash = any(
        (a.size < least) != (b.size < least) and a.right - b.left > 0.5 * min(a.right - a.left, b.right - b.left)
        for a, b in pairwise(ink)
    )
    if clash:
        yield [character for character in line if character.size >= least]
        yield [character for character in line if character.size < least]
    else:
        yield line


def _sorted(line: list[Character]) -> list[Character]:
    """From left to right, combining marks behind the letter they lie over, shape before tone."""
    letters = sorted(
        (g for g in line if not combining(g.text)), key=lambda character: (character.left, character.order)
    )
    marks = [character for character in line if combining(character.text)]
    if not marks or not letters:
        return letters or marks
    lefts = [character.left for character in letters]
    over: dict[int, list[Character]] = {}
    for mark in marks:
        at = max(bisect_right(lefts, (mark.left + mark.right) / 2) - 1, 0)
        over.setdefault(at, []).append(mark)
    found: list[Character] = []
    for at, letter in enumerate(letters):
        found.append(letter)
        # Composed letters are made shape first: e, circumflex, acute.
        found += sorted(over.get(at, ()), key=lambda mark: (mark.text not in "\u0302\u0306\u031b", mark.order))
    return found


def _pieces(line: list[Character]) -> Iterator[list[Character]]:
    """The line cut where columns are parted."""
    # Of the characters from each on, the first to be drawn.
    earliest = [character.order for character in line]
    for at in range(len(line) - 2, -1, -1):
        earliest[at] = min(earliest[at], earliest[at + 1])
    piece: list[Character] = []
    right, latest, space = 0.0, -1, False
    for at, character in enumerate(line):
        if character.text.isspace():
            space = True
            if piece:
                piece.append(character)
            continue
        if piece and not combining(character.text):
            gap = (character.left - right) / max(character.size, piece[-1].size)
            if (gap > WIDE and not space) or (gap > COLUMN_GAP and earliest[at] > latest + 1):
                yield piece
                piece = []
        piece.append(character)
        right, latest, space = (
            max(right, character.right) if len(piece) > 1 else character.right,
            max(latest, character.order),
            False,
        )
    if any(not character.text.isspace() for character in piece):
        yield piece


def _words(piece: list[Character], spaced: bool) -> list[Run]:
    """The characters of a piece with the spaces between its words."""
    texts: list[tuple[str, str]] = []  # with their fonts
    before: Character | None = None
    space = False
    for character in piece:
        if character.text.isspace():
            space = True
            continue
        if before and not combining(character.text):
            gap = (character.left - before.right) / character.size
            if before.text == character.text and character.left - before.left < 0.25 * (before.right - before.left):
                continue  # drawn twice, to look bold
            seen = space or (character.spaced and character.run == before.run)
            if gap > WIDE:
                texts.append((GAP, character.font))
            elif (seen and gap > NO_GAP) or gap > WORD_GAP * (2 if spaced and character.run == before.run else 1):
                texts.append((" ", character.font))
        texts.append((character.text, character.font))
        if not combining(character.text):
            before = character
        space = False
    return _runs(texts)


def _runs(texts: list[tuple[str, str]]) -> list[Run]:
    return [Run("".join(text for text, _ in group), font) for font, group in groupby(texts, key=lambda text: text[1])]


def _drawn_together(characters: list[Character]) -> Iterator[list[Character]]:
    """Characters that the page draws one after the other."""
    run: list[Character] = []
    for character in characters:
        if run and character.order > run[-1].order + 1:
            yield run
            run = []
        run.append(character)
    if run:
        yield run


def _joined(pieces: list[Piece]) -> Iterator[Line]:
    for _, group in groupby(pieces, key=lambda piece: piece.number):
        first, *others = (piece.line for piece in group)
        for other in others:
            runs = [*first.runs, Run(GAP), *other.runs]
            first = first._replace(runs=runs, left=min(first.left, other.left), right=max(first.right, other.right))
        yield first
