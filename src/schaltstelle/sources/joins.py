"""The join report: what of each source fits the register, what is missing, extra, recovered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from schaltstelle.core.place_names import bare_name
from schaltstelle.core.places import UNINHABITED_KIND, Level
from schaltstelle.sources.gv100ad import RegisterRow

NAMED_AT_MOST = 5


@dataclass(frozen=True)
class Join:
    """How one source fits. `matched`, `missing`, `extra` hold keys; `explanation` is German."""

    title: str
    matched: frozenset[str]
    missing: frozenset[str]
    extra: frozenset[str]
    recovered: frozenset[str]
    explanation: str


@dataclass(frozen=True)
class Yardstick:
    """What sources are joined with: the inhabited municipalities and the Kreise of the register."""

    names: Mapping[str, str]
    ars: Mapping[str, str]
    uninhabited: frozenset[str]
    former: frozenset[str] = field(default_factory=frozenset)

    @property
    def keys(self) -> frozenset[str]:
        """AGS of the inhabited municipalities."""
        return frozenset(self.names)


def yardstick(register: Iterable[RegisterRow], former: Iterable[str]) -> Yardstick:
    """The inhabited municipalities of a register; `former` are keys that it no longer has."""
    municipalities = [row for row in register if row.level is Level.MUNICIPALITY]
    inhabited = [row for row in municipalities if row.kind != UNINHABITED_KIND]
    return Yardstick(
        names={row.ags: row.name for row in inhabited},
        ars={row.ags: row.ars for row in inhabited},
        uninhabited=frozenset(row.ags for row in municipalities if row.kind == UNINHABITED_KIND),
        former=frozenset(former),
    )


def join(
    title: str,
    measure: Yardstick,
    held: Collection[str],
    recovered: Sequence[str] = (),
) -> Join:
    """Compare the AGS that a source holds with the register."""
    keys, own = measure.keys, frozenset(held)
    missing, extra = keys - own, own - keys
    parts = _missing_text(measure.names, missing, frozenset(recovered))
    parts += _extra_text(measure, extra)
    return Join(title, keys & own, missing, extra, frozenset(recovered), "; ".join(parts))


def _missing_text(
    names: Mapping[str, str], missing: frozenset[str], recovered: frozenset[str]
) -> list[str]:
    lost = sorted(missing - recovered)
    if not lost:
        return []
    shown = ", ".join(f"{bare_name(names[key])} {key}" for key in lost[:NAMED_AT_MOST])
    more = f" und {len(lost) - NAMED_AT_MOST} weitere" if len(lost) > NAMED_AT_MOST else ""
    return [f"unbekannt bleiben {shown}{more}"]


def _extra_text(measure: Yardstick, extra: frozenset[str]) -> list[str]:
    areas, gone = extra & measure.uninhabited, extra & measure.former
    rest = len(extra - areas - gone)
    parts = []
    if areas:
        parts.append(f"{len(areas)} unbewohnte Gebiete")
    if gone:
        parts.append(f"{len(gone)} aufgelöste")
    if rest:
        parts.append(f"{rest} ältere Schlüssel oder Stadtteile")
    return [f"zusätzlich: {', '.join(parts)}"] if parts else []


def join_codes(title: str, measure: Yardstick, codes: Mapping[str, str]) -> Join:
    """Compare the ARS of the code list; reported by AGS."""
    by_ars = {ars: ags for ags, ars in measure.ars.items()}
    matched = frozenset(by_ars[code] for code in codes if code in by_ars)
    missing = measure.keys - matched
    extra = frozenset(code for code in codes if code not in by_ars)
    areas = sum(code[:5] + code[9:] in measure.uninhabited for code in extra)
    parts = _missing_text(measure.names, missing, frozenset())
    parts.append(f"zusätzlich: {areas} unbewohnte Gebiete, {len(extra) - areas} Stadtteile")
    return Join(title, matched, missing, extra, frozenset(), "; ".join(parts))


def join_kreise(
    title: str, names: Mapping[str, str], held: Collection[str], recovered: Sequence[str]
) -> Join:
    """Compare the Kreise that a source holds with those of the register."""
    keys, own = frozenset(names), frozenset(held)
    parts = []
    if recovered:
        shown = ", ".join(f"{bare_name(names[key])} {key}" for key in recovered)
        parts.append(f"vom früheren Kreis geschätzt: {shown}")
    parts += _missing_text(names, keys - own, frozenset(recovered))
    if own - keys:
        parts.append(f"zusätzlich: {len(own - keys)} frühere Kreise")
    return Join(title, keys & own, keys - own, own - keys, frozenset(recovered), "; ".join(parts))


def join_all(joins: Sequence[Join], keys: Collection[str]) -> Join:
    """The municipalities that every one of these sources holds directly."""
    matched = frozenset(keys).intersection(*(entry.matched for entry in joins))
    missing = frozenset(keys) - matched
    return Join("alles zugleich", matched, missing, frozenset(), frozenset(), "")
