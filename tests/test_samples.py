"""The sample documents of corpus/: their golden files, and the facts that corpus/README.md tells of them.

A golden file holds a compact form of the whole output, one line a record, so that its diff can be read.
`make golden` writes them anew.
"""

import json
from collections import Counter
from difflib import unified_diff
from functools import cache
from pathlib import Path

import pytest

import nhiemvu
from nhiemvu.model import Document

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).parent / "golden"
HAI_PHONG = "de-an-hai-phong"
KHANH_HOA = "quyet-dinh-khanh-hoa"
WORDS = 8  # of each text that a golden file shows
DIFF = 60  # lines of a difference that a failing test shows


@cache
def sample(name: str) -> Document:
    return nhiemvu.extract(ROOT / f"corpus/{name}.txt")


def start(text: str) -> str:
    """The first words of a text."""
    words = text.split()
    return " ".join(words[:WORDS]) + " …" * (len(words) > WORDS)


def line(*fields: object) -> str:
    """A record on one line; what is empty is left out."""
    return " | ".join(str(field) for field in fields if field not in (None, "", [], False))


def listed(name: str, values: list[str]) -> str:
    return f"{name}: {', '.join(values)}" if values else ""


def golden(document: Document) -> dict[str, object]:
    """The compact form of a document: what each record says, without ids and spans."""
    paths = {segment.id: segment.path for segment in document.segments}
    names = {unit.id: unit.name for unit in document.units}
    cited = {citation.id: citation.code or citation.title or "" for citation in document.citations}
    bodies = {mention.id: mention.canonical for mention in document.mentions}
    about = document.metadata
    return {
        "id": document.id,
        "metadata": {
            name: value if name != "signer" or value is None else [value.role, value.name]
            for name in about.__struct_fields__
            if name != "spans" and (value := getattr(about, name)) not in (None, [])
        },
        "outline": [
            line(
                s.path,
                s.kind,
                "heading" * (s.heading is not None),
                "lead-in" * s.lead_in,
                f"{len(s.spans)} ranges" * (len(s.spans) > 1),
                start(s.text),
            )
            for s in document.segments
        ],
        "units": [
            line(
                u.name,
                u.type,
                u.parent,
                u.status,
                "listed" * u.listed,
                paths[u.segment],
                listed("functions", [paths[id_] for id_ in u.functions]),
                listed("structure", u.structure),
                listed("staff", [f"{number.count} {number.of} ({paths[number.segment]})" for number in u.staff]),
            )
            for u in document.units
        ],
        "duties": [
            line(
                names[d.holder],
                d.status,
                d.path,
                listed("led in by", [paths[id_] for id_ in d.lead_in]),
                ", ".join(d.powers),
                listed("verbs", [action.verb for action in d.actions]),
                listed("fields", [f"{field.id} ({field.via})" for field in d.domains]),
                listed("helps", [bodies[id_] for id_ in d.principal]),
                listed("reports to", [bodies[id_] for id_ in d.recipients]),
                listed("with", [bodies[id_] for id_ in d.partners]),
                listed("if", d.conditions),
                listed("cites", [cited[id_] for id_ in d.citations]),
                "catch-all" * d.catch_all,
                start(d.text),
            )
            for d in document.duties
        ],
        "mentions": [line(paths[m.segment], m.type, m.text, m.canonical) for m in document.mentions],
        "citations": [
            line(
                paths[c.segment],
                c.role,
                c.type,
                c.code,
                c.title,
                listed("points", c.points),
                c.clause and f"clause {c.clause}",
                c.article and f"article {c.article}",
                c.date,
                c.issuer,
            )
            for c in document.citations
        ],
        "diagnostics": [line(note.code, note.severity, note.message) for note in document.diagnostics],
    }


@pytest.mark.parametrize("name", [HAI_PHONG, KHANH_HOA])
def test_sample_gives_its_golden_file(name: str, update_golden: bool) -> None:
    given = json.dumps(golden(sample(name)), ensure_ascii=False, indent=1) + "\n"
    path = GOLDEN / f"{name}.json"
    if update_golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(given, "utf-8")
    kept = path.read_text("utf-8") if path.exists() else ""
    diff = list(unified_diff(kept.splitlines(), given.splitlines(), "golden", "now", lineterm="", n=0))
    more = f"\n… and {len(diff) - DIFF} lines more" if len(diff) > DIFF else ""
    assert not diff, "the output has changed; if it is better, run `make golden`\n" + "\n".join(diff[:DIFF]) + more


