"""Events that are told again by their noun alone."""

from __future__ import annotations

import pytest

import selon
from tests.claims.naming import sides_in


@pytest.mark.parametrize(
    ("lang", "body", "act", "expected"),
    [
        ("en", "The Kenyan premier will visit Niger. The visit will take place on Monday, Niger said.", "visit", (["Kenyan premier"], ["Niger"])),
        ("fr", "Le roi du Maroc se rendra au Niger. Le voyage aura lieu lundi.", "visit", (["roi du Maroc"], ["Niger"])),
        ("en", "Chad deployed troops in Niger. The deployment is defensive.", "deploy", (["Chad"], ["Niger"])),
    ],
)
def test_the_noun_has_the_parties_of_the_event_told_before(lang: str, body: str, act: str, expected: tuple[list[str], list[str]]) -> None:
    assert sides_in(body, lang, act) == [expected, expected]


def test_a_noun_that_another_verb_says_something_of_takes_up_nothing() -> None:
    assert len(sides_in("Le Tchad et le Niger ont signé un accord. L'accord ne fait pas l'unanimité.", "fr", "sign_agreement")) == 1


def test_a_deed_that_is_confirmed_is_that_of_who_did_it() -> None:
    assert (["Chad"], []) in sides_in("Chad closed the border. Niger confirmed the move.", "en", "move")


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", 'Chad did not negotiate with Libya, its spokesman said. "We have nothing of the kind in mind," he added.'),
        ("fr", "Le Tchad n'a pas négocié avec la Libye, a dit son porte-parole. « Nous n'avons rien de tel en vue », a-t-il ajouté."),
    ],
)
def test_nothing_of_the_kind_answers_what_was_just_told(lang: str, body: str) -> None:
    claims = selon.read(body, lang=lang, date="2031-05-05").claims
    answer = next(claim for claim in claims if claim.rule.startswith("answer:"))
    assert answer.polarity == "negative"
    assert answer.event.type == claims[0].event.type and answer.event.actor == claims[0].event.actor != ()


def test_the_noun_dates_what_is_owed() -> None:
    text = "LUMA, May 14 (Wire) - Norway invited the Kenyan premier to visit Oslo. She accepted the invitation. The visit will take place by the end of June."
    owed = selon.read(text, lang="en", date="2024-05-14").commitments
    assert [(each.act, each.due) for each in owed] == [("visit", "2024-05-14/2024-06-30")]
