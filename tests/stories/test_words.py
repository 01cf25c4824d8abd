"""Words and numbers as linking compares them."""

from __future__ import annotations

import pytest

from selon.stories.quantities import quantities_of
from selon.stories.words import fold, hints_of, is_concept, lexicon, number_of, skeleton, stem, term_of, tokens_of


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tchernov", "Chernov"), ("Daoud Charaf", "Dawud Sharaf"), ("Djamal", "Jamal"), ("Melkonian", "Melkonyan"), ("Poutine", "Putin"), ("Aktaou", "Aktau")],
)
def test_a_name_sounds_the_same_in_both_spellings(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_other_names_sound_otherwise() -> None:
    assert skeleton("Petrov") != skeleton("Ivanov")
    assert skeleton("Lomé") != skeleton("Lima")


def test_forms_of_a_word_have_one_stem() -> None:
    assert stem(fold("livrer")) == stem(fold("livré")) == stem(fold("livrera"))
    assert stem("closing") == stem("close")


def test_a_concept_is_the_same_in_both_languages() -> None:
    english, french = lexicon("en"), lexicon("fr")
    assert term_of("copper", english) == term_of("cuivre", french) == "#copper"
    assert term_of("soldiers", english) == term_of("soldats", french) == "%soldier"
    assert term_of(fold("livrera"), french) == "%delivery"
    assert is_concept("#copper") and not is_concept("cuivr")
    assert "kill" in hints_of(["killing"], english)


def test_a_language_without_a_pack_has_an_empty_lexicon() -> None:
    assert not lexicon("xx").concepts


@pytest.mark.parametrize(("token", "value"), [("20.000", 20000), ("20,000", 20000), ("3,67", 3.67), ("12", 12), ("wagon", None)])
def test_numbers(token: str, value: float | None) -> None:
    assert number_of(token) == value


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "at least 12 people were killed", (12, "killed", "people", "at-least")),
        ("fr", "quinze pêcheurs ont été tués", (15, "killed", "fisherman", "")),
        ("fr", "au moins neuf morts", (9, "killed", "", "at-least")),
        ("en", "a 145-km railway", (145, "kilometre", "", "")),
        ("fr", "20.000 tonnes d'engrais", (20000, "tonne", "", "")),
        ("en", "about 3 million dollars", (3e6, "dollar", "", "about")),
    ],
)
def test_what_a_number_counts(lang: str, text: str, expected: tuple[float, str, str, str]) -> None:
    (found,) = quantities_of(text, tokens_of(text), lexicon(lang), ())
    assert (found.value, found.of, found.who, found.bound) == expected


def test_several_hundred_and_years_count_nothing() -> None:
    for text in ("several hundred people", "since 1998"):
        assert quantities_of(text, tokens_of(text), lexicon("en"), ()) == []
