"""Who says what, where the clause that tells it is parted, inverted or misread by the parser, on texts of this project's own."""

from __future__ import annotations

import pytest

import selon

SAID = [
    ("en", "The quay was empty, Marta Kalve, a nurse in Jelgava, said on Tuesday.", "Marta Kalve", "The quay was empty"),
    ("en", "The quay will be sold, Marta Kalve, who leads the opposition in Latvia, said.", "Marta Kalve", "The quay will be sold"),
    ("en", "The quay will be sold, a senior Latvian official who asked not to be named said.", "senior Latvian official", "The quay will be sold"),
    ("en", "All the dead were drivers, among them four children, confirmed regional governor Mara Kalve.", "Mara Kalve", None),
    ("en", '"The clinic has run out of beds," ORTM quoted hospital officials as saying.', ["hospital officials", "ORTM"], None),
    ("en", "Some 11 men have been taken prisoner, the rebel Movement for Renewal said, according to AFP.", ["Movement for Renewal", "AFP"], None),
    ("en", "All of the dead were guards, among them three women, Aldo Hadi, the mayor of Luma, said, according to AP.", ["Aldo Hadi", "AP"], None),
    ("en", "Some 33 people have died of typhoid, Kayhan said, according to dpa.", ["Kayhan", "dpa"], None),
    ("en", "A rocket killed at least 37 people in Luma, the Tajik state news agency Khovar said, quoting police.", ["police", "Khovar"], None),
    ("en", "Eight people were treated for burns, confirmed hospital officials in Okazaki.", "hospital officials in Okazaki", None),
    ("en", "According to Stefan Duma, an analyst at Open Bank, rates will rise.", "Stefan Duma", None),
    ("en", "Mali may propose a meeting of experts in Kayes, a senior Malian official who asked not to be named said.", "senior Malian official", None),
    ("en", "Mara Kalwe swam for an hour, holding an empty box, a resident of Cesis, Janis Ozols, said.", "Janis Ozols", None),
    ("en", "The quay will be sold, a Latvian diplomat, speaking on condition of anonymity, said.", "Latvian diplomat", "The quay will be sold"),
    ("en", "The quay was empty, confirmed the Latvian dockers' union LDOK.", "LDOK", "The quay was empty"),
    ("en", "The quay was inspected in May, as told by the harbour master.", "harbour master", "The quay was inspected in May"),
    ("en", "The European Union voiced concern over the closing of the quay.", "European Union", "over the closing of the quay"),
    ("en", "The rebel Front for Renewal claimed responsibility for the blast on the quay.", "Front for Renewal", "for the blast on the quay"),
    ("en", "The inquiry began in Cesis and went on for six months, a senior Latvian official who asked not to be named said.", "senior Latvian official", None),
    ("en", "The paper was able to reach Marta Kalve, a baker from Jelgava, who said that bread was scarce.", "Marta Kalve", "that bread was scarce"),
    ("en", "A rocket killed at least 29 people in Cesis Wednesday, hospital officials said.", "hospital officials", None),
    ("en", "All the dead were drivers, among them four women, confirmed regional governor Marta Kalve.", "Marta Kalve", None),
    ("en", "According to Latvian Transport Minister Marta Kalve, rails and wagons will follow.", "Marta Kalve", "rails and wagons will follow"),
    ("en", "The Latvian dockers' union LDOK told a news conference that the quay was empty.", "LDOK", "the quay was empty"),
    ("en", "The OSCE voiced concern over the plan.", "OSCE", "over the plan"),
    ("en", "Farmers are leaving the villages around Cesis, Marta Kalve, a resident of Cesis, said.", "Marta Kalve", None),
    ("en", "The quay was empty, a Latvian army spokesman, Colonel Kang Hye-jin, said.", "Kang Hye-jin", "The quay was empty"),
    ("fr", "L'opposant letton Janis Ozols a expliqué aux journalistes que le quai était vide.", "Janis Ozols", "le quai était vide"),
    ("fr", "Un responsable letton ayant requis l'anonymat a dit que le quai serait vendu.", "responsable letton", "le quai serait vendu"),
    ("fr", "Joint par Le Courrier du Port, Janis Ozols, docker à Cesis, a affirmé que le quai était vide.", "Janis Ozols", "le quai était vide"),
    ("fr", "L'Union européenne a exprimé sa préoccupation devant la fermeture du quai.", "Union européenne", "devant la fermeture du quai"),
    ("fr", "Selon l'économiste Marta Kalve, de Kastell Capital, le quai sera vendu.", "Marta Kalve", "le quai sera vendu"),
    ("fr", "Le quai sera sans doute vendu en mai, d'après l'économiste Marta Kalve, de Ridge Bank.", "Marta Kalve", None),
    ("fr", "Selon Marta Kalve, du syndicat LDOK, le quai sera vendu.", "Marta Kalve", "le quai sera vendu"),
    ("fr", "Le quai sera rouvert, selon la protection civile. « C'est un début », a-t-elle dit.", "protection civile", "C'est un début"),
    ("fr", "Le syndicat votera contre, a précisé le maire de Cesis, Janis Ozols.", "Janis Ozols", "Le syndicat votera contre"),
    ("fr", "Toutes les grues du port resteront fermées, a précisé le maire de Cesis, Janis Ozols.", "Janis Ozols", None),
    ("fr", "Selon un haut responsable letton ayant requis l'anonymat, Riga a pris note de ce plan.", "haut responsable letton", "Riga a pris note de ce plan"),
    ("fr", "D'après un diplomate letton, qui a requis l'anonymat, Riga a pris note de ce plan.", "diplomate letton", "Riga a pris note de ce plan"),
    ("fr", "Un diplomate letton a expliqué que l'enquête, ouverte à Cesis, avait duré dix mois.", "diplomate letton", None),
    ("fr", "La mission de l'ONU a expliqué que des pompes et de l'eau seraient livrées au port.", "mission de l'ONU", None),
    ("fr", "La livre pourrait perdre 4%, a assuré Viktor Kolar, analyste chez Orbis.", "Viktor Kolar", "La livre pourrait perdre 4%"),
    ("fr", "Le quai est vide, selon une habitante de Cesis, Joana Holm.", "Joana Holm", "Le quai est vide"),
    ("fr", "Ana Dumaru, analyste chez Orbis Capital, a affirmé que le quai était vide.", "Ana Dumaru", "le quai était vide"),
    ("fr", "Le quai sera vendu, d'après le ministre letton du Travail, Janis Ozols.", "Janis Ozols", "Le quai sera vendu"),
    ("fr", "L'opposant chinois Li Haoran a accusé le port de cacher le prix.", "Li Haoran", "de cacher le prix"),
    ("fr", "Le maire a protesté contre la fermeture du quai, dénonçant un acte hostile.", "maire", None),
    ("fr", "Le maire a protesté contre la fermeture du quai, contraire selon lui à la loi.", "maire", None),
    (
        "fr",
        "Le quai est vide, a dit la compagnie Orbis. Moins de 12% du personnel est en grève, a-t-elle poursuivi.",
        "Orbis",
        "Moins de 12% du personnel est en grève",
    ),
    ("fr", "Bakyt Jumabek, analyste chez Orbis, a déclaré aux journalistes que le quai était vide.", "Bakyt Jumabek", "le quai était vide"),
    ("fr", "Selon l'opposant letton Janis Ozols, l'opposition votera contre.", "Janis Ozols", "l'opposition votera contre"),
    ("fr", "Un haut responsable ayant requis l'anonymat a expliqué que l'enquête, ouverte à Cesis, avait duré huit mois.", "haut responsable", None),
    ("fr", "Joint par L'Observateur du Port, Nabil Al-Masar, architecte à Cesis, a affirmé que le quai était vide.", "Nabil Al-Masar", "le quai était vide"),
    ("fr", "Le ministre letton du Travail, Janis Ozols, a donné mardi trois jours au port pour rouvrir.", "Janis Ozols", "pour rouvrir"),
    ("fr", "Selon une commerçante de Cesis, Teuta Rada, le quai était vide.", "Teuta Rada", "le quai était vide"),
    ("fr", "L'armée lettone a déclaré devant la presse que les troupes autour de Cesis resteraient en alerte.", "armée lettone", None),
    ("fr", "Selon l'armée lettone, les troupes autour de Cesis resteront sur le quai.", "armée lettone", "les troupes autour de Cesis resteront sur le quai"),
    ("fr", "Selon le chef de l'opposition lettone, Janis Ozols, l'opposition votera contre.", "Janis Ozols", "l'opposition votera contre"),
]


