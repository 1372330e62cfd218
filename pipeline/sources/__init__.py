"""Reading files: bytes in, one text out that every span of the output indexes.

One module a format, with `read(data, limits)`, which gives the printed words as `Text`: one line a
printed line or a paragraph, labels as printed, pages kept apart by form feeds. Which one reads a file
is told by its content and never by its name; a format's module is imported with its first file.
"""

from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from ..errors import NhiemvuError
from ..language.patterns import lazy
from ..model import Diagnostic, Source
from . import charset, kinds, text
from .clean import Text, clean, without_nul
from .limits import DEFAULT, Limits, exceeded

MARKDOWN = {".md", ".markdown"}
# "… được giao. **Điều 8. Trách nhiệm**": the break before a title was lost
BOLD_TITLE = lazy(r"(?<=[.;:!?] )(?=\*\*Điều \d)")
LONGEST_LINE = 1_000_000  # characters; the longest decisions print fewer on all their pages


class Reading(NamedTuple):
    """A source, and what its reader had to assume."""

    source: Source
    diagnostics: list[Diagnostic]
    asides: frozenset[int] = frozenset()  # numbers of the lines, from 0, that only frame the text
    notes: frozenset[int] = frozenset()  # numbers of the lines, from 0, of footnotes


class Format(NamedTuple):
    """A kind of file: its short name, how its content is told, and how it is read."""

    name: str
    matches: Callable[[bytes], bool]
    read: Callable[[bytes, Limits], Text]


def read(path: Path, limits: Limits = DEFAULT) -> Reading:
    """The text of one file.

    Raises NhiemvuError, with what is wrong and what to do, for a file that is missing, a folder,
    empty, of a kind that cannot be read, or beyond the limits.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise NhiemvuError("no such file; check the name") from None
    except IsADirectoryError:
        raise NhiemvuError("is a folder; name the files in it") from None
    except OSError as error:
        raise NhiemvuError(f"cannot be opened: {error.strerror}") from None
    return read_bytes(data, path.name, limits)


def read_bytes(data: bytes, name: str, limits: Limits = DEFAULT) -> Reading:
    """The text in `data`; `name` is the file's name, without folders. Raises as `read` does."""
    if not data:
        raise NhiemvuError("is empty; there is nothing to read")
    if len(data) > limits.file_bytes:
        raise exceeded("file_bytes", f"holds more than {limits.file_bytes:,} bytes")
    kind = next((kind for kind in FORMATS if kind.matches(data)), None)
    plain = kind is None or (kind.name == "html" and _called_markdown(name) and _markdown().is_markdown(data))
    found = _plain(data, name) if kind is None or plain else kind.read(data, limits)
    bare, dropped = without_nul(found.text)
    converted = charset.convert(bare)
    words, notes = clean(converted.text)
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
        pages=words.count("\f") + 1 if found.paged or "\f" in words else None,
        characters=len(words),
        text=words,
    )
    return Reading(source, [*found.diagnostics, *dropped, *converted.diagnostics, *notes], found.asides, found.notes)


def _plain(data: bytes, name: str) -> Text:
    if refusal := kinds.refusal(data):
        raise NhiemvuError(refusal)
    words, encoding, notes = text.decode(data)
    if _called_markdown(name):
        words = BOLD_TITLE.sub("\n", words)
        words = _markdown().with_rows(words) if "<table" in words else words
        return Text(words, "text/markdown", encoding, notes, text.front_matter(words))
    return Text(words, "text/plain", encoding, notes)


def _called_markdown(name: str) -> bool:
    return Path(name).suffix.lower() in MARKDOWN


def _markdown() -> ModuleType:
    """Only a Markdown text with tables of HTML needs the parser of HTML."""
    return import_module(f"{__name__}.markdown")


def _lazily(module: str) -> Callable[[bytes, Limits], Text]:
    """The `read` of a module of this package, imported when it is first called."""

    def read(data: bytes, limits: Limits) -> Text:
        found: Text = import_module(f"{__name__}.{module}").read(data, limits)
        return found

    return read


FORMATS: tuple[Format, ...] = (
    Format("html", kinds.is_html, _lazily("html")),
    Format("docx", kinds.is_docx, _lazily("docx")),
    Format("pdf", kinds.is_pdf, _lazily("pdf")),
    Format("rtf", kinds.is_rtf, _lazily("rtf")),
    Format("doc", kinds.is_doc, _lazily("doc")),
)