# ---- duties

DUTIES = {
    HAI_PHONG: {
        ("Sở Thông tin và Truyền thông", "current"): 46,
        ("Đồng chí Trịnh Bá Lâm, Giám đốc Sở", "current"): 5,
        ("Đồng chí Hoàng Thế Nghiêm, Phó Giám đốc Sở", "current"): 4,
        ("Đồng chí Bùi Quốc Trạch, Phó Giám đốc Sở", "current"): 5,
        ("Đồng chí Đoàn Thị Mai Khuê, Phó Giám đốc Sở", "current"): 4,
        ("Văn phòng Sở", "proposed"): 18,
        ("Phòng Công nghệ thông tin", "proposed"): 15,
        ("Phòng Bưu chính - Viễn thông", "proposed"): 12,
        ("Phòng Thông tin - Báo chí - Xuất bản", "proposed"): 16,
        ("Thanh tra Sở", "proposed"): 8,
        ("Trung tâm Thông tin và Truyền thông", "proposed"): 13,
    },
    KHANH_HOA: {
        ("Văn phòng", "current"): 24,
        ("Thanh tra Sở", "current"): 11,
        ("Phòng Công nghệ thông tin - Bưu chính – Viễn thông", "current"): 30,
        ("Phòng Thông tin - Báo chí - Xuất bản", "current"): 26,
    },
}


@pytest.mark.parametrize(("name", "expected"), DUTIES.items(), ids=DUTIES)
def test_every_holder_has_its_duties(name: str, expected: dict[tuple[str, str], int]) -> None:
    document = sample(name)
    units = {unit.id: (unit.name, unit.status) for unit in document.units}
    assert Counter(units[duty.holder] for duty in document.duties) == expected
    assert all(duty.status == units[duty.holder][1] for duty in document.duties)


def catch_alls(name: str) -> list[str]:
    return [duty.path for duty in sample(name).duties if duty.catch_all]


def test_the_residual_duties_of_the_plan() -> None:
    assert catch_alls(HAI_PHONG) == [
        "Phần I/A/I/1/1.2/1.2.18",
        "Phần I/A/I/2/2.2/2.2.4/-5",
        "Phần II/II/2/2.2/2.2.2/g",
        "Phần II/II/2/2.6/2.6.2/h",
    ]


def test_drafts_below_a_lead_in_are_submitted() -> None:
    led = {
        duty.path: duty.powers
        for duty in sample(HAI_PHONG).duties
        if duty.path.startswith(("Phần I/A/I/1/1.2/1.2.1/", "Phần I/A/I/1/1.2/1.2.2/", "Phần II/II/2/2.3/2.3.2/a/"))
    }
    assert len(led) == 7
    assert {power for powers in led.values() for power in powers} == {"submit"}


# ---- units and staff


def structure(name: str) -> dict[tuple[str, str], list[str]]:
    return {(unit.name, unit.status): unit.structure for unit in sample(name).units}


def test_the_units_of_the_plan_in_force_and_proposed() -> None:
    inner = [
        "Văn phòng Sở",
        "Thanh tra Sở",
        "Phòng Công nghệ thông tin",
        "Phòng Bưu chính - Viễn thông",
        "Phòng Thông tin - Báo chí - Xuất bản",
        "Trung tâm Thông tin và Truyền thông",
        "Lãnh đạo Sở",
        "Sở Thông tin và Truyền thông",
    ]
    centre = [
        "Phòng Dịch vụ",
        "Phòng Phần mềm",
        "Phòng Hạ tầng kỹ thuật và An toàn thông tin",
        "Phòng Thông tin báo chí – Tư liệu",
        "Phòng Hành chính - Tổ chức",
    ]
    units = sample(HAI_PHONG).units
    current = [unit.name for unit in units if unit.status == "current" and unit.type != "post"]
    proposed = [unit.name for unit in units if unit.status == "proposed"]
    assert sorted(current) == sorted([*inner, "Phòng Kế hoạch - Tài chính"])
    assert sorted(proposed) == sorted([*inner, *centre])
    assert {unit.parent for unit in units if unit.name in centre} == {"Trung tâm Thông tin và Truyền thông"}
    assert {unit.parent for unit in units if unit.type == "so"} == {"Ủy ban nhân dân thành phố Hải Phòng"}


