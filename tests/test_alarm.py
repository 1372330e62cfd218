"""The alarm: a list of work below a body's name that gave no duty is told; what is no work is not."""

from pathlib import Path

import pytest
from decision import HEADER, extract
from test_cli import run

from nhiemvu import alarm as room
from nhiemvu.passages.scores import HOLDS

WORK = "a) Kiểm tra ruộng muối;\nb) Hướng dẫn nghề muối;\nc) Lập sổ kho.\n"
# A text, and the paths of the lists that are told.
TOLD = {
    "an act that says who carries it out": (
        f"Điều 1. Tổ chức thực hiện\n1. Sở Xây dựng\n{WORK}2. Ruộng muối ở ven biển.\n",
        ["Điều 1/1"],
    ),
    "a heading that the rules do not know": (f"Điều 1. Ruộng muối\n1. Phần của Sở Xây dựng\n{WORK}", ["Điều 1/1"]),
    "a holder without a name": (
        f"Điều 1. Ruộng muối\n1. Chủ rừng lo liệu những điều dưới đây:\n{WORK}",
        ["Điều 1/1"],
    ),
    "a lead-in beside its items": (
        "Điều 1. Ruộng muối\nỞ Sở Xây dựng vào mùa khô:\n1. Kiểm tra ruộng.\n2. Lập sổ.\n3. Hướng dẫn nghề.\n",
        ["Điều 1/¶1"],
    ),
    "openings that are no verbs of the lexicon": (
        "Điều 1. Ruộng muối\n1. Phần của Sở Xây dựng\na) Khẩn trương tìm kho;\nb) Tập trung làm muối;\nc) Cử người.\n",
        ["Điều 1/1"],
    ),
}
QUIET = {
    "duties": f"Điều 1. Trách nhiệm của Sở Xây dựng\n1. Sở có những việc sau:\n{WORK}",
    "a doubtful list, which is told as such": (
        "Điều 1. Nhiệm vụ trong năm của Sở Xây dựng\n1. Mùa khô.\n2. Mùa mưa.\n3. Lập sổ.\n4. Gió.\n"
    ),
    "nobody's": f"Điều 1. Ruộng muối\n1. Mùa khô\n{WORK}",
    "two items": "Điều 1. Ruộng muối\n1. Phần của Sở Xây dựng\na) Kiểm tra ruộng;\nb) Lập sổ.\n",
    "names": "Điều 1. Ruộng muối\n1. Phần của Sở Xây dựng\na) Muối hạt;\nb) Muối tinh;\nc) Muối iốt.\n",
    "an order of things": f"Điều 1. Ruộng muối\n1. Nguyên tắc làm muối của Sở Xây dựng\n{WORK}",
    "an order of things, its title above": (
        "Điều 1. Phạm vi\nỞ ruộng của Sở Xây dựng vào mùa khô:\n1. Kiểm tra ruộng.\n2. Lập sổ.\n3. Hướng dẫn nghề.\n"
    ),
    "steps": f"Điều 1. Ruộng muối\n1. Sở Xây dựng làm muối theo các bước sau đây:\n{WORK}",
    "papers": (
        "Điều 1. Ruộng muối\n1. Hồ sơ gửi Sở Xây dựng gồm:\na) Báo cáo kho;\nb) Báo cáo muối;\nc) Quyết định giao.\n"
    ),
    "acts": (
        "Điều 1. Ruộng muối\n1. Văn bản của Sở Xây dựng\na) Quyết định số 1/QĐ-SXD;\nb) Thông báo số 2/TB-SXD;\n"
        "c) Báo cáo số 3/BC-SXD.\n"
    ),
    "what the act decides itself": (
        f"Điều 1. Ruộng muối\n1. Ủy ban nhân dân tỉnh quyết định sắp xếp các ruộng muối như sau:\n{WORK}"
    ),
}


def told(text: str) -> list[str]:
    """The paths of the lists that the alarm tells of."""
    document = extract(HEADER + text)
    paths = {tuple(segment["spans"][0]): segment["path"] for segment in document["segments"]}
    notes = [note for note in document["diagnostics"] if note["code"] == "list-without-duties"]
    assert all(note["message"].startswith(f"{paths[tuple(note['span'])]}: ") for note in notes)
    return [paths[tuple(note["span"])] for note in notes]


@pytest.mark.parametrize(("text", "wanted"), TOLD.values(), ids=TOLD)
def test_a_list_that_is_lost_is_told(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_what_is_no_lost_list_is_not(text: str) -> None:
    assert told(text) == []


def test_it_tells_what_spoke_for_and_against() -> None:
    document = extract(HEADER + TOLD["an act that says who carries it out"][0])
    (note,) = [note for note in document["diagnostics"] if note["code"] == "list-without-duties"]
    assert "3 of 3 items open with a verb of duty under “Sở Xây dựng”" in note["message"]
    points = int(note["message"].split("its points: ")[1].split(" = ")[0])
    assert points < HOLDS
    assert "inside execution -9" in note["message"]
    assert note["severity"] == "warning"


def test_it_does_not_ask_the_rules_that_it_watches() -> None:
    source = Path(room.__file__).read_text("utf-8")
    asked = {line.split()[1] for line in source.splitlines() if line.startswith("from .")}
    assert asked == {".knowledge", ".language.patterns", ".language.verbs", ".model", ".names.grammar", ".names.types",
                     ".outline.tree"}  # fmt: skip


def test_stats_count_and_tell_what_may_be_lost(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HEADER + TOLD["an act that says who carries it out"][0], "utf-8")
    (tmp_path / "b.txt").write_text(HEADER + QUIET["a doubtful list, which is told as such"], "utf-8")
    assert run("extract", "a.txt", "b.txt", "-o", "out", cwd=tmp_path).returncode == 0
    done = run("check", "--stats", "out/a.json", "out/b.json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "        1      1  list-without-duties:" in done.stdout
    assert "        1      1  passage-doubtful:" in done.stdout
    assert "list-without-duties, the first 1 of 1:\n  out/a.json: Điều 1/1: 3 of 3 items open" in done.stdout
    assert "passage-doubtful, the first 1 of 1:\n  out/b.json: Điều 1 may open a list of duties: " in done.stdout
