"""Folders into a database, again and again: what is read, kept, linked, reported; workers; the command."""

import fcntl
import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from batch import decision, dump, fill

import nhiemvu
from nhiemvu.batch import folders, workers
from nhiemvu.batch import ingest as batches
from nhiemvu.cli import main
from nhiemvu.errors import NhiemvuError
from nhiemvu.knowledge import table
from nhiemvu.store.tables import METADATA

ROOT = Path(__file__).resolve().parents[1]


def column(held: dict[str, list[tuple[Any, ...]]], table: str, *names: str) -> list[Any]:
    """Some columns of a table, sorted; of one column the values."""
    at = [METADATA.tables[table].columns.keys().index(name) for name in names]
    found = [tuple(row[i] for i in at) for row in held[table]]
    return sorted(((row[0] for row in found) if len(names) == 1 else found), key=repr)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "in", 4)


@pytest.fixture
def db(tmp_path: Path) -> str:
    return str(tmp_path / "out" / "t.db")


def ingest(folder: Path, db: str, **options: Any) -> dict[str, int]:
    return dict(nhiemvu.ingest([folder], db, workers=0, **options))


# ---- what is in a folder


def test_a_folder_is_read_with_its_folders_and_what_is_no_decision_has_a_record(folder: Path, db: str):
    assert ingest(folder, db) == {"done": 4, "linked": 1, "failed": 1, "skipped": 1}
    held = dump(db)
    states = {Path(path).name: state for path, state in column(held, "files", "path", "state")}
    assert states == {
        "qd-0.txt": "done", "qd-1.txt": "done", "qd-2.txt": "done", "qd-3.txt": "done", "ban-sao.md": "done",
        "hong.txt": "failed", ".an.txt": "skipped",
    }  # fmt: skip
    assert column(held, "documents", "code") == [f"{number}/QĐ-SCT" for number in (1, 2, 3, 4)]


PASSED_OVER = ["~$qd.docx", "thumbs.DB", "a.json", "t.db", "t.db-wal", "LINK.lnk", "b.XLSX", ".git"]


def test_other_files_are_passed_over_by_name_unless_named(tmp_path: Path, db: str):
    for name in PASSED_OVER:
        (tmp_path / "in" / "sub").mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / "sub" / name).write_text(decision(1), "utf-8")
    (tmp_path / "in" / "sub" / "loop").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "in" / "pipe")
    (tmp_path / "in" / "link-to-pipe").symlink_to(tmp_path / "in" / "pipe")
    assert ingest(tmp_path / "in" / "pipe", db) == {"failed": 1}
    assert ingest(tmp_path / "in", db) == {"skipped": len(PASSED_OVER) + 3}
    assert set(column(dump(db), "files", "state")) == {"skipped"}
    assert ingest(tmp_path / "in" / "sub" / "a.json", db) == {"done": 1}
    assert ingest(tmp_path / "in", db) == {"same": len(PASSED_OVER) + 3}


def test_a_path_that_names_nothing_is_a_failure_and_the_others_are_done(folder: Path, db: str):
    made = nhiemvu.ingest([folder / "qd-1.txt", folder / "nothing", folder / "deep"], db, workers=0)
    assert made == {"done": 3, "failed": 1}


def test_files_and_folders_that_lie_in_each_other_are_read_once(folder: Path, db: str):
    made = nhiemvu.ingest([folder / "deep" / "er", folder, folder / "qd-1.txt", folder / "deep"], db, workers=0)
    assert made["done"] + made["linked"] == 5


@pytest.mark.parametrize("row", table("other_files"), ids=lambda row: row["pattern"])
def test_every_pattern_passes_over_its_files(row: dict[str, str], tmp_path: Path):
    for name in {row["pattern"].replace("*", "Quyết định 1"), row["pattern"].replace("*", "a").upper()}:
        (tmp_path / name).write_text("x")
    assert {found.passed_over for found in folders.walk([str(tmp_path)])} == {row["what"]}


def test_names_that_are_no_text_and_names_with_signs(tmp_path: Path, db: str):
    folder = tmp_path / "in"
    folder.mkdir()
    names = [b"qd-\xff\xfe.txt", "Quyết định 100% _mới_.txt".encode(), b"a\nb.txt", b"\\xff.txt"]
    for number, name in enumerate(names):
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_text(decision(number), "utf-8")
    assert ingest(folder, db) == {"done": 4}
    assert ingest(folder, db, prune=True) == {"same": 4}


# ---- again and again


