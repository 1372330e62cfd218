"""The numbered outline: what a few lines become, one phenomenon a row."""

import pytest
from tree import block, case, read, tree

LABEL_LAYOUT = [
    case(
        "a label alone on its line takes the next line",
        """
        1. Văn phòng có nhiệm vụ:
        a)
        Lập kế hoạch công tác;
        b)

        Quản lý con dấu.
        """,
        """
        1 | Văn phòng có nhiệm vụ:
          a | Lập kế hoạch công tác;
          b | Quản lý con dấu.
        """,
    ),
    case(
        "a dash alone on its line takes the next line",
        """
        a) Công tác văn thư:
        -
        Vào sổ công văn đến;
        -

        Lưu công văn đi.
        """,
        """
        a | Công tác văn thư:
          -1 | Vào sổ công văn đến;
          -2 | Lưu công văn đi.
        """,
    ),
    case(
        "a decimal alone on its line takes the next line",
        """
        2. Các phòng
        2.1.
        Phòng Tổng hợp
        2.1.1
        Chức năng
        2.1.2
        Nhiệm vụ
        """,
        """
        2 | Các phòng !start
          2.1 | Phòng Tổng hợp
            2.1.1 | Chức năng
            2.1.2 | Nhiệm vụ
        """,
    ),
    case(
        "the full stop behind a decimal may be missing",
        """
        1. Chuyên môn
        1.1 Về báo chí
        1.2. Về xuất bản
        1.3 Về in
        """,
        """
        1 | Chuyên môn
          1.1 | Về báo chí
          1.2 | Về xuất bản
          1.3 | Về in
        """,
    ),
    case(
        "no space is needed behind a label",
        """
        Điều 1.Phạm vi
        1.Công tác văn thư:
        a)Vào sổ;
        b)Lưu trữ:
        -Kho giấy;
        -Kho số.
        """,
        """
        Điều 1 | Phạm vi
          1 | Công tác văn thư:
            a | Vào sổ;
            b | Lưu trữ:
              -1 | Kho giấy;
              -2 | Kho số.
        """,
    ),
    case(
        "tabs and spaces stand before and behind labels",
        """
        Điều 1.\tPhạm vi
        \t1.\tVăn thư:
        \t\ta)   Vào sổ;
             b)\u00a0Lưu trữ.
        """,
        """
        Điều 1 | Phạm vi
          1 | Văn thư:
            a | Vào sổ;
            b | Lưu trữ.
        """,
    ),
    case(
        "siblings mix 1) and 2.",
        """
        I. NHIỆM VỤ
        1) Việc của Văn phòng
        2. Việc của Thanh tra
        3) Việc của các phòng
        """,
        """
        I | NHIỆM VỤ
          1 | Việc của Văn phòng
          2 | Việc của Thanh tra
          3 | Việc của các phòng
        """,
    ),
    case(
        "siblings mix a) and b.",
        """
        1. Văn phòng:
        a) lập kế hoạch;
        b. giữ con dấu;
        c) giữ kho.
        """,
        """
        1 | Văn phòng:
          a | lập kế hoạch;
          b | giữ con dấu;
          c | giữ kho.
        """,
    ),
    case(
        "a slash or a dash closes a label in older texts",
        """
        I/ Nhiệm vụ
        1/ Lập kế hoạch:
        a/ kế hoạch năm;
        b/ kế hoạch quý.
        2/ Báo cáo.
        II- Quyền hạn
        1- Ký thừa lệnh.
        """,
        """
        I | Nhiệm vụ
          1 | Lập kế hoạch:
            a | kế hoạch năm;
            b | kế hoạch quý.
          2 | Báo cáo.
        II | Quyền hạn
          1 | Ký thừa lệnh.
        """,
    ),
]

