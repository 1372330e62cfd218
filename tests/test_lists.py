"""Lists inside lists of the same numbers, breaks lost or put in, and texts without the decision that adopts them."""

import pytest
from tree import block, case, read, tree

LISTS = [
    case(
        "numbers begin anew right below a title",
        """
        1. NHIỆM VỤ
        Phòng lo việc chung.
        2. PHÂN CÔNG
        1. Ông Một, Trưởng phòng
        - Lo xe;
        2. Bà Hai, Phó Trưởng phòng
        - Lo nhà;
        3. Ông Ba, nhân viên
        - Lo cây.
        """,
        """
        1 | NHIỆM VỤ
          ¶1 | Phòng lo việc chung.
        2 | PHÂN CÔNG
          1 | Ông Một, Trưởng phòng
            -1 | Lo xe;
          2 | Bà Hai, Phó Trưởng phòng
            -1 | Lo nhà;
          3 | Ông Ba, nhân viên
            -1 | Lo cây.
        """,
    ),
    case(
        "a title in capitals goes on with the titles, not with the items below the last one",
        """
        1. NHIỆM VỤ
        1. Lo xe.
        2. QUYỀN HẠN
        1. Mượn xe.
        2. Trả xe.
        3. CÁN BỘ
        1. Một người.
        """,
        """
        1 | NHIỆM VỤ
          1 | Lo xe.
        2 | QUYỀN HẠN
          1 | Mượn xe.
          2 | Trả xe.
        3 | CÁN BỘ
          1 | Một người.
        """,
    ),
    case(
        "two styles of numbers one below the other",
        """
        1- Chức năng
        Ban lo việc đọc.
        2- Nhiệm vụ của Ban
        1. Lập thư mục.
        2. Giữ sách.
        3- Bộ máy
        1. Văn phòng.
        """,
        """
        1 | Chức năng
          ¶1 | Ban lo việc đọc.
        2 | Nhiệm vụ của Ban
          1 | Lập thư mục.
          2 | Giữ sách.
        3 | Bộ máy
          1 | Văn phòng.
        """,
    ),
    case(
        "the inner style below a sentence",
        """
        1/ Ban lo việc đọc.
        1) Lập thư mục.
        2) Giữ sách.
        2/ Ban có hai phòng.
        1) Phòng đọc.
        3/ Ban họp hằng tháng.
        """,
        """
        1 | Ban lo việc đọc.
          1 | Lập thư mục.
          2 | Giữ sách.
        2 | Ban có hai phòng.
          1 | Phòng đọc.
        3 | Ban họp hằng tháng.
        """,
    ),
    case(
        "numbers begin anew behind a paragraph: a list beside the first",
        """
        1. Lo xe.
        2. Lo nhà

        Phòng khác làm những việc còn lại.

        1. Lo cây.
        """,
        """
        1 | Lo xe.
        2 | Lo nhà
          ¶1 | Phòng khác làm những việc còn lại.
        1~2 | Lo cây. !repeat
        """,
    ),
    case(
        "a paragraph that leads in opens its list beside it, not under the bullet before it",
        """
        Điều 1. Việc
        - Quy chế cũ;
        - Quy chế mới.
        Tổ xe có việc như sau:
        1. Lo xe.
        2. Lo dầu.
        """,
        """
        Điều 1 | Việc
          -1 | Quy chế cũ;
          -2 | Quy chế mới.
          ¶1 | Tổ xe có việc như sau:
          1 | Lo xe.
          2 | Lo dầu.
        """,
    ),
    case(
        "what stands between two lists is the heading of the second, behind items without stops too",
        """
        Tổ xe làm những việc này:
        1. Lo xe
        2. Lo dầu
        Việc của Tổ nhà
        Tổ nhà làm những việc này:
        1. Lo nhà
        2. Lo vườn
        Giờ giấc của Tổ nhà
        """,
        """
        ¶1 | Tổ xe làm những việc này:
        1 | Lo xe
        2 | Lo dầu
        ¶2 | Việc của Tổ nhà
        ¶3 | Tổ nhà làm những việc này:
        1~2 | Lo nhà !repeat
        2~2 | Lo vườn
        ¶4 | Giờ giấc của Tổ nhà
        """,
    ),
]

