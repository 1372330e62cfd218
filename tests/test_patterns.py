"""Patterns of word lists: longest first, compiled when first used."""

import re
import subprocess
import sys

import regex

from nhiemvu.language.patterns import alternation, lazy


def test_no_word_hides_a_longer_one() -> None:
    assert re.match(alternation(["phó", "phó giám đốc", "phó "]), "phó giám đốc sở")[0] == "phó giám đốc"
    assert re.match(alternation(["a.b"]), "axb") is None


def test_a_pattern_is_written_and_compiled_at_its_first_use() -> None:
    made = []

    def source() -> str:
        made.append(1)
        return "(?P<one>[a-z]+)"

    pattern = lazy(source, re.IGNORECASE)
    assert not made
    assert pattern.match("ABc1")["one"] == "ABc"
    assert [match[0] for match in pattern.finditer("a1b")] == ["a", "b"]
    assert pattern.sub("-", "a1b") == "-1-"
    assert made == [1]


def test_a_pattern_may_be_of_another_engine() -> None:
    assert lazy(r"\p{Lu}+", compiler=regex.compile).match("ĐỀ án")[0] == "ĐỀ"


def test_a_pattern_may_be_of_bytes() -> None:
    assert lazy(rb"%PDF-\d").search(b"\n%PDF-1", 0, 1024)[0] == b"%PDF-1"


def test_importing_the_way_compiles_no_pattern_of_ours() -> None:
    code = (
        "import re, sys\n"
        "import msgspec, regex, lxml.html, json, difflib, unicodedata, importlib.resources, argparse\n"
        "made, real = [], re.compile\n"
        "def spy(pattern, flags=0):\n"
        "    caller = sys._getframe(1).f_globals.get('__name__', '')\n"
        "    made.append((caller, pattern)) if caller.startswith('nhiemvu') else None\n"
        "    return real(pattern, flags)\n"
        "re.compile = spy\n"
        "import nhiemvu.document\n"
        "print(len(made), made[:5])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.startswith("0 "), done.stdout
