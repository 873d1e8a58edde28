"""The peers of the search: SQLite FTS5, PostgreSQL and tantivy, each set up as well as it goes.

Every peer gets the same words in the same four fields as our index. The weights of the fields and
the way of asking were chosen on the tuning half of the queries, each peer on its own (see
docs/search.md); `python -m tests.bench.search_tuning` repeats that choice.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psycopg
import tantivy

from tests.bench.search_documents import Text
from tests.postgres import Cluster

# any: one word is enough; all_first: documents with all words come before the others.
Asking = Literal["any", "all_first"]
# What "E-Akte" asks for: its two words, or both side by side.
Cutting = Literal["words", "phrases"]
Weights = tuple[float, float, float, float]
FIELDS = ("title", "summary", "body", "topics")
_CUTS = {"words": re.compile(r"\w+"), "phrases": re.compile(r"\w\S*\w|\w")}


@dataclass(frozen=True, slots=True)
class Setting:
    """Weights of title, summary, body and topics, how to ask, and one switch of the peer."""

    weights: Weights
    asking: Asking
    cutting: Cutting
    switch: str = ""


class Peer(ABC):
    """A full-text search over texts."""

    name: str

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    @abstractmethod
    def build(self, texts: Iterable[Text]) -> None:
        """Index texts."""

    @abstractmethod
    def ask(self, words: Sequence[str], all_words: bool, limit: int) -> list[str]:
        """Ids of texts with all or any of some words, best first."""

    @abstractmethod
    def close(self) -> None:
        """Let go of everything."""

    def search(self, query: str, limit: int) -> list[str]:
        """Ids of texts, best first."""
        words = _CUTS[self.setting.cutting].findall(query)
        if not words:
            return []
        if self.setting.asking == "any" or len(words) == 1:
            return self.ask(words, False, limit)
        found = self.ask(words, True, limit)
        if len(found) < limit:
            found += [name for name in self.ask(words, False, limit) if name not in found]
        return found[:limit]


class PlainSqlite(Peer):
    """FTS5 with its own tokenizer and BM25. Switch "prefix": words may go on after their end."""

    name = "FTS5 unicode61"

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._folder = tempfile.TemporaryDirectory(prefix="bench-fts5-")
        self.path = Path(self._folder.name) / "texts.sqlite3"
        self._connection = sqlite3.connect(self.path, isolation_level=None)
        self._connection.execute(
            "CREATE VIRTUAL TABLE text USING fts5("
            "id UNINDEXED, title, summary, body, topics,"
            " tokenize = 'unicode61 remove_diacritics 2', prefix = '3 4 5')"
        )

    def build(self, texts: Iterable[Text]) -> None:
        self._connection.execute("BEGIN")
        self._connection.executemany(
            "INSERT INTO text VALUES (?, ?, ?, ?, ?)",
            ((t.id, t.title, t.summary, t.body, t.topics) for t in texts),
        )
        self._connection.execute("COMMIT")

    def ask(self, words: Sequence[str], all_words: bool, limit: int) -> list[str]:
        star = "*" if self.setting.switch == "prefix" else ""
        wanted = (" AND " if all_words else " OR ").join(f'"{word}"{star}' for word in words)
        rank = f"bm25(0, {', '.join(map(str, self.setting.weights))})"
        # Sorting by the rank column lets FTS5 keep only the best; a function in ORDER BY would not.
        found = self._connection.execute(
            "SELECT id FROM text WHERE text MATCH ? AND rank MATCH ? ORDER BY rank LIMIT ?",
            (wanted, rank, limit),
        )
        return [name for (name,) in found]

    def close(self) -> None:
        self._connection.close()
        self._folder.cleanup()


class Postgres(Peer):
    """Full-text search 'german' with cover density or frequency ranking ("cd", "tf"), a GIN index;
    the number in the switch is PostgreSQL's normalisation by length."""

    name = "PostgreSQL german"

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._folder = tempfile.TemporaryDirectory(prefix="bench-postgres-")
        self._cluster = Cluster(Path(self._folder.name) / "cluster")
        self._connection = psycopg.connect(self._cluster.url, autocommit=True)
        self._connection.execute("CREATE TABLE text (id text, words tsvector)")

    def build(self, texts: Iterable[Text]) -> None:
        self._connection.execute(
            "CREATE TEMP TABLE raw (id text, title text, summary text, body text, topics text)"
        )
        with self._connection.cursor().copy("COPY raw FROM STDIN") as copy:
            for text in texts:
                copy.write_row((text.id, text.title, text.summary, text.body, text.topics))
        weighted = " || ".join(
            f"setweight(to_tsvector('german', {field}), '{letter}')"
            for field, letter in zip(FIELDS, "ABCD", strict=True)
        )
        self._connection.execute(f"INSERT INTO text SELECT id, {weighted} FROM raw")
        self._connection.execute("CREATE INDEX text_words ON text USING gin (words)")
        self._connection.execute("DROP TABLE raw")
        self._connection.execute("ANALYZE text")

    def ask(self, words: Sequence[str], all_words: bool, limit: int) -> list[str]:
        function, normalisation = self.setting.switch[:2], int(self.setting.switch[2:])
        rank = {"cd": "ts_rank_cd", "tf": "ts_rank"}[function]
        wanted = "plainto_tsquery('german', %(words)s)"
        if not all_words:
            wanted = f"regexp_replace({wanted}::text, '&|<[-0-9]+>', '|', 'g')::tsquery"
        title, summary, body, topics = self.setting.weights
        found = self._connection.execute(
            f"SELECT id FROM text, (SELECT {wanted} AS wanted) AS question"
            f" WHERE words @@ wanted"
            f" ORDER BY {rank}(%(weights)s::real[], words, wanted, {normalisation}) DESC, id"
            f" LIMIT %(limit)s",
            {
                "words": " ".join(words),
                # From D to A, at most 1.
                "weights": [w / max(self.setting.weights) for w in (topics, body, summary, title)],
                "limit": limit,
            },
            prepare=True,
        )
        return [str(name) for (name,) in found]

    def size(self) -> int:
        """Bytes of table and index."""
        found = self._connection.execute("SELECT pg_total_relation_size('text')").fetchone()
        return int(found[0]) if found else 0

    def close(self) -> None:
        self._connection.close()
        self._cluster.stop()
        self._folder.cleanup()


