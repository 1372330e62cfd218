"""The command line: words the user types, messages, exit codes. It only calls.

One module a command, each with `add` (its words and help) and `run` (what it calls; the exit code).
Exit codes: 0 done, 1 some inputs failed (the others are done), 2 wrong usage. Data goes to stdout,
messages to stderr, both in UTF-8 with line ends of one character, so that what is piped is the same on all systems.
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
    _use_utf8()
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:  # who types the bare name wants to know it: help and 0, as of pip, cargo, gh
        parser.print_help()
        return 0
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


def _use_utf8() -> None:
    """Before the first word is printed: pipes of Windows come in the code page of the system (cp1252, cp1258)."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A file name that is no Unicode shows "?", it does not stop us; "\r\n" would move every span of a text.
            stream.reconfigure(encoding="utf-8", errors="replace", newline=None if stream is sys.stdin else "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nhiemvu",
        description="Vietnamese decision texts as structured data: outline, units, duties, names, citations.",
        epilog="examples:\n" + "\n".join(command.EXAMPLES.splitlines()[1] for command in COMMANDS),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"nhiemvu {VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser
