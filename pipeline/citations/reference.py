"""One cited act, as it is found in one string."""

from typing import NamedTuple


class Reference(NamedTuple):
    """One cited act; ``text[start:end]`` is what was printed, from its first word to its last."""

    start: int
    end: int
    code: str | None = None
    type: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    article: str | None = None
    clause: str | None = None
    points: tuple[str, ...] = ()
    role: str = "cites"
