"""Ledgers as PLOVER records."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from selon.model.claim import Auxiliary, Certainty, Claim, Event, Polarity, When
from selon.model.dispatch import Dispatch
from selon.model.ledger import Ledger
from selon.model.mention import Entity
from selon.model.text import Span
from selon.render.plover import actor, to_records

TEXT = "Norway, Latvia, the police and NATO."
NORWAY = Entity("e1", "Norway", "country", "NOR", (Span(0, 6),), "GOV", None, "country:NOR")
LATVIA = Entity("e2", "Latvia", "country", "LVA", (Span(8, 14),), "GOV", None, "country:LVA")
POLICE = Entity("e3", "police", "organization", None, (Span(16, 26),), "COP")
MINISTER = Entity("e4", "minister", "person", "NOR", (), "GOV", "minister")
NATO = Entity("e5", "NATO", "organization", None, (Span(31, 35),), "MIL", None, "organization:nato")


def claim(
    key: str,
    kind: str | None,
    act: str,
    actors: tuple[str, ...],
    recipients: tuple[str, ...] = (),
    certainty: Certainty = "certain",
    polarity: Polarity = "positive",
    when: str | None = None,
) -> Claim:
    time = When(Span(0, 1), when) if when else None
    marks: dict[Auxiliary, bool] = {"hypothetical": certainty == "unknown", "negated": polarity == "negative"}
    event = Event(kind, None, act, None, Span(0, 6), actors, recipients, None, time, tuple(mark for mark, holds in marks.items() if holds))
    return Claim(key, (Span(0, 10),), event, ("AGENCY",), (), (), "none", certainty, polarity, None, None, "")


def records(*claims: Claim, entities: tuple[Entity, ...] = (NORWAY, LATVIA, POLICE, MINISTER)) -> list[dict[str, Any]]:
    dispatch = Dispatch("d1", "en", TEXT, None, None, None, None, None, (), (Span(0, len(TEXT)),))
    return to_records(Ledger(dispatch, entities, (), (), claims, (), (), ()))


def test_a_record() -> None:
    (record,) = records(claim("c1", "ACCUSE", "condemn", ("e4",), ("e2",), when="2021-03"))
    assert record["type"] == "ACCUSE"
    assert record["source"] == [{"code": "NOR", "sector": "GOV", "text": "minister", "assumed": False}]
    assert record["target"] == [{"code": "LVA", "sector": None, "text": "Latvia", "assumed": False}]
    assert (record["time"], record["claims"], record["trigger"], record["certainty"]) == ("2021-03", ["c1"], [[0, 6]], "certain")


def test_what_is_denied_supposed_or_without_type_is_no_event() -> None:
    denied = claim("c1", "ACCUSE", "condemn", ("e1",), polarity="negative")
    supposed = claim("c2", "AID", "donate", ("e1",), certainty="unknown")
    assert records(denied, supposed, claim("c3", None, "deny", ("e1",))) == []


def test_an_event_without_any_party_is_a_record_only_where_somebody_suffers() -> None:
    assert records(claim("c1", "ACCUSE", "condemn", ())) == []
    assert [record["type"] for record in records(claim("c1", "ASSAULT", "kill", ()))] == ["ASSAULT"]


def test_claims_on_one_event_are_one_record() -> None:
    found = records(
        claim("c1", "CONSULT", "meet", ("e1", "e2"), certainty="possible"),
        claim("c2", "CONSULT", "meet", ("e2", "e1"), when="2021-03-02"),
        claim("c3", "CONSULT", "meet", ("e1",)),
    )
    assert [(record["claims"], record["certainty"], record["time"]) for record in found] == [(["c1", "c2"], "certain", "2021-03-02"), (["c3"], "certain", None)]
    assert found[0]["reciprocal"]


@pytest.mark.parametrize(("kind", "act", "expected"), [("CONCEDE", "release", "RETREAT"), ("REQUEST", "invite", "AGREE"), ("REQUEST", "demand", "REQUEST")])
def test_acts_that_plover_types_otherwise(kind: str, act: str, expected: str) -> None:
    assert records(claim("c1", kind, act, ("e1",)))[0]["type"] == expected


def test_a_body_without_country_takes_the_only_country_and_is_marked() -> None:
    only = records(claim("c1", "COERCE", "arrest", ("e3",)), entities=(NORWAY, POLICE))
    assert only[0]["source"] == [{"code": "NOR", "sector": "COP", "text": "the police", "assumed": True}]
    two = records(claim("c1", "COERCE", "arrest", ("e3",)), entities=(NORWAY, LATVIA, POLICE))
    assert two[0]["source"][0]["code"] is None


@pytest.mark.parametrize(
    ("entity", "code", "sector"),
    [
        (NATO, "IGO", "MIL"),
        (replace(NATO, known=None, sector="IGO"), "IGO", None),
        (replace(NATO, known=None, sector="NGO"), "NGO", None),
        (replace(POLICE, known="group:x", sector="REB"), "IMG", "REB"),
        (replace(POLICE, country="NOR"), "NOR", "COP"),
        (replace(POLICE, sector=None), None, None),
    ],
)
def test_codes(entity: Entity, code: str | None, sector: str | None) -> None:
    made = actor(entity, TEXT)
    assert (made["code"], made["sector"]) == (code, sector)


def test_a_known_organization_of_states_is_of_no_country_whatever_its_name_says() -> None:
    assert actor(replace(NATO, country="USA"), TEXT)["code"] == "IGO"


def test_who_bears_neither_code_nor_sector_is_left_out() -> None:
    assert records(claim("c1", "AID", "donate", ("e3", "e9")), entities=(replace(POLICE, sector=None),))[0]["source"] == []


RIGA = Entity("e7", "Riga", "place", "LVA", (Span(8, 14),))


def _wide(kind: str, act: str, actors: tuple[str, ...]) -> Claim:
    event = Event(kind, None, act, None, Span(6, 7), actors, (), None, None)
    return Claim("c1", (Span(0, len(TEXT)),), event, ("AGENCY",), (), (), "none", "certain", "positive", None, None, "")


def test_an_open_target_is_the_first_other_power_that_the_words_name_behind_the_trigger() -> None:
    (record,) = records(_wide("REJECT", "reject", ("e1",)), entities=(NORWAY, LATVIA, NATO))
    assert [(each["code"], each["assumed"]) for each in record["target"]] == [("LVA", True)]


def test_a_power_comes_before_a_place() -> None:
    (record,) = records(_wide("ACCUSE", "accuse", ("e1",)), entities=(NORWAY, RIGA, NATO))
    assert [each["code"] for each in record["target"]] == ["IGO"]


def test_where_two_meet_is_no_party() -> None:
    (record,) = records(_wide("CONSULT", "meet", ("e1",)), entities=(NORWAY, RIGA))
    assert record["target"] == []


def test_troops_are_moved_against_nobody_of_their_own() -> None:
    own = Entity("e8", "Norwegian coast guard", "organization", "NOR", (Span(8, 14),), "MIL")
    (record,) = records(_wide("MOBILIZE", "deploy", ("e1",)), entities=(NORWAY, own))
    assert record["target"] == []
