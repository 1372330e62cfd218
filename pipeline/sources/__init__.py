"""Reading files: bytes in, one text out that every span of the output indexes."""

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import NhiemvuError
from pipeline.model import Diagnostic, Source
from pipeline.sources import text

MARKDOWN = {".md", ".markdown"}


class Reading(NamedTuple):
    """A source, and what its reader had to assume."""

    source: Source
    diagnostics: list[Diagnostic]


def read(path: Path) -> Reading:
    """The text of one file.

    Raises NhiemvuError, with what is wrong and what to do, for a file that is missing, a folder,
    empty, not text, or in an encoding that cannot be told.
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
    decoded = text.decode(data)
    source = Source(
        name=name.encode("utf-8", "replace").decode(),
        sha256=sha256(data).hexdigest(),
        media_type="text/markdown" if Path(name).suffix.lower() in MARKDOWN else "text/plain",
        encoding=decoded.encoding,
        pages=decoded.text.count("\f") + 1 if "\f" in decoded.text else None,
        characters=len(decoded.text),
        text=decoded.text,
    )
    return Reading(source, decoded.diagnostics)