@pytest.mark.parametrize(("lang", "text", "speaker", "content"), SAID)
def test_speaker_and_content(lang: str, text: str, speaker: str | list[str], content: str | None) -> None:
    ledger = selon.read(f"LUMA, 14 {'May' if lang == 'en' else 'mai'} (Wire) - {text}", lang=lang, date="2024-05-14")
    names = {entity.id: entity.name for entity in ledger.entities}
    told = {" … ".join(span.of(ledger.dispatch.text) for span in claim.spans): [names.get(link, link) for link in claim.chain] for claim in ledger.claims}
    assert told.get(content or next(iter(told))) == [*([speaker] if isinstance(speaker, str) else speaker), "AGENCY"], told


AGENCYS = [
    ("en", "The dockers stopped work in May to demand higher pay."),
    ("en", "It was not immediately possible to confirm this account independently."),
    ("fr", "Les dockers avaient cessé le travail en mai pour réclamer une hausse des salaires."),
    ("fr", "Liepaja assure près d'un tiers du trafic du pays."),
    ("fr", "Riga et Vilnius s'opposent sur ce dossier depuis des années."),
]


@pytest.mark.parametrize(("lang", "text"), AGENCYS)
def test_nobody_speaks_but_the_agency(lang: str, text: str) -> None:
    first = "The army said that the road was shut." if lang == "en" else "L'armée a dit que la route était coupée."
    ledger = selon.read(f"LUMA, 14 {'May' if lang == 'en' else 'mai'} (Wire) - {first}\n\n{text}", lang=lang, date="2024-05-14")
    assert {claim.chain for claim in ledger.claims if claim.spans[0].start >= ledger.dispatch.text.index(text)} <= {("AGENCY",)}


