"""Dispatches of two small stories, read by selon; their texts are invented."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from selon.intake.assemble import build_dispatch
from selon.model.dispatch import Carriage
from selon.model.ledger import Ledger
from selon.pipeline import read_dispatch
from selon.stories.card import Card, card_of

#: key -> (language, day, text).
TEXTS = {
    "wagons-en": (
        "en",
        "2031-03-04",
        "Serbia to deliver 38 railway wagons to Albania\n\n"
        "BELGRADE, March 4 (Reuters) - Serbia will deliver 38 railway wagons to Albania by the end of May, Serbian Transport Minister Dragan Petkovic "
        "said on Tuesday.\n\n"
        '"The wagons are ready in Kragujevac," Petkovic told reporters. The minister did not give the price.\n\n'
        "Albanian Transport Minister Arben Leka thanked Serbia for the decision.\n\n"
        "The RUSK union accused the ministry of closing the Kragujevac plant. Petkovic denied the accusation.\n",
    ),
    "wagons-fr": (
        "fr",
        "2031-03-04",
        "La Serbie va livrer 38 wagons à l'Albanie\n\n"
        "BELGRADE, 4 mars (AFP) - La Serbie livrera 38 wagons de chemin de fer à l'Albanie avant la fin mai, a annoncé mardi le ministre serbe des "
        "Transports, Dragan Petkovic.\n\n"
        "Le ministre albanais des Transports, Arben Leka, a remercié la Serbie pour cette décision.\n",
    ),
    "wagons-done": (
        "fr",
        "2031-05-22",
        "L'Albanie a reçu les 38 wagons promis par la Serbie\n\n"
        "TIRANA, 22 mai (AFP) - La Serbie a livré mercredi à l'Albanie les 38 wagons de chemin de fer promis en mars, a déclaré jeudi le ministre "
        "albanais des Transports, Arben Leka.\n\n"
        '"Belgrade a tenu parole", a-t-il dit.\n',
    ),
    "clash-en": (
        "en",
        "2031-09-16",
        "Twelve fishermen killed in clash off Kelimbe\n\n"
        "DAKAR, Sept 16 (AP) - Twelve fishermen were killed on Monday in a clash near Kelimbe, the Senegalese navy said on Tuesday.\n\n"
        "The navy said it had seized two boats. It made no mention of its own losses.\n",
    ),
    "clash-fr": (
        "fr",
        "2031-09-17",
        "Sénégal: quinze pêcheurs tués près de Kelimbe\n\n"
        "DAKAR, 17 sept (AFP) - Quinze pêcheurs ont été tués lundi dans un affrontement près de Kelimbe, a affirmé mercredi le collectif Mer Libre.\n\n"
        "Le collectif a accusé la marine sénégalaise d'avoir tiré sans sommation. La marine a démenti ces accusations.\n",
    ),
}
#: What a newspaper made of the first: the second paragraph is cut, a sentence is added.
COPY = (
    "Serbia sends wagons to Albania\n\n"
    "BELGRADE, March 4 (Reuters) - Serbia will deliver 38 railway wagons to Albania by the end of May, Serbian Transport Minister Dragan Petkovic "
    "said on Tuesday.\n\n"
    "Albanian Transport Minister Arben Leka thanked Serbia for the decision. Trains have not run between the two capitals since 1998.\n\n"
    "The RUSK union accused the ministry of closing the Kragujevac plant. Petkovic denied the accusation.\n"
)


@cache
def ledger(key: str) -> Ledger:
    """The ledger of one of the texts; ``wagons-copy`` is the newspaper's."""
    lang, day, text = ("en", "2031-03-05", COPY) if key == "wagons-copy" else TEXTS[key]
    dispatch, notices = build_dispatch(text, id=key, lang=lang, date=day)
    outlet = "Balkan Courier" if key == "wagons-copy" else None
    return read_dispatch(replace(dispatch, carriage=Carriage(outlet=outlet)), notices)


@cache
def card(key: str) -> Card:
    """The card of one of the texts."""
    return card_of(ledger(key), key)


def cards(*keys: str) -> list[Card]:
    """The cards of *keys*; of all texts, if none are named."""
    return [card(key) for key in keys or (*TEXTS, "wagons-copy")]
