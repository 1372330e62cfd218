"""The full-text index over the duties, kept by the database itself in the transaction that changes a duty.

Reads: the table `duty_words`, whose texts hold nothing but terms (`terms`). Guarantees:
1. SQLite: `duties_fts` (FTS5) holds no text of its own and follows the table by triggers.
2. PostgreSQL: two indexes of text vectors, without stemming. The column `bare` is without diacritics already, so
   neither `unaccent` nor `pg_trgm` is needed, which only an administrator may install.

FTS5 folds diacritics by itself, but not đ (measured: "de an" finds no "đề án"), hence the column.
"""

from sqlalchemy import Connection

SQLITE = (
    """
CREATE VIRTUAL TABLE duties_fts USING fts5(
    spelled, bare, content='duty_words', content_rowid='number', tokenize='unicode61 remove_diacritics 0')""",
    """
CREATE TRIGGER duty_words_added AFTER INSERT ON duty_words BEGIN
    INSERT INTO duties_fts (rowid, spelled, bare) VALUES (new.number, new.spelled, new.bare);
END""",
    """
CREATE TRIGGER duty_words_removed AFTER DELETE ON duty_words BEGIN
    INSERT INTO duties_fts (duties_fts, rowid, spelled, bare) VALUES ('delete', old.number, old.spelled, old.bare);
END""",
    """
CREATE TRIGGER duty_words_changed AFTER UPDATE ON duty_words BEGIN
    INSERT INTO duties_fts (duties_fts, rowid, spelled, bare) VALUES ('delete', old.number, old.spelled, old.bare);
    INSERT INTO duties_fts (rowid, spelled, bare) VALUES (new.number, new.spelled, new.bare);
END""",
)
POSTGRESQL = (
    "CREATE INDEX duty_words_spelled ON duty_words USING gin (to_tsvector('simple', spelled))",
    "CREATE INDEX duty_words_bare ON duty_words USING gin (to_tsvector('simple', bare))",
)
INDEXES = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def create_index(connection: Connection) -> None:
    """Make the index over whatever the table holds, nothing yet in a new database."""
    for statement in INDEXES.get(connection.dialect.name, ()):
        connection.exec_driver_sql(statement)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO duties_fts (duties_fts) VALUES ('rebuild')")
