"""What every command is told, says and writes: names of files, one line a message, a file at once or not at all."""

import argparse
import glob
import os
import re
import sys
import tempfile
from pathlib import Path, PurePath, PureWindowsPath
from typing import Any

from ..errors import NhiemvuError

# Names that Windows gives to devices, with any suffix, in any folder: what is written there is lost.
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}
Commands = Any  # argparse has no public name for what add_subparsers returns


def command(commands: Commands, name: str, *, help: str, description: str, examples: str) -> argparse.ArgumentParser:
    """A command's parser, its examples printed as they are written."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=help, description=description, epilog=examples, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    return parser


class Files(argparse.Action):
    """An argument that names files: patterns of names (`*`, `?`, `[…]`) that the shell left to us are expanded.

    The shells of Windows leave them all, others those in quotes. A file of just that name wins; a pattern that
    matches nothing, or several files where one is asked for, is wrong usage.
    """

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option: str | None = None
    ) -> None:
        several = isinstance(values, list)
        named = [name for word in (values if several else [values]) for name in self._named(word)]
        if not several and len(named) > 1:
            raise argparse.ArgumentError(self, f"{values} matches {len(named)} files; name one")
        setattr(namespace, self.dest, named if several else named[0])

    def _named(self, word: Any) -> list[Any]:
        """The names that a word stands for, of its own type."""
        folder, name = os.path.split(word)
        if not glob.has_magic(str(word)) or os.path.lexists(word):
            return [word]
        # A folder may be called "[2024]": where there is one of that name, only the last part is a pattern.
        pattern = os.path.join(glob.escape(folder) if os.path.isdir(folder) else folder, name)
        if found := sorted(glob.glob(pattern)):
            return [type(word)(each) for each in found]
        raise argparse.ArgumentError(self, f"no file is called {word}, and none matches; check the folder and the name")


def say(message: str) -> None:
    """One line to standard error."""
    print(one_line(message), file=sys.stderr, flush=True)


def one_line(text: str) -> str:
    """The text on one line, whatever a file name in it holds."""
    return " ".join(text.split())


def write(target: Path, data: bytes) -> None:
    """Write a file at once or not at all. Raises NhiemvuError where the folder or the system does not take it."""
    if why := refused(target):
        raise NhiemvuError(f"cannot write {target}: {why}; choose another name")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".part", delete=False) as part:
            try:
                part.write(data)
                part.close()
                os.chmod(part.name, 0o666 & ~_umask())
                os.replace(part.name, target)
            except BaseException:
                part.close()  # Windows removes no open file
                os.unlink(part.name)
                raise
    except OSError as error:
        # Windows replaces no file that a program holds open, as Excel and Word do.
        busy = "close it where it is open, or " if isinstance(target, PureWindowsPath) and target.exists() else ""
        raise NhiemvuError(f"cannot write {target}: {error.strerror}; {busy}choose another folder") from None


def refused(target: PurePath) -> str:
    """Why Windows would not write to this path, or to another file; "" where it does, and on other systems."""
    if not isinstance(target, PureWindowsPath):
        return ""
    for name in target.relative_to(target.anchor).parts:
        if name.split(".")[0].rstrip(" ").upper() in DEVICES:
            return f"{name} is a device of Windows"
        if re.search(r'[<>:"|?*\x00-\x1f]', name):
            return 'a name holds none of < > : " | ? *'
        if name != ".." and name.endswith((".", " ")):
            return f"Windows drops the end of “{name}”"
    return ""


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
