"""What a report says in its own words, in Vietnamese and in English.

Reads words.json and the names of the powers (knowledge/powers.tsv).
"""

from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from ..knowledge import table

Language = Literal["vi", "en"]


@cache
def words() -> dict[str, dict[Language, str]]:
    """Every text by its key; {0}, {1} stand for what changes."""
    own = msgspec.json.decode((files(__package__) / "words.json").read_bytes(), type=dict[str, dict[Language, str]])
    powers: dict[str, dict[Language, str]] = {
        f"power.{row['power']}": {"vi": row["vi"], "en": row["en"]} for row in table("powers")
    }
    return own | powers


def say(lang: Language, key: str, *values: object) -> str:
    """The text of `key` with the values in it. Raises KeyError for a key or a language that is not there."""
    text = words()[key][lang]
    return text.format(*(named(lang, str(value)) for value in values)) if values else text


def named(lang: Language, name: str) -> str:
    """The name itself, or, where it is @ and the key of a text, that text."""
    key = named_key(name)
    return say(lang, key) if key else name


def named_key(name: str) -> str | None:
    """The key that a name stands for; None for a name that is meant as it is, as that of a file may be."""
    return name[1:] if name.startswith("@") and name[1:] in words() else None
