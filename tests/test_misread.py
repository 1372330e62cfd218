"""Labels that a scanner broke: placed by their sequence, the print kept, and told.

One row is one phenomenon: a text, and its tree in the notation of the outline tests.
"""

import pytest
from tree import block, case, read, tree

ROWS = [
    case(
        "đ read as d",
        """
        Điều 1. Việc
        1. Văn phòng:
        c) lo cây;
        d) lo sổ;
        d) lo con dấu;
        e) lo nước.
        """,
        """
        Điều 1 | Việc
          1 | Văn phòng:
            c | lo cây; !start
            d | lo sổ;
            đ | lo con dấu; !misread
            e | lo nước.
        """,
    ),
    case(
        "đ read as ce",
        """
        1. Văn phòng:
        a) lo xe;
        b) lo nhà;
        c) lo cây;
        d) lo sổ;
        ce) lo con dấu;
        e) lo nước.
        """,
        """
        1 | Văn phòng:
          a | lo xe;
          b | lo nhà;
          c | lo cây;
          d | lo sổ;
          đ | lo con dấu; !misread
          e | lo nước.
        """,
    ),
    case(
        "a letter that is not there stays a gap",
        """
        1. Văn phòng:
        a) lo xe;
        b) lo nhà;
        e) lo cây;
        g) lo sổ.
        """,
        """
        1 | Văn phòng:
          a | lo xe;
          b | lo nhà;
          e | lo cây; !gap
          g | lo sổ.
        """,
    ),
    case(
        "one read as the letter l",
        """
        Điều l. Việc
        l. Văn phòng:
        a) lo xe;
        b) lo nhà.
        2. Phòng khác.
        """,
        """
        Điều 1 | Việc !misread
          1 | Văn phòng: !misread
            a | lo xe;
            b | lo nhà.
          2 | Phòng khác.
        """,
    ),
    case(
        "the word Điều without its marks",
        """
        Điều 1. Một
        Diều 2. Hai
        Điêu 3. Ba
        """,
        """
        Điều 1 | Một
        Điều 2 | Hai !misread
        Điều 3 | Ba !misread
        """,
    ),
    case(
        "i read as one",
        """
        1. Văn phòng:
        g) lo cây;
        h) lo sổ;
        1) lo con dấu;
        k) lo nước.
        """,
        """
        1 | Văn phòng:
          g | lo cây; !start
          h | lo sổ;
          i | lo con dấu; !misread
          k | lo nước.
        """,
    ),
    case(
        "d read as đ, before the real one and at the end of its list",
        """
        1. Văn phòng:
        a) lo xe;
        b) lo nhà;
        c) lo cây;
        đ) lo sổ;
        đ) lo con dấu.
        2. Phòng khác:
        a) lo xe;
        b) lo nhà;
        c) lo cây;
        đ) lo sổ.
        """,
        """
        1 | Văn phòng:
          a | lo xe;
          b | lo nhà;
          c | lo cây;
          d | lo sổ; !misread
          đ | lo con dấu.
        2 | Phòng khác:
          a | lo xe;
          b | lo nhà;
          c | lo cây;
          d | lo sổ. !misread
        """,
    ),
    case(
        "a bracket that is lost, a stain, a sign",
        """
        1. Văn phòng:
        a) Lo xe;
        b) Lo nhà;
        c Lo cây;
        d) Lo sổ;
        @ Lo con dấu;
        ,e) Lo nước.
        """,
        """
        1 | Văn phòng:
          a | Lo xe;
          b | Lo nhà;
          c | Lo cây; !misread
          d | Lo sổ;
          đ | Lo con dấu; !misread
          e | Lo nước. !misread
        """,
    ),
    case(
        "one digit for another, where the next number shows it",
        """
        8. Lo xe.
        6. Lo nhà.
        10. Lo cây.
        7. Lo sổ.
        """,
        """
        8 | Lo xe. !start
        6 | Lo nhà. !order
        10 | Lo cây. !gap
        7 | Lo sổ. !order
        """,
    ),
    case(
        "the number between two others",
        """
        1. Lo xe.
        2. Lo nhà.
        8. Lo cây.
        4. Lo sổ.
        """,
        """
        1 | Lo xe.
        2 | Lo nhà.
        3 | Lo cây. !misread
        4 | Lo sổ.
        """,
    ),
    case(
        "an article that is cited is no heading",
        """
        Điều 1. Việc
        Điều 2 Thông tư 7/2020/TT-BXD quy định việc của Tổ xe như sau:
        1. Lo xe.
        Điều 2 của Quy chế nói việc của Tổ nhà.
        Điều 2 Người
        """,
        """
        Điều 1 | Việc
          ¶1 | Điều 2 Thông tư 7/2020/TT-BXD quy định việc của Tổ xe như sau:
          1 | Lo xe.
          ¶2 | Điều 2 của Quy chế nói việc của Tổ nhà.
        Điều 2 | Người !misread
        """,
    ),
    case(
        "a bracket that closes behind a word is no label",
        """
        1. Văn phòng:
        a) lo xe (xe
        ce) và nhà;
        b) lo cây.
        """,
        """
        1 | Văn phòng:
          a | lo xe (xe ce) và nhà;
          b | lo cây.
        """,
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_misread_labels(text: str, expected: str) -> None:
    assert tree(read(text)) == block(expected)


def test_the_print_stays_in_the_label() -> None:
    document = read("1. Văn phòng:\na) lo xe;\nb) lo nhà;\nc) lo cây;\nd) lo sổ;\nce) lo con dấu;\ne) lo nước.\n")
    assert [(s.path, s.label) for s in document.segments][5] == ("1/đ", "ce)")
    (note,) = [note for note in document.diagnostics if note.code == "label-misread"]
    assert note.message == "ce) was read as đ by its place in the list"
