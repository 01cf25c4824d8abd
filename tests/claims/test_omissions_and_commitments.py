"""What is left unsaid, and what is owed."""

from __future__ import annotations

import pytest

from tests.reading import read

OMISSIONS = [
    pytest.param("fr", "Le ministre Awa Diop a annoncé un voyage, sans préciser de date.", "sans préciser de date", "detail", id="fr-sans-preciser"),
    pytest.param("fr", "Le palais n'a pas souhaité commenter l'accord.", "n'a pas souhaité commenter l'accord", "comment", id="fr-no-comment"),
    pytest.param("fr", "Aucune mention n'a été faite du prêt.", "Aucune mention n'a été faite du prêt", "mention", id="fr-no-mention"),
    pytest.param("en", "The ministry declined to comment on the loan.", "declined to comment on the loan", "comment", id="en-declined"),
    pytest.param("en", "Minister Awa Diop announced a visit, without giving a date.", "without giving a date", None, id="en-without"),
]


@pytest.mark.parametrize(("lang", "body", "span", "kind"), OMISSIONS)
def test_omission(lang: str, body: str, span: str, kind: str | None) -> None:
    ledger = read(body, lang)
    assert [omission.what for omission in ledger.omissions] == [span]
    assert kind is None or ledger.omissions[0].kind == kind


def test_an_agentless_silence_has_no_source() -> None:
    assert read("Aucune mention n'a été faite du prêt.", "fr").omissions[0].source is None


def test_what_a_quotation_does_not_say_is_no_omission() -> None:
    assert read('"We gave no details and set no date," Minister Awa Diop said.', "en").omissions == ()


def test_an_accepted_invitation_owes_a_visit() -> None:
    ledger = read("Le roi Karim Salem a accepté l'invitation du président zambien Levy Phiri.", "fr")
    names = {entity.id: entity.name for entity in ledger.entities}
    assert [(m.act, [names[n] for n in m.by], m.status) for m in ledger.commitments] == [("visit", ["Karim Salem"], "open")]


def test_an_announced_act_is_owed_with_its_due_date() -> None:
    ledger = read("La Zambie rouvrira son ambassade à Lima avant la fin de l'année, a annoncé le ministre Awa Diop.", "fr")
    assert [(m.act, m.due) for m in ledger.commitments] == [("reopen_embassy", "2024-05-14/2024-12-31")]


def test_a_mere_possibility_is_not_owed() -> None:
    assert read("La Zambie pourrait rouvrir son ambassade à Lima.", "fr").commitments == ()


def test_a_promise_is_not_due_when_it_was_made() -> None:
    ledger = read("La Zambie s'était engagée en mars à ouvrir le port.", "fr")
    assert [commitment.due for commitment in ledger.commitments] == [None]


def test_an_announced_act_without_a_doer_is_the_announcers() -> None:
    ledger = read("Zambia announced the deployment of two battalions.", "en")
    names = {entity.id: entity.name for entity in ledger.entities}
    assert [[names[n] for n in claim.event.actor] for claim in ledger.claims] == [["Zambia"]]


def test_nobody_owes_what_a_warning_fears() -> None:
    assert read("The union warned that dozens of plants could close by June.", "en").commitments == ()
