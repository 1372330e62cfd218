"""The tables: rows that mirror the record, one writer, versions, and what a database that fails says."""

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from batch import decision, dump
from decision import EXAMPLE
from sqlalchemy import select, text

import nhiemvu
from nhiemvu.errors import NhiemvuError
from nhiemvu.model import Document
from nhiemvu.store import versions
from nhiemvu.store.connection import open_database, reading, shown, writing
from nhiemvu.store.rows import rows
from nhiemvu.store.tables import METADATA, OF_DOCUMENT, duties, extracts, files

SAMPLES = sorted((Path(__file__).parents[1] / "corpus").glob("*.txt"))


def document(words: str = EXAMPLE) -> Document:
    return nhiemvu.extract_bytes(words.encode(), "t.txt")


@pytest.fixture
def stored(tmp_path: Path) -> str:
    """A database that holds the example."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "t.txt").write_text(EXAMPLE, "utf-8")
    db = str(tmp_path / "t.db")
    assert nhiemvu.ingest([tmp_path / "in"], db, workers=0) == {"done": 1}
    return db


# ---- rows


def test_rows_need_no_database_library():
    code = "import sys, nhiemvu.store.rows, nhiemvu.store.reading; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_rows_have_the_columns_of_their_tables(sample: Path):
    made = rows(nhiemvu.extract(sample))
    assert sorted(made) == sorted(table.name for table in OF_DOCUMENT)
    for name, held in made.items():
        for row in held:
            assert list(row) == METADATA.tables[name].columns.keys()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_record_has_its_row(sample: Path):
    source = nhiemvu.extract(sample)
    made = rows(source)
    for name in ("segments", "units", "duties", "mentions", "citations"):
        assert [row["id"] for row in made[name]] == [record.id for record in getattr(source, name)]
    assert len(made["actions"]) == sum(len(duty.actions) for duty in source.duties)
    assert len(made["powers"]) == sum(len(duty.powers) for duty in source.duties)
    assert len(made["domains"]) == sum(len(duty.domains) for duty in source.duties)
    assert len(made["diagnostics"]) == len(source.diagnostics)


def test_the_line_is_that_of_the_text():
    made = rows(document())
    lines = EXAMPLE.split("\n")
    starts = {row["id"]: lines[row["line"] - 1] for row in made["duties"]}
    assert starts["d1"].startswith("a) Trình UBND tỉnh")
    assert starts["d2"].startswith("b) Chủ trì")
    assert made["segments"][0]["line"] == 1


def test_agencies_are_named_once_with_their_full_name():
    made = rows(document())
    names = {row["id"]: (row["name"], row["issuer"]) for row in made["agencies"]}
    assert len(names) == len(made["agencies"])
    assert names["so-du-lich-tinh-khanh-hoa"] == ("Sở Du lịch tỉnh Khánh Hòa", True)
    assert names["uy-ban-nhan-dan-tinh-khanh-hoa"] == ("Ủy ban nhân dân tỉnh Khánh Hòa", False)


# ---- what is held


def test_the_json_document_is_held_byte_for_byte(stored: str):
    database = open_database(stored)
    with reading(database) as connection:
        held = connection.execute(select(extracts.c.json)).scalar_one()
    database.dispose()
    assert held.encode() == msgspec.json.encode(nhiemvu.extract_bytes(EXAMPLE.encode(), "t.txt"))


def test_the_view_of_duties_reads_as_a_person_would_ask(stored: str):
    connection = sqlite3.connect(stored)
    connection.row_factory = sqlite3.Row
    first, second = connection.execute("SELECT * FROM v_duties ORDER BY line").fetchall()
    connection.close()
    assert first["province"] == "Khánh Hòa"
    assert first["issuer"] == "Sở Du lịch tỉnh Khánh Hòa"
    assert first["unit"] == "Phòng Quy hoạch"
    assert first["path"] == "Điều 1/2/a"
    assert first["text"].startswith("Trình UBND tỉnh ban hành quy hoạch")
    assert first["powers"] == "submit"
    assert "Ủy ban nhân dân tỉnh Khánh Hòa; Sở Xây dựng" in first["agencies"]
    assert first["file"].endswith("/in/t.txt")
    assert EXAMPLE.split("\n")[first["line"] - 1].startswith("a) Trình")
    assert second["powers"].split(", ")[0] == "lead"
    assert str(second["issued_on"]) == "2024-02-05"


def test_every_reference_is_enforced(stored: str):
    connection = sqlite3.connect(stored)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM units")
    connection.close()


# ---- names and texts are values, never statements

NASTY = ["'; DROP TABLE duties; --", '"); DELETE FROM files; --', "%s %(a)s :a ? {x}", "\\'; SELECT 1; --"]


@pytest.mark.parametrize("words", NASTY)
def test_no_name_code_or_text_becomes_a_statement(words: str, tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    name = words.replace("/", "_") + ".txt"
    body = decision(7, [f"Trình UBND tỉnh {words} ban hành;"]).replace("7/QĐ-SCT", f"7/QĐ-SCT{words}")
    (folder / name).write_text(body, "utf-8")
    db = str(tmp_path / "t.db")
    assert nhiemvu.ingest([folder], db, workers=0)["done"] == 1
    held = dump(db)
    assert [Path(row[0]).name for row in held["files"]] == [name]
    assert " ".join(words.split()) in held["duties"][0][METADATA.tables["duties"].columns.keys().index("text")]
    assert nhiemvu.ingest([folder], db, workers=0) == {"same": 1}


# ---- opening


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere://x/y", "no support for nowhere"),
        ("://", "no URL"),
        ("postgresql://nobody:geheim@127.0.0.1:1/x", "the database says"),
        ("missing.db", "make it with nhiemvu ingest"),
        ("sqlite://", "no tables of nhiemvu; make them with nhiemvu ingest"),
    ],
)
def test_what_cannot_be_opened_costs_one_line(name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NhiemvuError, match=said) as caught:
        open_database(name)
    assert "\n" not in str(caught.value)
    assert "geheim" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path):
    letter = tmp_path / "letter.db"
    letter.write_text("Kính gửi: Sở Nội vụ\n" * 100, "utf-8")
    with pytest.raises(NhiemvuError, match="is no database"):
        open_database(str(letter), create=True)
    assert letter.read_text("utf-8").startswith("Kính gửi")


def test_a_database_of_another_program_is_left_alone(tmp_path: Path):
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE files (name TEXT)")
    other.close()
    with pytest.raises(NhiemvuError, match="a table files of another program"):
        open_database(str(tmp_path / "other.db"), create=True)


def test_the_password_is_never_shown(monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("psycopg")
    from sqlalchemy import create_engine

    assert "geheim" not in shown(create_engine("postgresql+psycopg://me:geheim@server/x"))


# ---- versions


def test_a_database_of_a_newer_version_is_refused(stored: str, monkeypatch: pytest.MonkeyPatch):
    connection = sqlite3.connect(stored)
    connection.execute("UPDATE schema_version SET version = version + 1")
    connection.commit()
    connection.close()
    for create in (True, False):
        with pytest.raises(NhiemvuError, match="of a newer nhiemvu"):
            open_database(stored, create=create)


def test_an_older_database_is_brought_up_step_by_step(stored: str, monkeypatch: pytest.MonkeyPatch):
    before = dump(stored)

    def second(connection: Any) -> None:
        connection.execute(text("ALTER TABLE units ADD COLUMN note TEXT"))

    def third(connection: Any) -> None:
        connection.execute(text("UPDATE units SET note = name"))

    monkeypatch.setattr(versions, "VERSION", versions.VERSION + 2)
    monkeypatch.setattr(versions, "STEPS", {versions.VERSION - 1: second, versions.VERSION: third})
    open_database(stored).dispose()
    connection = sqlite3.connect(stored)
    assert connection.execute("SELECT version FROM schema_version").fetchall() == [(versions.VERSION,)]
    assert connection.execute("SELECT note FROM units").fetchall() == [("Phòng Quy hoạch",)]
    assert connection.execute("SELECT count(*) FROM v_duties").fetchone() == (2,)
    connection.close()
    after = dump(stored)
    assert {name: rows for name, rows in after.items() if name != "schema_version"} == {
        name: rows for name, rows in before.items() if name != "schema_version"
    }


def test_a_step_that_fails_leaves_the_older_version(stored: str, monkeypatch: pytest.MonkeyPatch):
    def step(connection: Any) -> None:
        connection.execute(text("ALTER TABLE units ADD COLUMN note TEXT"))
        connection.execute(text("SELECT nothing FROM nowhere"))

    monkeypatch.setattr(versions, "VERSION", versions.VERSION + 1)
    monkeypatch.setattr(versions, "STEPS", {versions.VERSION: step})
    with pytest.raises(NhiemvuError, match="the database says"):
        open_database(stored)
    connection = sqlite3.connect(stored)
    assert connection.execute("SELECT version FROM schema_version").fetchall() == [(versions.VERSION - 1,)]
    assert "note" not in [row[1] for row in connection.execute("PRAGMA table_info(units)")]
    assert connection.execute("SELECT count(*) FROM v_duties").fetchone() == (2,)
    connection.close()


# ---- a database that fails


def test_a_transaction_that_fails_leaves_nothing(stored: str):
    before = dump(stored)
    database = open_database(stored)
    with pytest.raises(NhiemvuError, match="refuses its rows"), writing(database) as connection:
        connection.execute(duties.update().values(holder="nobody"))
    database.dispose()
    assert dump(stored) == before


def test_a_read_only_database_costs_one_line(stored: str, tmp_path: Path):
    # Root may write everywhere, so the file is opened read-only by its URL.
    url = f"sqlite:///file:{stored}?mode=ro&uri=true"
    (tmp_path / "in" / "new.txt").write_text(decision(3), "utf-8")
    with pytest.raises(NhiemvuError, match="is read-only; choose another"):
        nhiemvu.ingest([tmp_path / "in"], url, workers=0)
    assert len(dump(stored)["documents"]) == 1


def test_a_full_disk_costs_one_line_and_keeps_what_is_whole(tiny_disk: Path, tmp_path: Path):
    for number in range(120):
        (tmp_path / f"{number}.txt").write_text(decision(number), "utf-8")
    db = str(tiny_disk / "t.db")
    with pytest.raises(NhiemvuError, match="the disk is full; free some space"):
        nhiemvu.ingest(sorted(tmp_path.glob("*.txt")), db, workers=0)
    held = dump(db)
    assert 0 < len(held["documents"]) < 120
    assert len(held["files"]) == len(held["extracts"]) == len(held["documents"])
    assert len(held["duties"]) == 3 * len(held["documents"])


def test_a_database_that_is_moved_while_in_use_costs_one_line(stored: str):
    database = open_database(stored)
    Path(stored).rename(stored + ".moved")
    with pytest.raises(NhiemvuError, match="has been moved or removed while in use"), writing(database):
        pass
    database.dispose()
    assert not Path(stored).exists()


def test_files_know_their_states(stored: str):
    database = open_database(stored)
    with pytest.raises(NhiemvuError, match="refuses its rows"), writing(database) as connection:
        connection.execute(files.update().values(state="perhaps"))
    database.dispose()
