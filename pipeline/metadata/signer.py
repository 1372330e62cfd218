"""Who signed a document.

Reads: the parts of a text. Guarantees: role and name are those of the first signature, that of the decision, above
what it adopts.
"""

from itertools import takewhile

from ..language.patterns import any_of, lazy
from ..model import Signer
from ..outline.columns import columns
from ..outline.layout import Layout
from ..outline.marks import is_name
from ..outline.parts import Part

LEFT_OPEN = lazy(lambda: rf" {any_of('left_open')}$")  # "TRƯỞNG BAN CHÍNH SÁCH VÀ" goes on


def signer(layout: Layout, parts: list[Part]) -> Signer | None:
    """Role and name in the first signature; None where nobody signs."""
    first = next((i for i, part in enumerate(parts) if part.kind == "signature"), len(parts))
    tail = takewhile(lambda part: part.kind in ("signature", "recipients"), parts[first:])
    lines = [line for part in tail if part.kind == "signature" for line in part.lines if not line.furniture]
    roles: list[str] = []
    name = None
    for cell in (cell for line in lines for cell in columns(layout.source.text, line)):
        begins = cell.signs_for or cell.post or cell.text.startswith("PHÓ ")
        if cell.capitals and (begins or roles) and not name:
            goes_on = not cell.blank_above and not begins
            if roles and (goes_on or roles[-1].endswith((",", ".")) or LEFT_OPEN.search(roles[-1])):
                roles[-1] += " " + cell.text
            else:
                roles.append(cell.text)
        elif roles and name is None and is_name(cell.text):
            name = cell.text
    return Signer(role=" / ".join(roles), name=name) if roles else None
