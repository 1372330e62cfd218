"""`nhiemvu ingest`: folders of decisions into a database."""

import argparse
import json
import sys
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

from ..errors import NhiemvuError
from .console import Commands, Files, command, one_line, say

if TYPE_CHECKING:
    from ..batch.ingest import Event, Plan

DEFAULT = "outputs/nhiemvu.db"
EXAMPLES = """\
examples:
  nhiemvu ingest decisions                          a folder into outputs/nhiemvu.db; again: only what is new
  nhiemvu ingest decisions --dry-run                say what would be done, change nothing
  nhiemvu ingest decisions --prune                  and remove what is no longer there
  nhiemvu ingest decisions --db postgresql://name@server/decisions
  nhiemvu ingest decisions --cluster tcp://server:8786   on the workers of a Dask scheduler
"""


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = command(
        commands,
        "ingest",
        help="put folders of decisions into a database; again: only what is new or changed",
        description="Put the decisions in files and folders into a database: tables of documents, units, duties and "
        "what they name. Content decides what is read again; stopped at any moment, run again, nothing is lost.",
        examples=EXAMPLES,
    )
    parser.set_defaults(run=run, wrong=parser.error)
    parser.add_argument(
        "paths", nargs="+", action=Files, metavar="PATH", help="a file, or a folder with all its folders"
    )
    parser.add_argument("--db", default=DEFAULT, metavar="URL", help=f"database, or SQLite file (default: {DEFAULT})")
    parser.add_argument("--prune", action="store_true", help="remove what is no longer there, unless most has gone")
    # An option of its own, for argparse would take the PATH behind `--prune` for its value.
    parser.add_argument(
        "--prune=all",
        dest="prune",
        action="store_const",
        const="all",
        help="also where a named folder holds no file, as when a share is not mounted, or more than half of the "
        "documents below it would go",
    )
    parser.add_argument("--retry", action="store_true", help="read again what failed before, though nothing changed")
    parser.add_argument("--dry-run", action="store_true", help="list what would be done, and why; change nothing")
    parser.add_argument("--workers", type=_number, metavar="N", help="processes (default: one a core; 0: none)")
    parser.add_argument("--cluster", metavar="ADDRESS", help="of a Dask scheduler, or “local” (needs nhiemvu[cluster])")
    parser.add_argument(
        "--log-json", action="store_true", help="one line of JSON a file to standard error, for machines"
    )


def _number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Plan, then read and write with progress on standard error; 130 where Ctrl-C stopped it."""
    if options.cluster and options.workers is not None:
        options.wrong("--workers is for this machine; a cluster has its own")
    try:
        return _preview(options) if options.dry_run else _ingest(options)
    except NhiemvuError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("stopped; what was read is kept, run the same command to go on")
        return 130


def _preview(options: argparse.Namespace) -> int:
    from ..batch.ingest import plan, refused
    from ..batch.pruning import beginnings
    from ..store.connection import Missing, open_database

    try:
        database = open_database(options.db)
    except Missing:
        database = None
    try:
        made = plan(database, options.paths, retry=options.retry)
        refusals = refused(database, made, options.prune) if database else {}
    finally:
        if database:
            database.dispose()
    for path, why in made.todo.items():
        print(one_line(f"read ({why}): {path}"))
    for entry in made.passed_over:
        print(one_line(f"pass over ({entry.reason}): {entry.path}"))
    stay = beginnings(refusals)
    for path in made.vanished:
        keep = not options.prune or path.startswith(stay)
        print(one_line(f"{'keep, though it has vanished' if keep else 'remove'}: {path}"))
    for path, problem in (made.problems | refusals).items():
        say(f"{path}: {problem}" if path else problem)
    print(f"unchanged: {made.same} files", end="")
    print(f", of them {made.failed_before} that failed (--retry reads them again)" if made.failed_before else "")
    return int(bool(made.problems or refusals))


def _ingest(options: argparse.Namespace) -> int:
    from ..batch.ingest import carry_out, plan
    from ..store.connection import open_database, shown

    database = open_database(options.db, create=True)
    try:
        made = plan(database, options.paths, retry=options.retry)
        counts = Counter[str]()
        how = {"prune": options.prune, "workers": options.workers, "cluster": options.cluster}
        with (
            _Progress(made, options.log_json) as progress,
            closing(carry_out(database, made, **how)) as events,
        ):
            for event in events:
                counts[event.what] += 1
                progress.show(event, counts)
        progress.finish(counts, shown(database))
        return int(bool(counts["failed"] or counts["refused"]))
    finally:
        database.dispose()


class _Progress:
    """A bar on a terminal, lines of JSON for machines, else a line for what failed; the end in one sentence."""

    def __init__(self, made: "Plan", log_json: bool) -> None:
        from tqdm import tqdm

        self.made = made
        self.log_json = log_json
        bar = sys.stderr.isatty() and not log_json
        self.bar: Any = tqdm(total=len(made.todo), unit=" files", disable=not bar, dynamic_ncols=True, file=sys.stderr)

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.close()

    def show(self, event: "Event", counts: Counter[str]) -> None:
        if self.log_json:
            print(json.dumps(event._asdict(), ensure_ascii=False), file=sys.stderr, flush=True)
        elif event.what in ("failed", "version", "vanished", "removed", "refused"):
            reason = event.reason or TOLD[event.what]
            self.bar.clear()
            say(f"{event.path}: {reason}" if event.path else reason)
        if event.path in self.made.todo:
            self.bar.set_postfix(failed=counts["failed"], refresh=False)
            self.bar.update()

    def finish(self, counts: Counter[str], database: str) -> None:
        same = counts.pop("same", 0) + self.made.same
        if self.log_json:
            end = {"what": "end", **counts, "same": same, "database": database}
            print(json.dumps(end, ensure_ascii=False), file=sys.stderr, flush=True)
            return
        told = [f"{counts[what]} {words}" for what, words in WORDS.items() if counts[what]]
        unchanged = f"{same} unchanged"
        if self.made.failed_before:
            unchanged += f" (of them {self.made.failed_before} failed before; --retry reads them again)"
        say(f"{database}: {', '.join([*told, unchanged])}")


TOLD = {
    "version": "is another version of a decision that is there; files.differs counts the places",
    "vanished": "is no longer there; --prune removes it",
    "removed": "removed",
}
WORDS = {
    "done": "read",
    "linked": "read and linked to another file of the same decision",
    "version": "read as another version of a decision that is there",
    "failed": "failed",
    "skipped": "passed over",
    "vanished": "vanished",
    "removed": "removed",
}
