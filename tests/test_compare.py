"""Comparing duties: what a reader of the report relies on."""

import json
import random
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nhiemvu
from nhiemvu.cli import main
from nhiemvu.comparison.model import Comparison, Pair
from nhiemvu.comparison.neutral import residual, words
from nhiemvu.comparison.relation import _scope
from nhiemvu.comparison.summary import text as summary
from nhiemvu.errors import NhiemvuError
from nhiemvu.knowledge import table
from nhiemvu.model import Document
from nhiemvu.quality.published import schema

ROOT = Path(__file__).resolve().parents[1]
LEFT, RIGHT = ROOT / "corpus/de-an-hai-phong.txt", ROOT / "corpus/quyet-dinh-khanh-hoa.txt"
LETTERS = "abcdđeghiklmnopqrstuvxy"

# Duties that every list below also holds, so that words are as rare as in a real list.
OTHERS = (
    "Lập sổ theo dõi xe công và bảo dưỡng máy phát điện của cơ quan;",
    "Soạn lịch tiếp khách, chuẩn bị phòng họp và ghi biên bản;",
    "Thẩm định thiết kế cầu, cống trên đường huyện trước khi khởi công;",
    "Cấp giấy phép khai thác cát, sỏi lòng sông cho doanh nghiệp;",
    "Hướng dẫn nông dân phòng trừ sâu bệnh hại lúa vụ đông xuân;",
    "Báo cáo tình hình dịch tả lợn hằng tuần;",
)


def decision(duties: list[str], place: str = "TỈNH CÀ MAU", holder: str = "Phòng Tổng hợp") -> Document:
    """A decision that gives one unit these duties."""
    points = "\n".join(f"{label}) {duty}" for label, duty in zip(LETTERS, duties, strict=False))
    return nhiemvu.extract_bytes(
        f"""\
UBND {place}            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ CÔNG THƯƠNG              Độc lập - Tự do - Hạnh phúc
Số: 27/QĐ-SCT               Cà Mau, ngày 09 tháng 7 năm 2024
QUYẾT ĐỊNH
Quy định nhiệm vụ của các phòng thuộc Sở Công Thương
QUYẾT ĐỊNH:
Điều 1. {holder}
1. Nhiệm vụ và quyền hạn:
{points}
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
""".encode(),
        f"{place}.txt",
    )


def pair_of(left: str, right: str) -> Pair:
    """The pair that two duties make among other ones."""
    made = nhiemvu.compare(decision([left, *OTHERS[:3]]), decision([*OTHERS[3:], right], place="THÀNH PHỐ CẦN THƠ"))
    (pair,) = [pair for pair in made.pairs if pair.left_path.endswith("/a") and pair.right_path.endswith("/d")]
    return pair


def told(pair: Pair) -> dict[str, tuple[list[str], list[str]]]:
    return {one.kind: (one.left, one.right) for one in pair.differences}


# ---- same, changed, part


SAME = {
    "place words": (
        "Kiểm tra chất lượng xăng dầu trên địa bàn thành phố;",
        "Kiểm tra chất lượng xăng dầu tại địa phương.",
    ),
    "standing phrases": (
        "Quản lý chợ đầu mối nông sản theo quy định của pháp luật;",
        "Quản lý chợ đầu mối nông sản.",
    ),
    "carriers": (
        "Giúp Giám đốc Sở quản lý cụm công nghiệp làng nghề;",
        "Tham mưu quản lý cụm công nghiệp làng nghề.",
    ),
    "short forms": (
        "Trình UBND tỉnh đề án ứng dụng CNTT trong thương mại;",
        "Trình Ủy ban nhân dân thành phố đề án ứng dụng công nghệ thông tin trong thương mại.",
    ),
    "levels": (
        "Hướng dẫn các quận, huyện xây dựng chợ văn minh;",
        "Hướng dẫn cấp huyện xây dựng chợ văn minh.",
    ),
    "order": (
        "Kiểm tra hóa chất độc hại và quản lý hóa chất độc hại;",
        "Quản lý hóa chất độc hại và kiểm tra hóa chất độc hại.",
    ),
    "accents lost by a scan": (
        "Kiểm tra an toàn đập thủy điện nhỏ trước mùa mưa;",
        "Kiếm tra an toàn đập thủy điên nhỏ trước mùa mưa.",
    ),
}


@pytest.mark.parametrize(("left", "right"), SAME.values(), ids=SAME)
def test_the_same_task_in_other_words_is_the_same(left: str, right: str) -> None:
    pair = pair_of(left, right)
    assert (pair.relation, pair.differences, pair.left_marks, pair.right_marks) == ("same", [], [], [])


