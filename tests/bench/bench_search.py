"""Benchmark part "search": how good and how fast the search is, beside three full-text searches.

All answer the same queries over the same documents in the same run. docs/search.md tells the
method; `python -m tests.bench search` prints a table of every system and kind of query besides.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import Row, row
from tests.bench.search_documents import real_documents, text_of
from tests.bench.search_judged import (
    PARTS,
    RECALL_AT,
    JudgedQuery,
    Quality,
    judged_queries,
    quality,
)
from tests.bench.search_own import NAME, ask, build_own, names
from tests.bench.search_peers import Peer, PlainSqlite, Postgres, Setting, Tantivy
from tests.bench.search_speed import speed_rows
from tests.postgres import binaries

# The best of a grid on the tuning half: python -m tests.bench.search_tuning.
SETTINGS: dict[type[Peer], Setting] = {
    PlainSqlite: Setting((2.0, 1.0, 0.5, 1.0), "any", "words", "prefix"),
    Postgres: Setting((2.0, 2.0, 1.0, 1.0), "any", "phrases", "tf0"),
    Tantivy: Setting((2.0, 2.0, 1.0, 2.0), "any", "words", "stop"),
}

# What full-text searches have no means for: told apart, so that these do not carry the figure.
BEYOND_WORDS = frozenset({"abbreviation", "compound", "typo", "variant"})

# The names of the results of a system, by the text of the query.
Found = Mapping[str, Sequence[str]]
Groups = Mapping[str, Sequence[JudgedQuery]]


def rows() -> list[Row]:
    """Quality first, then speed."""
    return [*quality_rows(), *speed_rows(peers())]


def peers() -> list[Peer]:
    """Every peer that can run here, in its best setting."""
    kinds = [kind for kind in SETTINGS if kind is not Postgres or binaries() is not None]
    return [kind(SETTINGS[kind]) for kind in kinds]


def quality_rows() -> list[Row]:
    """Our figures beside those of the best peer, per half of the set and per kind of query."""
    queries = judged_queries()
    groups = _groups(queries)
    found = {NAME: own_results(queries), **{p.name: _peer_results(p, queries) for p in peers()}}
    measured = {
        system: {name: quality(lists, members) for name, members in groups.items()}
        for system, lists in found.items()
    }
    Console(stderr=True, width=150).print(_table(measured, groups))
    return list(_rows(measured, groups))


def own_results(queries: Sequence[JudgedQuery]) -> Found:
    """What our search finds for each query among the real documents."""
    with tempfile.TemporaryDirectory() as folder:
        index = build_own(Path(folder) / "own.sqlite3", real_documents())
        found = {query.text: names(ask(index, query.text, RECALL_AT)) for query in queries}
        index.close()
    return found


def _peer_results(peer: Peer, queries: Sequence[JudgedQuery]) -> Found:
    peer.build(text_of(document) for document in real_documents())
    found = {query.text: peer.search(query.text, RECALL_AT) for query in queries}
    peer.close()
    return found


def _groups(queries: Sequence[JudgedQuery]) -> Groups:
    parts = {part: [query for query in queries if query.part == part] for part in PARTS}
    kinds = sorted({query.kind for query in queries})
    plain = [query for query in parts["held-out"] if query.kind not in BEYOND_WORDS]
    return {
        **{part: parts[part] for part in reversed(PARTS)},
        "plain words, held-out": plain,
        **{kind: [query for query in queries if query.kind == kind] for kind in kinds},
    }


def _rows(measured: Mapping[str, Mapping[str, Quality]], groups: Groups) -> Iterator[Row]:
    own = measured[NAME]
    others = {system: found for system, found in measured.items() if system != NAME}
    for name, members in groups.items():
        peer = max(others, key=lambda system: others[system][name].gain)
        best = others[peer][name].gain
        yield row(
            f"search: nDCG@10, {name} ({len(members)} queries)",
            own[name].gain,
            "of 1",
            f"{peer} {best:.3f}",
            own[name].gain / best,
        )
    for part in reversed(PARTS):
        peer = max(others, key=lambda system: others[system][part].recall)
        best = others[peer][part].recall
        yield row(
            f"search: recall@20, {part}",
            own[part].recall,
            "of 1",
            f"{peer} {best:.3f}",
            own[part].recall / best,
        )
    empty = {system: sum(found[part].empty for part in PARTS) for system, found in measured.items()}
    peer = min(others, key=lambda system: empty[system])
    yield row(
        "search: queries that find nothing",
        empty[NAME],
        f"of {sum(len(groups[part]) for part in PARTS)}",
        f"{peer} {empty[peer]}",
        empty[NAME] / max(1, empty[peer]),
    )


def _table(measured: Mapping[str, Mapping[str, Quality]], groups: Groups) -> Table:
    """Every system in every group: nDCG@10, recall@20, and how many queries find nothing."""
    table = Table(title="nDCG@10 / recall@20 / queries that find nothing")
    table.add_column("queries")
    table.add_column("number", justify="right")
    for system in measured:
        table.add_column(system, justify="right")
    for name, members in groups.items():
        cells = [
            f"{found[name].gain:.3f} / {found[name].recall:.3f} / {found[name].empty}"
            for found in measured.values()
        ]
        table.add_row(name, str(len(members)), *cells)
    return table
