"""The limits of reading as options, the same for every command that reads files."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..sources.limits import Limits

# The defaults in words, so that --help need not load the readers; a test holds them to the record.
OPTIONS = {
    "file_bytes": ("--max-bytes", "largest file read (default: 200,000,000)"),
    "unpacked_bytes": (
        "--max-unpacked-bytes",
        "largest part once unpacked, such as the XML inside a .docx (default: 100,000,000)",
    ),
    "pages": ("--max-pages", "most pages of a document (default: 3,000)"),
    "seconds": (
        "--max-seconds",
        "longest run of an outside program: Tesseract for a page, LibreOffice for a file (default: 120)",
    ),
}


def add(parser: argparse.ArgumentParser) -> None:
    """The options `--max-…`, in a group of their own."""
    group = parser.add_argument_group("limits", "what keeps a broken or hostile file from taking the machine")
    for field, (option, help) in OPTIONS.items():
        group.add_argument(option, dest=field, type=_whole, metavar="N", help=help)


def chosen(options: argparse.Namespace) -> "Limits":
    """The limits of this run."""
    from ..sources.limits import Limits

    return Limits(**{field: given for field in OPTIONS if (given := getattr(options, field)) is not None})


def _whole(word: str) -> int:
    """A whole number above 0, commas allowed; argparse tells any other."""
    number = int(word.replace(",", ""))
    if number < 1:
        raise argparse.ArgumentTypeError(f"{word} is not a number above 0")
    return number
