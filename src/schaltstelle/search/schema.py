"""The tables of the index file."""

# Another number makes a new file: raise it with every change of the tables.
TABLES = 5
# Another number makes all documents be read anew: raise it with every change of how texts are read.
READING = 4

CREATE = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (
    row INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    hash TEXT NOT NULL,
    access TEXT NOT NULL,
    fields TEXT NOT NULL,
    lands INTEGER NOT NULL,
    sizes INTEGER NOT NULL,
    verified INTEGER NOT NULL,
    valid_from INTEGER,
    valid_to INTEGER,
    opens INTEGER,
    closes INTEGER,
    applies INTEGER NOT NULL,
    links TEXT NOT NULL,
    head TEXT NOT NULL,
    rest TEXT NOT NULL,
    UNIQUE (collection, kind, id)
);
CREATE INDEX record_by_id ON record (kind, id);
CREATE TABLE section (
    row INTEGER NOT NULL,
    number INTEGER NOT NULL,
    heading TEXT NOT NULL,
    anchor TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (row, number)
) WITHOUT ROWID;
CREATE TABLE link (row INTEGER NOT NULL, target TEXT NOT NULL);
CREATE INDEX link_by_target ON link (target, row);
CREATE INDEX link_by_row ON link (row);
CREATE TABLE posting (term TEXT, block INTEGER, entries BLOB NOT NULL, PRIMARY KEY (term, block))
    WITHOUT ROWID;
CREATE TABLE word (word TEXT PRIMARY KEY, written TEXT NOT NULL, count INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE VIRTUAL TABLE text USING fts5(
    title, title_parts, summary, headings, body, parts UNINDEXED, topics UNINDEXED,
    tokenize = "ascii", columnsize = 0
);
"""
# "ascii": the terms are folded already; every character outside ASCII counts as a letter.

# Days stand as numbers; these stand for "since ever" and "for ever".
FIRST_DAY, LAST_DAY = 0, 9_999_999
