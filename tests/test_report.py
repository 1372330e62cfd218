"""The reports of a comparison: the page in a real browser, the workbook read back, and the words in both languages."""

import json
import re
import shutil
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import msgspec
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from versus import ENDLESS, HOSTILE, entry, large, pair, side, small, versus

from nhiemvu import compare
from nhiemvu.cli import main
from nhiemvu.comparison.model import DifferenceKind, Relation
from nhiemvu.knowledge import table
from nhiemvu.model import Power
from nhiemvu.report import html, xlsx
from nhiemvu.report.names import names
from nhiemvu.report.rows import RELATIONS, groups
from nhiemvu.report.wording import differing, marked
from nhiemvu.report.words import say, words

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def literal(annotated: Any) -> set[str]:
    return set(get_args(get_args(annotated)[0]))


# ---- wording: what differs between two texts


def shown(left: str, right: str) -> tuple[str, str]:
    """Both texts, the phrases that the other lacks in brackets."""
    return tuple("".join(f"[{run.text}]" if run.kind != "shared" else run.text for run in side)
                 for side in marked(left, [], right, []))  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Cấp giấy phép.", "Cấp giấy phép.", ("Cấp giấy phép.", "Cấp giấy phép.")),
        ("CẤP  giấy phép;", "Cấp giấy phép.", ("CẤP  giấy phép;", "Cấp giấy phép.")),  # letters, spaces, marks
        ("In ở thành phố.", "In ở tỉnh.", ("In ở [thành phố].", "In ở [tỉnh].")),
        ("Cấp, thu hồi phép", "Thu hồi phép", ("[Cấp], thu hồi phép", "Thu hồi phép")),
        ("Trồng cây và tưới hoa", "Bán sách và mua báo", ("[Trồng cây và tưới hoa]", "[Bán sách và mua báo]")),  # lone
        ("Luật số 25/2018/QH14", "Luật số 26/2018/QH14", ("Luật số [25/2018/QH14]", "Luật số [26/2018/QH14]")),
        ("", "Cấp phép", ("", "[Cấp phép]")),
        ("", "", ("", "")),
    ],
)
def test_phrases_that_the_other_text_lacks(left: str, right: str, expected: tuple[str, str]) -> None:
    assert shown(left, right) == expected


def test_what_the_comparison_counts_is_told_from_mere_wording() -> None:
    here, there = marked("Kiểm tra sách ở thành phố", [(0, 8)], "Bán sách ở tỉnh", [(0, 3)])
    assert [(run.text, run.kind) for run in here] == [
        ("Kiểm tra", "counts"),
        (" sách ở ", "shared"),
        ("thành phố", "wording"),
    ]
    assert [run.kind for run in there] == ["counts", "shared", "wording"]


TEXTS = st.lists(st.sampled_from(["cấp", "Cấp", "phép", ",", "; ", "và", "Ủy", "\u0301", "12/QĐ", "\n"])).map(" ".join)


@given(TEXTS, TEXTS)
def test_runs_joined_are_the_text(left: str, right: str) -> None:
    here, there = marked(left, differing(left, right)[0][::2], right, [])
    assert "".join(run.text for run in here) == left
    assert "".join(run.text for run in there) == right
    assert all(run.text for run in (*here, *there))


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert differing(text, text.upper()) == ([], [])


# ---- words and names


def test_every_relation_difference_and_power_has_a_word_in_both_languages() -> None:
    keys = {f"relation.{one}" for one in literal(Relation)} | {f"difference.{one}" for one in literal(DifferenceKind)}
    assert keys | {f"power.{one}" for one in literal(Power)} <= set(words())
    assert {row["power"] for row in table("powers")} == literal(Power)
    assert {tuple(sorted(both)) for both in words().values()} == {("en", "vi")}
    for key, both in words().items():
        assert all(text == text.strip() != "" for text in both.values()), key
        assert re.findall(r"\{\d\}", both["vi"]) == re.findall(r"\{\d\}", both["en"]), key


