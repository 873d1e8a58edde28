"""How the settings of the peers were chosen: the best of a grid on the tuning half of the queries.

`python -m tests.bench.search_tuning` prints the best settings of every peer. Nothing here looks at
the held-out half or at our own search.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tests.bench.search_documents import real_documents, text_of
from tests.bench.search_judged import RECALL_AT, judged_queries, quality
from tests.bench.search_peers import Asking, Cutting, Peer, PlainSqlite, Postgres, Setting, Tantivy

ASKING: tuple[Asking, ...] = ("any", "all_first")
CUTTING: tuple[Cutting, ...] = ("words", "phrases")
TITLES = (1.0, 2.0, 4.0, 8.0)
SUMMARIES = (1.0, 2.0, 4.0)
BODIES = (0.5, 1.0)
TOPICS = (0.0, 0.3, 1.0)
SWITCHES: dict[type[Peer], tuple[str, ...]] = {
    PlainSqlite: ("", "prefix"),
    Postgres: tuple(f"{rank}{length}" for rank in ("cd", "tf") for length in (0, 1, 2, 4, 8)),
    Tantivy: ("", "stop"),
}
SHOWN = 5


def settings(peer: type[Peer]) -> Iterator[Setting]:
    """The grid of one peer."""
    weights = [w for w in product(TITLES, SUMMARIES, BODIES, TOPICS) if w[0] >= w[1] >= w[2]]
    for weight, asking, cutting, switch in product(weights, ASKING, CUTTING, SWITCHES[peer]):
        yield Setting(weight, asking, cutting, switch)


def ranked(kind: type[Peer]) -> list[tuple[float, Setting]]:
    """All settings of a peer with their nDCG@10 on the tuning half, best first."""
    queries = [query for query in judged_queries() if query.part == "tuning"]
    texts = [text_of(document) for document in real_documents()]
    found: list[tuple[float, Setting]] = []
    for switch in SWITCHES[kind]:
        peer: Peer | None = None
        for setting in settings(kind):
            if setting.switch != switch:
                continue
            if peer is None:
                peer = kind(setting)
                peer.build(texts)
            peer.setting = setting
            lists = {query.text: peer.search(query.text, RECALL_AT) for query in queries}
            found.append((quality(lists, queries).gain, setting))
        if peer is not None:
            peer.close()
    return sorted(found, key=lambda item: -item[0])


def main() -> None:
    """Print the best settings of every peer."""
    for kind in SWITCHES:
        print(kind.name)
        for gain, setting in ranked(kind)[:SHOWN]:
            print(f"  {gain:.4f}  {setting}")


if __name__ == "__main__":
    main()
