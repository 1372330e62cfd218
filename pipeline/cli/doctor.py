"""`nhiemvu doctor`: which optional parts are installed, and what installs the others."""

import argparse
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from .. import libraries, programs
from ..knowledge import table
from ..version import VERSION
from .console import Commands, command

EXAMPLES = """\
examples:
  nhiemvu doctor                                    a table: found, version, what it is for, how to install it
"""
MISSING = "–"
PATIENCE = 20  # seconds for a program to tell its version
NUMBER = re.compile(r"\d+(?:\.\d+)+")


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = command(
        commands,
        "doctor",
        help="tell which optional parts are installed",
        description="Tell which optional parts are installed, their versions, and what installs the others.",
        examples=EXAMPLES,
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """The table to standard output; nothing that is missing is an error."""
    shown = rows(sys.platform)
    widths = [max(len(row[i]) for row in shown) for i in range(3)]
    print(f"nhiemvu {VERSION}, Python {python_version()}, {sys.platform}\n")
    for row in shown:
        print("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]).rstrip())
    for told in libraries.outdated().values():
        print(f"\n{told}", end="")
    missing = sum(row[1] == MISSING for row in shown)
    print(f"\n{f'{missing} missing' if missing else 'all found'}; each is optional.")
    if missing:
        print(f"pip is that of this Python: {sys.executable} -m pip")
    if missing and sys.platform == "win32":
        print(r"A program that is installed but not found: add its folder, as C:\Program Files\Tesseract-OCR, to PATH.")
    return 0


def rows(platform: str) -> list[tuple[str, str, str, str]]:
    """The table, its heading first: part, version found, what it is for, what installs it on a `sys.platform`."""
    installer = {"win32": "winget", "darwin": "brew"}.get(platform, "apt")
    if installer == "apt" and programs.found("dnf") and not programs.found("apt"):
        installer = "dnf"
    shown = [("part", "found", "for", "to install it")]
    for part in table("optional_parts"):
        found = _found(part["kind"], part["name"])
        install = part["pip" if part["kind"] == "package" else installer]
        shown.append((part["part"], found or MISSING, part["for"], "" if found else install))
    return shown


def _found(kind: str, name: str) -> str:
    """The version of an installed part, "yes" where it tells none, "" where it is missing."""
    if kind == "package":
        try:
            return version(name)
        except PackageNotFoundError:
            return ""
    if kind == "model":
        return "yes" if name in _told("tesseract", "--list-langs").split() else ""
    program = next(filter(programs.found, name.split()), None)
    if not program:
        return ""
    match = NUMBER.search(_told(program, "--version"))
    return match[0] if match else "yes"


def _told(program: str, option: str) -> str:
    """What a program says, "" where it cannot be run."""
    path = programs.found(program)
    if path is None:
        return ""
    try:
        done = subprocess.run(
            [path, option],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout + done.stderr
