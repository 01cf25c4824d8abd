"""The acts as data: types, modes, contexts and CAMEO codes fit each other, and every act's examples are read as the act."""

from __future__ import annotations

import pytest

import selon
from selon.events.contexts import contexts_of_act, find_topics
from selon.knowledge import check
from selon.knowledge.gazetteer import acts
from selon.lang.pack import get_pack
from selon.tables import read_table, values
from tests.events.matching import matcher

LANGUAGES = ("en", "fr")
#: Of the examples of acts with a PLOVER type, how many are read as their act; the others are told with other words or lost by the parser.
SHARE = 0.95


@pytest.mark.parametrize("lang", LANGUAGES)
def test_examples_of_acts_are_read_as_the_acts(lang: str) -> None:
    typed = [row for row in acts().values() if row["type"]]
    lost = []
    for row in typed:
        found = matcher(row[f"example_{lang}"], lang)
        named = {match.pattern.act for i in range(len(found.view)) if (match := found.at(i)) is not None}
        if row["act"] not in named and row["act"] not in {claim.event.act for claim in selon.read(row[f"example_{lang}"], lang=lang).claims}:
            lost.append(row["act"])
    assert len(lost) <= (1 - SHARE) * len(typed), lost


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_context_phrase_finds_its_example(lang: str) -> None:
    pack = get_pack(lang)
    missed = []
    for row in pack.table("context_words"):
        told = {topic.context for topic in find_topics(matcher(row["example"], lang).view, pack)}
        if row["context"] not in told:
            missed.append((row["phrase"], row["example"]))
    assert missed == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_context_has_words(lang: str) -> None:
    told = {row["context"] for row in get_pack(lang).table("context_words")} | {c for row in acts().values() for c in values(row["context"])}
    assert {row["context"] for row in read_table("knowledge", "contexts")} <= told


def test_every_type_has_modes_but_those_that_plover_gives_none() -> None:
    types = {row["type"] for row in acts().values() if row["type"]}
    assert types - {row["type"] for row in read_table("knowledge", "modes")} == {"AGREE", "CONCEDE", "COOPERATE", "SUPPORT"}


def test_longer_phrases_win() -> None:
    found = matcher("He is charged with crimes against humanity.", "en")
    assert [topic.context for topic in find_topics(found.view, found.pack)] == ["human_rights"]


def test_a_single_word_counts_as_no_verb() -> None:
    found = matcher("Le ministre juge ce texte utile.", "fr")
    assert find_topics(found.view, found.pack) == []


def test_acts_tell_contexts_of_their_own() -> None:
    assert contexts_of_act("test_nuclear") == ("cbrn", "military")
    assert contexts_of_act("nonsense") == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"mode": "strike"}, "mode: ACCUSE has no mode 'strike' in knowledge/modes.csv; there are: allege, disapprove, investigate"),
        ({"cameo": "190"}, "cameo: 190 is a code of ASSAULT, not of ACCUSE"),
        ({"cameo": "999"}, "cameo: there is no code '999' in knowledge/cameo.csv"),
        ({"context": "legal|sports"}, "context: there is no 'sports' in knowledge/contexts.csv"),
        ({"plover": "ACCUSE"}, "plover: repeats the type; leave it empty"),
    ],
)
def test_the_check_names_what_does_not_fit(change: dict[str, str], reason: str) -> None:
    row = {**acts()["accuse"], **change}
    assert reason in list(check.meaning_faults("acts", row, True))


def test_cameo_codes_are_told_once_and_roots_fit() -> None:
    rows = read_table("knowledge", "cameo")
    assert len({row["code"] for row in rows}) == len(rows) > 250
    assert all(not row["type"] for row in rows if row["code"].startswith("01"))
