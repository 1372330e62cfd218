"""The parts of an Office file: a zip of XML, read as if it were hostile.

Guarantees:
1. No part is unpacked beyond the limit, whatever size the zip claims, and only parts that are asked for.
2. XML is parsed without entities, network or DTD, and refused where its tree would fill the memory.
3. A missing part is None; a damaged one is a NhiemvuError that names it.

Packaging and relationships: ECMA-376 part 2, 9.
"""

import lzma
import posixpath
import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree
from lxml.etree import _Element as Element

from ..errors import NhiemvuError
from .limits import Limits, exceeded

# Word's "strict" files use other names for the same elements.
STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
BYTES_A_SIGN = 24  # of markup ("<", "="): what a tree of them costs; Word writes eleven bytes, and a page has 12,000
DAMAGED = (
    BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


class Package:
    """An Office file and the parts that its main document refers to."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Raises NhiemvuError where there is no main document."""
        self._limits = limits
        try:
            self._archive = ZipFile(BytesIO(data))
        except DAMAGED:
            raise NhiemvuError("is damaged or cut short; fetch it again, or open and save it in Word") from None
        self._names = set(self._archive.namelist())
        main = self._related("").get("officeDocument", "word/document.xml")
        self._folder = posixpath.dirname(main)
        self._targets = self._related(main)
        document = self.tree(main)
        if document is None:
            raise NhiemvuError("is a Word file without its main part; open and save it in Word")
        self.document = document

    def part(self, kind: str) -> Element | None:
        """The tree of the part of a kind ("styles", "numbering", "footnotes" …), None if missing."""
        return self.tree(self._targets.get(kind, posixpath.join(self._folder, f"{kind}.xml")))

    def tree(self, name: str) -> Element | None:
        """The tree of a part by its name, None if missing."""
        raw = self._unpacked(name)
        if raw is None:
            return None
        for strict, usual in STRICT:
            raw = raw.replace(strict, usual)
        if (raw.count(b"<") + raw.count(b"=")) * BYTES_A_SIGN > self._limits.unpacked_bytes:
            raise exceeded("unpacked_bytes", f"has too many elements in {name}")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(raw, parser)
        except etree.XMLSyntaxError as error:
            raise NhiemvuError(
                f"is damaged: {name} is no valid XML (line {error.lineno}); open and save it in Word"
            ) from None
        if root.getroottree().docinfo.doctype:
            raise NhiemvuError(f"declares entities in {name}, which no Word file does; it is hostile or damaged")
        return root

    def _unpacked(self, name: str) -> bytes | None:
        if name not in self._names:
            return None
        most = self._limits.unpacked_bytes
        try:
            info = self._archive.getinfo(name)
            # Other methods unpack without a bound, and no Office file uses them.
            if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise NotImplementedError
            with self._archive.open(info) as file:
                raw = file.read(most + 1)
        except DAMAGED:
            raise NhiemvuError(f"is damaged: {name} cannot be unpacked; fetch it again, or save it in Word") from None
        if len(raw) > most:
            raise exceeded("unpacked_bytes", f"unpacks to more than {most:,} bytes ({name})")
        return raw

    def _related(self, source: str) -> dict[str, str]:
        """The parts that a part refers to, by kind; "" is the package itself."""
        folder, file = posixpath.split(source)
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, str] = {}
        for relation in root if root is not None else ():
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                found.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        return found
