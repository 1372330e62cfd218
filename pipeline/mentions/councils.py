"""Councils and committees of the people: at which level, of which place.

Reads: a name and the context of its document. Guarantees: a full form always, as far as the level is understood.
"""

from ..language.levels import COMMUNE, DISTRICT, NAMED
from ..language.places import province_in
from ..names.grammar import Name
from .context import Context


def council(about: Context, name: Name) -> str:
    """The council or committee at the level that is printed or understood."""
    level = name.level.lower()
    if not level or level == "cùng cấp":
        return _of_province(about, name, else_="")
    if named := province_in(name.level, about.day):
        below = level.startswith("thành phố") and named.kind == "tỉnh"  # a city bears the name of its province
        return f"{name.name} {name.level if below else named.styled}"
    if level.replace("thành pho", "thành phố") in ("tỉnh", "thành phố", "tp", "tp."):
        return _one_word(about, name, level)
    if "cấp tỉnh" in level or (level.startswith(("tỉnh,", "các tỉnh")) and "thành phố" in level):
        return _of_province(about, name, else_="cấp tỉnh")
    return _below(about, name, level)


def _of_province(about: Context, name: Name, else_: str) -> str:
    return f"{name.name} {about.province.styled if about.province else else_}".strip()


def _one_word(about: Context, name: Name, level: str) -> str:
    """ "tỉnh", "thành phố": the document's own province, if it is one of that kind."""
    wanted = "tỉnh" if level == "tỉnh" else "thành phố"
    if about.province and about.province.kind == wanted:
        return f"{name.name} {about.province.styled}"
    return f"{name.name} cấp tỉnh" if wanted == "tỉnh" else f"{name.name} {level}"


def _below(about: Context, name: Name, level: str) -> str:
    """Districts and communes: by their rank, or by name, in the document's province."""
    if NAMED.search(name.level):
        grade = name.level
    elif DISTRICT.search(level) or "cấp huyện" in level:
        grade = "cấp huyện"
    else:
        grade = "cấp xã" if COMMUNE.search(level) else level
    place = f" thuộc {about.province.styled}" if about.province and "trên" not in level else ""
    return f"{name.name} {grade}{place}"
