"""A small made-up OSCAL catalogue as the BSI lays it out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def control(number: str, **changes: Any) -> dict[str, Any]:
    """One control with everything that the BSI states; `changes` replace members."""
    return {
        "id": number,
        "title": f"Anforderung {number}",
        "props": [
            {"name": "sec_level", "value": "normal-SdT"},
            {"name": "effort_level", "value": "2"},
            {"name": "tags", "value": "Cryptography, Insider Threat"},
        ],
        "params": [{"id": f"{number}-prm1", "label": "regelmäßig"}],
        "parts": [
            {
                "name": "statement",
                "prose": f"Betrieb SOLLTE Listen {{{{ insert: param, {number}-prm1 }}}} prüfen.",
                "props": [
                    {"name": "modal_verb", "value": "SOLLTE"},
                    {"name": "action_word", "value": "überprüfen"},
                    {"name": "target_object_categories", "value": "Nutzende, E-Mail"},
                ],
            },
            {"name": "guidance", "prose": "Einmal im Jahr genügt."},
        ],
        **changes,
    }


def catalogue() -> dict[str, Any]:
    """Two groups, four controls: one refines another, one is of the elevated level."""
    elevated = [{"name": "sec_level", "value": "erhöht"}]
    return {
        "catalog": {
            "metadata": {
                "title": "Übungskatalog Grundschutz++",
                "published": "2026-07-29T06:41:06.849831+00:00",
                "version": "1.0",
                "oscal-version": "1.1.3",
                "parties": [
                    {"uuid": "a", "type": "organization", "name": "Andere"},
                    {"uuid": "b", "type": "organization", "name": "Prüfamt"},
                ],
                "responsible-parties": [{"role-id": "publisher", "party-uuids": ["b"]}],
            },
            "groups": [
                {
                    "id": "BET",
                    "title": "Betrieb",
                    "props": [{"name": "label", "value": "BET", "remarks": "Alles im Alltag."}],
                    "groups": [
                        {
                            "id": "BET.1",
                            "title": "Grundlagen",
                            "controls": [
                                control("BET.1.1", controls=[control("BET.1.1.1")]),
                                control("BET.1.2", props=elevated),
                            ],
                        }
                    ],
                },
                {
                    "id": "NOT",
                    "title": "Notfall",
                    "controls": [
                        control("NOT.1", links=[{"rel": "related", "href": "#BET.1.1"}]),
                    ],
                },
            ],
        }
    }


def write_catalogue(folder: Path, document: object | None = None) -> Path:
    """The catalogue as a file, a member a line so that faults have lines of their own."""
    path = folder / "BSI-Uebung-catalog.json"
    text = json.dumps(document or catalogue(), ensure_ascii=False, indent=1)
    path.write_text(text, encoding="utf-8")
    return path
