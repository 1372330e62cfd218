"""What Windows does otherwise, shown where the tests run: shells that expand no pattern, pipes in the code page of the
system, paths with backslashes, names it does not take, other installers."""

import io
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from nhiemvu.cli import doctor, main
from nhiemvu.cli.console import DEVICES, refused
from nhiemvu.cli.extract import _alone
from nhiemvu.errors import NhiemvuError
from nhiemvu.knowledge import table

ROOT = Path(__file__).resolve().parent.parent
DUTY = "Điều 1. Phòng Năng lượng\n1. Nhiệm vụ:\na) Kiểm tra cây xăng.\n"
PIPE = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "PYTHONPATH": str(ROOT)}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with three decisions."""
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(DUTY, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def wrong(*words: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The last line of what wrong usage is told."""
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    return err.splitlines()[-1]


# ---- patterns that the shell left to us

PATTERNS = {
    "a star": (["*.txt"], ["a", "b"]),
    "a question mark": (["?.md"], ["c"]),
    "a class": (["[bc].*"], ["b", "c"]),
    "patterns and names": (["*.md", "a.txt"], ["a", "c"]),
    "no hidden file": (["*"], ["a", "b", "c"]),
}


@pytest.mark.parametrize(("words", "made"), PATTERNS.values(), ids=PATTERNS)
def test_patterns_of_names_are_expanded(words: list[str], made: list[str], folder: Path) -> None:
    (folder / ".hidden.txt").write_text(DUTY, "utf-8")
    assert main(["extract", *words, "--output", "out"]) == 0
    assert sorted(path.stem for path in (folder / "out").iterdir()) == made


def test_a_file_of_just_that_name_wins(folder: Path) -> None:
    (folder / "[ab].txt").write_text(DUTY, "utf-8")
    assert main(["extract", "[ab].txt", "--output", "out"]) == 0
    assert [path.name for path in (folder / "out").iterdir()] == ["[ab].json"]


def test_the_brackets_of_a_folder_are_no_pattern(folder: Path) -> None:
    (folder / "Quyết định [2024]").mkdir()
    (folder / "Quyết định [2024]/d.txt").write_text(DUTY, "utf-8")
    assert main(["extract", str(Path("Quyết định [2024]", "*.txt")), "--output", "out"]) == 0
    assert [path.name for path in (folder / "out").iterdir()] == ["d.json"]


@pytest.mark.parametrize("command", ["extract", "text", "check", "ingest", "evaluate"])
def test_a_pattern_that_matches_nothing_is_one_clear_error(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = wrong(command, "*.docx", capsys=capsys)
    assert told.endswith("no file is called *.docx, and none matches; check the folder and the name")
    assert sorted(os.listdir(folder)) == ["a.txt", "b.txt", "c.md"]


def test_where_one_file_is_asked_for_a_pattern_matches_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["text", "*.md"]) == 0
    assert capsys.readouterr().out == DUTY
    assert wrong("text", "*.txt", capsys=capsys).endswith("*.txt matches 2 files; name one")
    assert main(["compare", "a*", "b*", "--json", "two.json"]) == 0
    assert "pairs" in json.loads((folder / "two.json").read_bytes())


def test_the_words_of_a_search_are_no_patterns(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "*.txt", "--workers", "0", "--db", "x.db"]) == 0
    assert main(["search", "xăng", "?", "--db", "x.db"]) == 0
    assert "1 found" in capsys.readouterr().err  # a.txt and b.txt are one document


# ---- pipes in the code page of the system


def piped(*words: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "nhiemvu", *words],
        cwd=cwd,
        env=os.environ | PIPE,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )


@pytest.mark.parametrize("words", [[], ["--help"], ["search", "--help"], ["ingest", "--help"]], ids=" ".join)
def test_help_reaches_a_pipe_whole(words: list[str], folder: Path) -> None:
    done = piped(*words, cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "thẩm định dự án" in done.stdout.decode() or "search" not in words
    assert b"usage: nhiemvu" in done.stdout


def test_json_and_text_reach_a_pipe_in_utf8(folder: Path) -> None:
    for words in (["extract", "a.txt"], ["text", "a.txt"]):
        done = piped(*words, cwd=folder)
        assert done.returncode == 0
        assert "Kiểm tra cây xăng" in done.stdout.decode()


def test_errors_reach_a_pipe_in_utf8(folder: Path) -> None:
    told = piped("extract", "quyết-định.txt", cwd=folder)
    assert (told.returncode, told.stderr.decode()) == (1, "quyết-định.txt: no such file; check the name\n")
    usage = piped("extract", "đề án *.txt", cwd=folder)
    assert usage.returncode == 2
    assert "đề án *.txt" in usage.stderr.decode()


def test_line_ends_stay_of_one_character_so_that_spans_hold(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, encoding="cp1252", newline="\r\n"))  # as on Windows
    assert main(["text", "a.txt"]) == 0
    assert pipe.getvalue() == DUTY.encode()


