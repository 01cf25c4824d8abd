"""Who says it: chains of attribution on invented sentences, both languages."""

from __future__ import annotations

import pytest

import selon
from tests.reading import chains, read

CASES = [
    pytest.param("fr", "Le port a fermé, a rapporté mardi l'agence de presse Montsame.", ("Le port a fermé", "Montsame"), id="fr-inverted-postposed"),
    pytest.param("fr", "« La route est coupée », a-t-il dit.", ("La route est coupée", ""), id="fr-pronoun-without-antecedent-stays-open"),
    pytest.param(
        "fr",
        "Un notable d'Orly, qui a requis l'anonymat, a contesté ce récit: « Le pont a tenu », a-t-il dit.",
        ("Le pont a tenu", "notable d'Orly"),
        id="fr-postposed-behind-a-colon",
    ),
    pytest.param(
        "fr",
        "L'Inde expulse quatre diplomates congolais accusés d'espionnage, rapporte dimanche l'agence Montsame, qui cite le ministère indien de l'Eau.",
        ("L'Inde expulse quatre diplomates congolais accusés d'espionnage", "ministère indien de l'Eau < Montsame"),
        id="fr-a-verb-read-as-an-adjective",
    ),
    pytest.param("fr", "Selon la Croix-Rouge, le pont a cédé.", ("le pont a cédé", "Croix-Rouge"), id="fr-selon"),
    pytest.param("fr", "Le pont a cédé, selon la Croix-Rouge.", ("Le pont a cédé", "Croix-Rouge"), id="fr-selon-behind"),
    pytest.param("fr", "La Zambie, a indiqué Interfax, va rouvrir son ambassade.", ("La Zambie + va rouvrir son ambassade", "Interfax"), id="fr-interrupting"),
    pytest.param("fr", "Le ministre Awa Diop a dit que le barrage tenait, a rapporté Montsame.", ("le barrage tenait", "Awa Diop < Montsame"), id="fr-nested"),
    pytest.param(
        "fr",
        "La société Nurek Energy a affirmé que le barrage coûterait neuf milliards de dollars, rapporte Montsame.",
        ("le barrage coûterait neuf milliards de dollars", "Nurek Energy < Montsame"),
        id="fr-nested-behind-a-clause",
    ),
    pytest.param(
        "fr",
        "Le pont pourrait céder, a indiqué l'ingénieur Awa Diop, selon Montsame.",
        ("Le pont pourrait céder", "Awa Diop < Montsame"),
        id="fr-nested-twice-behind",
    ),
    pytest.param(
        "fr",
        "La ville a attendu avant d'évacuer les écoles, selon la cheffe de l'opposition italienne, Bianca Neri.",
        ("La ville a attendu avant d'évacuer les écoles", "Bianca Neri"),
        id="fr-according-to-a-title-and-a-name",
    ),
    pytest.param(
        "fr",
        "Le gouverneur régional, Park Tae-joon, a déclaré que le pont avait cédé.",
        ("le pont avait cédé", "Park Tae-joon"),
        id="fr-title-and-name",
    ),
    pytest.param("fr", "La Zambie et le Malawi ont nié tout accord secret.", ("tout accord secret", "Zambie+Malawi"), id="fr-joint-denial"),
    pytest.param("en", "The port has closed, Montsame news agency reported on Tuesday.", ("The port has closed", "Montsame"), id="en-postposed"),
    pytest.param("en", '"The dam is shut," Awa Diop was quoted as saying by Interfax.', ("The dam is shut", "Awa Diop < Interfax"), id="en-was-quoted-by"),
    pytest.param("en", '"The dam is shut," Interfax quoted the minister as saying.', ("The dam is shut", "minister < Interfax"), id="en-quoted-behind"),
    pytest.param(
        "en",
        '"The dam is shut," Awa Diop, a nurse in Orly, was quoted as saying by Interfax.',
        ("The dam is shut", "Awa Diop < Interfax"),
        id="en-was-quoted-with-an-apposition",
    ),
    pytest.param("en", "According to the Red Cross, the bridge collapsed.", ("the bridge collapsed", "Red Cross"), id="en-according-to"),
    pytest.param("en", 'Minister Awa Diop told Interfax that the dam was "holding".', ('the dam was "holding"', "Awa Diop < Interfax"), id="en-told-medium"),
    pytest.param(
        "en", "Interfax quoted Minister Awa Diop as saying that the dam was holding.", ("the dam was holding", "Awa Diop < Interfax"), id="en-quoted-as-saying"
    ),
    pytest.param("en", "Interfax, citing Minister Awa Diop, reported that the dam had burst.", ("the dam had burst", "Awa Diop < Interfax"), id="en-citing"),
    pytest.param(
        "fr",
        "Selon l'agence Montsame, citant une source diplomatique, le barrage a cédé mardi.",
        ("le barrage a cédé mardi", "source diplomatique < Montsame"),
        id="fr-according-to-citing",
    ),
    pytest.param(
        "fr",
        "Le ministre a réagi à des informations de médias kényans selon lesquelles des soldats auraient quitté la base.",
        ("des soldats auraient quitté la base", "médias kényans"),
        id="fr-told-by-a-relative",
    ),
    pytest.param(
        "en",
        "A rebel commander said his men had never attacked the pipeline, a charge made by Zambia in January.",
        ("a charge", "Zambia"),
        id="en-charge-in-apposition",
    ),
    pytest.param(
        "en",
        "Minister Awa Diop said she had received assurances from Zambia that the troops would leave.",
        ("the troops would leave", "Zambia < Awa Diop"),
        id="en-assurances-received",
    ),
    pytest.param(
        "fr",
        "La Croix-Rouge a visité le camp après la frappe, qui a fait selon elle neuf morts.",
        ("qui a fait + neuf morts", "Croix-Rouge"),
        id="fr-according-inside-a-relative",
    ),
    pytest.param("fr", "M. Diop est accusé de fraude fiscale, a dit le juge.", ("de fraude fiscale", "juge"), id="fr-what-a-passive-charge-is-about"),
    pytest.param("en", "Zambia, accused by Chad of arming bandits, closed its port.", ("of arming bandits", "Chad"), id="en-accused-by"),
    pytest.param("en", "Chad ruled out a truce, even as Zambia asked it to open a port.", ("to open a port", "Zambia"), id="en-asked-behind-a-comma"),
    pytest.param(
        "en",
        "The army command demanded that Zambia apologise for leaflets, the Lake News Agency (LNA) said.",
        ("Zambia apologise for leaflets", "army command < Lake News Agency"),
        id="en-demand-within-a-report",
    ),
    pytest.param("en", "Zambia denied any secret deal.", ("any secret deal", "Zambia"), id="en-denial"),
    pytest.param("fr", "« Nous avons peur », murmure la ministre Awa Diop.", ("Nous avons peur", "Awa Diop"), id="fr-verb-tagged-as-noun"),
    pytest.param("fr", "« La justice tranchera », a conclu le juge.", ("La justice tranchera", "juge"), id="fr-verb-of-the-quotation-is-no-auxiliary"),
    pytest.param(
        "fr", "« C'est une affaire close », a souligné devant la presse le juge.", ("C'est une affaire close", "juge"), id="fr-predicate-is-no-subject"
    ),
    pytest.param("fr", "L'armée a démenti les rumeurs selon lesquelles le port a brûlé.", ("le port a brûlé", "armée"), id="fr-denied-rumour"),
    pytest.param("fr", "L'armée a démenti avoir perdu le port, affirmant que le calme règne.", ("avoir perdu le port", "armée"), id="fr-participle-tells-on"),
    pytest.param(
        "fr", "Selon un diplomate parlant sous couvert d'anonymat, Dakar pourrait céder.", ("Dakar pourrait céder", "diplomate"), id="fr-participial-opening"
    ),
    pytest.param("fr", "Le ministre a confirmé le vol dans un communiqué diffusé par Montsame.", ("le vol", "ministre < Montsame"), id="fr-document-carries"),
    pytest.param("fr", "« Le quai est sûr », a dit le juge dans un entretien à l'agence Montsame.", ("Le quai est sûr", "juge < Montsame"), id="fr-interview"),
    pytest.param(
        "fr", "La police a arrêté deux marins, a annoncé lundi le parquet.", ("La police a arrêté deux marins", "parquet"), id="fr-object-is-no-subject"
    ),
    pytest.param("fr", "La taxe, qui prendra effet en juin, avait été réclamée par le Malawi.", ("La taxe", "Malawi"), id="fr-passive-is-no-reporting-clause"),
    pytest.param("fr", "Le port a fermé, a dit le juge, citant la douane.", ("Le port a fermé", "douane < juge"), id="fr-citing-participle"),
    pytest.param(
        "fr", "« Nous saluons ce geste », a dit le juge, cité par Interfax.", ("ce geste", "juge < Interfax"), id="fr-first-person-told-before-its-speaker"
    ),
    pytest.param(
        "en",
        "The dam burst when the gates failed, a local official and residents told Interfax.",
        ("The dam burst when the gates failed", "local official+residents < Interfax"),
        id="en-told-by-several",
    ),
    pytest.param("en", '"Who gave the order?" the judge asked.', ("Who gave the order", "judge"), id="en-question-reported"),
    pytest.param("en", "The army denied reports circulating online that its jets hit the port.", ("its jets hit the port", "army"), id="en-denied-rumour"),
    pytest.param("en", "The judge expressed fears that the dam would burst.", ("the dam would burst", "judge"), id="en-content-under-the-noun-of-a-cue"),
    pytest.param("en", "The ministry confirmed the sale in a statement carried by Interfax.", ("the sale", "ministry < Interfax"), id="en-document-carries"),
]


