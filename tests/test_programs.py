"""Nothing of the current folder is run: not its modules by any Python that is started, not its programs."""

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from batch import decision
from reportlab.pdfgen.canvas import Canvas

import nhiemvu
from nhiemvu import programs

ROOT = Path(__file__).resolve().parents[1]
# What the console script of an installation holds; its own folder is the first of the path.
SCRIPT = "import sys\nfrom nhiemvu.cli import main\nif __name__ == '__main__':\n    sys.exit(main())\n"
OTHERS = "msgspec pypdfium2 pypdfium2_raw viparse sitecustomize usercustomize lxml regex tqdm sqlalchemy distributed"
TEXT = "1. Theo doi thi dua, in an, ban hanh van ban."


def pdf(text: str) -> bytes:
    """A PDF with one line."""
    file = BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 700, text)
    canvas.save()
    return file.getvalue()


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A folder with a PDF, a text, and a file named as each module that Python may look for; these tell their run."""
    folder = tmp_path / "of others"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(pdf(TEXT))
    (folder / "b.txt").write_text(decision(1), "utf-8")
    told = str(tmp_path / "told")
    code = f"open({told!r}, 'a').write(__name__ + ' ')\nraise ImportError('of others')\n"
    for name in [*sys.stdlib_module_names, *OTHERS.split()]:
        (folder / f"{name}.py").write_text(code)
    for name in ("tesseract", "soffice", "libreoffice"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho {name} >> '{told}'\nexit 1\n")
        program.chmod(0o755)
    return folder


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """The console script, in a folder of its own."""
    path = tmp_path / "bin" / "nhiemvu"
    path.parent.mkdir()
    path.write_text(SCRIPT)
    return path


def run(*words: str | Path, cwd: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", *programs.SAFE)}
    command = [sys.executable, *map(str, words)]
    return subprocess.run(
        command, cwd=cwd, env=kept | env, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8"
    )


def told(folder: Path) -> str:
    file = folder.parent / "told"
    return file.read_text() if file.exists() else ""


RUNS = {
    "a PDF": ["text", "a.pdf"],
    "the optional parts": ["doctor"],
    "a folder, in workers": ["ingest", "a.pdf", "b.txt", "--db", "t.db", "--workers", "2"],
    "a folder, on a cluster": ["ingest", "a.pdf", "b.txt", "--db", "t.db", "--cluster", "local"],
}


@pytest.mark.parametrize("what", RUNS)
def test_no_module_and_no_program_of_the_current_folder_is_run(what: str, trap: Path, script: Path) -> None:
    path = os.pathsep.join((".", "", os.environ["PATH"]))
    done = run(script, *RUNS[what], cwd=trap, PYTHONPATH=str(ROOT), PATH=path)
    assert told(trap) == ""
    assert done.returncode == 0, done.stderr
    if what == "a PDF":
        assert done.stdout.strip() == TEXT


@pytest.mark.parametrize("named", ["", ".", "{}", "{}/../of others"])
def test_no_other_python_repeats_a_path_that_holds_the_current_folder(named: str, trap: Path) -> None:
    """This process may run what its path says, and runs none of these; another Python would."""
    for file in trap.glob("*.py"):
        if file.stem not in ("pypdfium2", "pypdfium2_raw", "sitecustomize", "usercustomize"):
            file.unlink()
    code = "import sys, nhiemvu; sys.path.insert(0, sys.argv[1]); print(nhiemvu.extract('a.pdf').source.text)"
    done = run("-P", "-c", code, named.format(trap), cwd=trap, PYTHONPATH=str(ROOT))
    assert told(trap) == ""
    assert done.stdout.strip() == TEXT, done.stderr


def test_nor_what_pythonpath_says_of_it(trap: Path, script: Path) -> None:
    """`PYTHONPATH=folder:` names the current folder too: site, which runs before all else, looks there."""
    for file in trap.glob("*.py"):
        if file.stem != "sitecustomize":
            file.unlink()
    done = run(script, "text", "a.pdf", cwd=trap, PYTHONPATH=f"{ROOT}{os.pathsep}{trap}")
    assert done.stdout.strip() == TEXT
    assert told(trap).split() == ["sitecustomize"]  # in this process, which was told to


# ---- and it goes on working, however the package is found

HERE = "import {name}; print({name}.extract({file!r}).source.text)"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder that holds the package alone, as `pip install --target` makes it."""
    folder = tmp_path / "target"
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "pipeline", folder / "nhiemvu", ignore=ignore)
    shutil.copytree(ROOT / "schemas", folder / "nhiemvu" / "schemas")
    return folder


