"""DataFrames: the tables of the database, from wherever they come."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pandas
import pytest
from batch import decision

import nhiemvu
from nhiemvu.errors import NhiemvuError

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "corpus/quyet-dinh-khanh-hoa.txt"


@pytest.fixture(scope="module")
def document() -> "nhiemvu.model.Document":  # type: ignore[name-defined]
    return nhiemvu.extract(SAMPLE)


def same(left: dict[str, pandas.DataFrame], right: dict[str, pandas.DataFrame], but: tuple[str, ...] = ()) -> None:
    """Both have the same frames; columns named in `but` may differ."""
    assert list(left) == list(right)
    for name, frame in left.items():
        keep = [column for column in frame.columns if column not in but]
        pandas.testing.assert_frame_equal(frame[keep], right[name][keep])


def test_the_frames_hold_what_the_document_holds(document):  # type: ignore[no-untyped-def]
    frames = nhiemvu.frames(document)
    duties = frames["v_duties"]
    assert list(duties["text"]) == [duty.text for duty in document.duties]
    assert duties["powers"].str.contains("license").sum() == sum("license" in duty.powers for duty in document.duties)
    assert set(duties["province"]) == {"Khánh Hòa"}
    assert duties["line"].is_monotonic_increasing
    assert len(frames["segments"]) == len(document.segments)
    assert frames["documents"].loc[0, "issued_on"] == pandas.Timestamp(document.metadata.issued_on)


def test_document_json_and_database_give_the_same_frames(document, tmp_path: Path):  # type: ignore[no-untyped-def]
    json = tmp_path / "d.json"
    json.write_bytes(msgspec.json.encode(document))
    db = tmp_path / "t.db"
    nhiemvu.ingest([SAMPLE], str(db), workers=0)
    frames = nhiemvu.frames(document)
    same(frames, nhiemvu.frames(json))
    same(frames, nhiemvu.frames([str(json)]))
    same(frames, nhiemvu.frames(db), but=("file", "path", "size", "extractor"))
    same(nhiemvu.frames(str(db)), nhiemvu.frames(f"sqlite:///{db}"))


def test_columns_have_their_types_filled_or_empty():
    expected = {"issued_on": "datetime64[s]", "characters": "Int64", "title": "str"}
    for frames in (nhiemvu.frames(SAMPLE.with_name("none.json") for _ in range(0)), nhiemvu.frames([])):
        assert frames["documents"].empty
        assert {name: str(frames["documents"].dtypes[name]) for name in expected} == expected
        assert str(frames["duties"].dtypes["catch_all"]) == "boolean"
        assert {"v_duties", "v_units", "duties", "powers"} <= set(frames)


def test_documents_join_and_one_decision_counts_once():
    texts = [decision(number, place=place) for number, place in ((1, "Cà Mau"), (2, "Đồng Nai"), (1, "Cà Mau"))]
    frames = nhiemvu.frames(nhiemvu.extract_bytes(text.encode(), "t.txt") for text in texts)
    assert list(frames["documents"]["province"]) == ["Cà Mau", "Đồng Nai"]
    assert sorted(frames["v_files"]["main"]) == [False, True, True]
    assert len(frames["v_duties"]) == 6
    joined = frames["duties"].merge(frames["powers"], left_on=["document", "id"], right_on=["document", "duty"])
    assert (joined["power"] == "appraise").sum() == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.json", None, "cannot open .*none.json: No such file"),
        ("bad.json", "{}", "bad.json is no document of nhiemvu: .*missing required field"),
        ("text.json", "Điều 1.", "text.json is no document of nhiemvu"),
        ("none.db", None, "no database .*none.db"),
    ],
)
def test_what_cannot_be_read_costs_one_line(name: str, content: str | None, said: str, tmp_path: Path):
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(NhiemvuError, match=said):
        nhiemvu.frames(tmp_path / name)


def test_without_pandas_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(NhiemvuError, match=r'pandas is missing: pip install "nhiemvu\[frames\]"'):
        nhiemvu.frames([])


def test_pandas_is_imported_only_when_asked_for():
    code = "import sys, pipeline, nhiemvu.export.dataframes; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
