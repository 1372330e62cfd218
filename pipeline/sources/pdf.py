"""PDF: the text layer of each page, or what is read of its picture.

Reads: the bytes of a PDF. Guarantees:
1. Pages are parted by form feeds; a line is a printed line.
2. A page whose text layer is drawn in order is read as it is drawn, any other by the places of its
   characters (see reading_order). What was filled in later (number, date) stands in its line.
3. A page without a text layer that can be used is read from its picture (see scan); what was read so,
   how surely, and what could not be read is said in diagnostics.
4. A page that fails costs that page, which is said in a diagnostic. A hostile file costs bounded time and memory, or
   raises NhiemvuError: PDFium runs in a process of its own (see pdf_pages).
"""

import time
from collections.abc import Generator
from concurrent.futures import Future
from contextlib import closing, suppress
from subprocess import DEVNULL, PIPE, Popen
from threading import Timer
from typing import Literal

import msgspec

from .. import libraries, programs
from ..errors import NhiemvuError
from ..model import Diagnostic
from . import scan, tesseract
from .charset import convert_runs
from .clean import Text
from .footnotes import with_notes
from .limits import Limits, exceeded
from .pdf_pages import ENOUGH, FROM, HEADER, Frame, Opened, Page, Refused, share_of_vietnamese
from .printed import Line, paragraphs

REFUSED = {
    "password": "is locked with a password; save a copy without one",
    "damaged": "is a damaged PDF; open it in a browser and print it to a new PDF",
}
UNREAD, OCR = "page-unread", "read-by-ocr"
# Per cent. Measured on pages blurred and noised more and more: where words are sure by 96 % on average, 0.5 % of the
# characters or less are wrong; by 93 %: 4 %; by 89 %: 6 %; by 80 %: 13 %.
SURE = 90
CRASHES = 20  # pages that may end the process of PDFium; each begins it anew, and a file with more is damaged
SECONDS_A_PAGE = 1.0  # that a page may take on average, beside the seconds for the file


def read(data: bytes, limits: Limits) -> Text:
    """The text of a PDF.

    Raises NhiemvuError for a file that is locked, damaged, beyond the limits, or of which no page can be read.
    """
    missing = tesseract.missing()
    with closing(_frames(data, limits, pictures=not missing)) as frames:
        opened = next(frames)
        if isinstance(opened, Refused):
            raise NhiemvuError(REFUSED[opened.why])
        assert isinstance(opened, Opened)
        if opened.pages > limits.pages:
            raise exceeded("pages", f"has {opened.pages:,} pages")
        with scan.Readers(limits.seconds, opened.pages) as readers:
            pages = [_begun(page, number, readers) for number, page in enumerate(frames, 1) if isinstance(page, Page)]
            done = [_done(number, page, scanned, missing) for number, (page, scanned) in enumerate(pages, 1)]
    notes = [note for _, note in done if note]
    if sum(note.code == UNREAD for note in notes) == len(done):
        raise NhiemvuError(f"has no page that can be read: {notes[0].message}" if notes else "has no pages")
    lines = [page for page, _ in done]
    by_ocr = [number for number, (_, note) in enumerate(done) if note and note.code == OCR]
    changed = 0
    for number, page in zip(by_ocr, scan.put_right([lines[number] for number in by_ocr]), strict=True):
        changed += sum(old.text != new.text for old, new in zip(lines[number], page, strict=True))
        lines[number] = page
    if changed:
        message = f"{changed} lines of scanned pages were put right where the page shows what is meant"
        notes.append(_note("misreading-repaired", "info", message))
    printed = paragraphs(with_notes(lines, [page.rules for page, _ in pages]))
    converted = convert_runs(printed.runs)
    said = (*notes, *converted.diagnostics)
    return Text(converted.text, "application/pdf", None, said, notes=printed.notes, paged=True)


def _begun(page: Page, number: int, readers: scan.Readers) -> tuple[Page, Future[scan.Recognised] | None]:
    """The page without its pictures, and what is being read of them."""
    if not page.pictures:
        return page, None
    scanned = readers.submit(page.pictures, number)
    return msgspec.structs.replace(page, pictures=[]), scanned


