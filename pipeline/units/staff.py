"""Numbers of staff: how many posts the text gives which unit, in figures or in words.

Reads: the outline and the scopes. Guarantees:
1. A number counts for the unit of its section; else for the unit named last before it in its
   sentence, or right behind it; else for the subject of the text.
2. Conditions ("đủ 06 biên chế trở lên"), changes ("tăng thêm 02") and ratios ("06 biên chế/phòng")
   are no staff.
3. In a plan, "hiện có", "đang", "được giao" tell of today's unit, "sau khi", "còn" of the proposed.
"""

from msgspec.structs import replace

from ..knowledge import table
from ..language.numbers import number_words
from ..language.patterns import alternation, any_of, lazy, words
from ..model import Staff, Unit
from ..names.posts import titles
from ..outline.lines import to_source
from ..outline.tree import OUTSIDE, Outline
from .owners import named_units, owner
from .scopes import Scopes

DIGIT = lazy(r"\d")


def staffed(outline: Outline, scopes: Scopes) -> list[Unit]:
    """The units of `scopes` with their numbers of staff."""
    if not scopes.units:
        return []
    counts: dict[int, list[Staff]] = {}
    named = named_units(scopes.units)
    for item in outline.items:
        segment = item.segment
        if segment.kind in OUTSIDE:
            continue
        role = scopes.of[segment.id].role
        if role in ("duties", "functions") or not (role in ("structure", "staff") or DIGIT.search(segment.text)):
            continue
        for match in COUNTED.finditer(segment.text):
            index = owner(item, match, scopes, named)
            if index is None or (match["noun"] in words("members") and scopes.of[segment.id].unit is None):
                continue  # people whose body the text does not tell are no staff
            number = match["number"] or match["after"]
            counts.setdefault(index, []).append(
                Staff(
                    count=number_words("count").get(number.lower()) or int(number),
                    of=match["noun"] or match["before"],
                    segment=segment.id,
                    span=to_source(item.runs, match.start(), match.end()),
                )
            )
    return [replace(unit, staff=counts[i]) if i in counts else unit for i, unit in enumerate(scopes.units)]


def _counted() -> str:
    nouns = [row["noun"] for row in table("staff")]
    noun, plain = _either([*nouns, *titles()]), _either(nouns)
    number = rf"\d{{1,3}}|{'|'.join(number_words('count'))}"
    return (
        rf"\b(?P<number>{number})(?<![/.,]\d)(?<![/.,]\d\d)"
        rf" (?P<noun>{noun}(?: Sở)?(?!\w)|{any_of('members')}{MEMBERS_END})"
        rf"|\b(?P<before>{plain})(?: (?:hành chính|của [^,;:.]{{2,60}}?))?(?:: | còn | là )"
        r"(?P<after>\d{1,3})(?![\w/.,]\w)"
    )


def _either(forms: list[str]) -> str:
    """An alternation of the words, in lower case and with a capital."""
    return alternation(form for word in forms for form in (word, word[:1].upper() + word[1:]))


# "03 người", "04 thành viên thường trực": people of a body are counted where no other noun goes on.
MEMBERS_END = r"(?= ?(?:[.,;:()]|$)| (?:thường trực|trong đó|gồm|do|là|và|kiêm)\b)"
COUNTED = lazy(_counted)
