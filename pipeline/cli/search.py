"""`nhiemvu search`: duties by their words."""

import argparse
import os
import sys
from typing import get_args

from ..errors import NhiemvuError
from .console import Commands, command, one_line, say
from .ingest import DEFAULT

EXAMPLES = """\
examples:
  nhiemvu search "thẩm định dự án"                      every word; those as spelled first
  nhiemvu search tham dinh du an                        the same, typed without diacritics
  nhiemvu search '"hạ tầng số" báo cáo'                 a phrase in quotes, and a word
  nhiemvu search "cấp phép" --province "Khánh Hòa" --domain bao_chi --power license
  nhiemvu search "kiểm tra" --unit "Thanh tra" --json | jq .text
"""
MARKS = ("«", "»")
BOLD = ("\x1b[1;33m", "\x1b[0m")


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = command(
        commands,
        "search",
        help="find duties in a database by their words, diacritics or not",
        description="Find duties in a database by their words. Diacritics may be left out, đ included.",
        examples=EXAMPLES,
    )
    parser.set_defaults(run=run, wrong=parser.error)
    parser.add_argument("words", nargs="+", metavar="WORDS", help="what the duty or its lead-in says")
    parser.add_argument("--province", metavar="NAME", help="of the issuer, diacritics or not")
    parser.add_argument("--unit", metavar="NAME", help="that holds the duty, or a part of its name")
    parser.add_argument(
        "--domain", metavar="ID", help='field of work: an id such as cntt, or "Báo chí"; with all below it'
    )
    parser.add_argument("--power", metavar="POWER", help="such as license, inspect, submit")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="how many at most (20)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--db", default=DEFAULT, metavar="URL", help=f"database, or SQLite file (default: {DEFAULT})")


def run(options: argparse.Namespace) -> int:
    """Print the duties found."""
    from ..model import Power

    known = get_args(get_args(Power)[0])
    if options.power is not None and options.power not in known:
        options.wrong(f"--power is one of {', '.join(known)}")
    if options.limit < 1:
        options.wrong("--limit is 1 or more")

    import msgspec

    from ..store.search import search
    from ..store.terms import hits

    filters = {name: getattr(options, name) for name in ("province", "unit", "domain", "power", "limit")}
    try:
        found = search(options.db, " ".join(options.words), **filters)
    except NhiemvuError as error:
        say(str(error))
        return 1
    marks = BOLD if sys.stdout.isatty() and "NO_COLOR" not in os.environ else MARKS
    for number, hit in enumerate(found.hits, 1):
        if options.json:
            sys.stdout.buffer.write(msgspec.json.encode(hit) + b"\n")
            continue
        place = " · ".join(part for part in (hit.province, hit.issuer, hit.unit, hit.path) if part)
        said = f"{hit.lead_in} … {hit.text}" if hit.lead_in else hit.text
        print(f"{number}. {one_line(place)}" + (" (proposed)" if hit.status == "proposed" else ""))
        print(f"   {marked(one_line(said), hits(one_line(said), found.sought), marks)}")
        print(f"   {one_line(hit.file)}:{hit.line}  [{'; '.join((*hit.powers, *hit.domains))}]")
    shown = len(found.hits)
    say(f"{found.total} found" + (f", the first {shown} shown; more with --limit" if shown < found.total else ""))
    return 0


def marked(text: str, places: list[tuple[int, int]], marks: tuple[str, str]) -> str:
    """The text with its hits between marks; control characters of a document never reach the terminal."""
    parts, at = [], 0
    for start, end in places:
        parts += [_plain(text[at:start]), marks[0], _plain(text[start:end]), marks[1]]
        at = end
    return "".join([*parts, _plain(text[at:])])


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)
