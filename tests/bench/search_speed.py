"""How fast the search is over 50,000 documents: building, asking, adding one, memory, size."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median

from schaltstelle.search.index import Change, Index
from tests.bench import Row, once, row
from tests.bench.search_documents import Text, many_documents, text_of
from tests.bench.search_judged import judged_queries
from tests.bench.search_own import NAME, ask, build_own, open_own
from tests.bench.search_peers import Peer
from tests.bench.search_process import PAGE, Measured, measured, times

DOCUMENTS = 50_000
CHANGES = 20
MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds to index the documents, and milliseconds of all queries, sorted."""

    name: str
    built: float
    asked: Sequence[float]


def speed_rows(peers: Sequence[Peer]) -> list[Row]:
    """Our times beside those of every peer."""
    documents = many_documents(DOCUMENTS)
    texts = [text_of(document) for document in documents]
    theirs = [_timed(peer, texts) for peer in peers]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.sqlite3"
        built = once(lambda: build_own(path, documents).close()) / 1000
        process = measured(path)
        own = Timed(NAME, built, process.asked)
        return [
            *_building_rows(own, theirs),
            *_asking_rows(own, theirs),
            *_change_rows(open_own(path), built),
            *_size_rows(path, process),
        ]


def _timed(peer: Peer, texts: Sequence[Text]) -> Timed:
    built = once(lambda: peer.build(texts)) / 1000
    found = Timed(peer.name, built, times(lambda text: peer.search(text, PAGE)))
    peer.close()
    return found


def percentile(ordered: Sequence[float], percent: int) -> float:
    """A percentile of sorted values (nearest rank)."""
    return ordered[max(0, -(-percent * len(ordered) // 100) - 1)]


def _building_rows(own: Timed, theirs: Sequence[Timed]) -> Iterator[Row]:
    for peer in theirs:
        told = f"{peer.name} {peer.built:.1f} s"
        yield row("search: index of 50,000 documents", own.built, "s", told, own.built / peer.built)


def _asking_rows(own: Timed, theirs: Sequence[Timed]) -> Iterator[Row]:
    for title, percent in (("median query", 50), ("p99 query", 99)):
        value = percentile(own.asked, percent)
        for peer in theirs:
            other = percentile(peer.asked, percent)
            told = f"{peer.name} {other:.2f} ms"
            yield row(f"search: {title}, 50,000 documents", value, "ms", told, value / other)


def _change_rows(index: Index, built: float) -> list[Row]:
    """One document more, and the first query after it, which takes up the new state."""
    query = judged_queries()[0].text
    model = index.document(1)
    adding, asking = [], []
    for number in range(1, CHANGES + 1):
        added = replace(model, kind="document", id=f"added-{number}")
        changes = [Change(number, added.id, added)]
        adding.append(once(partial(index.catch_up, changes, number)))
        asking.append(once(partial(ask, index, query, PAGE)))
    whole = f"whole index {built:.1f} s"
    value, first = median(adding), median(asking)
    return [
        row("search: adding one document", value, "ms", whole, value / 1000 / built),
        row("search: first query after a change", first, "ms", whole, first / 1000 / built),
    ]


def _size_rows(path: Path, process: Measured) -> list[Row]:
    """The file, and the memory of the process that answered all queries."""
    size = path.stat().st_size / MEBIBYTE
    return [
        row("search: index file", size, "MiB", f"{DOCUMENTS:,} documents", size / DOCUMENTS),
        row(
            "search: memory of a process after all queries",
            process.after,
            "MiB",
            f"without index {process.before:.0f} MiB;"
            f" {process.mapped:.0f} MiB of the file mapped besides",
            process.after / process.before,
        ),
    ]