class Tantivy(Peer):
    """Tantivy with its German stemmer and BM25. Switch "stop": without German stop words."""

    name = "tantivy German"

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.folder = tempfile.TemporaryDirectory(prefix="bench-tantivy-")
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for field in FIELDS:
            builder.add_text_field(field, tokenizer_name="german")
        self._index = tantivy.Index(builder.build(), path=self.folder.name)
        self._index.register_tokenizer("german", _german(setting.switch == "stop"))
        self._searcher: Any = None

    def build(self, texts: Iterable[Text]) -> None:
        writer = self._index.writer(heap_size=256_000_000, num_threads=2)
        for text in texts:
            writer.add_document(
                tantivy.Document(
                    id=text.id,
                    title=text.title,
                    summary=text.summary,
                    body=text.body,
                    topics=text.topics,
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, words: Sequence[str], all_words: bool, limit: int) -> list[str]:
        # In quotation marks no word is taken for syntax (NOT, OR, a colon).
        wanted, _errors = self._index.parse_query_lenient(
            " ".join(f'"{word}"' for word in words),
            default_field_names=list(FIELDS),
            field_boosts=dict(zip(FIELDS, self.setting.weights, strict=True)),
            conjunction_by_default=all_words,
        )
        hits = self._searcher.search(wanted, limit).hits
        return [self._searcher.doc(address)["id"][0] for _, address in hits]

    def close(self) -> None:
        self._searcher = None
        self.folder.cleanup()


def _german(stop: bool) -> tantivy.TextAnalyzer:
    builder = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
    )
    if stop:
        builder = builder.filter(tantivy.Filter.stopword("german"))
    return builder.filter(tantivy.Filter.stemmer("german")).build()
