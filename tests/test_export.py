"""Exports as their readers open them: the same rows in every format, nothing harmful, all of it or nothing."""

import csv
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

import harmful
import openpyxl
import pytest
from batch import decision, dump, fill
from postgres import Server
from pyarrow import parquet

import nhiemvu
from nhiemvu.cli import main
from nhiemvu.errors import NhiemvuError
from nhiemvu.export import export, kind_of, xlsx
from nhiemvu.export.relations import FORMULA, Relation, relations, snapshot
from nhiemvu.store.captions import words_of
from nhiemvu.store.connection import open_database

ROOT = Path(__file__).resolve().parents[1]
Row = tuple[Any, ...]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of samples, small decisions, and decisions that would harm a careless program."""
    folder = tmp_path_factory.mktemp("export")
    name = str(folder / "t.db")
    done = nhiemvu.ingest([ROOT / "corpus", fill(folder / "in", 4), harmful.fill(folder / "bad")], name, workers=0)
    assert (done["failed"], done["linked"]) == (1, 1)
    return name


def held(db: str) -> dict[str, tuple[Relation, list[Row]]]:
    """What is to be exported: each relation with its rows."""
    engine = open_database(db)
    with snapshot(engine) as connection:
        found = {
            each.name: (each, [tuple(row) for batch in each.rows(connection) for row in batch])
            for each in relations(connection)
        }
    engine.dispose()
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# ---- the same rows in every format


def test_tables_and_views_are_exported_but_not_what_is_internal(db: str):
    found = held(db)
    assert list(found)[:3] == ["v_duties", "v_units", "v_files"]
    assert {"documents", "duties", "powers", "diagnostics", "files"} <= set(found)
    assert not {"duty_words", "extracts", "schema_version", "v_browse"} & set(found)
    assert [name for name, (_, rows) in found.items() if not rows] == ["amendments"]  # none of the documents amends


def test_parquet_has_the_rows_and_types_of_the_database(db: str, tmp_path: Path):
    done = export(db, str(tmp_path / "out"), "parquet")
    for name, (relation, rows) in held(db).items():
        table = parquet.read_table(tmp_path / "out" / f"{name}.parquet")
        assert table.column_names == [field.name for field in relation.fields]
        assert [tuple(row.values()) for row in table.to_pylist()] == rows
        assert done.rows[name] == len(rows)
    documents = parquet.read_schema(tmp_path / "out/documents.parquet")
    types = {name: str(documents.field(name).type) for name in ("title", "issued_on", "characters")}
    assert types == {"title": "string", "issued_on": "date32[day]", "characters": "int64"}
    assert str(parquet.read_schema(tmp_path / "out/duties.parquet").field("catch_all").type) == "bool"


def written(value: Any) -> str:
    """A value as CSV has it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def read_csv(path: Path, encoding: str) -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def test_csv_for_spreadsheets_is_marked_as_utf_8_and_holds_no_formula(db: str, tmp_path: Path):
    export(db, str(tmp_path / "out"), "csv")
    guarded = 0
    for name, (relation, rows) in held(db).items():
        path = tmp_path / "out" / f"{name}.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        head, *lines = read_csv(path, "utf-8-sig")
        assert head == [field.name for field in relation.fields]
        for line, row in zip(lines, rows, strict=True):
            for cell, value in zip(line, row, strict=True):
                harmless = isinstance(value, str) and value.startswith(FORMULA)
                assert cell == ("'" if harmless else "") + written(value)
                guarded += harmless
    assert guarded > 10


