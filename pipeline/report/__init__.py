"""A comparison as people read it: one HTML page, or one workbook."""

from .page import html
from .workbook import xlsx

__all__ = ["html", "xlsx"]
