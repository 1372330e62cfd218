"""Frames that give the whole name of a body with a sure end: behind "của", before "có trách nhiệm", alone in a heading.

Reads: a heading or lead-in. Guarantees:
1. A name in a frame may be in any letters ("Trách nhiệm của Văn phòng đăng ký đất đai", "SỞ Y TẾ"); it ends where the
   frame does, so that no verb is asked ("đăng ký" is one elsewhere).
2. It begins with a type word or a post; a sentence is no name.
"""

import re
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from ..language import verbs
from ..language.letters import for_spelling
from ..language.levels import BEHIND
from ..language.patterns import alternation, any_of, lazy, words
from .bodies import DESCRIBED, holder_type
from .gazetteer import head_of, heads, known
from .posts import POST, titles
from .types import SEAT, councils, is_type_word, seats, type_words, wants_name

HELPING = " giúp việc"  # directly behind a type word it is the name ("Tổ giúp việc"), else the verb
LONGEST = 30  # words of a name
LONGEST_CLASSES = 30  # spaces in the names of several classes
WIDEST = 300  # characters behind its first words in which a name ends; one of LONGEST words has fewer
LONGEST_UNKNOWN = 8  # spaces in a name of no known kind; more take clauses for names
LONGEST_CLASS = 14  # the same behind "các", which no clause begins with
# Characters and commas in front of the subject; more reach into the sentence, where bodies are no subjects.
FIRST_ENDS, CLAUSES = 400, 6
WORD = lazy(r"\w+")
SPACE = lazy(r" ")


class Frame(NamedTuple):
    """The words that name a body."""

    start: int
    end: int
    given: bool = False  # a task is given to it: "Giao Sở A …"
    unknown: bool = False  # its first words are of no kind of body that the tables know


