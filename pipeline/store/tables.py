"""The tables: keys, constraints, indexes, and flat views for people; the same on SQLite and PostgreSQL.

`files` is what is known of each input; `extracts` holds the JSON document made from it. The other tables
hold, for each document, the rows (`rows`) of its main file: the same decision may lie in
several files. No key is a running number, so the order in which files come leaves no trace.
"""

import zlib
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.types import TypeEngine

METADATA = MetaData()


class Packed(TypeDecorator[str]):
    """A long text: as it is on PostgreSQL, which packs it by itself; elsewhere by zlib, to a tenth of its size."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text where the database packs it, else bytes."""
        return dialect.type_descriptor(Text() if dialect.name == "postgresql" else LargeBinary())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """On the way in."""
        if value is None or dialect.name == "postgresql":
            return value
        return zlib.compress(value.encode(), 1)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """On the way out."""
        return zlib.decompress(value).decode() if isinstance(value, bytes) else value


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _document() -> Column[str]:
    return Column("document", Text, ForeignKey("documents.id"), primary_key=True)


def _position(key: bool = True) -> Column[int]:
    return Column("position", Integer, primary_key=key, autoincrement=False, nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _maybe(name: str) -> Column[str]:
    return Column(name, Text)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _place() -> list[Column[int]]:
    """Where the record stands in the source text; the line counts from 1."""
    return [Column(name, Integer) for name in ("span_start", "span_end", "line")]


def _to(target: str, column: str, **how: Any) -> ForeignKeyConstraint:
    """A reference to a record of the same document."""
    return ForeignKeyConstraint(["document", column], [f"{target}.document", f"{target}.id"], **how)


# A document and its files refer to what one transaction writes together.
LATE: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}

