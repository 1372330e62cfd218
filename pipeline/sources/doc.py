"""Word 97-2003 (.doc): from its streams; by LibreOffice what these do not tell.

Guarantees:
1. The same file gives the same text on every machine: our own reader of the streams (`word97`) comes
   first. It counts automatic labels as `docx` does, and what it gives was compared with LibreOffice.
2. Where LibreOffice is installed, it reads what the streams do not tell: Word 6 and 95, numbering that
   is not known, damaged files. It writes RTF, with all labels and fonts, for our reader of RTF.
3. What is protected by a password or of another program is refused by name.
"""

import struct
from io import BytesIO

from olefile import OleFileIO

from ..errors import NhiemvuError
from ..model import Diagnostic
from . import charset, kinds, libreoffice, rtf, word97
from .clean import Text
from .limits import Limits, exceeded
from .rows import laid_out

MEDIA_TYPE = "application/msword"
INSTALL = "install LibreOffice (apt install libreoffice-writer-nogui)"
DAMAGED = "is a damaged Word file; open it in Word or LibreOffice and save it again"
OLD = f"was written by Word 6 or 95; {INSTALL}, or save it again in Word"
PASSWORD = "is protected by a password; open it in Word, take the password off, and save it again"
WORD_97 = 0xC1  # of nFib, the version of the layout; Word 6 and 95 write smaller ones
# What LibreOffice calls them.
KIND = "MS Word 97"
KINDS = {101: "MS WinWord 6.0", 102: "MS WinWord 6.0", 103: "MS Word 95", 104: "MS Word 95"}
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200


def read(data: bytes, limits: Limits) -> Text:
    """The printed text of a Word file.

    Raises NhiemvuError for a file that is damaged, protected by a password, or of another program, and
    without LibreOffice for one of Word 6 or 95.
    """
    document, tables = _streams(data)
    version, flags = struct.unpack_from("<H6xH", document, 2)
    if flags & ENCRYPTED:
        raise NhiemvuError(PASSWORD)
    word = _word(document, tables[bool(flags & SECOND_TABLE)], limits) if version >= WORD_97 else None
    if word and not word.unknown:
        return _text(word)
    if libreoffice.program():
        try:
            converted = libreoffice.convert(data, KINDS.get(version, KIND), "rtf", limits)
            return rtf.read(converted, limits)._replace(media_type=MEDIA_TYPE)
        except NhiemvuError:
            if word is None:
                raise
    if word is None:
        raise NhiemvuError(DAMAGED if version >= WORD_97 else OLD)
    return _text(word)


def _word(document: bytes, table: bytes, limits: Limits) -> word97.Word | None:
    """What the streams tell; None where they are damaged."""
    try:
        size = word97.characters(document)
        if size <= limits.unpacked_bytes:
            return word97.read(document, table)
    except (ValueError, IndexError, struct.error):
        return None
    raise exceeded("unpacked_bytes", f"tells of {size:,} characters")


def _text(word: word97.Word) -> Text:
    converted = charset.convert_runs(word.runs)
    notes = converted.diagnostics
    if word.unknown:
        message = f"automatic numbers may be missing or wrong: {', '.join(word.unknown[:9])}; {INSTALL}"
        notes += (Diagnostic(code="numbering-unknown", severity="warning", message=message, span=None),)
    return Text(laid_out(converted.text), MEDIA_TYPE, diagnostics=notes)


def _streams(data: bytes) -> tuple[bytes, tuple[bytes, bytes]]:
    """The text's stream, and the two streams one of which holds its tables."""
    try:
        with OleFileIO(BytesIO(data)) as file:
            if not file.exists("WordDocument"):  # a Word file lies within it
                raise NhiemvuError(kinds.refusal(data) or DAMAGED)
            document = _stream(file, "WordDocument")
            tables = _stream(file, "0Table"), _stream(file, "1Table")
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, RecursionError):
        raise NhiemvuError(DAMAGED) from None
    if len(document) < word97.HEADER:
        raise NhiemvuError(DAMAGED)
    return document, tables


def _stream(file: OleFileIO, name: str) -> bytes:
    content: bytes = file.openstream(name).read() if file.exists(name) else b""
    return content
