"""nhiemvu: Vietnamese decision texts as structured data.

>>> import pipeline
>>> document = pipeline.extract("decision.txt")        # doctest: +SKIP
>>> document.duties[0].text                            # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.batches import ingest
    from pipeline.checks import check
    from pipeline.comparison.compare import compare
    from pipeline.document import extract, extract_bytes
    from pipeline.errors import NhiemvuError
    from pipeline.export.dataframes import frames

__version__ = "0.1.0"
__all__ = ["NhiemvuError", "check", "compare", "extract", "extract_bytes", "frames", "ingest"]

_HOMES = {
    "NhiemvuError": "pipeline.errors",
    "check": "pipeline.checks",
    "compare": "pipeline.comparison.compare",
    "extract": "pipeline.document",
    "extract_bytes": "pipeline.document",
    "frames": "pipeline.export.dataframes",
    "ingest": "pipeline.batches",
}


def __getattr__(name: str) -> Any:
    """The public verbs, imported when first used, so that `import pipeline` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
