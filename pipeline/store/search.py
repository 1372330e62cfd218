"""Full-text search over the duties of a database: with diacritics, without, or both mixed.

Reads: the index of `fulltext`. Guarantees:
1. Every word counts, a lead-in's too; quotes make a phrase. Nothing a person types is syntax of the database.
2. First come duties where the words stand as spelled and side by side, then as spelled, then side by side with
   other diacritics, then the rest; among these the database's own measure (bm25, ts_rank), then document and place.
3. A filter that no duty can meet is a NhiemvuError that names what there is, never an empty answer.
"""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, case, column, exists, func, literal_column, or_, select, table
from sqlalchemy.sql.elements import ColumnElement

from ..errors import NhiemvuError
from ..knowledge import table as knowledge
from ..language.letters import for_search
from .connection import open_database, reading
from .tables import documents, domains, duties, duty_words, powers, units
from .terms import Phrase, phrases, plain, together

FTS = table("duties_fts", column("rowid"))
MATCHED: ColumnElement[Any] = literal_column("duties_fts")
LISTS = ("powers", "domains", "agencies")  # JSON lists in the view
PHRASE = '"{}"'  # of FTS5
NAMED = 12  # names that an error lists


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One duty that was found, with where it is printed: `file` and `line`, from 1."""

    province: str | None
    issuer: str | None
    code: str | None
    unit: str
    status: str
    path: str
    lead_in: str | None
    text: str
    powers: list[str]
    domains: list[str]
    agencies: list[str]
    file: str
    line: int
    document: str
    duty: str


class Found(NamedTuple):
    """The first duties found, best first, of how many, and the phrases that were sought (to mark them)."""

    hits: list[Hit]
    total: int
    sought: list[Phrase]


def search(
    url: str,
    typed: str,
    *,
    province: str | None = None,
    unit: str | None = None,
    domain: str | None = None,
    power: str | None = None,
    limit: int = 20,
) -> Found:
    """The duties that hold the words typed, in the database at `url`.

    `province` and `unit` are names, or a part of one, diacritics or not; `domain` is an id of the taxonomy or its
    Vietnamese name, sub-domains included; `power` is one of `model.Power`. Raises NhiemvuError for words
    that hold no letter, for a filter that nothing meets, and for a database that cannot be read.
    """
    sought = phrases(typed)
    if not sought:
        raise NhiemvuError(f"nothing to search for in {typed!r}; type a word or a number")
    engine = open_database(url)
    try:
        with reading(engine) as connection:
            match = MATCHES.get(connection.dialect.name)
            if match is None:
                raise NhiemvuError("search needs SQLite or PostgreSQL; copy the database: nhiemvu export --to FILE.db")
            query = match(sought)
            for condition in _filters(connection, province, unit, domain, power):
                query = query.where(condition)
            total = connection.execute(query.with_only_columns(func.count()).order_by(None)).scalar_one()
            query = query.order_by(duty_words.c.document, duties.c.position).limit(limit)
            return Found(_hits(connection, connection.execute(query).scalars().all()), total, sought)
    finally:
        engine.dispose()


def expression(sought: Iterable[Phrase], *, spelled: bool = False) -> str:
    """The phrases as a query of FTS5: `bare : ("tham dinh" AND "du an")`. Terms hold no sign, so none can break it."""
    name, texts = ("spelled", (p.spelled for p in sought)) if spelled else ("bare", (p.bare for p in sought))
    return f"{name} : ({' AND '.join(map(PHRASE.format, texts))})"


def _on_sqlite(sought: list[Phrase]) -> Select[Any]:
    def among(query: str) -> ColumnElement[bool]:
        return FTS.c.rowid.in_(select(FTS.c.rowid).where(MATCHED.op("MATCH")(query)))

    side = [together(sought)]
    order = _order(
        among(expression(side, spelled=True)), among(expression(sought, spelled=True)), among(expression(side))
    )
    query = _joined().join(FTS, FTS.c.rowid == duty_words.c.number).where(MATCHED.op("MATCH")(expression(sought)))
    return query.order_by(order, func.bm25(MATCHED))


def _on_postgresql(sought: list[Phrase]) -> Select[Any]:
    simple: ColumnElement[Any] = literal_column("'simple'")

    def vector(spelled: bool) -> ColumnElement[Any]:
        return func.to_tsvector(simple, duty_words.c.spelled if spelled else duty_words.c.bare)

    def wanted(parts: list[Phrase], spelled: bool) -> ColumnElement[Any]:
        texts = ((p.spelled if spelled else p.bare).split() for p in parts)
        return func.to_tsquery(simple, " & ".join(" <-> ".join(map("'{}'".format, terms)) for terms in texts))

    def holds(parts: list[Phrase], spelled: bool) -> ColumnElement[bool]:
        return vector(spelled).bool_op("@@")(wanted(parts, spelled))

    side = [together(sought)]
    order = _order(holds(side, True), holds(sought, True), holds(side, False))
    rank = func.ts_rank(vector(False), wanted(sought, False))
    return _joined().where(holds(sought, False)).order_by(order, rank.desc())


MATCHES: dict[str, Callable[[list[Phrase]], Select[Any]]] = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}


def _joined() -> Select[Any]:
    return (
        select(duty_words.c.number)
        .join(duties, (duties.c.document == duty_words.c.document) & (duties.c.id == duty_words.c.duty))
        .join(documents, documents.c.id == duties.c.document)
        .join(units, (units.c.document == duties.c.document) & (units.c.id == duties.c.holder))
    )


def _order(*better: ColumnElement[bool]) -> ColumnElement[int]:
    return case(*((condition, place) for place, condition in enumerate(better)), else_=len(better))


def _filters(
    connection: Connection, province: str | None, unit: str | None, domain: str | None, power: str | None
) -> Iterable[ColumnElement[bool]]:
    if province is not None:
        yield documents.c.province.in_(_names(connection, documents.c.province, province, "province"))
    if unit is not None:
        yield units.c.name.in_(_names(connection, units.c.name, unit, "unit"))
    if domain is not None:
        yield or_(*(_has(domains, _below(id_)) for id_ in _domains(domain)))
    if power is not None:
        yield _has(powers, powers.c.power == power)


def _has(of_duty: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    same = (of_duty.c.document == duties.c.document) & (of_duty.c.duty == duties.c.id)
    return exists().where(same & condition)


def _below(id_: str) -> ColumnElement[bool]:
    return (domains.c.domain == id_) | domains.c.domain.startswith(f"{id_}.", autoescape=True)


def _names(connection: Connection, where: Any, typed: str, what: str) -> list[str]:
    """The names in the database that are the one typed, or else hold it."""
    wanted = plain(typed)
    names = {name: plain(name) for name in connection.scalars(select(where).distinct()) if name}
    found = [name for name, words in names.items() if words == wanted]
    found = found or [name for name, words in names.items() if wanted and f" {wanted} " in f" {words} "]
    if found:
        return found
    near = get_close_matches(typed, names, n=NAMED, cutoff=0.5) or sorted(names)
    listed = ", ".join(near[:NAMED]) + (" …" if len(near) > NAMED else "")
    raise NhiemvuError(
        f"no {what} {typed!r} in this database; it has {listed}" if names else f"no {what} in this database"
    )


def _domains(typed: str) -> list[str]:
    """The ids of the taxonomy that an id or a name means."""
    rows = [row for row in knowledge("domains") if row["departments"] not in ("department", "trap")]
    wanted = for_search(typed).strip()
    found = [row["id"] for row in rows if wanted in (row["id"], for_search(row["name"]))]
    if found:
        return found
    near = get_close_matches(wanted, [word for row in rows for word in (row["id"], for_search(row["name"]))], n=5)
    hint = f"near it: {', '.join(near)}" if near else "it is an id or a name of pipeline/knowledge/domains.tsv"
    raise NhiemvuError(f"no field of work {typed!r}; {hint}")


def _hits(connection: Connection, numbers: Iterable[int]) -> list[Hit]:
    """The duties of these numbers as they are shown, in this order."""
    order = {number: place for place, number in enumerate(numbers)}
    shown = table("v_browse", *map(column, (*Hit.__struct_fields__, "number")))
    rows = connection.execute(select(shown).where(shown.c.number.in_(order))).mappings().all()
    found = sorted(rows, key=lambda row: order[row["number"]])
    return [_hit(row) for row in found]


def _hit(row: Mapping[Any, Any]) -> Hit:
    lists = {name: row[name] or [] for name in LISTS}
    lists = {name: msgspec.json.decode(made) if isinstance(made, str) else made for name, made in lists.items()}
    return Hit(**{name: row[name] for name in Hit.__struct_fields__} | lists)
