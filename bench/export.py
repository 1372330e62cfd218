"""Exports and search: `make exports`, or `python -m bench.export [FOLDER] [FILES]`.

Copies of the files of a folder go into two SQLite databases, one with a quarter of them. Printed: each format's
seconds, rows a second and peak of memory for both databases (flat means a ratio near 1), and how long a search takes.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.ingest import BULK, ROOT, multiply

FORMATS = {
    "Parquet": ["tables", "--format", "parquet"],
    "CSV": ["tables", "--format", "csv"],
    "Data Package": ["tables", "--format", "datapackage"],
    "JSON Lines": ["documents.jsonl"],
    "XLSX": ["tables.xlsx"],
    "another database": ["copy.db"],
}
SEARCHES = ("thẩm định dự án", "bao cao", '"theo quy định của pháp luật"')


def main(arguments: list[str]) -> None:
    source = Path(arguments[0]) if arguments else BULK if BULK.is_dir() else ROOT / "corpus"
    count = int(arguments[1]) if len(arguments) > 1 else 2000
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        databases = [fill(source, work / f"{size}", size) for size in (count // 4, count)]
        print(f"{'':<18} {'files':>6} {'rows':>10} {'seconds':>8} {'rows/s':>9} {'peak MiB':>9} {'ratio':>6}")
        for title, words in FORMATS.items():
            before = 0.0
            for files, database in zip((count // 4, count), databases, strict=True):
                rows, seconds, peak = export(database, words, work / f"{title}-{files}")
                ratio = f"{peak / before:6.2f}" if before else ""
                print(
                    f"{title:<18} {files:>6} {rows:>10,} {seconds:>8.1f} {rows / seconds:>9,.0f} {peak:>9.0f} {ratio}"
                )
                before = peak
        print()
        for typed in SEARCHES:
            search(databases[1], typed)


def fill(source: Path, folder: Path, count: int) -> Path:
    """A database of so many decisions."""
    multiply(source, folder, count)
    database = folder.with_suffix(".db")
    subprocess.run([sys.executable, "-m", "nhiemvu", "ingest", folder, "--db", database], check=True)
    return database


def export(database: Path, words: list[str], folder: Path) -> tuple[int, float, float]:
    """Rows, seconds and peak MiB of one export in a process of its own."""
    folder.mkdir()
    code = f"import sys; from bench.export import alone; alone({[str(database), str(folder / words[0]), *words[2:]]!r})"
    began = time.perf_counter()
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    rows, peak = said.split()
    return int(rows), time.perf_counter() - began, int(peak) / 1024


def alone(words: list[str]) -> None:
    """One export; its rows and the peak of this process in KiB."""
    from nhiemvu.export import export

    done = export(*words)  # type: ignore[arg-type]
    print(sum(done.rows.values()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def search(database: Path, typed: str) -> None:
    """The time of a search, the best of three."""
    from nhiemvu.store.search import search as find

    times = []
    for _ in range(3):
        began = time.perf_counter()
        found = find(str(database), typed)
        times.append(time.perf_counter() - began)
    print(f"search {typed:<36} {found.total:>6} found {1000 * min(times):>6.0f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
