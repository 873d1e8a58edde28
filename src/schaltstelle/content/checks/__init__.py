"""One file for each group of records: what it must keep."""
