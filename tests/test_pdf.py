"""PDF files: with one font, fallback fonts, decomposed letters, old fonts, filled-in fields; damaged and hostile ones."""

import paper
import pytest
import written
from rapidfuzz.distance import Levenshtein

from pipeline.model import Document

NAMES = ("khanh-hoa_qd-55", "hai-phong_de-an")
LEAST = {"duties": 0.995, "duty_holder": 0.995, "units": 1.0, "segments": 0.99, "metadata": 1.0}
needs_office = pytest.mark.skipif(not written.soffice(), reason="LibreOffice is not installed")
needs_font = pytest.mark.skipif(not paper.FONT.is_file(), reason="the font DejaVu Serif is not installed")


def character_errors(text: str, truth: str) -> float:
    """Characters to change for each character of the truth; spaces do not count."""
    read, meant = "".join(text.split()), "".join(truth.split())
    return Levenshtein.distance(read, meant) / len(meant)


def words(document: Document) -> list[tuple[str, str, str]]:
    return [(segment.path, segment.label, segment.text) for segment in document.segments]
