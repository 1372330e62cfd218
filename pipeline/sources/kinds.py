"""What a file is, told by its content: the kinds of zip apart from each other, and what cannot be read.

Guarantees:
1. `is_docx`, `is_pdf`, `is_doc`, `is_rtf` and `is_html` know such a file whatever its name.
2. `refusal` gives, for a known kind that no reader takes, one line that names it and says what to do.
3. Neither unpacks anything; of a zip only its list is read.
"""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from ..knowledge import table
from ..language.patterns import lazy

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # the container of Office 97-2003, and of files with a password
PDF = lazy(rb"^[^A-Za-z0-9]*%PDF-\d|[\r\n]%PDF-\d")
DOCUMENT = lazy(r"word/document\d*\.xml")
OPENS = lazy(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<%@.*?%>\s*|<\?(?:xml|php)\b.*?\?>\s*|<!--.*?-->\s*)*"
    rb"<(?:!doctype html|html|head|body|title|meta|link|div|p|table|ol|ul|pre|h[1-6]|span|center|font|section|article"
    rb"|main|form|asp:\w+)\b",
    re.IGNORECASE | re.DOTALL,
)
ELEMENT = lazy(rb"</?(?:div|p|table|t[rdh]|[uo]l|li|h[1-6]|section|article)\b[^<>]*>", re.IGNORECASE)
FEW_LINES = 3
SNIFFED = 4096  # bytes; what stands before the first element of a page is short
MEMBERS = 5_000  # a Word file has some dozens


def is_docx(data: bytes) -> bool:
    """Whether `data` is a Word file of Office 2007 or later (.docx, .docm, .dotx)."""
    return data.startswith(ZIP) and any(map(DOCUMENT.fullmatch, names(data) or ()))


def is_pdf(data: bytes) -> bool:
    """Whether `data` is a PDF; its mark may stand anywhere in the first 1,024 bytes."""
    return PDF.search(data, 0, 1024) is not None


def is_rtf(data: bytes) -> bool:
    """Whether `data` begins as Rich Text Format."""
    return data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{\\rtf")


def is_doc(data: bytes) -> bool:
    """Whether `data` is a Word file of Office 2003 or before (.doc, .dot)."""
    return data.startswith(OLE) and "WordDocument".encode("utf-16-le") in data


def is_html(data: bytes) -> bool:
    """Whether `data` begins as a web page, or as the source of one (.html, .aspx, .php, templates)."""
    start = data[:SNIFFED].replace(b"\0", b"")  # in UTF-16 too
    if OPENS.match(start):
        return True
    if b"<" not in start:
        return False
    # Words may stand above the first element: then most lines have elements that blocks are made of.
    lines = [line for line in start.split(b"\n") if line.strip()]
    return len(lines) >= FEW_LINES and sum(map(bool, map(ELEMENT.search, lines))) > len(lines) / 2


def refusal(data: bytes) -> str | None:
    """Why `data` cannot be read and what to do, where it is of a known kind that no reader takes."""
    members = names(data) if data.startswith(ZIP) else []
    if members is None:
        return "is a Word file or zip archive that is damaged or cut short; fetch it again, or open and save it in Word"
    container = "zip" if data.startswith(ZIP) else "ole" if data.startswith(OLE) else "none"
    for row in table("unread_kinds"):
        if row["container"] == container and _bears(row["sign"], data, members, container):
            return f"is {row['kind']}; {row['advice']}"
    return None


def names(data: bytes) -> list[str] | None:
    """The names in the list of a zip; None where it is damaged or absurdly long."""
    if data.count(b"PK\x01\x02") > MEMBERS:
        return None
    try:
        with ZipFile(BytesIO(data)) as archive:
            return archive.namelist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return None


def _bears(sign: str, data: bytes, members: list[str], container: str) -> bool:
    if sign == "*":
        return True
    if container == "zip":
        return any(name.startswith(sign) for name in members)
    if container == "ole":  # the directory names its streams in UTF-16
        return sign.encode("utf-16-le") in data
    place, _, first = sign.rpartition(":")
    return data.startswith(bytes.fromhex(first), int(place or 0))
