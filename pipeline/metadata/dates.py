"""Days as a decision prints them: "Khánh Hòa, ngày 05 tháng 3 năm 2025", "05/03/2025", "kể từ ngày ký".

Reads: a text. Guarantees: a day is one of the calendar, or None.
"""

import re

from ..language.patterns import any_of, lazy

DATED = lazy(
    r"^(?P<place>[^\W\d][^\d\n/:]{1,40}?),?\s+ngày\s*(?P<day>\d{1,2}|…|\.+)\s+tháng\s*"
    r"(?P<month>\d{1,2}|…|\.+)\s+năm\s*(?P<year>\d{4})",
    re.MULTILINE,
)
WRITTEN_DAY = r"ngày (?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})"
DAY = lazy(r"\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})\b")
# Only what speaks of "this" document tells when it enters into force.
EFFECTIVE = lazy(
    lambda: (
        rf"\bnày\b[^.;]{{0,60}}? (?P<words>{any_of('in_force')} (?:kể )?từ (?:ngày|khi) "
        rf"(?:(?P<same>{any_of('day_of_issue')}|(?:được )?(?:[\w ]{{3,60}}? )?thông qua)|"
        r"(?P<day>\d{1,2})(?:/| tháng )(?P<month>\d{1,2})(?:/| năm )(?P<year>\d{4})))"
    )
)


def iso(match: re.Match[str]) -> str | None:
    """The day of a match as YYYY-MM-DD; None where it is left blank in print or no day of the calendar."""
    from datetime import date

    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None