LETTERS = [
    case(
        "the letters of points run a b c d đ e g h i k l m n o p q r s t u ư v x y",
        "1. Văn phòng:\n" + "\n".join(f"{letter}) việc {letter};" for letter in "abcdđeghiklmnopqrstuưvxy"),
        "1 | Văn phòng:\n" + "\n".join(f"  {letter} | việc {letter};" for letter in "abcdđeghiklmnopqrstuưvxy"),
    ),
    case(
        "ư may be left out",
        "1. Văn phòng:\n" + "\n".join(f"{letter}) việc {letter};" for letter in "abcdđeghiklmnopqrstuvxy"),
        "1 | Văn phòng:\n" + "\n".join(f"  {letter} | việc {letter};" for letter in "abcdđeghiklmnopqrstuvxy"),
    ),
    case(
        "f, j, w and z of a Latin numbering are tolerated",
        "1. Văn phòng:\n" + "\n".join(f"{letter}) việc {letter};" for letter in "abcdđefghijklmnopqrstuvwxyz"),
        "1 | Văn phòng:\n" + "\n".join(f"  {letter} | việc {letter};" for letter in "abcdđefghijklmnopqrstuvwxyz"),
    ),
    case(
        "đ skipped is a gap",
        """
        1. Văn phòng:
        a) một;
        b) hai;
        c) ba;
        d) bốn;
        e) năm.
        """,
        """
        1 | Văn phòng:
          a | một;
          b | hai;
          c | ba;
          d | bốn;
          e | năm. !gap
        """,
    ),
    case(
        "a1 and a2 stand between a and b",
        """
        1. Văn phòng:
        a) một;
        a1) thêm vào;
        a2) thêm nữa;
        b) hai.
        """,
        """
        1 | Văn phòng:
          a | một;
          a1 | thêm vào;
          a2 | thêm nữa;
          b | hai.
        """,
    ),
    case(
        "5a stands between 5 and 6, Điều 2a between 2 and 3",
        """
        Điều 2. Việc chung
        5. Lập kế hoạch.
        5a. Lập dự toán.
        6. Báo cáo.
        Điều 2a. Việc thêm
        Điều 3. Việc riêng
        """,
        """
        Điều 2 | Việc chung
          5 | Lập kế hoạch. !start
          5a | Lập dự toán.
          6 | Báo cáo.
        Điều 2a | Việc thêm
        Điều 3 | Việc riêng
        """,
    ),
]