CHANGED = {
    "power": (
        "Thanh tra việc chấp hành quy định về kinh doanh khí hóa lỏng;",
        "Hướng dẫn việc chấp hành quy định về kinh doanh khí hóa lỏng.",
        ("powers", ["inspect"], ["guide"]),
    ),
    "lead or only coordinate": (
        "Chủ trì kiểm tra kho vật liệu nổ công nghiệp;",
        "Phối hợp kiểm tra kho vật liệu nổ công nghiệp.",
        ("powers", ["lead"], ["coordinate"]),
    ),
    "verb": (
        "Cấp, gia hạn giấy phép bán lẻ rượu cho thương nhân;",
        "Cấp, thu hồi giấy phép bán lẻ rượu cho thương nhân.",
        ("verbs", ["gia hạn"], ["thu hồi"]),
    ),
    "partner": (
        "Phối hợp với Sở Y tế kiểm tra bếp ăn khu công nghiệp;",
        "Phối hợp với Sở Tài chính kiểm tra bếp ăn khu công nghiệp.",
        ("partners", ["Sở Y tế"], ["Sở Tài chính"]),
    ),
    "condition": (
        "Kiểm tra việc niêm yết giá tại siêu thị theo phân cấp;",
        "Kiểm tra việc niêm yết giá tại siêu thị.",
        ("conditions", ["theo phân cấp"], []),
    ),
    "citation": (
        "Cấp giấy phép bán buôn thuốc lá theo Nghị định số 67/2013/NĐ-CP;",
        "Cấp giấy phép bán buôn thuốc lá theo Nghị định số 106/2017/NĐ-CP.",
        ("citations", ["Nghị định số 67/2013/NĐ-CP"], ["Nghị định số 106/2017/NĐ-CP"]),
    ),
    "object": (
        "Quản lý hoạt động bán hàng đa cấp và hội chợ;",
        "Quản lý hoạt động bán hàng đa cấp và nhượng quyền.",
        ("objects", ["hội chợ"], ["nhượng quyền"]),
    ),
    "scope": (
        "Xác nhận khai báo hóa chất cho doanh nghiệp nhập khẩu;",
        "Xác nhận khai báo hóa chất cho hộ kinh doanh.",
        ("scope", ["doanh nghiệp nhập khẩu"], ["hộ kinh doanh"]),
    ),
}


@pytest.mark.parametrize(("left", "right", "difference"), CHANGED.values(), ids=CHANGED)
def test_the_same_task_with_a_difference_is_changed_and_tells_it(
    left: str, right: str, difference: tuple[str, list[str], list[str]]
) -> None:
    pair = pair_of(left, right)
    kind, *sides = difference
    assert pair.relation == "changed"
    assert pair.broader is None
    assert told(pair)[kind] == tuple(sides)


def test_marks_are_the_words_that_differ() -> None:
    left, right = CHANGED["object"][:2]
    pair = pair_of(left, right)
    assert [left[start:end] for start, end in pair.left_marks] == ["hội chợ"]
    assert [right[start:end] for start, end in pair.right_marks] == ["nhượng quyền"]


def test_a_duty_with_a_task_of_its_own_beside_is_the_broader() -> None:
    pair = pair_of(
        "Quản lý lưới điện nông thôn; vận động các hộ gia đình lắp tấm pin mặt trời trên mái nhà;",
        "Quản lý lưới điện nông thôn.",
    )
    assert (pair.relation, pair.broader) == ("part", "left")


SPLIT = [
    "Quản lý chợ, siêu thị và trung tâm thương mại về quy hoạch mạng lưới, phân hạng và văn minh bán hàng;",
    "Quản lý chợ về quy hoạch mạng lưới, phân hạng;",
    "Quản lý siêu thị và trung tâm thương mại về văn minh bán hàng;",
]


def test_one_duty_that_two_divide_is_a_part_with_each() -> None:
    whole, *parts = SPLIT
    made = nhiemvu.compare(decision([whole, *OTHERS[:3]]), decision([*OTHERS[3:], *parts]))
    pairs = [(pair.right_path[-1], pair.relation, pair.broader) for pair in made.pairs]
    assert pairs == [("d", "part", "left"), ("đ", "part", "left")]


