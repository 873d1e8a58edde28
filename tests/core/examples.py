"""Small content values for tests of the core."""

from datetime import date

from schaltstelle.core.citation import Citation, Origin
from schaltstelle.core.framework import Criterion, Field, LegalBasis, LevelStatement, People
from schaltstelle.core.measures import Chance, CriterionLift, Duration, Effort, Measure
from schaltstelle.core.size import RangeBySize, ShareBySize

ESTIMATE = Origin(kind="estimate", reason="Für den Test gesetzt.")
SOURCE = Citation(
    title="Quelle",
    publisher="Herausgeber",
    address="https://example.org/",
    checked=date(2026, 1, 1),
    verified=True,
)
LAW = LegalBasis(title="§ 1 Testgesetz", address="https://example.org/gesetz", verified=True)


def field(identity="feld", weight=1.0):
    return Field(
        id=identity,
        kind="field",
        title=identity.title(),
        summary="Kurz.",
        weight=weight,
        weight_reason="Test",
        order=1,
    )


def shares(share):
    return ShareBySize(village=share, small_town=share, town=share, city=share)


def ranges(low, high):
    return RangeBySize(
        village=(low, high), small_town=(low, high), town=(low, high), city=(low, high)
    )


def criterion(identity="k", prevalence=(0.5,), people="population * 0.1", **more):
    names = ("basic", "advanced", "exemplary")
    levels = tuple(
        LevelStatement(
            level=names[number],
            statement=f"{identity} ist {names[number]}.",
            prevalence=shares(share),
            prevalence_origin=ESTIMATE,
        )
        for number, share in enumerate(prevalence)
    )
    settings = {
        "field": "feld",
        "title": f"Kriterium {identity}",
        "why": "Darum.",
        "serves": "alle",
        "people": People(formula=people, unit="Menschen", origin=ESTIMATE),
        "levels": levels,
        "binding": "expectation",
        "evidenced_by": "Augenschein",
        "task": "aufgabe",
        "sources": (SOURCE,),
    }
    return Criterion(id=identity, **{**settings, **more})


def measure(identity="m", lifts=(("k", "basic", 0.9),), **more):
    settings = {
        "field": "feld",
        "title": f"Maßnahme {identity}",
        "summary": "Kurz.",
        "body": "Lang.",
        "lifts": tuple(
            CriterionLift(criterion=name, to=level, lift=lift, origin=ESTIMATE)
            for name, level, lift in lifts
        ),
        "cost": Effort(one_off=ranges(1000, 2000), yearly=ranges(0, 100), origin=ESTIMATE),
        "staff_days": Effort(one_off=ranges(5, 10), yearly=ranges(0, 1), origin=ESTIMATE),
        "duration": Duration(quarters=1, origin=ESTIMATE),
        "chance": Chance(successes=8, failures=2, origin=ESTIMATE),
        "duty": "voluntary",
        "investive_share": 0.5,
        "investive_origin": ESTIMATE,
        "decides": "Leitung der Verwaltung",
        "task": "aufgabe",
        "participants": ("Leitung",),
        "first_steps": ("Eins.", "Zwei.", "Drei."),
        "sources": (SOURCE,),
    }
    return Measure(id=identity, **{**settings, **more})
