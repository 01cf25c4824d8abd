"""Who speaks again under a description or a pronoun, on texts of this project's own."""

from __future__ import annotations

import pytest

from tests.reading import chains, read

AGAIN = [
    pytest.param(
        "en",
        "The Tongan army said that the raid had killed four Fijian fighters. The military denied that it had hit a school.",
        ("it had hit a school", "Tongan army"),
        id="en-army-that-spoke",
    ),
    pytest.param(
        "fr",
        "L'armée tongienne a dit que le raid avait tué quatre combattants fidjiens. L'armée a nié avoir touché une école.",
        ("avoir touché une école", "armée tongienne"),
        id="fr-army-that-spoke",
    ),
    pytest.param(
        "en",
        "The Tongan army said that the raid had killed four. On Monday the Fijian army shelled a port. The military said that it had hit a depot.",
        ("it had hit a depot", "Fijian army"),
        id="en-army-that-acted-since",
    ),
    pytest.param(
        "en",
        "Quay Witness said that its volunteers in Jelgava and Cesis had received letters. The group urged Riga to act.",
        ("to act", "Quay Witness"),
        id="en-group-no-town-of-a-list",
    ),
    pytest.param(
        "en",
        "Harbour Voices said on Monday its observers had received letters. The group urged Riga to act.",
        ("to act", "Harbour Voices"),
        id="en-group-by-its-look-a-person",
    ),
    pytest.param(
        "en",
        "The Indonesian Foreign Ministry said that Indonesian Foreign Minister Rizal Harto and Turkish Foreign Minister Orhan Demir had met in Medan. "
        "The minister told reporters that a treaty was near.",
        ("a treaty was near", "Rizal Harto"),
        id="en-minister-of-the-ministry-that-spoke",
    ),
    pytest.param(
        "en",
        'Doctors at the Luma clinic said that at least nine people had been killed. "We have run out of beds," they said.',
        ("We have run out of beds", "Doctors at the Luma clinic"),
        id="en-they-are-who-spoke",
    ),
    pytest.param(
        "en",
        "Guard Ann Kale was arrested. Defence lawyer Piet Vos said that she was ill. The lawyer denied the charge.",
        ("the charge", "Piet Vos"),
        id="en-lawyer-that-spoke",
    ),
]


@pytest.mark.parametrize(("lang", "body", "expected"), AGAIN)
def test_who_speaks_again(lang: str, body: str, expected: tuple[str, str]) -> None:
    assert expected in chains(read(body, lang))


def test_a_description_that_is_told_anew_is_one_entity() -> None:
    ledger = read("The Tongan army said that it had lost four men. The military denied defeat. The army said that the war was over.", "en")
    armies = [entity for entity in ledger.entities if entity.sector == "MIL" and entity.kind == "organization"]
    assert len(armies) == 1
    assert len(armies[0].mentions) == 3
