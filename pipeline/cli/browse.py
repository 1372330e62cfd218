"""`nhiemvu browse`: a database in the browser."""

import argparse

from ..errors import NhiemvuError
from .console import Commands, command, say
from .ingest import DEFAULT

EXAMPLES = """\
examples:
  nhiemvu browse                                        outputs/nhiemvu.db, on this machine only
  nhiemvu browse --db decisions.db --port 8080
"""


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = command(
        commands,
        "browse",
        help="look at a database in the browser, in Vietnamese (needs nhiemvu[browse])",
        description="Open an SQLite database in the browser, in Vietnamese: tables, filters, questions, search. "
        "It is only read, and only this machine can reach the page. Ctrl-C ends it. Of a PostgreSQL database, copy it "
        "first: nhiemvu export --db URL --to copy.db",
        examples=EXAMPLES,
    )
    parser.set_defaults(run=run)
    parser.add_argument("--db", default=DEFAULT, metavar="FILE", help=f"SQLite file (default: {DEFAULT})")
    parser.add_argument("--port", type=int, default=8001, metavar="N", help="of the page (8001; 0: any that is free)")
    parser.add_argument("--no-open", action="store_true", help="only tell the address, open no browser")


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    try:
        from ..browse import serve

        serve(options.db, port=options.port, ready=lambda address: _ready(address, options.no_open))
    except NhiemvuError as error:
        say(str(error))
        return 1
    return 0


def _ready(address: str, quiet: bool) -> None:
    say(f"open {address} (Ctrl-C ends it)")
    if not quiet:
        import webbrowser

        webbrowser.open(address)