IRREGULAR = [
    case(
        "a gap is kept and told",
        """
        1. Một.
        2. Hai.
        4. Bốn.
        5. Năm.
        """,
        """
        1 | Một.
        2 | Hai.
        4 | Bốn. !gap
        5 | Năm.
        """,
    ),
    case(
        "a repeated label gets ~2",
        """
        1. Một.
        2. Hai.
        2. Lại hai:
        a) chi tiết.
        3. Ba.
        """,
        """
        1 | Một.
        2 | Hai.
        2~2 | Lại hai: !order
          a | chi tiết.
        3 | Ba.
        """,
    ),
    case(
        "swapped numbers stay in the order of the text",
        """
        1. Một.
        3. Ba.
        2. Hai.
        4. Bốn.
        """,
        """
        1 | Một.
        3 | Ba. !gap
        2 | Hai. !order
        4 | Bốn. !gap
        """,
    ),
    case(
        "swapped letters that are Roman digits too stay siblings",
        """
        1. Văn phòng:
        a) một;
        b) hai;
        d) bốn;
        c) ba;
        đ) năm.
        """,
        """
        1 | Văn phòng:
          a | một;
          b | hai;
          d | bốn; !gap
          c | ba; !order
          đ | năm. !gap
        """,
    ),
    case(
        "swapped capital letters that are Roman digits too stay siblings",
        """
        A. MỘT
        B. HAI
        D. BỐN
        C. BA
        """,
        """
        A | MỘT
        B | HAI
        D | BỐN !gap
        C | BA !order
        """,
    ),
    case(
        "swapped decimals stay siblings",
        """
        2.1. Các phòng
        2.1.1. Văn phòng:
        a) lập kế hoạch.
        2.1.3. Phòng Tổng hợp:
        a) lập báo cáo.
        2.1.2. Thanh tra:
        a) lập đoàn kiểm tra.
        """,
        """
        2.1 | Các phòng
          2.1.1 | Văn phòng:
            a | lập kế hoạch.
          2.1.3 | Phòng Tổng hợp: !gap
            a | lập báo cáo.
          2.1.2 | Thanh tra: !order
            a | lập đoàn kiểm tra.
        """,
    ),
    case(
        "a list that begins anew among its own kind is told",
        """
        1. Một.
        2. Hai.
        1. Lại một.
        2. Lại hai.
        """,
        """
        1 | Một.
        2 | Hai.
        1~2 | Lại một. !repeat
        2~2 | Lại hai.
        """,
    ),
    case(
        "a number that leads out of decimals whose own number is not in the text",
        """
        2.1. Văn phòng
        2.1.1. Chức năng
        3. Biên chế
        """,
        """
        2.1 | Văn phòng
          2.1.1 | Chức năng
        3 | Biên chế
        """,
    ),
    case(
        "Điều out of order",
        """
        Điều 1. Một
        Điều 2. Hai
        Điều 4. Bốn
        Điều 3. Ba
        Điều 3. Lại ba
        """,
        """
        Điều 1 | Một
        Điều 2 | Hai
        Điều 4 | Bốn !gap
        Điều 3 | Ba !order
        Điều 3~2 | Lại ba !order
        """,
    ),
]

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
NESTING = [
    case(
        "Phần, Chương, Mục, Tiểu mục, Điều; Điều count on",
        """
        PHẦN THỨ NHẤT
        QUY ĐỊNH CHUNG
        Chương I
        PHẠM VI
        Điều 1. Phạm vi
        Quy định này áp dụng trong Sở.
        Điều 2. Đối tượng
        Chương II
        NHIỆM VỤ
        Mục 1
        VIỆC CHUNG
        Điều 3. Văn thư
        Mục 2
        VIỆC RIÊNG
        Tiểu mục 1
        TRỤ SỞ
        Điều 4. Nhà làm việc
        1. Sửa chữa.
        Tiểu mục 2
        XE
        Điều 5. Xe con
        PHẦN THỨ HAI
        THI HÀNH
        Điều 6. Hiệu lực
        """,
        """
        Phần thứ nhất | QUY ĐỊNH CHUNG
          Chương I | PHẠM VI
            Điều 1 | Phạm vi
              ¶1 | Quy định này áp dụng trong Sở.
            Điều 2 | Đối tượng
          Chương II | NHIỆM VỤ
            Mục 1 | VIỆC CHUNG
              Điều 3 | Văn thư
            Mục 2 | VIỆC RIÊNG
              Tiểu mục 1 | TRỤ SỞ
                Điều 4 | Nhà làm việc
                  1 | Sửa chữa.
              Tiểu mục 2 | XE
                Điều 5 | Xe con
        Phần thứ hai | THI HÀNH
          Điều 6 | Hiệu lực
        """,
    ),
    case(
        "Mục begin anew in each Chương",
        """
        Chương I
        CHUNG
        Mục 1. VĂN THƯ
        Điều 1. Sổ
        Mục 2. LƯU TRỮ
        Điều 2. Kho
        Chương II
        RIÊNG
        Mục 1. XE
        Điều 3. Xe con
        """,
        """
        Chương I | CHUNG
          Mục 1 | VĂN THƯ
            Điều 1 | Sổ
          Mục 2 | LƯU TRỮ
            Điều 2 | Kho
        Chương II | RIÊNG
          Mục 1 | XE
            Điều 3 | Xe con
        """,
    ),
    case(
        "A. over I. over 1.",
        """
        A. TÌNH HÌNH
        I. Kết quả
        1. Đã làm:
        a) mở sổ.
        2. Đang làm.
        II. Hạn chế
        1. Thiếu người.
        B. PHƯƠNG HƯỚNG
        I. Mục tiêu
        """,
        """
        A | TÌNH HÌNH
          I | Kết quả
            1 | Đã làm:
              a | mở sổ.
            2 | Đang làm.
          II | Hạn chế
            1 | Thiếu người.
        B | PHƯƠNG HƯỚNG
          I | Mục tiêu
        """,
    ),
    case(
        "I. over A. over 1.",
        """
        I. TÌNH HÌNH
        A. Kết quả
        1. Đã làm:
        a) mở sổ.
        2. Đang làm.
        B. Hạn chế
        C. Nguyên nhân
        D. Bài học
        II. PHƯƠNG HƯỚNG
        A. Mục tiêu
        """,
        """
        I | TÌNH HÌNH
          A | Kết quả
            1 | Đã làm:
              a | mở sổ.
            2 | Đang làm.
          B | Hạn chế
          C | Nguyên nhân
          D | Bài học
        II | PHƯƠNG HƯỚNG
          A | Mục tiêu
        """,
    ),
    case(
        "Roman numbers pass through letters: IV. V. … IX. X.",
        "\n".join(f"{number}. VIỆC" for number in ROMAN),
        "\n".join(f"{number} | VIỆC" for number in ROMAN),
    ),
    case(
        "Phần I of a plan: A. over I. over 1) over decimals over letters over dashes",
        """
        PHẦN I
        HIỆN TRẠNG
        A. TỔ CHỨC
        I. Nhiệm vụ
        1) Của Sở
        1.1 Về báo chí:
        1.2. Về xuất bản:
        1.2.1. Cấp phép:
        a) Nhận hồ sơ;
        b) Trả kết quả:
        - tại chỗ;
        - qua mạng.
        1.2.2. Kiểm tra.
        2. Của các phòng
        2.1. Văn phòng
        PHẦN II
        PHƯƠNG ÁN
        I. Sắp xếp
        """,
        """
        Phần I | HIỆN TRẠNG
          A | TỔ CHỨC
            I | Nhiệm vụ
              1 | Của Sở
                1.1 | Về báo chí:
                1.2 | Về xuất bản:
                  1.2.1 | Cấp phép:
                    a | Nhận hồ sơ;
                    b | Trả kết quả:
                      -1 | tại chỗ;
                      -2 | qua mạng.
                  1.2.2 | Kiểm tra.
              2 | Của các phòng
                2.1 | Văn phòng
        Phần II | PHƯƠNG ÁN
          I | Sắp xếp
        """,
    ),
    case(
        "decimals inside a Điều",
        """
        Điều 2. Nhiệm vụ
        1. Kế hoạch:
        1.1. Lập kế hoạch:
        a) năm;
        b) quý.
        1.2. Theo dõi.
        2. Tài chính:
        2.1. Lập dự toán.
        """,
        """
        Điều 2 | Nhiệm vụ
          1 | Kế hoạch:
            1.1 | Lập kế hoạch:
              a | năm;
              b | quý.
            1.2 | Theo dõi.
          2 | Tài chính:
            2.1 | Lập dự toán.
        """,
    ),
    case(
        "decimals stand under the open number that they continue",
        """
        I. TRƯỚC
        1. Một
        1.1. Một một
        1.2. Một hai
        II. SAU
        1. Lại một
        1.1. Lại một một
        2. Lại hai
        2.1. Hai một
        2.1.1. Hai một một
        2.2. Hai hai
        """,
        """
        I | TRƯỚC
          1 | Một
            1.1 | Một một
            1.2 | Một hai
        II | SAU
          1 | Lại một
            1.1 | Lại một một
          2 | Lại hai
            2.1 | Hai một
              2.1.1 | Hai một một
            2.2 | Hai hai
        """,
    ),
    case(
        "(1) lists stand under what introduces them, (i) lists under (1)",
        """
        1. Thiết bị gồm:
        (1) máy tính;
        (2) máy in:
        (i) in kim;
        (ii) in laser.
        (3) máy quét.
        2. Trụ sở.
        """,
        """
        1 | Thiết bị gồm:
          1 | máy tính;
          2 | máy in:
            i | in kim;
            ii | in laser.
          3 | máy quét.
        2 | Trụ sở.
        """,
    ),
    case(
        "bullets of another sign nest; a known sign goes back to its level",
        """
        a) Công tác văn thư:
        - công văn đến:
        + vào sổ;
        + chuyển xử lý:
        * bản giấy;
        * bản số;
        + lưu;
        - công văn đi.
        b) Công tác khác:
        • in ấn.
        """,
        """
        a | Công tác văn thư:
          -1 | công văn đến:
            +1 | vào sổ;
            +2 | chuyển xử lý:
              *1 | bản giấy;
              *2 | bản số;
            +3 | lưu;
          -2 | công văn đi.
        b | Công tác khác:
          •1 | in ấn.
        """,
    ),
    case(
        "hyphen, en dash and em dash are one sign",
        """
        1. Văn thư:
        - vào sổ;
        – chuyển xử lý;
        — lưu.
        """,
        """
        1 | Văn thư:
          -1 | vào sổ;
          -2 | chuyển xử lý;
          -3 | lưu.
        """,
    ),
    case(
        "a letter list opens anew under each clause",
        """
        1. Trình Giám đốc:
        a) dự thảo kế hoạch;
        b) dự thảo báo cáo.
        2. Giúp Giám đốc
        a) theo dõi;
        b) đôn đốc.
        """,
        """
        1 | Trình Giám đốc:
          a | dự thảo kế hoạch;
          b | dự thảo báo cáo.
        2 | Giúp Giám đốc
          a | theo dõi;
          b | đôn đốc.
        """,
    ),
    case(
        "decimals without a number of their own stand under the heading",
        """
        I. MỘT
        1.1. một một
        1.2. một hai
        II. HAI
        2.1. hai một
        2.2. hai hai
        """,
        """
        I | MỘT
          1.1 | một một
          1.2 | một hai
        II | HAI
          2.1 | hai một
          2.2 | hai hai
        """,
    ),
    case(
        "a (1) list needs no colon above it",
        """
        1. Sở có các phòng
        (1) Văn phòng
        (2) Thanh tra
        2. Biên chế
        """,
        """
        1 | Sở có các phòng
          1 | Văn phòng
          2 | Thanh tra
        2 | Biên chế
        """,
    ),
    case(
        "numbers under a bullet that ends in a colon",
        """
        a) Văn thư:
        - gồm các bước:
        1. nhận;
        2. phát.
        - gồm các sổ.
        """,
        """
        a | Văn thư:
          -1 | gồm các bước:
            1 | nhận;
            2 | phát.
          -2 | gồm các sổ.
        """,
    ),
]

