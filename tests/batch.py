"""What the tests of databases share: small decisions in folders, and all that a database holds."""

from pathlib import Path
from typing import Any

from sqlalchemy import select

from nhiemvu.store.connection import open_database, reading
from nhiemvu.store.tables import METADATA

DECISION = """\
UBND TỈNH {upper}   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ CÔNG THƯƠNG   Độc lập - Tự do - Hạnh phúc
Số: {number}/QĐ-SCT   {place}, ngày 09 tháng 7 năm 2024
QUYẾT ĐỊNH
Quy định nhiệm vụ của Phòng Quản lý năng lượng
GIÁM ĐỐC SỞ CÔNG THƯƠNG
Căn cứ Luật Điện lực ngày 03 tháng 12 năm 2004;
QUYẾT ĐỊNH:
Điều 1. Phòng Quản lý năng lượng thuộc Sở Công Thương:
1. Chức năng: giúp Giám đốc Sở quản lý nhà nước về điện lực.
2. Nhiệm vụ và quyền hạn:
{duties}
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Nơi nhận:            GIÁM ĐỐC
- Lưu: VT.
"""
DUTIES = [
    "Trình UBND tỉnh ban hành kế hoạch tiết kiệm điện;",
    "Thẩm định đề án lưới điện trung áp theo thẩm quyền;",
    "Phối hợp với Công an tỉnh kiểm tra an toàn đập thủy điện;",
]


def decision(number: int, duties: list[str] = DUTIES, place: str = "Cà Mau") -> str:
    """A small decision, its code by the number."""
    lines = "\n".join(f"{letter}) {duty}" for letter, duty in zip("abcdeghik", duties, strict=False))
    return DECISION.format(number=number, duties=lines, place=place, upper=place.upper())


def fill(folder: Path, count: int) -> Path:
    """A folder of decisions: some deeper, one in two files, one that cannot be read, one that is no decision."""
    (folder / "deep" / "er").mkdir(parents=True)
    for number in range(count):
        place = folder / "deep" / "er" if number % 3 == 0 else folder
        (place / f"qd-{number}.txt").write_text(decision(number + 1), "utf-8")
    (folder / "ban-sao.md").write_text(decision(1), "utf-8")
    (folder / "hong.txt").write_bytes(b"\x00\x01\x02\x03")
    (folder / ".an.txt").write_text("ẩn", "utf-8")
    return folder


def dump(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, in an order of their own, alike on every database."""
    database = open_database(url)
    with reading(database) as connection:
        held = {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in METADATA.tables.items()
        }
    database.dispose()
    return held
