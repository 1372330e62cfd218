"""Parquet: one typed, compressed file a relation, for pandas, DuckDB, Spark and their like.

Reads: a relation, a batch of rows at a time. Guarantees:
1. The columns have the types of the database, dates and truth values too; null stays null.
2. Memory holds one row group, whatever the number of rows.
"""

from itertools import chain, islice
from pathlib import Path
from typing import Any

from ..errors import NhiemvuError
from .relations import Relation, Rows

GROUP = 20_000  # rows of a row group: some megabytes of duties


def write(path: Path, relation: Relation, rows: Rows) -> None:
    """Write one relation to a file. Raises NhiemvuError where pyarrow is missing."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise NhiemvuError('pyarrow is missing: pip install "nhiemvu[export]"') from None
    schema = pyarrow.schema([_field(pyarrow, field.name, field.kind) for field in relation.fields])
    flat = chain.from_iterable(rows)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(flat, GROUP)):
            columns = [pyarrow.array([row[at] for row in group], schema.field(at).type) for at in range(len(schema))]
            writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema))


def _field(pyarrow: Any, name: str, kind: str) -> Any:
    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    return pyarrow.field(name, types[kind])
