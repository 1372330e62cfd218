"""Search: with and without diacritics, phrases, order, filters; on SQLite and PostgreSQL alike."""

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import harmful
import pytest
from batch import decision
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from postgres import Server

import nhiemvu
from nhiemvu.cli import main
from nhiemvu.errors import NhiemvuError
from nhiemvu.language.letters import for_search
from nhiemvu.store.search import Found, search
from nhiemvu.store.terms import hits, phrases, terms

ROOT = Path(__file__).resolve().parents[1]
DUTIES = {
    "Cà Mau": [
        "Thẩm định dự án lưới điện nông thôn;",
        "Lập dự án và trình thẩm định theo Nghị định số 137/2013/NĐ-CP;",
        "Đề xuất đề án phát triển đảo Đá Bạc;",
        "Hòa giải tranh chấp mua bán điện;",
    ],
    "Đồng Nai": [
        "Tham dự hội thảo, định hướng án phí;",
        "Tham dinh du an (bản gõ không dấu);",
        "Hoà mạng điện mặt trời áp mái;",
        "Cấp giấy phép hoạt động điện lực:",
        "Kiểm tra, xử phạt việc thả diều gần đường dây.",
    ],
}


def fill(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for number, (place, duties) in enumerate(DUTIES.items(), 1):
        (folder / f"{number}.txt").write_text(decision(number, duties, place), "utf-8")
    return folder


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of each kind with the duties above."""
    folder = tmp_path_factory.mktemp("search")
    server: Server | None = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    url = server.database("search") if server else str(folder / "t.db")
    nhiemvu.ingest([fill(folder / "in")], url, workers=0)
    return url


def texts(found: Found) -> list[str]:
    return [hit.text for hit in found.hits]


# ---- what is found


@pytest.mark.parametrize(
    ("typed", "first_words"),
    [
        ("lưới điện", ["Thẩm định dự án lưới điện"]),
        ("luoi dien", ["Thẩm định dự án lưới điện"]),
        ("LƯỚI ĐIỆN", ["Thẩm định dự án lưới điện"]),
        ("lu\u031bo\u031b\u0301i d\u0111ie\u0323\u0302n".replace("d\u0111", "\u0111"), ["Thẩm định dự án lưới điện"]),
        ("đề án", ["Đề xuất đề án"]),
        ("de an", ["Đề xuất đề án"]),
        ("đảo đá bạc", ["Đề xuất đề án"]),
        ("dao da bac", ["Đề xuất đề án"]),
        ("hoà giải", ["Hòa giải"]),
        ("hòa mạng", ["Hoà mạng"]),
        ("hoa", ["Hoà mạng", "Hòa giải"]),
        ("137/2013/NĐ-CP", ["Lập dự án"]),
        ("137/2013/nd-cp", ["Lập dự án"]),
        ("2013/137", []),
        ("án dự", ["Lập dự án", "Tham dinh du an", "Tham dự", "Thẩm định dự án"]),
        ('"án dự"', []),
        ('"dự án" lưới', ["Thẩm định dự án"]),
        ("“dự án” lưới", ["Thẩm định dự án"]),
        ('"trình thẩm định', ["Lập dự án"]),
        ("khôngcótrongđâu", []),
        ("hoi thao, AN PHI.", ["Tham dự"]),
    ],
)
def test_words_are_found(typed: str, first_words: list[str], db: str):
    found = search(db, typed)
    assert len(found.hits) == found.total == len(first_words)
    assert all(text.startswith(start) for text, start in zip(sorted(texts(found)), first_words, strict=True))


def test_words_of_the_lead_in_count(tmp_path: Path):
    words = "Quản lý khu, cụm công nghiệp:\n- Chủ trì lập quy hoạch;\n- Báo cáo tình hình thuê đất."
    (tmp_path / "1.txt").write_text(decision(1, [words]), "utf-8")
    nhiemvu.ingest([tmp_path / "1.txt"], str(tmp_path / "t.db"), workers=0)
    (hit,) = search(str(tmp_path / "t.db"), "cum cong nghiep thue dat").hits
    assert (hit.lead_in, hit.text) == ("Quản lý khu, cụm công nghiệp:", "Báo cáo tình hình thuê đất.")


# ---- in which order


def test_as_spelled_and_side_by_side_comes_first(db: str):
    assert texts(search(db, "thẩm định dự án"))[:2] == [
        "Thẩm định dự án lưới điện nông thôn;",  # as spelled, side by side
        "Lập dự án và trình thẩm định theo Nghị định số 137/2013/NĐ-CP;",  # as spelled
    ]
    assert sorted(texts(search(db, "thẩm định dự án"))[2:]) == [
        "Tham dinh du an (bản gõ không dấu);",
        "Tham dự hội thảo, định hướng án phí;",
    ]
    assert texts(search(db, "thẩm định dự án"))[2].startswith("Tham dinh du an")  # side by side before scattered
    assert texts(search(db, "tham dinh du an"))[0].startswith("Tham dinh du an")


def test_the_first_are_given_and_all_are_counted(db: str):
    all_of_them = search(db, "dien")
    assert all_of_them.total > 2
    few = search(db, "dien", limit=2)
    assert (few.hits, few.total) == (all_of_them.hits[:2], all_of_them.total)


def test_a_hit_tells_where_it_is_printed(db: str):
    (hit,) = search(db, "luoi dien nong thon").hits
    assert (hit.province, hit.unit, hit.path) == ("Cà Mau", "Phòng Quản lý năng lượng", "Điều 1/2/a")
    assert (hit.issuer, hit.code, hit.status) == ("Sở Công Thương tỉnh Cà Mau", "1/QĐ-SCT", "current")
    assert (hit.powers, hit.agencies) == (["appraise"], [])
    assert hit.text in Path(hit.file).read_text("utf-8").splitlines()[hit.line - 1]


# ---- filters


@pytest.mark.parametrize(
    ("typed", "filters", "count"),
    [
        ("dien", {}, 4),
        ("dien", {"province": "Đồng Nai"}, 2),
        ("dien", {"province": "dong nai"}, 2),
        ("dien", {"unit": "năng lượng"}, 4),
        ("dien", {"unit": "Phòng Quản lý năng"}, 4),
        ("dien", {"power": "license"}, 1),
        ("dien", {"power": "license", "province": "Cà Mau"}, 0),
        ("dien", {"domain": "dien"}, 2),
        ("tham dinh", {"power": "appraise"}, 1),
    ],
)
def test_filters_narrow(typed: str, filters: dict[str, str], count: int, db: str):
    found = search(db, typed, **filters)  # type: ignore[arg-type]
    assert (found.total, len(found.hits)) == (count, count)


def test_a_field_of_work_holds_those_below_it(tmp_path: Path):
    db = str(tmp_path / "t.db")
    nhiemvu.ingest([ROOT / "corpus"], db, workers=0)
    under = search(db, "bao", domain="bao_chi", limit=500)
    named = search(db, "bao", domain="Báo chí", limit=500)
    below = search(db, "bao", domain="bao_chi.ban_tin", limit=500)
    assert under.total > below.total > 0
    assert {hit.duty for hit in below.hits} < {hit.duty for hit in under.hits} == {hit.duty for hit in named.hits}


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"province": "Cà Mâu Hạ"}, "no province 'Cà Mâu Hạ' in this database; it has Cà Mau"),
        ({"province": "x"}, "no province 'x' in this database; it has Cà Mau, Đồng Nai"),
        ({"unit": "Phòng Khám"}, "no unit 'Phòng Khám' in this database; it has Phòng"),
        ({"domain": "bao_trí"}, "no field of work 'bao_trí'; near it: bao_chi"),
        ({"domain": "?"}, "no field of work '?'; it is an id or a name of"),
    ],
)
def test_a_filter_that_nothing_meets_says_what_there_is(filters: dict[str, str], said: str, db: str):
    with pytest.raises(NhiemvuError, match=re.escape(said)):
        search(db, "dien", **filters)  # type: ignore[arg-type]


# ---- nothing that is typed is syntax


@pytest.mark.parametrize("typed", ["", "  ", '"', '""', "***", "' -- ;", "()", "\x00", "🙂"])
def test_words_without_a_letter_are_refused(typed: str, db: str):
    with pytest.raises(NhiemvuError, match="nothing to search for"):
        search(db, typed)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "dien OR",
            "AND dien",
            "NOT dien",
            "dien NEAR(x, 5)",
            "spelled:dien",
            "dien*",
            "^dien",
            "dien + lưới",
            "-dien",
        ),
        *(
            "{bare spelled}: dien",
            "dien & !lưới | x",
            "dien <-> lưới",
            "dien:*",
            "'; DROP TABLE duties; --",
            '"dien" """',
        ),
        *("dien%", "di_n", "\\dien\\", "dien\x00luoi", "dien " * 3_000, " ".join(f"dien{n}" for n in range(3_000))),
    ],
)
def test_signs_and_words_of_the_query_language_are_only_words(typed: str, db: str):
    found = search(db, typed)
    words = {for_search(term) for phrase in phrases(typed) for term in phrase.terms}
    assert all(words <= set(for_search(" ".join(terms(f"{hit.lead_in} {hit.text}"))).split()) for hit in found.hits)
    assert search(db, "dien").total == 4


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(typed=st.text(alphabet=st.one_of(st.characters(), st.sampled_from("đĐáàảấ\"*^:()-+&|!<>'\\ OR"))))
def test_whatever_is_typed_search_answers(typed: str, db: str):
    try:
        found = search(db, typed)
    except NhiemvuError as error:
        assert "nothing to search for" in str(error)
    else:
        assert found.total >= len(found.hits)


