"""Whether an item opens with a verb of duty, as the items of a list of duties do.

Reads: the words of an item. Knows the lexicon of verbs; an item may begin with its own doer ("Sở Xây dựng: trồng cây").
"""

from ..language import verbs
from ..language.patterns import any_of, lazy
from ..names.frames import subject

# "Sở A có trách nhiệm hướng dẫn …", "Sở A chịu trách nhiệm …"
CHARGED = lazy(lambda: rf"\s*(?:có|chịu) {any_of('charged_with')}(?: trong việc| về việc)?")


def opens(text: str) -> bool:
    """Whether `text` opens with a verb of duty, behind its doer where it names one."""
    return verbs.opens(text) or names_doer(text)


def names_doer(text: str) -> bool:
    """Whether `text` opens with a body and then its verb of duty."""
    frame = subject(text)
    if frame is None or frame.end >= len(text) - 1:
        return False
    charged = CHARGED.match(text, frame.end)
    return verbs.opens(text[charged.end() if charged else frame.end :].lstrip(" :,-–"))
