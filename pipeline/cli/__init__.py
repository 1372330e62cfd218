"""The command line: words the user types, messages, exit codes. It only calls.

One module a command, each with `add` (its words and help) and `run` (what it calls; the exit code).
Exit codes: 0 done, 1 some inputs failed (the others are done), 2 wrong usage. Data goes to stdout,
messages to stderr.
"""

import argparse
import os
import sys
from io import TextIOWrapper

from ..version import VERSION
from . import browse, check, compare, doctor, evaluate, export, extract, ingest, search, text
from .console import say

COMMANDS = (extract, text, check, compare, evaluate, ingest, export, search, browse, doctor)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit code."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a letter shows "?", it does not stop us
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        done: int = options.run(options)
        sys.stdout.flush()
        return done
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:  # standard output cannot take what we write
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        say(f"cannot write to standard output: {error.strerror}; choose --output DIR")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nhiemvu",
        description="Vietnamese decision texts as structured data: outline, units, duties, names, citations.",
        epilog="examples:\n" + "\n".join(command.EXAMPLES.splitlines()[1] for command in COMMANDS),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"nhiemvu {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser
