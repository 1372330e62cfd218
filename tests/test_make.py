"""The door: what `make demo` says and leaves, and what it says where it cannot."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[1]

if not shutil.which("make"):
    pytest.skip("make is not installed", allow_module_level=True)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what `make demo` needs, in a folder with a space, its program that of this environment."""
    copy = tmp_path / "ban sao"
    shutil.copytree(ROOT / "corpus", copy / "corpus")
    for name in ("Makefile", "pyproject.toml", "setup.py", "constraints.txt"):
        shutil.copy(ROOT / name, copy)
    command = copy / ".venv/bin/nhiemvu"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m nhiemvu "$@"\n')
    command.chmod(0o755)
    return copy


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words,
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def test_the_bare_make_lists_the_targets(checkout: Path) -> None:
    done = run(["make"], checkout)
    listed = re.findall(r"^make (\w+) ", done.stdout, re.MULTILINE)
    assert done.returncode == 0
    assert listed[:3] == ["help", "demo", "test"]
    (phony,) = re.findall(r"^\.PHONY: (.*)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert listed == phony.split()


def test_the_demo_ends_with_a_table_a_report_and_commands_that_run_as_they_stand(checkout: Path) -> None:
    done = run(["make", "-o", ".venv/.core", "demo"], checkout)
    assert done.returncode == 0, done.stdout
    steps, end = done.stdout.split("\n\nThe comparison, to open in a browser: ")
    assert [line for line in steps.splitlines() if line.startswith(("comparing", "reading"))] == steps.splitlines()[
        0:3:2
    ]
    assert steps.splitlines()[-2].startswith("2 documents")
    report = Path(end.splitlines()[0])
    assert report.is_absolute()
    assert "<html" in report.read_text("utf-8")
    told = [line.strip() for line in end.splitlines() if line.startswith("  ")]
    assert len(told) == 3
    for line in told:
        assert line.startswith(".venv/bin/nhiemvu ")
        ran = run(["sh", "-c", line], checkout)
        assert ran.returncode == 0, ran.stdout
    assert (checkout / "outputs/duties.xlsx").is_file()


def test_the_demo_installs_the_main_job_only_and_the_tests_add_to_it(checkout: Path) -> None:
    demo, test = (run(["make", "-n", target], checkout).stdout for target in ("demo", "test"))
    installs = [re.findall(r"-c constraints\.txt (.*?)(?:  #| \|\||$)", text, re.MULTILINE) for text in (demo, test)]
    assert installs == [["--upgrade pip", "-e ."], ["--upgrade pip", "-e .", "-e '.[dev]'"]]
    assert (demo + test).count("-m venv") == 2


OLD = '#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2"\nexit 1\n'
NO_VENV = '#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.12.1"\n[ "$2" != venv ]\n'


@pytest.mark.parametrize(
    ("python", "told"),
    [
        (
            OLD,
            r"nhiemvu needs Python 3\.11 or newer \(\S+ tells: Python 3\.9\.2\); name one, .*: make PYTHON=\S+",
        ),
        (NO_VENV, r"cannot make \.venv: install the venv module of \S+ \(Debian, Ubuntu: python3-venv\)"),
    ],
    ids=["an old Python", "no venv"],
)
def test_what_is_missing_is_told(python: str, told: str, checkout: Path) -> None:
    (checkout / "python").write_text(python)
    (checkout / "python").chmod(0o755)
    done = run(["make", "demo", "PYTHON=./python"], checkout)
    assert done.returncode != 0
    assert re.fullmatch(told, done.stdout.splitlines()[-2])
