"""The command as its users call it: what it prints, where, and with which exit code."""

import json
import re
from datetime import date

import pytest

from schaltstelle.cli import advise, arguments
from tests.papers.places import equipped_centre


def test_a_name_is_enough(call):
    """The main job: a name in, the whole chain out."""
    code, out, _ = call("advise", "Tengen", "--start", "2027-Q1")
    assert code == 0
    for heading in ("Was bekannt ist", "Standortbestimmung", "Vergleichskommunen", "Lücken"):
        assert heading in out
    plain = out.replace("\u00a0", " ")
    assert "Was hilft" in plain and "Fahrplan 1. Quartal 2027 bis 4. Quartal 2031" in plain


def test_every_line_fits_in_100_columns_and_without_colour(call):
    """Clear in 100 columns; no control characters when it is not a terminal."""
    _, out, _ = call("advise", "Kiel", "--start", "2027-Q1")
    assert max(len(line) for line in out.splitlines()) <= 100
    assert "\x1b" not in out


def test_json_to_standard_output_is_only_json(call):
    """A program reads it."""
    code, out, err = call("advise", "08335080", "--start", "2027-Q1", "--json", "-")
    value = json.loads(out)
    assert (code, err) == (0, "")
    assert value["place"]["name"] == "Tengen"
    assert list(value) == [
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
    ]


def test_the_same_call_gives_the_same_bytes(call):
    """Every advice can be recomputed."""
    words = ("advise", "083350080080", "--start", "2027-Q1", "--json", "-", "--seed", "3")
    assert call(*words)[1] == call(*words)[1]


def test_save_writes_pdf_and_json_beside_each_other(call, tmp_path, monkeypatch):
    """`make advise` leaves tengen.pdf and tengen.json."""
    monkeypatch.chdir(tmp_path)
    code, _, err = call("advise", "Tengen", "--start", "2027-Q1", "--save")
    assert code == 0
    assert (tmp_path / "tengen.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((tmp_path / "tengen.json").read_text())["place"]["name"] == "Tengen"
    assert "tengen.pdf" in err


def test_a_typing_error_suggests_the_place(call):
    """ "Tengn" suggests Tengen."""
    code, out, err = call("advise", "Tengn")
    assert (code, out) == (2, "")
    assert "Meinten Sie „Tengen“" in err


def test_a_name_of_many_lists_them_with_kreis_and_land(call):
    """ "Neustadt" cannot be answered; the list helps to choose."""
    code, out, err = call("advise", "Neustadt")
    assert (code, out) == (2, "")
    assert re.search(r"\d{12}  Neustadt in Holstein \(Kreis Ostholstein, Schleswig-Holstein\)", err)
    assert len(err.splitlines()) > 5


def test_a_dissolved_key_says_what_it_became_and_when(call):
    """Old keys stand in old files."""
    code, _, err = call("advise", "14522450")
    assert code == 2
    assert "Ostrau" in err and "Jahnatal" in err and "2023" in err


def test_a_member_gets_the_advice_of_its_administration_and_is_told_so(call):
    """A village without an administration of its own."""
    code, out, _ = call("advise", "Tating", "--start", "2027-Q1")
    assert code == 0
    assert "Tating hat keine eigene hauptamtliche Verwaltung" in out
    assert "arbeitet für" in out


def test_a_kreis_works_too(call):
    """294 Kreise are administrations."""
    code, out, _ = call("advise", "Landkreis Konstanz", "--start", "2027-Q1", "--json", "-")
    assert code == 0
    assert json.loads(out)["administration"]["status"] == "kreis"


def test_limits_reach_the_plan(call):
    """Budget, staff, years and provisional budgeting are what the plan is made with."""
    _, out, _ = call(
        "advise", "Tengen", "--start", "2027-Q1", "--budget", "50.000", "--staff", "0,5",
        "--years", "3", "--provisional-until", "2027-Q2", "--json", "-",
    )  # fmt: skip
    roadmap = json.loads(out)["roadmap"]
    limits = roadmap["limits"]
    assert limits["investive_euros_a_year"] + limits["consumptive_euros_a_year"] == 50_000
    assert (limits["posts"], limits["quarters"]) == (0.5, 12)
    early = [step for step in roadmap["steps"] if step["start"] <= "2027-Q2"]
    allowed = {"mandatory", "instructed"}
    assert all(
        step["duty_class"] in allowed or "datensicherung" in step["id"] or step["security"]
        for step in early
    )
    assert roadmap["check"]["ok"]


def test_answers_and_skills_reach_the_advice(call, monkeypatch):
    """What the administration says itself decides about programmes and courses."""
    monkeypatch.setattr(advise, "open_centre", equipped_centre)
    _, out, _ = call(
        "advise", "Tengen", "--start", "2027-Q1", "--declare", "cooperation=ja",
        "--knows", "prozesse", "--day", "2026-11-22", "--json", "-",
    )  # fmt: skip
    value = json.loads(out)
    answers = {each["id"]: each["answer"] for each in value["programmes"]}
    assert answers == {"sicher": "yes", "gefragt": "yes", "gross": "yes"}
    assert value["learning"] == []
    inputs = value["provenance"]["inputs"]
    assert inputs["declared"] == {"cooperation": True}
    assert (inputs["known_skills"], inputs["day"]) == (["prozesse"], "2026-11-22")


def test_a_no_excludes_a_programme(call, monkeypatch):
    """The last answer to a question counts."""
    monkeypatch.setattr(advise, "open_centre", equipped_centre)
    _, out, _ = call(
        "advise", "Tengen", "--start", "2027-Q1", "--declare", "cooperation=ja",
        "--declare", "cooperation=NEIN", "--json", "-",
    )  # fmt: skip
    answers = {each["id"]: each["answer"] for each in json.loads(out)["programmes"]}
    assert answers["gefragt"] == "no"


def test_windows_are_judged_today(call):
    """A programme that has ended is not offered."""
    _, out, _ = call("advise", "Tengen", "--start", "2027-Q1", "--json", "-")
    assert json.loads(out)["provenance"]["inputs"]["day"] == date.today().isoformat()


def test_a_wrong_skill_lists_those_that_there_are(call, monkeypatch):
    """Nobody knows the names by heart."""
    monkeypatch.setattr(advise, "open_centre", equipped_centre)
    code, out, err = call("advise", "Tengen", "--knows", "zaubern")
    assert (code, out) == (2, "")
    assert "prozesse: Abläufe ordnen" in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("advise",), "Es fehlt: ORT"),
        (("advise", "Tengen", "--budget", "viel"), "„viel“ ist keine Zahl"),
        (("advise", "Tengen", "--staff", "-1"), "ab 0"),
        (("advise", "Tengen", "--years", "0"), "von 1 bis 10"),
        (("advise", "Tengen", "--provisional-until", "Sommer"), "kein Quartal"),
        (("advise", "Tengen", "--wish", "luftschloss"), "„luftschloss“"),
        (("advise", "Tengen", "--lens", "rosa"), "Die Linse „rosa“"),
        (("advise", "Tengen", "--declare", "wetter=ja"), "Die Frage „wetter“ gibt es nicht"),
        (("advise", "Tengen", "--declare", "wetter=ja"), "cooperation: Machen mindestens zwei"),
        (("advise", "Tengen", "--declare", "cooperation=jein"), "NAME=ja oder NAME=nein"),
        (("advise", "Tengen", "--declare", "cooperation"), "NAME=ja oder NAME=nein"),
        (("advise", "Tengen", "--knows", "zaubern"), "Die Fähigkeit „zaubern“ gibt es nicht"),
        (("advise", "Tengen", "--day", "morgen"), "„morgen“ ist kein Tag"),
        (("advise", "99999999"), "01 bis 16"),
        (("advise", "Qxyzwv"), "nicht im Gemeindeverzeichnis"),
        (("advise", "Bayern"), "bitte einen Ort oder Kreis"),
        (("advise", "083355001"), "Bitte eine davon nennen"),
        (("rate",), "„rate“ gibt es nicht"),
    ],
)
def test_wrong_input_says_in_german_what_to_do(call, words, message):
    """Exit code 2, nothing on standard output, no traceback."""
    code, out, err = call(*words)
    assert code == 2
    assert out == ""
    assert message in err
    assert "Traceback" not in err


