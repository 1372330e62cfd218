"""Posts: a title with the body it leads, printed or understood.

Reads: a name, its place and the context of its document. Guarantees: a bare title gives None only where the body that
it leads would have to be guessed.
"""

from ..language.patterns import lazy
from ..names.grammar import Name
from .agencies import with_body
from .context import Context, Place, own, with_level

# "Chủ tịch, Phó Chủ tịch và các Ủy viên Ủy ban nhân dân tỉnh": one body for all.
ELLIPSIS = lazy(r"(?:,| và| các|,? Phó [^\s,;]+ ?[^\s,;]*| )+")
BUREAU_REACH = 8  # characters of a subject in which "Cục", "Chi cục" or "Tổng cục" must begin


def post(about: Context, name: Name, place: Place) -> str | None:
    """A title in full: with its body, its level, the body of an ellipsis, or the head's own."""
    title = name.name[:1].upper() + name.name[1:] if name.head == "lãnh đạo" else name.name
    if name.body is not None:
        return with_body(about, title, name.body, place)
    if name.level:
        return with_level(about, title, name.level)
    if not name.bare:
        return name.name
    after = place.after
    if after is not None and after.type == "post" and after.body is not None:
        between = place.text[name.end : after.start]
        if ELLIPSIS.fullmatch(between):
            return with_body(about, title, after.body, place)
    return _head_of(about, title, place)


def _head_of(about: Context, title: str, place: Place) -> str | None:
    """A bare title: the head of the holder's own body ("Giám đốc" in a centre is its own)."""
    words = title.lower()
    if "giám đốc" in words:
        if place.holder is not None and place.holder.type == "trung_tam":
            return f"{title} {own(about, place.holder.name)}"
        return f"{title} {about.subject}" if about.subject.startswith(("Sở", "Trung tâm")) else None
    if "bộ trưởng" in words or words == "thứ trưởng":
        return f"{title} {about.subject}" if about.subject.startswith("Bộ") else title
    if "cục trưởng" in words:
        return f"{title} {about.subject}" if "ục" in about.subject[:BUREAU_REACH] else title
    return title
