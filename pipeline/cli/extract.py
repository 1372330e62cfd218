"""`nhiemvu extract`: one JSON document a file."""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path, PurePath

from ..errors import NhiemvuError
from . import limits
from .console import Commands, Files, command, one_line, say, write

EXAMPLES = """\
examples:
  nhiemvu extract decision.docx                     one document to standard output
  nhiemvu extract corpus/*.txt --output outputs     one outputs/NAME.json a file, and a table
  nhiemvu extract corpus/*.txt --spacy training     one training/NAME.spacy a file, for `spacy train`
  nhiemvu extract decision.docx --why               which lists were taken for duties, and why, a line each
"""


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = command(
        commands,
        "extract",
        help="read decision texts and write their structure as JSON",
        description="Read decision texts (.pdf, .docx, .txt …, told by content) and write one JSON document each.",
        examples=EXAMPLES,
    )
    parser.set_defaults(run=run, wrong=parser.error)
    parser.add_argument("files", nargs="+", type=Path, action=Files, metavar="FILE")
    parser.add_argument("--output", "-o", type=Path, metavar="DIR", help="folder for one JSON file each")
    parser.add_argument("--spacy", type=Path, metavar="DIR", help="folder for one spaCy DocBin each (needs spaCy)")
    parser.add_argument(
        "--why", action="store_true", help="print for people which lists hold what, and why, instead of JSON"
    )
    parser.add_argument(
        "--tag-unknown",
        action="store_true",
        help="tell for each opening word that the lexicon lacks whether underthesea takes it for a verb",
    )
    limits.add(parser)


def run(options: argparse.Namespace) -> int:
    """Write one JSON document a file, to a folder or, for a single file, to standard output; or its DocBin, or why."""
    folders = [folder for folder in (options.output, options.spacy) if folder]
    if len(options.files) > 1 and not folders and not options.why:
        options.wrong("several files need --output DIR, a folder for one JSON file each")
    table = _Table() if folders else None
    names: dict[PurePath, PurePath] = {}
    failed = False
    for file in options.files:
        began = time.perf_counter()
        try:
            if folders:
                _alone(file, names)
            document, data = _document(file, options)
            if options.output:
                write(options.output / f"{file.stem}.json", data)
            if options.spacy:
                write(options.spacy / f"{file.stem}.spacy", _docbin(document))
        except NhiemvuError as error:
            failed = True
            say(f"{file}: {error}")
            continue
        if table:
            table.add(file, document, time.perf_counter() - began)
        if options.why:
            _tell(file, document, several=len(options.files) > 1)
        elif not table:
            sys.stdout.buffer.write(data)
    if table:
        table.finish(folders)
    return int(failed)


def _document(file: Path, options: argparse.Namespace):  # type: ignore[no-untyped-def]
    """The document in a file and its JSON, valid by the schema."""
    import msgspec

    from ..document import extract as read
    from ..schema import encoded

    document = read(file, limits.chosen(options))
    if options.tag_unknown:
        from ..nlp.words import judged

        document = judged(document)
    return document, msgspec.json.format(encoded(document), indent=1) + b"\n"


def _tell(file: Path, document, *, several: bool) -> None:  # type: ignore[no-untyped-def]
    """Why its lists were taken for what they were; of several files each under its name."""
    from ..quality.why import lines

    if several:
        print(one_line(f"{file}:"))
    for line in lines(document):
        print(line)


def _docbin(document) -> bytes:  # type: ignore[no-untyped-def]
    try:
        from ..nlp.training import docbin
    except ImportError:
        raise NhiemvuError('spaCy is missing: pip install "nhiemvu[nlp]"') from None
    return docbin(document)


def _alone(file: PurePath, names: dict[PurePath, PurePath]) -> None:
    """Two inputs never share an output file; a path of Windows knows that "A" and "a" are one name there."""
    if (earlier := names.setdefault(type(file)(file.stem), file)) != file:
        raise NhiemvuError(f"would overwrite the output made from {earlier}; rename one of the two")


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
        name = one_line(name)
        name = name if len(name) <= 40 else name[:39] + "…"
        print(
            f"{name:<40} {counts['units']:>6} {counts['duties']:>7} {counts['warnings']:>9} {seconds:>8.3f}",
            file=sys.stderr,
        )
