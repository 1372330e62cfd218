"""The version of the extractor: whether a file that was read before would give the same document today.

The package's number and a hash of all code and knowledge that a document may depend on. A constant that a
person raises would be forgotten, above all by the official who corrects a table of `pipeline/knowledge`; a
hash that changes too often only costs reading again.
"""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from .version import VERSION

# What is below the document cannot change it, nor the rows of the store. A new room counts until it stands here.
BELOW = {
    *(f"{room}/" for room in ("batch", "browse", "cli", "comparison", "export", "nlp", "quality", "report")),
    *(f"store/{name}.py" for name in ("captions", "connection", "entry", "fulltext", "manifest", "search", "tables")),
    *("store/versions.py", "store/views.py", "card.py", "extractor.py", "libraries.py"),
    *(f"knowledge/{name}.tsv" for name in ("columns", "neutral", "optional_parts", "powers", "values")),
}


@cache
def extractor() -> str:
    """Such as "0.1.0+3f9a0c61d2e4", the same on every machine with the same package."""
    digest = sha256()
    for name, data in sorted(_sources(files(__package__), "")):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return f"{VERSION}+{digest.hexdigest()[:12]}"


def _sources(folder: Traversable, at: str) -> list[tuple[str, bytes]]:
    """The name and content of each module and table."""
    found = []
    for item in folder.iterdir():
        name = f"{at}{item.name}/" if item.is_dir() else f"{at}{item.name}"
        if name in BELOW:
            continue
        if item.is_dir():
            found += _sources(item, name)
        elif name.endswith((".py", ".tsv")):
            found.append((name, item.read_bytes().replace(b"\r\n", b"\n")))
    return found
