"""The map of all municipalities, with a table as its equal."""
