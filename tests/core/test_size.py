"""Size classes: no jump where one class ends, and cost that grows with size within a class."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.size import SIZE_CLASSES, expected, place_in_class, size_class

PEOPLE = st.integers(1, 5_000_000)


@given(first=PEOPLE, second=PEOPLE)
def test_a_larger_administration_is_never_in_a_smaller_class(first, second):
    """Classes are ordered, and the place within one is between 0 and 1."""
    small, large = sorted((first, second))
    assert SIZE_CLASSES.index(size_class(small)) <= SIZE_CLASSES.index(size_class(large))
    assert 0 <= place_in_class(first) <= 1


@given(
    low=st.floats(0, 1e6).map(lambda n: round(n, 2)),
    width=st.floats(0, 1e6),
    first=PEOPLE,
    second=PEOPLE,
)
def test_what_is_reckoned_with_lies_in_the_range_and_grows_with_size(low, width, first, second):
    """A place at the lower end of its class must not be charged like one at the upper end."""
    small, large = sorted((first, second))
    bounds = (low, low + width)
    values = [expected(bounds, place_in_class(people)) for people in (small, large)]
    assert all(low * (1 - 1e-9) <= v <= (low + width) * (1 + 1e-9) for v in values)
    if size_class(small) == size_class(large):
        assert values[0] <= values[1] * (1 + 1e-12)


def test_the_limits_of_the_classes():
    """Those of the BBSR."""
    assert [size_class(n) for n in (4_999, 5_000, 20_000, 100_000)] == list(SIZE_CLASSES)
    assert expected((100, 400), 0.5) == pytest.approx(200), "by ratio"
    assert expected((0, 400), 0.5) == pytest.approx(200)
