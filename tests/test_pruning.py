"""What `--prune` may remove: only what the system says is gone, and never most of a folder unasked."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from batch import decision, dump

import nhiemvu
from nhiemvu.batch import ingest as batches
from nhiemvu.cli import main
from nhiemvu.store.connection import open_database


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """Six decisions: two in the folder, two in each of two deeper ones."""
    folder = tmp_path / "share"
    for number, place in enumerate((".", ".", "a", "a", "b", "b")):
        (folder / place).mkdir(parents=True, exist_ok=True)
        (folder / place / f"{number}.txt").write_text(decision(number + 1), "utf-8")
    return folder


@pytest.fixture
def db(tmp_path: Path, share: Path) -> str:
    """A database that has them all."""
    url = str(tmp_path / "t.db")
    assert ingest(share, db=url) == {"done": 6}
    return url


def ingest(*paths: Path, db: str, **options: Any) -> dict[str, int]:
    return dict(nhiemvu.ingest(paths, db, workers=0, **options))


def run(*words: str | Path) -> int:
    return main(["ingest", "--workers", "0", *map(str, words)])


def empty(folder: Path) -> None:
    """As an unmounted share is: there, with nothing in it."""
    shutil.rmtree(folder)
    folder.mkdir()


# ---- only what the system says is not there is gone


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may open everything; anybody else is the user that locks are made for."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def open_share(share: Path) -> Iterator[Path]:
    """The share where anybody may read it."""
    with tempfile.TemporaryDirectory(prefix="nhiemvu-test-") as folder:
        os.chmod(folder, 0o777)
        moved = Path(shutil.copytree(share, Path(folder) / "share"))
        yield moved
        moved.chmod(0o755)
        for path in moved.rglob("*"):
            path.chmod(0o755)


@pytest.mark.parametrize("mode", [0o000, 0o444, 0o111], ids="{:o}".format)
@pytest.mark.parametrize("place", [".", "a"])
@pytest.mark.parametrize("prune", [True, "all"])
def test_what_a_locked_folder_hides_stays(open_share: Path, mode: int, place: str, prune: bool) -> None:
    db = str(open_share.parent / "t.db")
    ingest(open_share, db=db)
    for path in (open_share.parent / "t.db", *open_share.rglob("*"), open_share):
        path.chmod(0o777)
    before = dump(db)
    (open_share / place).chmod(mode)
    with as_nobody():
        made = ingest(open_share, db=db, prune=prune)
    assert "removed" not in made
    assert "vanished" not in made
    assert made["failed"]
    assert dump(db)["documents"] == before["documents"]


def hidden_in_a_circle(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(folder)


def test_what_a_broken_link_hides_stays_and_stops_the_pruning(
    share: Path, db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dump(db)["documents"]
    (share / "0.txt").unlink()
    hidden_in_a_circle(share / "a")
    for prune in ("--prune", "--prune=all"):
        assert run(share, "--db", db, prune) == 1
        told = capsys.readouterr().err.splitlines()
        (line,) = [line for line in told if "nothing is removed" in line]
        assert "1 that is no longer there" in line
        assert f"{share}/a" in line
        assert dump(db)["documents"] == before
    assert run(share, "--db", db, "--dry-run", "--prune") == 1
    said = capsys.readouterr()
    assert f"keep, though it has vanished: {share}/0.txt" in said.out
    assert any("nothing is removed" in line for line in said.err.splitlines())
    (share / "a").unlink()  # the problem has gone, and so have its files
    assert ingest(share, db=db, prune=True) == {"removed": 4, "same": 3}


def test_a_named_file_that_is_hidden_or_no_file_now_stays(share: Path, db: str) -> None:
    before = dump(db)
    hidden_in_a_circle(share / "a")
    (share / "b" / "4.txt").unlink()
    os.mkfifo(share / "b" / "4.txt")
    (share / "b" / "5.txt").unlink()
    (share / "b" / "5.txt").symlink_to(share / "nowhere")
    named = [share / "a" / "2.txt", share / "b" / "4.txt", share / "b" / "5.txt"]
    assert ingest(*named, db=db, prune="all") == {"failed": 3}
    assert dump(db) == before


def test_a_folder_that_is_a_file_now_or_has_gone_hides_nothing(share: Path, db: str) -> None:
    shutil.rmtree(share / "a")
    (share / "a").write_text(decision(90), "utf-8")
    assert ingest(share, db=db, prune=True) == {"done": 1, "removed": 2, "same": 4}
    shutil.rmtree(share / "b")
    assert ingest(share, db=db, prune=True) == {"removed": 2, "same": 3}


def test_a_file_that_cannot_be_opened_while_reading_stops_the_pruning(
    share: Path, db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (share / "0.txt").unlink()
    (share / "new.txt").symlink_to(share / "new.txt")
    assert ingest(share, db=db, prune=True) == {"failed": 1, "vanished": 1, "refused": 1, "same": 5}
    (share / "new.txt").unlink()
    assert ingest(share, db=db, prune=True) == {"removed": 2, "same": 5}


def test_a_file_that_cannot_be_read_as_text_stops_nothing(share: Path, db: str) -> None:
    (share / "0.txt").unlink()
    (share / "new.txt").write_bytes(b"\x00\x01\x02\x03")
    assert ingest(share, db=db, prune=True) == {"failed": 1, "removed": 1, "same": 5}


def test_what_is_there_again_when_its_turn_comes_stays(share: Path, db: str) -> None:
    text = (share / "0.txt").read_bytes()
    (share / "0.txt").unlink()
    database = open_database(db)
    made = batches.plan(database, [str(share)])
    (share / "0.txt").write_bytes(text)
    (event,) = batches.carry_out(database, made, prune=True, workers=0)
    database.dispose()
    assert (event.what, event.path) == ("vanished", str(share / "0.txt"))
    assert len(dump(db)["documents"]) == 6


# ---- not most of a folder


def test_a_folder_that_seems_empty_loses_nothing_unasked(
    share: Path, db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dump(db)
    empty(share)
    assert run(share, "--db", db, "--dry-run", "--prune") == 1
    said = capsys.readouterr()
    assert said.out.count("keep, though it has vanished") == 6
    (dry,) = said.err.splitlines()
    assert run(share, "--db", db, "--prune") == 1
    *files, line, end = capsys.readouterr().err.splitlines()
    assert line == dry
    assert line.startswith(f"{share}: holds no file now; ")
    assert line.endswith("; if that is meant, type --prune=all")
    assert len(files) == 6
    assert end == f"{db}: 6 vanished, 0 unchanged"
    assert dump(db) == before
    assert ingest(share, db=db, prune=True) == {"vanished": 6, "refused": 1}
    assert run(share, "--db", db, "--dry-run", "--prune=all") == 0
    assert capsys.readouterr().out.count("remove: ") == 6
    assert run("--prune=all", share, "--db", db) == 0
    assert dump(db)["documents"] == []


def test_a_folder_that_holds_only_what_is_passed_over_seems_empty_too(share: Path, db: str) -> None:
    empty(share)
    (share / ".mount").write_text("x")
    assert ingest(share, db=db, prune=True) == {"vanished": 6, "refused": 1, "skipped": 1}


def test_more_than_half_of_a_named_folder_loses_nothing_unasked(share: Path, db: str) -> None:
    for name in ("0.txt", "1.txt", "a/2.txt"):
        (share / name).unlink()
    other = shutil.copytree(share, share.with_name("other"))
    assert ingest(share, db=db, prune=True) == {"removed": 3, "same": 3}  # half
    for name in ("a/3.txt", "b/4.txt"):
        (share / name).unlink()
    assert ingest(share, db=db, prune=True) == {"vanished": 2, "refused": 1, "same": 1}
    assert ingest(other, db=db) == {"linked": 3}
    assert ingest(share, db=db, prune=True) == {"removed": 2, "same": 1}  # their documents live on elsewhere


def test_each_named_folder_is_judged_alone(share: Path, db: str) -> None:
    (share / "a" / "2.txt").unlink()
    empty(share / "b")
    assert ingest(share / "a", share / "b", db=db, prune=True) == {
        "removed": 1, "vanished": 2, "refused": 1, "same": 1,
    }  # fmt: skip
    assert ingest(share, db=db, prune=True) == {"removed": 2, "same": 3}


def test_a_folder_whose_files_were_all_moved_within_it_loses_nothing(share: Path, db: str) -> None:
    before = dump(db)["duties"]
    (share / "new").mkdir()
    for path in sorted(share.rglob("*.txt")):
        path.rename(share / "new" / path.name)
    assert ingest(share, db=db, prune=True) == {"linked": 6, "removed": 6}
    assert dump(db)["duties"] == before


def test_the_path_behind_prune_is_a_path(share: Path, db: str, capsys: pytest.CaptureFixture[str]) -> None:
    (share / "0.txt").unlink()
    assert run("--db", db, "--prune", share) == 0
    assert capsys.readouterr().err.splitlines()[0] == f"{share}/0.txt: removed"
    with pytest.raises(SystemExit) as stopped:
        run(share, "--db", db, "--prune=some")
    assert stopped.value.code == 2


def test_a_share_that_is_mounted_and_unmounted(tmp_path: Path) -> None:
    """The real thing, where mounting is allowed."""
    point = tmp_path / "point"
    point.mkdir()
    mount = ["mount", "-t", "tmpfs", "tmpfs", str(point)]
    if not shutil.which("mount") or subprocess.run(mount, stderr=subprocess.DEVNULL, check=False).returncode:
        pytest.skip("needs the right to mount")
    db = str(tmp_path / "t.db")
    try:
        (point / "1.txt").write_text(decision(1), "utf-8")
        assert ingest(point, db=db) == {"done": 1}
    finally:
        subprocess.run(["umount", "--lazy", point], check=True)
    assert ingest(point, db=db, prune=True) == {"vanished": 1, "refused": 1}
    assert len(dump(db)["documents"]) == 1
