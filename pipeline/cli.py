"""The command line: words the user types, messages, exit codes. It only calls.

Exit codes: 0 done, 1 some inputs failed (the others are done), 2 wrong usage. Data goes to stdout,
messages to stderr.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from io import TextIOWrapper
from pathlib import Path

from pipeline import __version__
from pipeline.errors import NhiemvuError

EXTRACT = """\
examples:
  nhiemvu extract decision.txt                      one document to standard output
  nhiemvu extract corpus/*.txt --output outputs     one outputs/NAME.json a file, and a table
  nhiemvu extract corpus/*.txt --spacy training     one training/NAME.spacy a file, for `spacy train`
"""
CHECK = """\
examples:
  nhiemvu check outputs/decision.json               schema, ids, spans, nothing lost
  nhiemvu check outputs/*.json && echo all well
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command == "extract" and len(options.files) > 1 and not (options.output or options.spacy):
        parser.error("several files need --output DIR, a folder for one JSON file each")
    for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a letter shows "?", it does not stop us
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        done = extract(options) if options.command == "extract" else check(options.files)
        sys.stdout.flush()
        return done
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:  # standard output cannot take what we write
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _say(f"cannot write to standard output: {error.strerror}; choose --output DIR")
        return 1


def extract(options: argparse.Namespace) -> int:
    """Write one JSON document a file, to a folder or, for a single file, to standard output; or its DocBin."""
    folders = [folder for folder in (options.output, options.spacy) if folder]
    table = _Table() if folders else None
    names: dict[str, Path] = {}
    failed = False
    for file in options.files:
        began = time.perf_counter()
        try:
            if folders:
                _alone(file, names)
            document, data = _document(file, options.tag_unknown)
            if options.output:
                _write(options.output / f"{file.stem}.json", data)
            if options.spacy:
                _write(options.spacy / f"{file.stem}.spacy", _docbin(document))
        except NhiemvuError as error:
            failed = True
            _say(f"{file}: {error}")
            continue
        if table:
            table.add(file, document, time.perf_counter() - began)
        else:
            sys.stdout.buffer.write(data)
    if table:
        table.finish(folders)
    return int(failed)


def check(files: list[Path]) -> int:
    """Verify documents; a line for each broken promise."""
    from pipeline import checks

    failed = False
    for file in files:
        try:
            problems = checks.check(file)
        except NhiemvuError as error:
            problems = [str(error)]
        for problem in problems:
            _say(f"{file}: {problem}")
        failed = failed or bool(problems)
        if not problems:
            print(_one_line(f"{file}: ok"))
    return int(failed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nhiemvu",
        description="Vietnamese decision texts as structured data: outline, units, duties, names, citations.",
        epilog=EXTRACT + "  nhiemvu check outputs/decision.json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"nhiemvu {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    one = commands.add_parser(
        "extract",
        help="read decision texts and write their structure as JSON",
        description="Read decision texts (.txt, .md; UTF-8, UTF-16 or Windows-1258) and write one JSON document each.",
        epilog=EXTRACT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    one.add_argument("files", nargs="+", type=Path, metavar="FILE")
    one.add_argument("--output", "-o", type=Path, metavar="DIR", help="folder for one JSON file each")
    one.add_argument("--spacy", type=Path, metavar="DIR", help="folder for one spaCy DocBin each (needs spaCy)")
    one.add_argument(
        "--tag-unknown",
        action="store_true",
        help="tell for each opening word that the lexicon lacks whether underthesea takes it for a verb",
    )
    two = commands.add_parser(
        "check",
        help="verify JSON documents: schema, ids, spans, lossless",
        description="Verify that JSON documents keep every promise of the output contract.",
        epilog=CHECK,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    two.add_argument("files", nargs="+", type=Path, metavar="FILE.json")
    return parser


def _document(file: Path, tag_unknown: bool):  # type: ignore[no-untyped-def]
    """The document in a file and its JSON, valid by the schema."""
    import msgspec

    from pipeline.document import extract as read
    from pipeline.schema import violations

    document = read(file)
    if tag_unknown:
        from pipeline.words import judged

        document = judged(document)
    wrong = violations(msgspec.to_builtins(document))
    if wrong:
        raise NhiemvuError(f"made an invalid document, please report it: {wrong[0]}")
    return document, msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _docbin(document) -> bytes:  # type: ignore[no-untyped-def]
    try:
        from pipeline.entities.training import docbin
    except ImportError:
        raise NhiemvuError("spaCy is missing: pip install 'nhiemvu[nlp]'") from None
    return docbin(document)


def _alone(file: Path, names: dict[str, Path]) -> None:
    """Two inputs never share an output file."""
    if (earlier := names.setdefault(file.stem, file)) != file:
        raise NhiemvuError(f"would overwrite the output made from {earlier}; rename one of the two")


def _write(target: Path, data: bytes) -> None:
    """Write a file at once or not at all."""
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


def _say(message: str) -> None:
    """One line to standard error."""
    print(_one_line(message), file=sys.stderr, flush=True)


def _one_line(text: str) -> str:
    """The text on one line, whatever a file name in it holds."""
    return " ".join(text.split())


class _Table:
    """What was done, a row a document, on standard error."""

    def __init__(self) -> None:
        self.rows = Counter[str]()
        self.seconds = 0.0

    def add(self, file: Path, document, seconds: float) -> None:  # type: ignore[no-untyped-def]
        warnings = sum(note.severity != "info" for note in document.diagnostics)
        if not self.rows:
            print(f"{'document':<40} {'units':>6} {'duties':>7} {'warnings':>9} {'seconds':>8}", file=sys.stderr)
        counts = {"units": len(document.units), "duties": len(document.duties), "warnings": warnings}
        self.rows.update({"documents": 1, **counts})
        self.seconds += seconds
        self._row(file.name, counts, seconds)

    def finish(self, folders: list[Path]) -> None:
        if self.rows["documents"] > 1:
            self._row(f"{self.rows['documents']} documents", self.rows, self.seconds)
        if self.rows["documents"]:
            print(f"written to {' and '.join(f'{folder}/' for folder in folders)}", file=sys.stderr)

    def _row(self, name: str, counts: dict[str, int], seconds: float) -> None:
        name = _one_line(name)
        name = name if len(name) <= 40 else name[:39] + "…"
        print(
            f"{name:<40} {counts['units']:>6} {counts['duties']:>7} {counts['warnings']:>9} {seconds:>8.3f}",
            file=sys.stderr,
        )