PARAGRAPHS = [
    case(
        "text under an article heading is its paragraph, beside the clauses",
        """
        Điều 1. Nhiệm vụ
        Văn phòng có các nhiệm vụ sau:
        1. Lập kế hoạch.
        2. Báo cáo.
        Các nhiệm vụ trên làm hằng năm.
        """,
        """
        Điều 1 | Nhiệm vụ
          ¶1 | Văn phòng có các nhiệm vụ sau:
          1 | Lập kế hoạch.
          2 | Báo cáo.
          ¶2 | Các nhiệm vụ trên làm hằng năm.
        """,
    ),
    case(
        "numbers that are no labels begin paragraphs",
        """
        1. Văn phòng có
        2,1 triệu hồ sơ
        5.000 cuốn sổ
        06 phòng: A; B
        2. Thanh tra
        """,
        """
        1 | Văn phòng có
          ¶1 | 2,1 triệu hồ sơ
          ¶2 | 5.000 cuốn sổ
          ¶3 | 06 phòng: A; B
        2 | Thanh tra
        """,
    ),
    case(
        "after a point that ends in a colon, paragraphs are its children",
        """
        1. Quản lý:
        a) con dấu;
        b) xe:
        Xe con do lái xe giữ.
        Xe tải do kho giữ.
        c) nhà.
        """,
        """
        1 | Quản lý:
          a | con dấu;
          b | xe:
            ¶1 | Xe con do lái xe giữ.
            ¶2 | Xe tải do kho giữ.
          c | nhà.
        """,
    ),
    case(
        "after the last point, a paragraph belongs to the clause",
        """
        1. Quản lý:
        a) con dấu;
        b) xe.
        Chánh Văn phòng quy định chi tiết.
        2. Báo cáo.
        """,
        """
        1 | Quản lý:
          a | con dấu;
          b | xe.
          ¶1 | Chánh Văn phòng quy định chi tiết.
        2 | Báo cáo.
        """,
    ),
    case(
        "a list that is led in beside the innermost item stands there",
        """
        1. Chợ
        a) Chợ họp sớm.
        b) Chợ tan trưa.
        Người giữ chợ có những việc sau:
        1. Quét sân;
        2. Khóa cổng.
        2. Bến
        """,
        """
        1 | Chợ
          a | Chợ họp sớm.
          b | Chợ tan trưa.
          ¶1 | Người giữ chợ có những việc sau:
          1 | Quét sân;
          2 | Khóa cổng.
        2 | Bến
        """,
    ),
    case(
        "paragraphs without any label stand at the root",
        """
        Sở gửi các phòng nội dung sau.

        Các phòng nghiên cứu, góp ý.
        """,
        """
        ¶1 | Sở gửi các phòng nội dung sau.
        ¶2 | Các phòng nghiên cứu, góp ý.
        """,
    ),
    case(
        "a sentence cut by a blank line goes on in lower case",
        """
        1. Lập kế hoạch kiểm tra trên địa bàn toàn

        tỉnh;
        2. Báo cáo.
        """,
        """
        1 | Lập kế hoạch kiểm tra trên địa bàn toàn tỉnh;
        2 | Báo cáo.
        """,
    ),
    case(
        "a title in capitals over several lines is one title",
        """
        PHẦN I
        SỰ CẦN THIẾT

        VÀ CĂN CỨ
        XÂY DỰNG
        I. Sự cần thiết
        """,
        """
        Phần I | SỰ CẦN THIẾT VÀ CĂN CỨ XÂY DỰNG
          I | Sự cần thiết
        """,
    ),
]

