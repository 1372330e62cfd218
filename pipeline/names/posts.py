"""Posts: the titles that begin their names, and people named with their post.

Reads: the table `posts`. Guarantees: a new title is one row there, for units, mentions and numbers of staff.
"""

from functools import cache

from ..knowledge import table
from ..language.patterns import alternation, any_of, lazy


@cache
def titles(*, staff: bool = True) -> tuple[str, ...]:
    """The titles of posts; without `staff` no ranks of many people, which make no structure ("Thanh tra viên")."""
    return tuple(row["post"] for row in table("posts") if staff or row["level"] != "staff")


# "Các Phó Giám đốc"; with a capital, further ones as it may be: "Phó giám đốc", "Chi cục Trưởng"
POST = lazy(lambda: rf"(?:Các |các )?(?=[A-ZĐ])(?P<post>(?i:{alternation(titles())}))(?![^\W\d_])")
# "Đồng chí Nguyễn Văn A, Giám đốc", "BS. Lê Văn A – Giám đốc": at most 40 characters of a name.
PERSON = lazy(lambda: rf"(?:{any_of('courtesy')}|(?:{any_of('academic')})\b\.?)[ .]*[^,:;]{{5,40}}[,–-] ?(?P<post>.+)")
