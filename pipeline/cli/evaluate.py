"""`nhiemvu evaluate`: precision, recall and F1 against annotations."""

import argparse
from pathlib import Path

from ..errors import NhiemvuError
from .console import Commands, Files, command, say, write

EXAMPLES = """\
examples:
  nhiemvu evaluate gold                                   a table: a row a document, and the mean
  nhiemvu evaluate gold gold-second                       several folders; alignments may join them
  nhiemvu evaluate gold --json before.json                the same as JSON, with every row that is wrong
  nhiemvu evaluate gold --against before.json             what was gained and lost since, row by row
  nhiemvu evaluate gold --markdown scores.md --show 5     as Markdown; the first five misses of each measure
"""


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = command(
        commands,
        "evaluate",
        help="measure the output against gold annotations",
        description="Run the extractor on annotated documents (NAME.gold.json) and measure its output.",
        examples=EXAMPLES,
    )
    parser.set_defaults(run=run)
    parser.add_argument("folders", nargs="+", type=Path, action=Files, metavar="GOLD_DIR")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="folder of the documents, where they lie elsewhere")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the scores and all misses as JSON")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write precision, recall and counts as Markdown")
    parser.add_argument("--against", type=Path, metavar="OLD.json", help="show gains and losses since that run")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show up to N misses of each measure")


def run(options: argparse.Namespace) -> int:
    """Print the table, and what was asked for besides."""
    import msgspec

    from ..quality import report
    from ..quality.evaluate import evaluate

    try:
        earlier = report.load(_read(options.against)) if options.against else None
    except NhiemvuError as error:
        say(f"{options.against}: {error}")
        return 1
    try:
        results = evaluate(*options.folders, corpus=options.corpus)
        if options.json:
            write(options.json, msgspec.json.format(msgspec.json.encode(report.data(results)), indent=1) + b"\n")
        if options.markdown:
            page = f"# Scores\n\n{report.table(results)}\n\n{report.details(results)}\n"
            write(options.markdown, page.encode())
    except NhiemvuError as error:
        say(str(error))
        return 1
    print(report.table(results))
    for name, scores in results.items():
        for measure, score in scores.items():
            if score.missed and options.show:
                print(f"\n{name} {measure}: {len(score.missed)}")
            for row in score.missed[: options.show]:
                print(f"  {row}")
    if earlier is not None:
        lines = list(report.changes(earlier, results))
        print(f"\nsince {options.against}:", "nothing changed" if not lines else "")
        print("\n".join(lines))
    return 0


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise NhiemvuError(f"cannot be opened: {error.strerror}") from None
