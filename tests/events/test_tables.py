"""The event tables as data: acts exist, conditions and role expressions are well formed, examples show what they claim."""

from __future__ import annotations

import re

import pytest

from selon.events.patterns import parse_condition, pattern_index, word_classes
from selon.knowledge.gazetteer import acts
from selon.lang.pack import get_pack
from selon.tables import Row
from tests.events.matching import matcher

LANGUAGES = ("en", "fr")
STEPS = frozenset(
    "subj obj dat poss gen head refl comp xcomp attr prt adv amod compound acl advcl rel gerund agent det nummod appos aux obl tmod nmod mark".split()
)
CLASSES = frozenset("person org country place group armed gov agent thing organization agency".split())
#: Of the examples, how many the parser reads well enough for their own row to match.
SHARE = 0.85


def rows(lang: str) -> list[Row]:
    return get_pack(lang).table("events")


def is_step(step: str) -> bool:
    return step in STEPS or bool(re.fullmatch(r"obl:[\w'-]+", step))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_acts_are_known(lang: str) -> None:
    assert [row["act"] for row in rows(lang) if row["act"] not in acts()] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_conditions_are_well_formed(lang: str) -> None:
    for row in rows(lang):
        for text in filter(None, row["when"].split(";")):
            condition = parse_condition(text, word_classes(get_pack(lang)))
            assert all(map(is_step, condition.path)), (row["lemma"], text)
            assert not condition.klass or condition.klass in CLASSES, (row["lemma"], text)
            assert "~" not in text or condition.lemmas, (row["lemma"], text)


def test_a_class_stands_for_its_words() -> None:
    classes = {"ships": frozenset({"ferry", "yacht"})}
    assert parse_condition("obj~#ships|raft", classes).lemmas == {"ferry", "yacht", "raft"}
    assert parse_condition("obj~#ships", classes).weight == parse_condition("obj~raft", classes).weight


@pytest.mark.parametrize("lang", LANGUAGES)
def test_examples_of_word_classes_have_one_of_the_words(lang: str) -> None:
    for row in get_pack(lang).table("word_classes"):
        view = matcher(row["example"], lang).view
        words = word_classes(get_pack(lang))[row["class"]]
        assert any(view.lemma[i] in words or view.word[i].lower() in words for i in range(len(view))), row["class"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_class_is_asked_for(lang: str) -> None:
    asked = {word[1:] for row in rows(lang) for word in re.findall(r"#[a-z_]+", row["when"])}
    assert asked == set(word_classes(get_pack(lang)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_role_expressions_are_well_formed(lang: str) -> None:
    for row in rows(lang):
        for cell in (row["actor"], row["recipient"]):
            for path in filter(None, re.split(r"[|+]", cell)):
                for part in path.split("."):
                    step, _, klass = part.partition("@")
                    assert is_step(step), (row["lemma"], cell)
                    assert not klass or klass in CLASSES, (row["lemma"], cell)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_same_conditions_give_one_act(lang: str) -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for row in rows(lang):
        key = (row["lemma"], row["pos"], row["when"])
        assert seen.setdefault(key, row["act"]) == row["act"], key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_weightier_patterns_come_first(lang: str) -> None:
    for patterns in pattern_index(get_pack(lang)).values():
        weights = [pattern.weight for pattern in patterns]
        assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_examples_show_their_rows(lang: str) -> None:
    sample = rows(lang)[::7]
    lost = []
    for row in sample:
        found = matcher(row["example"], lang)
        matches = [match for i in range(len(found.view)) if (match := found.at(i)) is not None]
        if not any(match.pattern.lemma == row["lemma"] and match.pattern.act == row["act"] for match in matches):
            lost.append((row["lemma"], row["act"], row["example"]))
    assert len(lost) <= (1 - SHARE) * len(sample), lost
