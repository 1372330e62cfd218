"""The version of the extractor: whether a file that was read before would give the same document today.

The package's number and a hash of all code and knowledge that a document may depend on. A constant that a
person raises would be forgotten, above all by the official who corrects a table of `pipeline/knowledge`; a
hash that changes too often only costs reading again.
"""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from pipeline import __version__

# Rooms below the document: what they do cannot change it. A new room counts until it stands here.
BELOW = {
    *("batches.py", "browse", "checks.py", "cli", "cluster.py", "compare", "export", "extractor.py", "folders.py"),
    *("report", "search.py", "store", "workers.py"),
}


@cache
def extractor() -> str:
    """Such as "0.1.0+3f9a0c61d2e4", the same on every machine with the same package."""
    digest = sha256()
    for name, data in sorted(_sources(files("pipeline"), "")):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _sources(folder: Traversable, at: str) -> list[tuple[str, bytes]]:
    """The name and content of each module and table."""
    found = []
    for item in folder.iterdir():
        if (not at and item.name in BELOW) or item.name == "__pycache__":
            continue
        if item.is_dir():
            found += _sources(item, f"{at}{item.name}/")
        elif item.name.endswith((".py", ".tsv")):
            found.append((f"{at}{item.name}", item.read_bytes().replace(b"\r\n", b"\n")))
    return found