def test_every_word_is_used() -> None:
    folder = Path(__file__).resolve().parents[1] / "pipeline/report"
    code = "".join(path.read_text("utf-8") for path in folder.iterdir() if path.suffix in (".py", ".html", ".js"))
    made = ("relation.", "difference.", "power.", "about.", "side.", "broader")
    unused = [
        key for key in words() if not re.search(rf"[\"']{re.escape(key)}[\"']", code) and not key.startswith(made)
    ]
    assert unused == []


def test_a_word_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("vi", "nonsense")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (side("Hà Nội", []), side("Huế", []), ("Hà Nội", "Huế")),
        (
            side("Huế", [entry("a", "x")]),
            side("Huế", [entry("b", "x", status="proposed")]),
            ("@side.current", "@side.proposed"),
        ),
        (side(None, [], code="1/NĐ-CP"), side(None, [], code="2/NĐ-CP"), ("1/NĐ-CP", "2/NĐ-CP")),
        (
            side("Huế", [entry("a", "x", holder="Văn phòng")]),
            side("Huế", [entry("b", "x", holder="Thanh tra")]),
            ("Văn phòng", "Thanh tra"),
        ),
        (side("Huế", []), side("Huế", []), ("@side.left", "@side.right")),
    ],
)
def test_sides_are_called_by_what_tells_them_apart(left, right, expected) -> None:
    assert names(versus(left, right, [])) == expected


# ---- rows


def test_each_pair_and_each_duty_alone_is_one_row_in_the_order_of_the_left() -> None:
    found = [(group.id, [row.anchor for row in group.rows]) for group in groups(small())]
    assert found == [
        ("bao_chi", ["pair-a1-b1", "pair-a2-b2", "left-a4"]),
        ("buu_chinh", ["pair-a3-b3", "pair-a3-b4", "right-b5"]),
        ("", ["left-a5"]),
    ]
    for group in groups(small()):
        assert sum(group.counts.values()) == len(group.rows)


def test_the_other_pairs_of_a_duty_are_named() -> None:
    rows = {row.anchor: row for group in groups(small()) for row in group.rows}
    assert rows["pair-a3-b3"].left.also == [("pair-a3-b4", "Điều 2/b4")]
    assert rows["pair-a3-b3"].right.also == []


# ---- the page, as text


