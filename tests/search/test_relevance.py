"""The relevance set is well-formed, and the search is good enough on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.bench.search_documents import real_documents
from tests.bench.search_judged import (
    AT,
    PARTS,
    RECALL_AT,
    JudgedQuery,
    RelevanceError,
    gain,
    judged_queries,
    quality,
    read_queries,
    recall,
)
from tests.bench.search_own import ask, build_own, names

LEAST_QUERIES = 150
# Well below the figures in docs/search.md: a guard against breaking it, no record to beat.
LEAST_GAIN = 0.6
QUERY = JudgedQuery("a", "short", "tuning", {"law:best": 3, "law:good": 2, "law:near": 1})


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Sequence[str]]:
    """What the search finds for every query of the set."""
    index = build_own(tmp_path_factory.mktemp("search") / "own.sqlite3", real_documents())
    lists = {query.text: names(ask(index, query.text, RECALL_AT)) for query in judged_queries()}
    index.close()
    return lists


class TestSet:
    def test_large_enough_and_each_query_once(self) -> None:
        """Protects the worth of a mean: many queries, none counted twice, halves alike."""
        queries = judged_queries()
        assert len(queries) >= LEAST_QUERIES
        assert max(Counter(query.text for query in queries).values()) == 1
        sizes = [sum(query.part == part for query in queries) for part in PARTS]
        assert min(sizes) > 0.45 * len(queries)

    def test_every_judged_document_exists(self) -> None:
        """Protects the judgements: a renamed record would look as if the search lost it."""
        known = {f"{document.kind}:{document.id}" for document in real_documents()}
        judged = {name for query in judged_queries() for name in query.grades}
        assert judged - known == set()

    def test_all_kinds_of_records_are_asked_for(self) -> None:
        """Protects the breadth: no kind of record is left out of the measurement."""
        wanted = {document.kind for document in real_documents()}
        best = {
            name.partition(":")[0]
            for query in judged_queries()
            for name, grade in query.grades.items()
            if grade == max(query.grades.values())
        }
        assert best == wanted

    @pytest.mark.parametrize(
        ("entry", "words"),
        [
            ("{query: a, part: tuning, grades: {4: [law:b]}}", "others than 1, 2 and 3"),
            ("{query: a, part: tuning, grades: {3: [law:b], 1: [law:b]}}", "two grades"),
            ("{query: a, part: elsewhere, grades: {3: [law:b]}}", "the part is wrong"),
            ("{query: a, part: tuning, like: b}", "no grades"),
            ("{query: a, part: tuning}", "the part is wrong"),
        ],
    )
    def test_a_broken_entry_is_named(self, tmp_path: Path, entry: str, words: str) -> None:
        """Protects editors of the set from typing errors that would pass as judgements."""
        (tmp_path / "short.yaml").write_text(f"- {entry}\n", encoding="utf-8")
        with pytest.raises(RelevanceError, match=words):
            read_queries(tmp_path)

    def test_another_spelling_has_the_same_grades(self, tmp_path: Path) -> None:
        """Protects `like`: the grades of the other query, also from another file."""
        (tmp_path / "short.yaml").write_text(
            "- {query: Wohngeld, part: tuning, grades: {3: [law:b]}}\n", encoding="utf-8"
        )
        (tmp_path / "typo.yaml").write_text(
            "- {query: Wohngled, part: tuning, like: Wohngeld}\n", encoding="utf-8"
        )
        first, second = read_queries(tmp_path)
        assert first.grades == second.grades == {"law:b": 3}
        assert second.kind == "typo"


class TestMeasures:
    def test_gain_against_a_value_by_hand(self) -> None:
        """Protects nDCG@10: (3 + 7/log2(3)) / (7 + 3/log2(3) + 1/2) for the two best swapped."""
        assert gain(["law:good", "law:best"], QUERY) == pytest.approx(0.7896, abs=1e-4)
        assert gain(["law:best", "law:good", "law:near"], QUERY) == pytest.approx(1)
        assert gain([], QUERY) == 0

    def test_gain_ends_at_ten(self) -> None:
        """Protects nDCG@10: what stands eleventh does not count."""
        before = [f"law:{number}" for number in range(AT)]
        assert gain([*before, "law:best"], QUERY) == 0
        assert gain([*before[1:], "law:best"], QUERY) > 0

    def test_recall_counts_the_good_ones(self) -> None:
        """Protects recall@20: grades 2 and 3; grade 1 only where there is nothing better."""
        assert recall(["law:best", "law:near"], QUERY) == 0.5
        weak = JudgedQuery("b", "short", "tuning", {"law:near": 1})
        assert recall(["law:near"], weak) == 1

    def test_recall_of_more_than_twenty(self) -> None:
        """Protects recall@20: nobody can show more than twenty, so twenty of thirty are all."""
        many = JudgedQuery("c", "short", "tuning", {f"law:{n}": 3 for n in range(30)})
        assert recall([f"law:{n}" for n in range(RECALL_AT)], many) == 1

    def test_quality_counts_what_is_empty(self) -> None:
        """Protects the rate of queries without a result."""
        other = JudgedQuery("d", "short", "tuning", {"law:best": 3})
        measured = quality({"a": [], "d": ["law:best"]}, [QUERY, other])
        assert (measured.queries, measured.gain, measured.empty) == (2, 0.5, 1)


class TestSearch:
    def test_no_query_finds_nothing(self, found: Mapping[str, Sequence[str]]) -> None:
        """Protects the promise: where something fits, something is found."""
        assert [text for text, hits in found.items() if not hits] == []

    @pytest.mark.parametrize("part", PARTS)
    def test_results_are_good(self, found: Mapping[str, Sequence[str]], part: str) -> None:
        """Protects the quality of the search as a whole, on both halves of the set."""
        queries = [query for query in judged_queries() if query.part == part]
        assert quality(found, queries).gain > LEAST_GAIN