def test_a_data_package_is_valid_and_exact(db: str, tmp_path: Path):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    export(db, str(tmp_path / "out"), "datapackage")
    found = held(db)
    package = json.loads((tmp_path / "out/datapackage.json").read_text("utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert list(resources) == list(found)
    assert resources["duties"]["schema"]["primaryKey"] == ["document", "id"]
    assert {"fields": ["document", "holder"], "reference": {"resource": "units", "fields": ["document", "id"]}} in (
        resources["duties"]["schema"]["foreignKeys"]
    )
    for name, (_, rows) in found.items():
        lines = read_csv(tmp_path / "out" / f"{name}.csv", "utf-8")[1:]
        assert lines == [[written(value) for value in row] for row in rows]

    report = frictionless.validate(tmp_path / "out/datapackage.json")
    assert report.valid, report.flatten(["title", "message"])[:3]


def test_a_data_package_tells_of_a_file_that_was_changed(db: str, tmp_path: Path):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    export(db, str(tmp_path / "out"), "datapackage")
    units = tmp_path / "out/units.csv"
    units.write_text("".join(units.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    said = {each[0] for each in frictionless.validate(tmp_path / "out/datapackage.json").flatten(["type"])}
    assert {"hash-count", "foreign-key"} <= said


def test_json_lines_are_the_documents(db: str, tmp_path: Path):
    done = export(db, str(tmp_path / "d.jsonl"))
    lines = (tmp_path / "d.jsonl").read_text("utf-8").split("\n")
    assert lines.pop() == ""
    documents = [json.loads(line) for line in lines]
    assert [document["id"] for document in documents] == [row[0] for row in held(db)["documents"][1]]
    assert all(nhiemvu.check(document) == [] for document in documents)
    assert done.rows == {"documents": len(documents)}


# ---- the workbook


@pytest.fixture(scope="module")
def book(db: str, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("xlsx") / "t.xlsx"
    assert export(db, str(path)).notes == []
    return openpyxl.load_workbook(path)


def test_a_workbook_has_a_sheet_a_table_with_the_rows_of_the_database(db: str, book: openpyxl.Workbook):
    found = held(db)
    assert book.sheetnames == [relation.title for relation, _ in found.values()]
    assert book.sheetnames[:3] == ["Nhiệm vụ", "Đơn vị", "Tệp và văn bản"]
    for name, (relation, rows) in found.items():
        head, *lines = book[relation.title].iter_rows(values_only=True)
        assert list(head) == [field.title for field in relation.fields]
        assert len(lines) == len(rows)
        for line, row in zip(lines, rows, strict=True):
            for cell, value, field in zip(line, row, relation.fields, strict=True):
                if name.startswith("v_") and words_of(field.name) and isinstance(value, str):
                    assert cell != value
                else:
                    assert (cell.date() if isinstance(cell, datetime) else cell) == (
                        value or cell if value == "" else value
                    )


def test_codes_are_words_where_people_read(book: openpyxl.Workbook):
    head, *lines = book["Nhiệm vụ"].iter_rows(values_only=True)
    powers = {power for line in lines for power in (line[head.index("Thẩm quyền")] or "").split("; ")}
    assert {"Phối hợp", "Thẩm định", "Trình"} <= powers
    assert not powers & set(words_of("power"))
    assert {line[head.index("Tình trạng")] for line in lines} == {"đang quy định", "mới đề xuất"}


def test_no_text_is_a_formula_or_a_link(book: openpyxl.Workbook):
    harmless = 0
    for sheet in book.worksheets:
        assert not sheet._hyperlinks
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str) and cell.value.startswith(FORMULA):
                    assert cell.data_type == "s"
                    assert cell.quotePrefix  # a text even after it is edited
                    harmless += 1
    texts = [cell.value for cell in book["Nhiệm vụ"]["G"]]
    assert harmful.FORMULA in texts
    assert harmful.MARKUP in texts
    assert harmless > 10


def test_sheets_are_made_to_be_read(book: openpyxl.Workbook):
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        widths = [column.width for column in sheet.column_dimensions.values()]
        assert all(8 <= width <= 71 for width in widths)
        assert sheet["A2"].alignment.wrap_text or not isinstance(sheet["A2"].value, str)
    duties = book["Nhiệm vụ"]
    assert duties.column_dimensions["G"].width > 60
    long = max(duties["G"], key=lambda cell: len(str(cell.value)))
    assert duties.row_dimensions[long.row].height >= 15 * (len(long.value) // 71)
    dated = next(cell for cell in duties["N"][1:] if cell.value)
    assert (dated.value.date() > date(2020, 1, 1), dated.number_format) == (True, "dd/mm/yyyy")


def test_what_excel_cannot_hold_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    long = "Lập sổ " + "rất dài " * 5_000
    (tmp_path / "long.txt").write_text(decision(1, [long]), "utf-8")
    nhiemvu.ingest([tmp_path / "long.txt"], str(tmp_path / "t.db"), workers=0)
    monkeypatch.setattr(xlsx, "ROWS", 8)
    notes = export(str(tmp_path / "t.db"), str(tmp_path / "t.xlsx")).notes
    assert any("v_duties.text: 1 texts longer than an Excel cell holds" in note for note in notes)
    assert any(note.startswith("segments: more rows than an Excel sheet holds") for note in notes)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    cell = book["Nhiệm vụ"]["G2"].value
    assert (len(cell), cell[-1]) == (32_767, "…")
    assert long.startswith(cell[:-1])
    title = next(relation.title for name, (relation, _) in held(str(tmp_path / "t.db")).items() if name == "segments")
    sheets = [name for name in book.sheetnames if name.startswith(title)]
    assert sheets[:2] == [title, f"{title} (2)"]
    rows = [row for name in sheets for row in book[name].iter_rows(min_row=2, values_only=True)]
    assert [row[1] for row in rows] == [row[1] for row in held(str(tmp_path / "t.db"))["segments"][1]]


# ---- another database


def test_a_copy_holds_the_same_and_a_second_one_changes_nothing(db: str, tmp_path: Path):
    target = str(tmp_path / "copy.db")
    done = export(db, target)
    assert done.rows == {"files": len(held(db)["files"][1])}
    assert dump(target) == dump(db)
    assert export(db, target).rows == {"files": 0}
    assert dump(target) == dump(db)


def test_a_copy_joins_what_is_there(db: str, tmp_path: Path):
    (tmp_path / "own.txt").write_text(decision(99, place="Đồng Nai"), "utf-8")
    target = str(tmp_path / "target.db")
    nhiemvu.ingest([tmp_path / "own.txt"], target, workers=0)
    own = dump(target)
    export(db, target)
    both, theirs = dump(target), dump(db)
    for name in ("files", "documents", "duties"):
        assert sorted(both[name], key=repr) == sorted(own[name] + theirs[name], key=repr)


def test_a_copy_to_postgresql_and_back_is_the_same(db: str, tmp_path: Path, postgresql: Server):
    url = postgresql.database("copied")
    assert export(db, url).rows == {"files": len(held(db)["files"][1])}
    assert dump(url) == dump(db)
    assert export(db, url).rows == {"files": 0}
    export(url, str(tmp_path / "back.db"))
    assert dump(str(tmp_path / "back.db")) == dump(db)


@pytest.mark.parametrize("target", ["t.xlsx", "t.jsonl", "parquet", "csv", "datapackage"])
def test_files_from_postgresql_are_those_from_sqlite(target: str, db: str, tmp_path: Path, postgresql: Server):
    url = postgresql.database("exported")
    export(db, url)
    folder = None if "." in target else target
    for name, source in (("here", db), ("there", url)):
        export(source, str(tmp_path / name / target), folder)  # type: ignore[arg-type]
    here, there = (
        sorted(path for path in (tmp_path / name).rglob("*") if path.is_file()) for name in ("here", "there")
    )
    assert [path.name for path in here] == [path.name for path in there]
    assert [path.read_bytes() for path in here] == [path.read_bytes() for path in there]
    assert here


# ---- whole, or not at all


@pytest.mark.parametrize("target", ["t.xlsx", "t.jsonl", "parquet", "csv", "datapackage"])
def test_the_same_database_gives_the_same_bytes_again(target: str, db: str, tmp_path: Path):
    folder = None if "." in target else target
    made = []
    for _ in range(2):  # the second replaces the first
        export(db, str(tmp_path / target), folder)  # type: ignore[arg-type]
        made.append({path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()})
    assert made[0] == made[1] != {}
    assert names(tmp_path) == [target]


def test_a_folder_with_files_of_a_person_is_left_alone(db: str, tmp_path: Path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/luận-văn.docx").write_text("của tôi")
    with pytest.raises(NhiemvuError, match=r"out holds luận-văn\.docx, which no export wrote; choose a new or empty"):
        export(db, str(tmp_path / "out"), "csv")
    assert names(tmp_path / "out") == ["luận-văn.docx"]
    assert names(tmp_path) == ["out"]


@pytest.mark.slow
def test_killed_while_it_writes_it_leaves_no_target(tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    text = (ROOT / "corpus/de-an-hai-phong.txt").read_text("utf-8")
    for number in range(12):
        (folder / f"{number}.txt").write_text(text.replace("2024", str(2024 + number)) + f"\n{number}", "utf-8")
    db = str(tmp_path / "t.db")
    nhiemvu.ingest([folder], db, workers=0)
    command = [sys.executable, "-m", "nhiemvu", "export", "--db", db, "--to"]
    for target, more in (("out", ["--format", "csv"]), ("t.xlsx", [])):
        running = subprocess.Popen(
            [*command, tmp_path / target, *more], env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 60
        while not any(path.is_file() for part in tmp_path.glob(".*.part") for path in part.rglob("*")):
            assert running.poll() is None and time.monotonic() < until
            time.sleep(0.001)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert not (tmp_path / target).exists()
        assert main([*command[3:], str(tmp_path / target), *more]) == 0
        assert (tmp_path / target).exists()


def test_a_place_that_takes_no_file_costs_one_line(db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "file").write_text("")
    for target in ("file/t.xlsx", "file/t.jsonl"):
        assert main(["export", "--db", db, "--to", str(tmp_path / target)]) == 1
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("cannot write") and "choose another place" in line


@pytest.mark.parametrize("free", [0, 4_096, 16_384, 32_768, 49_152])
def test_a_full_disk_costs_one_line(free: int, db: str, capsys: pytest.CaptureFixture[str], tiny_disk: Path):
    filler = tiny_disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(tiny_disk).free - free))
    for target, more in (("t.xlsx", []), ("t.jsonl", []), ("p", ["--format", "parquet"]), ("c", ["--format", "csv"])):
        assert main(["export", "--db", db, "--to", str(tiny_disk / target), *more]) == 1
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith(f"cannot write {tiny_disk / target}: ")
        assert names(tiny_disk) == ["filler"]
    gc.collect()  # a file that was left open is told here, not in another test


# ---- the command


@pytest.mark.parametrize(
    ("target", "folder", "kind"),
    [
        ("a.xlsx", None, "xlsx"),
        ("A.XLSX", None, "xlsx"),
        ("a.jsonl", None, "jsonl"),
        ("a.db", None, "database"),
        ("sqlite:///a.xlsx", None, "database"),
        ("postgresql://h/d", None, "database"),
        ("tables", "parquet", "parquet"),
        ("tables.2024", "csv", "csv"),
    ],
)
def test_the_target_tells_what_is_written(target: str, folder: str | None, kind: str):
    assert kind_of(target, folder) == kind


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "tables"], "a folder needs --format parquet, csv, datapackage"),
        (["--to", "a.xlsx", "--format", "csv"], "--format is for folders; a.xlsx is written as xlsx"),
        (["--to", "tables", "--format", "json"], "invalid choice"),
        ([], "required: --to"),
    ],
)
def test_wrong_usage_is_told(words: list[str], said: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["export", *words])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_the_command_counts_what_it_writes(db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["export", "--db", db, "--to", str(tmp_path / "t"), "--format", "csv"]) == 0
    printed = capsys.readouterr()
    counts = dict(line.split() for line in printed.err.splitlines()[:-1])
    assert int(counts["duties"].replace(",", "")) == len(held(db)["duties"][1])
    assert printed.err.splitlines()[-1] == f"written to {tmp_path / 't'}"
    assert printed.out == ""


def test_a_missing_library_is_named(db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NhiemvuError, match=r'pyarrow is missing: pip install "nhiemvu\[export\]"'):
        export(db, str(tmp_path / "t"), "parquet")
    assert names(tmp_path) == []


def test_a_missing_database_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["export", "--db", str(tmp_path / "none.db"), "--to", str(tmp_path / "a.xlsx")]) == 1
    assert "nhiemvu ingest" in capsys.readouterr().err
    assert names(tmp_path) == []
