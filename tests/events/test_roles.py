"""Who did what to whom, on hand-made sentences: passives, control, coordination, light verbs, nouns, phrases that tell their party inside."""

from __future__ import annotations

import pytest

from selon.events.patterns import Match
from tests.events.matching import matcher


def events(text: str, lang: str) -> list[tuple[str, list[str], list[str]]]:
    """(act, words of the actors, words of the recipients) of each trigger, in text order, an event named twice told once."""
    found = matcher(text, lang)
    told: dict[int, Match] = {}
    for i in range(len(found.view)):
        match = found.at(i)
        if match is not None:
            told.setdefault(match.trigger, match)
    return [(m.pattern.act, [found.view.word[t] for t in m.actor], [found.view.word[t] for t in m.recipient]) for m in told.values()]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        # actives and passives
        ("en", "Finland expelled two Russian diplomats.", ("expel_diplomat", ["Finland"], ["Russian"])),
        ("en", "The deputy was arrested by the police.", ("arrest", ["police"], ["deputy"])),
        ("fr", "Le député a été arrêté par la police.", ("arrest", ["police"], ["député"])),
        ("fr", "La police a arrêté le député.", ("arrest", ["police"], ["député"])),
        # a passive that keeps its object is done for its subject
        ("en", "Fiji was given 12 tankers by Norway.", ("donate", ["Norway"], ["Fiji"])),
        # what is sent is the sender's
        ("en", "Cuban doctors were sent to Angola.", ("provide_assistance", ["Cuban"], ["Angola"])),
        ("fr", "Des médecins cubains ont été envoyés en Angola.", ("send_doctors", ["cubains"], ["Angola"])),
        # the agent of an event noun, and what the parser hangs on it
        ("en", "The arrest of the mayor by the police surprised nobody.", ("arrest", ["police"], ["mayor"])),
        ("fr", "La saisie par l'Iran d'un pétrolier panaméen a surpris.", ("seize_ship", ["Iran"], ["panaméen"])),
        # a participle before its clause
        ("fr", "Invitée par Ottawa, l'Islande a confirmé sa venue.", ("invite", ["Ottawa"], ["Islande"])),
        # control
        ("en", "Peru decided to recall its ambassador to Chile.", ("recall_ambassador", ["Peru"], ["Chile"])),
        ("fr", "La police vient d'arrêter le député.", ("arrest", ["police"], ["député"])),
        # coordination
        ("en", "Norway and Sweden signed a treaty on Monday.", ("sign_treaty", ["Norway", "Sweden"], [])),
        ("fr", "La Norvège et la Suède ont signé un traité.", ("sign_treaty", ["Norvège", "Suède"], [])),
        ("en", "The Cambodian and Thai ministers met in Luma.", ("meet", ["Cambodian", "Thai"], [])),
        # light verbs
        ("en", "Bogota launched an attack on the rebels.", ("attack", ["Bogota"], ["rebels"])),
        # event nouns as subjects of verbs that say nothing of their own
        ("en", "Talks between Iran and Oman broke up on Sunday.", ("hold_talks", ["Iran", "Oman"], [])),
        ("fr", "Les pourparlers entre l'Iran et Oman ont repris dimanche.", ("hold_talks", ["Iran", "Oman"], [])),
        ("en", "Moscow's expulsion of two Estonian diplomats surprised nobody.", ("expel_diplomat", ["Moscow"], ["Estonian"])),
        # the doer hung below the possessor
        ("fr", "L'arrestation de neuf pêcheurs indiens par la marine a duré une heure.", ("arrest", ["marine"], ["pêcheurs"])),
        # the party told inside the phrase
        ("en", "Turkey sent tents to flooded districts of Bosnia.", ("deliver_aid", ["Turkey"], ["Bosnia"])),
    ],
)
def test_roles(lang: str, text: str, wanted: tuple[str, list[str], list[str]]) -> None:
    assert wanted in events(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "act"),
    [
        ("en", "The rider launched an attack on the last climb.", "attack"),
        ("fr", "Le coureur a lancé l'offensive dans le dernier col.", "attack"),
        ("fr", "L'exposition retrace l'exil du poète.", "expel"),
    ],
)
def test_sport_and_fiction_are_no_events(lang: str, text: str, act: str) -> None:
    found = matcher(text, lang)
    heads = [i for i in range(len(found.view)) if found.view.head[i] == i]
    assert act not in {match.pattern.act for i in heads if (match := found.at(i)) is not None}


@pytest.mark.parametrize(
    ("lang", "text", "ahead"),
    [
        ("en", "Fiji will open an embassy in Lima.", True),
        ("en", "Fiji plans to open an embassy in Lima.", True),
        ("en", "Fiji may open an embassy in Lima.", True),
        ("en", "Fiji is to open an embassy in Lima.", True),
        ("en", "Fiji has opened an embassy in Lima.", False),
        ("en", "An embassy is being opened in Lima.", False),
        ("fr", "Le Pérou ouvrira une ambassade à Oslo.", True),
        ("fr", "Le Pérou pourrait ouvrir une ambassade à Oslo.", True),
        ("fr", "Le Pérou a ouvert une ambassade à Oslo.", False),
        ("fr", "Le Pérou aurait ouvert une ambassade à Oslo.", False),
    ],
)
def test_what_is_ahead(lang: str, text: str, ahead: bool) -> None:
    found = matcher(text, lang)
    verb = next(i for i in range(len(found.view)) if found.view.lemma[i] in ("open", "ouvrir"))
    assert found.is_ahead(verb) is ahead


def test_what_is_demanded() -> None:
    for lang, text, demanded in (
        ("en", "They must leave the port.", True),
        ("en", "They left the port.", False),
        ("fr", "Ils doivent quitter le port.", True),
        ("fr", "Ils devraient quitter le port.", False),
    ):
        found = matcher(text, lang)
        root = next(i for i in range(len(found.view)) if found.view.head[i] == i)
        assert found.is_demanded(root) is demanded, text


def test_judgements_are_acts() -> None:
    for lang, text, act in (
        ("en", "It is a provocation.", "denounce"),
        ("en", "It is a bridge.", None),
        ("fr", "C'est une provocation.", "denounce"),
        ("fr", "Ce partenariat est exemplaire.", "praise"),
    ):
        found = matcher(text, lang)
        root = next(i for i in range(len(found.view)) if found.view.head[i] == i)
        assert found.verdict(root) == act, text
