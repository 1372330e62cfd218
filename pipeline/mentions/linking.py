"""Whom a name means: its full, canonical form in one document, and the body of which it is.

Reads: names as found and the context of their document. Guarantees:
1. The same name in the same place of a document gives the same canonical form.
2. Names without level or place are completed from the document: its province and date, its issuer,
   its definitions ("sau đây gọi tắt là …"), the unit of the passage, the other parts of an ellipsis.
3. A type word alone that means nobody known is no mention.

Name and date decide which province is meant, never a statistical code.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

import regex

from ..knowledge import table
from ..language import levels
from ..language.letters import for_spelling
from ..language.levels import one_of
from ..language.patterns import alternation, any_of, lazy
from ..model import Unit
from ..names.extent import own_end
from ..names.grammar import Name, find
from ..names.types import PARTS, WHOLE, unit_types
from .agencies import named
from .context import WHOLE_WORD, Context, Place, own, with_places
from .owners import beginnings
from .posts import post

# At most 60 characters of a short name: a longer bracket tells something else.
DEFINED = lazy(
    r" ?(?P<more>về [^(),.;:]{2,120}[^(),.;:\s])?\s*"
    r"\((?:sau đây )?(?:được )?(?:gọi|viết) (?P<way>tắt|chung) là:? (?:“|\")?"
    r"(?P<short>[^)“”\"]{2,60}?)(?:”|\")?\)"
)
# "Quỹ Bảo vệ môi trường", no mention, is whose parts are named in its charter.
WHOLE_HEAD = lazy(lambda: rf"{any_of('unmentioned_bodies')}(?!\w)")
LAST_SAID = 4  # bodies before a type word among which the one just named is looked for; more reach over sentences
BETWEEN = "\n\0\n"  # segments: what no name goes on over
LISTED = 6  # names behind one among which the other parts of its list are looked for; all would not be linear
# "phường Hội An": up to four words of the name of a place below a province.
WAYS = (str.lower, str.capitalize, str.upper)
PLACE_WORDS = lazy(  # in the letters that occur: a search in any letters takes three times as long
    lambda: (
        rf"{alternation(way(word) for word in (*levels.words('named'), 'thành phố') for way in WAYS)}\s+(?=[^\W\d_])"
    )
)
PLACE = lazy(
    lambda: rf"(?<!\w)(?i:{one_of('named')}|thành phố)\s+(?P<name>\p{{Lu}}\w*(?:\s\p{{Lu}}\w*){{0,3}})",
    compiler=regex.compile,
)
OWNED = lazy(r" (?:(?:trực )?thuộc|của) $")


def defining(about: Context, segments: Iterable[tuple[str, list[Name]]]) -> Context:
    """The context with what the text says of names: short ones it gives ("gọi tắt là Sở"), and whose parts are."""
    segments = list(segments)
    whole = BETWEEN.join(text for text, _ in segments)  # one search in all is faster than one in each
    about = with_places(about, set(_places(whole)))
    about = about._replace(wholes=_wholes(about, whole))
    defined, owners = dict(about.defined), dict(about.owners)
    so_far = about._replace(defined=defined, owners=owners)  # a later definition may use an earlier one
    for text, names in segments:
        for name, after in pairwise(names):
            owner = canonical(so_far, after, Place(None, text)) if _part_of(name, after, text) else None
            if owner:
                owners.setdefault(name.name.casefold(), owner)
        for name in names if " là" in text else ():
            match = DEFINED.match(text, name.end)
            if match is None:
                continue
            longer = (
                name._replace(name=f"{name.name} {match['more'].strip()}") if match["more"] and not name.level else name
            )
            full = canonical(so_far, longer, Place(None, text))
            short = match["short"].strip()
            if full and not _names_itself(short):
                defined[short] = _class(match["way"], short) or full
    return so_far._replace(begun=beginnings(so_far))


def _places(text: str) -> Iterator[str]:
    """The places below a province that a text names."""
    for word in PLACE_WORDS.finditer(text):  # first what `re` finds fast
        if text[word.end()].isupper() and (match := PLACE.match(text, word.start())):
            yield " ".join(match["name"].split())


def _wholes(about: Context, text: str) -> dict[str, str]:
    """The fund, school … that the texts name most, by its type word: no mention, but what its parts are of."""
    votes: dict[str, Counter[str]] = {}
    for match in WHOLE_HEAD.finditer(text):
        if text[match.start() - 1 : match.start()].isalnum():
            continue  # a lookbehind in the pattern would ask at every letter
        end = own_end(text, match.end())
        if end > match.end():
            votes.setdefault(match[0], Counter())[for_spelling(" ".join(text[match.start() : end].split()))] += 1
    return {head: own(about, names.most_common(1)[0][0]) for head, names in votes.items()}


def _names_itself(short: str) -> bool:
    """Whether a short name has words of its own and so is a name: "Ban Chỉ đạo 389", unlike "Ban Chỉ đạo"."""
    names = find(short)
    return len(names) == 1 and names[0].end == len(short) and names[0].type == "agency" and not names[0].bare


def _part_of(name: Name, after: Name, text: str) -> bool:
    """Whether the text says that a name is a part of the next: "Phòng Song phương thuộc Vụ Quan hệ quốc tế"."""
    if name.bare or after.bare or name.type == "post" or not OWNED.fullmatch(text, name.end, after.start):
        return False
    part, whole = unit_types().get(name.head), unit_types().get(after.head)
    return part in PARTS and not WHOLE_WORD.match(name.name) and (whole in WHOLE or whole in ("vu", "van_phong"))


def _class(way: str, short: str) -> str | None:
    """ "Bộ, cơ quan ngang bộ (sau đây gọi chung là bộ)": a class, not the last of its kinds."""
    return "các bộ" if way == "chung" and short.lower() in ("bộ", "các bộ") else None


def canonical(about: Context, name: Name, place: Place) -> str | None:
    """The full name; None where the name means no body that the text lets us know."""
    if name.type == "post":
        full = about.defined.get(place.text[name.start : name.end]) or post(about, name, place)
    else:
        full = named(about, name, place)
    return SHORT.sub(lambda match: _written_out()[match[0]], full) if full else None


@cache
def _written_out() -> dict[str, str]:
    """What the words in short of names stand for."""
    return {row["short"]: row["full"] for name in ("abbreviations", "short_words") for row in table(name)}


# Words in short within a name: "… KHHGĐ".
SHORT = lazy(lambda: rf"(?<![\w&]){alternation(_written_out())}(?![\w&])")


def link(names: list[Name], text: str, holder: Unit | None, about: Context) -> list[tuple[Name, str, str | None]]:
    """The names of one segment that mean somebody: the name, its canonical form, and the body's.

    The body of an agency is the agency itself; of a post the agency it leads, None where it is not told.
    """
    found: list[tuple[Name, str, str | None]] = []
    said: list[str] = []
    for i, name in enumerate(names):
        later = tuple(names[i + 1 : i + 1 + LISTED])
        full = canonical(about, name, Place(holder, text, later, tuple(said[-LAST_SAID:])))
        if full:
            body = full if name.type == "agency" else full[len(name.name) :].strip() or None
            found.append((name, full, body))
            if name.type == "agency":
                said.append(full)
    return found
