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
    pytest.param("fr", "\"Nous n'avons rien de tel à l'agenda\", a dit la ministre Awa Diop.", ("certain", "negative"), id="fr-nothing-of-the-kind"),
    pytest.param("fr", '"Le ministre n\'a pas démissionné", a écrit la ministre Awa Diop.', ("certain", "negative"), id="fr-participle-taken-for-an-adjective"),
    pytest.param("en", '"Not one of our ships was there," Minister Awa Diop said.', ("certain", "negative"), id="en-not-one"),
    pytest.param("en", "Zambia may close its border, Minister Awa Diop said.", ("possible", "positive"), id="en-may"),
    pytest.param("en", "Zambia is expected to close its border.", ("probable", "positive"), id="en-expected-to"),
    pytest.param("en", "Zambia has never closed its border.", ("certain", "negative"), id="en-never"),
    pytest.param("en", "Zambia will close its border, Minister Awa Diop said.", ("certain", "positive"), id="en-will"),
    pytest.param("en", "Zambia denied any arms delivery.", ("certain", "negative"), id="en-denial"),
    pytest.param("en", "If the talks fail, Zambia would close its border, the analyst said.", ("possible", "positive"), id="en-would-if"),
    pytest.param("en", "Zambia will close its border if the rebels attack, Minister Awa Diop said.", ("certain", "positive"), id="en-will-if"),
    pytest.param("en", "Zambia did not deny that it had closed its border.", ("possible", "positive"), id="en-not-denied"),
    pytest.param("en", "Nobody denies that the mine is closed.", ("possible", "positive"), id="en-nobody-denies"),
    pytest.param("en", "Zambia failed to close its border.", ("certain", "negative"), id="en-failed-to"),
    pytest.param("en", "The talks failed.", ("certain", "positive"), id="en-failed"),
    pytest.param("en", "Zambia nearly closed its border.", ("certain", "negative"), id="en-nearly"),
    pytest.param("en", "Zambia is unlikely to close its border.", ("probable", "negative"), id="en-unlikely"),
    pytest.param("en", "Zambia is considering closing its border.", ("possible", "positive"), id="en-considering"),
    pytest.param("en", "Zambia was to have closed its border on Monday.", ("unknown", "positive"), id="en-was-to-have"),
    pytest.param("en", "Police are investigating whether the driver was drunk.", ("unknown", "positive"), id="en-whether"),
    pytest.param("en", "Did Zambia close its border?", ("unknown", "positive"), id="en-question"),
    pytest.param("en", "The general is said to have fled.", ("possible", "positive"), id="en-said-to"),
    pytest.param("fr", "Si les pourparlers échouaient, la Zambie fermerait sa frontière, a dit l'analyste.", ("possible", "positive"), id="fr-si-conditional"),
    pytest.param("fr", "La Zambie n'a pas exclu de fermer sa frontière.", ("possible", "positive"), id="fr-pas-exclu"),
    pytest.param("fr", "Rien n'indique que la Zambie a fermé sa frontière.", ("unknown", "positive"), id="fr-rien-n-indique"),
    pytest.param("fr", "La Zambie n'a pas encore fermé sa frontière.", ("certain", "negative"), id="fr-pas-encore"),
    pytest.param("fr", "Ni la Zambie ni le Malawi n'ont fermé leur frontière.", ("certain", "negative"), id="fr-ni-ni"),
    pytest.param("fr", "La Zambie ne peut plus fermer sa frontière.", ("certain", "negative"), id="fr-ne-peut-plus"),
    pytest.param("fr", "La Zambie pourrait ne pas fermer sa frontière.", ("possible", "negative"), id="fr-pourrait-ne-pas"),
    pytest.param("fr", "La Zambie envisage de fermer sa frontière.", ("possible", "positive"), id="fr-envisage"),
    pytest.param("fr", "La police cherche à savoir si le chauffeur avait bu.", ("unknown", "positive"), id="fr-cherche-a-savoir"),
    pytest.param("fr", "La Zambie n'a fermé que deux ponts.", ("certain", "positive"), id="fr-ne-que"),
    pytest.param("fr", "La Zambie a renoncé à fermer sa frontière.", ("certain", "negative"), id="fr-renounced"),
]


@pytest.mark.parametrize(("lang", "body", "expected"), CASES)
def test_factuality(lang: str, body: str, expected: tuple[str, str]) -> None:
    assert factuality(read(body, lang)) == [expected]