@settings(deadline=None)
@given(st.text(), st.text())
def test_marks_lie_in_the_text_in_order(text: str, typed: str):
    places = hits(text, phrases(typed)) if phrases(typed) else []
    flat = [at for place in places for at in place]
    assert flat == sorted(flat)
    assert all(0 <= start < end <= len(text) for start, end in places)


@settings(deadline=None)
@given(st.text())
def test_letters_without_marks_keep_their_offsets(text: str):
    assert len(for_search(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Thẩm định dự án đầu tư", "thẩm định dự án", ["Thẩm định dự án"]),
        ("Thẩm định dự án đầu tư", "tham dinh", ["Thẩm định"]),
        ("tham gia thẩm định; thẩm quyền", "thẩm định", ["thẩm định"]),
        ("tham gia, thẩm tra", "thẩm", ["thẩm"]),
        ("tham gia, thẩm tra", "tham", ["tham"]),
        ("thẩm tra, đề án", "an tham", ["thẩm", "án"]),
        ("Nghị định số 98/2020/NĐ-CP.", "98/2020/nd-cp", ["98/2020/NĐ-CP"]),
        ("Đảng ủy; ĐẢNG UỶ", "đảng ủy", ["Đảng ủy; ĐẢNG UỶ"]),
    ],
)
def test_the_best_way_in_which_the_words_stand_is_marked(text: str, typed: str, marked: list[str]):
    assert [text[start:end] for start, end in hits(text, phrases(typed))] == marked


