"""What words say of a matter, whatever the language, and what can't be said of one thing at once."""

from __future__ import annotations

import pytest

from selon.stories.card import card_of
from selon.stories.contradictions import contradictions
from selon.stories.senses import excluded, sensed, senses_of_act
from tests.reading import read


def test_phrases_and_beginnings() -> None:
    assert sensed("en", "her soldiers were taken prisoner", False).senses == {"=captive"}
    assert sensed("fr", "des militaires avaient été capturés", False).senses == {"=captive"}
    assert sensed("fr", "le train roulait trop vite", False).senses == sensed("en", "the train was speeding", False).senses == {"=speeding"}
    assert sensed("en", "nothing of it", False).senses == frozenset()
    assert sensed("xx", "taken prisoner", False).senses == frozenset()


def test_none_is_not_said_to_be() -> None:
    assert "=civilian" not in sensed("en", "ten rebels and no civilians", False).senses
    assert "=civilian" in sensed("en", "no civilians were there", True).senses


def test_acts_and_opposites() -> None:
    assert senses_of_act("fr", "oppose") == {"=disagreement"}
    assert excluded()["=ill", "=healthy"] == excluded()["=healthy", "=ill"] == "party"


@pytest.mark.parametrize(
    ("lang", "body", "why"),
    [
        ("en", "Banda is in good health, Minister Awa Diop said. Banda is ill, his lawyer said.", "healthy / ill"),
        ("en", "Russian forces captured Stepove, the Russian army said. Ukraine's army said Stepove remained under its control.", "taken / held"),
        ("fr", "La société a dit que la mine avait été jugée sûre. Des mineurs ont dit que des fissures avaient été signalées.", "safe / unsafe"),
        ("en", "The army said it had killed ten fighters. Doctors said all of the dead were civilians.", "fighter / all-civilians"),
        (
            "fr",
            "La compagnie a dit que tous les passagers avaient été secourus. Des proches ont dit que trois personnes étaient disparues.",
            "everybody-safe / missing",
        ),
        (
            "fr",
            "Les rebelles ont dit avoir abattu un hélicoptère. L'armée a dit que l'appareil était tombé après une défaillance technique.",
            "intercepted / accident",
        ),
        ("en", "A union accused the police of torturing students. The governor said they had been treated with respect.", "torture / well-treated"),
    ],
)
def test_two_sources_say_the_opposite(lang: str, body: str, why: str) -> None:
    assert why in [each.why for each in contradictions((card_of(read(body, lang), "x"),))]


@pytest.mark.parametrize(
    "body",
    [
        "Banda is in good health, Minister Awa Diop said. Phiri is ill, her lawyer said.",
        "Banda was ill but is in good health, Minister Awa Diop said.",
        "The army said it had killed ten fighters. Doctors said many civilians had fled.",
    ],
)
def test_of_others_or_by_one_source(body: str) -> None:
    assert [each for each in contradictions((card_of(read(body, "en"), "x"),)) if each.what == "opposite"] == []