# A width of about seventy characters, and enough lines that the wrap is the habit of the text.
WRAPPED = """
Điều 1. Nhiệm vụ của Văn phòng

1. Tham mưu Giám đốc Sở ban hành kế hoạch công tác năm, kế hoạch công

tác quý và theo dõi việc các phòng, đơn vị trực thuộc thực hiện những

kế hoạch đó; tổng hợp, báo cáo Giám đốc Sở kết quả thực hiện trước ngày

25 tháng cuối quý.

2. Quản lý trụ sở, xe, thiết bị văn phòng và tài sản khác theo quy định tại

điểm a, b khoản 1 Điều 25 Luật Quản lý, sử dụng tài sản công, khoản 2

Điều 26 của Luật này và hướng dẫn của Sở Tài chính; kiểm kê tài sản, quy

hoạch kho lưu trữ vào cuối năm.

3. Ghi biên bản các cuộc họp giao ban, thông báo kết luận của lãnh đạo Sở

– kể cả kết luận bằng lời nói – và theo dõi cho tới khi các phòng báo cáo

đã thực hiện xong; rà soát, đề nghị thay thế Quyết định số

17/QĐ-SDL ngày 31/12/2023 của Giám đốc Sở về quy chế làm việc cũng như

các quy định khác:

a) của Văn phòng;

b) của các phòng chuyên môn, nghiệp vụ và của những đơn vị sự nghiệp công

lập trực thuộc Sở.
"""
WRAPPED_TREE = """
Điều 1 | Nhiệm vụ của Văn phòng
  1 | Tham mưu Giám đốc Sở ban hành kế hoạch công tác năm, kế hoạch công tác quý và theo dõi việc các phòng, \
đơn vị trực thuộc thực hiện những kế hoạch đó; tổng hợp, báo cáo Giám đốc Sở kết quả thực hiện trước ngày \
25 tháng cuối quý.
  2 | Quản lý trụ sở, xe, thiết bị văn phòng và tài sản khác theo quy định tại điểm a, b khoản 1 Điều 25 \
Luật Quản lý, sử dụng tài sản công, khoản 2 Điều 26 của Luật này và hướng dẫn của Sở Tài chính; kiểm kê \
tài sản, quy hoạch kho lưu trữ vào cuối năm.
  3 | Ghi biên bản các cuộc họp giao ban, thông báo kết luận của lãnh đạo Sở – kể cả kết luận bằng lời nói – \
và theo dõi cho tới khi các phòng báo cáo đã thực hiện xong; rà soát, đề nghị thay thế Quyết định số \
17/QĐ-SDL ngày 31/12/2023 của Giám đốc Sở về quy chế làm việc cũng như các quy định khác:
    a | của Văn phòng;
    b | của các phòng chuyên môn, nghiệp vụ và của những đơn vị sự nghiệp công lập trực thuộc Sở.
"""


