"""Folders of decisions into a database, again and again: only what is new or changed is read.

    PATH… → walk → plan (what is known?) → workers or cluster → one transaction a file

Guarantees:
1. Content decides: a file is read again where its hash differs or the extractor does (`extractor`), never
   for its time stamp, which copies and downloads change or keep as they like.
2. Killed at any moment, run again, the database is that of one run: nothing is kept of a file but all of it.
3. What fails is kept with its reason and tried again when the file or the extractor changes, or with `retry`.
4. What has vanished is removed only where asked, last of all, and within what `pruning` guarantees.
"""

import os
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from hashlib import file_digest
from itertools import islice
from typing import Literal, NamedTuple

from sqlalchemy import Engine

from ..extractor import extractor
from ..store.connection import Refused, open_database, reading, writing
from ..store.entry import Entry, Extract, key
from ..store.manifest import BATCH, Held, known, put, remove, under
from .folders import walk
from .pruning import Prune, beginnings, missing, refusals

DEFAULT = "outputs/nhiemvu.db"

Why = Literal["new", "changed", "version", "retry", "same", "failed before"]  # the last two are not read
What = Literal["done", "linked", "version", "failed", "same", "skipped", "vanished", "removed", "refused"]


class Plan(NamedTuple):
    """What a run would do. It holds no file's content, only the paths that are not as they were."""

    todo: dict[str, Why]  # files to be read
    same: int  # files that are known and unchanged
    failed_before: int  # of them, those that could not be read
    passed_over: list[Entry]
    vanished: list[str]  # known, but no longer there
    forgotten: list[str]  # passed over once, and no longer there
    problems: dict[str, str]  # paths that name nothing, or cannot be looked at, with the reason
    folders: dict[str, bool]  # those that were named, and whether they hold a file


class Event(NamedTuple):
    """What became of one path; "refused": nothing below it was removed ("": of all), though that was asked."""

    what: What
    path: str
    reason: str | None = None
    document: str | None = None


def ingest(
    paths: Iterable[str | os.PathLike[str]],
    db: str = DEFAULT,
    *,
    prune: Prune = False,
    retry: bool = False,
    workers: int | None = None,
    cluster: str | None = None,
) -> Counter[str]:
    """Put the decisions in files and folders into a database; how many came to what (`What`).

    `db` is a URL or the path of an SQLite file; `prune` removes what has vanished, though nothing where a
    path cannot be read, where a named folder holds no file or most of its documents would go ("refused"; "all" removes
    even these); `retry` reads again what failed.
    `workers` is a number of processes, by default one a core, 0 for none; `cluster` the address of a Dask scheduler,
    or "local". Raises NhiemvuError where the database or the cluster fails; what is in by then stays.
    """
    database = open_database(db, create=True)
    try:
        made = plan(database, [os.fspath(path) for path in paths], retry=retry)
        counts = Counter[str](same=made.same)
        with closing(carry_out(database, made, prune=prune, workers=workers, cluster=cluster)) as events:
            counts.update(event.what for event in events)
        return +counts
    finally:
        database.dispose()


def plan(database: Engine | None, paths: Iterable[str], *, retry: bool = False) -> Plan:
    """Compare what the paths name with what the database knows (None: there is none yet). Changes nothing."""
    given = [os.path.abspath(path) for path in paths]
    made = Plan({}, 0, 0, [], [], [], {}, {})
    full: set[str] = set()  # folders with a file, in them or deeper
    counts = Counter[str]()
    files = walk(given)
    while batch := list(islice(files, BATCH)):
        entries = _known(database, [key(file.path) for file in batch])
        for path, passed_over, problem in batch:
            entry = entries.get(key(path))
            if problem and entry and entry.state != "skipped" and missing([entry.path])[0]:
                made.vanished.append(entry.path)
            elif problem:
                made.problems[path] = problem
            elif passed_over and (entry is None or entry.state == "skipped"):
                made.passed_over.append(Entry(key(path), None, None, None, "skipped", passed_over))
            else:
                folder = path
                while (folder := os.path.dirname(folder)) not in full:
                    full.add(folder)
                try:
                    why = _why(path, entry, retry)
                except OSError as error:
                    made.problems[path] = f"cannot be opened: {error.strerror}; what was read before stays"
                    continue
                counts[why] += 1
                if why not in ("same", "failed before"):
                    made.todo[path] = why
    made.folders.update((path, path in full) for path in given if os.path.isdir(path))
    shut = tuple(f"{key(path)}/" for path in made.problems)  # what lies in there has not vanished, we cannot see it
    held = {item.path: item for item in _inside(database, made.folders) if not item.path.startswith(shut)}
    gone, hiding = missing(sorted(held))
    for path in gone:
        (made.forgotten if held[path].state == "skipped" else made.vanished).append(path)
    for folder, problem in hiding.items():
        made.problems.setdefault(folder, problem)
    return made._replace(same=counts["same"] + counts["failed before"], failed_before=counts["failed before"])


