"""Agencies found exactly, ours and `underthesea.ner` side by side on the same segments of annotated text.

Where annotations lie beside the checkout. A name counts where its words and its segment are right.
"""

import json
import time
from collections import Counter
from pathlib import Path

from nhiemvu.document import extract
from nhiemvu.model import Document, Segment
from nhiemvu.names.grammar import find

Names = Counter[tuple[str, str]]  # id of the segment, words


def compare(file: Path, annotations: Path) -> None:
    """Print exact F1 and speed of both on the annotated lines of one file."""
    gold = json.loads(annotations.read_text("utf-8"))
    document = extract(file)
    segments = _covered(document, gold.get("mentions_cover") or [[1, 1 << 30]])
    texts = {segment.id: segment.text for segment, _, _ in segments}
    wanted = _gold(gold["mentions"], segments)
    ours: Names = Counter(
        (mention.segment, mention.text)
        for mention in document.mentions
        if mention.type == "agency" and mention.segment in texts
    )
    characters = sum(map(len, texts.values()))
    for text in texts.values():
        find(text)
    began = time.perf_counter()
    for text in texts.values():
        find(text)
    seconds = time.perf_counter() - began
    print(f"agencies on {file.name}: {sum(wanted.values())} annotated")
    print(f"  nhiemvu                    F1 {_f1(wanted, ours):.3f}  {characters / seconds / 1e6:8.3f} Mchar/s")
    try:
        from underthesea import ner
    except ImportError:
        return
    ner("Sở Nội vụ")
    began = time.perf_counter()
    theirs: Names = Counter((id_, name) for id_, text in texts.items() for name in _organisations(ner(text)))
    slow = time.perf_counter() - began
    print(
        f"  underthesea.ner (ORG)      F1 {_f1(wanted, theirs):.3f}  {characters / slow / 1e6:8.3f} Mchar/s"
        f"   ours is {slow / seconds:.0f} times as fast\n"
    )


def _covered(document: Document, cover: list[list[int]]) -> list[tuple[Segment, int, int]]:
    """The segments of the annotated lines, with their first and last line."""
    text = document.source.text
    found = []
    for segment in document.segments:
        first = text.count("\n", 0, segment.spans[0][0]) + 1
        last = text.count("\n", 0, segment.spans[-1][1]) + 1
        if segment.kind != "furniture" and any(first <= end and start <= last for start, end in cover):
            found.append((segment, first, last))
    return found


def _gold(mentions: list[dict[str, str]], segments: list[tuple[Segment, int, int]]) -> Names:
    """The annotated agencies, each in the segment of its line that still has room for it."""
    wanted: Names = Counter()
    for mention in mentions:
        if mention["type"] != "agency":
            continue
        for segment, first, last in segments:
            key = (segment.id, mention["text"])
            if first <= int(mention["line"]) <= last and segment.text.count(mention["text"]) > wanted[key]:
                wanted[key] += 1
                break
        else:
            wanted["", mention["text"]] += 1
    return wanted


def _organisations(tokens: list[tuple[str, ...]]) -> list[str]:
    names: list[list[str]] = []
    for word, *_, tag in tokens:
        if tag == "B-ORG":
            names.append([word])
        elif tag == "I-ORG" and names:
            names[-1].append(word)
    return [" ".join(words) for words in names]


def _f1(wanted: Names, found: Names) -> float:
    right = sum((wanted & found).values())
    return 2 * right / (sum(wanted.values()) + sum(found.values()))
