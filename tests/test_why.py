"""Why lists were taken for what they are: the passages of the JSON, and `nhiemvu extract --why`."""

from copy import deepcopy
from pathlib import Path

import pytest
from decision import EXAMPLE, HEADER, extract
from test_cli import run

import nhiemvu
from nhiemvu.passages.scores import DOUBTFUL, HOLDS

ROOT = Path(__file__).resolve().parent.parent
DOUBT = "Điều 1. Nhiệm vụ trong năm\n1. Mùa khô ở biển.\n2. Mùa mưa ở núi.\n3. Gió.\n"
# A text, and its passages: role, the words that name the holder, whether it is doubtful.
ROWS = {
    "heading": (
        "Điều 1. Trách nhiệm của Phòng Muối\n1. Hướng dẫn nghề muối.\n2. Kiểm tra kho.\n3. Lập sổ.\n",
        ["Điều 1 | duties | Phòng Muối"],
    ),
    "words of the holder over a wrap": (
        "Điều 1. Trách nhiệm của Phòng Nghề\nmuối\n1. Hướng dẫn nghề muối.\n2. Kiểm tra kho.\n3. Lập sổ.\n",
        ["Điều 1 | duties | Phòng Nghề muối"],
    ),
    "holder above": (
        "Điều 1. Phòng Muối\n1. Chức năng: giúp Giám đốc Sở trông coi ruộng muối.\n2. Nhiệm vụ:\n"
        "a) Kiểm tra kho;\nb) Lập sổ.\n",
        ["Điều 1/1 | functions | ", "Điều 1/2 | duties | "],
    ),
    "structure": (
        "Điều 1. Cơ cấu tổ chức của Chi cục Muối\n1. Phòng Kho.\n2. Phòng Sổ sách.\n",
        ["Điều 1 | structure | Chi cục Muối"],
    ),
    "one sentence": (
        "Điều 1. Ruộng muối\nPhòng Muối có trách nhiệm kiểm tra ruộng muối mỗi mùa.\n",
        ["Điều 1/¶1 | duties | Phòng Muối"],
    ),
    "doubtful": (DOUBT, ["Điều 1 | duties |  | doubtful"]),
    "none": ("Điều 1. Ruộng muối\nRuộng muối ở ven biển.\n", []),
}


def passages(text: str) -> list[str]:
    """The passages of a text, a line each: path, role, words of the holder."""
    document = extract(HEADER + text)
    paths = {segment["id"]: segment["path"] for segment in document["segments"]}
    lines = []
    for passage in document["passages"]:
        span = passage["holder"]
        holder = " ".join(document["source"]["text"][slice(*span)].split()) if span else ""
        doubt = " | doubtful" if passage["role"] == "duties" and passage["points"] < HOLDS else ""
        lines.append(f"{paths[passage['segment']]} | {passage['role']} | {holder}{doubt}")
    return lines


@pytest.mark.parametrize(("text", "wanted"), ROWS.values(), ids=ROWS)
def test_passages_tell_role_and_holder(text: str, wanted: list[str]) -> None:
    assert passages(text) == wanted


@pytest.mark.parametrize("text", [row[0] for row in ROWS.values()], ids=ROWS)
def test_why_adds_up_and_spans_are_those_of_the_opening_words(text: str) -> None:
    document = extract(HEADER + text)
    segments = {segment["id"]: segment for segment in document["segments"]}
    for passage in document["passages"]:
        assert sum(evidence["points"] for evidence in passage["why"]) == passage["points"] >= DOUBTFUL
        if passage["holder"]:
            spans, (start, end) = segments[passage["segment"]]["spans"], passage["holder"]
            assert spans[0][0] <= start < end <= spans[-1][1]
    assert nhiemvu.check(document) == []


def test_a_doubtful_passage_has_its_diagnostic_and_no_duty() -> None:
    document = extract(HEADER + DOUBT)
    (passage,) = document["passages"]
    (note,) = [note for note in document["diagnostics"] if note["code"] == "passage-doubtful"]
    segment = next(segment for segment in document["segments"] if segment["id"] == passage["segment"])
    assert note["span"] == segment["spans"][0]
    assert all(f"{evidence['name']} {evidence['points']}" in note["message"] for evidence in passage["why"])
    assert document["duties"] == []


@pytest.mark.parametrize("path", sorted((ROOT / "corpus").glob("*.txt")), ids=lambda path: path.stem)
def test_every_duty_of_the_samples_stands_below_or_beside_a_passage(path: Path) -> None:
    document = nhiemvu.extract(path)
    parents = {segment.id: segment.parent for segment in document.segments}
    opened = {passage.segment for passage in document.passages if passage.role == "duties"}
    beside = {parents[id_] for id_ in opened}

    def stands(segment: str | None) -> bool:
        while segment and segment not in opened | beside:
            segment = parents[segment]
        return segment is not None

    assert document.duties
    assert [duty.path for duty in document.duties if not stands(duty.segment)] == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"points": 99}, "does not add up to 99 points"),
        ({"segment": "s999"}, "no segment s999"),
        ({"holder": [0, 10**6]}, "leaves the text"),
    ],
)
def test_check_tells_a_passage_that_is_wrong(change: dict[str, object], told: str) -> None:
    document = deepcopy(extract(EXAMPLE))
    assert nhiemvu.check(document) == []
    document["passages"][0].update(change)
    assert any(told in line for line in nhiemvu.check(document))


def test_command_prints_a_line_a_passage_instead_of_json(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HEADER + ROWS["heading"][0] + DOUBT.replace("Điều 1", "Điều 2"), "utf-8")
    done = run("extract", "a.txt", "--why", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    sure, doubt = done.stdout.splitlines()
    assert sure.startswith("Điều 1 “Trách nhiệm của Phòng Muối”: duties of “Phòng Muối”, ")
    assert "answer words 3, nothing else 2, holder 3, most open with a verb 3" in sure
    assert doubt.startswith("Điều 2 “Nhiệm vụ trong năm”: doubtful, no duties taken: duties, ")
    assert "few open with a verb -3" in doubt


def test_command_tells_of_several_files_each_under_its_name_and_writes_json_beside(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(HEADER + ROWS["heading"][0], "utf-8")
    done = run("extract", "a.txt", "b.txt", "--why", "-o", "out", cwd=tmp_path)
    lines = done.stdout.splitlines()
    assert (done.returncode, lines[0], lines[2], len(lines)) == (0, "a.txt:", "b.txt:", 4)
    assert nhiemvu.check(tmp_path / "out/a.json") == []
    assert run("extract", "a.txt", "b.txt", "--why", cwd=tmp_path).stdout == done.stdout
