"""Comparing lists of duties: time and memory as the lists grow, beside plain TF-IDF with one assignment.

The lists are the duties of two documents, again and again with other words, so that none stands twice. Both are
measured in the same run on one core; the peak of memory is that of the whole process, told before and after.
"""

import random
import re
import resource
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import msgspec

from nhiemvu.comparison.compare import compare
from nhiemvu.document import extract
from nhiemvu.errors import NhiemvuError
from nhiemvu.model import Document

SIZES = (250, 500, 1000, 2000)
OTHER = 4  # one word in so many is another


def growth(left: Path, right: Path) -> None:
    """Print time and peak memory for each size, and the ratio to plain TF-IDF."""
    documents = extract(left), extract(right)
    print(f"compare {left.name} with {right.name}, other words in each round")
    try:
        compare(*documents)
    except NhiemvuError as error:
        print(f"  {error}\n")
        return
    for size in SIZES:
        sides = [_longer(document, size) for document in documents]
        began = time.perf_counter()
        made = compare(*sides)
        ours = time.perf_counter() - began
        began = time.perf_counter()
        _plain(*([duty.text for duty in side.duties] for side in sides))
        plain = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"  {size:>5} duties a side: {ours:7.3f} s, {len(made.pairs):>5} pairs, peak {peak:5.0f} MB;"
            f" plain TF-IDF {plain:7.3f} s, ours takes {ours / plain:.1f} times as long"
        )
    print()


def _longer(document: Document, size: int) -> Document:
    """The document with so many duties, all of current units."""
    chance = random.Random(size)
    duties = []
    while len(duties) < size:
        duty = document.duties[len(duties) % len(document.duties)]
        words = duty.text.split()
        if len(duties) >= len(document.duties):
            words = [chance.choice(words) if chance.randrange(OTHER) == 0 else word for word in words]
            words[chance.randrange(len(words))] = f"từ{chance.randrange(size)}"
        duties.append(msgspec.structs.replace(duty, id=f"d{len(duties) + 1}", text=" ".join(words), status="current"))
    units = [msgspec.structs.replace(unit, status="current") for unit in document.units]
    return msgspec.structs.replace(document, duties=duties, units=units)


def _plain(left: list[str], right: list[str]) -> None:
    """TF-IDF of syllables and their pairs, cosine, one assignment."""
    import numpy
    from scipy import sparse
    from scipy.optimize import linear_sum_assignment

    counts = []
    for text in (*left, *right):
        syllables = re.findall(r"\w+", text.lower())
        counts.append(Counter([*syllables, *map(" ".join, pairwise(syllables))]))
    spread = Counter(term for count in counts for term in count)
    columns = {term: place for place, term in enumerate(spread)}
    rarity = {term: numpy.log((1 + len(counts)) / (1 + count)) + 1 for term, count in spread.items()}
    table = sparse.csr_array(
        (
            [number * rarity[term] for count in counts for term, number in count.items()],
            [columns[term] for count in counts for term in count],
            numpy.cumsum([0, *map(len, counts)]),
        ),
        shape=(len(counts), len(columns)),
    )
    table = sparse.diags_array(1 / numpy.sqrt((table * table).sum(axis=1))) @ table
    linear_sum_assignment((table[: len(left)] @ table[len(left) :].T).toarray(), maximize=True)