class Tags(HTMLParser):
    """The start tags of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_holds_all_it_needs() -> None:
    page = html(small())
    tags = Tags(page).found
    links = {value for _, attributes in tags for name, value in attributes.items() if name in ("src", "href", "action")}
    assert links
    assert {link for link in links if not link.startswith("#")} == {"data:,"}
    assert "@import" not in page
    assert "url(" not in page
    (policy,) = [one["content"] for tag, one in tags if one.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert [tag for tag, attributes in tags if "style" in attributes] == []
    assert [name for _, attributes in tags for name in attributes if name.startswith("on")] == []


def test_ids_are_unique_and_what_refers_to_them_finds_them() -> None:
    tags = Tags(html(small())).found
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in tags:
        for name in ("for", "aria-labelledby", "aria-describedby"):
            assert set((attributes.get(name) or "").split()) <= set(ids)
        link = attributes.get("href") or ""
        assert "=" in link or not link.startswith("#") or link[1:] in ids, link


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_same_comparison_gives_the_same_files(lang: str) -> None:
    again = msgspec.json.decode(msgspec.json.encode(small()), type=type(small()))
    assert html(small(), lang) == html(again, lang)
    assert xlsx(small(), lang) == xlsx(again, lang)


def test_a_file_may_have_any_name() -> None:
    left, right = (
        side(None, [entry(name, "Cấp phép.")], code=None, source=f"{name}.txt") for name in ("@{0}|", "@side.left")
    )
    page = html(versus(left, right, []))
    assert '<h1><span data-t="heading"' in page
    assert "@{0}|.txt và @side.left.txt" in page
    assert xlsx(versus(left, right, []))


def test_empty_sides_make_a_page_and_a_workbook() -> None:
    nothing = versus(side("Huế", []), side("Hà Nội", []), [])
    assert "0 nhiệm vụ, trong đó 0 không có ở Hà Nội" in html(nothing)
    assert openpyxl.load_workbook(BytesIO(xlsx(nothing))).sheetnames[0] == "Tổng hợp"


# ---- the page, in a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM:
        pytest.skip("no chromium on this machine")
    with playwright.sync_playwright() as started:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=options)
        yield chromium
        chromium.close()


class Reader:
    """A reader of a report: opens it, and remembers what went wrong and what was asked of other hosts."""

    def __init__(self, browser: Any, folder: Path, text: str, **context: Any) -> None:
        self.file = folder / "report.html"
        self.file.write_text(text, "utf-8")
        self.page = browser.new_page(**({"viewport": {"width": 1400, "height": 900}} | context))
        self.wrong: list[str] = []
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.wrong.append("a dialog opened"), dialog.dismiss()))
        self.page.route("**/*", self._ask)
        self.open()

    def _ask(self, route: Any) -> None:
        if route.request.url.split("#")[0] == self.file.as_uri():
            route.continue_()
        else:
            self.wrong.append(f"asked for {route.request.url}")
            route.abort()

    def open(self, fragment: str = "") -> None:
        self.page.goto("about:blank")
        self.page.goto(self.file.as_uri() + fragment)

    @property
    def rows(self) -> list[str]:
        """The anchors of the rows that are shown."""
        return self.page.locator("article:visible").evaluate_all("rows => rows.map(row => row.id)")

    @property
    def fragment(self) -> str:
        return self.page.evaluate("location.hash")

    def says(self, text: str) -> None:
        """Wait until the count of shown rows is `text`."""
        self.page.locator("#shown", has_text=re.compile(f"^{re.escape(text)}$")).wait_for(timeout=20_000)


@pytest.fixture
def reader(browser: Any, tmp_path: Path) -> Iterator[Reader]:
    one = Reader(browser, tmp_path, html(small()))
    yield one
    one.page.close()
    assert one.wrong == []


def test_hostile_and_endless_texts_show_as_text(reader: Reader) -> None:
    row = reader.page.locator("#left-a4 .duty .text").first
    assert row.text_content().strip() == HOSTILE
    assert reader.page.locator("article script, article b:not(.side)").count() == 0
    assert ENDLESS in reader.page.locator("#right-b5").text_content()


@pytest.mark.parametrize("width", [320, 400, 820, 1000, 1400])
def test_nothing_stands_outside_a_screen_of_any_width(browser: Any, tmp_path: Path, width: int) -> None:
    long = entry("a", ENDLESS, "ttll", holder="Phòng " + "Thông tin " * 12)
    size = {"width": width, "height": 700}
    text = html(versus(side("Hải Phòng", [long]), side("Khánh Hòa", [entry("b", HOSTILE)]), []))
    reader = Reader(browser, tmp_path, text, viewport=size)
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    outside = reader.page.locator("body *:not(.hidden, .hidden *, .skip, .skip *, thead *)").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"
    )
    assert outside == []
    reader.page.close()


def test_summary_counts_and_its_chart_speak(reader: Reader) -> None:
    page = reader.page
    assert page.get_by_role("img", name="Số cặp và số nhiệm vụ theo quan hệ").count() == 1
    line = page.get_by_role("row", name=re.compile("^Bưu chính"))
    assert [cell.strip() for cell in line.get_by_role("cell").all_text_contents()][:6] == ["0", "0", "2", "0", "1", "3"]
    page.get_by_role("link", name=re.compile("Chỉ có ở Hải Phòng")).first.click()
    reader.says("Đang hiện 2 trong 7 mục")
    assert reader.rows == ["left-a4", "left-a5"]
    line.get_by_role("link", name="2").click()
    reader.says("Đang hiện 2 trong 7 mục")
    assert reader.rows == ["pair-a3-b3", "pair-a3-b4"]


def test_filters_of_relation_domain_and_power(reader: Reader) -> None:
    page = reader.page
    page.get_by_role("checkbox", name="Giống nhau").uncheck()
    reader.says("Đang hiện 6 trong 7 mục")
    page.get_by_role("combobox", name="Lĩnh vực").select_option("Bưu chính")
    reader.says("Đang hiện 3 trong 7 mục")
    assert page.get_by_role("heading", name="Báo chí", exact=True).count() == 0
    page.get_by_role("combobox", name="Thẩm quyền").select_option("Tổ chức thực hiện")
    reader.says("Đang hiện 1 trong 7 mục")
    assert reader.rows == ["pair-a3-b4"]
    page.get_by_role("button", name="Bỏ lọc").click()
    reader.says("Đang hiện 7 trong 7 mục")


@pytest.mark.parametrize("typed", ["đổi tên", "doi ten", "DOI TEN", "tên  đổi", "toa soan"])
def test_search_with_and_without_diacritics(reader: Reader, typed: str) -> None:
    reader.page.get_by_role("searchbox", name=re.compile("Tìm trong nội dung")).fill(typed)
    reader.says("Đang hiện 1 trong 7 mục")
    assert reader.rows == ["pair-a2-b2"]


def test_search_without_result_says_so(reader: Reader) -> None:
    reader.page.get_by_role("searchbox").fill("không đâu có chữ này")
    reader.says("Đang hiện 0 trong 7 mục")
    assert reader.page.get_by_text("Không có mục nào khớp").is_visible()


def test_filters_stand_in_the_address_and_come_back_from_it(reader: Reader) -> None:
    page = reader.page
    page.get_by_role("searchbox").fill("tem & thư #1")
    page.get_by_role("combobox", name="Lĩnh vực").select_option("Bưu chính")
    page.get_by_role("checkbox", name="Giống nhau").uncheck()
    reader.says("Đang hiện 0 trong 7 mục")
    kept = reader.fragment
    reader.open(kept)
    assert page.get_by_role("searchbox").input_value() == "tem & thư #1"
    assert page.get_by_role("combobox", name="Lĩnh vực").input_value() == "buu_chinh"
    assert not page.get_by_role("checkbox", name="Giống nhau").is_checked()
    reader.open("#q=tem&lang=en")
    reader.says("Showing 2 of 7 items")


def test_a_link_opens_its_row_whatever_is_filtered(reader: Reader) -> None:
    page = reader.page
    reader.open("#pair-a3-b4")
    assert page.locator("#pair-a3-b4").evaluate("row => row.matches(':target') && row === document.activeElement")
    assert 0 <= page.locator("#pair-a3-b4").bounding_box()["y"] < 900
    page.get_by_role("searchbox").fill("lưu chiểu")
    reader.says("Đang hiện 1 trong 7 mục")
    page.evaluate("location.hash = '#pair-a2-b2'")
    reader.says("Đang hiện 7 trong 7 mục")
    assert page.locator("#pair-a2-b2").is_visible()
    page.get_by_role("link", name="Liên kết đến mục 1", exact=True).click()
    assert reader.fragment == "#pair-a1-b1"
    page.locator("#pair-a3-b3").get_by_role("link", name="Điều 2/b4").click()
    assert reader.fragment == "#pair-a3-b4"


@pytest.mark.parametrize("fragment", ["#", "#%E0%A4%A", "#nonsense", "#domain=x&relation=y&power=z", "#lang=xx"])
def test_an_address_that_means_nothing_breaks_nothing(reader: Reader, fragment: str) -> None:
    reader.open(fragment)
    assert reader.page.locator("#shown").text_content() in ("Đang hiện 7 trong 7 mục", "Đang hiện 0 trong 7 mục")


def test_each_duty_leads_to_its_line(reader: Reader) -> None:
    cells = reader.page.locator("#pair-a2-b2 .duty").all_inner_texts()
    assert "Sở Thông tin và Truyền thông" in cells[0]
    assert "Điều 2/a2 · trang 3 · dòng 41" in cells[0]
    assert "Về báo chí: Kiểm tra việc đổi tên tòa soạn." in cells[0]
    assert "Điều 2/b2 · trang 7 · dòng 88" in cells[1]
    assert "Gần nhất · tương đồng 25%" in reader.page.locator("#left-a5").text_content()


def test_differences_are_marked_by_more_than_colour(reader: Reader) -> None:
    row = reader.page.locator("#pair-a2-b2")
    assert row.locator("del").all_text_contents() == ["tòa soạn"]
    assert row.locator("ins").all_text_contents() == ["Phối hợp", "đài"]
    assert row.locator("del").evaluate("mark => getComputedStyle(mark).textDecorationStyle") == "dashed"
    assert row.locator("ins").first.evaluate("mark => getComputedStyle(mark).textDecorationLine") == "underline"
    assert reader.page.locator("#pair-a1-b1 .w").all_text_contents() == ["thành phố", "tỉnh"]
    told = row.locator("dl").inner_text()
    assert re.sub(r"\s+", " ", told).startswith("Thẩm quyền Thanh tra, kiểm tra Phối hợp Đối tượng tòa soạn đài")


def test_language_changes_in_the_page_and_back(reader: Reader) -> None:
    page = reader.page
    before = page.locator("body").inner_text()
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title() == "Duties compared: Hải Phòng and Khánh Hòa"
    assert page.get_by_role("heading", level=1).inner_text() == "Hải Phòng and Khánh Hòa"
    assert page.locator("#shown").inner_text() == "Showing 7 of 7 items"
    assert page.get_by_role("search", name="Filter and search").count() == 1
    assert "lang=en" in reader.fragment
    own = page.locator("[data-t]").evaluate_all("all => all.map(one => one.textContent)")
    reader.file.write_text(html(small(), "en"), "utf-8")
    page.get_by_role("button", name="Tiếng Việt").click()
    assert page.locator("body").inner_text() == before
    reader.open()
    assert page.locator("[data-t]").evaluate_all("all => all.map(one => one.textContent)") == own


def test_dark_and_light_by_the_system_and_by_hand(browser: Any, tmp_path: Path) -> None:
    reader = Reader(browser, tmp_path, html(small()), color_scheme="dark")
    page = reader.page
    ink = "getComputedStyle(document.body).color"
    dark = page.evaluate(ink)
    page.get_by_role("button", name="Nền sáng").click()
    assert page.evaluate(ink) != dark
    page.reload()
    assert page.get_by_role("button", name="Nền tối").is_visible()
    page.emulate_media(media="print")
    light = page.evaluate(ink)
    page.get_by_role("button", name="Nền tối", include_hidden=True).evaluate("button => button.click()")
    assert page.evaluate(ink) == light  # paper is white
    assert not page.locator("form").is_visible()
    page.close()
    assert reader.wrong == []


def luminance(colour: str) -> float:
    channels = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_that_wcag_aa_asks_for(browser: Any, tmp_path: Path, scheme: str) -> None:
    reader = Reader(browser, tmp_path, html(small()), color_scheme=scheme)
    reader.open("#pair-a2-b2")
    seen = reader.page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(e => e.offsetParent !== null
             && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).map(e => {
             let under = e;
             const clear = "rgba(0, 0, 0, 0)";
             while (getComputedStyle(under).backgroundColor === clear) under = under.parentElement;
             return [e.textContent.slice(0, 30), getComputedStyle(e).color, getComputedStyle(under).backgroundColor];
           })"""
    )
    assert len(seen) > 100
    for text, ink, ground in seen:
        high, low = sorted((luminance(ink), luminance(ground)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, (text, ink, ground)
    reader.page.close()


def test_the_keyboard_reaches_everything(reader: Reader) -> None:
    page = reader.page
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Đến danh sách nhiệm vụ")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.bounding_box()["x"] >= 0  # it shows when it has the focus
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "duties"
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "document.activeElement.name || document.activeElement.type || document.activeElement.className"
            )
        )
    assert reached[:9] == ["q", "domain", "power", *["relation"] * 5, "reset"]
    assert reached[9] == "anchor"
    page.get_by_role("checkbox", name="Khác nhau").focus()
    page.keyboard.press("Space")
    reader.says("Đang hiện 6 trong 7 mục")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "reset"
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("Enter")
    reader.says("Đang hiện 7 trong 7 mục")


