"""Measuring against annotations: the same figures as counting by hand, and as the scorer beside the gold data."""

import json
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from decision import EXAMPLE
from test_cli import run

import nhiemvu
from nhiemvu.quality import report
from nhiemvu.quality.evaluate import evaluate
from nhiemvu.quality.gold import load
from nhiemvu.quality.measures import Score
from nhiemvu.quality.published import schema

Data = dict[str, Any]
# The small decision, annotated by hand: line numbers, no retyped texts.
GOLD: Data = {
    "document": "small.txt",
    "metadata": {
        "type": "quyết định",
        "code": "12/QĐ-SDL",
        "issuer": "Sở Du lịch tỉnh Khánh Hòa",
        "place": "Khánh Hòa",
        "issued_on": "2024-02-05",
        "effective_on": "issued_on",
        "title": "Quy định nhiệm vụ của Phòng Quy hoạch",
        "signer": {"role": "GIÁM ĐỐC", "name": None},
    },
    "segments": [
        {"path": "Điều 1", "kind": "article", "label": "Điều 1.", "start": 9, "end": 9, "heading": None},
        {"path": "Điều 1/1", "kind": "clause", "label": "1.", "start": 10, "end": 10, "heading": None},
        {"path": "Điều 1/2", "kind": "clause", "label": "2.", "start": 11, "end": 11, "heading": "Nhiệm vụ"},
        {"path": "Điều 1/2/a", "kind": "point", "label": "a)", "start": 12, "end": 14, "heading": None},
        {"path": "Điều 1/2/b", "kind": "point", "label": "b)", "start": 15, "end": 15, "heading": None},
        {"path": "Điều 2", "kind": "article", "label": "Điều 2.", "start": 16, "end": 16, "heading": None},
    ],
    "units": [{"name": "Phòng Quy hoạch", "type": "phong", "status": "current"}],
    "duties": [
        {
            "holder": "Phòng Quy hoạch",
            "status": "current",
            "path": "Điều 1/2/b",
            "start": 15,
            "end": 15,
            "powers": ["lead", "coordinate", "inspect", "license"],
            "domains": ["du_lich"],
        }
    ],
    "mentions": [
        {
            "line": 15,
            "text": "UBND cấp huyện",
            "type": "agency",
            "canonical": "Ủy ban nhân dân cấp huyện tỉnh Khánh Hòa",
        }
    ],
    "citations": [{"line": 7, "text": "Quyết định số 30/2023/QĐ-UBND", "code": "30/2023/QĐ-UBND"}],
    "a note of the annotator": "kept",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the small decision and its annotations."""
    (tmp_path / "small.txt").write_text(EXAMPLE, "utf-8")
    write(tmp_path, GOLD)
    return tmp_path


def write(folder: Path, gold: Data) -> None:
    (folder / "small.gold.json").write_text(json.dumps(gold), "utf-8")


def test_score_counts() -> None:
    assert (Score(3, 4, 6, []).precision, Score(3, 4, 6, []).recall, Score(3, 4, 6, []).value) == (0.5, 0.75, 0.6)
    assert (Score(3, 4, None, []).precision, Score(3, 4, None, []).value) == (None, 0.75)
    assert (Score(0, 0, 0, []).value, Score(0, 0, 2, []).value, Score(0, 3, 0, []).value) == (1.0, 0.0, 0.0)


def test_what_is_found_missed_and_too_much_is_told_row_by_row(folder: Path) -> None:
    scores = evaluate(folder)["small"]
    assert (scores["units"].value, scores["metadata"].value, scores["citation_codes"].value) == (1, 1, 1)
    # Point a) runs over a page number, which the annotated lines hold as well.
    assert scores["segments"].missed[0] == "- Điều 1/2/a (line 12)"
    assert (scores["segments"].hit, scores["segments"].gold, scores["segments"].found) == (5, 6, 6)
    # Of two duties found the annotator wants one.
    assert (scores["duties"].hit, scores["duties"].gold, scores["duties"].found) == (1, 1, 2)
    assert scores["duty_holder"].value == scores["duty_path"].value == 1
    assert scores["mentions"].missed == []
    assert set(scores) == {
        *("segments", "segment_path", "units", "staff", "duties", "duty_holder", "duty_path", "powers", "domains"),
        *("mentions", "canonical", "citation_codes", "metadata"),
    }


def test_lines_to_ignore_and_doubtful_marks_are_not_held_against(folder: Path) -> None:
    gold = deepcopy(GOLD)
    gold["ignore"] = [[12, 14]]
    gold["duties"][0]["powers"] = ["lead"]
    gold["duties"][0]["powers_doubtful"] = ["coordinate", "inspect", "license"]
    gold["mentions"] = [gold["mentions"][0] | {"doubt": True}]
    write(folder, gold)
    scores = evaluate(folder)["small"]
    assert scores["powers"].value == 1
    assert (scores["mentions"].gold, scores["mentions"].found) == (0, 0)


def test_a_gold_file_is_checked_and_the_schema_says_the_same(folder: Path) -> None:
    validator = jsonschema.Draft202012Validator(schema("gold"))
    assert list(validator.iter_errors(GOLD)) == []
    broken = deepcopy(GOLD)
    del broken["segments"][0]["path"]
    assert list(validator.iter_errors(broken))
    write(folder, broken)
    with pytest.raises(nhiemvu.NhiemvuError, match=r"small.gold.json is no gold file: .*path.*segments\[0\]"):
        load(folder)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"document": "other.txt"}, "no other.txt in .*--corpus"),
        ({"lines_of": "other.txt"}, "no other.txt in .*--corpus"),
    ],
)
def test_a_missing_text_is_one_clear_error(folder: Path, change: Data, words: str) -> None:
    write(folder, GOLD | change)
    with pytest.raises(nhiemvu.NhiemvuError, match=words):
        load(folder)


def test_texts_may_lie_in_a_folder_of_their_own(folder: Path) -> None:
    (folder / "gold").mkdir()
    (folder / "corpus").mkdir()
    (folder / "small.gold.json").rename(folder / "gold/small.gold.json")
    (folder / "small.txt").rename(folder / "corpus/small.txt")
    assert evaluate(folder / "gold")["small"]["units"].value == 1
    assert evaluate(folder / "gold", corpus=folder / "corpus")["small"]["units"].value == 1


def test_several_folders_are_one_measure_and_an_alignment_may_join_them(folder: Path) -> None:
    (folder / "second/align").mkdir(parents=True)
    (folder / "second/small.txt").write_text(EXAMPLE, "utf-8")
    (folder / "second/other.gold.json").write_text(json.dumps(GOLD), "utf-8")
    pairs = [{"left": "Điều 1/2/b", "right": "Điều 1/2/b", "relation": "same"}]
    alignment = {"left": "small", "right": "other", "pairs": pairs}
    (folder / "second/align/align_both.json").write_text(json.dumps(alignment), "utf-8")
    results = evaluate(folder, folder / "second")
    assert list(results) == ["small", "other", "align_both"]
    assert results["align_both"]["pairs"].hit == 1
    assert run("evaluate", ".", "second", cwd=folder).returncode == 0
    with pytest.raises(nhiemvu.NhiemvuError, match="two gold files are called small"):
        evaluate(folder, folder)


def test_command_prints_a_table_and_writes_json_and_markdown(folder: Path) -> None:
    done = run("evaluate", ".", "--json", "out.json", "--markdown", "out.md", "--show", "1", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    head, _, row, mean = done.stdout.splitlines()[:4]
    assert head.split(" | ")[1].strip() == "segments"
    assert (row.split()[1], mean.split()[1]) == ("small", "mean")
    assert "- Điều 1/2/a (line 12)" in done.stdout
    data = json.loads((folder / "out.json").read_text("utf-8"))
    assert data["documents"]["small"]["segments"]["hit"] == 5
    assert data["mean"]["units"] == 1
    assert "| small" in (folder / "out.md").read_text("utf-8")


def test_gains_and_losses_since_an_earlier_run(folder: Path) -> None:
    assert run("evaluate", ".", "--json", "old.json", cwd=folder).returncode == 0
    same = run("evaluate", ".", "--against", "old.json", cwd=folder).stdout
    assert "since old.json: nothing changed" in same
    gold = deepcopy(GOLD)
    gold["segments"].pop(3)
    gold["units"].append({"name": "Phòng Lữ hành", "type": "phong", "status": "current"})
    write(folder, gold)
    lines = run("evaluate", ".", "--against", "old.json", cwd=folder).stdout.splitlines()
    assert "  gained  - Điều 1/2/a (line 12)" in lines
    assert "  lost    - phòng lữ hành" in lines
    assert "small units: 1.000 → 0.667" in lines


@pytest.mark.parametrize("words", [("evaluate", "nowhere"), ("evaluate", ".", "--against", "small.txt")])
def test_wrong_input_is_one_line_and_exit_code_one(folder: Path, words: tuple[str, ...]) -> None:
    done = run(*words, cwd=folder)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


# What the data beside the checkout ask for; each document may lie 0.03 below the mean.
FLOORS = {
    "segments": 0.985,
    "segment_path": 0.98,
    "duties": 0.985,
    "duty_holder": 0.985,
    "units": 0.93,
    "metadata": 0.97,
    "citation_codes": 0.98,
    "mentions": 0.97,
    "canonical": 0.97,
    "powers": 0.95,
    "domains": 0.95,
}


def test_real_documents_agree_with_the_scorer_beside_them(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(shared / "tools")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    score = __import__("score").score
    results = {name: scores for name, scores in evaluate(shared / "gold").items() if "pairs" not in scores}
    assert len(results) == 6
    for annotated in load(shared / "gold"):
        gold = json.loads((shared / f"gold/{annotated.name}.gold.json").read_text("utf-8"))
        document = msgspec.to_builtins(nhiemvu.extract(annotated.document))
        theirs, _ = score(gold, annotated.lines, document)
        ours = results[annotated.name]
        assert set(ours) == set(theirs)
        for name, row in theirs.items():
            value = row[2] if len(row) == 6 else row[0] / row[1] if row[1] else 1.0
            assert ours[name].value == pytest.approx(value, abs=0.0005), (annotated.name, name)
    mean = report.mean(results)
    assert {name: value for name, value in mean.items() if value < FLOORS.get(name, 0)} == {}
    low = [(n, m) for n, scores in results.items() for m, s in scores.items() if s.value < FLOORS.get(m, 0) - 0.03]
    assert low == []


# ---- alignments


def test_an_alignment_is_measured_by_hand_counts(folder: Path) -> None:
    (folder / "other.txt").write_text(EXAMPLE.replace("thu hồi biển hiệu", "thu hồi bảng hiệu"), "utf-8")
    (folder / "other.gold.json").write_text(json.dumps(GOLD | {"document": "other.txt"}), "utf-8")
    link = {"left": "Điều 1/2/a", "right": "Điều 1/2/a", "relation": "changed", "note": "minor: none"}
    gold = {"left": "small", "right": "other", "pairs": [link, link | {"right": "nowhere", "note": None}]}
    (folder / "align_a.json").write_text(json.dumps(gold), "utf-8")
    scores = evaluate(folder)["align_a"]
    assert (scores["pairs"].hit, scores["pairs"].gold, scores["pairs"].found) == (1, 2, 2)
    assert scores["pairs"].missed == ["- Điều 1/2/a ~ nowhere", "+ Điều 1/2/b ~ Điều 1/2/b"]
    assert scores["relation"].value == 1  # "minor": same is right as well
    gold["pairs"][0]["note"] = None
    (folder / "align_a.json").write_text(json.dumps(gold), "utf-8")
    assert evaluate(folder)["align_a"]["relation"].missed == ["Điều 1/2/a ~ Điều 1/2/a: same for changed"]
    assert jsonschema.Draft202012Validator(schema("alignment")).is_valid(gold)
    printed = run("evaluate", ".", cwd=folder).stdout
    assert [line.split()[1] for line in printed.splitlines() if line.startswith("| align")] == ["align_a"]


# Least F1 of the pairs of two lists.
PAIRS = {"align_hp-kh": 0.78, "align_hp-hn": 0.97}


def test_real_alignments_agree_with_the_scorer_beside_them(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(shared / "tools")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    score = __import__("score_compare").score
    results = evaluate(shared / "gold")
    sources = {one.name: one.document for one in load(shared / "gold")}
    for name, least in PAIRS.items():
        gold = json.loads((shared / f"gold/{name}.json").read_text("utf-8"))
        made = nhiemvu.compare(sources[gold["left"]], sources[gold["right"]], left_holders=[gold["left_holder"]])
        theirs, _, _ = score(gold, msgspec.to_builtins(made))
        ours = results[name]
        assert ours["pairs"].value == pytest.approx(theirs["pairs"][2])
        assert ours["pairs"].value >= least
        assert ours["whole_pairs"].value == pytest.approx(theirs["pairs_one_to_one_recall"][0])
        assert ours["relation"].value == pytest.approx(theirs["relation"][0])
        assert ours["relation"].value >= 0.85
        for side in ("left_only", "right_only"):
            # Where nobody names a duty without a counterpart, all agree; the scorer gives 0.
            assert not ours[side].gold or ours[side].value == pytest.approx(theirs[side])
