"""What the two READMEs show is what the program does."""

import json
import re
from pathlib import Path

import msgspec
import pytest

import nhiemvu

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_code_of_the_readme_runs(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(ROOT)
    places = []
    for code in re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL):
        places.append({})
        exec(compile(code, name, "exec"), places[-1])
    printed = capsys.readouterr().out
    assert "Văn phòng Điều 1/1/1.3/a" in printed
    assert re.search(r"^Văn phòng \| .*thẩm định.* \| .*/quyet-dinh-khanh-hoa\.txt \| \d+$", printed, re.M | re.I)
    assert re.search(r"^Phòng Thông tin - Báo chí - Xuất bản +\d+$", printed, re.MULTILINE)  # of the frames
    assert "POST Giám đốc Sở Nội vụ Giám đốc Sở Nội vụ tỉnh Khánh Hòa so-noi-vu-tinh-khanh-hoa" in printed
    assert "LAW Luật Báo chí Luật Báo chí None" in printed
    assert {"AGENCY", "POST", "LAW"} <= set(re.findall(r"[A-Z]{3,}", places[-1]["html"]))


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_duty_of_the_readme_comes_out_as_printed(name: str):
    (block,) = re.findall(r"```json\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    shown = json.loads(block)
    document = json.loads(msgspec.json.encode(nhiemvu.extract(ROOT / "corpus/quyet-dinh-khanh-hoa.txt")))
    for record, field in (("duty", "duties"), ("mention", "mentions")):
        (made,) = [made for made in document[field] if made["id"] == shown[record]["id"]]
        assert {key: made[key] for key in shown[record]} == shown[record]
