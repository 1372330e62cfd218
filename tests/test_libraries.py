"""The libraries of the core: the floors that are tried, and what is said of a library that is too old."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from nhiemvu import libraries

ROOT = Path(__file__).resolve().parent.parent
PDF = b"%PDF-1.4\n"
ASKED = [
    "pypdfium2>=5.0.0",
    "regex>=2024.11.6",
    'psycopg[binary]>=3.2; extra == "postgres"',
    "datasette~=0.65.5; extra == 'browse'",
    "nobody-has-this>=1.0",
    'regex>=2030.1; extra == "dev"',
    "setuptools>=77; extra == 'dev'",
]


def test_the_floors_are_the_versions_that_are_tried() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    tried = re.findall(r"^[\w-]+==\S+$", (ROOT / "constraints-lowest.txt").read_text("utf-8"), re.MULTILINE)
    assert [line.replace("==", ">=") for line in tried] == asked


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"pypdfium2": "5.0.0", "regex": "2024.11.6", "psycopg": "3.2.1"}, []),
        ({"pypdfium2": "5.15.2", "regex": "2026.1.1", "psycopg": "3.10"}, []),
        ({"pypdfium2": "4.30.0", "regex": "2024.11.6"}, ["pypdfium2"]),
        ({"setuptools": "65.5.0", "regex": "2024.11.6"}, []),  # only tests need a newer one
        ({"pypdfium2": "5.0.0b2", "regex": "2024.9.11", "psycopg": "3.1.20"}, ["regex", "psycopg"]),
    ],
)
def test_only_a_library_that_is_too_old_is_told(
    found: dict[str, str], told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def version(name: str) -> str:
        if name in found:
            return found[name]
        raise PackageNotFoundError(name)

    monkeypatch.setattr(libraries, "requires", lambda name: ASKED)
    monkeypatch.setattr(libraries, "version", version)
    assert list(libraries.outdated()) == told
    for name, line in libraries.outdated().items():
        assert line.startswith(f"{name} {found[name]} is too old, ")
        assert "\n" not in line


def test_the_versions_of_this_run_are_new_enough() -> None:
    assert libraries.outdated() == {}


def test_an_old_pdfium_is_no_damaged_file(tmp_path: Path) -> None:
    """A pypdfium2 that lacks what is asked of it, and whose metadata tell so, in front of the one installed."""
    libs, here = tmp_path / "libs", tmp_path / "here"
    here.mkdir()
    (libs / "pypdfium2").mkdir(parents=True)
    (libs / "pypdfium2/__init__.py").write_text("class PdfiumError(Exception): ...\n")
    (libs / "pypdfium2/raw.py").write_text("")
    for name, more in (("pypdfium2-4.30.0", ""), ("nhiemvu-0.1.0", "Requires-Dist: pypdfium2>=5.0.0\n")):
        (libs / f"{name}.dist-info").mkdir()
        called, number = name.split("-")
        told = f"Metadata-Version: 2.1\nName: {called}\nVersion: {number}\n{more}"
        (libs / f"{name}.dist-info/METADATA").write_text(told)
    (here / "a.pdf").write_bytes(PDF)
    code = f"import sys; sys.path[:0] = [{str(libs)!r}, {str(ROOT)!r}]; from nhiemvu.cli import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", code, "text", "a.pdf"], cwd=here, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        'a.pdf: pypdfium2 4.30.0 is too old, 5.0.0 or newer is needed: pip install "pypdfium2>=5.0.0"\n'
    )
