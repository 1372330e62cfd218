"""Patterns made of the word lists of the trade: compiled when they are first used, their words from a table.

Reads: the table `words`. Guarantees:
1. `any_of` tries the longest word first, so that no word hides a longer one that begins with it.
2. A pattern costs nothing before its first use: importing a module compiles none.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, AnyStr, cast

from ..knowledge import table


class _Lazy:
    """A pattern that is not compiled yet; from its first use on its methods are those of the compiled one."""

    def __init__(self, source: Any, flags: int, compiler: Callable[[Any, int], Any]) -> None:
        self._made = source, flags, compiler

    def __getattr__(self, name: str) -> Any:
        source, flags, compiler = self._made
        compiled = compiler(source() if callable(source) else source, flags)
        for method in ("match", "search", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern"):
            self.__dict__[method] = getattr(compiled, method)  # the next call finds it without this detour
        return getattr(compiled, name)


def lazy(
    source: AnyStr | Callable[[], AnyStr], flags: int = 0, compiler: Callable[[Any, int], Any] = re.compile
) -> re.Pattern[AnyStr]:
    """A pattern that is compiled when it is first used, and written then where `source` writes it out of word lists.

    `compiler` is `regex.compile` where a pattern needs it.
    """
    return cast(re.Pattern[AnyStr], _Lazy(source, flags, compiler))


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of the list `name`, in file order. Raises KeyError for a list that the table lacks."""
    return _lists()[name]


@cache
def any_of(*names: str) -> str:
    """An alternation of the words of these lists, the longest first; a space stands for itself."""
    return alternation(word for name in names for word in words(name))


def alternation(forms: Iterable[str]) -> str:
    """A group that matches any of the forms as they are written, the longest first."""
    return f"(?:{'|'.join(map(re.escape, sorted(set(forms), key=lambda form: (-len(form), form))))})"


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    lists: dict[str, list[str]] = {}
    for row in table("words"):
        lists.setdefault(row["list"], []).append(row["word"])
    return {name: tuple(found) for name, found in lists.items()}