def test_the_leaders_of_the_plan_are_the_leadership_s_posts() -> None:
    leaders = structure(HAI_PHONG)["Lãnh đạo Sở", "current"]
    assert leaders == ["Giám đốc", "Phó Giám đốc"]
    assert "Giám đốc" not in structure(HAI_PHONG)["Sở Thông tin và Truyền thông", "current"]


STAFF = {
    "Lãnh đạo Sở": (4, 4),
    "Văn phòng Sở": (5, 6),
    "Phòng Kế hoạch - Tài chính": (3, None),
    "Phòng Công nghệ thông tin": (6, 6),
    "Phòng Bưu chính - Viễn thông": (3, 6),
    "Phòng Thông tin - Báo chí - Xuất bản": (5, 6),
    "Thanh tra Sở": (4, 3),
    "Trung tâm Thông tin và Truyền thông": (14, 14),
}


@pytest.mark.parametrize(("name", "expected"), STAFF.items(), ids=STAFF)
def test_staff_of_the_plan_before_and_after(name: str, expected: tuple[int, int | None]) -> None:
    posts = ("biên chế", "viên chức", "biên chế công chức")
    for status, number in zip(("current", "proposed"), expected, strict=True):
        found = [unit for unit in sample(HAI_PHONG).units if (unit.name, unit.status) == (name, status)]
        counts = {staff.count for unit in found for staff in unit.staff if staff.of in posts}
        assert counts == ({number} if number else set())


def test_the_decision_s_units_consist_of_posts() -> None:
    assert [found for _, found in structure(KHANH_HOA).items()] == [
        ["Chánh Văn phòng"],
        ["Chánh Thanh tra", "Phó Chánh Thanh tra"],
        ["Trưởng phòng"],  # its deputies are only "cấp phó"
        ["Trưởng phòng", "Phó Trưởng phòng"],
    ]


# ---- outline

PATHS = {
    HAI_PHONG: {
        "Phần I/A/I/1/1.2/1.2.4/đ": "Thẩm định hồ sơ xin cấp thẻ nhà báo",
        "Phần I/A/I/1/1.2/1.2.7/a": "Lập kế hoạch phát triển hệ thống truyền thanh",
        "Phần I/A/I/1/1.2/1.2.15/a/¶2": "Với dịch vụ do thành phố quyết định",
        "Phần I/A/I/2/2.2/2.2.4": "Đồng chí Bùi Quốc Trạch",
        "Phần I/A/I/2/2.2/2.2.3": "Đồng chí Đoàn Thị Mai Khuê",
        "Phần I/A/I/4/7": "Phòng Thông tin - Báo chí - Xuất bản: 05 biên chế",
        "Phần II/I/1/9": "Hợp tác quốc tế",
        "Phần II/II/2/2.1/2.1.2/e/¶1": "Theo dõi công tác quốc phòng",
        "Phần II/II/2/2.1/2.1.2/l": "Về công tác pháp chế: Giúp",
        "Phần II/III/-2": "Giao thêm từ 2 đến 3 biên chế viên chức",
    },
    KHANH_HOA: {
        "Điều 1/1/1.3/ư": "Phối hợp với Sở Nội vụ",
        "Điều 1/1/1.3/y": "Thực hiện công việc khác",
        "Điều 1/3/3.3/3.3.1/b": "Xác nhận thông báo hoạt động bưu chính",
        "Điều 1/3/3.3/3.3.5": "Về chuyển đổi số, giao dịch điện tử",
        "Điều 1/3/3.3/3.3.7": "Tham mưu quản lý hội nghề nghiệp",
        "Điều 2": "Quyết định này có hiệu lực từ ngày ký; bãi bỏ và thay thế",
    },
}


@pytest.mark.parametrize(
    ("name", "path", "words"), [(name, path, words) for name in PATHS for path, words in PATHS[name].items()]
)
def test_outline_has_its_items_where_they_belong(name: str, path: str, words: str) -> None:
    (text,) = [segment.text for segment in sample(name).segments if segment.path == path]
    assert text.startswith(words)