def test_a_screen_reader_finds_its_way(reader: Reader) -> None:
    page = reader.page
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1, role
    assert page.get_by_role("search", name="Lọc và tìm").count() == 1
    levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.locator("#shown").get_attribute("aria-live") == "polite"
    assert page.get_by_role("article", name=re.compile(r"^2\. Khác nhau$")).count() == 1
    assert page.get_by_role("region", name="Báo chí").count() == 1
    for control in page.locator("button, input, select, a").all():
        assert control.evaluate("one => (one.labels?.[0] ?? one).textContent.trim()"), control
    assert page.locator("[lang=vi]").count() >= 10


def test_two_thousand_duties_a_side_open_and_filter(browser: Any, tmp_path: Path) -> None:
    began = time.perf_counter()
    text = html(large(2000))
    made = time.perf_counter()
    reader = Reader(browser, tmp_path, text)
    opened = time.perf_counter()
    count = reader.page.locator("article").count()
    assert count == 1500 + 2 * 500
    searched = time.perf_counter()
    reader.page.get_by_role("searchbox").fill("nhiem vu 1234:")
    reader.says(f"Đang hiện 1 trong {count} mục")
    found = time.perf_counter()
    reader.open("#pair-a1998-b1998")
    assert 0 <= reader.page.locator("#pair-a1998-b1998").bounding_box()["y"] < 900
    print(
        f"made {made - began:.2f} s, {len(text) / 1e6:.1f} M; opened {opened - made:.2f}; found {found - searched:.2f}"
    )
    reader.page.close()
    assert reader.wrong == []