def test_two_duties_that_one_takes_together_are_parts_of_it() -> None:
    whole, *parts = SPLIT
    made = nhiemvu.compare(decision([*OTHERS[3:], *parts]), decision([whole, *OTHERS[:3]]))
    pairs = [(pair.left_path[-1], pair.relation, pair.broader) for pair in made.pairs]
    assert pairs == [("d", "part", "right"), ("đ", "part", "right")]


def test_an_inspection_of_one_field_is_part_of_the_inspection_of_all() -> None:
    wide = "Thanh tra việc chấp hành pháp luật về báo chí; xuất bản; bưu chính; viễn thông; tần số vô tuyến điện;"
    narrow = "Thanh tra, kiểm tra giá cước dịch vụ viễn thông theo đơn của người dùng;"
    made = nhiemvu.compare(decision([narrow, *OTHERS[:3]]), decision([*OTHERS[3:], wide]))
    assert [(pair.left_path[-1], pair.right_path[-1], pair.relation) for pair in made.pairs] == [("a", "d", "part")]


def test_residual_duties_go_with_each_other_and_with_nothing_else() -> None:
    left = ["Thực hiện các nhiệm vụ khác do Giám đốc Sở giao.", *OTHERS[:3]]
    right = [*OTHERS[3:], "Tham mưu triển khai nhiệm vụ khác theo phân công của lãnh đạo Sở;", OTHERS[0]]
    made = nhiemvu.compare(decision(left), decision(right))
    pairs = {(pair.left_path[-1], pair.right_path[-1]): pair for pair in made.pairs}
    assert set(pairs) == {("a", "d"), ("b", "đ")}
    assert (pairs["a", "d"].relation, pairs["a", "d"].similarity) == ("same", 1.0)


def test_every_residual_duty_finds_one_where_there_is_any() -> None:
    rest = "Thực hiện các nhiệm vụ khác do Giám đốc Sở giao;"
    made = nhiemvu.compare(decision([rest]), decision([rest, OTHERS[0], rest, rest]))
    assert [(pair.left_path[-1], pair.right_path[-1]) for pair in made.pairs] == [("a", "a"), ("a", "c"), ("a", "d")]


def test_inspecting_other_cases_is_a_task_and_not_residual() -> None:
    made = nhiemvu.compare(
        decision(["Thanh tra các vụ việc khác do Giám đốc Sở giao;"]),
        decision(["Thực hiện các nhiệm vụ khác do Giám đốc Sở giao;"]),
    )
    assert made.pairs == []


@pytest.mark.parametrize(
    ("text", "bare"),
    {
        "Giúp Giám đốc Sở quản lý chợ": "quan ly cho",
        "Tham mưu, giúp UBND tỉnh quản lý chợ": "quan ly cho",
        "Quản lý chợ; giúp Sở thu phí": "quan ly cho thu phi",
        "Quản lý chợ trên địa bàn tỉnh Cà Mau theo quy định": "quan ly cho",
        "Tổ chức thực hiện việc thu phí chợ": "thu phi cho",
        "ứng dụng CNTT": "ung dung cong nghe thong tin",
    }.items(),
)
def test_words_that_count(text: str, bare: str) -> None:
    assert counted(text) == bare


@pytest.mark.parametrize("row", table("neutral"), ids=lambda row: f"{row['phrase']} ({row['kind']})")
def test_every_row_of_the_neutral_words_plays_its_part(row: dict[str, str]) -> None:
    phrase = row["phrase"]
    if row["kind"] == "same":
        assert counted(f"Quét {phrase} vôi") == counted(f"Quét {row['becomes']} vôi")
    elif row["kind"] == "procedure":
        assert {word.kind for word in words(f"Quét {phrase} vôi")[1:-1]} == {"procedure"}
    elif row["kind"] == "carrier":
        assert counted(f"{phrase} quét vôi") == "quet voi"
    elif row["kind"] == "principal":
        assert counted(f"Giúp {phrase} quét vôi") == "quet voi"
    elif row["kind"] == "residual":
        assert residual(words(f"Thực hiện {phrase}"))
    elif row["kind"] == "scope":
        made = _scope().search(f"quét vôi {phrase} ")
        assert made and made[0].startswith(phrase)
    else:
        assert counted(f"Quét {phrase} vôi") == "quet voi"


def counted(text: str) -> str:
    return " ".join(word.bare for word in words(text))


def test_a_duty_said_twice_is_the_same_as_both() -> None:
    made = nhiemvu.compare(decision([*OTHERS[:3]]), decision([*OTHERS[3:], OTHERS[0], OTHERS[0]]))
    assert [(pair.right_path[-1], pair.relation) for pair in made.pairs] == [("d", "same"), ("đ", "same")]


