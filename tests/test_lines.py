"""A line is typed once, and its words lead back to the source."""

from collections import Counter

import pytest

import nhiemvu
from nhiemvu.outline import lines
from nhiemvu.outline.labels import Label, readings
from nhiemvu.outline.lines import Line

FACTS = {
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": {"capitals", "nation"},
    "Độc lập – Tự do – Hạnh phúc": {"nation"},
    "Số: 55/QĐ-SYT": {"numbered"},
    "QUYẾT ĐỊNH:": {"capitals", "type", "finished"},
    "Căn cứ Luật Đèn;": {"basis", "finished"},
    "Nơi nhận:": {"recipients", "finished"},
    "TM. ỦY BAN NHÂN DÂN": {"capitals", "signs_for"},
    "GIÁM ĐỐC": {"capitals", "post"},
    "Điều 1. Đèn đường.": {"labels", "misread", "opens_body", "finished"},
    "b) Đèn đường;": {"labels", "misread", "finished"},
    "đèn đường và cây xanh": set(),
}


def line(text: str) -> Line:
    return Line(0, len(text), text, ((0, 0),), False, None, False)


@pytest.mark.parametrize(("text", "facts"), FACTS.items())
def test_what_a_line_is(text: str, facts: set[str]) -> None:
    names = {name for name in vars(Line) if not name.startswith("_")}
    assert {name for name in names if getattr(line(text), name, None)} - {"end", "text", "runs"} == facts


def test_the_labels_of_a_line_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()

    def counted(text: str) -> tuple[Label, ...]:
        read[text] += 1
        return readings(text)

    monkeypatch.setattr(lines, "readings", counted)
    text = "".join(f"Điều {n}. Đèn số {n}.\n\nMột câu về đèn số {n}.\n\na) Điểm của đèn {n};\n\n" for n in range(1, 40))
    document = nhiemvu.extract_bytes(f"QUYẾT ĐỊNH\n\nVề đèn\n\nCăn cứ Luật Đèn;\n\n{text}".encode())
    assert len(document.segments) > 80
    assert max(read.values()) == 1
