"""The tables an official would correct: one TSV a subject, each row with its source."""

from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> list[dict[str, str]]:
    """The rows of NAME.tsv as dictionaries, in file order.

    Lines that begin with ``#`` are comments; the first other line names the columns.
    Raises FileNotFoundError for a name without a table.
    """
    text = (files(__package__) / f"{name}.tsv").read_text("utf-8")
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]
