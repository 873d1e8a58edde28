"""The JSON file: described by its schema, finite, and equal to the advice."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from schaltstelle.centre import open_centre
from schaltstelle.core.advice import Request
from schaltstelle.core.planning import Frame
from schaltstelle.core.roadmap.problem import Quarter
from schaltstelle.core.standing import LevelEvidence
from schaltstelle.papers.json import SCHEMA_FILE, advice_json
from tests.papers.places import (
    FRAME,
    KINDS,
    TENGEN,
    advice_for,
    equipped_advice,
    equipped_centre,
)

SCHEMA = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
TOP = (
    "schema",
    "place",
    "administration",
    "evidence",
    "unusual",
    "standing",
    "peers",
    "gaps",
    "measures",
    "programmes",
    "roadmap",
    "learning",
    "controls",
    "provenance",
)


def read(key: str, frame: Frame = FRAME) -> Any:
    return json.loads(advice_json(open_centre(), advice_for(key, frame)))


def problems(value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(value)]


def objects(schema: Any) -> Iterator[Any]:
    """Every object schema within a schema."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for each in schema.values():
            yield from objects(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from objects(each)


def test_the_schema_is_one_and_describes_every_property() -> None:
    """Who reads the schema needs no other paper: all is described, nothing undescribed passes."""
    Draft202012Validator.check_schema(SCHEMA)
    for each in objects(SCHEMA):
        assert each["additionalProperties"] is False
        assert set(each["required"]) == set(each["properties"])
        for name, described in each["properties"].items():
            assert described.get("description"), name


@pytest.mark.parametrize("key", KINDS)
def test_follows_its_schema(key: str) -> None:
    """Programs of others rely on the published form."""
    value = read(key)
    assert tuple(value) == TOP
    assert problems(value) == []


@pytest.mark.parametrize(
    "frame",
    [
        Frame(start=Quarter(2027, 3), years=2, budget=0, staff=0),
        Frame(start=Quarter(2027, 1), provisional_until=Quarter(2027, 2), voluntary_cap=1000.0),
        Frame(start=Quarter(2027, 1), wishes=("open-data-starten",), investive=0, staff=0.1),
    ],
    ids=["nothing", "budget law", "wish"],
)
def test_follows_its_schema_in_every_frame(frame: Frame) -> None:
    """Optional inputs come back in the form that the schema says."""
    value = read(TENGEN, frame)
    assert problems(value) == []
    assert value["provenance"]["inputs"]["frame"]["start"] == str(frame.start)


def test_follows_its_schema_with_targets_weights_and_answers() -> None:
    """An advice that a municipality has sharpened has the same form."""
    centre = open_centre()
    criterion = advice_for(TENGEN).questions[0].criterion
    request = Request(
        frame=FRAME,
        weights={"population": 0.5},
        targets={criterion: "advanced"},
        answers={f"{criterion}:basic": LevelEvidence(False, "self_reported", "Rathaus", "2026")},
    )
    advice = centre.advise(centre.find(TENGEN).candidates[0], request)
    value = json.loads(advice_json(centre, advice))
    assert problems(value) == []
    assert value["provenance"]["inputs"]["answers"][f"{criterion}:basic"]["met"] is False


def test_money_of_programmes_is_described_too() -> None:
    """With grants the same form holds, and own money and grants make up the cost."""
    value = json.loads(advice_json(equipped_centre(), equipped_advice()))
    assert problems(value) == []
    steps = value["roadmap"]["steps"]
    assert any(step["grant"] for step in steps)
    for step in steps:
        paid = step["grant"]["euros"] if step["grant"] else 0.0
        own = step["own_investive_euros"] + step["own_consumptive_euros"]
        assert own + paid == pytest.approx(step["investive_euros"] + step["consumptive_euros"])
    assert value["roadmap"]["grants_bring"]["text"]
    assert value["learning"][0]["courses"][0]["id"] == "kurs"
    assert value["controls"]["catalogues"][0]["licence"]


@pytest.mark.parametrize("key", KINDS)
def test_says_what_the_advice_says(key: str) -> None:
    """The file is the advice, not a copy with other numbers."""
    advice, value = advice_for(key), read(key)
    steps = [(step["id"], step["start"]) for step in value["roadmap"]["steps"]]
    assert steps == [(step.id, str(step.start)) for step in advice.roadmap.plan.steps]
    assert value["roadmap"]["check"]["ok"] is True
    ranks = [(item["rank"], item["id"]) for item in value["measures"]["recommended"]]
    assert ranks == [(item.rank, item.measure.id) for item in advice.measures.recommended]
    assert value["standing"]["overall"]["high"] == advice.standing.overall.high


def test_peers_come_with_reasons_and_without_security() -> None:
    """By name only context is said; security values of peers are in no file."""
    security = {item.id for item in open_centre().content.indicators if item.role == "security"}
    for peer in read(TENGEN)["peers"]["peers"]:
        reasons = peer["closest"] + peer["farthest"]
        assert reasons
        assert not security & {reason["variable"] for reason in reasons}


def test_refuses_numbers_that_json_does_not_have() -> None:
    """NaN or infinity would make a file that other programs cannot read."""
    advice = advice_for(TENGEN)
    broken = dataclasses.replace(advice.evidence[0], value=float("nan"))
    with pytest.raises(ValueError, match="JSON"):
        advice_json(open_centre(), dataclasses.replace(advice, evidence=(broken,)))
