"""Acts that are done in saying: by whom and to whom."""

from __future__ import annotations

import pytest

from tests.claims.naming import sides_in


@pytest.mark.parametrize(
    ("lang", "body", "act", "expected"),
    [
        ("en", "Sudan threatened to close the border unless Chad paid its debt.", "threaten", (["Sudan"], ["Chad"])),
        ("fr", "Le Soudan a menacé de fermer un pont si le Tchad ne payait pas sa dette.", "threaten", (["Soudan"], ["Tchad"])),
        ("en", "Chad accused Sudan and Libya of plotting and warned they would pay a price.", "warn", (["Chad"], ["Sudan", "Libya"])),
        ("en", "The opposition demanded the departure of President Idris Baro.", "demand", (["opposition"], ["Idris Baro"])),
        ("fr", "Le Tchad exige la levée des sanctions imposées par le Soudan.", "demand", (["Tchad"], ["Soudan"])),
        ("en", "Chad and Libya fought. Chad accused Libya. Kenya sent tents. Sudan urged the two sides to talk.", "urge", (["Sudan"], ["Chad", "Libya"])),
        (
            "fr",
            "Le Tchad et la Libye se battent. Le Kenya a livré des tentes. Le Soudan appelle les deux camps à négocier.",
            "urge",
            (["Soudan"], ["Tchad", "Libye"]),
        ),
        ("fr", "Le Kenya a exprimé son soutien à l'intégrité territoriale du Tchad.", "express_support", (["Kenya"], ["Tchad"])),
        ("fr", "Le ministère accuse des bergers soudanais d'avoir brûlé un puits.", "accuse", (["ministère"], ["bergers soudanais"])),
    ],
)
def test_whom_an_act_of_speech_concerns(lang: str, body: str, act: str, expected: tuple[list[str], list[str]]) -> None:
    assert expected in sides_in(body, lang, act)


def test_whoever_asks_for_people_to_be_freed_does_not_ask_them() -> None:
    assert sides_in("Le Tchad a réclamé la libération de deux bergers.", "fr", "demand") == [(["Tchad"], [])]


def test_the_leaving_of_soldiers_is_asked_of_who_sent_them() -> None:
    assert sides_in("Le Niger a exigé le départ des soldats tchadiens.", "fr", "demand") == [(["Niger"], ["Tchad"])]


def test_what_one_of_two_that_speak_as_one_will_do_is_promised_to_the_other() -> None:
    said = '"The Front will guard the bridge and the government will suspend its patrols," the Front and the government said.'
    assert (["Front"], ["government"]) in sides_in(said, "en", "pledge")


def test_a_condition_that_hangs_on_the_verb_of_saying_tells_whom_a_warning_is_for() -> None:
    said = "Canada will slap a 15% levy on grain exports if Chile does not scrap its timber duties by June, Trade Minister Ann Hall cautioned on Friday."
    assert sides_in(said, "en", "warn") == [(["Canada"], ["Chile"])]
