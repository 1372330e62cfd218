"""The plan of the house: rooms stand in the order of the way, nothing runs back up, and what is told is so."""

import ast
import inspect
import re
import typing
from importlib import import_module
from pathlib import Path

import pytest

from nhiemvu import document

PACKAGE = Path(document.__file__).resolve().parent
# From the ground up: a room may ask those of its own row and of the rows above it in this list, never one below.
FLOORS = (
    ("errors", "version", "knowledge", "libraries", "programs", "card"),
    ("model",),
    ("language", "schema"),
    ("sources",),
    ("outline",),
    ("names",),
    ("citations",),
    ("metadata",),
    ("passages",),
    ("units",),
    ("mentions",),
    ("duties",),
    ("alarm",),
    ("document", "extractor"),
    # ---- uses of the result
    ("nlp", "store"),
    ("comparison",),
    ("batch", "export", "quality", "report"),
    ("browse",),
    ("cli",),
    ("__init__", "__main__"),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
LONGEST = 400  # lines of a module: what a reader takes in at one sitting
# Vietnamese words of a pattern from which it is a list of the trade, whose place is a table.
WORDS = 8

MODULES = {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports(name: str) -> set[str]:
    """The modules of the package that a module imports, wherever in it, but for the types of annotations."""
    tree = ast.parse(MODULES[name].read_text("utf-8"))
    here = name.split(".")[:-1]
    hidden = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not node.level or id(node) in hidden:
            continue
        base = [*here[: len(here) - node.level + 1], *(node.module.split(".") if node.module else [])]
        for alias in node.names:
            ways = ([*base, alias.name], [*base, alias.name, "__init__"], base, [*base, "__init__"])
            found |= set([".".join(way) for way in ways if ".".join(way) in MODULES][:1])
    return found - {name}


ARROWS = {name: imports(name) for name in MODULES}


def room(name: str) -> str:
    return name.split(".")[0]


def test_every_room_has_its_floor() -> None:
    assert {room(name) for name in MODULES} == set(FLOOR)


@pytest.mark.parametrize("name", MODULES)
def test_no_arrow_runs_back_up(name: str) -> None:
    assert [to for to in ARROWS[name] if FLOOR[room(to)] > FLOOR[room(name)]] == []


def test_no_circle() -> None:
    left = {name: set(to) for name, to in ARROWS.items()}
    while free := [name for name, to in left.items() if not to & left.keys()]:
        for name in free:
            del left[name]
    assert left == {}


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_read_at_one_sitting(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) < LONGEST


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) not in ("language", "sources", "knowledge")])
def test_no_list_of_the_trade_stands_in_a_pattern(name: str) -> None:
    long = {}
    for node in ast.walk(ast.parse(MODULES[name].read_text("utf-8"))):
        pattern = isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in (
            "compile", "lazy", "match", "search", "fullmatch", "sub", "split", "finditer",
        )  # fmt: skip
        listed = isinstance(node, ast.Assign) and isinstance(
            node.value, ast.Tuple | ast.Set | ast.List | ast.Dict | ast.Constant | ast.JoinedStr | ast.BinOp
        )
        way = FLOOR[room(name)] < FLOOR["document"]  # what a use of the result says to people is no rule
        if not (pattern or (listed and way)):
            continue
        texts = [
            part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
        words = {word.lower() for text in texts for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()}
        if len(words) > WORDS:
            long[node.lineno] = sorted(words)
    assert long == {}


def stages() -> list[str]:
    """The functions that `document` calls for the stages, in the order of its lines."""
    tree = ast.parse(inspect.getsource(document._structure))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    named = {node.func.id: node.lineno for node in calls if hasattr(document, node.func.id)}
    return [name for name in sorted(named, key=lambda name: named[name]) if inspect.isfunction(getattr(document, name))]


# What a stage reads, as its docstring calls it, by the type of its parameter.
SAID = {
    "Source": "source text", "Layout": "layout", "Part": "parts", "Outline": "outline", "Metadata": "metadata",
    "Scopes": "scopes", "Reference": "references", "Citation": "citations", "Named": "mentions", "Unit": "units",
}  # fmt: skip


def types(hint: object) -> set[str]:
    """The names of the records in an annotation."""
    inner = typing.get_args(hint)
    return set().union(*map(types, inner)) if inner else {getattr(hint, "__name__", "")}


def test_each_stage_reads_what_an_earlier_one_gave() -> None:
    given = {"Source"}
    for name in [stage for stage in stages() if not stage.startswith("_")]:
        stage = getattr(document, name)
        hints = typing.get_type_hints(stage)
        returned = types(hints.pop("return"))
        for asked in set().union(*map(types, hints.values())) & SAID.keys():
            assert asked in given, f"{name} reads {asked}, which no earlier stage gives"
        fields = getattr(hints, "_fields", ())
        given |= returned | set(fields)
        for one in [getattr(import_module(stage.__module__), word, None) for word in returned]:
            for field in typing.get_type_hints(one).values() if isinstance(one, type) else ():
                given |= types(field)


def test_each_stage_says_what_it_reads() -> None:
    for name in [stage for stage in stages() if not stage.startswith("_")]:
        module = import_module(getattr(document, name).__module__)
        told = re.search(r"Reads: (.*?)(?:Guarantees|\n\n|$)", module.__doc__ or "", re.DOTALL)
        assert told, f"{module.__name__} does not say what it reads"
