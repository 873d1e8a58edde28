"""How the settings of the peers were chosen: the best of a grid on the tuning half of the queries.

`python -m tests.bench.search_tuning` prints the best settings of every peer. Nothing here looks at
the held-out half or at our own search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from tests.bench.search_documents import real_documents, text_of
from tests.bench.search_judged import RECALL_AT, judged_queries, quality
from tests.bench.search_peers import (
    Asking,
    Cutting,
    Peer,
    PlainSqlite,
    Postgres,
    Setting,
    Tantivy,
    Weights,
)

ASKING: tuple[Asking, ...] = ("any", "all_first")
CUTTING: tuple[Cutting, ...] = ("words", "phrases")
TITLES = (1.0, 2.0, 4.0)
SUMMARIES = (1.0, 2.0)
BODIES = (0.25, 0.5, 1.0)
TOPICS = (0.3, 1.0, 2.0)
SWITCHES: dict[type[Peer], tuple[str, ...]] = {
    PlainSqlite: ("", "prefix"),
    Postgres: tuple(f"{rank}{length}" for rank in ("cd", "tf") for length in (0, 1, 2, 4)),
    Tantivy: ("", "stop"),
}
# The ways of asking are compared with usual weights first, then weights are tried for the best.
START: tuple[Weights, ...] = ((4.0, 2.0, 1.0, 0.3), (2.0, 1.0, 0.5, 1.0))
BEST_WAYS = 3
SHOWN = 5


def ranked(kind: type[Peer]) -> list[tuple[float, Setting]]:
    """The tried settings of a peer with their nDCG@10 on the tuning half, best first."""
    ways = _tried(kind, [Setting(*way) for way in product(START, ASKING, CUTTING, SWITCHES[kind])])
    best = list(dict.fromkeys(replace(setting, weights=START[0]) for _, setting in ways))[
        :BEST_WAYS
    ]
    rising = [w for w in product(TITLES, SUMMARIES, BODIES, TOPICS) if w[0] >= w[1] >= w[2]]
    return _tried(kind, [replace(way, weights=weights) for way in best for weights in rising])


def _tried(kind: type[Peer], settings: Sequence[Setting]) -> list[tuple[float, Setting]]:
    queries = [query for query in judged_queries() if query.part == "tuning"]
    texts = [text_of(document) for document in real_documents()]
    found: list[tuple[float, Setting]] = []
    for switch in {setting.switch for setting in settings}:
        alike = [setting for setting in settings if setting.switch == switch]
        # A switch may change what is indexed, weights and ways of asking do not.
        peer = kind(alike[0])
        peer.build(texts)
        for setting in alike:
            peer.setting = setting
            lists = {query.text: peer.search(query.text, RECALL_AT) for query in queries}
            found.append((quality(lists, queries).gain, setting))
        peer.close()
    return sorted(found, key=lambda item: (-item[0], str(item[1])))


def main() -> None:
    """Print the best settings of every peer."""
    for kind in SWITCHES:
        print(kind.name)
        for gain, setting in ranked(kind)[:SHOWN]:
            print(f"  {gain:.4f}  {setting}")


if __name__ == "__main__":
    main()
