"""Whether a change moves any result: a hash of the JSON of every document below a folder, kept and compared.

    python -m bench.unchanged FOLDER --keep before.json
    python -m bench.unchanged FOLDER --against before.json [--only .txt .md]

Prints how many documents were read and which differ; exit code 1 where one does. A file that cannot be read counts
by the reason it was refused with.
"""

import argparse
import json
import sys
from hashlib import sha256
from multiprocessing import Pool
from pathlib import Path


def fingerprint(path: Path) -> str:
    """The hash of a document's JSON, or why there is none."""
    from nhiemvu.document import extract
    from nhiemvu.errors import NhiemvuError
    from nhiemvu.schema import encoded

    try:
        return sha256(encoded(extract(path))).hexdigest()
    except NhiemvuError as error:
        return f"refused: {error}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write the hashes")
    parser.add_argument("--against", type=Path, metavar="FILE", help="compare with hashes that were kept")
    parser.add_argument("--only", nargs="+", metavar=".ENDING", help="read files with these endings only")
    options = parser.parse_args()
    files = [path for path in sorted(options.folder.rglob("*")) if path.is_file()]
    files = [path for path in files if not options.only or path.suffix in options.only]
    with Pool() as pool:  # PDF files first: they take longest
        ordered = sorted(files, key=lambda path: path.suffix != ".pdf")
        hashes = dict(zip(ordered, pool.imap(fingerprint, ordered), strict=True))
    made = {path.relative_to(options.folder).as_posix(): hashes[path] for path in files}
    print(f"{len(made)} documents, {sum(value.startswith('refused') for value in made.values())} refused")
    if options.keep:
        options.keep.write_text(json.dumps(made, indent=0, ensure_ascii=False), "utf-8")
    if not options.against:
        return 0
    before = json.loads(options.against.read_text("utf-8"))
    moved = [name for name, value in made.items() if before.get(name) != value]
    print(f"{len(moved)} differ", *moved, sep="\n  ")
    return int(bool(moved))


if __name__ == "__main__":
    sys.exit(main())
