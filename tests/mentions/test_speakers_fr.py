"""Who speaks in French, where the parser knows none of the name's words."""

from __future__ import annotations

import pytest

import selon

_HEAD = "Incendie au dépôt\n\nRIGA, 6 août 2025 (AFP) - "


def _speakers(body: str) -> list[str]:
    ledger = selon.read(_HEAD + body, lang="fr", date="2025-08-06")
    names = {entity.id: entity.name for entity in ledger.entities}
    return [names.get(claim.chain[0], claim.chain[0]) for claim in ledger.claims]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Pilar Ordaz, boulangère à Cuenca, a assuré à La Gazette du Port que le marché était resté fermé.", "Pilar Ordaz"),
        ("Jointe par Le Progrès du Lac, Pilar Ordaz, boulangère à Cuenca, a affirmé que le marché était resté fermé.", "Pilar Ordaz"),
        ("Janek Wilk, cordonnier à Elblag, a assuré à Le Phare de la Baie que personne dans la rue n'avait été prévenu.", "Janek Wilk"),
        ("Selon l'ONG Bright Witness, ses observateurs à Kasama et Mpika ont reçu 90 appels.", "Bright Witness"),
        ("D'après le syndicat chilien KOTR, ses adhérents de Talca et Curico vont se réunir.", "KOTR"),
        ("La digue a été jugée sûre, a assuré la société tunisienne Velmont Resources.", "Velmont Resources"),
        ("Sa construction durera deux ans, selon l'entreprise Dartek Energy.", "Dartek Energy"),
        ("Neuf soldats ont été tués, selon le mouvement rebelle Front de Kalmar libre.", "Front de Kalmar libre"),
        ("Dans un communiqué, le mouvement rebelle Armée pour le renouveau a indiqué que cinq soldats avaient été tués.", "Armée pour le renouveau"),
        ("Des coups de feu ont retenti, selon une habitante d'Al Zubara, Dina Al-Masri.", "Dina Al-Masri"),
        ("Des clients attendaient, a expliqué un commerçant de Si Prachan, Niran Thongdee.", "Niran Thongdee"),
        ("Le gouvernement a trop attendu, a indiqué l'opposant polonais Karol Wronkov.", "Karol Wronkov"),
        ("La monnaie pourrait perdre 4%, selon Sami Al-Rustom, analyste chez Quayside Bank.", "Sami Al-Rustom"),
        ("L'ONG Bright Witness a expliqué aux journalistes que ses observateurs à Kasama et Mpika avaient reçu 90 appels.", "Bright Witness"),
        ("La police de Notre Gounass a indiqué samedi que la foule avait brûlé un bus.", "police de Notre Gounass"),
        ('Les dockers reprennent le travail, a dit mardi Juan Rivas. "Les prix grimpent toujours, nos paies jamais", a-t-il ajouté.', "Juan Rivas"),
    ],
)
def test_who_says_it(body: str, speaker: str) -> None:
    assert set(_speakers(body)) == {speaker}


def test_a_minister_and_a_body_that_acts_stay_apart() -> None:
    """A name behind a comma that has a verb of its own is no apposition."""
    assert _speakers("Selon le maire de Lens, Marc Petit a refusé de signer l'accord.") == ["maire de Lens"]


def test_a_list_of_sources_stays_a_list() -> None:
    ledger = selon.read(_HEAD + "Selon le maire, un médecin et un pompier, une bombe a tué neuf personnes.", lang="fr", date="2025-08-06")
    assert "+" in ledger.claims[0].chain[0]
