"""nhiemvu: Vietnamese decision texts as structured data.

>>> import nhiemvu
>>> document = nhiemvu.extract("decision.txt")         # doctest: +SKIP
>>> document.duties[0].text                            # doctest: +SKIP

The folder is called `pipeline`, as what is in it; installed it is the package `nhiemvu`. Imports inside are
relative, so that it is one and the same under both names.
"""

from typing import TYPE_CHECKING, Any

from .version import VERSION

if TYPE_CHECKING:
    from .batch.ingest import ingest
    from .comparison.compare import compare
    from .document import extract, extract_bytes
    from .errors import NhiemvuError
    from .export.dataframes import frames
    from .quality.checks import check
    from .quality.evaluate import evaluate
    from .sources.limits import Limits

__version__ = VERSION
__all__ = ["Limits", "NhiemvuError", "check", "compare", "evaluate", "extract", "extract_bytes", "frames", "ingest"]

_HOMES = {
    "Limits": ".sources.limits",
    "NhiemvuError": ".errors",
    "check": ".quality.checks",
    "compare": ".comparison.compare",
    "evaluate": ".quality.evaluate",
    "extract": ".document",
    "extract_bytes": ".document",
    "frames": ".export.dataframes",
    "ingest": ".batch.ingest",
}


def __getattr__(name: str) -> Any:
    """The public verbs, imported when first used, so that `import nhiemvu` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name], __name__), name)


def __dir__() -> list[str]:
    """What a user can call, for completion."""
    return [*__all__, "__version__"]
