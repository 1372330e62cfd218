"""A real PostgreSQL server: the rows of SQLite, two writers at once, and a server that goes away."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from batch import decision, dump, fill
from postgres import Server

import nhiemvu
from nhiemvu.cli import main

psycopg = pytest.importorskip("psycopg", reason='psycopg is not installed: pip install "nhiemvu[postgres]"')

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "in", 8)


def test_the_rows_are_those_of_sqlite(folder: Path, tmp_path: Path, postgresql: Server):
    url = postgresql.database("rows")
    samples = [folder, ROOT / "corpus"]
    there = nhiemvu.ingest(samples, url, workers=0)
    here = nhiemvu.ingest(samples, str(tmp_path / "t.db"), workers=0)
    assert there == here
    held = dump(url)
    assert held == dump(str(tmp_path / "t.db"))
    assert len(held["documents"]) == 8 + 2  # what tells of the samples is passed over
    assert nhiemvu.ingest(samples, url, workers=0) == {"same": sum(there.values())}
    assert dump(url) == held


def test_the_real_documents_are_the_rows_of_sqlite(shared: Path, tmp_path: Path, postgresql: Server):
    url = postgresql.database("corpus")
    texts = sorted((shared / "corpus").glob("*.txt"))
    assert nhiemvu.ingest(texts, url, workers=0) == nhiemvu.ingest(texts, str(tmp_path / "t.db"), workers=0)
    assert dump(url) == dump(str(tmp_path / "t.db"))


def test_the_views_read_alike(folder: Path, tmp_path: Path, postgresql: Server):
    url = postgresql.database("views")
    for db in (url, str(tmp_path / "t.db")):
        nhiemvu.ingest([folder, ROOT / "corpus"], db, workers=0)
    here = sqlite3.connect(tmp_path / "t.db")
    with psycopg.connect(url) as there:
        for view in ("v_duties", "v_units", "v_files"):
            theirs = [
                [str(int(v) if isinstance(v, bool) else v) for v in row] for row in there.execute(f"TABLE {view}")
            ]
            ours = [[str(v) for v in row] for row in here.execute(f"SELECT * FROM {view}")]
            assert sorted(theirs) == sorted(ours)
            assert ours
    here.close()


def test_two_processes_at_once_double_nothing(tmp_path: Path, postgresql: Server):
    folder = fill(tmp_path / "in", 20)
    alone, both = postgresql.database("alone"), postgresql.database("both_at_once")
    nhiemvu.ingest([folder], alone, workers=0)
    command = [sys.executable, "-m", "nhiemvu", "ingest", str(folder), "--db", both, "--workers", "1"]
    running = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8") for _ in range(2)]
    said = [process.communicate()[1] for process in running]
    assert not any("database says" in text or "Traceback" in text for text in said), said
    assert dump(both) == dump(alone)


def test_a_text_that_only_postgresql_refuses_fails_its_file(
    folder: Path, postgresql: Server, monkeypatch: pytest.MonkeyPatch
):
    from nhiemvu.store import reading

    rows = reading.rows

    def with_nul(document: object) -> object:
        made = rows(document)  # type: ignore[arg-type]
        if made["documents"][0]["code"] == "3/QĐ-SCT":
            made["duties"][0]["text"] = "a\0b"
        return made

    monkeypatch.setattr(reading, "rows", with_nul)
    url = postgresql.database("nul")
    assert nhiemvu.ingest([folder], url, workers=0) == {"done": 7, "linked": 1, "failed": 2, "skipped": 1}
    assert len(dump(url)["documents"]) == 7


def test_a_server_that_goes_away_costs_one_line_and_half_of_nothing(
    folder: Path, postgresql: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    from nhiemvu.store import manifest

    url = postgresql.database("gone")
    settle = manifest._settle
    calls = []

    def stopping(*arguments: object) -> int:
        calls.append(arguments)
        if len(calls) == 6:
            postgresql.stop()
        return settle(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(manifest, "_settle", stopping)
    try:
        code = main(["ingest", str(folder), "--db", url, "--workers", "0"])
    finally:
        postgresql.start()
    monkeypatch.undo()
    assert code == 1
    *_, last = capsys.readouterr().err.splitlines()
    assert last.startswith(f"postgresql+psycopg://tester@127.0.0.1:{postgresql.port}/gone: the database says: ")
    held = dump(url)
    assert len(held["files"]) == 5
    assert len(held["duties"]) == 3 * len(held["documents"])
    nhiemvu.ingest([folder], url, workers=0)
    fresh = postgresql.database("fresh")
    nhiemvu.ingest([folder], fresh, workers=0)
    assert dump(url) == dump(fresh)


@pytest.mark.parametrize("words", ["'; DROP TABLE duties; --", "%s %(a)s $1 :a", "\\'; SELECT 1; --"])
def test_no_name_or_text_becomes_a_statement(words: str, tmp_path: Path, postgresql: Server):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"{words}.txt").write_text(decision(7, [f"Trình UBND tỉnh {words} ban hành;"]), "utf-8")
    url = postgresql.database("nasty")
    for outcome in ("done", "same"):
        assert nhiemvu.ingest([tmp_path / "in"], url, workers=0) == {outcome: 1}
    with psycopg.connect(url) as connection:
        ((held, file),) = connection.execute("SELECT text, file FROM v_duties").fetchall()
    assert words in held
    assert file.endswith(f"/{words}.txt")
