"""What many documents lack: each kind of finding shows on a text that has it, and not on one that has not."""

import pytest
from decision import EXAMPLE, HEADER
from test_cli import run

import nhiemvu
from nhiemvu.quality.survey import KINDS, survey

ROWS = {
    "article-gap": HEADER + "Điều 1. Một.\nĐiều 2. Hai.\nĐiều 4. Bốn.\n",
    "quote-unclosed": HEADER + "Điều 1. Sửa đổi Điều 2 như sau:\n“Điều 2. Một.\n1. Hai.\nĐiều 2. Ba.\n",
    "label-doubtful": HEADER + "Điều 1. Một:\na) hai;\nd) ba.\n",
    "passage-without-duties": HEADER + "Điều 1. Nhiệm vụ của những nhóm\n1. Giữ cây.\n",
    "duties-nowhere": HEADER + "Điều 1. Các phòng làm tốt việc của mình.\n",
    "type-missing": HEADER.replace("QUYẾT ĐỊNH\n", "\n", 1).replace("Số: 27/QĐ-SCT", "").replace("QUYẾT ĐỊNH:\n", ""),
    "issuer-missing": "Điều 1. Một.\n",
}


def kinds(text: str) -> set[str]:
    return {finding.kind for finding in survey(nhiemvu.extract_bytes(text.encode(), "t.txt"))}


@pytest.mark.parametrize(("kind", "text"), ROWS.items(), ids=ROWS)
def test_what_a_text_lacks_is_found(kind: str, text: str) -> None:
    assert kind in kinds(text)
    assert kind in KINDS


def test_a_whole_decision_lacks_nothing() -> None:
    assert kinds(EXAMPLE) == set()


def test_command_counts_and_lists_the_worst(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.txt").write_text(ROWS["article-gap"], "utf-8")
    (tmp_path / "b.txt").write_text(EXAMPLE, "utf-8")
    assert run("extract", "a.txt", "b.txt", "-o", "out", cwd=tmp_path).returncode == 0
    done = run("check", "--stats", "out/a.json", "out/b.json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "2 documents"
    assert "        1      1  article-gap:" in done.stdout
    assert any(line.startswith("  out/a.json:") for line in lines)
    assert not any(line.startswith("  out/b.json:") for line in lines)
    assert "Điều 4 after Điều 2" in done.stdout


def test_bulk_documents_hold_together(shared) -> None:  # type: ignore[no-untyped-def]
    """Điều follow one another or the gap is told; type, number and date are found where they are printed."""
    missing = {}
    for path in sorted((shared / "corpus/bulk").glob("*.md")):
        found = {finding.kind for finding in survey(nhiemvu.extract(path))}
        missing[path.name] = found & {"article-gap-silent", "type-missing", "code-missing", "date-missing"}
    assert len(missing) == 73
    assert {name: kinds for name, kinds in missing.items() if kinds} == {}
