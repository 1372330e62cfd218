"""`nhiemvu export`: a database as files, or in another database."""

import argparse
import sys
from pathlib import Path

from ..errors import NhiemvuError
from .console import Commands, command, one_line, refused, say
from .ingest import DEFAULT

EXAMPLES = """\
examples:
  nhiemvu export --to duties.xlsx                       an Excel workbook, a sheet a table
  nhiemvu export --to documents.jsonl                   the JSON documents, one a line
  nhiemvu export --to tables --format parquet           a folder, one Parquet file a table
  nhiemvu export --to tables --format csv               a folder, one CSV file a table, for spreadsheets
  nhiemvu export --to package --format datapackage      exact CSV files with types, keys and references described
  nhiemvu export --to postgresql://name@server/decisions    into another database, beside what is there
  nhiemvu export --db postgresql://name@server/decisions --to copy.db
"""


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = command(
        commands,
        "export",
        help="write a database as Excel, CSV, Parquet, JSON Lines, Data Package, or into another database",
        description="Write a database in a form that others read. What is written follows from the target: the suffix "
        "of a file, a folder with its --format, or the URL of a database. Of any size; whole, or not at all.",
        examples=EXAMPLES,
    )
    parser.set_defaults(run=run, wrong=parser.error)
    parser.add_argument(
        "--to", required=True, metavar="TARGET", help="FILE.xlsx, FILE.jsonl, a folder, a URL or FILE.db"
    )
    parser.add_argument("--format", choices=("parquet", "csv", "datapackage"), help="of the files in a folder")
    parser.add_argument("--db", default=DEFAULT, metavar="URL", help=f"database, or SQLite file (default: {DEFAULT})")


def run(options: argparse.Namespace) -> int:
    """Write the export; a row a table on standard error."""
    from ..export import export, kind_of

    try:
        kind_of(options.to, options.format)
    except NhiemvuError as error:
        options.wrong(str(error))
    if "://" not in options.to and (why := refused(Path(options.to))):
        say(f"cannot write {options.to}: {why}; choose another name")
        return 1
    try:
        done = export(options.db, options.to, options.format)
    except NhiemvuError as error:
        say(str(error))
        return 1
    for name, rows in done.rows.items():
        print(f"{name:<24} {rows:>10,}", file=sys.stderr)
    for note in done.notes:
        say(f"note: {note}")
    say(f"written to {one_line(shown(options.to))}")
    return 0


def shown(target: str) -> str:
    """The target as it may be printed: a URL without its password."""
    if "://" not in target:
        return target
    from sqlalchemy import make_url

    return make_url(target).render_as_string(hide_password=True)
