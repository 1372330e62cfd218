"""What tells the parts of a decision apart: nation and motto, number, căn cứ, the words that enact, posts, types.

Reads: the words of a line, or of a paragraph where a mark may wrap. Guarantees: tells only what a line looks like;
what part it belongs to, its place decides (parts.py).

Components and their order: Nghị định 30/2020/NĐ-CP, Điều 8 and Phụ lục I.
"""

import re
from functools import cache

from ..knowledge import table
from ..language.patterns import alternation, any_of, lazy

# Characters before "ban hành": less loses a long name of who decides, more takes a sentence of the text for the
# formula.
LONGEST_SUBJECT = 160
# Of the first of a list of recipients that stands on one line, in characters: more takes a bullet of the text for one.
LONGEST_RECIPIENT = 160

# Characters of a line with the name of the state or the Party in small letters. More takes a sentence about the Party
# for a letterhead, less loses a name and motto that were run together.
LONGEST_NATION = 80

# The name of the state or the Party and the motto, and their pieces where a narrow column breaks them.
NATION = lazy(
    lambda: rf"{any_of('nation')}|ĐỘC LẬP\s*[-–]\s*TỰ DO|^(?:{any_of('nation_pieces')})$",
    re.IGNORECASE,
)
TYPED = lazy(
    lambda: alternation(row["name"] for row in table("doc_types") if "normative" in row["class"]), re.IGNORECASE
)
NUMBER = lazy(
    lambda: (
        rf"(?i:(?:{TYPED.pattern} )?Số\s*:)"
        r"|Số \d{1,5}\s?[-/][\w/&.-]*[A-ZĐ][\w/&.-]*$"
    )
)
BASIS = lazy(lambda: rf"(?:[-–+] ?)?{any_of('basis')}\b(?! {any_of('no_basis')}\b)")
ENACTS = lazy(
    lambda: rf"{any_of('enacts')}\s*:?$|.{{0,{LONGEST_SUBJECT}}}\bban hành {any_of('enacted')}\b",
)
# Or, its heading lost, a list on one line that ends with the copy for the files.
RECIPIENTS = lazy(rf"N[ơƠ][iI] (?i:nhận)|- [^;]{{3,{LONGEST_RECIPIENT}}}; .*- Lưu\s*:? ")
SIGNS_FOR = lazy(lambda: rf"{any_of('signs_for')}(?:(?: ?\.| ) ?\w| ?\.$)|Q\. ?\w")
# A line of the table that a portal puts above an act: a label, alone or with its value run on ("Số hiệu15/QĐ-UBND").
CATALOGUE = lazy(
    lambda: rf"(?i:{alternation(row['label'] for row in table('portal_fields'))})\s*(?:[:|]|$|(?=\d|[^\W\d_a-zà-ỹ]))"
)
# To whom a letter goes: its text begins there.
GREETS = lazy(lambda: rf"{any_of('greets')}\b")
POSTS = lazy(lambda: rf"(?:Q\. ?|QUYỀN )?{alternation(row['post'].upper() for row in table('posts'))}\b")
ADOPTED_BY = lazy(r"\(\s*(?:[Bb]an hành )?[Kk]èm theo")
# A word that is adopted ("QUY CHẾ"), alone or with its title behind it.
ADOPTED = lazy(lambda: rf"{any_of('adopted')}(?= |$)", re.IGNORECASE)


def type_of(text: str) -> str | None:
    """The document type that a line in capitals, or a title of Markdown, consists of."""
    name = text.strip(" :").casefold().replace("ð", "đ")
    return name if name in _types() and text[:2].isupper() else None


def is_name(text: str) -> bool:
    """Whether `text` can be a person's name under a signature: two to six words with capitals."""
    return text.istitle() and 1 <= text.count(" ") <= 5 and text.replace(" ", "").isalpha()


def adopted(text: str) -> str:
    """The word that the title of an annex begins with; the whole text where none is known."""
    match = ADOPTED.match(text)
    return match[0] if match else text.strip(" :")


@cache
def _types() -> frozenset[str]:
    """The types in small letters; "VĂN BẢN" above a text says no type."""
    return frozenset(row["name"].casefold() for row in table("doc_types")) - {"văn bản"}
