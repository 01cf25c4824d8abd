"""Judgements: seen in every answer, kept apart from what was read, and found again after a new reading."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, select

from selon.errors import LedgerError
from selon.query.answer import Answer
from selon.query.filters import Filters
from selon.query.questions import ask
from selon.store import tables as t
from selon.store.decide import judge, listed, withdraw
from selon.store.engine import asking
from tests.store.conftest import Databases, again, answers
from tests.store.texts import fewer, packed

BY = {"author": "me", "reason": "a test"}
#: The toll of the first text, and of its copy.
TOLL, COPY, FRENCH = packed()[0].claims[0][0]["key"], packed()[2].claims[0][0]["key"], packed()[1].claims[0][0]["key"]


def said(engine: Engine, question: str = "claims", **filters: Any) -> Answer:
    with asking(engine) as connection:
        return ask(connection, question, Filters(**{"limit": 0, **filters}))


def keys(engine: Engine, question: str = "claims", **filters: Any) -> set[str]:
    return {row["event" if question == "events" else "claim"] for row in said(engine, question, **filters)}


def test_confirm_is_shown_and_changes_nothing_else(full: Engine) -> None:
    before = list(said(full))
    judge(full, "confirm", TOLL, **BY)
    after = list(said(full))
    assert [row for row in after if row["claim"] != TOLL] == [row for row in before if row["claim"] != TOLL]
    row = next(row for row in after if row["claim"] == TOLL)
    assert row["judged"] == "confirm by me: a test"


def test_a_rejected_claim_is_hidden_until_it_is_asked_for(full: Engine) -> None:
    number = judge(full, "reject", TOLL, **BY)
    assert TOLL not in keys(full) and TOLL not in keys(full, act="kill") and TOLL not in keys(full, "timeline")
    assert TOLL in keys(full, rejected=True)
    assert TOLL not in keys(full, key=packed()[0].key)
    withdraw(full, number, **BY)
    assert TOLL in keys(full)


def test_the_later_judgement_goes_before(full: Engine) -> None:
    judge(full, "reject", TOLL, **BY)
    judge(full, "confirm", TOLL, **BY)
    assert TOLL in keys(full)
    judge(full, "reject", TOLL, **BY)
    assert TOLL not in keys(full)


def test_an_occurrence_stands_though_its_first_claim_is_rejected(full: Engine) -> None:
    before = {row["event"]: row for row in said(full, "events")}
    lead = next(key for key, row in before.items() if row["reports"] > 1)
    judge(full, "reject", lead, **BY)
    after = {row["event"]: row for row in said(full, "events")}
    assert lead not in after and len(after) == len(before)
    (stands,) = set(after) - set(before)
    assert after[stands]["reports"] == before[lead]["reports"]


def test_a_correction_is_shown_and_asked_for(full: Engine) -> None:
    value = {"act": "wound", "certainty": "possible", "actor": ["Nusrat al-Islam"], "place": "FRA", "time": "2024-02", "text": "Nobody knows"}
    judge(full, "correct", TOLL, value=value, **BY)
    (row,) = said(full, act="wound")
    assert (row["claim"], row["actors"], row["certainty"], row["place"], row["time"]) == (TOLL, ("Nusrat al-Islam",), "possible", "FRA", "2024-02")
    assert row["text"] == "Nobody knows" and row["judged"] == "correct by me: a test"
    assert TOLL not in keys(full, act="kill")
    assert TOLL in keys(full, certainty="possible") and TOLL not in keys(full, certainty="certain")
    assert TOLL in keys(full, actor="nusrat") and TOLL in keys(full, party="Nusrat al-Islam") and TOLL not in keys(full, recipient="nusrat")
    assert TOLL in keys(full, place="FRA") and TOLL not in keys(full, place="MLI") and TOLL in keys(full, country="FRA")
    assert TOLL in keys(full, text="knows nobody") and TOLL not in keys(full, text="bomb")
    assert TOLL in keys(full, dated="event", until="2024-02") and TOLL not in keys(full, dated="event", since="2024-03")
    assert TOLL in keys(full, since="2024-03")  # it was published then all the same
    assert next(iter(said(full, "timeline", since="2024-02-15", dated="event")))["claim"] == TOLL
    assert TOLL in keys(full, source="MLI")


def test_a_correction_can_empty_a_field(full: Engine) -> None:
    judge(full, "correct", TOLL, value={"place": None, "time": None}, **BY)
    (row,) = said(full, key=TOLL)
    assert row["place"] is None and row["time"] is None
    assert TOLL not in keys(full, place="MLI") and TOLL not in keys(full, "timeline")


def test_merged_entities_answer_as_one_until_split(full: Engine) -> None:
    army, putin = "mil:MLI", "person:vladimir-putin"
    before = keys(full, party=putin)
    judge(full, "merge", putin, army, **BY)
    assert keys(full, party=putin) == keys(full, party=army) >= before
    assert keys(full, party=army) - before
    names = {name for row in said(full) for name in (*row["actors"], *row["recipients"])}
    assert "Vladimir Putin" in names and "Mali's army" not in names
    rows = {row["entity"]: row["merged_into"] for row in said(full, "entities")}
    assert rows[army] == putin and rows[putin] is None
    judge(full, "split", army, putin, **BY)
    assert keys(full, party=putin) == before
    with pytest.raises(LedgerError, match="not merged"):
        judge(full, "split", army, putin, **BY)


def test_merged_stories_are_one_until_split(full: Engine) -> None:
    one, other = packed()[8].key, packed()[9].key

    def together() -> bool:
        return any({one, other} <= set(row["dispatches"]) for row in said(full, "stories"))

    before = answers(full)
    assert not together()
    judge(full, "merge", one, other, **BY)
    assert together()
    judge(full, "split", other, one, **BY)
    assert not together() and answers(full)["stories"] == before["stories"]
    number = judge(full, "merge", one, other, **BY)
    withdraw(full, number, **BY)
    assert not together()


def test_a_dispatch_leaves_its_story(full: Engine) -> None:
    first, copy = packed()[0].key, packed()[2].key
    number = judge(full, "split", first, copy, **BY)
    stories = [set(row["dispatches"]) for row in said(full, "stories")]
    assert {copy} in stories and all(len(each) < 4 for each in stories)
    again(full, packed(), "selon 2")
    assert {copy} in [set(row["dispatches"]) for row in said(full, "stories")]
    withdraw(full, number, **BY)
    assert any({first, copy} <= set(row["dispatches"]) for row in said(full, "stories"))


def test_judgements_hold_after_a_new_reading(full: Engine) -> None:
    judge(full, "reject", TOLL, **BY)
    judge(full, "correct", FRENCH, value={"act": "wound"}, **BY)
    again(full, packed(), "selon 2")
    assert TOLL not in keys(full) and keys(full, act="wound") == {FRENCH}
    assert not any("[" in line for line in listed(full))


def test_a_judgement_follows_its_claim(full: Engine) -> None:
    from dataclasses import replace

    from selon.store.keys import claim_keys
    from selon.store.rows import pack_ledger
    from tests.store.texts import read

    judge(full, "reject", TOLL, **BY)
    ledger = read()[0]
    first = ledger.claims[0]
    moved = replace(ledger, claims=(replace(first, polarity="negative"), *ledger.claims[1:]))
    key = claim_keys(moved, packed()[0].key)[first.id]
    assert key != TOLL
    again(full, [pack_ledger(moved, packed()[0].key)], "selon 2")
    assert key not in keys(full) and "(read otherwise since)" in {row["claim"]: row["judged"] for row in said(full, rejected=True)}[key]
    assert f"[now on {key}]" in listed(full)[0]
    again(full, [fewer(0, slice(1, None))], "selon 3")
    assert "[its claim is read no more]" in listed(full)[0]


def test_a_rejection_counts_for_what_was_known_then(full: Engine) -> None:
    judge(full, "reject", TOLL, **BY)
    with asking(full) as connection:
        at = connection.execute(select(t.batch.c.at).order_by(t.batch.c.id.desc())).scalars().first()
    again(full, [fewer(0, slice(1, None))], "selon 2")
    assert TOLL not in keys(full, as_of=at)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (("confirm", "cnothing"), "no such claim"),
        (("confirm", TOLL, "cother"), "takes one key"),
        (("merge", "person:kim-jong-un"), "takes two keys"),
        (("merge", "person:kim-jong-un", "person:kim-jong-un"), "takes two keys"),
        (("merge", "person:kim-jong-un", packed()[0].key), "not both keys"),
        (("approve", TOLL), "no verdict"),
        (("correct", TOLL), "needs the fields"),
    ],
)
def test_what_does_not_fit_is_one_clear_line(full: Engine, call: tuple[str, ...], message: str) -> None:
    with pytest.raises(LedgerError, match=message):
        judge(full, *call, **BY)


def test_more_that_does_not_fit(full: Engine) -> None:
    with pytest.raises(LedgerError, match="not among what can be corrected"):
        judge(full, "correct", TOLL, value={"rule": "x"}, **BY)
    for wrong, words in (
        ({"certainty": "sure"}, "none of certain"),
        ({"polarity": None}, "none of"),
        ({"act": None}, "has one"),
        ({"time": "soon"}, "no date"),
    ):
        with pytest.raises(LedgerError, match=words):
            judge(full, "correct", TOLL, value=wrong, **BY)
    with pytest.raises(LedgerError, match="takes no values"):
        judge(full, "confirm", TOLL, value={"act": "x"}, **BY)
    for author, reason in (("", "x"), ("x", " ")):
        with pytest.raises(LedgerError, match="needs who decides"):
            judge(full, "confirm", TOLL, author=author, reason=reason)
    number = judge(full, "confirm", TOLL, **BY)
    with pytest.raises(LedgerError, match="needs who decides"):
        withdraw(full, number, author="me", reason="")
    last = withdraw(full, number, **BY)
    for wrong in (number, last, 99, 10**12):
        with pytest.raises(LedgerError, match=r"no such judgement|withdrawn already"):
            withdraw(full, wrong, **BY)
    assert COPY in keys(full)


def test_on_the_command_line(database: str, databases: Databases, capsys: pytest.CaptureFixture[str]) -> None:
    from selon.cli import main

    url = databases.ledger(database, full=True)

    def selon(*words: str) -> tuple[int, str, str]:
        code = main([*words, "--db", url])
        told = capsys.readouterr()
        return code, told.out, told.err

    assert selon("judge", "correct", TOLL, "--set", "act=wound", "--set", "actor=Nusrat al-Islam; Ansar", "--reason", "so", "--by", "me") == (
        0,
        f"judgement 1: correct {TOLL}\n",
        "",
    )
    assert '"Ansar"' in selon("claims", "--act", "wound", "--format", "json")[1]
    assert selon("judge", "withdraw", "1", "--reason", "no", "--by", "me")[0] == 0
    assert selon("claims", "--act", "wound")[1] == "nothing found\n"
    lines = selon("judge", "list")[1].splitlines()
    assert len(lines) == 2 and lines[0].endswith("[withdrawn]")
    assert selon("judge", "reject", "cnothing", "--reason", "so", "--by", "me")[0] == 1
    for wrong in (("judge", "reject"), ("judge", "withdraw", "x", "--reason", "y"), ("judge", "merge", "a"), ("judge", "correct", TOLL, "--set", "act")):
        assert selon(*wrong)[0] == 2
