"""Names of the document's own units: they end where the document ends them."""

import pytest
from decision import HEADER, extract

LIST = """\
Điều 1. Cơ cấu tổ chức
1. Phòng Kế hoạch;
2. Phòng Tài chính - Kế toán;
3. Phòng Theo dõi công tác thanh tra.
Điều 2. Nhiệm vụ của Văn phòng Sở
1. {duty}
"""
ROWS = {
    "a verb behind the name": ("Phối hợp với Phòng Kế hoạch lập dự toán.", ["Phòng Kế hoạch"]),
    "a verb behind a name of several words": (
        "Giúp Phòng Tài chính - Kế toán lập sổ.",
        ["Phòng Tài chính - Kế toán"],
    ),
    "words of the name that look like acts": (
        "Báo cáo Phòng Theo dõi công tác thanh tra hằng quý.",
        ["Phòng Theo dõi công tác thanh tra"],
    ),
    "another, longer name": ("Hỏi Phòng Kế hoạch và Đầu tư huyện.", ["Phòng Kế hoạch và Đầu tư huyện"]),
}


@pytest.mark.parametrize(("duty", "expected"), ROWS.values(), ids=ROWS)
def test_names_end_where_the_document_ends_them(duty: str, expected: list[str]) -> None:
    document = extract(HEADER + LIST.format(duty=duty))
    (segment,) = [s["id"] for s in document["segments"] if s["path"] == "Điều 2/1"]
    assert [m["text"] for m in document["mentions"] if m["segment"] == segment] == expected
