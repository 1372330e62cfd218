"""Decisions that would harm a careless program: formulas, statements, markup; in texts, codes and names of files."""

from pathlib import Path

from batch import decision

FORMULA = '=HYPERLINK("http://127.0.0.1/x","Bấm vào đây") và báo cáo'
STATEMENT = "Kiểm tra ');DROP TABLE duties;-- và \"trích dẫn\", 'nháy đơn'"
MARKUP = "Quản lý <script>document.title='hỏng'</script> & <b>thẻ</b>"
LABEL = "- Gạch đầu dòng rồi +84 và @lệnh"
NAMES = ["=1+1.txt", "'; DROP TABLE files; --.txt", "<img src=x onerror=alert(1)>.txt", "@lệnh.txt"]


def fill(folder: Path) -> Path:
    """A folder of such decisions."""
    folder.mkdir(parents=True)
    for number, name in enumerate(NAMES):
        (folder / name).write_text(decision(40 + number, [FORMULA, STATEMENT, MARKUP, LABEL]), "utf-8")
    return folder
