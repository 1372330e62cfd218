"""Growth of the time on texts made to slow a finder down: one phrase over and over."""

from collections.abc import Callable

from bench.clock import best
from nhiemvu.duties.acts import acts
from nhiemvu.duties.domains import domains
from nhiemvu.names.grammar import find

FINDERS: dict[str, tuple[Callable[[str], object], list[str]]] = {
    "names": (
        find,
        [
            *(
                "Tổ ",
                "Tổ theo dõi ",
                "Tổ theo dõi, xử lý ",
                "của ",
                "Ủy ban nhân dân ",
                "Ủy ban nhân dân xã, ",
                "A",
                "bộ ",
            ),
            *("xã, phường và ", "Ban Chỉ đạo và ", "Sở Nội vụ, ", "Chủ tịch ", "Phòng A - ", "Phòng A và ", " ", "\n"),
            *("Đội và x ", "Sở A b c d e f g ", "Trường Cao đẳng A, B c d e và ", "Hội đồng a, ", "thuộc tỉnh "),
        ],
    ),
    "acts": (
        acts,
        [
            *(
                "và kiểm tra ",
                "kiểm tra ",
                "các ",
                "theo ",
                "trình ",
                "cấp ",
                "cấp, ",
                ", quản lý của",
                ";kiểm tra",
                "Về ",
            ),
            *(": ", "tổ chức ", "để quản lý ", "phối hợp với x ", "trình x hoặc phê duyệt x ", "X kiểm tra, "),
        ],
    ),
    "domains": (
        lambda text: domains(text, [text + "x"], [text], frozenset()),
        ["quảng cáo trên ", "Về ", "đào tạo, ", "an toàn, an ninh ", "của ", "Cục Báo chí "],
    ),
}
TIMES = 2_000
LONGER = 4


def growth() -> None:
    """Print for each finder its worst phrase: what a character costs in a text four times as long."""
    print("hostile texts: a character of a text four times as long costs at worst")
    for name, (finder, phrases) in FINDERS.items():
        costs = []
        for phrase in phrases:
            short, long = ("Tổ công tác " + phrase * (TIMES * factor) for factor in (1, LONGER))
            costs.append((best(lambda: finder(long), 3) / best(lambda: finder(short), 3) / LONGER, phrase))  # noqa: B023
        cost, phrase = max(costs)
        print(f"  {name:<8} {cost:.2f} of the first ({phrase!r})")
    print()
