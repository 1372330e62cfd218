"""A comparison as people read it: one HTML page, or one workbook."""

from pipeline.report.page import html
from pipeline.report.workbook import xlsx

__all__ = ["html", "xlsx"]
