"""The acts and powers of a duty: its own, and those that its lead-ins pass on.

Reads: the words of a duty and of its lead-ins. Guarantees:
1. A lead-in that ends with its verb, or with whom it is for, passes its powers on to its items; one with an object of
   its own only that it advises or submits; a title passes nothing on.
2. A duty without any power has the power "other".
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..language.patterns import any_of, lazy
from ..language.verbs import lexicon, lower
from ..model import Power
from .acts import Act, acts
from .counts import GOVERNS, addressees

TITLE = lazy(lambda: rf"\s*{any_of('duty_topic', 'duty_title')}\b")
OWN = {"firm", "organises", "with"}  # nobody submits "Hướng dẫn, kiểm tra …": such items are the holder's work
FOLLOWING = lazy(r"\bsau(?: đây)?\s*:?\s*$")  # "có nhiệm vụ, quyền hạn sau đây:"


def read(text: str, leads: Sequence[str]) -> tuple[list[Act], list[Power]]:
    """The acts of a duty, in order, and its powers; `leads` are the texts that lead in to it, outermost first."""
    passed = [_passed_on(lead) for lead in leads]
    own = acts(text, helped=any(last == "carrier" for _, last, _ in passed))
    submitted = any(powers and last and last not in GOVERNS for powers, last, _ in passed)
    if submitted and own and _kind(text, own[0]) in OWN and not any("advise" in powers for powers, *_ in passed):
        passed = [entry for entry in passed if entry[1] in ("", *GOVERNS)]
    elif submitted:
        # The item is what is submitted or appraised; what is carried out after it is the holder's act again.
        own = [act for act in own[1:] if _kind(text, act) == "head"]
    powers = [power for powers, *_ in passed for power in powers] + _powers(own)
    if not powers and not own:
        powers = next((powers for *_, powers in reversed(passed) if powers), [])
    return own, list(dict.fromkeys(powers)) or ["other"]


@lru_cache(maxsize=64)
def _passed_on(lead: str) -> tuple[list[Power], str, list[Power]]:
    """The powers that a lead-in hands to its items, the kind of its last verb if it has no object, all its powers."""
    found = [] if lead.isupper() or TITLE.match(lead) or FOLLOWING.search(lead) else acts(lead)
    powers = _powers(found)
    rest = lead[found[-1].end :].strip(" :") if found else ""
    leads = lead.endswith(":") or not {"advise", "submit"}.isdisjoint(powers)  # "2. Theo dõi, kiểm tra" is a title
    if found and leads and (not rest or rest[0].isupper() or rest.startswith(addressees())):
        return powers, _kind(lead, found[-1]), powers
    return [power for power in powers if power in ("advise", "submit")], "", powers


def _powers(found: Iterable[Act]) -> list[Power]:
    return [act.power for act in found if act.power]


def _kind(text: str, act: Act) -> str:
    return lexicon().verbs[lower(text)[act.start : act.end]][0]
