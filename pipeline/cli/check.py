"""`nhiemvu check`: verify documents."""

import argparse
from pathlib import Path

from pipeline.cli.console import Commands, command, one_line, say
from pipeline.errors import NhiemvuError

EXAMPLES = """\
examples:
  nhiemvu check outputs/decision.json               schema, ids, spans, nothing lost
  nhiemvu check outputs/*.json && echo all well
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
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.json")


def run(options: argparse.Namespace) -> int:
    """A line for each broken promise."""
    from pipeline import checks

    failed = False
    for file in options.files:
        try:
            problems = checks.check(file)
        except NhiemvuError as error:
            problems = [str(error)]
        for problem in problems:
            say(f"{file}: {problem}")
        failed = failed or bool(problems)
        if not problems:
            print(one_line(f"{file}: ok"))
    return int(failed)
