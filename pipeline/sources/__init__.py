"""Reading files: bytes in, one text out that every span of the output indexes.

One module a format, each with `matches(data)`, which looks at the content and never at the file's
name, and `read(data)`, which gives the printed words as `Text`: one line a printed line or a
paragraph, labels as printed, pages kept apart by form feeds.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import NhiemvuError
from pipeline.model import Diagnostic, Source
from pipeline.sources import html, text
from pipeline.sources.clean import Text, clean

MARKDOWN = {".md", ".markdown"}
LONGEST_LINE = 1_000_000  # characters; the longest decisions print fewer on all their pages


class Reading(NamedTuple):
    """A source, and what its reader had to assume."""

    source: Source
    diagnostics: list[Diagnostic]
    asides: frozenset[int] = frozenset()  # numbers of the lines, from 0, that only frame the text


class Format(NamedTuple):
    """A kind of file: how it is told, and how it is read."""

    matches: Callable[[bytes], bool]
    read: Callable[[bytes], Text]


def read(path: Path) -> Reading:
    """The text of one file.

    Raises NhiemvuError, with what is wrong and what to do, for a file that is missing, a folder,
    empty, or of a kind that cannot be read.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise NhiemvuError("no such file; check the name") from None
    except IsADirectoryError:
        raise NhiemvuError("is a folder; name the files in it") from None
    except OSError as error:
        raise NhiemvuError(f"cannot be opened: {error.strerror}") from None
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Reading:
    """The text in `data`; `name` is the file's name, without folders. Raises as `read` does."""
    if not data:
        raise NhiemvuError("is empty; there is nothing to read")
    found = next((kind.read(data) for kind in FORMATS if kind.matches(data)), None) or _plain(data, name)
    words, notes = clean(found.text)
    if not words or words.isspace():
        raise NhiemvuError("holds no text; there is nothing to read")
    longest = max(map(len, words.split("\n")))
    if longest > LONGEST_LINE:
        raise NhiemvuError(f"has a line of {longest:,} characters, which no decision has; is it a data file?")
    source = Source(
        name=name.encode("utf-8", "replace").decode(),
        sha256=sha256(data).hexdigest(),
        media_type=found.media_type,
        encoding=found.encoding,
        pages=words.count("\f") + 1 if "\f" in words else None,
        characters=len(words),
        text=words,
    )
    return Reading(source, [*found.diagnostics, *notes], found.asides)


def _plain(data: bytes, name: str) -> Text:
    words, encoding = text.decode(data)
    if Path(name).suffix.lower() in MARKDOWN:
        return Text(words, "text/markdown", encoding, asides=text.front_matter(words))
    return Text(words, "text/plain", encoding)


FORMATS = (Format(html.matches, html.read),)
