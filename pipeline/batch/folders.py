"""The files that paths name: themselves, and what lies in folders and their folders.

Reads: the file system. Guarantees:
1. Each file comes once, in the order of names, whatever the paths.
2. What is passed over in a folder (hidden, by name no decision, no file at all) comes too, with the reason; a file
   named itself is never passed over. Links to folders are not followed, so no walk is endless.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from fnmatch import translate
from functools import cache
from typing import NamedTuple

from ..knowledge import table

HIDDEN = "is hidden"


class Found(NamedTuple):
    """A path, and why it is not to be read; None: it is."""

    path: str
    passed_over: str | None = None
    problem: str | None = None


def walk(paths: Iterable[str]) -> Iterator[Found]:
    """What the paths name, with absolute paths; a path that is not there, or a folder that is shut, is a problem."""
    given = sorted({os.path.abspath(path) for path in paths})
    folders = [path for path in given if os.path.isdir(path)]
    single = [path for path in given if path not in set(folders)]
    for path in single:
        yield Found(path, problem=_problem(path))
    for folder in folders:
        if not any(_inside(folder, other) for other in folders):
            yield from (found for found in _walk(folder) if found.path not in set(single))


def _problem(path: str) -> str | None:
    """Why a path that was named is not read; None: it is a file."""
    try:
        mode = os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "no such file or folder; check the name"
    except (OSError, ValueError) as error:
        return f"cannot be opened: {getattr(error, 'strerror', None) or error}"
    return None if stat.S_ISREG(mode) else "is no file"


def _inside(path: str, folder: str) -> bool:
    return path != folder and path.startswith(os.path.join(folder, ""))


def _walk(folder: str) -> Iterator[Found]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, problem=f"cannot be opened: {error.strerror}")
        return
    for entry in entries:
        is_folder = os.path.isdir(entry.path)  # asking the entry raises for a link that leads in a circle
        if reason := _passed_over(entry, is_folder):
            yield Found(entry.path, passed_over=reason)
        elif is_folder:
            yield from _walk(entry.path)
        else:
            yield Found(entry.path)


def _passed_over(entry: os.DirEntry[str], is_folder: bool) -> str | None:
    if is_folder and entry.is_symlink():
        return "is a link to a folder"
    if not is_folder and os.path.exists(entry.path) and not os.path.isfile(entry.path):
        return "is no file"  # a pipe, a device, or a link to one: reading it might never end
    # Of folders, only the hidden: one that is named "2024.tmp" may well hold decisions.
    return next(
        (what for name, what in _others() if name.match(entry.name) and (not is_folder or what == HIDDEN)), None
    )


@cache
def _others() -> list[tuple[re.Pattern[str], str]]:
    rows = table("other_files")
    return [(re.compile(translate(row["pattern"]), re.IGNORECASE), row["what"]) for row in rows]
