"""One self-contained HTML page of a comparison: page.html filled, with style.css and script.js in it.

Reads a Comparison and guarantees:

1. The page asks nothing of any other file or host; its policy forbids it, and allows only its own style and script.
2. Every text of the documents is escaped: it shows as printed, whatever it holds.
3. The same comparison gives the same page, byte for byte.
4. Without the script the page is whole; the script only filters, searches and changes language and colours.
"""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

import msgspec

from ..comparison.model import Comparison, Side
from ..errors import NhiemvuError
from ..knowledge import table
from ..version import VERSION
from .names import citation, names
from .rows import RELATIONS, Row, groups
from .words import Language, named_key, say, words

try:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup
except ImportError:
    raise NhiemvuError("jinja2 is missing: pip install jinja2") from None


class _Shown(NamedTuple):
    """A side as the template shows it."""

    which: str  # left or right
    mark: str  # the element around words that only this side has
    name: str  # as `say` takes it: a text, or @ and the key of one
    record: Side
    citation: str
    only: int  # how many of its duties the other side has not
    proposed: bool  # its name tells already that its duties are proposed


def html(comparison: Comparison, lang: Language = "vi") -> str:
    """The page, in Vietnamese or English; its reader may change the language."""
    found = groups(comparison)
    rows = [row for group in found for row in group.rows]
    total = msgspec.structs.asdict(comparison.summary.by_relation)
    left, right = names(comparison)
    used = {power for row in rows for power in powers(row)}
    template = Environment(
        loader=PackageLoader(__package__, ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    ).get_template("page.html")

    def speak(key: str, *values: object) -> str:
        return say(lang, key, *values)

    def shown(which: str, name: str, side: Side) -> _Shown:
        about = citation(side, lambda day: say("vi", "dated", day))
        return _Shown(
            which,
            "del" if which == "left" else "ins",
            name,
            side,
            about,
            total[f"{which}_only"],
            name == "@side.proposed",
        )

    return template.render(
        lang=lang,
        say=speak,
        key_of=named_key,
        words=_embedded(words()),
        style=_part("style.css"),
        script=_part("script.js"),
        digest=_digest,
        left=shown("left", left, comparison.left),
        right=shown("right", right, comparison.right),
        relations=RELATIONS,
        groups=found,
        numbers={row.anchor: number for number, row in enumerate(rows, 1)},
        powers=[row["power"] for row in table("powers") if row["power"] in used],
        held=powers,
        total=total,
        count=len(rows),
        widest=max((len(group.rows) for group in found), default=0),
        version=VERSION,
    )


def powers(row: Row) -> list[str]:
    """The powers of both sides of a row, sorted."""
    return sorted({power for duty in (row.left, row.right) if duty for power in duty.entry.powers})


def _part(name: str) -> Markup:
    return Markup((files(__package__) / name).read_text("utf-8"))


def _digest(part: str) -> str:
    """What the page's policy knows its own style or script by."""
    return f"sha256-{b64encode(sha256(part.encode()).digest()).decode()}"


def _embedded(data: object) -> Markup:
    """JSON that no text can end before its end."""
    return Markup(msgspec.json.encode(data).decode().replace("<", "\\u003c"))
