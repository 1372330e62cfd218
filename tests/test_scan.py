"""Scanned pages: read by Tesseract, beside pages that have text; what is misread again and again; what is missing."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import paper
import pypdfium2
import pytest
import test_pdf
import written
from PIL import Image, ImageFilter
from test_real_documents import scorer

import pipeline
from pipeline import Limits, NhiemvuError
from pipeline.knowledge import table
from pipeline.sources import scan, tesseract
from pipeline.sources.agreement import agreed
from pipeline.sources.misread import repaired
from pipeline.sources.tesseract import Word

needs_tesseract = pytest.mark.skipif(tesseract.missing() is not None, reason="Tesseract or its model vie is missing")
needs_font = test_pdf.needs_font
LINES = [written.Line("", line) for line in test_pdf.DECISION.splitlines()]


def codes(document: pipeline.model.Document) -> list[str]:
    return [note.code for note in document.diagnostics]
