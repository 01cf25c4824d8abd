"""How sure and of what polarity a claim is, as its source words it."""

from __future__ import annotations

import pytest

from tests.reading import factuality, read

CASES = [
    pytest.param("fr", "La Zambie fermera sa frontière, a dit le ministre Awa Diop.", ("certain", "positive"), id="fr-future-is-certain"),
    pytest.param("fr", "La Zambie pourrait fermer sa frontière, a dit le ministre Awa Diop.", ("possible", "positive"), id="fr-pourrait"),
    pytest.param("fr", "La Zambie aurait fermé sa frontière.", ("possible", "positive"), id="fr-hearsay-conditional"),
    pytest.param("fr", "Le ministre Awa Diop a dit que la Zambie fermerait sa frontière.", ("certain", "positive"), id="fr-future-seen-from-the-past"),
    pytest.param("fr", "Le ministre Awa Diop a laissé entendre que la frontière avait été fermée.", ("possible", "positive"), id="fr-hint"),
    pytest.param("fr", "La Zambie n'a pas fermé sa frontière.", ("certain", "negative"), id="fr-negation"),
    pytest.param("fr", "Aucun navire n'a quitté le port.", ("certain", "negative"), id="fr-negative-determiner"),
    pytest.param("fr", "La Zambie a démenti toute livraison d'armes.", ("certain", "negative"), id="fr-denial"),
    pytest.param("en", "Zambia may close its border, Minister Awa Diop said.", ("possible", "positive"), id="en-may"),
    pytest.param("en", "Zambia is expected to close its border.", ("probable", "positive"), id="en-expected-to"),
    pytest.param("en", "Zambia has never closed its border.", ("certain", "negative"), id="en-never"),
    pytest.param("en", "Zambia will close its border, Minister Awa Diop said.", ("certain", "positive"), id="en-will"),
    pytest.param("en", "Zambia denied any arms delivery.", ("certain", "negative"), id="en-denial"),
]


@pytest.mark.parametrize(("lang", "body", "expected"), CASES)
def test_factuality(lang: str, body: str, expected: tuple[str, str]) -> None:
    assert factuality(read(body, lang)) == [expected]
