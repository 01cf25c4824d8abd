"""Bodies that stand in a place: "the U.S. embassies in Kenya and Tanzania" is a mention of each, and "the embassy in Nairobi" one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.knowledge.cities import city
from selon.mentions.draft import kind_of_role
from selon.mentions.phrases import Phrase

if TYPE_CHECKING:
    from selon.mentions.resolve import Mentions


def seated(m: Mentions, phrase: Phrase) -> tuple[int, ...]:
    """The bodies of one sort that *phrase* tells by the countries they stand in, one a country; () where it tells none or one that is not known."""
    if phrase.role is None or phrase.entry is not None or kind_of_role(phrase.role) != "organization" or phrase.role["rank"] != "body":
        return ()
    seats = _seats(m, phrase)
    if not seats:
        return _all_of(m, phrase)
    owner = next((iso3 for iso3 in phrase.countries if iso3 not in seats), None)
    if len(seats) > 1 and phrase.number != "plur" or owner is None and not any(_known(m, phrase, seat, owner) is not None for seat in seats):
        return ()
    return tuple(_at(m, phrase, seat, seats[seat], owner) for seat in seats)


def _all_of(m: Mentions, phrase: Phrase) -> tuple[int, ...]:
    """ "the embassies", "our embassies": all those of the sort that were told by their places; () where they are not several."""
    assert phrase.role is not None
    if phrase.number != "plur" or not phrase.definite or phrase.last > phrase.head or m.view.kids(phrase.head, "nummod"):
        return ()
    found = [number for (sort, _), number in m.seated_bodies.items() if sort == phrase.role["lemma"]]
    return tuple(found) if len(found) > 1 and all(m.drafts[n].country in (None, *phrase.countries) for n in found if phrase.countries) else ()


def _seats(m: Mentions, phrase: Phrase) -> dict[str, tuple[int, str]]:
    """Country (ISO alpha-3) to the token of the first place in it and its preposition, of the places where *phrase* is told to stand."""
    view = m.view
    found: dict[str, tuple[int, str]] = {}
    for c in view.kids(phrase.head, "nmod", "obl"):
        if c < phrase.head or view.case(c) not in m.pack.place_cases:
            continue
        for t in [x for each in view.conjuncts(c) for x in (each, *view.kids(each, "appos"))]:
            iso3 = _country_at(m, t)
            if iso3 is not None:
                found.setdefault(iso3, (t, " ".join(view.word[x] for x in view.kids(c, "case"))))
    return found


def _country_at(m: Mentions, token: int) -> str | None:
    hit = m.hits.get(token)
    if hit is not None:
        return hit.entry.country
    place = m.phrases.get(token)
    told = city(place.name, m.told_countries) if place is not None and place.name else None
    return told[1] if told is not None else None


def _known(m: Mentions, phrase: Phrase, seat: str, owner: str | None) -> int | None:
    assert phrase.role is not None
    number = m.seated_bodies.get((phrase.role["lemma"], seat))
    return number if number is not None and (owner is None or m.drafts[number].country == owner) else None


def _at(m: Mentions, phrase: Phrase, seat: str, told: tuple[int, str], owner: str | None) -> int:
    """The body of *phrase* that stands in country *seat*, *told* by the place at a token behind a preposition."""
    assert phrase.role is not None
    view = m.view
    place, case = told
    before = [view.word[k] for k in range(phrase.first, phrase.head) if view.word[k].lower() not in m.pack.articles and view.role[k] != "nummod"]
    named = m.phrases[place].name if place in m.phrases else None
    name = " ".join([*before, view.lemma[phrase.head], case, named or view.word[place]])
    number = _known(m, phrase, seat, owner)
    if number is None:
        number = m.found("organization", name, phrase, None)
        m.drafts[number].country = owner
        m.seated_bodies[phrase.role["lemma"], seat] = number
    elif owner is not None and (place not in m.hits or m.hits[place].entry.kind != "country"):
        m.drafts[number].name = name  # its city tells more than its country
    m.note(m.drafts[number], phrase)
    return number
