"""`nhiemvu compare`: the duties of two documents, or of two groups of units, side by side."""

import argparse
import sys
from pathlib import Path

from ..errors import NhiemvuError
from .console import Commands, Files, command, say, write

EXAMPLES = """\
examples:
  nhiemvu compare hai-phong.txt khanh-hoa.txt               a summary to standard output
  nhiemvu compare a.json b.json --html so-sanh.html         the report, for a browser
  nhiemvu compare a.txt b.txt --left-holder "Sở Nội vụ" --right-holder "Văn phòng" --right-holder "Thanh tra"
  nhiemvu compare de-an.txt de-an.txt --left-status current --right-status proposed   before and after
"""


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = command(
        commands,
        "compare",
        help="put the duties of two documents side by side",
        description="Compare the duties of two documents: what both do, with what difference, and what only one does. "
        "LEFT and RIGHT are source files, or JSON written by nhiemvu extract.",
        examples=EXAMPLES,
    )
    parser.set_defaults(run=run)
    parser.add_argument("left", type=Path, action=Files, metavar="LEFT")
    parser.add_argument("right", type=Path, action=Files, metavar="RIGHT")
    for side in ("left", "right"):
        parser.add_argument(
            f"--{side}-holder",
            action="append",
            default=[],
            metavar="NAME",
            help=f"unit of the {side} whose duties are compared, or the beginning of its name; may be given several "
            "times (default: all current units)",
        )
        parser.add_argument(
            f"--{side}-status",
            choices=("current", "proposed"),
            help=f"only units of the {side} that are in force, or only those that a plan proposes",
        )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the comparison as JSON")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the report for a browser")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="write the report as a workbook")
    parser.add_argument(
        "--lang", choices=("vi", "en"), default="vi", help="language of --html and --xlsx (default: vi)"
    )


def run(options: argparse.Namespace) -> int:
    """Write what is asked for; without files, a summary to standard output."""
    try:
        _run(options)
    except NhiemvuError as error:
        say(str(error))
        return 1
    return 0


def _run(options: argparse.Namespace) -> None:
    import msgspec

    from ..comparison.compare import compare
    from ..comparison.summary import text

    comparison = compare(
        options.left,
        options.right,
        left_holders=options.left_holder,
        right_holders=options.right_holder,
        left_status=options.left_status,
        right_status=options.right_status,
    )
    if options.json:
        write(options.json, msgspec.json.format(msgspec.json.encode(comparison), indent=1) + b"\n")
    if options.html or options.xlsx:
        from .. import report

        if options.html:
            write(options.html, report.html(comparison, options.lang).encode())
        if options.xlsx:
            write(options.xlsx, report.xlsx(comparison, options.lang))
    files = [file for file in (options.json, options.html, options.xlsx) if file]
    for file in files:
        say(f"written to {file}")
    if not files:
        sys.stdout.write(text(comparison))
