"""Precision, recall and F1 of a document's output against its gold annotations.

Reads: gold annotations with the lines they count, and a document. Guarantees:
1. Texts are compared as words: NFC, without spaces, Markdown marks and the label; what is missing
   counts as a miss, what is too much against precision.
2. A gold record and an output record are matched once, with the same path first.
3. What the annotators call doubtful is neither asked for nor held against.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from ..model import Document, Duty, Mention, Metadata, Segment
from ..outline.tree import OUTSIDE
from .gold import Gold, GoldDuty, GoldSegment

MARKS = re.compile(r"\*\*|[*|\\]")
SPACES = re.compile(r"\s+")
DASHES = re.compile(r"\s*[-–—]\s*")
# Ids that say that no field of work is meant in particular.
NO_FIELD = frozenset(("none", "sector"))
FIELDS = ("type", "code", "issuer", "place", "issued_on", "effective_on", "title")


class Score(NamedTuple):
    """How many of the gold records were found; an accuracy where nothing can be found too much."""

    hit: int
    gold: int
    found: int | None  # None for an accuracy
    missed: list[str]  # a line each: "- …" is missing, "+ …" is too much, "…: … for …" is wrong

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; None for an accuracy."""
        if self.found is None:
            return None
        return self.hit / self.found if self.found else float(self.gold == 0)

    @property
    def recall(self) -> float:
        """Share of the gold records that were found; for an accuracy, that are right."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def value(self) -> float:
        """F1, or the accuracy."""
        if self.precision is None:
            return self.recall
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Scores = dict[str, Score]
Placed = TypeVar("Placed", Segment, Duty)
Pairs = dict[int, Segment]  # by the place of the gold segment in its list


def measure(gold: Gold, lines: list[str], document: Document) -> Scores:
    """Every measure of one document, by its name; those without annotations are left out."""
    text = _Text(lines)
    scores, pairs = _segments(gold.segments, text, document)
    scores |= _units(gold, document)
    scores |= _duties(gold, text, document)
    if gold.mentions:
        scores |= _mentions(gold, len(lines), document, pairs)
    scores["citation_codes"] = _listed(
        [code for cited in gold.citations if (code := _code(cited.code))],
        [code for cited in document.citations if (code := _code(cited.code)) and _printed(code, cited.text)],
    )
    scores["metadata"] = _metadata(gold, document.metadata)
    return scores


class _Text:
    """The lines that the annotations count."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def words(self, start: int, end: int, label: str = "") -> str:
        """The words of lines [start, end], a label at their start left out, as `key` makes them."""
        text, label = fold(" ".join(self.lines[start - 1 : end])), fold(label)
        return key(text[len(label) :] if label and text.startswith(label) else text)


def fold(text: str | None) -> str:
    """NFC, without Markdown marks, single spaces."""
    return SPACES.sub(" ", MARKS.sub(" ", unicodedata.normalize("NFC", text or ""))).strip()


def key(text: str | None) -> str:
    """What texts are compared by: their characters without spaces and case."""
    return fold(text).replace(" ", "").casefold()


def name_key(name: str | None) -> str:
    """What names are compared by: without case, kind of dash and the stops around them."""
    return DASHES.sub("-", fold(name).casefold().strip(" .:;,"))


def _listed(gold: list[str], found: list[str]) -> Score:
    """Two lists as multisets."""
    want, got = Counter(gold), Counter(found)
    missed = [f"- {name}" for name in (want - got).elements()] + [f"+ {name}" for name in (got - want).elements()]
    return Score((want & got).total(), len(gold), len(found), missed)


def _segments(gold: list[GoldSegment], text: _Text, document: Document) -> tuple[Scores, Pairs]:
    """Segments by kind and words; of those found, the paths."""
    body = [segment for segment in document.segments if segment.kind not in OUTSIDE]
    pool: dict[tuple[str, str], list[Segment]] = defaultdict(list)
    for segment in body:
        pool[segment.kind, key(segment.text)].append(segment)
    pairs: Pairs = {}
    missed, wrong = [], []
    right = 0
    for i, want in enumerate(gold):
        among = pool[want.kind, text.words(want.start, want.end, want.label)]
        if not among:
            missed.append(f"- {want.path} (line {want.start})")
            continue
        found = pairs[i] = _take(among, want.path)
        right += found.path == want.path
        if found.path != want.path:
            wrong.append(f"{found.path} for {want.path}")
    missed += [f"+ {segment.path}: {segment.text[:60]}" for among in pool.values() for segment in among]
    scores = {
        "segments": Score(len(pairs), len(gold), len(body), missed),
        "segment_path": Score(right, len(gold), None, wrong),
    }
    return scores, pairs


def _take(among: list[Placed], path: str) -> Placed:
    """The record of that path, else the first; it is taken out of the list."""
    found = next((record for record in among if record.path == path), among[0])
    among.remove(found)
    return found


def _units(gold: Gold, document: Document) -> Scores:
    """Units by name, a name in force and proposed twice; numbers of staff by unit, status and count."""
    want = {(name_key(unit.name), unit.status, staff.count) for unit in gold.units for staff in unit.staff}
    got = {(name_key(unit.name), unit.status, staff.count) for unit in document.units for staff in unit.staff}
    missed = [f"- {' '.join(map(str, row))}" for row in sorted(want - got)]
    missed += [f"+ {' '.join(map(str, row))}" for row in sorted(got - want)]
    return {
        "units": _listed(
            [name_key(unit.name) for unit in gold.units], [name_key(unit.name) for unit in document.units]
        ),
        "staff": Score(len(want & got), len(want), len(got), missed),
    }