@pytest.mark.parametrize("text, expected", LABEL_LAYOUT)
def test_labels_are_found_however_they_are_set(text: str, expected: str) -> None:
    assert tree(read(text)) == expected


@pytest.mark.parametrize("text, expected", LETTERS)
def test_letters_follow_the_vietnamese_order(text: str, expected: str) -> None:
    assert tree(read(text)) == expected


@pytest.mark.parametrize("text, expected", IRREGULAR)
def test_irregular_numbers_are_kept_and_told(text: str, expected: str) -> None:
    assert tree(read(text)) == expected


@pytest.mark.parametrize("text, expected", NESTING)
def test_lists_nest_by_their_sequences(text: str, expected: str) -> None:
    assert tree(read(text)) == expected


@pytest.mark.parametrize("text, expected", PARAGRAPHS)
def test_text_without_a_label_is_a_paragraph_in_its_place(text: str, expected: str) -> None:
    assert tree(read(text)) == expected


def test_hard_wraps_are_repaired_though_every_line_is_followed_by_a_blank_one() -> None:
    assert tree(read(WRAPPED)) == block(WRAPPED_TREE)


def test_hard_wraps_are_repaired_without_blank_lines() -> None:
    assert tree(read(WRAPPED.replace("\n\n", "\n"))) == block(WRAPPED_TREE)


def test_a_hyphen_at_the_end_of_a_wrapped_line_joins_its_word() -> None:
    text = block("""
        1. Tham mưu Giám đốc Sở ban hành kế hoạch công tác năm về kinh tế-
        xã hội và theo dõi việc các phòng, đơn vị trực thuộc thực hiện những
        kế hoạch đó; báo cáo Giám đốc Sở kết quả phát triển kinh tế -
        xã hội trước ngày 25 tháng cuối quý.
        2. Báo cáo.
    """)
    assert tree(read(text)) == block("""
        1 | Tham mưu Giám đốc Sở ban hành kế hoạch công tác năm về kinh tế-xã hội và theo dõi việc các phòng, \
đơn vị trực thuộc thực hiện những kế hoạch đó; báo cáo Giám đốc Sở kết quả phát triển kinh tế - xã hội \
trước ngày 25 tháng cuối quý.
        2 | Báo cáo.
    """)


def test_a_paragraph_to_a_line_is_never_joined_to_the_next() -> None:
    text = block("""
        Điều 1. Văn phòng
        Văn phòng Sở giúp Giám đốc Sở điều phối công việc chung của các phòng, đơn vị trực thuộc; lập kế hoạch \
năm, quý, tháng và theo dõi kết quả.
        Văn phòng Sở có con dấu riêng
        Chánh Văn phòng giữ con dấu
    """)
    assert [segment.path for segment in read(text).segments] == [
        "Điều 1",
        "Điều 1/¶1",
        "Điều 1/¶2",
        "Điều 1/¶3",
    ]