# ---- the workbook


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(xlsx(small())), rich_text=True)


def column(sheet: Any, heading: str) -> list[Any]:
    """The cells below a heading."""
    (at,) = [cell.column for cell in sheet[1] if cell.value == heading]
    return [sheet.cell(row, at) for row in range(2, sheet.max_row + 1)]


def test_sheets_of_the_workbook(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["Tổng hợp", "Cặp nhiệm vụ", "Chỉ có ở Hải Phòng", "Chỉ có ở Khánh Hòa"]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[cell.column_letter].width >= 6 for cell in sheet[1])
        assert all(cell.alignment.wrap_text for cell in sheet[2])
    numbers = {row[0].value: [cell.value for cell in row[1:7]] for row in book["Tổng hợp"].iter_rows() if row[0].value}
    assert numbers["Bưu chính"] == [0, 0, 2, 0, 1, 3]
    assert numbers["Tổng cộng"] == [1, 1, 2, 2, 1, 7]


def test_pairs_of_the_workbook(book: openpyxl.Workbook) -> None:
    sheet = book["Cặp nhiệm vụ"]
    assert [cell.value for cell in column(sheet, "Quan hệ")] == ["Giống nhau", "Khác nhau", *["Trùng một phần"] * 2]
    assert len({cell.fill.fgColor.rgb for cell in column(sheet, "Quan hệ")}) == 3
    assert [cell.value for cell in column(sheet, "Tương đồng")] == [0.96, 0.7, 0.6, 0.4]
    assert column(sheet, "Hải Phòng: Trang, dòng")[1].value == "trang 3, dòng 41"
    text = column(sheet, "Khánh Hòa: Nội dung")[1].value
    assert isinstance(text, CellRichText)
    assert str(text) == "Phối hợp kiểm tra việc đổi tên đài."
    assert [str(part) for part in text if isinstance(part, TextBlock) and part.font.u] == ["Phối hợp", "đài"]
    assert str(column(sheet, "Hải Phòng: Nội dung")[1].value).startswith("Về báo chí: Kiểm tra")
    assert (
        column(sheet, "Khác biệt")[1].value == "Thẩm quyền: Thanh tra, kiểm tra → Phối hợp\nĐối tượng: tòa soạn → đài"
    )
    assert column(sheet, "Khác biệt")[2].value == "Hải Phòng rộng hơn"


