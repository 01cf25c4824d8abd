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


THREAT = (
    "Portugal threatens Tunisia\n\n"
    "LISBON, April 9 (Reuters) - Portugal has threatened to halt gas deliveries to Tunisia by the end of May, Prime Minister Rui Falcao said on Wednesday.\n"
)
LIFTED = (
    "Tunisia lifts sanctions\n\nTUNIS, May 2 (AFP) - Tunisia has lifted its sanctions against Portugal, Tunisian Foreign Minister Sami Ayari said on Friday.\n"
)
TRUCE = (
    "Portugal and Tunisia agree on truce\n\n"
    "LISBON, April 9 (Reuters) - Portugal agreed to a ceasefire with Tunisia on Wednesday, Portuguese Defence Minister Rui Falcao said.\n"
)
BROKEN = (
    "Portugal accuses Tunisia\n\n"
    "LISBON, April 20 (Reuters) - Portuguese Defence Minister Rui Falcao accused Tunisia on Sunday of breaking the ceasefire by shelling a port.\n"
)
RECALLED = (
    "Ministers meet\n\n"
    "LISBON, April 20 (Reuters) - Portugal agreed to a ceasefire with Tunisia on April 9. Portuguese Defence Minister Rui Falcao met aid workers on Sunday.\n"
)
STILL = (
    "Tents for Tunisia\n\n"
    "LISBON, April 29 (Reuters) - Portugal delivers 640 tents to Tunisia by the end of June, Portuguese Defence Minister Rui Falcao said on Tuesday.\n"
)


def all_states(*cards: Card) -> list[str]:
    return [thread.state for thread in threads(cards)]


def test_a_threat_is_called_off_where_the_other_side_gives_way() -> None:
    threat = card("threat", "2031-04-09", THREAT)
    assert "cancelled" in all_states(threat, card("lifted", "2031-05-02", LIFTED))
    other = LIFTED.replace("Tunisia", "Morocco").replace("Tunisian", "Moroccan")
    assert "cancelled" not in all_states(threat, card("other", "2031-05-02", other))


def test_a_truce_that_somebody_is_accused_of_breaking() -> None:
    truce = card("truce", "2031-04-09", TRUCE)
    assert "cancelled" in all_states(truce, card("broken", "2031-04-20", BROKEN))
    assert "fulfilled" not in all_states(truce, card("recalled", "2031-04-20", RECALLED))


def test_what_lies_ahead_of_its_dispatch_is_not_done() -> None:
    assert states(card("promise", "2031-04-09", PROMISE), card("still", "2031-04-29", STILL)) == ["open"]