def _duties(gold: Gold, text: _Text, document: Document) -> Scores:
    """Duties by their words; of those found, holder, path, powers and domains of the first level."""
    labels = {segment.path: segment.label for segment in gold.segments}
    ignored = "\n".join(text.words(start, end) for start, end in gold.ignore)
    pool: dict[str, list[Duty]] = defaultdict(list)
    for duty in document.duties:
        words = key(duty.text)
        if not words or words not in ignored:
            pool[words].append(duty)
    found = sum(map(len, pool.values()))
    pairs: list[tuple[GoldDuty, Duty | None]] = []
    for want in gold.duties:
        among = pool[text.words(want.start, want.end, labels.get(want.path, ""))]
        pairs.append((want, _take(among, want.path) if among else None))
    hits = [(want, got) for want, got in pairs if got is not None]
    missed = [f"- {want.path} (line {want.start})" for want, got in pairs if got is None]
    missed += [f"+ {duty.path}: {duty.text[:60]}" for among in pool.values() for duty in among]
    units = {unit.id: unit.name for unit in document.units}
    held = [(want, units[got.holder]) for want, got in hits]
    strange = [f"{want.path}: {holder} for {want.holder}" for want, holder in held if not _holds(holder, want.holder)]
    moved = [f"{got.path} for {want.path}" for want, got in hits if got.path != want.path]
    scores = {
        "duties": Score(len(hits), len(gold.duties), found, missed),
        "duty_holder": Score(len(hits) - len(strange), len(gold.duties), None, strange),
        "duty_path": Score(len(hits) - len(moved), len(gold.duties), None, moved),
        "powers": _marked(
            (
                want.path,
                {*want.powers},
                {str(power) for power in got.powers} - {*want.powers_doubtful} if got else set(),
            )
            for want, got in pairs
        ),
    }
    if any(want.domains is not None for want in gold.duties):
        scores["domains"] = _marked(
            (
                want.path,
                set(want.domains or ()) - NO_FIELD,
                {field.id.split(".")[0] for field in got.domains} - NO_FIELD - set(want.also) if got else set(),
            )
            for want, got in pairs
            if want.domains is not None or got is None
        )
    return scores


def _holds(holder: str, gold: str) -> bool:
    """Whether a holder's name is the gold one, which may have a note in brackets behind it."""
    found, want = name_key(holder), name_key(gold)
    return want == found or want.startswith((f"{found}(", f"{found} ("))


def _marked(rows: Iterable[tuple[str, set[str], set[str]]]) -> Score:
    """Sets of marks, of all duties together."""
    hit = want = got = 0
    missed = []
    for path, gold, found in rows:
        hit += len(gold & found)
        want += len(gold)
        got += len(found)
        if gold != found:
            missed.append(f"{path}: missing {sorted(gold - found)}, too much {sorted(found - gold)}")
    return Score(hit, want, got, missed)


def _mentions(gold: Gold, last: int, document: Document, pairs: Pairs) -> Scores:
    """Agencies and posts with their exact words, in duties and what leads in; of those, the full names."""
    asked = {duty.path for duty in gold.duties} | {path for duty in gold.duties for path in duty.lead_in}
    asked |= {duty.lead_in_paragraph for duty in gold.duties if duty.lead_in_paragraph}
    at: dict[str, list[Mention]] = defaultdict(list)
    for mention in document.mentions:
        if mention.type in ("agency", "post"):
            at[mention.segment].append(mention)
    cover = gold.mentions_cover or [(1, last)]
    left = list(gold.mentions)
    hit = want = found = canonical = 0
    missed, wrong = [], []
    for i, segment in enumerate(gold.segments):
        if segment.path not in asked or not any(a <= segment.start and segment.end <= b for a, b in cover):
            continue
        # A line that two segments share gives its mentions to the first.
        here = [mention for mention in left if segment.start <= mention.line <= segment.end]
        left = [mention for mention in left if not segment.start <= mention.line <= segment.end]
        among = list(at[pairs[i].id]) if i in pairs else []
        found += len(among)
        for asked_for in here:
            match = next((m for m in among if m.type == asked_for.type and key(m.text) == key(asked_for.text)), None)
            if match is not None:
                among.remove(match)
            if asked_for.doubt:
                found -= match is not None
                continue
            want += 1
            if match is None:
                missed.append(f"- {segment.path}: {asked_for.text}")
                continue
            hit += 1
            right = name_key(match.canonical) == name_key(asked_for.canonical)
            canonical += right
            if not right:
                wrong.append(f"{segment.path}: {match.canonical} for {asked_for.canonical}")
        missed += [f"+ {segment.path}: {mention.text}" for mention in among]
    return {"mentions": Score(hit, want, found, missed), "canonical": Score(canonical, want, None, wrong)}


def _code(code: str | None) -> str | None:
    """A document number as it is compared; None where it is none with a slash and a digit."""
    code = SPACES.sub("", code or "").upper()
    return code if "/" in code and any(c.isdigit() for c in code) else None


def _printed(code: str, text: str) -> bool:
    """Whether a citation prints its act: of a row of provisions only one does, and gold counts the act once."""
    return code.partition("/")[0] in text.upper()


def _metadata(gold: Gold, metadata: Metadata) -> Score:
    """The header's fields and the signer's name."""
    want = {field: gold.metadata.get(field) for field in FIELDS}
    if want["effective_on"] == "issued_on":  # "kể từ ngày ký"
        want["effective_on"] = want["issued_on"]
    want["signer"] = (gold.metadata.get("signer") or {}).get("name")
    got = {field: getattr(metadata, field) for field in FIELDS}
    got["signer"] = metadata.signer.name if metadata.signer else None
    wrong = [
        f"{field}: {got[field]!r} for {want[field]!r}"
        for field in want
        if name_key(got[field]) != name_key(want[field])
    ]
    return Score(len(want) - len(wrong), len(want), None, wrong)
