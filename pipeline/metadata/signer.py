"""Who signed a document.

Reads: the parts of a text. Guarantees: role and name are those of the first signature, that of the decision, above
what it adopts.
"""

from itertools import takewhile

from ..model import Signer
from ..outline.columns import columns
from ..outline.layout import Layout
from ..outline.marks import is_name
from ..outline.parts import Part


def signer(layout: Layout, parts: list[Part]) -> Signer | None:
    """Role and name in the first signature; None where nobody signs."""
    first = next((i for i, part in enumerate(parts) if part.kind == "signature"), len(parts))
    tail = takewhile(lambda part: part.kind in ("signature", "recipients"), parts[first:])
    lines = [line for part in tail if part.kind == "signature" for line in part.lines if not line.furniture]
    roles: list[str] = []
    name = None
    for cell in (cell for line in lines for cell in columns(layout.source.text, line)):
        begins = cell.signs_for or cell.post
        if cell.capitals and (begins or roles) and not name:
            if roles and not cell.blank_above and not begins:
                roles[-1] += " " + cell.text
            else:
                roles.append(cell.text)
        elif roles and name is None and is_name(cell.text):
            name = cell.text
    return Signer(role=" / ".join(roles), name=name) if roles else None
