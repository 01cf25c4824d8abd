"""Classes of attributions, told from text and spans; the kinds of cues need the language models."""

from __future__ import annotations

import pytest

from selon.attributions.cues import ATTITUDES
from selon.evaluate.classes import CUES, QUOTES, cue_kinds, quote_kinds
from selon.tables import schema_of

from .examples import document, relation


def quote_of(text: str, *content: str) -> str:
    return quote_kinds(document("a", "en", text), [relation(text, "", "", *content)])[0]


def cue_of(lang: str, text: str, cue: str) -> str:
    return cue_kinds(document("a", lang, text), [relation(text, "", cue, "")])[0]


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ('"We stay," the crew said.', ('"We stay,"',), "direct"),
        ('"We stay," the crew said.', ("We stay",), "direct"),
        ("« Nous, a dit l'équipage, restons ».", ("« Nous", "restons »"), "direct"),
        ('The crew said it would "stay" there.', ('it would "stay" there',), "mixed"),
        ("L'équipage dit qu'il « restera » là.", ("qu'il « restera » là",), "mixed"),
        ('The crew of the "Mary" said it would stay.', ("it would stay",), "indirect"),
        ('The "Mary" said:', (":",), "indirect"),
    ],
)
def test_quote(text: str, content: tuple[str, ...], kind: str) -> None:
    assert quote_of(text, *content) == kind


@pytest.mark.parametrize(
    ("lang", "text", "cue", "kind"),
    [
        ("en", "The crew said it would stay.", "said", "speech verb"),
        ("en", "The crew has not denied that it left.", "has not denied", "speech verb"),
        ("en", "The captain wants to ask for more pay.", "wants to ask", "speech verb"),
        ("en", "The owners pointed out that the ship is old.", "pointed out", "speech verb"),
        ("en", "Divers feared that the hull would break.", "feared", "attitude verb"),
        ("en", "The captain wants to leave.", "wants", "attitude verb"),
        ("en", "Port Says Ship Will Leave", "Says", "speech verb"),
        ("en", "Its promise to pay was kept.", "promise", "noun"),
        ("en", "There was much rhetoric about the cost.", "rhetoric", "noun"),
        ("en", "The pilots are confident that it floats.", "are confident", "adjective"),
        ("en", "According to the pilots, it floats.", "According to", "according to"),
        ("en", "The pilots: it floats.", ":", "mark"),
        ("en", "The pilots sailed that it floats.", "sailed", "other"),
        ("en", "It floats.", "", "none"),
        ("fr", "Les pilotes ont annoncé qu'ils partaient.", "ont annoncé", "speech verb"),
        ("fr", "« Oui », a-t-il répondu.", "a|répondu", "speech verb"),
        ("fr", "Le port a fait savoir qu'il fermait.", "a fait savoir", "speech verb"),
        ("fr", "Le port a fait part de sa fermeture.", "a fait part", "speech verb"),
        ("fr", "Elle se demande si le port fermera.", "se demande", "attitude verb"),
        ("fr", "Elle demande si le port fermera.", "demande", "speech verb"),
        ("fr", "Les pêcheurs craignent que le port ferme.", "craignent", "attitude verb"),
        ("fr", "Leurs craintes d'une fermeture étaient vaines.", "craintes", "noun"),
        ("fr", "Elles sont convaincues qu'il rouvrira.", "sont convaincues", "adjective"),
        ("fr", "Selon eux, le port ferme.", "Selon", "according to"),
        ("fr", "D’après eux, le port ferme.", "D’après", "according to"),
        ("fr", "Aux yeux des pêcheurs, le port est perdu.", "Aux yeux des", "according to"),
        ("xx", "Selon eux, le port ferme.", "Selon", "other"),
        ("xx", "Eux : le port ferme.", ":", "mark"),
    ],
)
def test_cue(lang: str, text: str, cue: str, kind: str) -> None:
    assert cue_of(lang, text, cue) == kind


def test_each_attribution_gets_its_class_in_order() -> None:
    text = 'Ann said "yes".\n\nBen hopes to leave.'
    both = [relation(text, "Ben", "hopes", "to leave"), relation(text, "Ann", "said", '"yes"')]
    assert quote_kinds(document("a", "en", text), both) == ["indirect", "direct"]
    assert cue_kinds(document("a", "en", text), both) == ["attitude verb", "speech verb"]
    assert set(quote_kinds(document("a", "en", text), both)) <= set(QUOTES)
    assert set(cue_kinds(document("a", "en", text), both)) <= set(CUES)


def test_attitudes_are_kinds_of_the_table() -> None:
    kinds = next(field["constraints"]["enum"] for field in schema_of("cues")["fields"] if field["name"] == "kind")
    assert set(kinds) > ATTITUDES
