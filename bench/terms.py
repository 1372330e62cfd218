"""Names of bodies mined from a corpus: what stands in frames with sure ends, counted.

    python -m bench.terms FOLDER … [--at-least 3]

Prints one row a name for the table `terms`: how often it stands in such a frame, in how many files, in the letters
that are printed most. A person accepts rows: a name in two files and three frames at least, no class, no sentence.
"""

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path

from nhiemvu.language.letters import for_spelling
from nhiemvu.language.patterns import alternation
from nhiemvu.names.types import type_words

MOST = 8  # own words; a longer run is a sentence
LARGEST = 3_000_000  # characters; larger files are collections of everything
BEFORE = (
    "của",
    "thuộc",
    "giao",
    "Giao",
    "đốc",
    "rưởng",
    "với",
    "tại",
    "cho",
    "các",
    "sự",
    "gửi",
    "đến",
    ",",
    ";",
    "-",
    "và",
)
BEHIND = (
    "thuộc", "trực thuộc", "của", "tại", "chủ trì", "có trách nhiệm", "là", "được", "để", "theo", "tỉnh", "thành phố",
    "huyện", "quận", "xã", "phường", "cấp", "khu vực", "chịu", "phối hợp", "có",
)  # fmt: skip


def frames() -> re.Pattern[str]:
    """A name with what stands before it and where it ends for sure."""
    before = "|".join(rf"(?<={re.escape(word)} )" for word in BEFORE)
    word = r"[^\W\d_]+(?:[/&-][^\W\d_]+)*"
    return re.compile(
        rf"(?:{before})(?P<name>{alternation(type_words())}(?: {word}){{1,{MOST}}}?)"
        rf"(?=\s*[,;.:()\n]| {alternation(BEHIND)}\b)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--at-least", type=int, default=3, metavar="N", help="frames")
    options = parser.parse_args()
    pattern = frames()
    written: dict[str, Counter[str]] = defaultdict(Counter)
    files: dict[str, set[Path]] = defaultdict(set)
    for path in sorted(path for folder in options.folders for path in folder.rglob("*")):
        if path.suffix not in (".txt", ".md", ".html") or path.stat().st_size > LARGEST:
            continue
        text = for_spelling(re.sub(r"[ \t]+", " ", path.read_text("utf-8", errors="replace")))
        for match in pattern.finditer(text):
            written[match["name"].casefold()][match["name"]] += 1
            files[match["name"].casefold()].add(path)
    for name in sorted(written, key=lambda name: (-len(files[name]), name)):
        if written[name].total() >= options.at_least:
            print(written[name].most_common(1)[0][0], len(files[name]), written[name].total(), sep="\t")


if __name__ == "__main__":
    main()
