"""Many names as one regular expression, so that a search costs the same for any number of them.

Reads: names. Guarantees:
1. The pattern matches each name and nothing else, the longest first: it branches letter by letter and
   never tries the whole list.
"""

from collections.abc import Callable, Iterable
from typing import TypeAlias

Node: TypeAlias = dict[str, "Node"]  # the key "" marks the end of a name


def trie(names: Iterable[str], spelled: Callable[[str, str], str]) -> str:
    """The pattern; `spelled(before, letter)` is how a letter is matched behind the letters before it."""
    root: Node = {}
    for name in names:
        node = root
        for letter in name:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _nested(root, "", spelled)


def _nested(node: Node, before: str, spelled: Callable[[str, str], str]) -> str:
    branches = [
        spelled(before, letter) + _nested(below, before + letter, spelled)
        for letter, below in sorted(node.items())
        if letter
    ]
    if len(branches) == 1 and "" not in node:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if '' in node else ''}" if branches else ""
