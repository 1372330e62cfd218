"""Words by underthesea, where they are asked for: segmentation, and a second opinion on unknown verbs.

Reads: text, or a document. Guarantees:
1. underthesea is imported only by a call here; nothing else of the package needs it.
2. Where it is missing, one clear NhiemvuError says what to install.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from ..errors import NhiemvuError
from ..model import Diagnostic, Document

OPENING = 200  # characters of a duty that the tagger reads: its first words and what they govern


def words(text: str) -> list[str]:
    """The words of a text, those of several syllables whole: "quản lý", "nhà nước".

    For search and comparison; names of agencies are cut at other places by it, so no span comes from here.
    Raises NhiemvuError where underthesea is not installed.
    """
    return list(_underthesea("word_tokenize")(text))


def judged(document: Document) -> Document:
    """The document with the tagger's word on each opening that the lexicon of verbs lacks.

    Only the message of a `verb-unknown` diagnostic changes: the reader of the lexicon decides, not the tagger.
    Raises NhiemvuError where underthesea is not installed.
    """
    if not any(note.code == "verb-unknown" for note in document.diagnostics):
        return document
    tag = _underthesea("pos_tag")
    texts = {duty.span: duty.text for duty in document.duties}

    def judge(note: Diagnostic) -> Diagnostic:
        if note.code != "verb-unknown" or note.span not in texts:
            return note
        _, part = next(iter(tag(texts[note.span][:OPENING])), ("", ""))
        verdict = "a verb" if part.startswith("V") else "no verb"
        return msgspec.structs.replace(note, message=f"{note.message}; {verdict} for underthesea")

    return msgspec.structs.replace(document, diagnostics=[judge(note) for note in document.diagnostics])


def _underthesea(name: str) -> Callable[[str], Any]:
    try:
        import underthesea
    except ImportError:
        raise NhiemvuError('underthesea is missing: pip install "nhiemvu[tagging]"') from None
    return getattr(underthesea, name)  # type: ignore[no-any-return]
