"""What the plan does for the security controls of published catalogues."""

from collections.abc import Sequence
from dataclasses import dataclass

from schaltstelle.core.advice import Advice
from schaltstelle.core.controls import Catalogue, GroupCoverage
from schaltstelle.core.german import long_date, number


@dataclass(frozen=True, slots=True)
class ChapterLine:
    """One chapter: how many controls the plan fulfils, does a part of, and how many there are."""

    title: str
    full: int
    part: int
    total: int


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """One catalogue with its chapters; `untouched` are those for which the plan does nothing."""

    title: str
    source: str
    chapters: tuple[ChapterLine, ...]
    untouched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProtectionView:
    """The coverage of all catalogues with a sentence on the whole."""

    sentence: str
    catalogues: tuple[CatalogueView, ...]


def protection_view(advice: Advice) -> ProtectionView:
    """How far the plan of an advice goes towards the usual level of security."""
    covered = advice.controls
    if not covered.total:
        return ProtectionView("Kein Katalog von Anforderungen ist eingelesen.", ())
    by_catalogue: dict[Catalogue, list[GroupCoverage]] = {}
    for group in covered.groups:
        by_catalogue.setdefault(group.catalogue, []).append(group)
    return ProtectionView(
        sentence=(
            f"Von {number(covered.total)} Anforderungen des üblichen Sicherheitsniveaus erfüllt "
            f"der Fahrplan {number(covered.full)} ganz und {number(covered.part)} zu einem Teil "
            "(Einschätzung der Schaltstelle). Was bei Ihnen schon erfüllt ist, wissen die Register "
            "nicht."
        ),
        catalogues=tuple(_catalogue(*each) for each in by_catalogue.items()),
    )


def _catalogue(catalogue: Catalogue, groups: Sequence[GroupCoverage]) -> CatalogueView:
    return CatalogueView(
        title=catalogue.title,
        source=(
            f"{catalogue.title}, {catalogue.publisher}, Stand {long_date(catalogue.published)}, "
            f"Lizenz {catalogue.licence}"
        ),
        chapters=tuple(_chapter(group) for group in groups if group.full or group.part),
        untouched=tuple(
            f"{group.group.title} ({number(group.total)})"
            for group in groups
            if not group.full and not group.part
        ),
    )


def _chapter(group: GroupCoverage) -> ChapterLine:
    return ChapterLine(
        title=group.group.title,
        full=len(group.full),
        part=len(group.part),
        total=group.total,
    )
