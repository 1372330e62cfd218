"""Word 97-2003 (.doc): by LibreOffice where it is installed, else by our own reader of its streams.

LibreOffice writes the file as RTF, with the labels that Word counts itself and with all fonts, for our
reader of RTF. Without it the text is the same, letter for letter; the labels are missing, and a
diagnostic says how many. Guarantees: what is protected, too old, or no Word file is refused by name.
"""

import struct
from io import BytesIO

from olefile import OleFileIO

from pipeline.errors import NhiemvuError
from pipeline.model import Diagnostic
from pipeline.sources import charset, kinds, libreoffice, rtf, word97
from pipeline.sources.clean import Text
from pipeline.sources.limits import Limits, exceeded
from pipeline.sources.rows import laid_out

MEDIA_TYPE = "application/msword"
INSTALL = "install LibreOffice (apt install libreoffice-writer-nogui)"
DAMAGED = "is a damaged Word file; open it in Word or LibreOffice and save it again"
PASSWORD = "is protected by a password; open it in Word, take the password off, and save it again"
WORD_97 = 0xC1  # of nFib, the version of the layout; Word 6 and 95 write smaller ones
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200


def read(data: bytes, limits: Limits) -> Text:
    """The printed text of a Word file.

    Raises NhiemvuError for a file that is damaged, protected by a password, or of another program, and
    without LibreOffice for one of Word 6 or 95.
    """
    document, table = _streams(data)
    version, flags = struct.unpack_from("<H", document, 2)[0], struct.unpack_from("<H", document, 10)[0]
    if flags & ENCRYPTED:
        raise NhiemvuError(PASSWORD)
    trouble: tuple[Diagnostic, ...] = ()
    if libreoffice.program():
        try:
            found = rtf.read(libreoffice.convert(data, ".doc", "rtf", limits), limits)
            return found._replace(media_type=MEDIA_TYPE)
        except NhiemvuError as error:
            if version < WORD_97:
                raise
            trouble = (_note("libreoffice-failed", f"LibreOffice gave no text ({error}); read without it"),)
    if version < WORD_97:
        raise NhiemvuError(f"was written by Word 6 or 95; {INSTALL}, or save it again in Word")
    found = _own(document, table[bool(flags & SECOND_TABLE)], limits)
    return found._replace(diagnostics=(*trouble, *found.diagnostics))


def _own(document: bytes, table: bytes, limits: Limits) -> Text:
    try:
        if (size := word97.characters(document)) > limits.unpacked_bytes:
            raise exceeded("unpacked_bytes", f"tells of {size:,} characters")
        word = word97.read(document, table)
    except (ValueError, IndexError, struct.error):
        raise NhiemvuError(DAMAGED) from None
    converted = charset.convert_runs(word.runs)
    notes = converted.diagnostics
    if word.labels:
        message = (
            f"{word.labels} paragraphs have labels that Word counts itself (1., a), -): they are missing; {INSTALL}"
        )
        notes += (_note("labels-missing", message),)
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


def _note(code: str, message: str) -> Diagnostic:
    return Diagnostic(code=code, severity="warning", message=message, span=None)
