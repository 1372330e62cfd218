"""The command line as a user meets it: real runs, what they write, what they say, how they end."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from subprocess import PIPE, CompletedProcess, Popen

import pytest
import written

import nhiemvu
from nhiemvu.knowledge import table
from nhiemvu.sources import limits

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("extract", "text", "check", "compare", "evaluate", "ingest", "export", "search", "browse", "doctor")
GOOD = """\
Điều 1. Phòng Năng lượng
1. Chức năng: lo việc điện.
2. Nhiệm vụ và quyền hạn:
a) Kiểm tra cây xăng;
b) Lập sổ theo Nghị định số 98/2020/NĐ-CP.
"""


def environment(**more: str) -> dict[str, str]:
    """The environment of a run: the checkout's package, whatever folder it is started in."""
    return os.environ | {"PYTHONPATH": str(ROOT)} | more


def run(*words: str | Path, cwd: Path, **env: str) -> CompletedProcess[str]:
    """One run of the command in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "nhiemvu", *map(str, words)],
        cwd=cwd,
        env=environment(**env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good input."""
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    return tmp_path


def left(folder: Path) -> list[str]:
    """The names of all files below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


# ---- extract


def test_one_file_goes_to_standard_output_and_nothing_else_is_said(folder: Path) -> None:
    done = run("extract", "good.txt", cwd=folder)
    document = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert nhiemvu.check(document) == []
    assert document["source"]["name"] == "good.txt"
    assert [duty["text"][:8] for duty in document["duties"]] == ["Kiểm tra", "Lập sổ t"]
    assert left(folder) == ["good.txt"]


def test_output_is_read_by_people_as_well(folder: Path) -> None:
    printed = run("extract", "good.txt", cwd=folder).stdout
    assert "Kiểm tra cây xăng" in printed
    assert printed.startswith("{\n")
    assert printed.endswith("}\n")


def test_several_files_become_one_document_each_and_a_table(folder: Path) -> None:
    (folder / "other.md").write_text("**Điều 1.** Trồng cây.\n", "utf-8")
    done = run("extract", "good.txt", "other.md", "--output", "out/deep", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert left(folder / "out") == ["deep", "deep/good.json", "deep/other.json"]
    assert nhiemvu.check(folder / "out/deep/good.json") == []
    assert nhiemvu.check(folder / "out/deep/other.json") == []
    head, first, second, total, last = done.stderr.splitlines()
    assert head.split() == ["document", "units", "duties", "warnings", "seconds"]
    assert first.split()[:4] == ["good.txt", "1", "2", "0"]
    assert second.split()[:4] == ["other.md", "0", "0", "0"]
    assert total.split()[:5] == ["2", "documents", "1", "2", "0"]
    assert "out/deep" in last


def test_output_and_standard_output_hold_the_same_bytes(folder: Path) -> None:
    printed = run("extract", "good.txt", cwd=folder).stdout
    assert run("extract", "good.txt", "-o", "out", cwd=folder).returncode == 0
    assert (folder / "out/good.json").read_text("utf-8") == printed


def test_a_second_run_replaces_the_first_output(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out/good.json").write_text("old")
    assert run("extract", "good.txt", "-o", "out", cwd=folder).returncode == 0
    assert left(folder / "out") == ["good.json"]
    assert nhiemvu.check(folder / "out/good.json") == []


def test_runs_are_byte_identical_whatever_the_hash_seed() -> None:
    samples = sorted((ROOT / "corpus").glob("*.txt"))
    for sample in samples:
        outputs = {run("extract", sample, cwd=ROOT, PYTHONHASHSEED=seed).stdout for seed in ("1", "1", "2", "77")}
        assert len(outputs) == 1
        assert outputs != {""}


def test_output_does_not_depend_on_the_folder_or_the_locale(folder: Path) -> None:
    here = run("extract", "good.txt", cwd=folder).stdout
    there = run("extract", folder / "good.txt", cwd=ROOT, LC_ALL="C", LANG="C", TZ="Asia/Ho_Chi_Minh").stdout
    assert here == there != ""


# ---- text


def test_text_prints_what_is_read_and_tells_the_rest_aside(folder: Path) -> None:
    (folder / "wrong.pdf").write_bytes(
        written.package(written.p(f"<w:ins>{written.run('Điều 1. Trồng cây.')}</w:ins>"))
    )
    done = run("text", "wrong.pdf", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "Điều 1. Trồng cây.\n")
    first, second = done.stderr.splitlines()
    assert first.endswith("wordprocessingml.document, 18 characters")
    assert second == "wrong.pdf: info: 1 tracked changes were read as accepted"


def test_the_text_printed_is_the_one_that_spans_index(folder: Path) -> None:
    document = json.loads(run("extract", "good.txt", cwd=folder).stdout)
    assert run("text", "good.txt", cwd=folder).stdout == document["source"]["text"] == GOOD


def test_text_of_a_bad_input_is_one_line_and_exit_code_1(folder: Path) -> None:
    done = run("text", "missing.docx", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "missing.docx: no such file; check the name\n")


# ---- limits


@pytest.mark.parametrize("command", ["extract", "text"])
def test_limits_are_options(command: str, folder: Path) -> None:
    done = run(command, "good.txt", "--max-bytes", "10", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "good.txt: holds more than 10 bytes, which is over the limit; if you trust the file, raise --max-bytes"
    ]


def test_help_tells_the_limits_that_hold(tmp_path: Path) -> None:
    told = " ".join(run("text", "--help", cwd=tmp_path).stdout.split())
    for field, option in limits.OPTIONS.items():
        default = f"{getattr(limits.DEFAULT, field):,.0f}"
        assert re.search(rf"{option} N [^-]*\(default: {default}\)", told), option


# ---- doctor


def test_doctor_tells_each_optional_part_and_what_installs_the_missing(folder: Path) -> None:
    done = run("doctor", cwd=folder, PATH=str(folder))
    rows = {line[:24].strip(): line for line in done.stdout.split("\n\n")[1].splitlines()[1:]}
    assert (done.returncode, done.stderr) == (0, "")
    assert list(rows) == [part["part"] for part in table("optional_parts")]
    assert rows["PyArrow"].split()[1] == version("pyarrow")
    for part in table("optional_parts"):
        if part["kind"] != "package":
            assert rows[part["part"]].endswith(part["apt"])
            assert "–" in rows[part["part"]]


@pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed")
def test_doctor_finds_programs_and_their_versions(folder: Path) -> None:
    (row,) = (line for line in run("doctor", cwd=folder).stdout.splitlines() if line.startswith("Tesseract"))
    assert re.search(r"Tesseract +\d+\.\d+", row)


# ---- wrong usage and help

WRONG = {
    "an unknown command": (["fly"], "fly"),
    "an unknown option": (["extract", "good.txt", "--fly"], "--fly"),
    "no file": (["extract"], "FILE"),
    "no file to check": (["check"], "FILE"),
    "several files without a folder": (["extract", "good.txt", "good.txt"], "--output DIR"),
    "an option without its value": (["extract", "good.txt", "--output"], "--output"),
}


@pytest.mark.parametrize(("words", "told"), WRONG.values(), ids=WRONG)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(words: list[str], told: str, folder: Path) -> None:
    done = run(*words, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr.splitlines()[-1]
    assert left(folder) == ["good.txt"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_ends_with_examples_of_it(command: str, tmp_path: Path) -> None:
    done = run(command, "--help", cwd=tmp_path)
    examples = done.stdout.split("examples:\n")[1]
    assert (done.returncode, done.stderr) == (0, "")
    assert {line.split()[1] for line in examples.splitlines() if line.strip()} == {command}


def test_help_names_every_command(tmp_path: Path) -> None:
    done = run("--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    commands = re.findall(r"^    (\w+) ", done.stdout, re.MULTILINE)
    assert sorted(commands) == sorted(COMMANDS)
    assert {line.split()[1] for line in done.stdout.split("examples:\n")[1].splitlines()} == set(COMMANDS)


def test_the_bare_name_prints_the_help(tmp_path: Path) -> None:
    done = run(cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("--help", cwd=tmp_path).stdout


def test_version(tmp_path: Path) -> None:
    assert run("--version", cwd=tmp_path).stdout == f"nhiemvu {nhiemvu.__version__}\n"


HEAVY = (
    *("msgspec", "jsonschema_rs", "regex", "underthesea", "spacy", "pandas"),
    *("sqlalchemy", "xlsxwriter", "pyarrow", "datasette"),
)
QUICK = {
    "import nhiemvu": "import nhiemvu",
    "nhiemvu --help": "from nhiemvu.cli import main\ntry: main(['--help'])\nexcept SystemExit: ...",
    "nhiemvu extract -h": "from nhiemvu.cli import main\ntry: main(['extract', '-h'])\nexcept SystemExit: ...",
}


@pytest.mark.parametrize("code", QUICK.values(), ids=QUICK)
def test_importing_and_asking_for_help_load_no_heavy_library(code: str, tmp_path: Path) -> None:
    report = f"\nimport sys\nprint([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code + report], cwd=tmp_path, env=environment(), capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "[]\n")


# ---- inputs that cannot be processed

BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "only spaces": (lambda path: path.write_bytes(b" \n\t\n"), "no text"),
    "a folder": (lambda path: path.mkdir(), "folder"),
    "missing": (lambda path: None, "no such file"),
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 40), "binary"),
    "an image": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)), "PNG"),
    "an unknown encoding": (lambda path: path.write_bytes("Решение о деревьях. ".encode("koi8-r") * 40), "encoding"),
    "damaged UTF-16": (lambda path: path.write_bytes(b"\xff\xfe" + "Điều 1.".encode("utf-16-le")[:-1]), "UTF-16"),
    "a line of 10 MB": (lambda path: path.write_text("trồng cây " * 750_000, "utf-8"), "line"),
    "100,000 nested labels": (lambda path: path.write_text("1. a:\n" * 100_000, "utf-8"), "nest"),
}


@pytest.mark.parametrize(("make", "told"), BAD.values(), ids=BAD)
def test_a_bad_input_is_told_in_one_line_and_the_others_are_done(
    make: Callable[[Path], object], told: str, folder: Path
) -> None:
    make(folder / "bad.txt")
    (folder / "last.txt").write_text(GOOD, "utf-8")
    done = run("extract", "good.txt", "bad.txt", "last.txt", "--output", "out", cwd=folder)
    complaints = [line for line in done.stderr.splitlines() if line.startswith("bad.txt: ")]
    assert (done.returncode, done.stdout) == (1, "")
    assert len(complaints) == 1
    assert told in complaints[0]
    assert len(done.stderr.splitlines()) == 6  # the complaint, and the table of the two others
    assert left(folder / "out") == ["good.json", "last.json"]
    assert nhiemvu.check(folder / "out/last.json") == []


def test_a_single_bad_input_writes_nothing(folder: Path) -> None:
    done = run("extract", "missing.txt", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == ["missing.txt: no such file; check the name"]


def test_an_unreadable_input_is_told(folder: Path) -> None:
    (folder / "good.txt").chmod(0)
    if os.access(folder / "good.txt", os.R_OK):
        pytest.skip("this user reads every file, as root does")
    done = run("extract", "good.txt", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("good.txt: cannot be opened")


def test_a_read_only_output_folder_is_told(folder: Path) -> None:
    (folder / "out").mkdir(mode=0o555)
    if os.access(folder / "out", os.W_OK):
        pytest.skip("this user writes everywhere, as root does")
    done = run("extract", "good.txt", "-o", "out", cwd=folder)
    assert done.returncode == 1
    assert done.stderr.startswith("good.txt: cannot write")
    assert left(folder / "out") == []


def test_an_output_folder_that_is_a_file_is_told(folder: Path) -> None:
    (folder / "out").write_text("kept")
    done = run("extract", "good.txt", "-o", "out", cwd=folder)
    assert done.returncode == 1
    assert done.stderr.startswith("good.txt: cannot write")
    assert "Traceback" not in done.stderr
    assert (folder / "out").read_text() == "kept"


def test_an_output_that_is_a_folder_is_told_and_nothing_is_left_behind(folder: Path) -> None:
    (folder / "out/good.json").mkdir(parents=True)
    done = run("extract", "good.txt", "-o", "out", cwd=folder)
    assert done.returncode == 1
    assert done.stderr.startswith("good.txt: cannot write")
    assert left(folder / "out") == ["good.json"]


@pytest.mark.parametrize("second", ["b/good.txt", "good.md"])
def test_two_inputs_never_share_an_output(second: str, folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / second).write_text("Điều 1. Trồng cây.\n", "utf-8")
    done = run("extract", "good.txt", second, "-o", "out", cwd=folder)
    assert done.returncode == 1
    complaints = [line for line in done.stderr.splitlines() if line.startswith(f"{second}: ")]
    assert len(complaints) == 1
    assert "overwrite" in complaints[0]
    assert left(folder / "out") == ["good.json"]
    assert json.loads((folder / "out/good.json").read_bytes())["source"]["name"] == "good.txt"


NAMES = [
    "hai từ.txt",
    "'một' \"hai\".txt",
    "Đề án Hải Phòng.txt",
    "dòng\nmới.txt",
    "a.b.c.txt",
    "-dash.txt",
    "$(x) *.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_any_file_name_will_do(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(GOOD, "utf-8")
    done = run("extract", "-o", "out", "--", name, cwd=tmp_path)
    target = tmp_path / "out" / f"{name.removesuffix('.txt')}.json"
    assert done.returncode == 0
    assert left(tmp_path / "out") == [target.name]
    assert json.loads(target.read_bytes())["source"]["name"] == name
    assert len(done.stderr.splitlines()) == 3  # a name with a line end does not break the table
    checked = run("check", "--", target, cwd=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert len(checked.stdout.splitlines()) == 1


def test_a_complaint_about_a_name_with_a_line_end_is_one_line(tmp_path: Path) -> None:
    done = run("extract", "dòng\nmới.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "dòng mới.txt: no such file; check the name\n"


def test_a_file_name_that_is_no_unicode_will_do(tmp_path: Path) -> None:
    name = os.fsdecode(b"qd-\xff.txt")
    try:
        (tmp_path / name).write_text(GOOD, "utf-8")
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system takes no such name")
    strict = environment(PYTHONIOENCODING="utf-8:strict")  # as on a terminal of any UTF-8 locale but C
    done = subprocess.run(
        [sys.executable, "-m", "nhiemvu", "extract", name, "-o", "out"],
        cwd=tmp_path,
        env=strict,
        capture_output=True,
    )
    (target,) = (tmp_path / "out").iterdir()
    checked = subprocess.run(
        [sys.executable, "-m", "nhiemvu", "check", target], cwd=tmp_path, env=strict, capture_output=True
    )
    assert (done.returncode, checked.returncode, checked.stderr) == (0, 0, b"")


def test_a_terminal_without_vietnamese_letters_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "Điều.txt").write_text(GOOD, "utf-8")
    plain = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = run("extract", "Điều.txt", "-o", "out", cwd=tmp_path, **plain)
    checked = run("check", "out/Điều.json", cwd=tmp_path, **plain)
    assert (done.returncode, checked.returncode) == (0, 0)
    assert "Traceback" not in done.stderr + checked.stderr


# ---- readers that go away


def quit_early(*words: str | Path, cwd: Path, read: int) -> tuple[int, str]:
    """Exit code and messages of a run whose reader takes some bytes and goes, as `head` does."""
    with Popen(
        [sys.executable, "-m", "nhiemvu", *map(str, words)], cwd=cwd, env=environment(), stdout=PIPE, stderr=PIPE
    ) as process:
        assert process.stdout and process.stderr
        if read:
            process.stdout.read(read)
        process.stdout.close()
        said = process.stderr.read().decode()
    return process.returncode, said


def test_a_reader_that_goes_away_causes_no_message(tmp_path: Path) -> None:
    # Longer than any pipe holds, so that the run is still writing when the reader goes.
    (tmp_path / "long.txt").write_text(GOOD + "c) Trồng cây và tưới cây ở mọi nơi.\n" * 5000, "utf-8")
    code, said = quit_early("extract", "long.txt", cwd=tmp_path, read=10)
    assert said == ""
    assert code in (0, 1)


@pytest.mark.parametrize("words", [("extract", "good.txt"), ("check", "good.json")], ids=" ".join)
def test_a_reader_that_was_never_there_causes_no_message(words: tuple[str, ...], folder: Path) -> None:
    assert run("extract", "good.txt", "-o", ".", cwd=folder).returncode == 0
    code, said = quit_early(*words, cwd=folder, read=0)
    assert said == ""
    assert code in (0, 1)


@pytest.mark.parametrize("words", [("extract", "good.txt"), ("check", "good.json")], ids=" ".join)
def test_a_full_disk_is_told_in_one_line(words: tuple[str, ...], folder: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    assert run("extract", "good.txt", "-o", ".", cwd=folder).returncode == 0
    with full.open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "nhiemvu", *words],
            cwd=folder,
            env=environment(),
            stdout=out,
            stderr=PIPE,
            encoding="utf-8",
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert os.strerror(errno.ENOSPC) in done.stderr


# ---- check


def test_check_says_ok_on_standard_output(folder: Path) -> None:
    assert run("extract", "good.txt", "-o", "out", cwd=folder).returncode == 0
    done = run("check", "out/good.json", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "out/good.json: ok\n", "")


def test_check_tells_each_broken_promise_on_a_line_and_goes_on(folder: Path) -> None:
    assert run("extract", "good.txt", "-o", ".", cwd=folder).returncode == 0
    document = json.loads((folder / "good.json").read_bytes())
    document["duties"][1]["id"] = document["duties"][0]["id"]
    document["duties"][0]["holder"] = "u9"
    (folder / "bad.json").write_text(json.dumps(document), "utf-8")
    done = run("check", "bad.json", "none.json", "good.txt", "good.json", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "good.json: ok\n")
    files = [line.split(": ")[0] for line in done.stderr.splitlines()]
    assert files == ["bad.json", "bad.json", "none.json", "good.txt"]


# ---- the installed library


def test_the_library_gives_what_the_command_writes(folder: Path) -> None:
    printed = json.loads(run("extract", "good.txt", cwd=folder).stdout)
    document = nhiemvu.extract(folder / "good.txt")
    assert [duty.text for duty in document.duties] == [duty["text"] for duty in printed["duties"]]
    assert document.id == printed["id"]
