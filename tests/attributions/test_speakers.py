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
    ("fr", "Le quai sera rouvert, selon la protection civile. « C'est un début », a-t-elle dit.", "protection civile", "C'est un début"),
]


@pytest.mark.parametrize(("lang", "text", "speaker", "content"), SAID)
def test_speaker_and_content(lang: str, text: str, speaker: str | list[str], content: str | None) -> None:
    ledger = selon.read(f"LUMA, 14 {'May' if lang == 'en' else 'mai'} (Wire) - {text}", lang=lang, date="2024-05-14")
    names = {entity.id: entity.name for entity in ledger.entities}
    told = {" … ".join(span.of(ledger.dispatch.text) for span in claim.spans): [names.get(link, link) for link in claim.chain] for claim in ledger.claims}
    assert told.get(content or next(iter(told))) == [*([speaker] if isinstance(speaker, str) else speaker), "AGENCY"], told


def test_a_credit_tells_nothing() -> None:
    text = (
        "Le Soudan sanctionne des navires\n\n(AFP) 41 navires et compagnies estoniennes ont été ajoutés vendredi à la liste, a indiqué le ministère soudanais."
    )
    ledger = selon.read(text, lang="fr", date="2024-05-14")
    names = {entity.id: entity.name for entity in ledger.entities}
    assert [names.get(claim.chain[0]) for claim in ledger.claims] == ["ministère soudanais"]


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
