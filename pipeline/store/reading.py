"""One file into what is kept of it: runs in a worker, perhaps on another machine, and never raises.

Reads: a path, or the bytes that lie there. Guarantees:
1. A file that cannot be read, or whose document breaks the schema, gives an entry with the reason.
2. The hash is of the very bytes that were read.
"""

from hashlib import sha256
from pathlib import Path

from ..document import extract_bytes
from ..errors import NhiemvuError
from ..extractor import extractor
from ..schema import encoded
from .entry import Entry, Extract, key
from .rows import rows


def read(path: str) -> Extract:
    """What is kept of the file at a path."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return unread(path, error)
    return read_bytes(path, data)


def read_bytes(path: str, data: bytes) -> Extract:
    """What is kept of a file with these bytes."""
    found = _found(path, data)
    try:
        document = extract_bytes(data, Path(path).name)
        json = encoded(document).decode()
        warnings = sum(note.severity != "info" for note in document.diagnostics)
        entry = found._replace(document=document.id, duties=len(document.duties), warnings=warnings)
        return Extract(entry, json, rows(document))
    except NhiemvuError as error:
        return Extract(found._replace(state="failed", reason=str(error)))
    except Exception as error:  # no file may stop the others
        reason = f"the program failed, please report it: {type(error).__name__}: {error}"
        return Extract(found._replace(state="failed", reason=" ".join(reason.split())))


def lost(path: str, reason: str) -> Extract:
    """What is kept of a file whose reader died; with its hash, so that it is tried again when it changes."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return unread(path, error)
    return Extract(_found(path, data)._replace(state="failed", reason=reason))


def unread(path: str, error: OSError) -> Extract:
    """What is kept of a file that cannot be opened."""
    return Extract(Entry(key(path), None, None, extractor(), "failed", f"cannot be opened: {error.strerror}"))


def _found(path: str, data: bytes) -> Entry:
    return Entry(key(path), len(data), sha256(data).hexdigest(), extractor(), "done")
