"""The whole way: one file in, one document out, each stage a function of the ones before.

bytes → source → layout → parts → outline → citations, metadata → passages → units, staff → mentions → duties → alarm
→ document
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import sources
from .alarm import alarm
from .citations.amendments import amendments
from .citations.cite import cite, references
from .duties.duties import duties
from .language.letters import slug
from .mentions.mentions import mentions
from .metadata.metadata import metadata
from .model import SCHEMA_VERSION, Document, Metadata, Source
from .outline.layout import layout
from .outline.parts import parts
from .outline.segments import outline
from .passages.passages import passages
from .passages.told import told
from .sources import Reading
from .sources.limits import DEFAULT, Limits
from .units.staff import staffed
from .units.units import scopes


def extract(path: str | Path, limits: Limits = DEFAULT) -> Document:
    """The document in one file.

    Raises NhiemvuError where the file cannot be read or goes beyond the limits; whatever the text
    holds, it never raises.
    """
    return structure(sources.read(Path(path), limits))


def extract_bytes(data: bytes, name: str = "text.txt", limits: Limits = DEFAULT) -> Document:
    """The document in `data`, the content of a file called `name`. Raises as `extract` does."""
    return structure(sources.read_bytes(data, name, limits))


def structure(reading: Reading) -> Document:
    """The document in a text that has been read."""
    with _no_cycle_search():
        return _structure(reading)


@contextmanager
def _no_cycle_search() -> Iterator[None]:
    """Pause the search for cyclic garbage: a tree has no cycles, and on long texts the search grows.

    Measured on the đề án 64 times over: a character cost 1.21 of what it costs once, 1.07 without.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _structure(reading: Reading) -> Document:
    source = reading.source
    lines = layout(source, reading.asides, reading.notes)
    blocks = parts(lines)
    tree = outline(lines, blocks)
    cited = references(tree)
    about = metadata(lines, blocks, tree, cited)
    citations = cite(tree, cited, about.metadata)
    lists = passages(tree, about.metadata)
    scope = scopes(lines, tree, lists, about.metadata)
    units = staffed(tree, scope)
    named = mentions(source.text, tree, scope, about.metadata, cited)
    found, lost = duties(tree, lists, scope, units, about.metadata, citations, named)
    notes = [*lists.diagnostics, *scope.diagnostics, *lost]
    return Document(
        schema_version=SCHEMA_VERSION,
        id=_identify(source, about.metadata),
        source=source,
        metadata=about.metadata,
        segments=[item.segment for item in tree.items],
        units=units,
        duties=found,
        mentions=[here.mention for segment in named.values() for here in segment],
        citations=citations,
        amendments=amendments(tree, cited, about.metadata),
        passages=told(lists, tree),
        diagnostics=[
            *reading.diagnostics,
            *tree.diagnostics,
            *about.diagnostics,
            *notes,
            *alarm(tree, found, units, notes, lists.weighed),
        ],
    )


def _identify(source: Source, about: Metadata) -> str:
    """Issuer, code and date where all three are printed; else the hash, so that ids stay stable.

    Number 05 is number 5: a page and a PDF of one decision often differ in this.
    """
    if about.issuer and about.code and about.issued_on:
        return f"{slug(about.issuer)}.{slug(about.code.lstrip('0 '))}.{about.issued_on}"
    return f"sha256.{source.sha256[:16]}"
