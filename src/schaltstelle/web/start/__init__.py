"""The start page and the search for a place."""
