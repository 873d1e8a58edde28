"""The numbered list of sources that facts refer to."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from schaltstelle.centre import Centre


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source as printed; `number` is what facts refer to, `by` its publisher with a colon,
    empty where the title names it."""

    number: str
    title: str
    by: str
    vintage: str
    licence: str
    address: str


@dataclass(slots=True)
class SourceNumbers:
    """Numbers of sources in the order of their first mention."""

    _numbers: dict[str, int] = field(default_factory=dict)

    def reference(self, source: str) -> str:
        """The number of a source, "[1]"."""
        return f"[{self._numbers.setdefault(source, len(self._numbers) + 1)}]"

    def titled(self, centre: Centre, title: str) -> str:
        """The number of the source with this title; the title itself if it is no register."""
        for record in centre.reference.sources:
            if record.title == title:
                return self.reference(record.id)
        return title

    def lines(self, centre: Centre) -> tuple[SourceLine, ...]:
        """The sources mentioned so far, then those that the tables rest on besides."""
        records = centre.reference.sources
        rest = dict.fromkeys(record.id for record in records if record.id not in self._numbers)
        for source in rest:
            self.reference(source)
        lines = []
        for source in self._numbers:
            same = [record for record in records if record.id == source]
            if not same:
                continue
            lines.append(
                SourceLine(
                    number=self.reference(source),
                    title=same[0].title,
                    by=_publisher(same[0].publisher, same[0].title),
                    vintage=_joined(record.vintage for record in same),
                    licence=same[0].licence,
                    address=same[0].address,
                )
            )
        return tuple(lines)


def _publisher(publisher: str, title: str) -> str:
    return "" if title.startswith(publisher) else f"{publisher}: "


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))
