"""What every command says and writes: one line a message, a file at once or not at all."""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from ..errors import NhiemvuError

Commands = Any  # argparse has no public name for what add_subparsers returns


def command(commands: Commands, name: str, *, help: str, description: str, examples: str) -> argparse.ArgumentParser:
    """A command's parser, its examples printed as they are written."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=help, description=description, epilog=examples, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    return parser


def say(message: str) -> None:
    """One line to standard error."""
    print(one_line(message), file=sys.stderr, flush=True)


def one_line(text: str) -> str:
    """The text on one line, whatever a file name in it holds."""
    return " ".join(text.split())


def write(target: Path, data: bytes) -> None:
    """Write a file at once or not at all. Raises NhiemvuError where the folder does not take it."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".part", delete=False) as part:
            try:
                part.write(data)
                part.close()
                os.chmod(part.name, 0o666 & ~_umask())
                os.replace(part.name, target)
            except BaseException:
                os.unlink(part.name)
                raise
    except OSError as error:
        raise NhiemvuError(f"cannot write {target}: {error.strerror}; choose another folder") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
