"""nhiemvu: Vietnamese decision texts as structured data.

>>> import pipeline
>>> document = pipeline.extract("decision.txt")        # doctest: +SKIP
>>> document.duties[0].text                            # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

from pipeline.version import VERSION

if TYPE_CHECKING:
    from pipeline.batches import ingest
    from pipeline.checks import check
    from pipeline.comparison.compare import compare
    from pipeline.document import extract, extract_bytes
    from pipeline.errors import NhiemvuError
    from pipeline.evaluation import evaluate
    from pipeline.export.dataframes import frames
    from pipeline.sources.limits import Limits

__version__ = VERSION
__all__ = ["Limits", "NhiemvuError", "check", "compare", "evaluate", "extract", "extract_bytes", "frames", "ingest"]

_HOMES = {
    "Limits": "pipeline.sources.limits",
    "NhiemvuError": "pipeline.errors",
    "check": "pipeline.checks",
    "evaluate": "pipeline.evaluation",
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