RELAYED = [
    ("Le stock suffira, a précisé l'ONG Fern Hope, selon Times of India.", ("Fern Hope", "Times of India")),
    ("Le port a rouvert, a fait savoir la ministre lettone de l'Intérieur, Ana Kalve, d'après Fana Broadcasting Corporate.", ("Ana Kalve", "Fana")),
    ("« Le port est sûr », a affirmé le juge, cité par JoongAng Ilbo.", ("juge", "JoongAng Ilbo")),
    ("Le port a fermé, rapporte la chaîne kényane KTN, qui cite la douane.", ("douane", "KTN")),
    (
        "Le parti a obtenu 54% des voix, a rapporté mardi la chaîne tunisienne Mosaïque FM, citant la commission électorale.",
        ("commission électorale", "Mosaïque FM"),
    ),
    ("La cheffe de l'opposition lettone, Ana Kalve, a indiqué que le port avait trop attendu, rapporte CGTN.", ("Ana Kalve", "CGTN")),
    ("La Lettonie pourrait proposer un accord, a indiqué un haut responsable ayant requis l'anonymat, selon Cadena Ser.", ("haut responsable", "Cadena Ser")),
    ("Le train roulait vite, bien trop vite, a précisé un dirigeant du syndicat, Joko Abd, selon New Straits Times.", ("Joko Abd", "New Straits Times")),
]


@pytest.mark.parametrize(("text", "links"), RELAYED)
def test_a_medium_carries_what_is_told(text: str, links: tuple[str, ...]) -> None:
    ledger = selon.read(f"LUMA, 14 mai (Wire) - {text}", lang="fr", date="2024-05-14")
    names = {entity.id: entity.name for entity in ledger.entities}
    assert [tuple(names.get(link, link) for link in claim.chain) for claim in ledger.claims] == [(*links, "AGENCY")]


def test_a_credit_tells_nothing() -> None:
    text = (
        "Le Soudan sanctionne des navires\n\n(AFP) 41 navires et compagnies estoniennes ont été ajoutés vendredi à la liste, a indiqué le ministère soudanais."
    )
    ledger = selon.read(text, lang="fr", date="2024-05-14")
    names = {entity.id: entity.name for entity in ledger.entities}
    assert [names.get(claim.chain[0]) for claim in ledger.claims] == ["ministère soudanais"]


