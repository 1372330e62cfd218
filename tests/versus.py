"""A small comparison made by hand, and one of any size: what the reports of it are tested on."""

import re
from collections import Counter
from typing import Any

from nhiemvu.comparison.model import (
    Alone,
    Candidate,
    Comparison,
    Counts,
    Difference,
    DomainCounts,
    Entry,
    Field,
    Pair,
    Side,
    Summary,
)

FIELDS = {
    "bao_chi": "Báo chí",
    "buu_chinh": "Bưu chính",
    "ttll": "Thông tin liên lạc phục vụ Đảng, Nhà nước, quốc phòng, an ninh, thiên tai",
    None: None,
}
HOSTILE = """=HYPERLINK("http://evil.example") <script>alert('x')</script> & <b>"đậm"</b> </script> ]]> {{ 7 * 7 }}"""
ENDLESS = "từ" * 400


def entry(id: str, text: str, domain: str | None = "bao_chi", **more: Any) -> Entry:
    """A duty of a Sở, on line 10 unless told otherwise."""
    fields = [Field(id=domain, name=FIELDS.get(domain) or domain)] if domain else []
    plain: dict[str, Any] = {
        "path": f"Điều 2/{id}",
        "holder": "Sở Thông tin và Truyền thông",
        "status": "current",
        "lead_in": [],
        "powers": ["manage"],
        "domain": domain,
        "domains": fields,
        "citations": [],
        "catch_all": False,
        "page": None,
        "line": 10,
        "span": (0, len(text)),
    }
    return Entry(id=id, text=text, **(plain | more))


def side(province: str | None, duties: list[Entry], **more: Any) -> Side:
    """A decision of a province."""
    plain: dict[str, Any] = {
        "id": f"doc-{province}",
        "source": f"{province}.txt",
        "type": "quyết định",
        "code": f"12/QĐ-{province}",
        "title": "Về nhiệm vụ của Sở",
        "issuer": f"Ủy ban nhân dân {province}",
        "issued_on": "2024-03-28",
        "holders": list(dict.fromkeys(duty.holder for duty in duties)),
    }
    return Side(province=province, duties=duties, **(plain | more))


def pair(left: Entry, right: Entry, relation: str, **more: Any) -> Pair:
    """A pair of these two."""
    plain: dict[str, Any] = {
        "similarity": 0.5,
        "domain": left.domain,
        "broader": None,
        "differences": [],
        "left_marks": [],
        "right_marks": [],
    }
    names: dict[str, Any] = {"left": left.id, "left_path": left.path, "right": right.id, "right_path": right.path}
    return Pair(**names, relation=relation, **(plain | more))


def versus(left: Side, right: Side, pairs: list[Pair]) -> Comparison:
    """The comparison with these pairs; every other duty stands alone, the first of the other side nearest."""
    alone = {}
    for which, here, there in (("left", left, right), ("right", right, left)):
        paired = {getattr(one, which) for one in pairs}
        near = next((Candidate(duty=one.id, path=one.path, similarity=0.25) for one in there.duties), None)
        alone[which] = [Alone(duty=one.id, path=one.path, nearest=near) for one in here.duties if one.id not in paired]
    domain = {("left", one.id): one.domain for one in left.duties} | {
        ("right", one.id): one.domain for one in right.duties
    }
    counts = Counter([(one.domain, one.relation) for one in pairs])
    counts.update((domain[which, one.duty], f"{which}_only") for which in alone for one in alone[which])
    relations = "same", "changed", "part", "left_only", "right_only"
    total = Counts(**{relation: sum(counts[field, relation] for field in FIELDS) for relation in relations})
    return Comparison(
        schema_version="1.0",
        left=left,
        right=right,
        pairs=pairs,
        left_only=alone["left"],
        right_only=alone["right"],
        summary=Summary(
            by_relation=total,
            by_domain=[
                DomainCounts(id=field, name=name, **{relation: counts[field, relation] for relation in relations})
                for field, name in FIELDS.items()
                if any(counts[field, relation] for relation in relations)
            ],
        ),
    )


def small() -> Comparison:
    """Every relation once and more: ten duties, three fields, hostile and endless texts."""
    same = entry("a1", "Quản lý báo chí lưu chiểu của thành phố."), entry("b1", "Quản lý báo chí lưu chiểu của tỉnh.")
    changed = (
        entry("a2", "Kiểm tra việc đổi tên tòa soạn.", powers=["inspect"], lead_in=["Về báo chí:"], page=3, line=41),
        entry("b2", "Phối hợp kiểm tra việc đổi tên đài.", powers=["coordinate"], page=7, line=88),
    )
    broad = entry("a3", "Cấp, thu hồi giấy phép bưu chính; bán tem.", "buu_chinh", powers=["license"])
    parts = (
        entry("b3", "Cấp giấy phép bưu chính.", "buu_chinh", powers=["license"]),
        entry("b4", "Bán tem.", "buu_chinh", powers=["implement"]),
    )
    left = [same[0], changed[0], broad, entry("a4", HOSTILE, powers=["other"]), entry("a5", "Đón khách.", None)]
    right = [same[1], changed[1], *parts, entry("b5", ENDLESS, "buu_chinh", status="proposed", holder="Văn phòng")]
    return versus(
        side("Hải Phòng", left),
        side("Khánh Hòa", right),
        [
            pair(*same, "same", similarity=0.96),
            pair(
                *changed,
                "changed",
                similarity=0.7,
                differences=[
                    Difference(kind="powers", left=["inspect"], right=["coordinate"]),
                    Difference(kind="objects", left=["tòa soạn"], right=["đài"]),
                ],
                left_marks=[(22, 30)],
                right_marks=[(0, 8), (31, 34)],
            ),
            pair(broad, parts[0], "part", broader="left", similarity=0.6),
            pair(broad, parts[1], "part", broader="both", similarity=0.4),
        ],
    )


def large(duties: int) -> Comparison:
    """So many duties a side, three of four in a pair."""
    words = re.findall(
        r"\w+", "quản lý cấp thu hồi kiểm tra giấy phép báo chí bưu chính viễn thông an toàn trên địa bàn"
    )
    fields = ["bao_chi", "buu_chinh", None]

    def text(number: int, shift: int) -> str:
        return f"Nhiệm vụ {number}: " + " ".join(
            words[(number * 7 + at * (3 + shift)) % len(words)] for at in range(40)
        )

    left = [entry(f"a{number}", text(number, 0), fields[number % 3]) for number in range(duties)]
    right = [entry(f"b{number}", text(number, number % 2), fields[number % 3]) for number in range(duties)]
    relations = "same", "changed", "part"
    pairs = [
        pair(one, other, relations[number % 4])
        for number, (one, other) in enumerate(zip(left, right, strict=True))
        if number % 4 < 3
    ]
    return versus(side("Hải Phòng", left), side("Khánh Hòa", right), pairs)
