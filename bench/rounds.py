"""First sight: duties that readers saw in documents nobody had opened, beside what is found in them.

    python -m bench.rounds 4 --corpus ../shared/corpus [--show]

A round is six documents of `rounds.json`, in the order in which they were drawn. Its figures are written down (README)
before anything is mended for it; `--show` comes after. Tasks of execution articles ("Tổ chức thực hiện", "Giao Sở A …")
are assignments, which are no duties yet, and words quoted to amend another act belong to that act (`amendments`): both
are neither asked for nor held against. An article "Trách nhiệm của Sở A" in a chapter on execution counts.
"""

import argparse
import json
import re
import zlib
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

import nhiemvu
from nhiemvu.model import Document, Segment, Unit

GIVES = re.compile(r"\W*(?:Giao|Đề nghị|Yêu cầu)\b")
CARRIES = re.compile(
    r"\W*(?:Điều khoản thi hành|Tổ chức thực hiện|Trách nhiệm thi hành|Hiệu lực|Tổ chức,? triển khai"
    r"|Điều khoản chuyển tiếp|Thi hành|.{0,60}(?:có hiệu lực|chịu trách nhiệm thi hành))",
    re.IGNORECASE,
)


ANSWERS = re.compile(r"\W*(?:Trách nhiệm|Nhiệm vụ|Quyền hạn)[\w\s,]* (?:của|các) ", re.IGNORECASE)


def key(name: str) -> str:
    """A name without case, kind of dash and short forms."""
    name = re.sub(r"\s*[-–—]\s*", "-", " ".join(name.casefold().split())).strip(" .:;,")
    for short, full in (("uỷ ban", "ủy ban"), ("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân")):
        name = name.replace(short, full)
    return re.sub(r"^(?:các|những) ", "", name)


def same(found: str, wanted: str) -> bool:
    """Whether two names mean the same body; a note in brackets may be missing."""
    found, wanted = key(found), key(wanted)
    return found == wanted or found.startswith(f"{wanted} (") or wanted.startswith(f"{found} (")


def names(unit: Unit) -> set[str]:
    """What a reader may call a unit: its name, alone or with that of the body that it is of."""
    said = {unit.name}
    if unit.parent:
        said |= {f"{unit.name} {word}{unit.parent}" for word in ("", "của ", "thuộc ")}
        *own, last = unit.name.split()
        said |= {" ".join([*own, unit.parent])} if own and unit.parent.startswith(f"{last} ") else set()
    return said


def carried(document: Document, line: dict[str, int]) -> set[int]:
    """The lines of tasks that execution articles give, and of the words that amend another act."""
    by_id = {segment.id: segment for segment in document.segments}

    leads = {segment.parent for segment in document.segments}

    def gives(segment: Segment | None) -> bool:
        if segment and segment.id not in leads and segment.kind != "article":
            # An item is a task by what stands above it: "Tổ chức thực hiện quy hoạch" and "Đề nghị Bộ A thu hồi thẻ"
            # are duties as others are.
            segment = by_id.get(segment.parent or "")
        if segment and GIVES.match(segment.text):
            return True
        while segment:
            if segment.kind == "article" and ANSWERS.match(segment.heading or ""):
                return False
            if CARRIES.match((segment.heading or segment.text)[:160]):
                return True
            segment = by_id.get(segment.parent or "")
        return False

    text = document.source.text
    amended = {
        number
        for segment in document.segments
        if segment.quoted
        for _, end in segment.spans
        for number in range(line[segment.id], line[segment.id] + 1 + text.count("\n", segment.spans[0][0], end))
    }
    return amended | {line[segment.id] for segment in document.segments if gives(segment)}


def mark(line: str) -> str:
    """What tells a line again where the layout of a PDF is read otherwise and its number has moved."""
    return format(zlib.crc32("".join(filter(str.isalnum, line.casefold()))[:40].encode()), "08x")


def placed(lines: list[str]) -> Callable[[int, str], int]:
    """Where a line is that a reader numbered: the nearest with its mark; its number where there is none."""
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines, 1):
        places.setdefault(mark(line), []).append(number)
    return lambda number, marked: min(places.get(marked, [number]), key=lambda place: abs(place - number))


def measure(path: Path, read: dict, show: bool) -> tuple[int, int, int, int]:  # type: ignore[type-arg]
    """(duties read, found, with the right holder, false ones) of one document."""
    document = nhiemvu.extract(path)
    text = document.source.text
    starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]
    line = {segment.id: bisect_right(starts, segment.spans[0][0]) for segment in document.segments}
    left_out = carried(document, line)
    place = placed(text.split("\n"))
    ranges = [range(place(first, one), place(last, other) + 1) for first, last, one, other in read["ignore"]]
    ignored = left_out.union(*ranges)
    read_at = {place(number, marked): holder for number, holder, marked in read["duties"]}
    wanted = {number: holder for number, holder in read_at.items() if number not in left_out}
    units = {unit.id: unit for unit in document.units}
    found = {line[duty.segment]: units[duty.holder] for duty in document.duties}
    hit = [number for number in wanted if number in found]
    right = [number for number in hit if any(same(name, wanted[number]) for name in names(found[number]))]
    false = [number for number in found if number not in wanted and number not in ignored]
    for number in sorted({*wanted, *false} - {*right}) if show else ():
        print(f"   line {number}: {found[number].name if number in found else '-'} for {wanted.get(number, '-')}")
    return len(wanted), len(hit), len(right), len(false)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("round", type=int)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--show", action="store_true", help="print what is missed and what is false, by line")
    options = parser.parse_args()
    data = json.loads((Path(__file__).parent / "rounds.json").read_text("utf-8"))
    numbers = data["rounds"][options.round - 1]
    total = [0, 0, 0, 0]
    for read in (read for read in data["documents"] if read["number"] in numbers):
        counts = measure(options.corpus / read["document"], read, options.show)
        total = [a + b for a, b in zip(total, counts, strict=True)]
        print(f"{read['document']}: {counts[0]} read, {counts[1]} found, {counts[2]} right holder, {counts[3]} false")
    wanted, hit, right, false = total
    precision, recall = hit / max(hit + false, 1), hit / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"round {options.round}: {wanted} read, {hit} found, {right} right holder, {false} false", end="; ")
    print(f"F1 {f1:.3f}, holders {right / max(wanted, 1):.3f}")


if __name__ == "__main__":
    main()
