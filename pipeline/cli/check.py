"""`nhiemvu check`: verify documents."""

import argparse
from pathlib import Path

from ..errors import NhiemvuError
from .console import Commands, Files, command, one_line, say

EXAMPLES = """\
examples:
  nhiemvu check outputs/decision.json               schema, ids, spans, nothing lost
  nhiemvu check outputs/*.json && echo all well
  nhiemvu check --stats outputs/*.json              over all of them: gaps, unplaced labels, what is missing
"""


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = command(
        commands,
        "check",
        help="verify JSON documents: schema, ids, spans, lossless",
        description="Verify that JSON documents keep every promise of the output contract.",
        examples=EXAMPLES,
    )
    parser.set_defaults(run=run)
    parser.add_argument("files", nargs="+", type=Path, action=Files, metavar="FILE.json")
    parser.add_argument("--stats", action="store_true", help="count what to look at, and list the worst ten documents")


def run(options: argparse.Namespace) -> int:
    """A line for each broken promise."""
    import msgspec

    from ..model import Document
    from ..quality import checks
    from ..quality.survey import Finding, survey, table
    from ..schema import load

    failed = False
    found: dict[str, list[Finding]] = {}
    for file in options.files:
        try:
            data = load(file)
            problems = checks.check(data)
            if options.stats and not problems:
                found[str(file)] = list(survey(msgspec.convert(data, Document)))
        except NhiemvuError as error:
            problems = [str(error)]
        for problem in problems:
            say(f"{file}: {problem}")
        failed = failed or bool(problems)
        if not problems and not options.stats:
            print(one_line(f"{file}: ok"))
    if found:
        print(table(found))
    return int(failed)
