"""The spaCy side: components in anybody's pipeline, documents as DocBin; underthesea where it is asked for."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

import nhiemvu
from nhiemvu.cli import main
from nhiemvu.model import Document
from nhiemvu.nlp.training import docbin, docs
from nhiemvu.nlp.words import judged, words

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "corpus").glob("*.txt"))
NAMES = ("vn_agencies", "vn_posts", "vn_domains", "vn_citations")
ISSUER = {"issuer": "Ủy ban nhân dân tỉnh Khánh Hòa", "issued_on": "2024-10-30"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    language = spacy.blank("xx")
    for name in NAMES:
        language.add_pipe(name, config=ISSUER if name in NAMES[:2] else {})
    return language


def found(doc: Doc, name: str) -> list[tuple[str, str | None]]:
    return [(span.text, span._.canonical) for span in doc.spans[name]]


# ---- components


def test_factories_come_with_the_package_without_an_import() -> None:
    code = (
        "import spacy; nlp = spacy.blank('xx'); nlp.add_pipe('vn_agencies'); nlp.add_pipe('vn_citations'); "
        "doc = nlp('Bộ Nội vụ hướng dẫn Luật Thanh niên.'); print(doc.spans['vn_agencies'], doc.spans['vn_citations'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["[Bộ", "Nội", "vụ]", "[Luật", "Thanh", "niên]"]


def test_each_component_fills_its_group(nlp: Language) -> None:
    doc = nlp("Giúp Chủ tịch Ủy ban nhân dân tỉnh và Sở Nội vụ quản lý văn thư, lưu trữ theo Luật Lưu trữ.")
    assert found(doc, "vn_agencies") == [("Sở Nội vụ", "Sở Nội vụ tỉnh Khánh Hòa")]
    assert found(doc, "vn_posts") == [
        ("Chủ tịch Ủy ban nhân dân tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh Khánh Hòa"),
    ]
    assert found(doc, "vn_citations") == [("Luật Lưu trữ", "Luật Lưu trữ")]
    assert found(doc, "vn_domains") == [("văn thư, lưu trữ", "van_thu")]
    assert {span.label_ for name in NAMES for span in doc.spans[name]} == {"AGENCY", "POST", "LAW", "DOMAIN"}


def test_ids_are_those_of_the_body(nlp: Language) -> None:
    doc = nlp("Trình Chủ tịch Ủy ban nhân dân tỉnh, báo cáo Sở Nội vụ.")
    ids = [span._.agency_id for name in NAMES[:2] for span in doc.spans[name]]
    assert ids == ["so-noi-vu-tinh-khanh-hoa", "uy-ban-nhan-dan-tinh-khanh-hoa"]


def test_without_a_document_names_stay_as_far_as_they_tell() -> None:
    language = spacy.blank("xx")
    language.add_pipe("vn_agencies")
    assert found(language("Báo cáo Bộ Nội vụ và Sở Y tế."), "vn_agencies") == [
        ("Bộ Nội vụ", "Bộ Nội vụ"),
        ("Sở Y tế", "Sở Y tế"),
    ]


def test_a_department_chooses_its_fields() -> None:
    text = "Quản lý lao động và việc làm."
    of_home_affairs, of_health = spacy.blank("xx"), spacy.blank("xx")
    of_home_affairs.add_pipe("vn_domains", config={"department": "Sở Nội vụ"})
    of_health.add_pipe("vn_domains", config={"department": "Sở Y tế"})
    assert found(of_home_affairs(text), "vn_domains") != found(of_health(text), "vn_domains")


def test_a_saved_pipeline_loads_again(nlp: Language, tmp_path: Path) -> None:
    text = "Phối hợp với Công an tỉnh kiểm tra nhà in."
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert (
        found(again(text), "vn_agencies")
        == found(nlp(text), "vn_agencies")
        == [("Công an tỉnh", "Công an tỉnh Khánh Hòa")]
    )


@given(
    st.lists(st.sampled_from(["Sở Nội vụ", "UBND tỉnh", ",", " ", "\n", "Giám đốc", "báo chí"]) | st.text(max_size=9))
)
def test_any_text_gives_spans_of_whole_tokens(nlp: Language, pieces: list[str]) -> None:
    doc = nlp("".join(pieces))
    assert doc.text == "".join(pieces)
    for name in NAMES[:2]:
        assert all(before.end_char <= after.end_char for before, after in pairwise(doc.spans[name]))
        assert all(span.text.strip() for span in doc.spans[name])


def test_components_find_what_extract_finds() -> None:
    """All but the words that only the rest of the document explains: its own rooms, a type word alone."""
    document = nhiemvu.extract(SAMPLES[1])
    texts = {segment.id: segment.text for segment in document.segments}
    language = spacy.blank("xx")
    about = document.metadata
    language.add_pipe("vn_agencies", config={"issuer": about.issuer, "issued_on": about.issued_on})
    full = [m for m in document.mentions if m.type == "agency" and m.text.count(" ") > 1]
    assert len(full) > 20
    for mention in full:
        doc = language(texts[mention.segment])
        assert mention.text in {text for text, _ in found(doc, "vn_agencies")}


# ---- DocBin


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.stem)
def document(request: pytest.FixtureRequest) -> Document:
    return nhiemvu.extract(request.param)


def test_every_mention_of_the_body_is_in_the_docs(document: Document) -> None:
    made = list(docs(document))
    spans = [span for doc in made for group in ("vn_agencies", "vn_posts") for span in doc.spans[group]]
    assert sorted(" ".join(span.text.split()) for span in spans) == sorted(m.text for m in document.mentions)
    assert {span._.canonical for span in spans} == {mention.canonical for mention in document.mentions}
    paths = {segment.path for segment in document.segments}
    assert all(doc.user_data["document"] == document.id and doc.user_data["path"] in paths for doc in made)


def test_fields_are_the_categories_of_duties(document: Document) -> None:
    fields = {duty.path: {field.id for field in duty.domains} for duty in document.duties}
    for doc in docs(document):
        assert set(doc.cats) == fields.get(doc.user_data["path"], set())


def test_a_docbin_is_the_same_each_time_and_reads_back(document: Document) -> None:
    data = docbin(document)
    assert data == docbin(document)
    back = list(DocBin().from_bytes(data).get_docs(spacy.blank("xx").vocab))
    assert [doc.text for doc in back] == [doc.text for doc in docs(document)]
    assert [[(e.text, e.label_) for e in doc.ents] for doc in back] == [
        [(e.text, e.label_) for e in doc.ents] for doc in docs(document)
    ]
    assert any(isinstance(span, Span) and span._.canonical for doc in back for span in doc.spans["vn_agencies"])


@pytest.mark.slow
def test_spacy_learns_from_it() -> None:
    """The annotations fit the tokens and the trainer: a fresh recogniser finds most of them again."""
    fix_random_seed(0)
    language = spacy.blank("xx")
    language.add_pipe("ner")
    given = [doc for doc in docs(nhiemvu.extract(SAMPLES[1])) if doc.ents][:20]
    examples = [Example(language.make_doc(doc.text), doc) for doc in given]
    optimizer = language.initialize(lambda: examples)
    for _ in range(22):
        for batch in minibatch(examples, 4):
            language.update(batch, sgd=optimizer, drop=0.0)
    assert language.evaluate(examples)["ents_f"] > 0.5


def test_the_command_writes_one_file_a_document(tmp_path: Path) -> None:
    assert main(["extract", *map(str, SAMPLES), "--spacy", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{path.stem}.spacy" for path in SAMPLES]
    assert (tmp_path / f"{SAMPLES[0].stem}.spacy").read_bytes() == docbin(nhiemvu.extract(SAMPLES[0]))


@pytest.mark.parametrize(
    ("option", "package", "says"),
    [
        (["--spacy", "out"], "spacy", 'spaCy is missing: pip install "nhiemvu[nlp]"'),
        (["--tag-unknown"], "underthesea", 'underthesea is missing: pip install "nhiemvu[tagging]"'),
    ],
)
def test_a_missing_package_is_one_clear_line(option: list[str], package: str, says: str, tmp_path: Path) -> None:
    code = f"import sys; sys.modules[{package!r}] = None; from nhiemvu.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "extract", str(SAMPLES[1]), *option]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path)
    assert (done.returncode, done.stderr.strip()) == (1, f"{SAMPLES[1]}: {says}")
    assert list(tmp_path.rglob("*.spacy")) == []


# ---- underthesea


def test_words_of_several_syllables_stay_whole() -> None:
    assert "quản lý nhà nước" in " | ".join(words("Thực hiện quản lý nhà nước về báo chí")).lower()
    assert "".join(words("Thực hiện quản lý, báo cáo.")).replace(" ", "") == "Thựchiệnquảnlý,báocáo."


def test_the_tagger_speaks_only_of_unknown_openings() -> None:
    document = nhiemvu.extract(SAMPLES[1])
    spoken = judged(document)
    assert all(
        note.message.endswith((" a verb for underthesea", " no verb for underthesea")) for note in spoken.diagnostics
    )
    assert [note.span for note in spoken.diagnostics] == [note.span for note in document.diagnostics]
    assert spoken.duties == document.duties
    plain = nhiemvu.extract_bytes("Điều 1. Sở An Bình\n1. Nhiệm vụ:\na) Quản lý báo chí.\n".encode())
    assert judged(plain) is plain