# ---- whole documents


@cache
def document(path: Path) -> Document:
    return nhiemvu.extract(path)


@cache
def samples() -> Comparison:
    return nhiemvu.compare(document(LEFT), document(RIGHT))


def data(comparison: Comparison) -> Any:
    return json.loads(msgspec.json.encode(comparison))


def test_a_comparison_is_valid_by_its_schema() -> None:
    assert jsonschema.Draft202012Validator(schema("comparison")).is_valid(data(samples()))


@pytest.mark.parametrize("path", [LEFT, RIGHT], ids=["left", "right"])
def test_a_document_is_the_same_as_itself(path: Path) -> None:
    made = nhiemvu.compare(path, path)
    assert {pair.relation for pair in made.pairs} == {"same"}
    assert {pair.similarity for pair in made.pairs} == {1.0}
    assert made.left_only == made.right_only == []
    assert {(pair.left, pair.right) for pair in made.pairs} >= {(duty.id, duty.id) for duty in made.left.duties}


def test_documents_with_nothing_in_common() -> None:
    made = nhiemvu.compare(decision(list(OTHERS[:3])), decision(["Mở lớp dạy nghề mộc;", "Trồng hoa ven đường;"]))
    assert made.pairs == []
    assert (made.summary.by_relation.left_only, made.summary.by_relation.right_only) == (3, 2)


def test_a_document_without_duties() -> None:
    empty = nhiemvu.extract_bytes("Thông báo nghỉ lễ.".encode(), "t.txt")
    made = nhiemvu.compare(empty, decision(list(OTHERS)))
    assert (made.left.holders, made.left.duties, made.pairs) == ([], [], [])
    assert [alone.nearest for alone in made.right_only] == [None] * len(OTHERS)
    assert nhiemvu.compare(empty, empty).summary.by_domain == []
    assert "không có đơn vị" in summary(made)


def test_the_same_bytes_from_run_to_run_and_from_json(tmp_path: Path) -> None:
    file = tmp_path / "left.json"
    file.write_bytes(msgspec.json.encode(document(LEFT)))
    again = nhiemvu.compare(str(file), RIGHT)
    assert msgspec.json.encode(again) == msgspec.json.encode(samples())


def test_exchanging_the_sides_exchanges_the_result() -> None:
    turned = nhiemvu.compare(document(RIGHT), document(LEFT))
    sides = {"left": "right", "right": "left"}
    there = {
        (pair.left, pair.right, pair.relation, pair.similarity, pair.broader and sides.get(pair.broader, pair.broader))
        for pair in turned.pairs
    }
    here = {(pair.right, pair.left, pair.relation, pair.similarity, pair.broader) for pair in samples().pairs}
    assert here == there
    assert turned.left_only == samples().right_only


def test_the_order_of_the_duties_changes_nothing() -> None:
    mixed = list(document(LEFT).duties)
    random.Random(7).shuffle(mixed)
    made = nhiemvu.compare(msgspec.structs.replace(document(LEFT), duties=mixed), document(RIGHT))
    assert {(pair.left, pair.right, pair.relation) for pair in made.pairs} == {
        (pair.left, pair.right, pair.relation) for pair in samples().pairs
    }


def test_a_duty_leads_to_its_printed_line_and_its_words() -> None:
    for side, path in ((samples().left, LEFT), (samples().right, RIGHT)):
        lines = document(path).source.text.split("\n")
        assert side.duties
        for duty in side.duties:
            printed = document(path).source.text[duty.span[0] : duty.span[1]]
            assert lines[duty.line - 1].endswith(printed.split("\n")[0])
    ours = {duty.id: duty.text for duty in samples().left.duties}
    for pair in samples().pairs:
        assert all(0 <= start < end <= len(ours[pair.left]) for start, end in pair.left_marks)


def test_the_summary_counts_what_is_there() -> None:
    total = samples().summary.by_relation
    assert total.same + total.changed + total.part == len(samples().pairs)
    assert (total.left_only, total.right_only) == (len(samples().left_only), len(samples().right_only))
    for what in ("same", "changed", "part", "left_only", "right_only"):
        assert sum(getattr(row, what) for row in samples().summary.by_domain) == getattr(total, what)


# ---- holders and versions


def names(side: Any) -> list[str]:
    return list(side.holders)


