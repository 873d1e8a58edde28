"""One row for every write: what happened, to what, when, by whom."""
