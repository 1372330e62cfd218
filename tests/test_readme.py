"""What the two READMEs show is what the program does."""

import json
import re
from pathlib import Path

import msgspec
import pytest

import pipeline

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_code_of_the_readme_runs(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    monkeypatch.chdir(ROOT)
    exec(compile(code, name, "exec"), {})
    assert "Văn phòng Điều 1/1/1.3/a" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_duty_of_the_readme_comes_out_as_printed(name: str):
    (block,) = re.findall(r"```json\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    shown = json.loads(block)
    document = json.loads(msgspec.json.encode(pipeline.extract(ROOT / "corpus/quyet-dinh-khanh-hoa.txt")))
    (duty,) = [duty for duty in document["duties"] if duty["id"] == shown["id"]]
    assert {key: duty[key] for key in shown} == shown