# ---- paths

NAMES = {
    "a name": (r"outputs\so-sanh.html", ""),
    "Vietnamese and spaces": (r"D:\Văn bản\so sánh 1.2.html", ""),
    "folders above": (r"..\outputs\a.json", ""),
    "a share": (r"\\server\share\a.json", ""),
    "a name that only begins like a device": ("console.json", ""),
    "a device": (r"outputs\CON.json", "CON.json is a device of Windows"),
    "a device in small letters": ("lpt1.xlsx", "lpt1.xlsx is a device of Windows"),
    "a folder called as a device": (r"aux\a.json", "aux is a device of Windows"),
    "a stream of another file": ("bao-cao: lần 2.html", 'a name holds none of < > : " | ? *'),
    "a question mark": ("a?.html", 'a name holds none of < > : " | ? *'),
    "a full stop at the end": ("outputs.", "Windows drops the end of “outputs.”"),
    "a space at the end": (r"out \a.json", "Windows drops the end of “out ”"),
}


@pytest.mark.parametrize(("path", "why"), NAMES.values(), ids=NAMES)
def test_names_that_windows_does_not_take_are_told(path: str, why: str) -> None:
    assert refused(PureWindowsPath(path)) == why
    assert refused(PurePosixPath(path)) == ""


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="pathlib tells no reserved names from Python 3.13 on")
def test_the_names_of_devices_are_those_that_python_knows() -> None:
    assert len(DEVICES) == 22
    assert all(PureWindowsPath(name).is_reserved() for name in DEVICES)


def test_two_inputs_share_no_output_where_case_does_not_count() -> None:
    names: dict = {}
    _alone(PureWindowsPath(r"hai phong\QD-1.txt"), names)
    _alone(PureWindowsPath(r"HAI PHONG\qd-1.TXT"), names)  # the same file, named otherwise
    with pytest.raises(NhiemvuError, match=re.escape(r"made from hai phong\QD-1.txt; rename")):
        _alone(PureWindowsPath(r"khanh hoa\qd-1.txt"), names)
    names.clear()
    _alone(PurePosixPath("QD-1.txt"), names)
    _alone(PurePosixPath("qd-1.txt"), names)


# ---- what installs the optional parts


@pytest.mark.parametrize(
    ("platform", "programs", "column"),
    [
        ("win32", [], "winget"),
        ("darwin", [], "brew"),
        ("linux", ["apt"], "apt"),
        ("linux", ["dnf"], "dnf"),
        ("linux", ["apt", "dnf"], "apt"),
        ("linux", [], "apt"),
    ],
)
def test_doctor_tells_the_command_of_the_system(
    platform: str, programs: list[str], column: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in programs:
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    told = {part: install for part, _, _, install in doctor.rows(platform)}
    for part in table("optional_parts"):
        if part["kind"] != "package":
            assert told[part["part"]] == part[column] != ""


def test_commands_quote_as_every_shell_does() -> None:
    for part in table("optional_parts"):
        assert "'" not in "".join(part.values())
    texts = [*(ROOT / "pipeline").rglob("*.py"), *ROOT.glob("README*.md"), *ROOT.glob("notebooks/*.*")]
    for text in texts:
        assert "pip install '" not in text.read_text("utf-8"), text


def test_every_extra_that_is_told_is_one() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    texts = [*(ROOT / "pipeline").rglob("*.py"), *ROOT.glob("pipeline/knowledge/*.tsv"), *ROOT.glob("README*.md")]
    told = {name for text in texts for name in re.findall(r"nhiemvu\[(\w+)\]", text.read_text("utf-8"))}
    assert {"nlp", "postgres"} <= told <= set(extras)
