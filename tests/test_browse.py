"""The database in a browser: a real server on loopback, read as a person does, and in a real browser."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import harmful
import pytest
from batch import decision

import nhiemvu
from nhiemvu.cli import main
from nhiemvu.language.letters import for_search
from nhiemvu.store.terms import terms

pytest.importorskip("datasette", reason='Datasette is not installed: pip install "nhiemvu[browse]"')

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = Path("/usr/bin/chromium")
QUESTIONS = {
    "tim_nhiem_vu": {"tu_khoa": "tham dinh"},
    "nhiem_vu_theo_linh_vuc": {},
    "nhiem_vu_cua_linh_vuc": {"linh_vuc": "báo chí"},
    "don_vi_chu_tri": {"tu_khoa": ""},
    "tham_quyen_cua_don_vi": {"tinh": "khanh hoa"},
    "so_sanh_hai_tinh": {"tinh_1": "Hải Phòng", "tinh_2": "Khánh Hòa"},
    "co_quan_lien_quan": {"don_vi": ""},
    "can_xem_lai": {},
}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browse")
    (folder / "hong.txt").write_bytes(b"\x00\x01")
    nhiemvu.ingest(
        [ROOT / "corpus", harmful.fill(folder / "bad"), folder / "hong.txt"], str(folder / "t.db"), workers=0
    )
    return folder / "t.db"


def start(db: Path) -> tuple["subprocess.Popen[str]", str]:
    """A server on a free port, and its address."""
    running = subprocess.Popen(
        [sys.executable, "-m", "nhiemvu", "browse", "--db", str(db), "--port", "0", "--no-open"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr is not None
    said = running.stderr.readline()
    found = re.match(r"open (http://127\.0\.0\.1:\d+)/nhiemvu \(Ctrl-C ends it\)", said)
    assert found, said + running.stderr.read()
    return running, found[1]


@pytest.fixture(scope="module")
def site(db: Path) -> Iterator[str]:
    """The address of a running server."""
    running, address = start(db)
    try:
        yield address
    finally:
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0
        assert running.stderr is not None
        said = running.stderr.read().splitlines()  # of statements that are refused, in one of the tests
        assert [line for line in said if not line.startswith("ERROR: conn=")] == []
        running.stderr.close()


def get(site: str, path: str, **asked: str) -> str:
    with urllib.request.urlopen(f"{site}{path}?{urllib.parse.urlencode(asked)}") as answer:
        return answer.read().decode()


def rows(site: str, path: str, **asked: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(get(site, f"{path}.json", _shape="objects", **asked))["rows"]
    return found


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(script|style).*?</\1>", " ", html))).split())


# ---- the pages


def test_the_first_page_tells_in_vietnamese_what_there_is(site: str):
    html = get(site, "/nhiemvu")
    page = plain(html)
    for words in ("Nhiệm vụ, quyền hạn trong văn bản", "Tìm nhiệm vụ (có dấu hoặc không dấu)", "Câu hỏi thường gặp"):
        assert words in page
    for words in ("Đơn vị nào chủ trì việc gì", "Nhiệm vụ theo lĩnh vực", "Mỗi đơn vị một dòng, kèm số nhiệm vụ"):
        assert words in page
    assert '<html lang="vi">' in html
    assert "duty_words" not in html and "duties_fts" not in html
    assert 'url=/nhiemvu"' in get(site, "/")


def test_duties_are_a_table_with_facets_and_search(site: str):
    html = get(site, "/nhiemvu/v_browse")
    page = plain(html)
    for facet in ("Tỉnh, thành phố", "Thẩm quyền", "Lĩnh vực", "Đơn vị", "Tình trạng"):
        assert facet in page
    assert re.search(r"Thanh tra, kiểm tra \d+", page)
    assert "đang quy định" in page
    assert "Giải thích các cột" in page and "Tên đầy đủ của các cơ quan được nêu trong nhiệm vụ" in page
    assert not re.search(r"\b(rows?|Search|Apply|where|Advanced export)\b", page.split("CREATE VIEW")[0])
    assert not re.search(r"<td[^>]*>\s*(coordinate|current)\b", html)


@pytest.mark.parametrize("typed", ["thẩm định", "tham dinh", "THAM DINH", '"thẩm định"'])
def test_the_search_box_finds_with_and_without_diacritics(typed: str, site: str):
    found = rows(site, "/nhiemvu/v_browse", _search=typed)
    assert found
    assert all({"tham", "dinh"} <= set(terms(for_search(f"{row['lead_in']} {row['text']}"))) for row in found)


def test_facets_of_lists_filter(site: str):
    found = rows(site, "/nhiemvu/v_browse", powers__arraycontains="license", province="Khánh Hòa")
    assert found
    assert all("license" in json.loads(str(row["powers"])) for row in found)
    assert "Cấp phép" in plain(get(site, "/nhiemvu/v_browse", powers__arraycontains="license"))


@pytest.mark.parametrize("typed", ['"', "***", "a OR b", "spelled:x", "';--", "(", "x" * 3_000])
def test_nothing_typed_breaks_the_search(typed: str, site: str):
    assert isinstance(rows(site, "/nhiemvu/v_browse", _search=typed), list)
    assert isinstance(rows(site, "/nhiemvu/tim_nhiem_vu", tu_khoa=typed), list)


@pytest.mark.parametrize(("name", "asked"), QUESTIONS.items())
def test_every_question_has_an_answer_in_vietnamese(name: str, asked: dict[str, str], site: str):
    assert rows(site, f"/nhiemvu/{name}", **asked)
    html = get(site, f"/nhiemvu/{name}", **asked)
    page = plain(html)
    assert "dòng" in page and 'value="Xem"' in html
    assert not re.search(r"\b(row|rows|Run SQL|Custom SQL|Query parameters|tu_khoa|linh_vuc|so_don_vi|nguon)\b", page)


def test_no_question_is_untested(site: str):
    listed = json.loads(get(site, "/nhiemvu.json"))["queries"]
    assert {query["name"] for query in listed} == set(QUESTIONS)


def test_answers_are_right(site: str):
    best = rows(site, "/nhiemvu/tim_nhiem_vu", tu_khoa="cấp giấy phép")
    assert "cấp giấy phép" in f"{best[0]['lead_in']} {best[0]['text']}".lower()
    units = rows(site, "/nhiemvu/tham_quyen_cua_don_vi", tinh="khanh hoa")
    assert {row["province"] for row in units} == {"Khánh Hòa"}
    document = nhiemvu.extract(ROOT / "corpus/quyet-dinh-khanh-hoa.txt")
    assert sum(row["duties"] for row in units) == sum(bool(duty.powers) for duty in document.duties)  # type: ignore[misc]
    assert rows(site, "/nhiemvu/co_quan_lien_quan", don_vi="thong tin - bao chi")  # names whose words come twice, too
    assert [row["state"] for row in rows(site, "/nhiemvu/can_xem_lai")][:1] == ["failed"]


def test_every_table_shows_its_title_and_its_columns(site: str):
    tables = [table["name"] for table in json.loads(get(site, "/nhiemvu.json"))["tables"] if not table["hidden"]]
    assert {"documents", "duties", "units", "agencies", "citations"} <= set(tables)
    for name in (*tables, "v_units", "v_files", "v_duties"):
        html = get(site, f"/nhiemvu/{name}", _size="1")
        assert f"<h1>{name}" not in html
        heads = re.findall(r'<th [^>]*data-column="(\w+)"[^>]*>(.*?)</th>', html, re.DOTALL)
        assert [column for column, title in heads if plain(title).rstrip(" ▼▲") == column] == []


def test_the_words_of_the_page_are_those_of_this_datasette():
    # Not imported: that leaves a connection of its own open, which Python 3.13 warns of.
    folder = Path(find_spec("datasette").origin).parent / "templates"
    lines = (ROOT / "pipeline/browse/page.tsv").read_text("utf-8").splitlines()
    pairs = [line.split("\t")[:2] for line in lines if not line.startswith("#")]
    assert len(pairs) > 40
    assert [(name, words) for name, words in pairs if words not in (folder / name).read_text("utf-8")] == []


# ---- harm


def test_texts_of_documents_are_only_texts(site: str):
    html = get(site, "/nhiemvu/v_browse", _search="document.title")
    assert "&lt;script&gt;document.title" in html
    assert "<script>document.title" not in html
    assert "<img src=x" not in html + get(site, "/nhiemvu/v_files") + get(site, "/nhiemvu/files")


@pytest.mark.parametrize(
    "sql", ["DELETE FROM duties", "DROP TABLE duties", "SELECT 1; DELETE FROM duties", "PRAGMA writable_schema=1"]
)
def test_nothing_can_be_written(sql: str, site: str, db: Path):
    before = db.read_bytes()
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(site, "/nhiemvu.json", sql=sql)
    assert refused.value.code == 400
    refused.value.close()
    assert db.read_bytes() == before


def test_what_is_ingested_meanwhile_shows(tmp_path: Path):
    db = tmp_path / "t.db"
    (tmp_path / "1.txt").write_text(decision(1), "utf-8")
    nhiemvu.ingest([tmp_path / "1.txt"], str(db), workers=0)
    running, site = start(db)
    try:
        assert len(rows(site, "/nhiemvu/documents")) == 1
        (tmp_path / "2.txt").write_text(decision(2, ["Kiểm tra đập thủy điện;"]), "utf-8")
        nhiemvu.ingest([tmp_path / "2.txt"], str(db), workers=0)
        assert len(rows(site, "/nhiemvu/documents")) == 2
        assert len(rows(site, "/nhiemvu/v_browse", _search="kiem tra dap")) == 2
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=20)


@pytest.mark.slow
def test_in_a_real_browser_a_person_finds_a_duty(site: str, tmp_path: Path):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": 1300, "height": 1000})
        wrong: list[str] = []
        asked: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(site)
        page.get_by_label("Tìm nhiệm vụ (có dấu hoặc không dấu)").fill("an toan thong tin")
        page.get_by_role("button", name="Tìm").click()
        assert page.locator("h1").inner_text() == "Nhiệm vụ"
        before = page.locator("table.rows-and-columns tbody tr").count()
        page.locator("#facet-province").get_by_role("link", name="Khánh Hòa").click()
        page.wait_for_url("**province=*")
        page.locator("footer").wait_for()
        assert 0 < page.locator("table.rows-and-columns tbody tr").count() < before
        assert {cell.inner_text() for cell in page.locator("td.col-province").all()} == {"Khánh Hòa"}
        page.goto(f"{site}/nhiemvu/v_browse?_search=document.title")
        assert page.title() != "hỏng"
        page.screenshot(path=str(tmp_path / "page.png"))
        browser.close()
    assert wrong == []
    assert all(url.startswith((site, "data:")) for url in asked)
    assert (tmp_path / "page.png").stat().st_size > 10_000


# ---- the command


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--db", "postgresql://h/d"], "browse reads SQLite only; copy the database first: nhiemvu export"),
        (["--db", "none.db"], "no database none.db; make it with nhiemvu ingest"),
        (["--db", "sqlite:///none.db"], "none.db; make it with nhiemvu ingest"),
        (["--db", str(ROOT / "LICENSE")], "is no database"),
    ],
)
def test_what_cannot_be_browsed_costs_one_line(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    assert main(["browse", "--no-open", *words]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_a_port_that_is_taken_is_told(site: str, db: Path):
    port = site.rsplit(":", 1)[1]
    words = [sys.executable, "-m", "nhiemvu", "browse", "--db", str(db), "--no-open", "--port"]
    for taken, said in ((port, f"cannot use port {port}: Address already in use"), ("99999", "cannot use port 99999")):
        done = subprocess.run([*words, taken], cwd=ROOT, capture_output=True, text=True, timeout=60)
        assert done.returncode == 1
        assert done.stderr.startswith(said) and done.stderr.count("\n") == 1
        assert done.stderr.endswith("choose another with --port\n")


def test_without_datasette_it_says_what_to_install(
    db: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setitem(sys.modules, "datasette.app", None)
    assert main(["browse", "--no-open", "--db", str(db)]) == 1
    assert capsys.readouterr().err == 'Datasette is missing: pip install "nhiemvu[browse]"\n'