files = Table(
    "files",
    METADATA,
    Column("path", Text, primary_key=True, comment="absolute"),
    Column("size", BigInteger),
    Column("sha256", Text),
    _maybe("extractor"),
    _text("state"),
    Column("reason", Text, comment="why it failed or was skipped"),
    Column("document", Text, ForeignKey("documents.id", **LATE)),
    Column("main", Boolean, nullable=False, comment="its rows are those of the document"),
    Column("differs", Integer, comment="places where it says other words than the main file: another version"),
    Column("duties", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    CheckConstraint("state IN ('done', 'failed', 'skipped')", name="files_state"),
    CheckConstraint("(state = 'done') = (document IS NOT NULL)", name="files_document"),
    Index("files_by_document", "document"),
    Index("files_by_state", "state"),
)
extracts = Table(
    "extracts",
    METADATA,
    Column("file", Text, ForeignKey("files.path", **LATE), primary_key=True),
    Column("json", Packed, nullable=False, comment="the JSON document of the output contract"),
)
documents = Table(
    "documents",
    METADATA,
    _key("id"),
    *map(_maybe, ("type", "code", "issuer", "issuer_id", "province", "place")),
    Column("issued_on", Date),
    Column("effective_on", Date),
    *map(_maybe, ("title", "signer_role", "signer_name")),
    *map(_text, ("source_name", "sha256", "media_type")),
    _maybe("encoding"),
    Column("pages", Integer),
    Column("characters", Integer, nullable=False),
    _text("schema_version"),
    Index("documents_by_province", "province"),
    Index("documents_by_issuer", "issuer_id"),
    Index("documents_by_code", "code"),
)
document_references = Table(
    "document_references", METADATA, _document(), _key("role"), _position(), _text("code"),
    Index("document_references_by_code", "code"),
)  # fmt: skip
document_recipients = Table("document_recipients", METADATA, _document(), _position(), _text("text"))
segments = Table(
    "segments",
    METADATA,
    _document(),
    _key("id"),
    _position(key=False),
    _maybe("parent"),
    *map(_text, ("path", "kind", "label")),
    _maybe("heading"),
    _text("text"),
    _flag("lead_in"),
    _flag("quoted"),
    Column("page", Integer),
    *_place(),
    _to("segments", "parent", **LATE),
    Index("segments_by_path", "document", "path", unique=True),
    Index("segments_by_parent", "document", "parent"),
)
units = Table(
    "units",
    METADATA,
    _document(),
    _key("id"),
    _position(key=False),
    *map(_text, ("name", "type")),
    _maybe("parent"),
    *map(_text, ("status", "segment")),
    _flag("listed"),
    *_place(),
    _to("segments", "segment"),
)
unit_functions = Table(
    "unit_functions", METADATA, _document(), _key("unit"), _position(), _text("segment"),
    _to("units", "unit"), _to("segments", "segment"),
)  # fmt: skip
unit_parts = Table(
    "unit_parts", METADATA, _document(), _key("unit"), _position(), _text("name"), _to("units", "unit"),
)  # fmt: skip
unit_staff = Table(
    "unit_staff",
    METADATA,
    _document(),
    _key("unit"),
    _position(),
    Column("count", Integer, nullable=False),
    *map(_text, ("counted", "segment")),
    *_place(),
    _to("units", "unit"),
    _to("segments", "segment"),
)
agencies = Table("agencies", METADATA, _document(), _key("id"), _position(key=False), _text("name"), _flag("issuer"))
mentions = Table(
    "mentions",
    METADATA,
    _document(),
    _key("id"),
    _position(key=False),
    *map(_text, ("type", "text")),
    *map(_maybe, ("canonical", "agency")),
    _text("segment"),
    *_place(),
    _to("agencies", "agency"),
    _to("segments", "segment"),
    Index("mentions_by_segment", "document", "segment"),
    Index("mentions_by_agency", "agency"),
)
citations = Table(
    "citations",
    METADATA,
    _document(),
    _key("id"),
    _position(key=False),
    _text("text"),
    *map(_maybe, ("code", "type")),
    Column("date", Date),
    *map(_maybe, ("issuer", "title", "article", "clause", "points")),
    *map(_text, ("role", "segment")),
    *_place(),
    _to("segments", "segment"),
    Index("citations_by_code", "code"),
)
amendments = Table(
    "amendments",
    METADATA,
    _document(),
    _key("id"),
    _position(key=False),
    _text("action"),
    *map(_maybe, ("code", "article", "clause", "points", "annex", "chapter", "section", "phrase", "by")),
    _text("segment"),
    *_place(),
    _to("segments", "segment"),
    Index("amendments_by_code", "code"),
)
duties = Table(
    "duties",
    METADATA,
    _document(),
    _key("id"),
    _position(key=False),
    *map(_text, ("holder", "status", "path", "segment")),
    Column("lead_in", Text, comment="the words that lead in, outermost first"),
    _text("text"),
    _flag("catch_all"),
    *_place(),
    _to("units", "holder"),
    _to("segments", "segment"),
    Index("duties_by_holder", "document", "holder"),
)
duty_lead_ins = Table(
    "duty_lead_ins", METADATA, _document(), _key("duty"), _position(), _text("segment"),
    _to("duties", "duty"), _to("segments", "segment"),
)  # fmt: skip
actions = Table(
    "actions", METADATA, _document(), _key("duty"), _position(), _text("verb"), _text("power"), *_place(),
    _to("duties", "duty"),
)  # fmt: skip
powers = Table(
    "powers", METADATA, _document(), _key("duty"), _position(), _text("power"),
    _to("duties", "duty"), Index("powers_by_power", "power", "document", "duty"),
)  # fmt: skip
domains = Table(
    "domains", METADATA, _document(), _key("duty"), _position(), *map(_text, ("domain", "name", "via")),
    _to("duties", "duty"), Index("domains_by_domain", "domain", "document", "duty"),
)  # fmt: skip
conditions = Table(
    "conditions", METADATA, _document(), _key("duty"), _position(), _text("text"), _to("duties", "duty"),
)  # fmt: skip
duty_mentions = Table(
    "duty_mentions", METADATA, _document(), _key("duty"), _key("role"), _position(), _text("mention"),
    _to("duties", "duty"), _to("mentions", "mention"),
)  # fmt: skip
duty_citations = Table(
    "duty_citations", METADATA, _document(), _key("duty"), _position(), _text("citation"),
    _to("duties", "duty"), _to("citations", "citation"),
)  # fmt: skip
duty_words = Table(
    "duty_words",
    METADATA,
    _document(),
    _key("duty"),
    Column("number", BigInteger, unique=True, nullable=False, comment="of the duty in the index, from its ids"),
    Column("spelled", Text, nullable=False, comment="lead-in and text, in lower case, punctuation left out"),
    Column("bare", Text, nullable=False, comment="the same without diacritics, đ included"),
    _to("duties", "duty"),
)
diagnostics = Table(
    "diagnostics", METADATA, _document(), _position(), *map(_text, ("code", "severity", "message")), *_place(),
)  # fmt: skip

# What one document's rows are kept in, parents before children.
OF_DOCUMENT = [table for table in METADATA.sorted_tables if table is documents or "document" in table.primary_key]