def test_a_name_parts_a_subject_from_its_verb() -> None:
    text = (
        "Le ministre letton de l'Intérieur, Janis Ozols, a sommé mercredi les manifestants qui bloquent depuis lundi l'accès au quai de Cesis de se disperser."
    )
    ledger = selon.read(f"LUMA, 14 mai (Wire) - {text}", lang="fr", date="2024-05-14")
    names = {entity.id: entity.name for entity in ledger.entities}
    assert {tuple(names.get(link, link) for link in claim.chain) for claim in ledger.claims} == {("Janis Ozols", "AGENCY")}


def test_a_citing_clause_and_one_that_goes_back_to_its_subject() -> None:
    text = (
        "Le quai a été fermé pour quatre semaines, a rapporté l'agence Reuters, qui cite le ministère letton de l'Intérieur. Le ministre, Janis Ozols, a "
        "protesté contre la fermeture du quai, contraire selon lui à un traité."
    )
    ledger = selon.read(f"LUMA, 14 mai (Wire) - {text}", lang="fr", date="2024-05-14")
    names = {entity.id: entity.name for entity in ledger.entities}
    assert {tuple(names.get(link, link) for link in claim.chain) for claim in ledger.claims} == {
        ("ministère letton de l'Intérieur", "Reuters", "AGENCY"),
        ("Janis Ozols", "AGENCY"),
    }


def test_nobody_claims_responsibility() -> None:
    ledger = selon.read("LUMA, May 14 (Wire) - No one claimed responsibility for the blast.", lang="en", date="2024-05-14")
    assert [claim.chain for claim in ledger.claims] == [("AGENCY",)]


def test_none_of_a_quotation_speaks_it() -> None:
    text = 'The dockers\' union met. "The knife cuts here, never in the palace," it said.'
    ledger = selon.read(f"LUMA, May 14 (Wire) - {text}", lang="en", date="2024-05-14")
    palace = [entity.id for entity in ledger.entities if "palace" in entity.name]
    assert not [claim for claim in ledger.claims if claim.chain[0] in palace]


def test_no_silence_runs_over_a_quotation_mark() -> None:
    ledger = selon.read('LUMA, May 14 (Wire) - Marta Kalve has resigned. "I leave without bitterness," she said.', lang="en", date="2024-05-14")
    assert "I leave without bitterness" in [" ".join(span.of(ledger.dispatch.text) for span in claim.spans) for claim in ledger.claims]
    assert ledger.omissions == ()


def test_who_speaks_is_no_piece_of_a_credit() -> None:
    ledger = selon.read("(Wire) Doctors at Cesis hospital said that nine men had died. They said it was late.", lang="en", date="2024-05-14")
    names = {entity.id: entity.name for entity in ledger.entities}
    assert {names.get(claim.chain[0]) for claim in ledger.claims} == {"Doctors at Cesis hospital"}


def chain_of(words: str, text: str) -> list[str]:
    ledger = selon.read(f"LUMA, May 14 (Wire) - {text}", lang="en", date="2024-05-14")
    names = {entity.id: entity.name for entity in ledger.entities}
    told = {" ".join(span.of(ledger.dispatch.text) for span in claim.spans): [names.get(link, link) for link in claim.chain] for claim in ledger.claims}
    return told[words]


SAFE = "Peteris Krams, an official of the port, said the crane was safe.\n\n"
WAIT = '"There is no reason to wait," he said.'


def test_a_pronoun_speaks_for_who_acted_last_in_the_paragraph() -> None:
    acted = f"{SAFE}Labour Minister Janis Ozols gave both sides until Friday to return. {WAIT}"
    assert chain_of("There is no reason to wait", acted) == ["Janis Ozols", "AGENCY"]
    assert chain_of("There is no reason to wait", f"{SAFE}The crane is old. {WAIT}") == ["Peteris Krams", "AGENCY"]


def test_a_pronoun_speaks_for_nobody_of_another_gender() -> None:
    woman = "Vilma Roze, a spokeswoman for the port, said the crane was safe."
    assert "Vilma Roze" not in chain_of("There is no reason to wait", f"{woman} The men are to come back by Friday. {WAIT}")
