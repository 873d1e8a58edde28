"""Five kinds of administrations, and their advice computed once for all tests of papers.

And a centre with made-up programmes and skills, so that every part of a paper has something to say
whatever the content holds today.
"""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from schaltstelle.centre import Centre, open_centre
from schaltstelle.core.advice import Advice, Request
from schaltstelle.core.citation import Citation
from schaltstelle.core.learning import Course, Skill
from schaltstelle.core.planning import Frame
from schaltstelle.core.roadmap.problem import Quarter
from tests.core.programmes import programme

TENGEN = "08335080"
KIEL = "01002000"
BERLIN = "11000000"
KREIS = "08335"
VILLAGE = "01057030"
KINDS = (TENGEN, KIEL, BERLIN, KREIS, VILLAGE)

FRAME = Frame(start=Quarter(2027, 1))


@lru_cache(maxsize=16)
def advice_for(key: str, frame: Frame = FRAME) -> Advice:
    """The advice for a place by its official key."""
    centre = open_centre()
    found = centre.find(key)
    assert found.kind == "one", key
    return centre.advise(found.candidates[0], Request(frame=frame))


DAY = date(2026, 11, 22)
UNSEEN = Citation(
    title="Nie gesehene Seite",
    publisher="Amt",
    address="https://example.org/ungesehen",
    checked=DAY,
    verified=False,
)


@lru_cache(maxsize=1)
def equipped_centre() -> Centre:
    """A centre with one programme that pays half of everything, one that asks a question, one that
    pays no cost below a million, and one skill that every measure needs, with a course."""
    opened = open_centre()
    measures = tuple(measure.id for measure in opened.content.measures)
    programmes = (
        programme("sicher", measures=measures, lead_quarters=0, title="Landesmittel"),
        programme("gefragt", ("cooperation",), measures=measures, sources=(UNSEEN,)),
        programme("gross", measures=measures, least_cost=1e6, title="Nur Großes"),
    )
    skill = Skill(
        id="prozesse",
        title="Abläufe ordnen",
        summary="Abläufe aufschreiben und kürzen.",
        roles=("organisation",),
        measures=measures,
    )
    course = Course(
        id="kurs",
        title="Abläufe verbessern",
        summary="Ein Kurs.",
        body="Ein Kurs.",
        fields=("personal",),
        sources=(UNSEEN,),
        audience=("organisation",),
        provider="Verwaltungsschule",
        skills=("prozesse",),
        format="online",
        free=True,
        address="https://example.org/kurs",
    )
    content = replace(opened.content, programmes=programmes, skills=(skill,), courses=(course,))
    return Centre(opened.reference, content)


@lru_cache(maxsize=4)
def equipped_advice(key: str = TENGEN) -> Advice:
    """The advice of that centre for a place."""
    centre = equipped_centre()
    found = centre.find(key)
    return centre.advise(found.candidates[0], Request(frame=FRAME, day=DAY))
