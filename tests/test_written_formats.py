"""The same decision in every format gives the same duties: the samples exactly, the real ones by the gold data."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from test_real_documents import SCORED, scorer
from written import converted, docx, html, lines, nfd, soffice

import nhiemvu
from nhiemvu.model import Document
from nhiemvu.sources import FORMATS

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "corpus").glob("*.txt"))
LEAST = 0.995  # F1 of duties in each format
READERS = {kind.name for kind in FORMATS}
WRITTEN = {"docx": docx, "html": html, "nfd": nfd}
OFFICE = ("rtf", "doc", "pdf")  # written by LibreOffice from the Word file


def needs(kind: str) -> pytest.ParameterSet:
    """A format as a parameter, left out where its reader or writer is missing."""
    unread = kind != "nfd" and kind not in READERS
    unwritten = kind in OFFICE and not soffice()
    marks = [
        pytest.mark.skipif(unread, reason=f"no reader for {kind} in nhiemvu.sources.FORMATS"),
        pytest.mark.skipif(unwritten, reason="LibreOffice is not installed"),
    ]
    return pytest.param(kind, marks=marks)


KINDS = [needs(kind) for kind in (*WRITTEN, *OFFICE)]


@cache
def written(source: Path, kind: str) -> bytes:
    """A text file as a file of another format."""
    paragraphs = lines(nhiemvu.extract(source))
    if kind in WRITTEN:
        return WRITTEN[kind](paragraphs)
    with TemporaryDirectory() as folder:
        word = Path(folder) / "t.docx"
        word.write_bytes(docx(paragraphs, old=True))
        (target,) = converted([word], kind, Path(folder))
        return target.read_bytes()


def duties(document: Document) -> list[tuple[str, str, str]]:
    """Holder, place and words of each duty."""
    names = {unit.id: unit.name for unit in document.units}
    return [(names.get(duty.holder or "", ""), duty.path, duty.text) for duty in document.duties]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_gives_the_same_duties_in_every_format(sample: Path, kind: str) -> None:
    document = nhiemvu.extract_bytes(written(sample, kind), f"t.{kind}")
    assert nhiemvu.check(json.loads(msgspec.json.encode(document))) == []
    wanted = duties(nhiemvu.extract(sample))
    assert duties(document) == wanted
    assert wanted


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SCORED)
def test_duties_of_a_real_decision_in_every_format(name: str, kind: str, shared: Path) -> None:
    source = shared / f"corpus/{name}.txt"
    gold = json.loads((shared / f"gold/{name}.gold.json").read_text("utf-8"))
    document = nhiemvu.extract_bytes(written(source, kind), f"{name}.{kind}")
    data = json.loads(msgspec.json.encode(document))
    assert nhiemvu.check(data) == []
    found, misses = scorer(shared).score(gold, source.read_text("utf-8").split("\n"), data)
    assert found["duties"][2] >= LEAST, "\n".join(misses["duties"][:20])
    assert found["duty_holder"][0] >= LEAST * found["duty_holder"][1], "\n".join(misses["duty_holder"][:20])
    assert found["metadata"][0] == found["metadata"][1], "\n".join(misses["metadata"])