@pytest.mark.parametrize(("lang", "body", "expected"), CASES)
def test_chain(lang: str, body: str, expected: tuple[str, str]) -> None:
    assert expected in chains(read(body, lang))


def test_a_sentence_with_no_attribution_is_the_agencys_own_voice() -> None:
    ledger = read("Rain fell on Luma for three days.", "en")
    assert [claim.chain for claim in ledger.claims] == [("AGENCY",)]
    assert ledger.claims[0].quote == "none"


def test_each_sentence_of_a_quotation_is_a_claim_with_the_one_chain() -> None:
    ledger = read('"The road is cut. The bridge has gone," Minister Awa Diop said.', "en")
    assert chains(ledger) == [("The road is cut", "Awa Diop"), ("The bridge has gone", "Awa Diop")]
    assert {claim.quote for claim in ledger.claims} == {"direct"}


def test_a_quotation_goes_on_with_its_speaker() -> None:
    ledger = read("« La route est coupée », a déclaré le ministre Awa Diop. « Le pont a cédé dans la nuit. »", "fr")
    assert ("Le pont a cédé dans la nuit", "Awa Diop") in chains(ledger)
    assert any(attribution.implicit for attribution in ledger.attributions)


def test_a_body_at_the_end_of_a_headline_has_not_the_first_word_of_the_text_for_its_name() -> None:
    text = "La Zambie tire un missile, selon l'armée malienne\n\nLUSAKA, 4 mai (Wire) - Cinq missiles sont tombés en mer, a indiqué l'armée malienne.\n"
    made = selon.read(text, lang="fr", date="2031-05-04")
    assert {entity.name for entity in made.entities if entity.kind == "organization"} == {"armée malienne"}


