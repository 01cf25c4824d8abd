"""Whom a reply answers."""

from __future__ import annotations

import pytest

from tests.claims.naming import sides
from tests.reading import read


@pytest.mark.parametrize(
    ("lang", "body", "act", "expected"),
    [
        ("en", "Chad accused Libya of arming bandits. Libya denied the charge.", "deny", (["Libya"], ["Chad"])),
        ("fr", "Le Tchad a accusé la Libye d'armer des bandits. La Libye a démenti ces accusations.", "deny", (["Libye"], ["Tchad"])),
        ("en", "Chad said Libya had bombed a well. Libya denied the report.", "deny", (["Libya"], ["Chad"])),
        ("fr", "Le Tchad a accusé la Libye d'armer des bandits, des accusations aussitôt démenties par Tripoli.", "deny", (["Libye"], ["Tchad"])),
        ("fr", "Le Tchad a dit que la Libye avait menti. La Libye a qualifié ces propos de fables.", "judge", (["Libye"], ["Tchad"])),
        ("fr", "Le Tchad a invité la Libye à un sommet. La Libye a accepté cette invitation avec plaisir.", "accept_invitation", (["Libye"], ["Tchad"])),
        ("en", "Chad asked Libya to close its border. Libya rejected the request.", "reject", (["Libya"], ["Chad"])),
    ],
)
def test_a_reply_concerns_those_whose_words_it_answers(lang: str, body: str, act: str, expected: tuple[list[str], list[str]]) -> None:
    assert expected in sides(read(body, lang), act)


def test_where_no_earlier_claim_is_of_its_sort_the_recipient_stays_open() -> None:
    assert sides(read("The king met the premier. Libya rejected the request.", "en"), "reject") == [(["Libya"], [])]


def test_what_a_document_or_a_medium_passes_on_is_not_its_own() -> None:
    found = sides(read("A document says Libya has armed bandits. Libya denied the report.", "en"), "deny")
    assert found == [(["Libya"], [])]


def test_words_whose_author_is_told_are_his() -> None:
    found = sides(read("Chad accused Libya of arming bandits. Libya denied Niger's charge.", "en"), "deny")
    assert all("Chad" not in recipients for _, recipients in found)


@pytest.mark.parametrize(
    ("lang", "body", "act", "expected"),
    [
        ("en", "Chad closed the border. Sudan called the move unacceptable.", "denounce", (["Sudan"], ["Chad"])),
        ("en", 'Chad closed the border. "It is a provocation," Sudan said.', "denounce", (["Sudan"], ["Chad"])),
        ("en", "Chad closed the border. Sudan deemed the decision illegal.", "denounce", (["Sudan"], ["Chad"])),
        ("fr", "Le Tchad a fermé la frontière. Le Soudan juge la décision inacceptable.", "denounce", (["Soudan"], ["Tchad"])),
        (
            "fr",
            "Un avion tchadien a décollé du Niger. Il a coupé tout contact avec la tour. C'est une provocation, a dit le Soudan.",
            "denounce",
            (["Soudan"], ["Tchad"]),
        ),
        ("fr", "Le Tchad a dit que la pluie cesserait. Le Niger a trouvé ces propos regrettables.", "denounce", (["Niger"], ["Tchad"])),
    ],
)
def test_who_judges_what_was_done_judges_who_did_it(lang: str, body: str, act: str, expected: tuple[list[str], list[str]]) -> None:
    assert expected in sides(read(body, lang), act)


def test_a_deed_of_ones_own_is_nobody_elses() -> None:
    assert sides(read('Sudan closed the border. "It is a provocation," Sudan said.', "en"), "denounce") == [(["Sudan"], [])]


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", 'Chad accused Niger of arming rebels. "This is a fabrication," Niger said.'),
        ("fr", 'Le Tchad a accusé le Niger d\'armer des rebelles. "Ces accusations ne correspondent pas aux faits", a dit le Niger.'),
    ],
)
def test_who_says_that_it_is_not_so_denies_what_the_other_said(lang: str, body: str) -> None:
    chad = {"en": "Chad", "fr": "Tchad"}[lang]
    assert sides(read(body, lang), "deny") == [(["Niger"], [chad])]
