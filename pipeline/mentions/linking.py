"""Whom a name means: its full, canonical form in one document, and the body of which it is.

Reads: names as found and the context of their document. Guarantees:
1. The same name in the same place of a document gives the same canonical form.
2. Names without level or place are completed from the document: its province and date, its issuer,
   its definitions ("sau đây gọi tắt là …"), the unit of the passage, the other parts of an ellipsis.
3. A type word alone that means nobody known is no mention.

Name and date decide which province is meant, never a statistical code.
"""

from collections.abc import Iterable

from ..language.patterns import lazy
from ..model import Unit
from ..names.grammar import Name
from .agencies import agency
from .bare import bare
from .context import Context, Place
from .posts import post

# At most 60 characters of a short name: a longer bracket tells something else.
DEFINED = lazy(r"\s*\((?:sau đây )?(?:được )?(?:gọi|viết) (?:tắt|chung) là:? (?:“|\")?([^)“”\"]{2,60}?)(?:”|\")?\)")

MINISTRIES = lazy(r", (?:cơ quan ngang|ngành)")  # "bộ, cơ quan ngang bộ": the first word of a class


def defining(about: Context, segments: Iterable[tuple[str, list[Name]]]) -> Context:
    """The context with the short names that the text gives: "Sở … (sau đây gọi tắt là Sở)"."""
    defined = dict(about.defined)
    so_far = about._replace(defined=defined)  # a later definition may use an earlier one
    for text, names in segments:
        for name in names if " là" in text else ():
            match = DEFINED.match(text, name.end)
            full = canonical(so_far, name, Place(None, text)) if match else None
            if match and full:
                defined[match[1].strip()] = full
    return so_far


def canonical(about: Context, name: Name, place: Place) -> str | None:
    """The full name; None where the name means no body that the text lets us know."""
    if name.type == "post":
        return post(about, name, place)
    if defined := about.defined.get(place.text[name.start : name.end]):
        return defined
    if not name.bare:
        return agency(about, name, place)
    return "các bộ" if name.name == "bộ" and MINISTRIES.match(place.text, name.end) else bare(about, name, place)


def link(names: list[Name], text: str, holder: Unit | None, about: Context) -> list[tuple[Name, str, str | None]]:
    """The names of one segment that mean somebody: the name, its canonical form, and the body's.

    The body of an agency is the agency itself; of a post the agency it leads, None where it is not told.
    """
    found: list[tuple[Name, str, str | None]] = []
    for i, name in enumerate(names):
        full = canonical(about, name, Place(holder, text, _after(names, i)))
        if full:
            body = full if name.type == "agency" else full[len(name.name) :].strip() or None
            found.append((name, full, body))
    return found


def _after(names: list[Name], i: int) -> Name | None:
    """The next name; behind a title that is followed by another without a body the title that has one."""
    after = names[i + 1] if i + 1 < len(names) else None
    if after is not None and after.bare and after.type == "post" and names[i].type == "post":
        return next((later for later in names[i + 1 :] if later.type == "post" and later.body), after)
    return after