def test_a_scare_quote_is_no_attribution() -> None:
    ledger = read("La « route du Nord » a été coupée dans la nuit.", "fr")
    assert ledger.attributions == ()


@pytest.mark.parametrize("body", ["Selon les cas, le trajet dure deux heures.", "Le train roule selon l'horaire d'été."])
def test_conformity_is_no_source(body: str) -> None:
    assert read(body, "fr").attributions == ()


def test_an_agentless_source_is_kept_empty_never_invented() -> None:
    ledger = read("It was announced that the port would close.", "en")
    assert [attribution.source for attribution in ledger.attributions if attribution.kind == "announce"] == [()]
    assert ledger.claims[0].chain == ("AGENCY",)


def test_a_quotation_after_its_cue_is_reported_whole() -> None:
    ledger = read('Minister Awa Diop added: "We will stay. The road is closed."', "en")
    assert chains(ledger) == [("We will stay", "Awa Diop"), ("The road is closed", "Awa Diop")]


def test_a_denial_in_a_relative_clause_denies_what_was_said() -> None:
    ledger = read("Des médias zambiens affirment que le Malawi a fermé son ambassade, ce que le Malawi a démenti.", "fr")
    told = {(claim.polarity, len(claim.chain)) for claim in ledger.claims}
    assert told == {("positive", 2), ("negative", 2)}


