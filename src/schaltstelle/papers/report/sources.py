"""The numbered list of sources that facts refer to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from schaltstelle.centre import Centre
from schaltstelle.core.citation import Citation
from schaltstelle.core.german import long_date
from schaltstelle.core.records import Record
from schaltstelle.papers.report.wording import UNVERIFIED

# The others are in the JSON file.
PAGES = 2


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


@dataclass(frozen=True, slots=True)
class CitationLine:
    """One page that supports a practice, programme or course; `remark` is "ungeprüft"
    where nobody saw it, the day where it is not the usual one, else empty."""

    number: str
    title: str
    by: str
    remark: str
    address: str


@dataclass(frozen=True, slots=True)
class CitationsView:
    """All such pages, with the `day` on which most of them were seen."""

    day: str
    lines: tuple[CitationLine, ...]


@dataclass(slots=True)
class SourceNumbers:
    """Numbers of sources in the order of their first mention."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _citations: dict[str, Citation] = field(default_factory=dict)

    def reference(self, source: str) -> str:
        """The number of a source, "[1]"."""
        return f"[{self._number(source)}]"

    def record(self, record: Record) -> str:
        """The numbers of the first pages that support a record, "[12, 13]"."""
        numbers = []
        for citation in record.sources[:PAGES]:
            self._citations.setdefault(citation.address, citation)
            numbers.append(str(self._number(citation.address)))
        return f"[{', '.join(dict.fromkeys(numbers))}]"

    def _number(self, key: str) -> int:
        return self._numbers.setdefault(key, len(self._numbers) + 1)

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

    def citations(self) -> CitationsView:
        """The pages that support the records mentioned so far."""
        days = Counter(each.checked for each in self._citations.values() if each.verified)
        usual = days.most_common(1)[0][0] if days else None
        return CitationsView(
            day="" if usual is None else long_date(usual),
            lines=tuple(
                CitationLine(
                    number=self.reference(key),
                    title=citation.title,
                    by=_publisher(citation.publisher, citation.title),
                    remark=_remark(citation, usual),
                    address=citation.address,
                )
                for key, citation in self._citations.items()
            ),
        )


def _remark(citation: Citation, usual: date | None) -> str:
    if not citation.verified:
        return f" ({UNVERIFIED})"
    return "" if citation.checked == usual else f" (gesehen am {citation.checked:%d.%m.%Y})"


def _publisher(publisher: str, title: str) -> str:
    return "" if title.startswith(publisher) else f"{publisher}: "


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))
