"""What is left unsaid, and what is owed."""

from __future__ import annotations

import pytest

from tests.reading import read

OMISSIONS = [
    pytest.param("fr", "Le ministre Awa Diop a annoncé un voyage, sans préciser de date.", "sans préciser de date", "detail", id="fr-sans-preciser"),
    pytest.param("fr", "Le palais n'a pas souhaité commenter l'accord.", "n'a pas souhaité commenter l'accord", "comment", id="fr-no-comment"),
    pytest.param("fr", "Aucune mention n'a été faite du prêt.", "Aucune mention n'a été faite du prêt", "mention", id="fr-no-mention"),
    pytest.param("en", "The ministry declined to comment on the loan.", "declined to comment on the loan", "comment", id="en-declined"),
    pytest.param("en", "Minister Awa Diop announced a visit, without giving a date.", "without giving a date", None, id="en-without"),
    pytest.param("en", "The ministry gave no details or timetable.", "gave no details or timetable", "detail", id="en-two-nouns"),
    pytest.param("en", "The ministry did not name the victims or give their ages.", "did not name the victims or give their ages", "detail", id="en-two-verbs"),
    pytest.param(
        "en", "The group did not say when, where or with whom it would meet.", "did not say when, where or with whom it would meet", "detail", id="en-several"
    ),
    pytest.param("en", "It was unclear whether the pilot survived.", "It was unclear whether the pilot survived", "detail", id="en-unclear-whether"),
    pytest.param("en", "It was not clear who fired first.", "It was not clear who fired first", "detail", id="en-not-clear"),
    pytest.param("en", "Details of the deal were not disclosed.", "Details of the deal were not disclosed", "detail", id="en-subject-untold"),
    pytest.param("en", "The mayor could not be reached for comment.", "could not be reached for comment", "comment", id="en-not-reached"),
    pytest.param("en", "There was no word on casualties.", "There was no word on casualties", "detail", id="en-no-word"),
    pytest.param("en", "The premier gave no date and left for Lima.", "gave no date", "date", id="en-another-clause-is-none-of-it"),
    pytest.param("fr", "Le palais n'a donné ni détails ni calendrier.", "n'a donné ni détails ni calendrier", "detail", id="fr-ni-ni"),
    pytest.param("fr", "Contactée, la banque n'a pas répondu.", "Contactée, la banque n'a pas répondu", "comment", id="fr-contacted"),
    pytest.param("fr", "Le calendrier reste à définir.", "Le calendrier reste à définir", "date", id="fr-to-be-set"),
]


@pytest.mark.parametrize(("lang", "body", "span", "kind"), OMISSIONS)
def test_omission(lang: str, body: str, span: str, kind: str | None) -> None:
    ledger = read(body, lang)
    assert [omission.what for omission in ledger.omissions] == [span]
    assert kind is None or ledger.omissions[0].kind == kind


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        pytest.param("en", "The minister declined to attend the summit.", id="en-declined-to-attend"),
        pytest.param("en", "The company gave no dividend this year.", id="en-gave-no-dividend"),
        pytest.param("en", "No group has claimed responsibility.", id="en-no-claim"),
        pytest.param("en", "The board declined the offer and set no ceiling.", id="en-declined-the-offer"),
        pytest.param("fr", "Le ministre a refusé d'assister au sommet.", id="fr-refuse-assister"),
        pytest.param("fr", "La société n'a versé aucun dividende.", id="fr-aucun-dividende"),
        pytest.param("fr", "Le président n'a pas nommé de premier ministre.", id="fr-n-a-pas-nomme"),
        pytest.param("fr", "Le tribunal n'a pas donné suite à la plainte.", id="fr-pas-donne-suite"),
    ],
)
def test_look_alikes_are_no_omissions(lang: str, body: str) -> None:
    assert read(body, lang).omissions == ()


@pytest.mark.parametrize(
    "body",
    [
        "It was not clear who fired first.",
        "There was no word on casualties.",
        "The ministry has yet to comment.",
        "The official spoke on condition of anonymity.",
    ],
)
def test_an_omission_is_no_claim_as_well(body: str) -> None:
    assert read(body, "en").claims == ()


def test_an_agentless_silence_has_no_source() -> None:
    assert read("Aucune mention n'a été faite du prêt.", "fr").omissions[0].source is None


def test_what_a_quotation_does_not_say_is_no_omission() -> None:
    assert read('"We gave no details and set no date," Minister Awa Diop said.', "en").omissions == ()


def test_an_accepted_invitation_owes_a_visit() -> None:
    ledger = read("Le roi Karim Salem a accepté l'invitation du président zambien Levy Phiri.", "fr")
    names = {entity.id: entity.name for entity in ledger.entities}
    assert [(m.act, [names[n] for n in m.by], m.status) for m in ledger.commitments] == [("visit", ["Karim Salem"], "open")]


def test_an_announced_act_is_owed_with_its_due_date() -> None:
    ledger = read("La Zambie rouvrira son ambassade à Lima avant la fin de l'année, a annoncé le ministre Awa Diop.", "fr")
    assert [(m.act, m.due) for m in ledger.commitments] == [("reopen_embassy", "2024-05-14/2024-12-31")]


def test_a_mere_possibility_is_not_owed() -> None:
    assert read("La Zambie pourrait rouvrir son ambassade à Lima.", "fr").commitments == ()


def test_a_promise_is_not_due_when_it_was_made() -> None:
    ledger = read("La Zambie s'était engagée en mars à ouvrir le port.", "fr")
    assert [commitment.due for commitment in ledger.commitments] == [None]