def test_a_file_that_cannot_be_written_is_a_failure(call, tmp_path):
    """Exit code 1 and the path."""
    code, _, err = call("advise", "Tengen", "--json", str(tmp_path / "fehlt" / "x.json"))
    assert code == 1
    assert "x.json" in err


@pytest.mark.parametrize(
    ("text", "value"),
    [("50000", 50_000), ("50.000", 50_000), ("1.234,5", 1234.5), ("0,5", 0.5), ("0.5", 0.5),
     ("2.5", 2.5), ("1.000.000", 1_000_000), ("20 000 €", 20_000), ("0.125", 0.125)],
)  # fmt: skip
def test_amounts_are_read_as_germans_and_programs_write_them(text, value):
    """A thousands dot must not turn 50.000 euros into 50."""
    assert arguments.amount(text) == value


def test_the_referee_is_put_beside_the_plan(call, monkeypatch):
    """On request both plans stand side by side, and what is proven says so."""
    from schaltstelle.cli import verdict
    from schaltstelle.core.roadmap.referee import Verdict
    from schaltstelle.core.roadmap.schedule import schedule

    def answer(problem, **_):
        return Verdict(schedule(problem), (True, True, False, False, False))

    monkeypatch.setattr(verdict, "ask_referee", answer)
    code, out, _ = call("advise", "Tengen", "--start", "2027-Q1", "--referee")
    assert code == 0
    last = out.splitlines()[-4:]
    assert "Pflichten" in last[0] and "bewiesen, besser geht es nicht" in last[0]
    assert "Kosten" in last[3] and "nicht bewiesen" in last[3]
