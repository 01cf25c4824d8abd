"""What two sources of one dispatch say that can't both hold, and what only sounds so; their texts are invented."""

from __future__ import annotations

import pytest

from selon.stories.card import card_of
from selon.stories.contradictions import contradictions
from tests.reading import read

CASES = [
    pytest.param("en", "The coast guard said the captain was asleep. The company denied that its captain had been asleep.", "denial", id="report-and-denial"),
    pytest.param("en", 'Chad accused Niger of arming bandits. Niger dismissed the claim as "pure fiction".', "denial", id="words-turned-down"),
    pytest.param("fr", "Le Tchad a accusé le Niger d'armer des bandits. Niamey a qualifié ces accusations de mensongères.", "denial", id="words-called-untrue"),
    pytest.param("en", "Chad accused Niger of shelling a market. Niger's army denied targeting civilians.", "denial", id="accused-and-denying"),
    pytest.param("fr", "Le Tchad a accusé le Niger d'espionnage. L'ambassade du Niger a démenti toute implication.", "denial", id="denies-any-fault"),
    pytest.param("fr", "Selon Interfax, la ministre Awa Diop se rendra à Oslo en avril. Le ministère a démenti toute visite.", "denial", id="act-denied"),
    pytest.param(
        "en", "Zambia has agreed to host the talks, Minister Awa Diop said. A Malawian official said no such agreement existed.", "denial", id="no-such"
    ),
    pytest.param(
        "fr",
        "Le Tchad n'a connaissance d'aucun contact entre le Tchad et la Libye, a dit le porte-parole tchadien Moussa Abba. « Nous n'avons rien de tel en vue "
        "», a-t-il ajouté. Un diplomate libyen avait fait état de consultations menées à Oslo.",
        "polarity",
        id="nothing-of-the-kind",
    ),
    pytest.param("en", "Police fired live rounds and wounded seven miners, the union said. The ministry said no one was hurt.", "polarity", id="no-one"),
    pytest.param("en", "Chad has sent a letter to Niger, Interfax reported. Niger said it had received no letter.", "polarity", id="sent-not-received"),
    pytest.param("en", "The army said it had killed nine rebels in Kelimbe. The rebels said not one of their men was there.", "denial", id="nobody-was-there"),
    pytest.param(
        "fr",
        "L'armée a tué onze civils à Kelimbe, selon la Croix-Rouge. L'armée a assuré qu'aucun civil ne se trouvait dans la zone.",
        "denial",
        id="no-civilian",
    ),
    pytest.param(
        "en",
        "Interfax quoted Minister Awa Diop as saying that she had received assurances from Malawian Minister Gift Banda that the troops would leave by July. "
        'Banda said he had given no such assurance. "I set no date," Banda said.',
        "polarity",
        id="assurance-not-given",
    ),
    pytest.param(
        "en", "A rebel commander said his men had never attacked the pipeline, a charge made by Zambia in January.", "denial", id="charge-in-apposition"
    ),
    pytest.param(
        "en",
        'Banda said Minister Awa Diop had known of the payments since 2019. "I knew nothing about it," Diop told parliament.',
        "polarity",
        id="knew-nothing",
    ),
    pytest.param(
        "fr",
        'Le ministère malawite a dit que la Zambie avait accepté de rendre les tableaux. "Aucune décision n\'a été prise", a réagi le gouvernement zambien.',
        "denial",
        id="nothing-decided",
    ),
    pytest.param("fr", "Les rebelles ont dit avoir tué douze soldats. L'armée a démenti ce bilan.", "denial", id="count-denied"),
    pytest.param(
        "en", "The governor rejected claims that police had beaten students. Relatives said officers had beaten students.", "denial", id="claims-rejected"
    ),
    pytest.param(
        "fr",
        "Le ministre a répondu à une question sur des informations de médias kényans selon lesquelles des soldats auraient quitté la base. "
        '"Ces informations ne correspondent pas aux faits", a dit le ministre Awa Diop.',
        "denial",
        id="told-by-a-relative",
    ),
]
NONE = [
    pytest.param("en", "Latvia said it would not close its embassy in Minsk. Latvia will close its embassy in Baku, Minister Awa Diop said.", id="two-towns"),
    pytest.param("en", 'Chad said "a border is not a market". Niger said good neighbours telephone.', id="sayings"),
    pytest.param("en", 'Minister Awa Diop said "We will not stay silent". "We stay in the streets," the union said.', id="one-word"),
    pytest.param("en", "The army denied targeting civilians in Kelimbe. The army said it had killed ten rebels and no civilians.", id="one-side"),
    pytest.param("fr", "Le Tchad a accusé le Niger d'espionnage. Le Mali a démenti tout accord.", id="another-denies"),
    pytest.param("en", "Zambia denied visas to 30 journalists. The union said Zambia had granted visas to 12 others in May.", id="denied-visas"),
    pytest.param("en", "Zambia said it did not support the resolution. Chad said it would vote for the resolution.", id="two-stances"),
    pytest.param("en", "Bombs in Chad and Niger killed 258 people. Eleven people were killed in Niger.", id="an-agency-counts"),
    pytest.param("en", "Chad condemned the raid. No one has claimed responsibility.", id="nobody-says-it"),
    pytest.param("en", "There was nothing military there, a doctor said. The army said it struck only military targets.", id="theme-alone"),
]


def told(lang: str, body: str) -> list[tuple[str, str]]:
    return [(each.what, each.why) for each in contradictions((card_of(read(body, lang), "x"),))]


@pytest.mark.parametrize(("lang", "body", "what"), CASES)
def test_two_claims_that_exclude_each_other(lang: str, body: str, what: str) -> None:
    assert what in [found for found, _ in told(lang, body)]


@pytest.mark.parametrize(("lang", "body"), NONE)
def test_what_only_sounds_so(lang: str, body: str) -> None:
    assert told(lang, body) == []
