"""Whether an item opens with a verb of duty, as the items of a list of duties do.

Reads: the words of an item. Knows the lexicon of verbs; an item may begin with its own doer ("Sở Xây dựng: trồng cây").
"""

from ..language import verbs
from ..language.patterns import any_of, lazy
from ..names.frames import WITHIN, Frame, clause_subject, joint_end, subject
from ..names.types import wants_name

# "Sở A có trách nhiệm hướng dẫn …", "Sở A chịu trách nhiệm …"
CHARGED = lazy(lambda: rf"\s*(?:có|chịu) {any_of('charged_with')}(?: trong việc| về việc)?")
# "Thanh tra C thực hiện theo quy định tại Luật …": what it does stands elsewhere
REFERS = lazy(r"thực hiện theo (?:các )?quy định (?:tại|của|ở)\b")
# "Bộ B chịu trách nhiệm trước Chính phủ thực hiện …"
ANSWERS_TO = lazy(r" trước ")


def opens(text: str) -> bool:
    """Whether `text` opens with a verb of duty, behind its doer where it names one."""
    return verbs.opens(text) or names_doer(text)


def names_doer(text: str) -> bool:
    """Whether `text` opens with a body and then its verb of duty."""
    return doer(text) is not None


def doer(text: str) -> Frame | None:
    """The body with whose act a sentence begins; None where another word is its subject."""
    frame = clause_subject(text)
    if frame is None or frame.end >= len(text) - 1 or wants_name(text[frame.start : frame.end]):
        return None
    act = text[_act(text, joint_end(text, frame.end)) :].lstrip(" :,-–")
    return frame if verbs.opens(act) and not REFERS.match(act) else None


def _act(text: str, at: int) -> int:
    """Where the act begins that a doer who ends at `at` has to do."""
    for words in (WITHIN, CHARGED):
        if match := words.match(text, at):
            at = match.end()
    to = ANSWERS_TO.match(text, at)
    whom = subject(text, to.end()) if to else None
    return whom.end if whom else at