def refused(database: Engine, made: Plan, prune: Prune, problem: str | None = None) -> dict[str, str]:
    """Where nothing is removed of what has vanished, though that is asked, and why (see `pruning.refusals`).

    `problem` is a path that could not be read while the plan was carried out.
    """
    problem = next(iter(made.problems), problem)
    with reading(database) as connection:
        return refusals(connection, made.folders, made.vanished, problem, prune)


def carry_out(
    database: Engine, made: Plan, *, prune: Prune = False, workers: int | None = None, cluster: str | None = None
) -> Generator[Event]:
    """Do what is planned, an event a path, each kept in the database by then; close the generator to stop early.

    Raises NhiemvuError where the database or the cluster fails.
    """
    for path, problem in made.problems.items():
        yield Event("failed", path, problem)
    with writing(database) as connection:
        outcomes = [put(connection, Extract(entry)) for entry in made.passed_over]
        for path in made.forgotten:
            remove(connection, path)
    for entry, outcome in zip(made.passed_over, outcomes, strict=True):
        yield Event("same" if outcome == "same" else "skipped", entry.path, entry.reason)
    unopened = None
    with closing(_extracts(list(made.todo), workers, cluster)) as extracts:
        for extract in extracts:
            if extract.entry.state == "failed" and extract.entry.sha256 is None:
                unopened = extract.entry.path
            yield _keep(database, extract)
    yield from _prune(database, made, prune, unopened)


def _prune(database: Engine, made: Plan, prune: Prune, problem: str | None) -> Iterator[Event]:
    """Last, so that the decision in a file that was moved is there at every moment."""
    refusals = refused(database, made, prune, problem)
    stay = beginnings(refusals)
    for path in made.vanished:
        if not prune or path.startswith(stay):
            yield Event("vanished", path, "is no longer there, and stays" if prune else None)
        elif missing([path])[0]:
            with writing(database) as connection:
                remove(connection, path)
            yield Event("removed", path)
        else:  # a share that was mounted meanwhile
            yield Event("vanished", path, "was not there before, and is not removed now")
    for folder, reason in refusals.items():
        yield Event("refused", folder, reason)


def _known(database: Engine | None, paths: list[str]) -> dict[str, Entry]:
    if database is None:
        return {}
    with reading(database) as connection:
        return known(connection, paths)


def _inside(database: Engine | None, folders: Iterable[str]) -> Iterator[Held]:
    """What is known in the folders."""
    if database is not None:
        with reading(database) as connection:
            for folder in folders:
                yield from under(connection, key(folder))


def _why(path: str, entry: Entry | None, retry: bool) -> Why:
    """Raises OSError for a file that was read before and cannot be opened now."""
    if entry is None or entry.state == "skipped":
        return "new"
    if not _unchanged(path, entry):
        return "changed"
    if entry.extractor != extractor():
        return "version"
    if entry.state == "failed":
        return "retry" if retry else "failed before"
    return "same"


def _unchanged(path: str, entry: Entry) -> bool:
    """By size, then by content; a file that could never be opened and still cannot is unchanged too."""
    try:
        if os.stat(path).st_size != entry.size and entry.size is not None:
            return False
        with open(path, "rb", buffering=0) as file:
            return file_digest(file, "sha256").hexdigest() == entry.sha256
    except OSError:
        if entry.sha256 is None:
            return True
        raise


def _extracts(paths: list[str], workers: int | None, cluster: str | None) -> Generator[Extract]:
    """What is kept of each file, as it is done."""
    from ..store.reading import lost, read, read_bytes, unread

    if not paths:
        return
    if cluster:
        from . import cluster as dask

        yield from dask.run(read_bytes, paths, cluster, lost=lost, unread=unread)
    else:
        from .workers import cores, run

        crew = cores() if workers is None else workers
        yield from run(read, paths, min(crew, len(paths)), lost)


def _keep(database: Engine, extract: Extract) -> Event:
    """One file's transaction."""
    try:
        with writing(database) as connection:
            outcome = put(connection, extract)
    except Refused as error:
        entry = extract.entry._replace(state="failed", reason=str(error), document=None, duties=0, warnings=0)
        extract = Extract(entry)
        with writing(database) as connection:
            outcome = put(connection, extract)
    return Event(outcome, extract.entry.path, extract.entry.reason, extract.entry.document)