# Where a frame ends behind "của", "cho" or alone: at a bracket, a stop, or a word that no name goes on with.
ENDS = lazy(
    lambda: (
        rf"\s+(?!(?:trực )?thuộc trung ương)(?:{any_of('frame_end')}|về việc(?! làm)|và (?={any_of('frame_and')}\b))\b"
        rf"|\s*[(\[:;.?\n]|\s*$|,\s(?!{any_of('place_word')}\b)"
    ),
)
# And before the verb of a sentence of which it is the subject; but "Ban Chỉ đạo".
PREDICATES = lazy(lambda: rf"(?<!việc)(?<!\bban)\s+(?:{any_of('frame_verb')}|giúp)\b")
PREDICATE = lazy(
    lambda: (
        r"\s*(?:\([^()]{1,120}\)\s*)?(?:,[^,:]{1,80},| đối với [^,;:]{1,40}?)?\s*"
        rf"(?:{any_of('frame_predicate', 'frame_verb')}|giúp)\b"
    ),
    re.IGNORECASE,
)
# "Chính phủ về bảo hiểm" ends before "về"; but "Ban Chỉ đạo về chuyển đổi số"
ABOUT = lazy(r" về (?!việc làm)")
TASKED = lazy(lambda: rf"{any_of('named_by_task')}\b(?! chức\b)", re.IGNORECASE)
CLASS = lazy(r"(?:(?:[Cc]ác|[Mm]ỗi|[Tt]ừng) )+")
COMMA = lazy(r",\s+")
CLAUSE_ENDS = lazy(r"[,:]\s+")
FURTHER = lazy(r"(?:,| và|, và) (?=[^\W\d_])")
CLAUSE = lazy(lambda: rf"{any_of('frame_clause')}\b")
PUNCTUATION = lazy(r"[,;:.\d“\"(]")
NO_HOLDER = lazy(lambda: rf"{any_of('no_holder')}\b", re.IGNORECASE)
END_OF_CLASS = lazy(
    lambda: rf"\s+(?!(?:trực )?thuộc trung ương)(?:{any_of('frame_end')}|về việc(?! làm))\b|\s*[(\[:;.?\n]|\s*$",
)
# "Ủy ban nhân dân cấp tỉnh | quy hoạch …": with its level it is whole; "cấp huyện và cấp xã" are two.
GRADED = lazy(
    lambda: rf"(?:{alternation(councils())}) cấp {any_of('grade')}(?= (?!và|hoặc|thuộc)[^\W\d_])(?=.(?-i:[a-zà-ỹđ]))",
    re.IGNORECASE,
)
OF_WHOM = lazy(r"\s+(?:trực )?thuộc ")
OF_SEVERAL = lazy(r"(?:^| )các ")
CLASS_WORD = lazy(lambda: rf"(?!ban hành\b){any_of('class_words')}\b", re.IGNORECASE)
ACTS = lazy(lambda: rf" (?:{any_of('frame_verb')}|căn cứ|(?:có|chịu|được giao) {any_of('charged_with')}|phải)\b")
CHARGED = lazy(lambda: rf" (?:có|chịu) {any_of('charged_with')}\b")
OUGHT = lazy(lambda: rf"(?: [^\W\d_]+){{1,4}}?(?P<ought>{CHARGED.pattern}| phải\b)")
ACRONYM = lazy(r"[A-ZĐ]{3,}(?:-[A-ZĐ]+)?(?= )")  # "VNMAC có trách nhiệm …"
NO_PROFESSION = lazy(lambda: rf"{any_of('no_profession')}\b", re.IGNORECASE)
PROFESSION = lazy(
    lambda: (
        rf"(?P<name>[A-ZĐÀ-Ỹ][^\W\d_]*(?: [^\W\d_]+){{0,3}}? {any_of('profession')}(?: [^\W\d_]+){{0,9}}?)"
        r"(?:\s*\([^()]*\))?(?:\s*[-–—,]?\s*[Mm]ã (?:số|ngạch)\b.*)?[\s.:]*$"
    )
)
# A word for bodies of all kinds, in small letters: after another it goes on with the class.
BARE = lazy(lambda: rf"{any_of('bare_class')}(?!\w)")
BARE_ONLY = lazy(lambda: rf"{any_of('bare_class')}(?:(?:,| và|, và) {any_of('bare_class')})+(?: sau)?", re.IGNORECASE)
# "bộ, cơ quan ngang bộ, địa phương": a list of classes
LIST = lazy(lambda: rf"{any_of('bare_class')}(?:,| và|, và) {any_of('bare_class')}(?!\w)", re.IGNORECASE)
JOINT = lazy(r",? (?:và|hoặc) |, ")
# "Sở C trong phạm vi nhiệm vụ, quyền hạn của mình kiểm tra …"
WITHIN = lazy(lambda: rf"[\s,]*{any_of('within_powers')}\b[^.;:]{{0,60}}?{any_of('own_powers')}\b,?")
FIRST = lazy(lambda: rf"{any_of('says_first')}\b")
GIVES = lazy(lambda: rf"{any_of('gives')}(?: nhiệm vụ)?(?: cho)? (?:các )?")


def body(text: str, at: int) -> Frame | None:
    """The body whose name begins at `at` and ends with its frame; None where none does."""
    return _body(text, at, ENDS)


def _body(text: str, at: int, *ends: re.Pattern[str]) -> Frame | None:
    several = CLASS.match(text, at)
    if several:
        at = several.end()
    if not _may_begin(text, at):
        return None
    described = DESCRIBED.match(text, at)
    inside = described.end() if described else _inside(text, at)
    if text.startswith(HELPING, inside):
        inside += len(HELPING)
    while True:
        finish = _first(ends, text, inside)
        if OF_SEVERAL.search(text, at, finish):
            finish = _owned(text, finish)
        elif is_class(text[at:finish]):
            owned = _owned(text, finish)
            if not is_type_word(OF_WHOM.sub("", text[finish:owned])):  # "thuộc bộ" tells the parent of one
                finish = owned
        comma = COMMA.match(text, finish)
        if comma and text.endswith(words("bare_class"), at, finish) and (more := BARE.match(text, comma.end())):
            inside = more.end()  # "Thủ trưởng các cơ quan, đơn vị, địa phương"
            continue
        if comma and LIST.match(text, at, finish) and CLASS_WORD.match(text, comma.end()):
            inside = comma.end() + 1  # "các bộ, ngành, Ủy ban nhân dân các tỉnh"
            continue
        # "Sở Văn hóa, Thể thao và Du lịch", "Ban Chỉ đạo phòng, chống …": what follows a comma is no body of its own.
        if comma is None or len(ends) > 1 or holder_type(text[comma.end() :]) or CLAUSE.match(text, comma.end()):
            break
        inside = comma.end()
    name = text[at:finish].rstrip(" ,")
    about = ABOUT.search(name)
    if about and not TASKED.match(name):
        name = name[: about.start()]
    if not name or name.count(" ") > LONGEST or holder_type(name) is None:
        return None
    if BARE_ONLY.fullmatch(name):
        return None
    if is_type_word(name) and (several or name.casefold() in words("no_name_alone")):
        return None  # "các phòng", "của cơ quan": no body of its own
    end = at + len(before_verb(name))
    return Frame(at, end, unknown=LIST.match(text, at, end) is not None)


