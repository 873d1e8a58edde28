"""One search over everything: Query in, Results out; one SQLite FTS5 file behind it."""
