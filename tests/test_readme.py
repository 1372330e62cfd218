"""What the two READMEs show is what the program does, and both show the same."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import nhiemvu

ROOT = Path(__file__).resolve().parents[1]
NAMES = ["README.md", "README.vi.md"]
# A block of a shell that a test cannot run says why in a comment above it.
SHELL = re.compile(
    r"(?:<!-- (?:not run|không chạy): (?P<why>[^\n]+) -->\n)?```(?P<shell>sh|powershell)\n(?P<code>.*?)```", re.DOTALL
)
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the examples read, as the current folder; `nhiemvu` is that of this environment."""
    copy = tmp_path / "nhiemvu"
    shutil.copytree(ROOT / "corpus", copy / "corpus")
    (copy / "outputs").mkdir()
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin/nhiemvu"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m nhiemvu "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(copy)
    return copy


def blocks(name: str) -> list[re.Match[str]]:
    """The shell blocks of a README."""
    return list(SHELL.finditer((ROOT / name).read_text("utf-8")))


def commands(code: str) -> list[str]:
    """The lines of a block, without what they say of themselves."""
    return [line.partition(" # ")[0].strip() for line in code.splitlines()]


# Of one language: another test says that both show the same.
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES[:1])
def test_the_shell_examples_run(name: str, checkout: Path) -> None:
    said = ""
    for block in blocks(name):
        if block["why"] or block["shell"] == "powershell":
            continue
        done = subprocess.run(
            ["bash", "-euc", block["code"]], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, f"{block['code']}\n{done.stderr}"
        said += done.stdout + done.stderr
    assert "2 documents" in said
    assert "outputs/quyet-dinh-khanh-hoa.json: ok" in said
    assert [int(found) > 0 for found in re.findall(r"^(\d+) found", said, re.MULTILINE)] == [True] * 3
    made = {path.name for path in (checkout / "outputs").iterdir()}
    assert {"report.html", "two.json", "two.xlsx", "nhiemvu.db", "duties.xlsx", "documents.jsonl"} <= made
    assert {"parquet", "csv", "package", "training"} <= made


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES[:1])
def test_the_examples_of_windows_run_where_no_shell_expands_a_pattern(name: str, checkout: Path) -> None:
    (block,) = (block for block in blocks(name) if block["shell"] == "powershell")
    install, *lines = commands(block["code"])
    assert install == "py -m pip install ."
    for line in lines:
        words = shlex.split(line.replace("\\", "/").removeprefix("py -m "))
        assert words[0] == "nhiemvu"
        assert subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0, line
    assert {path.name for path in (checkout / "outputs").iterdir()} == {
        "de-an-hai-phong.json",
        "quyet-dinh-khanh-hoa.json",
        "report.html",
    }


def test_few_examples_are_not_run() -> None:
    for name in NAMES:
        found = blocks(name)
        assert len([block for block in found if block["why"]]) <= 5 < len(found) / 2
        assert (ROOT / name).read_text("utf-8").count("```sh") == len([b for b in found if b["shell"] == "sh"])


def test_both_languages_show_the_same_in_the_same_order() -> None:
    shown = []
    for name in NAMES:
        text = (ROOT / name).read_text("utf-8")
        prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        examples = [line for block in blocks(name) if not block["why"] for line in commands(block["code"])]
        shown.append(
            {
                "headings": [len(marks) for marks in re.findall(r"^(#+) ", prose, re.MULTILINE)],
                "examples": [line.replace(" --lang en", "") for line in examples],
                "not run": [block["code"].split()[0] for block in blocks(name) if block["why"]],
                "Python": [re.sub(r"outputs/[\w-]+\.db", "", code) for code in PYTHON.findall(text)],
                "rooms": re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE),
                "pictures": len(re.findall(r"!\[.+\]\(docs/.+\.png\)", text)),
            }
        )
    assert shown[0] == shown[1]
    assert shown[0]["pictures"] == 1
    assert len(shown[0]["rooms"]) == 11


@pytest.mark.parametrize("name", NAMES)
def test_what_the_readme_names_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (ROOT / link).is_file(), link
    for file in re.findall(r"`((?:pipeline|schemas|corpus|notebooks)/[\w./-]*)`", text):
        assert (ROOT / file).exists(), file
    rooms = {path.parent.name for path in ROOT.glob("pipeline/*/__init__.py")}
    assert all(f"`{room}`" in text or f"pipeline/{room}/" in text for room in rooms)


def test_the_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in ROOT.glob("docs/*.png")}
    assert set(sizes) == {"report.png", "bao-cao.png"}
    assert max(sizes.values()) < 200_000


@pytest.mark.parametrize("name", NAMES)
def test_the_code_of_the_readme_runs(name: str, checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = []
    for code in PYTHON.findall((ROOT / name).read_text("utf-8")):
        places.append({})
        exec(compile(code, name, "exec"), places[-1])
    printed = capsys.readouterr().out
    assert "Văn phòng Điều 1/1/1.3/a" in printed
    assert re.search(r"^Văn phòng \| .*thẩm định.* \| .*/quyet-dinh-khanh-hoa\.txt \| \d+$", printed, re.M | re.I)
    assert re.search(r"^Phòng Thông tin - Báo chí - Xuất bản +\d+$", printed, re.MULTILINE)  # of the frames
    assert "POST Giám đốc Sở Nội vụ Giám đốc Sở Nội vụ tỉnh Khánh Hòa so-noi-vu-tinh-khanh-hoa" in printed
    assert "LAW Luật Báo chí Luật Báo chí None" in printed
    assert {"AGENCY", "POST", "LAW"} <= set(re.findall(r"[A-Z]{3,}", places[-1]["html"]))


@pytest.mark.parametrize("name", NAMES)
def test_the_duty_of_the_readme_comes_out_as_printed(name: str) -> None:
    (block,) = re.findall(r"```json\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    shown = json.loads(block)
    document = json.loads(msgspec.json.encode(nhiemvu.extract(ROOT / "corpus/quyet-dinh-khanh-hoa.txt")))
    for record, field in (("duty", "duties"), ("mention", "mentions")):
        (made,) = [made for made in document[field] if made["id"] == shown[record]["id"]]
        assert {key: made[key] for key in shown[record]} == shown[record]
