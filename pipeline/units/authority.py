"""Whose a body is, and its full name, where the text leaves that to the reader.

Reads: a name and the metadata. Guarantees: nothing is added that the issuer and the province do not tell.
"""

import re

from ..language.levels import a_province
from ..language.patterns import lazy
from ..model import Metadata

# The locality at the end of an issuer: the last "tỉnh …", "thành phố …" of its name.
LAST_LOCALITY = lazy(lambda: rf" {a_province()} (?!.* {a_province()} ).+$")
LEVEL_ALONE = lazy(lambda: rf" {a_province()}$")


def in_full(name: str, about: Metadata) -> str:
    """The name in full: "Sở là cơ quan …" speaks of the department that issues or prepares the text."""
    issuer = about.issuer or ""
    if " " in name or not issuer.startswith(f"{name} "):
        return name
    return re.sub(rf" {a_province()} {re.escape(about.province or '')}$", "", issuer)


def located(name: str, about: Metadata) -> str:
    """A department of the document's own province, with its locality."""
    locality = LAST_LOCALITY.search(about.issuer or "")
    if locality is None or not name.startswith("Sở ") or f" {about.province}" in name:
        return name
    return f"{LEVEL_ALONE.sub('', name)}{locality[0]}"


def authority(name: str, about: Metadata) -> str | None:
    """What a unit without a parent in the text belongs to: the issuer, or the province's committee."""
    issuer, province = about.issuer or "", about.province
    if issuer and not issuer.casefold().startswith(name.casefold()):
        return issuer
    locality = re.search(rf"{a_province()} {re.escape(province)}$", issuer) if province else None
    return f"Ủy ban nhân dân {locality[0]}" if locality and name.startswith("Sở ") else None
