"""Headings of the trade: what the passage under "Nhiệm vụ và quyền hạn" or "Cơ cấu tổ chức" holds."""

import re
from functools import cache

from pipeline.knowledge import table

LONGEST_HEADING = 240  # characters


def role_of(text: str) -> str | None:
    """The role of the passage under a heading, or None where it is no heading of the trade."""
    if len(text) > LONGEST_HEADING:
        return None
    match = _roles_pattern().match(text.casefold())
    return _roles()[match["phrase"]] if match else None


@cache
def _roles() -> dict[str, str]:
    return {row["phrase"]: row["role"] for row in table("headings")}


@cache
def _roles_pattern() -> re.Pattern[str]:
    phrases = "|".join(sorted(map(re.escape, _roles()), key=len, reverse=True))
    return re.compile(rf"(?:về )?(?P<phrase>{phrases})(?=\s*(?::|$)| (?:của|cụ thể|chủ yếu|trong)\b)")