BROKEN = [
    case(
        "the first item stands on the line of its title",
        """
        Điều 1. 1. Tổ xe có Tổ trưởng.
        2. Tổ trưởng giữ chìa khóa.
        Điều 2. Việc của Tổ xe 1. Lo xe.
        2. Lo dầu.
        3. Về kho a) Giữ kho;
        b) Quét kho.
        """,
        """
        Điều 1 |
          1 | Tổ xe có Tổ trưởng.
          2 | Tổ trưởng giữ chìa khóa.
        Điều 2 | Việc của Tổ xe
          1 | Lo xe.
          2 | Lo dầu.
          3 | Về kho
            a | Giữ kho;
            b | Quét kho.
        """,
    ),
    case(
        "a number in a sentence is no label of the list below",
        """
        Điều 1. Tổ xe lo đợt 1. Xe của khoản 1. Đó là hai xe.
        2. Lo dầu.
        """,
        """
        Điều 1 | Tổ xe lo đợt 1. Xe của khoản 1. Đó là hai xe.
          2 | Lo dầu. !start
        """,
    ),
    case(
        "a sentence goes on behind a word that ends none",
        """
        1. Việc của Tổ xe:
        + Xem xét các ý kiến của mọi người và trình

        Hội đồng xe quyết định.

        + Ghi sổ các chuyến xe theo quy trình

        Sổ để ở kho.
        """,
        """
        1 | Việc của Tổ xe:
          +1 | Xem xét các ý kiến của mọi người và trình Hội đồng xe quyết định.
          +2 | Ghi sổ các chuyến xe theo quy trình
            ¶1 | Sổ để ở kho.
        """,
    ),
    case(
        "a name that stands whole elsewhere is not cut in two",
        """
        1. Báo Kho bạc Nhà nước tỉnh biết tin.
        2. Đưa đón mọi người đến làm việc ở Kho bạc
        Nhà nước tỉnh và những nơi khác;
        3. Đưa đón mọi người đến làm việc ở các xã
        Nhà nước tỉnh trả tiền.
        """,
        """
        1 | Báo Kho bạc Nhà nước tỉnh biết tin.
        2 | Đưa đón mọi người đến làm việc ở Kho bạc Nhà nước tỉnh và những nơi khác;
        3 | Đưa đón mọi người đến làm việc ở các xã
          ¶1 | Nhà nước tỉnh trả tiền.
        """,
    ),
]

ADOPTED = [
    case(
        "a regulation without its decision is the root of its articles",
        """
        ỦY BAN NHÂN DÂN XÃ MỘT
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        QUY CHẾ
        LÀM VIỆC CỦA TỔ XE
        (Ban hành kèm theo Quyết định số 1/QĐ-UBND ngày 02 tháng 3 năm 2020)

        Điều 1. Việc
        Tổ lo xe.
        Điều 2. Người
        Tổ có hai người.
        """,
        """
        header | ỦY BAN NHÂN DÂN XÃ MỘT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Quy chế | LÀM VIỆC CỦA TỔ XE (Ban hành kèm theo Quyết định số 1/QĐ-UBND ngày 02 tháng 3 năm 2020)
          Điều 1 | Việc
            ¶1 | Tổ lo xe.
          Điều 2 | Người
            ¶1 | Tổ có hai người.
        """,
    ),
    case(
        "a plan that nobody adopts is the document itself",
        """
        ỦY BAN NHÂN DÂN XÃ MỘT
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        KẾ HOẠCH
        TRỒNG CÂY

        I. Việc
        1. Đào hố.
        """,
        """
        header | ỦY BAN NHÂN DÂN XÃ MỘT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM KẾ HOẠCH TRỒNG CÂY
        I | Việc
          1 | Đào hố.
        """,
    ),
]

FORMS = [
    case(
        "a dash behind the stop of a label",
        """
        Điều 1.- Việc của Tổ xe
        1.- Lo xe.
        2.- Lo dầu:
        a)- Dầu mới;
        b)- Dầu cũ.
        """,
        """
        Điều 1 | Việc của Tổ xe
          1 | Lo xe.
          2 | Lo dầu:
            a | Dầu mới;
            b | Dầu cũ.
        """,
    ),
    case(
        "a table of contents is furniture",
        """
        MỤC LỤC
        Điều 1. Việc của Tổ xe ........ 2
        Điều 2. Việc của Tổ nhà …… 3

        Điều 1. Việc của Tổ xe
        1. Lo xe.
        Điều 2. Việc của Tổ nhà
        1. Lo nhà, tiền công ........ 2
        """,
        """
        furniture | MỤC LỤC Điều 1. Việc của Tổ xe ........ 2 Điều 2. Việc của Tổ nhà …… 3
        Điều 1 | Việc của Tổ xe
          1 | Lo xe.
        Điều 2 | Việc của Tổ nhà
          1 | Lo nhà, tiền công ........ 2
        """,
    ),
    case(
        "behind the signature a second header, and the title on the line of its word",
        """
        ỦY BAN NHÂN DÂN XÃ MỘT
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        QUYẾT ĐỊNH
        Về Tổ xe
        Điều 1. Ban hành Quy chế làm việc của Tổ xe.
        TM. ỦY BAN NHÂN DÂN
        CHỦ TỊCH
        Lê Văn Một
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        QUY CHẾ LÀM VIỆC
        của Tổ xe xã Một
        Điều 1. Việc
        1. Lo xe.
        """,
        """
        header | ỦY BAN NHÂN DÂN XÃ MỘT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM QUYẾT ĐỊNH Về Tổ xe
        Điều 1 | Ban hành Quy chế làm việc của Tổ xe.
        signature | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Lê Văn Một
        header | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc
        Quy chế | LÀM VIỆC
          ¶1 | của Tổ xe xã Một
          Điều 1 | Việc
            1 | Lo xe.
        """,
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*LISTS, *BROKEN, *FORMS, *ADOPTED])
def test_the_tree(text: str, expected: str) -> None:
    assert tree(read(block(text))) == block(expected)


def test_the_first_heading_of_a_page_is_its_title() -> None:
    page = "## Việc của Tổ xe\n\nTổ xe làm những việc này:\n\n1. Lo xe.\n"
    assert tree(read(page, "t.md")).splitlines()[:2] == ["header | Việc của Tổ xe", "¶1 | Tổ xe làm những việc này:"]
