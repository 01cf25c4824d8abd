"""Two happenings of one kind between the same people are two stories."""

from __future__ import annotations

from functools import cache

from selon.intake.assemble import build_dispatch
from selon.pipeline import read_dispatch
from selon.stories.card import Card, card_of
from selon.stories.link import link
from selon.stories.names import is_official, shared_names, shared_quantities, weight_of
from selon.stories.same import edge
from selon.stories.unlike import conflicts

TEXTS = {
    "quarry-1": (
        "2031-06-03",
        "Nine dead in Slovak quarry blast\n\n"
        "BRATISLAVA, June 3 (Reuters) - Nine workers were killed on Tuesday when explosives went off in a quarry near Trencin, police said.\n\n"
        "Slovak Interior Minister Ludovit Hravec said an inquiry had been opened. Quarry foreman Ondrej Matula said 17 men had been at work.\n",
    ),
    "quarry-2": (
        "2031-06-04",
        "Quarry blast near Trencin: foreman points to fuses\n\n"
        "BRATISLAVA, June 4 (AFP) - Damp fuses may have caused the blast that killed nine workers in a quarry near Trencin on Tuesday, foreman Ondrej Matula "
        "said.\n\nInterior Minister Ludovit Hravec said 17 men had been at work.\n",
    ),
    "mill": (
        "2031-06-05",
        "Twenty-two dead in Slovak quarry blast\n\n"
        "BRATISLAVA, June 5 (Reuters) - Twenty-two workers were killed on Thursday when explosives went off in a quarry near Zilina, police said.\n\n"
        "Slovak Interior Minister Ludovit Hravec said an inquiry had been opened. Quarry owner Tibor Gasparek said 31 men had been at work.\n",
    ),
}

#: One bomb, as two agencies have it in two languages, with tolls that can't both hold.
BOMB_EN = "AGADEZ, June 3 (Reuters) - A bomb killed 12 people at a bus station in Agadez on Monday, Niger's army said. It accused fighters of the Adrar Front."
BOMB_FR = (
    "AGADEZ, 3 juin (AFP) - Une bombe a tué 15 personnes lundi à la gare routière d'Agadez, a déclaré le gouverneur Issoufou Kané. "
    "L'armée nigérienne a accusé le Front de l'Adrar."
)


@cache
def card(key: str) -> Card:
    day, text = TEXTS[key]
    return card_of(read_dispatch(*build_dispatch(text, id=key, lang="en", date=day)), key)


def against(one: Card, other: Card) -> tuple[str, ...]:
    return conflicts(one, other, shared_names(one, other), shared_quantities(one.quantities, other.quantities))


def test_other_places_people_and_numbers_speak_against_one_happening() -> None:
    assert against(card("quarry-1"), card("quarry-2")) == ()
    assert against(card("quarry-1"), card("mill")) == against(card("mill"), card("quarry-1"))
    assert {"places", "people", "numbers"} <= set(against(card("quarry-1"), card("mill")))


def test_two_blasts_of_one_week_are_two_stories() -> None:
    assert [story.dispatches for story in link([card(key) for key in TEXTS])] == [("mill",), ("quarry-1", "quarry-2")]
    assert edge(card("quarry-1"), card("mill")) is None


def test_who_is_in_office_tells_less_than_a_witness() -> None:
    by_name = {party.name: party for party in card("quarry-1").parties}
    minister, foreman = by_name["Ludovit Hravec"], by_name["Ondrej Matula"]
    assert is_official(minister) and not is_official(foreman)
    assert weight_of(minister) < weight_of(foreman)


def test_a_toll_that_rises_parts_nothing() -> None:
    day, text = TEXTS["quarry-2"]
    risen = card_of(read_dispatch(*build_dispatch(text.replace("nine", "eleven").replace("17", "19"), id="risen", lang="en", date=day)), "risen")
    assert against(card("quarry-1"), risen) == ()
    assert edge(card("quarry-1"), risen) is not None


def test_tolls_that_part_make_no_two_stories_of_one_day_and_act() -> None:
    one, other = (
        card_of(read_dispatch(*build_dispatch(text, id=lang, lang=lang, date="2030-06-03")), lang) for lang, text in (("en", BOMB_EN), ("fr", BOMB_FR))
    )
    (story,) = link([one, other])
    assert [each.what for each in story.contradictions] == ["number"]
