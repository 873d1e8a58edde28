"""Sets of small numbers, one for each of many records."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from schaltstelle.search.numbers import MOST_MEMBERS

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Sets:
    """There are few different sets, so each record has only the number of its set."""

    def __init__(self, bits: Rows) -> None:
        """`bits` has a number for every record with a bit for each member of its set."""
        different, which = np.unique(bits, return_inverse=True)
        self.which: Rows = which
        self.members: Rows = (different[:, np.newaxis] >> np.arange(MOST_MEMBERS)) & 1
        self.empty: Mask = different == 0

    def of(self, at: int) -> frozenset[int]:
        """The set of one record."""
        return frozenset(np.flatnonzero(self.members[self.which[at]]).tolist())

    def any_of(self, at: Rows, wanted: Sequence[int]) -> Mask:
        """Which records have any of some members."""
        return self._having(wanted)[self.which[at]]

    def suits(self, at: Rows, wanted: Sequence[int]) -> Mask:
        """Which records have any of some members, or none at all."""
        suiting: Mask = self._having(wanted) | self.empty
        return suiting[self.which[at]]

    def counts(self, at: Rows) -> tuple[list[int], int]:
        """How many records have each member, and how many have none at all."""
        of_set = np.bincount(self.which[at], minlength=len(self.members))
        return (of_set @ self.members).tolist(), int(of_set[self.empty].sum())

    def _having(self, wanted: Sequence[int]) -> Mask:
        having: Mask = self.members[:, list(wanted)].sum(axis=1) > 0
        return having
