"""The neutral view: the same logical roles whatever the parser's labels."""

from __future__ import annotations

import pytest

from selon.intake.assemble import build_dispatch
from selon.syntax.parse import break_cycles
from selon.syntax.parsed import parse_dispatch
from selon.syntax.view import ROLES, View


def view_of(text: str, lang: str) -> View:
    dispatch, _ = build_dispatch(text, id="t", lang=lang, date="2024-05-14")
    return parse_dispatch(dispatch).view


def token(view: View, word: str) -> int:
    return view.word.index(word)


@pytest.mark.parametrize(
    ("lang", "text", "verb", "subject", "obj"),
    [
        ("en", "Police arrested the colonel.", "arrested", ["Police"], ["colonel"]),
        ("en", "The colonel was arrested by police.", "arrested", ["police"], ["colonel"]),
        ("fr", "La police a arrêté le colonel.", "arrêté", ["police"], ["colonel"]),
        ("fr", "Le colonel a été arrêté par la police.", "arrêté", ["police"], ["colonel"]),
        ("en", "Zambia and Malawi signed the treaty.", "signed", ["Zambia", "Malawi"], ["treaty"]),
        ("fr", "Le Malawi et la Zambie ont signé le traité.", "signé", ["Malawi", "Zambie"], ["traité"]),
        ("en", "Zambia plans to reopen its embassy.", "reopen", ["Zambia"], ["embassy"]),
    ],
)
def test_logical_roles(lang: str, text: str, verb: str, subject: list[str], obj: list[str]) -> None:
    view = view_of(text, lang)
    i = token(view, verb)
    assert [view.word[t] for t in view.subject(i)] == subject
    assert [view.word[t] for t in view.object(i)] == obj


def test_a_preposition_is_a_case_mark_in_both_languages() -> None:
    assert view_of("The ship left for Luma.", "en").case(5 - 1) == "for"
    french = view_of("Le navire est parti pour Luma.", "fr")
    assert french.case(token(french, "Luma")) == "pour"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_role_is_neutral(lang: str) -> None:
    text = {
        "en": "The minister, who left on Monday, said that he would not return.",
        "fr": "Le ministre, qui est parti lundi, a dit qu'il ne reviendrait pas.",
    }[lang]
    assert set(view_of(text, lang).role) <= ROLES


def test_hyphenated_names_are_one_token() -> None:
    view = view_of("Le président Kim Jong-un est arrivé à Oulan-Bator.", "fr")
    assert "Jong-un" in view.word
    assert "Oulan-Bator" in view.word


def test_positions_stay_those_of_the_text_under_odd_spaces_and_decomposed_letters() -> None:
    text = "Le\u00a0pre\u0301sident a\u202fdit  « oui »."
    view = view_of(text, "fr")
    assert [view.text[s:e] for s, e in zip(view.start, view.end, strict=True)] == ["Le", "pre\u0301sident", "a", "dit", "oui", "."]
    assert view.word[1] == "président"


def test_rings_are_broken() -> None:
    head, label = [1, 2, 0, 3], ["a", "b", "c", "root"]
    break_cycles(head, label)
    for i in range(4):
        steps = 0
        while head[i] != i:
            i = head[i]
            steps += 1
            assert steps < 5


def test_reattaching_never_closes_a_ring() -> None:
    view = view_of("Police arrested the colonel.", "en")
    verb, noun = token(view, "arrested"), token(view, "colonel")
    view.reattach(verb, noun, "acl")
    assert view.head[verb] == verb