def _first(ends: tuple[re.Pattern[str], ...], text: str, at: int) -> int:
    """Where the first of these patterns begins behind `at`; a later one is looked for before the one that was found.

    In small letters, which the patterns are in: one for any letters takes three times as long.
    """
    low = verbs.lower(text[: at + WIDEST])
    finish = len(low)
    for end in ends:
        if match := end.search(low, at, finish):
            finish = match.start()
    return finish


def _owned(text: str, at: int) -> int:
    """Where a class of bodies ends with the words of whom it is: "các đơn vị | thuộc Bộ"."""
    of = OF_WHOM.match(text, at)
    owner = body(text, of.end()) if of else None
    return owner.end if owner else at


def is_class(name: str) -> bool:
    """Whether a name in small letters is of all bodies of its kind: "Đơn vị sự nghiệp công lập"."""
    return " " in name and name[1:] == name[1:].lower() and BARE.match(verbs.lower(name)) is not None


def before_verb(name: str) -> str:
    """A name up to the verb of its sentence, where what stands before is whole by itself: "UBND tỉnh | triển khai".

    Whole is a body of the gazetteer, a title without a body ("Bộ trưởng"), or a name that ends with its level; else the
    verb may be one of the name ("Ban Chỉ đạo thực hiện Nghị quyết 5").
    """
    if level := GRADED.match(name):
        return level[0]
    if not verbs.within(name):
        return name
    for space in SPACE.finditer(name):
        rest = name[space.end() :]
        if rest[0].islower() and verbs.opens(rest) and _whole(name[: space.start()]):
            return name[: space.start()]
    return name


def _whole(name: str) -> bool:
    """Whether a name needs no further words."""
    post = POST.match(name) or SEAT.match(name)
    body = name[post.end() :].strip() if post else name
    if post and not body:  # not "Trưởng ban tổ chức"
        return not is_type_word(name.rsplit(" ", 1)[-1])
    found = heads().match(body, 0)
    if found and found.end() == len(body) and head_of(found) in known():
        return post is not None or not wants_name(body)
    if OF_SEVERAL.search(name) and name.endswith(words("bare_class")):  # "Thủ trưởng các cơ quan, đơn vị"
        return True
    return any(match.end() == len(name) for match in BEHIND.finditer(name))


def _may_begin(text: str, at: int) -> bool:
    """Whether the word at `at` is the first of a type word, a post or a person's title: most words are none."""
    word = WORD.match(text, at)
    return word is not None and for_spelling(word[0]).casefold() in _first_words()


@cache
def _first_words() -> frozenset[str]:
    names = (*type_words(), *titles(), *seats(), *words("courtesy"), *words("academic"))
    return frozenset(WORD.match(name)[0].casefold() for name in names if WORD.match(name))  # type: ignore[index]


def _inside(text: str, at: int) -> int:
    """Where the end of the name may be looked for: behind a name of the gazetteer, else behind the first word."""
    whole = heads().match(text, at)
    if whole and head_of(whole) in known():
        return whole.end()
    match = WORD.match(text, at)
    return match.end() if match else at + 1


@lru_cache(maxsize=2048)  # an item is asked for its subject as a leaf, as a sentence and as a holder
def subject(text: str, at: int = 0) -> Frame | None:
    """The body that a heading consists of, or that its sentence begins with at `at`."""
    frame = _body(text, at, ENDS, PREDICATES)
    if frame is None:
        short = ACRONYM.match(text, at)
        return Frame(at, short.end(), unknown=True) if short and PREDICATE.match(text, short.end()) else None
    rest = text[frame.end :].lstrip(" ")
    if rest[:1] == "," and (longer := body(text, at)) and longer.end > frame.end:
        name = text[frame.start : longer.end]  # "Hội đồng khen thưởng, kỷ luật | có nhiệm vụ"
        if CHARGED.match(text, longer.end) and not OF_SEVERAL.search(name):
            return longer
    if rest[:1] == "," and is_type_word(text[frame.start : frame.end]):
        return None  # "Thanh tra, kiểm tra …" is an act
    if not rest.strip(" .;") or rest[0] in "(,;:" or PREDICATE.match(text, frame.end) or WITHIN.match(text, frame.end):
        return frame
    return frame if rest[0].islower() and (verbs.opens(rest) or GRADED.match(text, frame.start)) else None


