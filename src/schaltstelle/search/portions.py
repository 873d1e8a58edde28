"""Lists of values in statements of SQL."""

from collections.abc import Iterator, Sequence

_VARIABLES = 500


def marks(values: Sequence[object]) -> str:
    """A question mark for each value of a statement."""
    return ", ".join("?" * len(values))


def portions(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """The values in portions that one statement can take."""
    for start in range(0, len(values), _VARIABLES):
        yield values[start : start + _VARIABLES]