def _done(
    number: int, page: Page, scanned: Future[scan.Recognised] | None, missing: str | None
) -> tuple[list[Line], Diagnostic | None]:
    """The words of a page, and what there is to say of them."""
    words = page.lines
    if page.damaged:
        return words, _note(UNREAD, "error", f"page {number} is damaged and was not read")
    if not page.scanned:
        return words, None
    share, count = share_of_vietnamese(page.lines)
    if not scanned:
        if count < ENOUGH:
            return words, _note(UNREAD, "error", f"page {number} is a scan and was not read; {missing}")
        message = f"page {number} has words that are hardly Vietnamese; if they are misread, {missing}"
        return words, _note("text-layer-doubtful", "warning", message)
    try:
        found = scanned.result()
    except NhiemvuError as error:
        return words, _note(UNREAD, "error", f"page {number} is a scan and was not read; {error}")
    if count >= ENOUGH and share_of_vietnamese(found.lines)[0] <= share:
        return words, None
    if not found.lines:
        return words, _note(OCR, "warning", f"page {number} is a picture in which no words were found")
    sure = found.confidence >= SURE
    message = f"page {number} was read from its picture (OCR), words sure by {found.confidence:.0f} % on average"
    if not sure:
        message += "; compare it with the print"
    return found.lines, _note(OCR, "info" if sure else "warning", message)


def _note(code: str, severity: Literal["info", "warning", "error"], message: str) -> Diagnostic:
    return Diagnostic(code=code, severity=severity, message=message, span=None)


def _frames(data: bytes, limits: Limits, *, pictures: bool) -> Generator[Frame]:
    """What the process of PDFium says: a frame for the file, one for each page.

    A page that ends the process comes out as damaged, and another process goes on behind it.
    """
    clock = _Patience(limits.seconds)
    opened: Frame | None = None
    begin = 0
    for _ in range(CRASHES):
        with closing(_process(data, clock, begin, pictures=pictures)) as frames:
            first = next(frames, None)
            if first is None:
                raise _ended(clock, limits)
            if opened is None:
                opened = first
                clock.left += SECONDS_A_PAGE * (first.pages if isinstance(first, Opened) else 0)
                yield first
            if not isinstance(opened, Opened):
                return
            for page in frames:
                begin += 1
                yield page
        if begin >= opened.pages:
            return
        if clock.left <= 0 or libraries.outdated().get("pypdfium2"):
            raise _ended(clock, limits)
        begin += 1
        yield Page([], damaged=True)
    raise _ended(clock, limits)


def _ended(clock: "_Patience", limits: Limits) -> NhiemvuError:
    """Why there is nothing more to read."""
    if clock.left <= 0:
        return exceeded("seconds", f"keeps PDFium busy for more than {limits.seconds:.0f} s")
    return NhiemvuError(libraries.outdated().get("pypdfium2") or REFUSED["damaged"])


class _Patience:
    """The seconds that PDFium may still take for a file."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds


def _process(data: bytes, clock: _Patience, begin: int, *, pictures: bool) -> Generator[Frame]:
    """What one process of PDFium says, its pages from `begin` on, until it ends or the clock has run out."""
    command = programs.python(f"{__package__}.pdf_pages", f"{FROM}{begin}", *(["--pictures"] if pictures else []))
    decoder = msgspec.msgpack.Decoder(Frame)
    with Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=programs.environment()) as process:
        assert process.stdin and process.stdout
        try:
            with suppress(BrokenPipeError):
                process.stdin.write(data)
                process.stdin.close()
            while True:
                began = time.monotonic()
                message = _message(process, clock.left)
                clock.left -= time.monotonic() - began
                if message is None:
                    return
                yield decoder.decode(message)
        finally:
            process.kill()


def _message(process: Popen[bytes], patience: float) -> bytes | None:
    """The next frame's message; None where the process ended, or was ended as patience did."""
    assert process.stdout
    watch = Timer(patience, process.kill)
    watch.start()
    try:
        head = process.stdout.read(HEADER.size)
        if len(head) < HEADER.size:
            return None
        size = HEADER.unpack(head)[0]
        message = process.stdout.read(size)
        return message if len(message) == size else None
    finally:
        watch.cancel()
