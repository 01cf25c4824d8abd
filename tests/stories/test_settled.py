"""What ends a commitment, what only tells it again, and what is counted of the dead."""

from __future__ import annotations

from functools import cache

from selon.intake.assemble import build_dispatch
from selon.pipeline import read_dispatch
from selon.stories.card import Card, Quantity, card_of
from selon.stories.commitments import threads
from selon.stories.contradictions import contradictions
from selon.stories.names import weight_of_number
from selon.stories.numbers import compatible, unlike_numbers

PROMISE = (
    "Portugal to send tents to Tunisia\n\n"
    "LISBON, April 9 (Reuters) - Portugal will deliver 640 tents to Tunisia by the end of June, Portuguese Defence Minister Rui Falcao said on Wednesday.\n"
)
AGAIN = (
    "Tunisia thanks Portugal for tents\n\n"
    "TUNIS, April 9 (AFP) - Portugal is to deliver 640 tents to Tunisia by the end of June, Tunisian Foreign Minister Sami Ayari said on Wednesday.\n"
)
CUT = (
    "Portugal suspends deliveries to Tunisia\n\n"
    "LISBON, May 20 (Reuters) - Portugal has suspended its deliveries of 640 tents to Tunisia, Portuguese Defence Minister Rui Falcao said on Tuesday.\n"
)


@cache
def card(key: str, day: str, text: str) -> Card:
    return card_of(read_dispatch(*build_dispatch(text, id=key, lang="en", date=day)), key)


def states(*cards: Card) -> list[str]:
    return [thread.state for thread in threads(cards) if thread.act.startswith("deliver")]


def test_deliveries_that_are_suspended_are_given_up() -> None:
    promise = card("promise", "2031-04-09", PROMISE)
    assert states(promise, card("cut", "2031-05-20", CUT)) == ["cancelled"]


def test_a_promise_told_again_the_same_day_is_still_open() -> None:
    assert states(card("promise", "2031-04-09", PROMISE), card("again", "2031-04-09", AGAIN)) == ["open"]


def test_as_many_as_were_found_were_killed_at_least() -> None:
    dead, found = Quantity(19, "killed", "people", "", "19 dead"), Quantity(25, "body", "", "", "25 bodies")
    assert not compatible(dead, found)
    assert compatible(Quantity(30, "killed", "people", "", "30 dead"), found)
    hurt = Quantity(41, "wounded", "", "", "41 injured")
    assert unlike_numbers((dead, hurt), (found, hurt)) == (dead, found)


def test_distances_tie_nothing() -> None:
    assert weight_of_number(Quantity(270, "kilometre", "", "", "270 km")) < weight_of_number(Quantity(270, "soldier", "", "", "270 soldiers"))


def test_who_gives_no_more_information_denies_nothing() -> None:
    text = (
        "Three hurt in depot fire\n\nOSLO, May 3 (Reuters) - Three men were hurt in a fire at a depot near Bergen, police said.\n\n"
        "The spokesman gave no further information.\n"
    )
    assert contradictions([card("fire", "2031-05-03", text)]) == ()