def test_page_numbers_of_the_decision_are_furniture() -> None:
    assert [s.text for s in sample(KHANH_HOA).segments if s.kind == "furniture"] == ["4", "8"]


def test_points_of_the_decision_run_over_the_whole_alphabet() -> None:
    points = [s.path[-1] for s in sample(KHANH_HOA).segments if s.path.startswith("Điều 1/1/1.3/")]
    assert "".join(points) == "abcdđeghiklmnopqrstuưvxy"


def test_oddities_of_the_plan_are_reported() -> None:
    notes = [(note.code, note.message.split()[0]) for note in sample(HAI_PHONG).diagnostics]
    assert [(code.split("-")[0], word) for code, word in notes if code != "verb-unknown"] == [
        ("label", "2.2.4."),
        ("label", "2.2.3."),
        ("label", "(9)"),
        ("issuer", "issuer"),
        ("unit", "Phòng"),
        ("list", "Phần"),  # "Ba Phó Giám đốc Sở hiện chia nhau các mảng việc …"
    ]


def test_the_decision_has_no_oddities_but_words_that_the_lexicon_lacks() -> None:
    notes = sample(KHANH_HOA).diagnostics
    assert {(note.code, note.severity) for note in notes} == {("verb-unknown", "info")}
    assert sorted(note.message.split("“")[1].split("”")[0] for note in notes) == ["cùng ubnd", "lên lịch", "mở sổ"]


# ---- metadata and citations


def test_metadata_of_the_plan() -> None:
    about = sample(HAI_PHONG).metadata
    assert (about.type, about.issuer) == ("đề án", "Sở Thông tin và Truyền thông thành phố Hải Phòng")
    assert (about.code, about.issued_on, about.place, about.signer, about.recipients) == (None, None, None, None, [])


def test_metadata_of_the_decision() -> None:
    about = sample(KHANH_HOA).metadata
    assert (about.code, about.issuer) == ("155/QĐ-STTTT", "Sở Thông tin và Truyền thông tỉnh Khánh Hòa")
    assert (about.issued_on, about.effective_on) == ("2024-03-28", "2024-03-28")
    assert about.signer is not None
    assert (about.signer.role, about.signer.name) == ("GIÁM ĐỐC", None)
    assert (about.legal_basis, about.replaces) == (["41/2023/QĐ-UBND", "2580/QĐ-UBND"], ["233/QĐ-STTTT"])
    assert len(about.recipients) == 5


CODES = {
    HAI_PHONG: """
        107/2020/NĐ-CP 545/QĐ-UBND 1994/2008/QĐ-UBND 390/QĐ-STTTT 117/QĐ-UBND 218/TB-SNV 10-NQ/TU 09/2014/NQ-HĐND
        03-NQ/TU 545/QĐ-UBND 1900/2016/QĐ-UBND 18-NQ/TW 55/2011/NĐ-CP 73/2019/NĐ-CP 107/2020/NĐ-CP 24/2014/NĐ-CP
        79/2010/QĐ-TTg 03-NQ/TU 2662/BTTTT-CTS 7398/UBND-TH 06/2016/TTLT-BTTTT-BNV 62/2020/NĐ-CP 1009/QĐ-BNV
        54/NQ-HĐND 57/KH-UBND 57/KH-UBND 107/2020/NĐ-CP 117/QĐ-UBND 107/2020/NĐ-CP 57/KH-UBND
        """,
    KHANH_HOA: "41/2023/QĐ-UBND 2580/QĐ-UBND 233/QĐ-STTTT",
}


@pytest.mark.parametrize(("name", "expected"), CODES.items(), ids=CODES)
def test_every_cited_number_is_found_and_no_other(name: str, expected: str) -> None:
    assert [c.code for c in sample(name).citations if c.code] == expected.split()


def test_a_citation_over_a_wrap_keeps_its_points() -> None:
    (law,) = [c for c in sample(KHANH_HOA).citations if c.title == "Luật Bưu chính"]
    assert (law.points, law.clause, law.article) == (["a", "b", "c"], "1", "25")


def test_an_issuer_told_only_as_director_of_the_department_is_resolved() -> None:
    (assignment,) = [c for c in sample(HAI_PHONG).citations if c.code == "390/QĐ-STTTT"]
    assert assignment.issuer == "Giám đốc Sở Thông tin và Truyền thông thành phố Hải Phòng"
