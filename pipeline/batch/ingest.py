"""Folders of decisions into a database, again and again: only what is new or changed is read.

    PATH… → walk → plan (what is known?) → workers or cluster → one transaction a file

Guarantees:
1. Content decides: a file is read again where its hash differs or the extractor does (`extractor`), never
   for its time stamp, which copies and downloads change or keep as they like.
2. Killed at any moment, run again, the database is that of one run: nothing is kept of a file but all of it.
3. What fails is kept with its reason and tried again when the file or the extractor changes, or with `retry`.
"""

import os
from collections import Counter
from collections.abc import Generator, Iterable
from contextlib import closing
from hashlib import file_digest
from itertools import islice
from typing import Literal, NamedTuple

from sqlalchemy import Engine

from ..extractor import extractor
from ..store.connection import Refused, open_database, reading, writing
from ..store.entry import Entry, Extract, key, there
from ..store.manifest import BATCH, known, put, remove, under
from .folders import walk

DEFAULT = "outputs/nhiemvu.db"

Why = Literal["new", "changed", "version", "retry", "same", "failed before"]  # the last two are not read
What = Literal["done", "linked", "failed", "same", "skipped", "vanished", "removed"]


class Plan(NamedTuple):
    """What a run would do. It holds no file's content, only the paths that are not as they were."""

    todo: dict[str, Why]  # files to be read
    same: int  # files that are known and unchanged
    failed_before: int  # of them, those that could not be read
    passed_over: list[Entry]
    vanished: list[str]  # known, but no longer there
    forgotten: list[str]  # passed over once, and no longer there
    problems: dict[str, str]  # paths that name nothing, with the reason


class Event(NamedTuple):
    """What became of one path."""

    what: What
    path: str
    reason: str | None = None
    document: str | None = None


def ingest(
    paths: Iterable[str | os.PathLike[str]],
    db: str = DEFAULT,
    *,
    prune: bool = False,
    retry: bool = False,
    workers: int | None = None,
    cluster: str | None = None,
) -> Counter[str]:
    """Put the decisions in files and folders into a database; how many came to what (`What`).

    `db` is a URL or the path of an SQLite file; `prune` removes what has vanished, `retry` reads again what failed.
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
    made = Plan({}, 0, 0, [], [], [], {})
    given = [os.path.abspath(path) for path in paths]
    counts = Counter[str]()
    files = walk(given)
    while batch := list(islice(files, BATCH)):
        entries = _known(database, [key(file.path) for file in batch])
        for path, passed_over, problem in batch:
            entry = entries.get(key(path))
            if problem and entry and entry.state != "skipped":
                made.vanished.append(entry.path)
            elif problem:
                made.problems[path] = problem
            elif passed_over and (entry is None or entry.state == "skipped"):
                made.passed_over.append(Entry(key(path), None, None, None, "skipped", passed_over))
            else:
                try:
                    why = _why(path, entry, retry)
                except OSError as error:
                    made.problems[path] = f"cannot be opened: {error.strerror}; what was read before stays"
                    continue
                counts[why] += 1
                if why not in ("same", "failed before"):
                    made.todo[path] = why
    shut = tuple(f"{key(path)}/" for path in made.problems)  # what lies in there has not vanished, we cannot see it
    for path, state in _gone(database, given):
        if not path.startswith(shut):
            (made.forgotten if state == "skipped" else made.vanished).append(path)
    return made._replace(same=counts["same"] + counts["failed before"], failed_before=counts["failed before"])


def carry_out(
    database: Engine, made: Plan, *, prune: bool = False, workers: int | None = None, cluster: str | None = None
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
    with closing(_extracts(list(made.todo), workers, cluster)) as extracts:
        for extract in extracts:
            yield _keep(database, extract)
    for path in made.vanished:  # last, so that the decision in a file that was moved is there at every moment
        if prune:
            with writing(database) as connection:
                remove(connection, path)
        yield Event("removed" if prune else "vanished", path)


def _known(database: Engine | None, paths: list[str]) -> dict[str, Entry]:
    if database is None:
        return {}
    with reading(database) as connection:
        return known(connection, paths)


def _gone(database: Engine | None, paths: list[str]) -> list[tuple[str, str]]:
    """Path and state of what is known in the folders but no longer there."""
    if database is None:
        return []
    with reading(database) as connection:
        inside = {item for folder in filter(os.path.isdir, paths) for item in under(connection, key(folder))}
    return sorted((path, state) for path, state in inside if not there(path))


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
