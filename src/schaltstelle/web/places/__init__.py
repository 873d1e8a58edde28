"""The page of a place: the whole first advice."""
