"""Objects that the French parser takes for something else."""

from __future__ import annotations

import pytest

from tests.events.matching import matcher


@pytest.mark.parametrize(
    ("text", "verb", "noun"),
    [
        ("La Norvège a acheminé trois cents tentes.", "acheminer", "tentes"),
        ("L'Allemagne a fourni à l'Ukraine deux batteries.", "fournir", "batteries"),
        ("Des hommes armés ont retenu en otage six mineurs.", "retenir", "mineurs"),
        ("L'Algérie a vendu du gaz au Portugal.", "vendre", "gaz"),
        ("La milice a massacré des villageois.", "massacrer", "villageois"),
        ("Des soldats ont violé deux femmes.", "violer", "femmes"),
    ],
)
def test_objects(text: str, verb: str, noun: str) -> None:
    view = matcher(text, "fr").view
    found = next(i for i in range(len(view)) if view.lemma[i] == verb)
    assert noun in [view.word[t] for t in view.object(found)]


def test_a_complement_with_de_stays_one() -> None:
    view = matcher("Les deux dirigeants ont parlé des droits de pêche.", "fr").view
    found = next(i for i in range(len(view)) if view.lemma[i] == "parler")
    assert view.object(found) == ()
