"""How much a file may cost to read: what keeps a hostile or broken file from taking the machine.

Every reader takes a `Limits` and raises `exceeded(…)` where a file goes beyond one of them; the other
inputs go on. The defaults lie far above what decisions need (the longest đề án have some hundred
pages) and far below what stops a small machine.
"""

from typing import NamedTuple

from ..errors import NhiemvuError


class Limits(NamedTuple):
    """The most that one file may cost."""

    file_bytes: int = 200_000_000
    """Bytes of the file as it lies on disk."""
    unpacked_bytes: int = 100_000_000
    """Bytes of one part once unpacked (XML of a Word file, a stream of a PDF, the text of a .doc)."""
    pages: int = 3_000
    """Pages of one document."""
    seconds: float = 120.0
    """Seconds that an outside program may take: Tesseract for one page, LibreOffice for one file."""


DEFAULT = Limits()
OPTIONS = {
    "file_bytes": "--max-bytes",
    "unpacked_bytes": "--max-unpacked-bytes",
    "pages": "--max-pages",
    "seconds": "--max-seconds",
}


def exceeded(field: str, what: str) -> NhiemvuError:
    """The error to raise where a file goes beyond the limit `field`; `what` says by what.

    >>> str(exceeded("pages", "has 5,000 pages"))
    'has 5,000 pages, which is over the limit; if you trust the file, raise --max-pages'
    """
    return NhiemvuError(f"{what}, which is over the limit; if you trust the file, raise {OPTIONS[field]}")