# A page's worth of text: a page number needs some to be one.
LONG = "Chuẩn bị phòng họp, tài liệu, danh sách khách mời và biên bản cho các hội nghị, cuộc họp do lãnh đạo Sở chủ \
trì; theo dõi, đôn đốc các phòng, đơn vị thực hiện kết luận của lãnh đạo Sở tại hội nghị"

PAGES = [
    case(
        "a page number between two segments",
        f"""
        1. {LONG}.
        2
        2. Báo cáo.
        """,
        f"""
        1 | {LONG}.
        furniture | 2
        2 | Báo cáo.
        """,
    ),
    case(
        "a page number inside a sentence",
        f"""
        1. {LONG}.
        2. Báo cáo với Giám đốc Sở
        - 2 -
        và Chánh Văn phòng.
        3. Giữ sổ.
        """,
        f"""
        1 | {LONG}.
        2 | Báo cáo với Giám đốc Sở và Chánh Văn phòng.
        furniture | - 2 -
        3 | Giữ sổ.
        """,
    ),
    case(
        "page numbers rise; some may be missing",
        f"""
        1. {LONG}.
        Trang 2
        2. {LONG}, {LONG.lower()}.
        Trang 4/9
        3. Báo cáo.
        """,
        f"""
        1 | {LONG}.
        furniture | Trang 2
        2 | {LONG}, {LONG.lower()}.
        furniture | Trang 4/9
        3 | Báo cáo.
        """,
    ),
    case(
        "numbers of a table are no page numbers",
        f"""
        1. {LONG}.
        2. Số xe, số máy:
        15
        20
        3. Báo cáo.
        """,
        f"""
        1 | {LONG}.
        2 | Số xe, số máy:
          ¶1 | 15
          ¶2 | 20
        3 | Báo cáo.
        """,
    ),
    case(
        "rulers and stars between blocks",
        """
        1. Báo cáo.
        _______
        2. Giữ sổ.
        * * *
        3. Giữ kho.
        """,
        """
        1 | Báo cáo.
        furniture | _______
        2 | Giữ sổ.
        furniture | * * *
        3 | Giữ kho.
        """,
    ),
    case(
        "lines that recur beside page breaks are running headers and footers, to the last page",
        f"""
        1. {LONG}.
        2. Lập kế hoạch kiểm tra và
        Trang 1\f
        Quy chế làm việc của Sở Du lịch
        trình Giám đốc Sở.
        3. {LONG}.
        Trang 2\f
        Quy chế làm việc của Sở Du lịch
        4. {LONG}.
        Trang 3\f
        Quy chế làm việc của Sở Du lịch
        5. Báo cáo.
        Trang 4
        """,
        f"""
        1 | {LONG}.
        2 | Lập kế hoạch kiểm tra và trình Giám đốc Sở.
        furniture | Trang 1 Quy chế làm việc của Sở Du lịch
        3 | {LONG}.
        furniture | Trang 2 Quy chế làm việc của Sở Du lịch
        4 | {LONG}.
        furniture | Trang 3 Quy chế làm việc của Sở Du lịch
        5 | Báo cáo.
        furniture | Trang 4
        """,
    ),
    case(
        "numbered lines are no running headers, though they recur beside page breaks",
        """
        Điều 1. Phòng số 1
        1. Giữ sổ.
        2. Thực hiện nhiệm vụ khác do Giám đốc giao.\f
        Điều 2. Phòng số 2
        1. Giữ kho.
        2. Thực hiện nhiệm vụ khác do Giám đốc giao.\f
        Điều 3. Phòng số 3
        1. Giữ xe.
        2. Thực hiện nhiệm vụ khác do Giám đốc giao.\f
        Điều 4. Phòng số 4
        1. Giữ nhà.
        """,
        """
        Điều 1 | Phòng số 1
          1 | Giữ sổ.
          2 | Thực hiện nhiệm vụ khác do Giám đốc giao.
        Điều 2 | Phòng số 2
          1 | Giữ kho.
          2 | Thực hiện nhiệm vụ khác do Giám đốc giao.
        Điều 3 | Phòng số 3
          1 | Giữ xe.
          2 | Thực hiện nhiệm vụ khác do Giám đốc giao.
        Điều 4 | Phòng số 4
          1 | Giữ nhà.
        """,
    ),
    case(
        "a label alone at the top of a page is no running header",
        """
        1.
        Giữ sổ.\f
        2.
        Giữ kho.\f
        3.
        Giữ xe.\f
        4.
        Giữ nhà.
        """,
        """
        1 | Giữ sổ.
        2 | Giữ kho.
        3 | Giữ xe.
        4 | Giữ nhà.
        """,
    ),
]


