"""What the tests of decisions share: a header, a small decision, and the document in a text."""

import json
from typing import Any

import msgspec

import nhiemvu

Data = dict[str, Any]

HEADER = """\
UBND TỈNH CÀ MAU            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ CÔNG THƯƠNG              Độc lập - Tự do - Hạnh phúc
Số: 27/QĐ-SCT               Cà Mau, ngày 09 tháng 7 năm 2024
QUYẾT ĐỊNH
Quy định nhiệm vụ của các phòng thuộc Sở Công Thương
GIÁM ĐỐC SỞ CÔNG THƯƠNG
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT ĐỊNH:
"""
# The small case beside the output contract: an item over a page number, an alias, two lists.
EXAMPLE = """\
UBND TỈNH KHÁNH HÒA   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ DU LỊCH   Độc lập - Tự do - Hạnh phúc
Số: 12/QĐ-SDL   Khánh Hòa, ngày 05 tháng 02 năm 2024
QUYẾT ĐỊNH
Quy định nhiệm vụ của Phòng Quy hoạch
GIÁM ĐỐC SỞ DU LỊCH
Căn cứ Quyết định số 30/2023/QĐ-UBND ngày 10/8/2023 của UBND tỉnh;
QUYẾT ĐỊNH:
Điều 1. Phòng Quy hoạch thuộc Sở Du lịch (sau đây gọi tắt là Sở):
1. Chức năng: giúp Giám đốc Sở quản lý nhà nước về quy hoạch du lịch.
2. Nhiệm vụ và quyền hạn:
a) Trình UBND tỉnh ban hành quy hoạch điểm đến sau khi
2
lấy ý kiến Sở Xây dựng;
b) Chủ trì, phối hợp với UBND cấp huyện kiểm tra, thu hồi biển hiệu theo thẩm quyền.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Nơi nhận:            GIÁM ĐỐC
- Lưu: VT.
"""


def extract(text: str, name: str = "t.txt") -> Data:
    """The document in a text as JSON data, every promise of the contract kept."""
    document: Data = json.loads(msgspec.json.encode(nhiemvu.extract_bytes(text.encode(), name)))
    broken = nhiemvu.check(document)
    if broken:
        raise AssertionError("\n".join(broken))
    return document