@pytest.mark.parametrize("how", ["-c", "-P"])
@pytest.mark.parametrize("name", ["nhiemvu", "pipeline"])
def test_in_a_checkout_of_either_name(name: str, how: str, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf(TEXT))
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    (checkout / name).symlink_to(ROOT / "pipeline")
    (checkout / "schemas").symlink_to(ROOT / "schemas")
    code = HERE.format(name=name, file=str(file))
    if how == "-P":
        code = f"import sys; sys.path.append({str(checkout)!r}); {code}"
    done = run(*([how, "-c"] if how == "-P" else [how]), code, cwd=checkout)
    assert done.stdout.strip() == TEXT, done.stderr


def test_in_a_folder_on_the_path_and_in_it(copy: Path, script: Path) -> None:
    (copy.parent / "a.pdf").write_bytes(pdf(TEXT))
    for cwd, file, env in (
        (copy.parent, "a.pdf", {"PYTHONPATH": str(copy)}),
        (copy.parent, "a.pdf", {"PYTHONPATH": "target"}),
        (copy, "../a.pdf", {"PYTHONPATH": str(copy)}),
        (copy, "../a.pdf", {"PYTHONPATH": "."}),
    ):
        done = run(script, "text", file, cwd=cwd, **env)
        assert done.stdout.strip() == TEXT, done.stderr


def test_what_it_needs_may_lie_beside_it_in_the_current_folder(copy: Path) -> None:
    """The path of libraries is taken away: they are found only where the package is."""
    for library in Path(msgspec.__file__).parents[1].iterdir():
        if library.name.isidentifier():
            (copy / library.name).symlink_to(library)
    (copy.parent / "a.pdf").write_bytes(pdf(TEXT))
    code = HERE.format(name="nhiemvu", file="../a.pdf")
    done = run("-c", f"import sys; sys.path = [p for p in sys.path if 'site-packages' not in p]; {code}", cwd=copy)
    assert done.stdout.strip() == TEXT, done.stderr


def test_a_path_changed_at_run_time_and_names_that_are_no_text(copy: Path, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\xff 'a\" {x}")
    copy.rename(odd)
    (tmp_path / "a.pdf").write_bytes(pdf(TEXT))
    code = f"import sys, os; sys.path.append(os.fsdecode({os.fsencode(odd)!r})); "
    done = run("-P", "-c", code + HERE.format(name="nhiemvu", file="a.pdf"), cwd=tmp_path)
    assert done.stdout.strip() == TEXT, done.stderr


def test_where_the_current_folder_has_been_removed(tmp_path: Path) -> None:
    (tmp_path / "lost").mkdir()
    probe = run("-c", "import json, os; os.rmdir(os.getcwd()); json.nothing", cwd=tmp_path / "lost")
    if "SystemError" in probe.stderr:  # Python 3.13.0
        pytest.skip("this Python itself fails where the current folder has been removed")
    (tmp_path / "a.pdf").write_bytes(pdf(TEXT))
    (tmp_path / "gone").mkdir()
    code = "import os; os.rmdir(os.getcwd()); " + HERE.format(name="nhiemvu", file=str(tmp_path / "a.pdf"))
    done = run("-c", code, cwd=tmp_path / "gone", PYTHONPATH=str(ROOT))
    assert done.stdout.strip() == TEXT, done.stderr


# ---- programs


def test_a_program_is_found_only_where_path_names_a_folder_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = tmp_path / "bin", tmp_path / "of others"
    for folder in (mine, theirs):
        folder.mkdir()
        for name in ("tool", "tool.exe", "tool.bat"):
            (folder / name).write_text("#!/bin/sh\n")
            (folder / name).chmod(0o755)
    (mine / "folder").mkdir()
    (mine / "text").write_text("no program")
    monkeypatch.chdir(theirs)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "../of others", str(mine)]))
    assert programs.found("tool") == str(mine / "tool")
    assert programs.found(str(theirs / "tool")) == str(theirs / "tool")
    assert [programs.found(name) for name in ("folder", "text", "none")] == [None] * 3
    monkeypatch.setattr(programs, "ENDINGS", (".com", ".exe"))  # Windows
    assert programs.found("tool") == str(mine / "tool.exe")
    monkeypatch.setenv("PATH", ".")
    assert programs.found("tool") is None


def test_the_environment_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for before in (None, "x"):
        monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
        if before:
            monkeypatch.setenv("PYTHONSAFEPATH", before)
        with programs.starting():
            assert os.environ["PYTHONSAFEPATH"] == "1"
        assert os.environ.get("PYTHONSAFEPATH") == before
    assert nhiemvu.extract  # the package is whole under its name
