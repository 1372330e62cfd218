"""Whether an item opens with a verb of duty, as the items of a list of duties do.

Reads: the words of an item. Knows the lexicon of verbs; an item may begin with its own doer ("Sở Xây dựng: trồng cây").
"""

from ..language import verbs
from ..language.patterns import any_of, lazy
from ..names.frames import Frame, clause_subject
from ..names.types import is_type_word

# "Sở A có trách nhiệm hướng dẫn …", "Sở A chịu trách nhiệm …"
CHARGED = lazy(lambda: rf"\s*(?:có|chịu) {any_of('charged_with')}(?: trong việc| về việc)?")


def opens(text: str) -> bool:
    """Whether `text` opens with a verb of duty, behind its doer where it names one."""
    return verbs.opens(text) or names_doer(text)


def names_doer(text: str) -> bool:
    """Whether `text` opens with a body and then its verb of duty."""
    return doer(text) is not None


def doer(text: str) -> Frame | None:
    """The body with whose act a sentence begins; None where another word is its subject."""
    frame = clause_subject(text)
    if frame is None or frame.end >= len(text) - 1 or is_type_word(text[frame.start : frame.end]):
        return None
    charged = CHARGED.match(text, frame.end)
    act = text[charged.end() if charged else frame.end :].lstrip(" :,-–")
    return frame if verbs.opens(act) else None