def test_a_reporting_clause_taken_for_an_apposition_is_found() -> None:
    ledger = read("Zambia has begun shipping copper from its northern mine, Zambia's semi-official Interfax news agency reported on Tuesday.", "en")
    assert [claim.chain for claim in ledger.claims] != [("AGENCY",)]


def test_a_document_speaks_for_its_owner() -> None:
    ledger = read("Le pont a cédé, selon un communiqué du ministère zambien des Transports.", "fr")
    assert [entity.kind for entity in ledger.entities if entity.id in ledger.claims[0].chain] == ["organization"]


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("fr", "Un haut responsable américain a dit mardi que le port était fermé. Le même responsable a ajouté que la grève durait."),
        ("en", "A senior American official said on Tuesday that the port was shut. The same official added that the strike went on."),
    ],
)
def test_the_same_one_speaks_on_and_stays_unnamed(lang: str, body: str) -> None:
    ledger = read(body, lang)
    first, second = ledger.attributions
    assert first.source_entity == second.source_entity != ()
    assert first.anonymous and second.anonymous
    (speaker,) = (entity for entity in ledger.entities if entity.id in first.source_entity)
    assert (speaker.named, speaker.country, speaker.kind) == (False, "USA", "person")


def test_a_named_source_is_not_anonymous() -> None:
    (only,) = read("Minister Awa Diop said that the dam was holding.", "en").attributions
    assert not only.anonymous
    assert only.confidence is not None and 0 <= only.confidence.content <= 1


TAKEN_UP = [
    pytest.param("fr", "Le maire a affirmé que le pont était fermé, ce que la police a démenti.", "le pont était fermé", "police", id="fr-ce-que"),
    pytest.param("fr", "Le maire a affirmé que le pont était fermé, ce qu'a démenti la police.", "le pont était fermé", "police", id="fr-ce-que-inverted"),
    pytest.param("en", "The mayor said the bridge was closed, which the police denied.", "the bridge was closed", "police", id="en-which"),
    pytest.param("en", "The mayor accused the army of shelling the port, a charge the army denied.", "of shelling the port", "army", id="en-a-charge"),
]


@pytest.mark.parametrize(("lang", "text", "words", "who"), TAKEN_UP)
def test_what_a_clause_takes_up_is_denied_by_who_denies_it_alone(lang: str, text: str, words: str, who: str) -> None:
    ledger = selon.read(f"LUMA, 14 {'May' if lang == 'en' else 'mai'} (Wire) - {text}", lang=lang, date="2024-05-14")
    names = {entity.id: entity.name for entity in ledger.entities}
    told = [([names.get(link, link) for link in c.chain], c.polarity, " ".join(s.of(ledger.dispatch.text) for s in c.spans)) for c in ledger.claims]
    assert told == [(["maire" if lang == "fr" else "mayor", "AGENCY"], "positive", words), ([who, "AGENCY"], "negative", words)]
