"""What another clause tells is not given to an event, and the ledger says so; what grammar shares is kept."""

from __future__ import annotations

import pytest

from selon.model.ledger import Ledger
from tests.reading import read


def refused(ledger: Ledger) -> list[tuple[str, str]]:
    """(slot, word) of each refusal."""
    return [(n.detail.split()[0], n.span.of(ledger.dispatch.text)) for n in ledger.notices if n.code == "slot-refused" and n.span is not None]


@pytest.mark.parametrize(
    ("lang", "body", "slot", "word"),
    [
        ("en", "Police arrested a man who had robbed a bank in Bamako.", "place", "Bamako"),
        ("en", "Chad pardoned an activist held since March.", "time", "March"),
        ("en", "The general described the airstrike on the camp.", "actor", "general"),
        ("fr", "La police a arrêté un homme qui avait fui en Libye.", "place", "Libye"),
        ("fr", "Le Tchad a gracié un militant détenu depuis mars.", "time", "mars"),
        ("fr", "L'agence a mentionné l'arrestation de trois pêcheurs.", "actor", "agence"),
    ],
)
def test_slots_of_other_clauses_are_refused(lang: str, body: str, slot: str, word: str) -> None:
    ledger = read(body, lang)
    assert (slot, word) in refused(ledger)
    event = next(claim.event for claim in ledger.claims if claim.event.type)
    assert {"place": event.place, "time": event.time, "actor": event.actor or None}[slot] is None


@pytest.mark.parametrize(
    ("lang", "body", "actors"),
    [
        ("en", "Peru decided to recall its ambassador to Chile.", ["Peru"]),
        ("en", "Peru, which borders Chile, expelled two diplomats.", ["Peru"]),
        ("en", "Peru protested to Chile and recalled its ambassador.", ["Peru"]),
        ("en", "The army carried out an airstrike on the camp.", ["army"]),
        ("fr", "Le Pérou a décidé de rappeler son ambassadeur au Chili.", ["Pérou"]),
        ("fr", "Le Pérou, qui borde le Chili, a expulsé deux diplomates.", ["Pérou"]),
        ("fr", "Le Pérou a protesté auprès du Chili et rappelé son ambassadeur.", ["Pérou"]),
        ("fr", "Les deux armées ont procédé à un échange de prisonniers.", ["armées"]),
        ("fr", "Les menaces proférées par le Pérou se sont multipliées.", ["Pérou"]),
    ],
)
def test_control_relatives_coordination_and_light_verbs_keep_their_slots(lang: str, body: str, actors: list[str]) -> None:
    ledger = read(body, lang)
    names = {entity.id: entity.name for entity in ledger.entities}
    event = [claim.event for claim in ledger.claims if claim.event.type][-1]
    assert len(event.actor) == len(actors)
    assert all(any(wanted in names[id] for id in event.actor) for wanted in actors)
    assert not [each for each in refused(ledger) if each[0] == "actor"]


@pytest.mark.parametrize(("lang", "body"), [("en", "The deal was hailed."), ("fr", "La déclaration a été saluée.")])
def test_an_event_without_any_party_says_so(lang: str, body: str) -> None:
    ledger = read(body, lang)
    assert [n.code for n in ledger.notices if n.stage == "claims"] == ["slot-empty"]


def test_no_party_is_needed_where_somebody_suffered() -> None:
    assert [n.code for n in read("Two miners were killed.", "en").notices if n.code == "slot-empty"] == []
