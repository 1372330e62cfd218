"""`nhiemvu text`: what a reader made of a file."""

import argparse
import sys
from pathlib import Path

from ..errors import NhiemvuError
from . import limits
from .console import Commands, Files, command, say

EXAMPLES = """\
examples:
  nhiemvu text decision.docx                        its words, automatic numbers included
  nhiemvu text decision.docx > decision.txt         the text that every span of the output indexes
"""


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = command(
        commands,
        "text",
        help="print the text that is read from a file",
        description="Print the text that is read from a file; what had to be assumed goes to standard error.",
        examples=EXAMPLES,
    )
    parser.set_defaults(run=run)
    parser.add_argument("file", type=Path, action=Files, metavar="FILE")
    limits.add(parser)


def run(options: argparse.Namespace) -> int:
    """The text to standard output; a line for the file and for each diagnostic to standard error."""
    from .. import sources

    try:
        reading = sources.read(options.file, limits.chosen(options))
    except NhiemvuError as error:
        say(f"{options.file}: {error}")
        return 1
    source = reading.source
    pages = f", {source.pages:,} pages" if source.pages else ""
    say(f"{options.file}: {source.media_type}, {source.characters:,} characters{pages}")
    for note in reading.diagnostics:
        say(f"{options.file}: {note.severity}: {note.message}")
    sys.stdout.write(source.text if source.text.endswith("\n") else source.text + "\n")
    return 0
