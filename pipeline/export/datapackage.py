"""A Frictionless Data Package: exact CSV files, and a description of every table, column, key and reference.

Reads: relations whose CSV files lie in a folder. Guarantees:
1. `datapackage.json` follows the profile `tabular-data-package` (specs.frictionlessdata.io, version 1): what reads
   it knows types, keys and references, and can verify them.
2. Each file is listed with its size and hash. No clock: the same database gives the same bytes.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..version import VERSION
from .relations import Relation

NAME = "datapackage.json"


def describe(folder: Path, relations: Iterable[Relation]) -> None:
    """Write the description of the CSV files in a folder."""
    package = {
        "profile": "tabular-data-package",
        "name": "nhiemvu",
        "title": "Nhiệm vụ, quyền hạn trích từ văn bản",
        "description": f"nhiemvu {VERSION}",
        "resources": [_resource(folder, relation) for relation in relations],
    }
    (folder / NAME).write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _resource(folder: Path, relation: Relation) -> dict[str, Any]:
    path = folder / f"{relation.name}.csv"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "profile": "tabular-data-resource",
        "name": relation.name,
        "title": relation.title,
        "description": relation.description,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": _schema(relation),
    }


def _schema(relation: Relation) -> dict[str, Any]:
    table = relation.table
    fields: list[dict[str, Any]] = [
        {"name": field.name, "type": field.kind, "title": field.title, "description": field.description}
        for field in relation.fields
    ]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table is None:
        return schema
    for field in fields:
        column = table.columns[field["name"]]
        # An empty text is no value in CSV, so only keys and what is no text are required.
        if column.primary_key or (not column.nullable and field["type"] != "string"):
            field["constraints"] = {"required": True}
    schema["primaryKey"] = [column.name for column in table.primary_key]
    schema["foreignKeys"] = [
        {
            "fields": [element.parent.name for element in constraint.elements],
            "reference": {
                "resource": "" if constraint.referred_table is table else constraint.referred_table.name,
                "fields": [element.column.name for element in constraint.elements],
            },
        }
        for constraint in sorted(table.foreign_key_constraints, key=lambda each: list(each.column_keys))
        # SQL lets a reference be empty in part (a segment without a parent); the specification has no such thing.
        if len(constraint.elements) == 1 or not any(column.nullable for column in constraint.columns)
    ]
    return schema