def test_an_announced_act_without_a_doer_is_the_announcers() -> None:
    ledger = read("Zambia announced the deployment of two battalions.", "en")
    names = {entity.id: entity.name for entity in ledger.entities}
    assert [[names[n] for n in claim.event.actor] for claim in ledger.claims] == [["Zambia"]]


def test_nobody_owes_what_a_warning_fears() -> None:
    assert read("The union warned that dozens of plants could close by June.", "en").commitments == ()


#: body -> (act, by, to, due, status) of every commitment, by English or French name.
COMMITMENTS = [
    pytest.param(
        "en",
        "President Awa Diop invited King Karim Salem to visit Dakar in June.",
        [("host", "Awa Diop", "Karim Salem", "2024-06", "open")],
        id="en-invitation",
    ),
    pytest.param(
        "en",
        "President Awa Diop invited King Karim Salem to visit Dakar in June. The king accepted the invitation.",
        [("visit", "Karim Salem", "Awa Diop", "2024-06", "open")],
        id="en-invitation-accepted",
    ),
    pytest.param(
        "en",
        "Zambia demanded that Malawi withdraw its troops by June 1.",
        [("issue_ultimatum", "Zambia", "Malawi", "2024-05-14/2024-06-01", "open")],
        id="en-ultimatum",
    ),
    pytest.param("en", "Zambia demanded that Malawi withdraw its troops.", [], id="en-a-demand-without-deadline"),
    pytest.param("en", "Zambia and Malawi agreed to meet in Lusaka next month.", [("meet", "Zambia+Malawi", "", "2024-06", "open")], id="en-agreement-to-meet"),
    pytest.param("en", "President Awa Diop will visit Lima on May 20.", [("visit", "Awa Diop", "Peru", "2024-05-20", "open")], id="en-announced-visit"),
    pytest.param(
        "en",
        "Zambia threatened to close its border with Malawi if the rebels are not handed over by June 1.",
        [("close_border", "Zambia", "Malawi", "2024-05-14/2024-06-01", "open")],
        id="en-conditional-threat",
    ),
    pytest.param(
        "en", "Zambia agreed on Monday to extend the ceasefire.", [("extend_ceasefire", "Zambia", "", None, "open")], id="en-monday-dates-the-promise"
    ),
    pytest.param(
        "en",
        "Zambia said on May 2 it would reopen its embassy in Lima. On Monday it reopened the embassy in Lima.",
        [("reopen_embassy", "Zambia", "Peru", None, "fulfilled")],
        id="en-fulfilled",
    ),
    pytest.param(
        "en",
        "Zambia will reopen its embassy in Lima, Minister Awa Diop said. It reopened the embassy in Lima in 1998.",
        [("reopen_embassy", "Zambia", "Peru", None, "open")],
        id="en-no-promise-is-fulfilled-by-what-was-before-it",
    ),
    pytest.param("en", "President Awa Diop cancelled a visit to Lima.", [("visit", "Awa Diop", "Peru", None, "cancelled")], id="en-cancelled"),
    pytest.param("en", "The rain will continue, the mayor said. The accord will strengthen trade.", [], id="en-what-nobody-owes"),
    pytest.param(
        "fr",
        "La présidente Awa Diop a invité le roi Karim Salem à se rendre à Dakar en juin. Le roi a accepté l'invitation.",
        [("visit", "Karim Salem", "Awa Diop", "2024-06", "open")],
        id="fr-invitation-accepted",
    ),
    pytest.param(
        "fr",
        "La Zambie a sommé le Malawi de retirer ses troupes avant le 1er juin.",
        [("issue_ultimatum", "Zambie", "Malawi", "2024-05-14/2024-06-01", "open")],
        id="fr-ultimatum",
    ),
    pytest.param(
        "fr",
        "La Zambie et le Malawi sont convenus de se réunir à Lusaka le mois prochain.",
        [("meet", "Zambie+Malawi", "", "2024-06", "open")],
        id="fr-agreement",
    ),
    pytest.param(
        "fr", "La Zambie s'est engagée lundi à prolonger la trêve.", [("extend_ceasefire", "Zambie", "", None, "open")], id="fr-monday-dates-the-pledge"
    ),
    pytest.param("fr", "La Zambie a renoncé à envoyer des soldats au Malawi.", [("deploy", "Zambie", "Malawi", None, "cancelled")], id="fr-given-up"),
    pytest.param(
        "fr",
        "La Zambie avait promis en mars de rouvrir son ambassade à Lima. Elle a rouvert lundi son ambassade à Lima.",
        [("reopen_embassy", "Zambie", "Pérou", None, "fulfilled")],
        id="fr-fulfilled",
    ),
]


@pytest.mark.parametrize(("lang", "body", "expected"), COMMITMENTS)
def test_commitments(lang: str, body: str, expected: list[tuple[str, str, str, str | None, str]]) -> None:
    ledger = read(body, lang)
    names = {entity.id: entity.name for entity in ledger.entities}
    found = [(m.act, "+".join(names[n] for n in m.by), "+".join(names[n] for n in m.to), m.due, m.status) for m in ledger.commitments]
    assert found == expected


def test_a_commitment_says_what_closed_it() -> None:
    (owed,) = read("Zambia will withdraw its troops. It will not withdraw its troops, Minister Awa Diop said.", "en").commitments
    assert (owed.status, owed.claims, owed.closed_by) == ("cancelled", ("c1", "c2"), ("c2",))
