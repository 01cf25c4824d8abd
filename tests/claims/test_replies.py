"""Whom a reply answers."""

from __future__ import annotations

import pytest

from selon.model.ledger import Ledger
from tests.reading import read


def sides(ledger: Ledger, act: str) -> list[tuple[list[str], list[str]]]:
    names = {e.id: e.name for e in ledger.entities}
    return [([names[i] for i in c.event.actor], [names[i] for i in c.event.recipient]) for c in ledger.claims if c.event.act == act]


@pytest.mark.parametrize(
    ("lang", "body", "act", "expected"),
    [
        ("en", "Chad accused Libya of arming bandits. Libya denied the charge.", "deny", (["Libya"], ["Chad"])),
        ("fr", "Le Tchad a accusé la Libye d'armer des bandits. La Libye a démenti ces accusations.", "deny", (["Libye"], ["Tchad"])),
        ("en", "Chad asked Libya to close its border. Libya rejected the request.", "reject", (["Libya"], ["Chad"])),
    ],
)
def test_a_reply_concerns_those_whose_words_it_answers(lang: str, body: str, act: str, expected: tuple[list[str], list[str]]) -> None:
    assert expected in sides(read(body, lang), act)


def test_where_no_earlier_claim_is_of_its_sort_the_recipient_stays_open() -> None:
    assert sides(read("The king met the premier. Libya rejected the request.", "en"), "reject") == [(["Libya"], [])]


def test_words_whose_author_is_told_are_his() -> None:
    found = sides(read("Chad accused Libya of arming bandits. Libya denied Niger's charge.", "en"), "deny")
    assert all("Chad" not in recipients for _, recipients in found)
