"""Scanned pages: read by Tesseract, beside pages that have text; what is misread again and again; what is missing."""

import pytest
import test_pdf
import written

import pipeline
from pipeline.sources import tesseract

needs_tesseract = pytest.mark.skipif(tesseract.missing() is not None, reason="Tesseract or its model vie is missing")
needs_font = test_pdf.needs_font
LINES = [written.Line("", line) for line in test_pdf.DECISION.splitlines()]


def codes(document: pipeline.model.Document) -> list[str]:
    return [note.code for note in document.diagnostics]
