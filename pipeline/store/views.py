"""Flat views for people who ask in SQL or read in a browser: one row a duty, one a unit, names instead of keys."""

import re

from sqlalchemy import Connection

# How each database joins the texts of rows, and how it makes a JSON list of them.
JOINED = {"sqlite": "group_concat", "postgresql": "string_agg"}
LISTED = {"sqlite": "json_group_array", "postgresql": "json_agg"}


def create_views(connection: Connection) -> None:
    """Make the views anew, as this version has them."""
    drop_views(connection)
    dialect = connection.dialect.name
    for name, select in VIEWS.items():
        select = select.replace("JOINED", JOINED.get(dialect, "string_agg"))
        select = select.replace("LISTED", LISTED.get(dialect, "json_arrayagg"))
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {select}")


def drop_views(connection: Connection) -> None:
    """Take the views away, as a change of a table may need."""
    for name in reversed(VIEWS):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")


# The aggregates read subqueries that are in order, so that the lists are too.
VIEWS = {
    "v_duties": """
SELECT
    documents.province,
    documents.issuer,
    units.name AS unit,
    duties.status,
    duties.path,
    duties.lead_in,
    duties.text,
    (SELECT JOINED(power, ', ') FROM (
        SELECT power FROM powers
        WHERE powers.document = duties.document AND powers.duty = duties.id ORDER BY position) AS powers) AS powers,
    (SELECT JOINED(name, '; ') FROM (
        SELECT name FROM domains
        WHERE domains.document = duties.document AND domains.duty = duties.id ORDER BY position) AS domains) AS domains,
    (SELECT JOINED(name, '; ') FROM (
        SELECT coalesce(mentions.canonical, mentions.text) AS name FROM mentions
        WHERE mentions.document = duties.document AND mentions.type = 'agency' AND (
            mentions.segment = duties.segment OR mentions.id IN (
                SELECT mention FROM duty_mentions
                WHERE duty_mentions.document = duties.document AND duty_mentions.duty = duties.id))
        GROUP BY coalesce(mentions.canonical, mentions.text) ORDER BY min(mentions.position)) AS agencies) AS agencies,
    files.path AS file,
    duties.line,
    documents.code,
    documents.issued_on,
    units.type AS unit_type,
    units.parent AS unit_parent,
    duties.catch_all,
    duties.document,
    duties.id AS duty
FROM duties
JOIN documents ON documents.id = duties.document
JOIN units ON units.document = duties.document AND units.id = duties.holder
JOIN files ON files.document = duties.document AND files.main
""",
    "v_units": """
SELECT
    documents.province,
    documents.issuer,
    units.name AS unit,
    units.type,
    units.parent,
    units.status,
    (SELECT count(*) FROM duties WHERE duties.document = units.document AND duties.holder = units.id) AS duties,
    files.path AS file,
    units.line,
    documents.code,
    documents.issued_on,
    units.document,
    units.id
FROM units
JOIN documents ON documents.id = units.document
JOIN files ON files.document = units.document AND files.main
""",
    "v_files": """
SELECT files.path AS file, files.state, files.reason, files.main, documents.code, documents.issuer, documents.issued_on,
    documents.title, files.duties, files.warnings, files.document
FROM files
LEFT JOIN documents ON documents.id = files.document
""",
}

# The same for programs, which search and the browser are: lists as JSON, and the duty's number in the full-text index.
VIEWS["v_browse"] = (
    re.sub(r"JOINED\((\w+), '[^']+'\)", r"LISTED(\1)", VIEWS["v_duties"])
    .replace("duties.id AS duty\n", "duties.id AS duty,\n    duty_words.number\n")
    .replace(
        "FROM duties\nJOIN",
        "FROM duties\nJOIN duty_words ON duty_words.document = duties.document AND duty_words.duty = duties.id\nJOIN",
    )
)