# ---- the index follows the duties


def test_the_index_follows_what_is_read_again_and_removed(tmp_path: Path, postgresql: Server):
    for url in (str(tmp_path / "t.db"), postgresql.database("followed")):
        folder = fill(tmp_path / url.rsplit("/", 1)[-1].replace(".db", "-in"))
        nhiemvu.ingest([folder], url, workers=0)
        assert search(url, "luoi dien").total == 1
        (folder / "1.txt").write_text(decision(1, ["Kiểm tra trạm biến áp;"], "Cà Mau"), "utf-8")
        nhiemvu.ingest([folder], url, workers=0)
        assert (search(url, "luoi dien").total, search(url, "bien ap").total) == (0, 1)
        (folder / "2.txt").unlink()
        nhiemvu.ingest([folder], url, workers=0, prune=True)
        assert (search(url, "giay phep").total, search(url, "bien ap").total) == (0, 1)
    with sqlite3.connect(tmp_path / "t.db") as connection:  # raises where index and table differ
        connection.execute("INSERT INTO duties_fts (duties_fts, rank) VALUES ('integrity-check', 1)")
        connection.commit()
        connection.execute("VACUUM")
    connection.close()
    assert search(str(tmp_path / "t.db"), "bien ap").total == 1


def test_both_databases_find_the_same(tmp_path: Path, postgresql: Server):
    here, there = str(tmp_path / "t.db"), postgresql.database("same")
    for url in (here, there):
        nhiemvu.ingest([ROOT / "corpus"], url, workers=0)
    for typed in ("thẩm định", "tham dinh", '"an toàn thông tin"', "báo cáo giám đốc sở", "quy che", "55/2024"):
        ours, theirs = (search(url, typed, limit=1_000) for url in (here, there))
        assert {(hit.document, hit.duty) for hit in ours.hits} == {(hit.document, hit.duty) for hit in theirs.hits}
        assert ours.total == theirs.total
    assert search(here, "thẩm định").total > 3


# ---- the command


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nhiemvu", "search", *map(str, words)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )


def test_results_are_lines_for_people(tmp_path: Path):
    db = str(tmp_path / "t.db")
    nhiemvu.ingest([fill(tmp_path / "in")], db, workers=0)
    done = run("lưới", "điện", "--db", db)
    assert done.returncode == 0
    place, text, source = done.stdout.splitlines()
    assert place == "1. Cà Mau · Sở Công Thương tỉnh Cà Mau · Phòng Quản lý năng lượng · Điều 1/2/a"
    assert text.strip() == "Thẩm định dự án «lưới điện» nông thôn;"
    assert source.split("  [")[0].strip() == f"{tmp_path / 'in/1.txt'}:12"
    assert done.stderr == "1 found\n"


def test_results_are_json_for_programs(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]):
    db = str(tmp_path / "t.db")
    nhiemvu.ingest([fill(tmp_path / "in")], db, workers=0)
    done = run("dien", "--json", "--limit", "2", "--db", db)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == 2
    assert all({"province", "unit", "path", "text", "powers", "file", "line"} <= set(line) for line in lines)
    assert done.stderr == "4 found, the first 2 shown; more with --limit\n"


def test_harmful_texts_are_only_texts(tmp_path: Path):
    db = str(tmp_path / "t.db")
    nhiemvu.ingest([harmful.fill(tmp_path / "in")], db, workers=0)
    done = run("DROP TABLE duties", "--db", db)
    assert done.stderr == "4 found\n"
    assert len(done.stdout.splitlines()) == 12
    assert "«DROP TABLE duties»" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["x", "--power", "fly"], "--power is one of advise, submit"),
        (["x", "--limit", "0"], "--limit is 1 or more"),
        ([], "required: WORDS"),
    ],
)
def test_wrong_usage_is_told(words: list[str], said: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["search", *words])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_a_missing_database_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["search", "x", "--db", str(tmp_path / "none.db")]) == 1
    assert "nhiemvu ingest" in capsys.readouterr().err