def test_a_second_run_reads_nothing_and_changes_no_row(folder: Path, db: str, monkeypatch: pytest.MonkeyPatch):
    ingest(folder, db)
    before = dump(db)
    for file in folder.rglob("*.txt"):
        os.utime(file, (1, 1))  # a copy, a download: the time says nothing
    monkeypatch.setattr("nhiemvu.store.reading.read_bytes", None)
    assert ingest(folder, db) == {"same": 7}
    assert dump(db) == before


def test_the_corpus_twice(shared: Path, tmp_path: Path):
    """Real documents: the second run does nothing, at more than 2,000 files a second on a calm machine."""
    db = str(tmp_path / "t.db")
    real = [str(shared / "corpus/bulk"), *map(str, sorted((shared / "corpus").glob("*.*")))]
    first = nhiemvu.ingest(real, db)
    before = dump(db)
    database = batches.open_database(db)
    made = batches.plan(database, real)
    database.dispose()
    assert not made.todo
    assert nhiemvu.ingest(real, db) == {"same": sum(first.values())}
    assert dump(db) == before
    assert len(before["documents"]) > 80


def test_the_order_of_files_leaves_no_trace(folder: Path, tmp_path: Path):
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    there, back = str(tmp_path / "a.db"), str(tmp_path / "b.db")
    for path in paths:
        nhiemvu.ingest([path], there, workers=0)
    for path in reversed(paths):
        nhiemvu.ingest([path], back, workers=0)
    assert dump(there) == dump(back)


def test_a_changed_file_replaces_its_rows(folder: Path, db: str):
    ingest(folder, db)
    (folder / "qd-1.txt").write_text(decision(2, ["Trình UBND tỉnh quy hoạch điện gió;"]), "utf-8")
    assert ingest(folder, db) == {"done": 1, "same": 6}
    held = dump(db)
    of_it = [text for document, text in column(held, "duties", "document", "text") if ".2-qd-sct." in document]
    assert of_it == ["Trình UBND tỉnh quy hoạch điện gió;"]
    assert len(held["documents"]) == 4


def test_a_changed_file_that_is_another_decision_now_takes_the_former_away(folder: Path, db: str):
    ingest(folder, db)
    (folder / "qd-1.txt").write_text(decision(99), "utf-8")
    assert ingest(folder, db) == {"done": 1, "same": 6}
    assert column(dump(db), "documents", "code") == ["1/QĐ-SCT", "3/QĐ-SCT", "4/QĐ-SCT", "99/QĐ-SCT"]


def test_a_vanished_file_is_reported_and_removed_when_asked(folder: Path, db: str):
    ingest(folder, db)
    before = dump(db)
    (folder / "qd-1.txt").unlink()
    assert ingest(folder, db) == {"vanished": 1, "same": 6}
    assert dump(db) == before
    assert ingest(folder, db, prune=True) == {"removed": 1, "same": 6}
    assert column(dump(db), "documents", "code") == ["1/QĐ-SCT", "3/QĐ-SCT", "4/QĐ-SCT"]
    assert ingest(folder, db, prune=True) == {"same": 6}


def test_a_file_given_by_name_may_vanish_too(folder: Path, db: str):
    ingest(folder, db)
    (folder / "qd-1.txt").unlink()
    assert ingest(folder / "qd-1.txt", db, prune=True) == {"removed": 1}


def test_a_folder_that_is_not_there_removes_nothing(folder: Path, db: str):
    ingest(folder, db)
    before = dump(db)
    folder.rename(folder.with_name("elsewhere"))
    assert ingest(folder, db, prune=True) == {"failed": 1}
    assert dump(db) == before


def test_only_what_lies_in_the_paths_can_vanish(folder: Path, db: str, tmp_path: Path):
    (tmp_path / "in2").mkdir()
    (tmp_path / "in2" / "a.txt").write_text(decision(50), "utf-8")
    ingest(folder, db)
    ingest(tmp_path / "in2", db)
    (tmp_path / "in2" / "a.txt").unlink()
    assert ingest(folder, db, prune=True) == {"same": 7}


def test_a_file_that_was_moved_keeps_its_decision(folder: Path, db: str):
    ingest(folder, db)
    before = dump(db)
    (folder / "qd-1.txt").rename(folder / "deep" / "moved.txt")
    assert ingest(folder, db, prune=True) == {"linked": 1, "removed": 1, "same": 6}
    after = dump(db)
    assert after["duties"] == before["duties"]
    assert str(folder / "deep" / "moved.txt") in column(after, "files", "path")