@pytest.mark.parametrize("name", ["Thanh tra Sở", "thanh tra so", "THANH  TRA SỞ", "thanh tra"])
def test_a_holder_is_known_by_its_letters_or_their_beginning(name: str) -> None:
    made = nhiemvu.compare(document(RIGHT), document(RIGHT), left_holders=[name])
    assert names(made.left) == ["Thanh tra Sở"]
    assert {duty.holder for duty in made.left.duties} == {"Thanh tra Sở"}


def test_several_holders_in_text_order() -> None:
    made = nhiemvu.compare(document(RIGHT), document(RIGHT), right_holders=["thanh tra", "văn phòng"])
    assert names(made.right) == ["Văn phòng", "Thanh tra Sở"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Phòng Lâm nghiệp", "no unit with duties is called “Phòng Lâm nghiệp”; there are: Văn phòng; Thanh tra Sở; "),
        ("Phòng", "“Phòng” is the beginning of several units, write one in full: Phòng Công nghệ"),
        ("", "no unit with duties is called “”"),
    ],
)
def test_a_holder_that_is_not_there_is_told_with_those_that_are(name: str, message: str) -> None:
    with pytest.raises(NhiemvuError, match=r"^right: ") as raised:
        nhiemvu.compare(document(LEFT), document(RIGHT), right_holders=[name])
    assert message in str(raised.value)


def test_the_units_in_force_against_those_proposed() -> None:
    made = nhiemvu.compare(document(LEFT), document(LEFT), left_status="current", right_status="proposed")
    assert {duty.status for duty in made.left.duties} == {"current"}
    assert {duty.status for duty in made.right.duties} == {"proposed"}
    assert made.pairs


def test_a_mere_plan_is_compared_by_its_proposed_units() -> None:
    plan = document(LEFT)
    units = [unit for unit in plan.units if unit.status == "proposed"]
    duties = [duty for duty in plan.duties if duty.status == "proposed"]
    made = nhiemvu.compare(msgspec.structs.replace(plan, units=units, duties=duties), plan)
    assert {duty.status for duty in made.left.duties} == {"proposed"}


# ---- whatever the lists hold

TASKS = ["quản lý", "kiểm tra", "cấp giấy phép", "báo chí", "xuất bản", "bưu chính;", "Sở", "UBND tỉnh"]
WORDS = st.sampled_from([*TASKS, "theo", "quy định", "nhiệm vụ", "khác", "do", "giao"])
DUTIES = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), max_size=7)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DUTIES, DUTIES)
def test_every_duty_is_told_once(left: list[str], right: list[str]) -> None:
    made = nhiemvu.compare(decision([f"{duty};" for duty in left]), decision([f"{duty};" for duty in right]))
    for side, only, end in ((made.left, made.left_only, "left"), (made.right, made.right_only, "right")):
        paired = [getattr(pair, end) for pair in made.pairs]
        alone = [one.duty for one in only]
        assert len(set(alone)) == len(alone)
        assert not set(paired) & set(alone)
        assert {*paired, *alone} == {duty.id for duty in side.duties}
        changed = [getattr(pair, end) for pair in made.pairs if pair.relation == "changed"]
        assert len(set(changed)) == len(changed)
    assert all(0 <= pair.similarity <= 1 for pair in made.pairs)
    assert len({(pair.left, pair.right) for pair in made.pairs}) == len(made.pairs)
    assert jsonschema.Draft202012Validator(schema("comparison")).is_valid(data(made))


# ---- the command


def run(*arguments: str | Path) -> int:
    return main(["compare", *map(str, arguments)])


def test_the_command_prints_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(LEFT, RIGHT) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "đề án, Hải Phòng" in out
    assert f"Chỉ có ở bên phải ({len(samples().right_only)}):" in out


def test_the_command_writes_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "new" / "so-sanh.json"
    assert run(LEFT, RIGHT, "--json", file) == 0
    assert json.loads(file.read_text("utf-8")) == data(samples())
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"written to {file}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((LEFT, "missing.txt"), "right: missing.txt: no such file"),
        ((LEFT, RIGHT, "--left-holder", "Cục Hải quan"), "no unit with duties is called “Cục Hải quan”; there are: "),
        ((LEFT, ROOT / "schemas/duty.schema.json"), "is no document of nhiemvu extract"),
    ],
)
def test_a_bad_input_costs_one_clear_line(
    arguments: tuple[str | Path, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("module", ["numpy", "scipy.sparse", "scipy.optimize"])
def test_a_missing_library_is_told_with_what_to_install(
    module: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert run(LEFT, RIGHT) == 1
    assert capsys.readouterr() == ("", "scipy is missing: pip install scipy\n")