def profession(text: str, at: int = 0) -> Frame | None:
    """The rank or profession that a heading consists of: "Lưu trữ viên chính (hạng II) - Mã số: …"."""
    named = PROFESSION.match(text, at)
    if named is None or " của " in named["name"] or NO_PROFESSION.match(text, at):
        return None
    return Frame(at, named.end("name"))


def unknown(text: str, at: int, end: int | None = None) -> Frame | None:
    """Whoever a frame names at `at` (up to `end`) that is of no known kind; None for people and things.

    A heading or lead-in of duties names a holder all the same: "Lưu trữ hiện hành", "các sở, ban, ngành".
    """
    several = CLASS.match(text, at)
    if end is None:
        end = _first((END_OF_CLASS if several else ENDS,), text, at)
        end = _owned(text, end) if several else end
    name = text[at:end].rstrip(" ,")
    if name.count(" ") > (LONGEST_CLASS if several else LONGEST_UNKNOWN) or PUNCTUATION.search(
        name.replace(",", "") if several else name
    ):
        return None
    own = name[several.end() - at :] if several else name
    if not own or NO_HOLDER.match(own) or (is_type_word(own) and own.casefold() in words("no_name_alone")):
        return None
    return Frame(at, at + len(name), unknown=True)


def clause_subject(text: str) -> Frame | None:
    """The body that a sentence begins with, also behind what it says first: "Hằng năm, Sở A …"."""
    if frame := subject(text):
        return frame
    if not FIRST.match(text):
        return None
    for stop in islice(CLAUSE_ENDS.finditer(text, 0, FIRST_ENDS), CLAUSES):
        frame = subject(text, stop.end())
        if frame and PREDICATE.match(text, joint_end(text, frame.end)):
            return frame
    return None


def joint_end(text: str, at: int) -> int:
    """Where the bodies end that act together with the one that ends at `at`: "Sở A, Sở B và Sở C lập …"."""
    while further := FURTHER.match(text, at):
        other = subject(text, further.end())
        if other is None:
            break
        at = other.end
    return at


def classes(text: str) -> Frame | None:
    """The classes of bodies that a sentence begins with: "Bộ, cơ quan ngang Bộ …", "Các sở, ban, ngành …"."""
    several = CLASS.match(text)
    start = several.end() if several else 0
    if not CLASS_WORD.match(text, start) or verbs.opens(text):  # "Ban hành, tổ chức …" are acts
        return None
    for space in islice(SPACE.finditer(text, start), LONGEST_CLASSES):
        *parts, last = JOINT.split(text[start : space.start()])
        if not all(CLASS_WORD.match(part) for part in parts):
            return None
        if not CLASS_WORD.match(last):  # its first word goes on: "Ủy | ban nhân dân"
            continue
        at = space.start()
        if not (several or parts) or not text[space.end()].islower():
            continue
        acts = ACTS.match(text, at) or WITHIN.match(text, at)
        if not acts and not verbs.opens(text[space.end() :]):
            continue
        if verbs.name_end(text, text.rfind(" ", 0, at) + 1) > at:  # "đơn vị sự nghiệp công | lập"
            continue
        # A verb of the name stands before what they ought to do: "các đơn vị đào tạo | phải có …".
        named = None if acts else OUGHT.match(text, at)
        return Frame(0, named.start("ought") if named else at, unknown=True)
    return None


def giving(text: str) -> Frame | None:
    """The body to which a lead-in gives what follows: "Giao Sở A:", "Ủy quyền cho Giám đốc Sở B thực hiện …:"."""
    match = GIVES.match(text)
    frame = _body(text, match.end(), ENDS, PREDICATES) if match else None
    return frame._replace(given=True) if frame else None