@pytest.mark.parametrize("text, expected", PAGES)
def test_page_furniture_is_set_aside(text: str, expected: str) -> None:
    assert tree(read(text)) == expected


def test_a_sentence_cut_by_furniture_has_two_ranges_and_the_furniture_between_them() -> None:
    document = read(f"1. {LONG}.\n2. Báo cáo với Giám đốc Sở\n2\nvà Chánh Văn phòng.\n")
    sentence, furniture = document.segments[1:]
    assert [document.source.text[a:b] for a, b in sentence.spans] == [
        "2. Báo cáo với Giám đốc Sở",
        "và Chánh Văn phòng.",
    ]
    assert [document.source.text[a:b] for a, b in furniture.spans] == ["2"]
    assert sentence.spans[0][1] < furniture.spans[0][0] < furniture.spans[0][1] < sentence.spans[1][0]


def test_spaces_at_the_end_of_lines_do_not_make_a_page() -> None:
    text = "1. Báo cáo tháng, báo cáo quý.\n2. Số xe:\n2\n3. Giữ kho.\n"
    assert tree(read(text.replace("\n", " " * 80 + "\n"))) == tree(read(text))


def test_a_long_regulation_keeps_every_number() -> None:
    articles = 400
    text = "\n".join(
        f"Điều {n}. Phòng số {n}\n1. Kế hoạch:\na) lập kế hoạch số {n};\nb) báo cáo:\n- tháng;\n- quý.\n2. Giữ sổ."
        for n in range(1, articles + 1)
    )
    document = read(text)
    below = ["", "/1", "/1/a", "/1/b", "/1/b/-1", "/1/b/-2", "/2"]
    assert [s.path for s in document.segments] == [f"Điều {n}{path}" for n in range(1, articles + 1) for path in below]
    assert [d.code for d in document.diagnostics if d.code.startswith("label-")] == []


QUOTES = """
1. Sửa đổi khoản 5 như sau:
“5. Văn phòng:
a) giữ xe;
b) giữ nhà.”.
2. Bãi bỏ khoản 6.
"""


def test_quoted_lists_are_marked_as_quoted() -> None:
    assert [segment.path for segment in read(QUOTES).segments if not segment.quoted] == ["1", "2"]


QUOTED = [
    case(
        "labels inside quotation marks belong to the act that is amended",
        """
        Điều 1. Sửa đổi Quy chế làm việc
        1. Sửa đổi điểm c khoản 5 như sau:
        “c) Giữ xe;”.
        2. Bổ sung khoản 4a vào sau khoản 4 như sau:
        “4a. Giữ nhà.”.
        3. Bãi bỏ khoản 6.
        """,
        """
        Điều 1 | Sửa đổi Quy chế làm việc
          1 | Sửa đổi điểm c khoản 5 như sau:
            ¶1 | “c) Giữ xe;”.
          2 | Bổ sung khoản 4a vào sau khoản 4 như sau:
            ¶1 | “4a. Giữ nhà.”.
          3 | Bãi bỏ khoản 6.
        """,
    ),
]


@pytest.mark.parametrize("text, expected", QUOTED)
def test_quoted_text_opens_no_segments(text: str, expected: str) -> None:
    assert tree(read(text)) == expected


CONTINUED = [
    case(
        "between two points a paragraph goes on with the first",
        """
        1. Văn phòng lo:
        a) sổ sách;
        Con dấu cũng vậy;
        b) xe cộ.
        Việc khác do Sở giao.
        2. Hai.
        """,
        """
        1 | Văn phòng lo:
          a | sổ sách;
            ¶1 | Con dấu cũng vậy;
          b | xe cộ.
          ¶1 | Việc khác do Sở giao.
        2 | Hai.
        """,
    ),
    case(
        "between two clauses as well",
        """
        Điều 1. Chợ
        1. Chợ họp sớm.
        Ngày mưa thì họp muộn.
        2. Chợ tan trước trưa.
        """,
        """
        Điều 1 | Chợ
          1 | Chợ họp sớm.
            ¶1 | Ngày mưa thì họp muộn.
          2 | Chợ tan trước trưa.
        """,
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONTINUED)
def test_paragraphs_between_items_belong_to_the_first(text: str, expected: str) -> None:
    document = read(text)
    assert tree(document) == expected
    # It does not introduce what only goes on with it.
    assert [s.path for s in document.segments if s.lead_in and s.text.endswith((".", ";"))] == []