def test_what_cannot_be_opened_now_is_reported_and_stays(folder: Path, db: str, monkeypatch: pytest.MonkeyPatch):
    ingest(folder, db)
    before = dump(db)
    (folder / "qd-1.txt").unlink()
    (folder / "qd-1.txt").symlink_to(folder / "qd-1.txt")  # in a circle, so nobody can open it, not even root
    scandir = os.scandir

    def shut(path: str) -> Any:
        if path.endswith("er"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", shut)
    made = nhiemvu.ingest([folder], db, workers=0, prune=True)
    assert made == {"failed": 2, "same": 4}
    assert dump(db) == before


def test_only_the_folder_of_that_very_name_counts(tmp_path: Path, db: str):
    for number, name in enumerate(("In", "in", "in_", "in%")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(decision(number), "utf-8")
        ingest(tmp_path / name, db)
        (tmp_path / name / "a.txt").unlink()
    assert ingest(tmp_path / "in_", db, prune="all") == {"removed": 1}
    assert len(dump(db)["documents"]) == 3


# ---- one decision in several files


def test_one_decision_in_two_files_is_linked_not_doubled(folder: Path, db: str):
    ingest(folder, db)
    held = dump(db)
    linked = [row for row in column(held, "files", "document", "path", "main") if row[0] and ".1-qd-sct." in row[0]]
    assert [(Path(path).name, main) for _, path, main in linked] == [("ban-sao.md", True), ("qd-0.txt", False)]
    assert sum(document == linked[0][0] for document in column(held, "duties", "document")) == 3
    assert len(held["extracts"]) == 5


@pytest.mark.parametrize("fuller_first", [True, False])
def test_of_two_files_the_fuller_gives_the_rows(tmp_path: Path, db: str, fuller_first: bool):
    full, part = tmp_path / "z.txt", tmp_path / "a.txt"
    full.write_text(decision(5), "utf-8")
    part.write_text(decision(5, ["Trình UBND tỉnh kế hoạch;"]), "utf-8")
    for path in (full, part) if fuller_first else (part, full):
        nhiemvu.ingest([path], db, workers=0)
    held = dump(db)
    assert len(held["duties"]) == 3
    assert column(held, "files", "main", "path") == [(False, str(part)), (True, str(full))]


def test_when_the_main_file_goes_the_other_takes_its_place(folder: Path, db: str):
    ingest(folder, db)
    (folder / "ban-sao.md").unlink()
    assert ingest(folder, db, prune=True) == {"removed": 1, "same": 6}
    held = dump(db)
    assert column(held, "documents", "code") == ["1/QĐ-SCT", "2/QĐ-SCT", "3/QĐ-SCT", "4/QĐ-SCT"]
    assert "ban-sao.md" not in column(held, "documents", "source_name")
    fresh = db + ".fresh"
    ingest(folder, fresh)
    assert dump(fresh) == held


@pytest.mark.parametrize("fuller_first", [True, False])
def test_a_corrected_text_of_the_same_number_is_another_version(tmp_path: Path, db: str, fuller_first: bool):
    duties = ["Trình UBND tỉnh kế hoạch {} năm;", "Kiểm tra chợ đêm;"]
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    for path, years in ((first, "một"), (second, "hai")):
        path.write_text(decision(5, [duty.format(years) for duty in duties]), "utf-8")
    paths = [first, second] if fuller_first else [second, first]
    assert [dict(nhiemvu.ingest([path], db, workers=0)) for path in paths] == [{"done": 1}, {"version": 1}]
    held = dump(db)
    assert column(held, "files", "path", "main", "differs") == [(str(first), True, None), (str(second), False, 1)]
    assert len(held["documents"]) == 1


def test_a_page_and_a_text_of_one_decision_are_the_same_version(tmp_path: Path, db: str):
    text = decision(5).replace("Số: 5/", "Số: 05/")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(text, "utf-8")
    page = decision(5).replace("Thủy", "Thuỷ").replace("thủy", "thuỷ").replace("   ", "\n")
    lines = "".join(f"<p>{line}</p>" for line in page.splitlines())
    (tmp_path / "in" / "b.html").write_text(f"<html><body><main>{lines}</main></body></html>", "utf-8")
    assert ingest(tmp_path / "in", db) == {"done": 1, "linked": 1}
    assert sorted(column(dump(db), "files", "differs"), key=str) == [0, None]


def test_copies_without_a_number_are_one_document(tmp_path: Path, db: str):
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text("Đề án\n1. Phát triển điện mặt trời mái nhà.\n", "utf-8")
    assert ingest(tmp_path / "in", db) == {"done": 1, "linked": 1}


# ---- what fails


def test_what_fails_is_kept_with_the_reason_and_tried_again_when_it_changes(folder: Path, db: str):
    ingest(folder, db)
    failed = [row for row in column(dump(db), "files", "state", "path", "reason") if row[0] == "failed"]
    assert [(Path(path).name, reason) for _, path, reason in failed] == [
        ("hong.txt", "is a binary file, not text; convert it to text first")
    ]
    assert ingest(folder, db) == {"same": 7}
    (folder / "hong.txt").write_text(decision(60), "utf-8")
    assert ingest(folder, db) == {"done": 1, "same": 6}
    assert "failed" not in column(dump(db), "files", "state")


def test_what_failed_is_tried_again_when_asked(folder: Path, db: str):
    ingest(folder, db)
    assert ingest(folder, db, retry=True) == {"same": 7}  # with the same outcome, which changes nothing


def test_a_new_extractor_reads_everything_again(folder: Path, db: str, monkeypatch: pytest.MonkeyPatch):
    ingest(folder, db)
    before = dump(db)
    for module in ("nhiemvu.batch.ingest", "nhiemvu.store.reading"):
        monkeypatch.setattr(f"{module}.extractor", lambda: "9.9.9+test")
    assert ingest(folder, db) == {"done": 3, "linked": 2, "failed": 1, "same": 1}
    after = dump(db)
    assert {row for row in column(after, "files", "state", "extractor") if row[0] != "skipped"} == {
        ("done", "9.9.9+test"), ("failed", "9.9.9+test"),
    }  # fmt: skip
    assert {name: rows for name, rows in after.items() if name != "files"} == {
        name: rows for name, rows in before.items() if name != "files"
    }


def test_the_version_of_the_extractor_follows_code_and_knowledge(tmp_path: Path):
    from shutil import copytree, ignore_patterns

    copytree(ROOT / "pipeline", tmp_path / "nhiemvu", ignore=ignore_patterns("__pycache__"))

    def version() -> str:
        code = "from nhiemvu.extractor import extractor; print(extractor())"
        env = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout.strip()

    def touch(name: str) -> None:
        with (tmp_path / "nhiemvu" / name).open("a", encoding="utf-8") as file:
            file.write("# a word\n")

    from nhiemvu.extractor import extractor

    first = version()
    assert first == extractor()
    touch("store/manifest.py")  # keeps what it is given
    touch("cli/ingest.py")
    assert version() == first
    touch("knowledge/verbs.tsv")
    second = version()
    assert second != first
    touch("sources/text.py")
    third = version()
    assert third not in (first, second)
    touch("store/rows.py")
    assert version() not in (first, second, third)


@pytest.mark.parametrize("crash", [RuntimeError("tầng\nsâu"), RecursionError(), MemoryError()])
def test_a_failure_of_the_program_fails_only_its_file(
    folder: Path, db: str, monkeypatch: pytest.MonkeyPatch, crash: Exception
):
    from nhiemvu.store import reading

    extract = reading.extract_bytes

    def failing(data: bytes, name: str) -> Any:
        if name == "qd-1.txt":
            raise crash
        return extract(data, name)

    monkeypatch.setattr(reading, "extract_bytes", failing)
    assert ingest(folder, db) == {"done": 3, "linked": 1, "failed": 2, "skipped": 1}
    reasons = [reason for path, reason in column(dump(db), "files", "path", "reason") if path.endswith("qd-1.txt")]
    assert reasons[0].startswith("the program failed, please report it: ")
    assert "\n" not in reasons[0]


def test_rows_that_the_database_refuses_fail_only_their_file(folder: Path, db: str, monkeypatch: pytest.MonkeyPatch):
    from nhiemvu.store import reading

    rows = reading.rows

    def broken(document: Any) -> Any:
        made = rows(document)
        if document.metadata.code == "3/QĐ-SCT":
            made["duties"][0]["holder"] = "nobody"
        return made

    monkeypatch.setattr(reading, "rows", broken)
    assert ingest(folder, db) == {"done": 3, "linked": 1, "failed": 2, "skipped": 1}
    held = dump(db)
    assert column(held, "documents", "code") == ["1/QĐ-SCT", "2/QĐ-SCT", "4/QĐ-SCT"]
    (reason,) = [reason for path, reason in column(held, "files", "path", "reason") if path.endswith("/qd-2.txt")]
    assert reason.startswith("the database refuses its rows, please report it")


# ---- workers


def first_letter(path: str) -> str:
    """A job that kills its worker, always or once, or takes its time."""
    name = Path(path).name
    if name == "segfault" or (name == "once" and not Path(path).exists()):
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGSEGV)
    if name == "leave":
        os._exit(3)
    if name == "slow":
        time.sleep(60)
    return name[0]


def given_up(path: str, reason: str) -> str:
    return f"{Path(path).name}: {reason}"


@pytest.mark.parametrize("crew", [0, 1, 2, 3])
def test_workers_give_the_result_of_every_file(crew: int):
    paths = [f"/{letter}" for letter in "bcdefghijk"]
    assert sorted(workers.run(first_letter, paths, crew, given_up)) == list("bcdefghijk")


def test_a_worker_that_dies_fails_only_its_file(tmp_path: Path):
    paths = [*map(str, map(tmp_path.joinpath, ["a", "segfault", "b", "once", "c", "leave", "d"]))]
    assert sorted(workers.run(first_letter, paths, 2, given_up)) == [
        "a", "b", "c", "d",
        "leave: the process that read it died with exit code 3",
        "o",
        "segfault: the process that read it died of SIGSEGV",
    ]  # fmt: skip


def test_no_worker_is_left_when_the_reading_stops():
    results = workers.run(first_letter, ["/a", "/slow", "/slow", "/slow"], 2, given_up)
    assert next(results) == "a"
    results.close()
    assert not children(os.getpid())


def test_a_worker_that_cannot_start_costs_one_line():
    with pytest.raises(
        NhiemvuError, match="a worker cannot start: it died with exit code 1; try --workers 0"
    ) as caught:
        list(workers.run(unknown_to_workers, ["/a", "/b"], 1, given_up))
    assert "\n" not in str(caught.value)


def children(pid: int) -> list[int]:
    """The processes that a process has started, but for Python's tracker of resources."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()]


class _Unknown:
    """Found here, but not by a worker that unpickles it."""

    def __call__(self, path: str) -> str:
        return path

    def __reduce__(self) -> Any:
        return (__import__, ("no_such_module_anywhere",))


unknown_to_workers = _Unknown()


@pytest.mark.slow
def test_workers_end_when_their_parent_is_killed(tmp_path: Path):
    folder = fill(tmp_path / "in", 150)
    db = tmp_path / "t.db"
    command = [sys.executable, "-m", "nhiemvu", "ingest", folder, "--db", db, "--workers", "2", "--log-json"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    assert process.stderr
    while b'"done"' not in process.stderr.readline():
        assert process.poll() is None
    crew = children(process.pid)
    process.kill()
    process.wait()
    process.stderr.close()
    assert len(crew) == 2
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in crew):
        assert time.monotonic() < deadline, "a worker is left"
        time.sleep(0.05)
    nhiemvu.ingest([folder], str(db), workers=0)
    fresh = str(tmp_path / "fresh.db")
    nhiemvu.ingest([folder], fresh, workers=0)
    assert dump(str(db)) == dump(fresh)


# ---- two at once


@pytest.mark.slow
def test_two_processes_at_once_double_nothing(tmp_path: Path):
    folder = fill(tmp_path / "in", 12)
    alone, both = str(tmp_path / "alone.db"), str(tmp_path / "both.db")
    nhiemvu.ingest([folder], alone, workers=0)
    command = [sys.executable, "-m", "nhiemvu", "ingest", str(folder), "--db", both, "--workers", "1"]
    running = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8") for _ in range(3)]
    said = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [1, 1, 1] or any("unchanged" in text for text in said), said
    assert not any("database says" in text or "Traceback" in text for text in said), said
    assert dump(both) == dump(alone)


# ---- the command


def run(*arguments: str | Path) -> int:
    return main(["ingest", *map(str, arguments), "--workers", "0"])


def test_the_command_says_what_it_did(folder: Path, db: str, capsys: pytest.CaptureFixture[str]):
    assert run(folder, "--db", db) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        f"{folder}/hong.txt: is a binary file, not text; convert it to text first",
        f"{db}: 4 read, 1 read and linked to another file of the same decision, 1 failed, 1 passed over, 0 unchanged",
    ]
    assert run(folder, "--db", db) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"{db}: 7 unchanged (of them 1 failed before; --retry reads them again)"
    ]


def test_a_dry_run_says_what_would_be_done_and_changes_nothing(
    folder: Path, db: str, capsys: pytest.CaptureFixture[str]
):
    assert run(folder, "--db", db, "--dry-run") == 0
    assert "read (new): " in capsys.readouterr().out
    assert not Path(db).exists()
    ingest(folder, db)
    before = dump(db)
    (folder / "qd-1.txt").write_text(decision(70), "utf-8")
    (folder / "qd-2.txt").unlink()
    (folder / "moi.txt").write_text(decision(71), "utf-8")
    assert run(folder, "--db", db, "--dry-run", "--prune", "--retry") == 0
    assert capsys.readouterr().out.splitlines() == [
        f"read (retry): {folder}/hong.txt",
        f"read (new): {folder}/moi.txt",
        f"read (changed): {folder}/qd-1.txt",
        f"pass over (is hidden): {folder}/.an.txt",
        f"remove: {folder}/qd-2.txt",
        "unchanged: 3 files",
    ]
    assert dump(db) == before


def test_the_log_for_machines_is_a_line_of_json_a_file(folder: Path, db: str, capsys: pytest.CaptureFixture[str]):
    assert run(folder, "--db", db, "--log-json") == 1
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert {line["what"] for line in lines[:-1]} == {"done", "linked", "failed", "skipped"}
    assert lines[-1] == {
        "what": "end", "done": 4, "linked": 1, "failed": 1, "skipped": 1, "same": 0, "database": db,
    }  # fmt: skip
    (bad,) = [line for line in lines if line["what"] == "failed"]
    assert bad["path"].endswith("/hong.txt")
    assert bad["reason"].startswith("is a binary file")


WRONG = [["--workers", "-1"], ["--workers", "two"], ["--workers", "2", "--cluster", "local"], ["--what"]]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_words_are_wrong_usage(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        main(["ingest", str(tmp_path), *arguments])
    assert stopped.value.code == 2


def test_a_database_that_cannot_be_opened_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "file").write_text("x")
    assert run(tmp_path, "--db", tmp_path / "file" / "t.db") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"cannot make the folder {tmp_path}/file: ")


def on_a_terminal(command: list[str | Path], until: Callable[[str], bool]) -> tuple[int, str, list[int]]:
    """Run a command on a terminal and press Ctrl-C when `until` is satisfied: exit code, output, workers it had."""
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (24, 100))
    process = subprocess.Popen(
        list(map(str, command)), cwd=ROOT, stdin=follower, stdout=follower, stderr=follower, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(follower)
    said = ""
    crew: list[int] = []
    pressed = False
    while True:
        try:
            piece = os.read(leader, 4096)
        except OSError:  # the terminal has closed
            break
        if not piece:
            break
        said += piece.decode("utf-8", "replace")
        if not pressed and until(said):
            pressed = True
            crew = children(process.pid)
            os.write(leader, b"\x03")
    os.close(leader)
    return process.wait(), said, crew


@pytest.mark.slow
def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(tmp_path: Path):
    folder = fill(tmp_path / "in", 150)
    db = tmp_path / "t.db"
    command = [sys.executable, "-m", "nhiemvu", "ingest", folder, "--db", db, "--workers", "2"]
    code, said, crew = on_a_terminal(command, lambda said: bool(re.search(r"\b[1-9]\d*/15\d", said)))
    assert code == 130, said
    assert "stopped; what was read is kept" in said
    assert "Traceback" not in said
    assert "files/s" in said
    assert "failed=" in said
    assert len(crew) == 2
    assert not [pid for pid in crew if Path(f"/proc/{pid}").exists()]
    assert 0 < len(dump(str(db))["documents"]) < 150
    nhiemvu.ingest([folder], str(db), workers=0)
    fresh = str(tmp_path / "fresh.db")
    nhiemvu.ingest([folder], fresh, workers=0)
    assert dump(str(db)) == dump(fresh)


def test_ingest_does_not_slow_the_start_of_the_program():
    code = "import sys, pipeline, nhiemvu.cli; print({'sqlalchemy', 'tqdm', 'distributed'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "set()"


def test_memory_under_way_is_bounded(tmp_path: Path):
    """Files are given to workers as these ask, not all at once."""
    given: list[str] = []

    def paths():
        for number in range(50):
            given.append(f"/{number}")
            yield given[-1]

    results = workers.run(first_letter, paths(), 2, given_up)
    for done in range(1, 11):
        next(results)
        assert len(given) <= done + 2 * workers.AHEAD
    results.close()