@pytest.mark.parametrize(
    "text", [HOSTILE, "=1+1", "+84 24", "-1 dấu trừ", "@SUM(A1)", "\t=1", "http://x.example", "007"]
)
def test_no_text_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    comparison = versus(
        side("Huế", [entry("a", text, holder=text), entry("c", text)], title=text),
        side("Hà Nội", [entry("b", f"{text} khác", path=text)]),
        [pair(entry("a", text), entry("b", text), "changed", right_marks=[(0, 1)])],
    )
    book = openpyxl.load_workbook(BytesIO(xlsx(comparison)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert sum(str(cell.value).strip() == text.strip() for cell in cells) >= 4
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell for cell in cells if cell.hyperlink] == []
    assert all(cell.data_type == "s" for cell in cells if str(cell.value).strip() == text.strip())


def test_texts_longer_than_a_cell_are_cut_and_odd_names_make_sheets() -> None:
    long = "Cấp phép. " * 4000
    comparison = versus(
        side("Huế [bản 1/2]: " + "x" * 40, [entry("a", long)]),
        side("Huế [bản 1/2]: " + "x" * 41, [entry("b", long + "Thêm.")]),
        [],
    )
    book = openpyxl.load_workbook(BytesIO(xlsx(comparison)))
    assert len(set(book.sheetnames)) == 4
    assert len(book.worksheets[2]["E2"].value) == 32_767


def test_workbook_in_english() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx(small(), "en")))
    assert book.sheetnames == ["Summary", "Pairs", "Only in Hải Phòng", "Only in Khánh Hòa"]
    assert (
        json.dumps([cell.value for cell in book["Pairs"][1]][:4])
        == '["No.", "Field of work", "Relation", "Similarity"]'
    )


