"""The files that paths name: themselves, and what lies in folders and their folders.

Reads: the file system. Guarantees:
1. Each file comes once, in the order of names, whatever the paths.
2. What is passed over in a folder (hidden, by name no decision, no file at all) comes too, with the reason; a file
   named itself is never passed over. Links to folders are not followed, so no walk is endless.
"""

import os
import re
from collections.abc import Iterable, Iterator
from fnmatch import translate
from functools import cache
from typing import NamedTuple

from pipeline.knowledge import table


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
        yield Found(path) if os.path.exists(path) else Found(path, problem="no such file or folder; check the name")
    for folder in folders:
        if not any(_inside(folder, other) for other in folders):
            yield from (found for found in _walk(folder) if found.path not in set(single))


def _inside(path: str, folder: str) -> bool:
    return path != folder and os.path.commonpath([path, folder]) == folder


def _walk(folder: str) -> Iterator[Found]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, problem=f"cannot be opened: {error.strerror}")
        return
    for entry in entries:
        if reason := _passed_over(entry):
            yield Found(entry.path, passed_over=reason)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        else:
            yield Found(entry.path)


def _passed_over(entry: os.DirEntry[str]) -> str | None:
    for pattern, what in _others():
        if pattern.match(entry.name) and not (entry.is_dir() and not entry.name.startswith(".")):
            return what
    if entry.is_symlink() and entry.is_dir():
        return "is a link to a folder"
    if not entry.is_dir() and not entry.is_file() and not entry.is_symlink():
        return "is no file"
    return None


@cache
def _others() -> list[tuple[re.Pattern[str], str]]:
    rows = table("other_files")
    return [(re.compile(translate(row["pattern"]), re.IGNORECASE), row["what"]) for row in rows]
