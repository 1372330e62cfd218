"""Whom a name means: its full, canonical form in one document, and a stable id.

Reads: names as found, the metadata and the units. Guarantees:
1. The same name in the same place of a document gives the same canonical form.
2. Names without level or place are completed from the document: its province and date, its issuer,
   its definitions ("sau đây gọi tắt là …"), the unit of the passage, the other parts of an ellipsis.
3. A type word alone that means nobody known is no mention.

Name and date decide which province is meant, never a statistical code.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..language.levels import COMMUNE, DISTRICT, NAMED
from ..language.places import MERGED_ON, province_in
from ..model import Unit
from ..names.gazetteer import known
from ..names.grammar import Name

CENTRAL = ("Bộ ", "Tổng cục", "Chính phủ", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "Văn phòng Chính phủ")
OWN_PLACE = re.compile(r"khu vực|Việt Nam|quốc gia|Trung ương| [IVX]+$|\d$|miền ")
ALWAYS_PROVINCIAL = (
    "ban chỉ đạo",
    "ban biên tập",
    "ban chỉ huy",
    "chi cục",
    "trung tâm",
)  # whoever is said to own them
# Committees, branches and centres belong to the province.
PROVINCIAL = ("ban chỉ đạo", "ban biên tập", "ban chỉ huy", "chi cục", "trung tâm", "bệnh viện", "hạt", "trạm", "viện",
              "trường", "ban quản lý", "tạp chí", "tổ", "đội", "tổ công tác", "kho bạc")  # fmt: skip
# "Chủ tịch, Phó Chủ tịch và các Ủy viên Ủy ban nhân dân tỉnh": one body for all.
ELLIPSIS = re.compile(r"(?:,| và| các|,? Phó [^\s,;]+ ?[^\s,;]*| )+")
DEFINED = re.compile(
    r"\s*\((?:sau đây )?(?:được )?(?:gọi|viết) (?:tắt|chung) là:? (?:“|\")?([^)“”\"]{2,60}?)(?:”|\")?\)"
)
AUTHORITIES = ("Ủy ban", "Hội đồng nhân dân", "Chủ tịch", "Chính phủ", "Thủ tướng", "Quốc hội")  # have no rooms
PARTS = ("phong", "van_phong", "thanh_tra")
WHOLE = ("so", "bo", "cuc", "chi_cuc", "trung_tam", "ban")  # agencies, not parts of one


class Place(NamedTuple):
    """Where in a document a name stands."""

    holder: Unit | None = None  # the unit of the passage
    text: str = ""
    after: Name | None = None  # the next name behind it in the segment


class Linker:
    """Canonical names for the names of one document."""

    def __init__(self, issuer: str | None, day: str | None, province: str | None, units: list[Unit]) -> None:
        """`day` as 2024-10-30; `province` by its plain name, where the issuer does not tell it."""
        self.defined: dict[str, str] = {}
        self.day = day
        self.province = (province_in(issuer or "", day) or province_in(province, day)) if province else None
        self.units = {unit.name.casefold(): unit for unit in units}
        issuer = (issuer or "").removeprefix("Giám đốc ")
        main = next((unit for unit in units if unit.type in WHOLE and not unit.listed), None)
        # A department that orders its own house speaks of itself, whatever centre stands among its units.
        inside = main is not None and issuer.startswith(("Sở ", "Bộ ")) and main.type not in ("so", "bo")
        alone = main is not None and not any(unit.type in PARTS for unit in units if unit.parent != main.name)
        self.subject = self._own(main.name) if main and (alone or not inside) else issuer

    def define(self, segments: Iterable[tuple[str, list[Name]]]) -> None:
        """Take in the short names that the text gives: "Sở … (sau đây gọi tắt là Sở)"."""
        for text, names in segments:
            for name in names if " là" in text else ():
                defined = DEFINED.match(text, name.end)
                full = self.canonical(name, Place(None, text)) if defined else None
                if defined and full:
                    self.defined[defined[1].strip()] = full

    def canonical(self, name: Name, place: Place) -> str | None:
        """The full name; None where the name means no body that the text lets us know."""
        if name.type == "agency" and (defined := self.defined.get(place.text[name.start : name.end])):
            return defined
        if name.type == "post":
            return self._post(name, place)
        if name.bare:
            if name.name == "bộ" and re.match(r", (?:cơ quan ngang|ngành)", place.text[name.end : name.end + 18]):
                return "các bộ"
            return self._bare(name, place)
        return self._agency(name, place)

    # ---- the document --------------------------------------------------

    def _own(self, name: str) -> str:
        """A unit of the document with its locality."""
        central = name.startswith(CENTRAL) and not name.startswith("Bộ Chỉ huy")
        if not self.province or central or self.province.name in name:
            return name
        return f"{name} {self.province.styled}"

    # ---- agencies ------------------------------------------------------

    def _agency(self, name: Name, place: Place) -> str | None:
        if name.head == "class":
            return self._class(name.name)
        if name.name.endswith("nhân dân") and name.head.endswith("nhân dân"):
            return self._council(name)
        row = known().get(name.name)
        if row and row["scope"] == "room":
            own = self.units.get(name.name.casefold())
            return self._unit(own) if own is not None else self._room(name, place)
        if row:
            return self._known(row, name)
        if name.body is not None:
            return self._with_body(name.name, name.body, place)
        if name.head in ("thanh tra", "văn phòng") and name.level:
            return f"{name.name} {self._level(name.level)}"
        unit = self.units.get(name.name.casefold())
        if unit is not None and unit.type != "so":
            return self._unit(unit)
        if name.head == "phòng":
            inside = not name.level and self.subject and not self.subject.startswith(AUTHORITIES)
            return f"{name.name} {self.subject}" if inside else self._room(name, place)
        if name.level:
            return f"{name.name} {self._level(name.level)}"
        return self._unlevelled(name, place)

    def _with_body(self, words: str, body: Name, place: Place) -> str | None:
        """An office or a title with the full name of its body; None where that is not known."""
        full = self._bare(body, place) if body.bare else self._agency(body, place)
        return f"{words} {full}" if full else None

    def _known(self, row: dict[str, str], name: Name) -> str:
        full = row["canonical"] or row["name"]
        scope = row["scope"]
        if scope == "internal":
            return f"{full} {self._level(name.level)}" if name.level else f"{full} {self.subject}".strip()
        if scope == "central":
            return f"{full} {self._level(name.level)}".strip()
        low = name.level.lower()
        if low in ("các cấp", "cùng cấp"):
            return f"{full} {low}"
        if not self.province:
            return f"{full} {name.level}".strip()
        if COMMUNE.search(low) or DISTRICT.search(low) or low in ("cấp huyện", "cấp xã"):
            named = NAMED.search(name.level)
            return f"{full} {name.level}" if named else f"{full} (cấp {'xã' if COMMUNE.search(low) else 'huyện'})"
        if scope == "party":
            return full if self.province.name in name.level else f"{full} {self.province.name}"
        if name.level and province_in(name.level):
            return f"{full} {self._level(name.level)}"
        return f"{full} {self.province.styled}"

    def _class(self, words: str) -> str:
        low = words.lower().replace("chính phủ", "Chính phủ").replace("việt nam", "Việt Nam")
        if low in ("bộ", "bộ, ngành"):
            low = f"các {low}"
        if low.startswith("các sở") and self.province:
            return f"{low} thuộc {self.province.styled}"
        return low

    def _council(self, name: Name) -> str:
        """The council or committee of the people at the level that is printed or understood."""
        level = name.level.lower()
        if not level or level == "cùng cấp":
            return f"{name.name} {self.province.styled}" if self.province else name.name
        named = province_in(name.level, self.day)
        if named and not (level.startswith("thành phố") and named.kind == "tỉnh"):  # a city below its province
            return f"{name.name} {named.styled}"
        if named:
            return f"{name.name} {name.level}"
        kind = self.province.kind if self.province else None
        if level.replace("thành pho", "thành phố") in ("tỉnh", "thành phố", "tp", "tp."):
            wanted = "tỉnh" if level == "tỉnh" else "thành phố"
            if self.province and kind == wanted:
                return f"{name.name} {self.province.styled}"
            return f"{name.name} cấp tỉnh" if wanted == "tỉnh" else f"{name.name} {level}"
        if "cấp tỉnh" in level or (level.startswith(("tỉnh,", "các tỉnh")) and "thành phố" in level):
            return f"{name.name} {self.province.styled}" if self.province else f"{name.name} cấp tỉnh"
        grade = (
            "cấp huyện"
            if DISTRICT.search(level) or "cấp huyện" in level
            else "cấp xã"
            if COMMUNE.search(level)
            else level
        )
        if NAMED.search(name.level):
            grade = name.level
        return (
            f"{name.name} {grade} thuộc {self.province.styled}"
            if self.province and "trên" not in level
            else f"{name.name} {grade}"
        )

    def _level(self, level: str) -> str:
        """A level as it is understood here: "tỉnh" is the document's own."""
        low = level.lower()
        if self.province and low in ("tỉnh", "thành phố", "tp"):
            return self.province.styled
        named = province_in(level, self.day)
        return named.styled if named else low if low in ("tỉnh", "thành phố") else level

    def _unit(self, unit: Unit) -> str:
        """A unit of the document: with its parent, or with its place where it stands on its own."""
        if unit.type in ("phong", "van_phong", "thanh_tra", "ban", "doi", "hoi_dong", "other", "vu"):
            name = re.sub(r" (?:Sở|Bộ|Chi cục|Cục)$", "", unit.name)
            return self._of_subject(name) if self.subject.casefold() != unit.name.casefold() else name
        return self._own(unit.name)

    def _of_subject(self, name: str) -> str:
        """A part of the document's agency; what an authority forms is its province's."""
        return self._own(name) if self.subject.startswith(AUTHORITIES) else f"{name} {self.subject}".strip()

    def _room(self, name: Name, place: Place) -> str:
        """A room of a district or commune, by what stands behind it or by the date of the text."""
        behind = place.after.level if place.after and place.after.head.endswith("nhân dân") else ""
        level = (name.level or behind).lower()
        if COMMUNE.search(level) or "cấp xã" in level:
            return f"{name.name} (cấp xã)"
        if DISTRICT.search(level):
            return f"{name.name} (cấp huyện)"
        return f"{name.name} (cấp xã)" if self.day and self.day >= MERGED_ON else f"{name.name} (cấp huyện)"

    def _unlevelled(self, name: Name, place: Place) -> str | None:
        """A body without level: of the province, of the holder's agency, or left as printed."""
        if OWN_PLACE.search(name.name) or name.head in ("cục", "vụ", "bộ", "tổng cục", "ủy ban"):
            return name.name
        owned = place.text[name.end : name.end + 30] if place.text else ""
        of_province = re.match(r" của (?:tỉnh|thành phố|Thành phố)", owned)
        if of_province or name.head == "sở" or name.head.startswith(ALWAYS_PROVINCIAL):
            return self._own(name.name)
        if name.head == "bộ phận" or re.match(r"(?:, [^.;]{0,80})? của (?:ngành và )?Sở", owned):
            return self._of_subject(name.name)
        if name.head in ("hội đồng", "tổ", "đội"):
            inside = place.holder is not None and place.holder.type in PARTS
            listed = re.match(r", Hội đồng", owned)
            if name.head == "hội đồng" and (inside or listed) and self.subject:
                return self._of_subject(name.name)
            return name.name
        return self._own(name.name) if name.head in PROVINCIAL else name.name

    # ---- bare words and posts -------------------------------------------

    def _bare(self, name: Name, place: Place) -> str | None:
        """The body that a type word alone means: the holder, what it is part of, or the issuer."""
        head = name.head
        subject = self.subject
        first = subject.split(" ", 1)[0].lower() if subject else ""
        if subject.lower().startswith(f"{head} "):
            return subject
        holder = place.holder
        while holder is not None:
            if holder.name.lower().startswith(head):
                return self._unit(holder) if holder.type not in ("so", "bo") else self._own(holder.name)
            parent = self.units.get((holder.parent or "").casefold())
            holder = parent if parent is not holder else None
        if head == "bộ" and first != "bộ":
            return None
        same = [unit for unit in self.units.values() if unit.name.lower().startswith(f"{head} ")]
        if head in ("ban", "trung tâm", "chi cục") and len(same) == 1 and name.name[0].isupper():
            return self._unit(same[0])
        return None

    def _post(self, name: Name, place: Place) -> str | None:
        title = name.name[:1].upper() + name.name[1:] if name.head == "lãnh đạo" else name.name
        if name.body is not None:
            return self._with_body(title, name.body, place)
        if name.level:
            return f"{title} {self._level(name.level)}"
        if not name.bare:
            return name.name
        after = place.after
        if after is not None and after.type == "post" and after.body is not None:
            between = place.text[name.end : after.start]
            if ELLIPSIS.fullmatch(between):
                return self._with_body(title, after.body, place)
        return self._head_of(title, place)

    def _head_of(self, title: str, place: Place) -> str | None:
        """A bare title: the head of the holder's own body ("Giám đốc" in a centre is its own)."""
        words = title.lower()
        if "giám đốc" in words:
            holder = place.holder
            if holder is not None and holder.type == "trung_tam":
                return f"{title} {self._own(holder.name)}"
            return f"{title} {self.subject}" if self.subject.startswith(("Sở", "Trung tâm")) else None
        if "bộ trưởng" in words or words == "thứ trưởng":
            return f"{title} {self.subject}" if self.subject.startswith("Bộ") else title
        if "cục trưởng" in words:
            return f"{title} {self.subject}" if "ục" in self.subject[:8] else title
        return title


def link(names: list[Name], text: str, holder: Unit | None, linker: Linker) -> list[tuple[Name, str, str | None]]:
    """The names of one segment that mean somebody: the name, its canonical form, and the body's.

    The body of an agency is the agency itself; of a post the agency it leads, None where it is not told.
    """
    found: list[tuple[Name, str, str | None]] = []
    for i, name in enumerate(names):
        after = names[i + 1] if i + 1 < len(names) else None
        if after is not None and after.bare and after.type == "post" and name.type == "post":
            after = next((later for later in names[i + 1 :] if later.type == "post" and later.body), after)
        full = linker.canonical(name, Place(holder, text, after))
        if full:
            body = full if name.type == "agency" else full[len(name.name) :].strip() or None
            found.append((name, full, body))
    return found
