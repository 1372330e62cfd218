"""What may leave a database because its file has gone.

Reads: the file system, and what a database knows. Guarantees:
1. Gone is only what the system says is not there, below a folder that it lists. Whatever else hides a file, a lock or
   a broken line, is a problem (`Hidden`), and a run with a problem removes nothing.
2. Not most of a folder that was named goes unasked: an unmounted share looks like a folder that was emptied.
"""

import os
from functools import lru_cache
from typing import Literal

from sqlalchemy import Connection

from ..store.entry import key, spellings
from ..store.manifest import of_documents, under

Prune = bool | Literal["all"]
# Of the documents below a named folder, as a share. A year's decisions may well be moved away at once, more is rare;
# lower, tidying up is refused too often; higher, a share of which one large folder is not mounted is emptied.
MOST = 0.5
NOT_THERE = (FileNotFoundError, NotADirectoryError)


class Hidden(OSError):
    """What lies in a folder cannot be told; `filename` is the folder, `strerror` what the system says."""


def missing(paths: list[str]) -> tuple[list[str], dict[str, str]]:
    """Of paths that `key` wrote those that are gone, the system being asked anew, and the folders that hide others."""
    _list.cache_clear()
    found = []
    hiding: dict[str, str] = {}
    for path in paths:
        try:
            if _gone(path):
                found.append(path)
        except Hidden as error:
            hiding.setdefault(error.filename, f"cannot be looked into: {error.strerror}; what was read before stays")
    return found, hiding


def refusals(
    connection: Connection, folders: dict[str, bool], vanished: list[str], problem: str | None, prune: Prune
) -> dict[str, str]:
    """Where nothing is removed, and why: a path below which all stays, "" for all paths.

    `folders` are those named, and whether they hold any file; `problem` is the first path that could not be read.
    """
    if not prune or not vanished:
        return {}
    if problem:
        stay = f"{len(vanished):,} that {'are' if len(vanished) > 1 else 'is'} no longer there"
        return {"": f"nothing is removed ({stay}), for {problem} could not be read; mend that and run again"}
    if prune == "all":
        return {}
    going = frozenset(vanished)
    living = {document for path, document in of_documents(connection) if path not in going}
    found = {}
    for folder, holds_files in folders.items():
        held = under(connection, key(folder))
        files = sum(item.path in going for item in held)
        documents = {item.document for item in held if item.document}
        leave = len(documents - living)
        if files and not holds_files:
            said = f"holds no file now; is it a share that is not mounted? Nothing is removed ({files:,} known)"
        elif leave > MOST * len(documents):
            said = f"{leave:,} of its {len(documents):,} documents would go, more than half; none is removed"
        else:
            continue
        found[folder] = f"{said}; if that is meant, type --prune=all"
    return found


def beginnings(refusals: dict[str, str]) -> tuple[str, ...]:
    """How the paths begin of which nothing is removed."""
    return tuple(folder and f"{key(folder).rstrip('/')}/" for folder in refusals)


def _gone(path: str) -> bool:
    return not any(map(_there, spellings(path)))


def _there(path: str) -> bool:
    try:
        os.lstat(path)
    except NOT_THERE:
        _list(os.path.dirname(path))
        return False
    except OSError as error:
        raise _hidden(path, error) from None
    return True


@lru_cache(maxsize=256)
def _list(folder: str) -> None:
    """Raises Hidden where a folder, or the nearest above it that is there, cannot be listed."""
    try:
        with os.scandir(folder) as listing:
            next(listing, None)
    except NOT_THERE as error:
        above = os.path.dirname(folder)
        if above == folder:  # not even the drive is there
            raise Hidden(error.errno, error.strerror, folder) from None
        _list(above)
    except OSError as error:
        raise Hidden(error.errno, error.strerror, folder) from None


def _hidden(path: str, error: OSError) -> Hidden:
    """The folder where what hides a path begins: the highest that does not let us see what lies in it."""
    folder = os.path.dirname(path)
    while folder != os.path.dirname(folder):
        try:
            os.lstat(folder)
            break
        except OSError:
            folder = os.path.dirname(folder)
    return Hidden(error.errno, error.strerror, folder)
