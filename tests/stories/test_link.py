"""From cards to stories: what belongs together, who copied whom, who stands behind it, what became of it."""

from __future__ import annotations

import random
from dataclasses import astuple

from selon.stories.card import card_of, from_json, to_json
from selon.stories.contradictions import contradictions
from selon.stories.copies import copy_of
from selon.stories.keys import keys
from selon.stories.link import link
from selon.stories.origins import origins
from selon.stories.same import edge
from tests.stories.wire import TEXTS, card, cards, ledger

WAGONS = ("wagons-copy", "wagons-done", "wagons-en", "wagons-fr")


def test_stories_do_not_depend_on_the_order_of_dispatches() -> None:
    stories = link(cards())
    assert [story.dispatches for story in stories] == [("clash-en", "clash-fr"), WAGONS]
    shuffled = cards()
    random.Random(3).shuffle(shuffled)
    assert link(shuffled) == stories


def test_a_card_survives_json() -> None:
    for each in cards():
        assert astuple(from_json(to_json(each))) == astuple(each)
    assert to_json(card("wagons-fr")) == to_json(card_of(ledger("wagons-fr"), "wagons-fr"))


def test_who_belongs_together_shares_a_key() -> None:
    for one in WAGONS:
        assert any(keys(card(one)) & keys(card(other)) for other in WAGONS if other != one)
    assert all(len(keys(each)) < 100 for each in cards())


def test_an_edge_says_why() -> None:
    found = edge(card("wagons-fr"), card("wagons-done"))
    assert found is not None and found == edge(card("wagons-done"), card("wagons-fr"))
    assert found.kind == "follow-up" and "38 wagons" in found.why
    assert edge(card("wagons-en"), card("clash-en")) is None


def test_a_newspaper_copies_the_agency_it_names() -> None:
    copy = copy_of(card("wagons-copy"), card("wagons-en"))
    assert copy is not None and copy == copy_of(card("wagons-en"), card("wagons-copy"))
    assert (copy.of, copy.by) == ("wagons-en", "wagons-copy")
    text = card("wagons-copy").text
    assert [passage.theirs.of(text) for passage in copy.added if passage.theirs] == ["Trains have not run between the two capitals since 1998"]
    assert len(copy.cut) == 1
    assert copy_of(card("wagons-en"), card("wagons-fr")) is None


def test_copies_and_relays_add_no_source() -> None:
    found = origins(cards(*WAGONS))
    assert found.outlets == ("AFP", "Balkan Courier", "Reuters")
    assert [source.key for source in found.sources] == ["gov:ALB:transport", "gov:SRB:transport", "organization:~rsk"]
    assert origins(cards(*reversed(WAGONS))) == found
    assert {dispatch for source in found.sources for dispatch, _ in source.claims} == set(WAGONS)


def test_a_claim_in_two_languages_is_one() -> None:
    (story,) = (story for story in link(cards()) if story.dispatches == WAGONS)
    first = next(cluster for cluster in story.claims if ("wagons-en", "c1") in cluster.claims)
    assert ("wagons-fr", "c1") in first.claims
    assert [source.key for source in first.origins.sources][-1] == "gov:SRB:transport"


def test_tolls_that_differ_and_a_denial() -> None:
    found = contradictions(cards("clash-en", "clash-fr"))
    assert [(each.what, each.claims) for each in found] == [
        ("number", (("clash-en", "c1"), ("clash-fr", "c1"))),
        ("denial", (("clash-fr", "c3"), ("clash-fr", "c4"))),
    ]
    assert found[0].sources == (("mil:SEN",), ("organization:~mer-lbr",))
    assert "fishermen" in found[0].why and "pêcheurs" in found[0].why


def test_a_promise_is_followed_to_its_end() -> None:
    (story,) = (story for story in link(cards()) if story.dispatches == WAGONS)
    thread = next(thread for thread in story.commitments if thread.id == "wagons-en:m1")
    assert (thread.by, thread.due, thread.state) == (("country:SRB",), "2031-03-04/2031-05-31", "fulfilled")
    assert (thread.steps[0].stage, thread.steps[0].dispatch) == ("promised", "wagons-en")
    assert (thread.steps[-1].stage, thread.steps[-1].dispatch) == ("fulfilled", "wagons-done")


def test_what_is_not_kept_in_time_lapses() -> None:
    story = next(each for each in link(cards("wagons-en", "wagons-fr"), asof="2031-06-01"))
    thread = next(thread for thread in story.commitments if thread.id == "wagons-en:m1")
    assert thread.state == "lapsed" and thread.steps[-1].stage == "lapsed"
    assert next(each for each in link(cards("wagons-en"), asof="2031-05-31")).commitments[0].state == "open"


def test_every_dispatch_stands_in_one_story() -> None:
    assert sorted(key for story in link(cards()) for key in story.dispatches) == sorted([*TEXTS, "wagons-copy"])
    assert link([]) == ()
