"""Who counts as one source, on texts of this project's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from selon.intake.assemble import build_dispatch
from selon.pipeline import read_dispatch
from selon.stories.card import Card, card_of
from selon.stories.origins import origins

TOLD = [
    ("en", "Police in Korla said on Monday that protesters had blocked the square. Some 130 people were arrested, they said.", 1),
    ("en", "Latvian Defence Ministry spokesman Janis Ozols said two men were hurt. The Latvian army said that the depot was empty.", 2),
    ("en", "Marit Dahl, a spokeswoman for the Latvian Foreign Ministry, said that it was late. Latvian Prime Minister Ilze Vale said that she agreed.", 2),
    ("en", "Prices rose, the Latvian statistics office said. The economy ministry said it was calm. The office said that wages had grown.", 2),
    ("en", "Doctors said that nine men had died. The hospital in Korla said that it was full.", 1),
    ("en", "Latvia's election commission said that it was over. Latvian President Ilze Vale said she was glad. The commission said it was late.", 2),
    ("en", "DOKL union leader Janis Ozols said that it was late. The DOKL union said that the quay was shut.", 1),
    ("en", "The United States's military said that it was late. The U.S. military said that nobody was hurt.", 1),
    ("en", "The Latvian Defence Ministry said that it was late. The ship sank, Estonian Defence Ministry spokesman Jaan Tamm said.", 2),
    ("en", "The U.S. Department of Homeland Security said that it was late. U.S. President Ann Kale said that it was early.", 2),
    ("en", "Kenyan leader Amos Wekesa said that it was late. The Kenyan Foreign Ministry said that it was early. Kenya said nobody was hurt.", 2),
    ("en", "According to Ilze Vale, the mayor of Korla, the town will build a quay. The mayor said that it was late.", 1),
    ("en", "Open Watch said that the gate was shut. The government said that it was open. According to Open Watch, two men waited.", 2),
    ("en", "Latvia's defence ministry said that it was late. The ship sank, Estonian Defence Ministry spokesman Jaan Tamm said.", 2),
    ("en", "Chinese Labour Minister Zhao Xiaomei said that it was late. The gate was shut, economist Sun Xiaomei said.", 2),
    ("en", "South Korean Foreign Minister Choi Do-hyun said that it was late. A driver, Yoon Do-hyun, said that the gate was shut.", 2),
    ("en", "Kinshasa is calm, South Korean leader Kang said. Ann Kale, who leads the opposition, wept. It was late, the opposition leader said.", 2),
    ("en", "DOKL union leader Martin Ozols said it was late. Ozols said it was dark. Janis Ozols, a nurse from Cesis, told Interfax that it rained.", 2),
    ("en", "Latvian Finance Minister Ilze Vale said it was late. According to a Latvian official, the minister was ill.", 2),
    ("en", "Latvia's navy left, Estonia's military said. Latvian President Ilze Vale said she was glad. The army said that two ships were back.", 2),
    ("fr", "L'ONG Open Watch a affirmé que la porte était fermée. Open Watch a précisé que deux hommes attendaient.", 1),
    ("fr", "Selon l'opposant letton Janis Ozols, la loi est mauvaise. L'opposant a accusé le gouvernement de mentir.", 1),
]
#: Dispatches of one story, and how many sources it has.
STORIES = [
    (
        [
            ("en", "Korla mayor Janis Ozols said that the road was shut. Governor Ilze Vale said that it was open."),
            ("fr", "Le maire a déclaré que la route était fermée."),
            ("en", "The governor said that the road was open."),
        ],
        2,
    ),
    (
        [
            ("en", "The armed group Front for Renewal said that it held the road."),
            ("fr", "Le groupe armé Front pour le renouveau a affirmé qu'il tenait la route."),
        ],
        1,
    ),
    (
        [
            ("en", "Latvian opposition leader Janis Ozols said that the law was bad."),
            ("en", "The opposition leader said that his party would vote against the law."),
        ],
        1,
    ),
]


def cards_of(told: list[tuple[str, str]], date: str = "2025-05-04") -> list[Card]:
    """The cards of dispatches, each told by its language and its text."""
    cards = []
    for number, (lang, text) in enumerate(told):
        dispatch, _ = build_dispatch(f"{'Title' if lang == 'en' else 'Titre'}\n\n{text}", id=str(number), lang=lang, date=date)
        cards.append(card_of(read_dispatch(dispatch), str(number)))
    return cards


@pytest.mark.parametrize(("lang", "text", "count"), TOLD)
def test_sources_counted(lang: str, text: str, count: int) -> None:
    assert len(origins(cards_of([(lang, text)])).sources) == count


@pytest.mark.parametrize(("told", "count"), STORIES)
def test_sources_over_dispatches(told: list[tuple[str, str]], count: int) -> None:
    assert len(origins(cards_of(told)).sources) == count


def test_a_body_speaks_for_itself_where_most_dispatches_have_it_so() -> None:
    dispatch, _ = build_dispatch("Title\n\nThe rebel Army for the Liberation of Korla said that it held the road.", id="x", lang="en", date="2025-05-04")
    card = card_of(read_dispatch(dispatch), "x")
    misread = replace(card, key="z", parties=tuple(party._replace(source="mil:LVA") for party in card.parties))
    assert [source.key for source in origins([card, replace(card, key="y"), misread]).sources] == [card.parties[0].key]


def test_a_medium_of_the_story_is_no_source_of_what_it_carries() -> None:
    told = [
        "RIGA, 6 août 2025 (Reuters) - Le pont a cédé, a affirmé l'ingénieur letton Janis Ozols.",
        'RIGA, 6 août 2025 (AFP) - Le pont a cédé, a affirmé l\'ingénieur letton Janis Ozols, selon Reuters. "Il pleuvait", a dit Janis Ozols.',
    ]
    cards = cards_of([("fr", text) for text in told], "2025-08-06")
    assert [source.name for source in origins(cards).sources] == ["Janis Ozols"]


def test_an_expert_by_his_title_is_the_one_whom_the_agency_carried_before() -> None:
    told = [
        "RIGA, Aug 6 (Reuters) - The bridge will fall, said Ann Kale, an analyst at Open Bank.",
        'RIGA, Aug 6 (dpa) - Ann Kale, an analyst at Open Bank, said that the bridge would fall, Reuters reported. "It rained," the economist was quoted as '
        "saying by Reuters.",
    ]
    cards = cards_of([("en", text) for text in told], "2025-08-06")
    assert [source.name for source in origins(cards).sources] == ["Ann Kale"]