def test_relations_of_rows_are_those_of_the_summary() -> None:
    assert set(RELATIONS) == set(msgspec.structs.asdict(small().summary.by_relation))


# ---- from the command line, on the samples


def test_the_command_writes_both_reports_of_two_files(tmp_path: Path) -> None:
    corpus = Path(__file__).resolve().parents[1] / "corpus"
    page, book = tmp_path / "report.html", tmp_path / "report.xlsx"
    files = [str(corpus / name) for name in ("de-an-hai-phong.txt", "quyet-dinh-khanh-hoa.txt")]
    assert main(["compare", *files, "--html", str(page), "--xlsx", str(book), "--lang", "en"]) == 0
    text = page.read_text("utf-8")
    compared = compare(*files)
    assert text == html(compared, "en")
    assert text.count("<article") == sum(msgspec.structs.asdict(compared.summary.by_relation).values())
    assert openpyxl.load_workbook(book).sheetnames[0] == "Summary"


def test_every_row_of_two_samples_shows_its_texts() -> None:
    corpus = Path(__file__).resolve().parents[1] / "corpus"
    compared = compare(corpus / "de-an-hai-phong.txt", corpus / "quyet-dinh-khanh-hoa.txt")
    rows = [row for group in groups(compared) for row in group.rows]
    for side_, duties in (("left", compared.left.duties), ("right", compared.right.duties)):
        shown = {duty.entry.id: "".join(run.text for run in duty.runs) for row in rows if (duty := getattr(row, side_))}
        assert shown == {duty.id: duty.text for duty in duties}
