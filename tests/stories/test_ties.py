"""What ties a dispatch to one of days before, and what is chance."""

from __future__ import annotations

from functools import cache

from selon.intake.assemble import build_dispatch
from selon.pipeline import read_dispatch
from selon.stories.card import Card, card_of
from selon.stories.copies import share_of
from selon.stories.keys import keys
from selon.stories.names import weight_of
from selon.stories.same import edge
from selon.stories.unlike import conflicts

#: key -> (day, text).
TEXTS = {
    "landslide": (
        "2031-02-03",
        "Landslide buries eleven houses in Peru\n\n"
        "HUARAZ, Feb 3 (Reuters) - A landslide buried eleven houses near Huaraz on Monday and killed 14 villagers, police said.\n\n"
        "Nilda Quispe, a baker, said the slope had been moving for a week.\n",
    ),
    "landslide-later": (
        "2031-02-14",
        "Geologists climb to crack above Peruvian valley\n\n"
        "LIMA, Feb 14 (AFP) - Six geologists from the university climbed on Friday to a crack above Huaraz, where 14 villagers were killed this month, the "
        "regional council said. They set up two lasers and a camera, and will stay until the rains end.\n\n"
        "The council has asked Lima for tents. A road below the landslide is closed to lorries.\n\n"
        "Nilda Quispe, who bakes bread in the valley, said they were the first to come and measure anything.\n",
    ),
    "choir": (
        "2031-02-20",
        "Choir festival opens in Huaraz\n\n"
        "HUARAZ, Feb 20 (Reuters) - Forty choirs from three countries opened a festival of song in Huaraz on Thursday, organisers said.\n\n"
        "Nilda Quispe, a singer, said tickets had been sold out since Christmas.\n",
    ),
    "truce-tunis": (
        "2031-03-02",
        "Libya and Chad agree five-day truce\n\n"
        "TRIPOLI, March 2 (Reuters) - Libya and Chad have agreed on a five-day ceasefire, Libyan Foreign Minister Salem Bouaziz said on Sunday.\n",
    ),
    "truce-niger": (
        "2031-03-05",
        "Libya and Chad agree nine-day truce\n\n"
        "NDJAMENA, March 5 (AFP) - A nine-day ceasefire was agreed on Wednesday by Libya and Chad, whose forces fought over wells all winter.\n\n"
        "Libyan Foreign Minister Salem Bouaziz called it a beginning.\n",
    ),
    "visit-oslo": (
        "2031-04-01",
        "Norway invites Ghana's president\n\n"
        "OSLO, April 1 (Reuters) - Norway has invited Ghanaian President Kofi Badu to visit Oslo by the end of May, Foreign Minister Liv Aas said.\n\n"
        "Norway hoped to sign a treaty on fish, Aas said. Norway buys cocoa from Ghana.\n",
    ),
    "visit-lima": (
        "2031-04-13",
        "Peru invites Ghana's president\n\n"
        "LIMA, April 13 (Reuters) - Peru has invited Ghanaian President Kofi Badu to visit Lima by the end of June, Peruvian Foreign Minister Elena Rojas said."
        "\n\nPeru hoped to sign a treaty on fish, Rojas said. Peru buys cocoa from Ghana.\n",
    ),
    "locomotives": (
        "2031-05-02",
        "Oman buys Latvian locomotives\n\n"
        "RIGA, May 2 (Reuters) - Latvia will deliver locomotives worth 340 million dollars to Oman under a contract signed in Riga on Friday, the Latvian "
        "transport ministry said.\n\n"
        "The engines can pull freight across the desert at night, and need no water. A third of the price is due before the first of them leaves the "
        "factory, and the rest over eight years.\n\n"
        "Latvia has built trains since its port was joined to the railway in the nineteenth century.\n",
    ),
    "locomotives-dear": (
        "2031-07-01",
        "Omani deputies call Latvian locomotives too dear\n\n"
        "MUSCAT, July 1 (AFP) - Deputies in Oman asked on Tuesday why locomotives worth 340 million dollars under a contract with Latvia cost a third more "
        "than others.\n\n"
        "The Omani transport ministry said that freight had to cross the desert at night. The engines need no water, it said, and Latvia built trains well.\n\n"
        "Oman plans to lay a second track along the coast, for which it has asked other makers to name a price.\n",
    ),
    "harvest": (
        "2031-07-04",
        "Latvian harvest is poor\n\n"
        "RIGA, July 4 (Reuters) - Latvian farmers lost 340 million dollars to drought this year, the Latvian farm ministry said on Friday.\n",
    ),
    "envoys": (
        "2031-08-04",
        "Chile expels eight Norwegian diplomats\n\n"
        "SANTIAGO, Aug 4 (Reuters) - Chile expelled eight Norwegian diplomats on Monday over a fish farm near Puerto Montt that poisoned a bay.\n\n"
        "They have a week to leave, the Chilean foreign ministry said. The ministry said Norway had known of the poison.\n\n"
        "Salmon is the second largest export of the region. Divers found dead crabs on the seabed in July.\n",
    ),
    "envoys-gone": (
        "2031-08-12",
        "Norwegian diplomats leave Chile\n\n"
        "SANTIAGO, Aug 12 (AFP) - Eight Norwegian diplomats whom Chile expelled over a poisoned bay left Santiago for Oslo on Tuesday, airport staff said."
        "\n\nNorway calls the decision of Chile unfair. A court in Puerto Montt is to hear fishermen next month, and lawyers want to see the contracts of the "
        "company.\n",
    ),
    "prices-lisbon": (
        "2031-09-02",
        "Prices rise again\n\n"
        "Prices rose by 2.4 percent in a year, as the cost of food went up for the sixth month in a row. Rents were stable, and shoes were cheaper.\n",
    ),
    "prices-quito": (
        "2031-09-03",
        "Food is dear\n\n"
        "Prices rose by 2.4 percent in a year, as the cost of food went up for the sixth month in a row. Petrol has not been so cheap since the winter.\n",
    ),
}


@cache
def card(key: str) -> Card:
    day, text = TEXTS[key]
    return card_of(read_dispatch(*build_dispatch(text, id=key, lang="en", date=day)), key)


def test_a_witness_and_a_town_tie_what_is_told_of_one_matter_days_later() -> None:
    assert edge(card("landslide"), card("landslide-later")) is not None


def test_a_name_and_a_town_tie_nothing_in_another_matter() -> None:
    assert edge(card("landslide"), card("choir")) is None
    assert edge(card("landslide-later"), card("choir")) is None


def test_one_sum_between_the_same_two_states_ties_over_months_and_no_other_does() -> None:
    assert edge(card("locomotives"), card("locomotives-dear")) is not None
    assert edge(card("locomotives"), card("harvest")) is None


def test_months_later_they_meet_over_the_sum() -> None:
    assert any(key.startswith("q:") for key in keys(card("locomotives")) & keys(card("locomotives-dear")))


def test_a_town_and_a_count_tie_what_is_told_within_days() -> None:
    assert edge(card("envoys"), card("envoys-gone")) is not None


def test_a_formula_without_any_name_is_no_copy() -> None:
    one, other = card("prices-lisbon"), card("prices-quito")
    assert 0.5 < share_of(one, other) < 0.8
    assert edge(one, other) is None


def test_what_lasts_another_time_is_another_truce() -> None:
    one, other = card("truce-tunis"), card("truce-niger")
    assert "numbers" in conflicts(one, other, (), ())
    assert edge(one, other) is None


def test_what_two_countries_owe_a_third_are_two_stories() -> None:
    one, other = card("visit-oslo"), card("visit-lima")
    assert "countries" in conflicts(one, other, (), ())
    assert edge(one, other) is None


def read(body: str, lang: str) -> Card:
    return card_of(read_dispatch(*build_dispatch(body, id="x", lang=lang, date="2031-05-05")), "x")


def test_a_body_that_is_named_by_its_place_alone_tells_little() -> None:
    (party,) = [each for each in read("La Bourse de Tokyo a indiqué qu'elle ouvrirait plus tard lundi.", "fr").parties if "Bourse" in each.name]
    assert weight_of(party) < 0.9


def test_a_word_for_two_countries_is_the_one_that_the_dispatch_names() -> None:
    found = read("The Democratic Republic of Congo closed its border on Monday, the army said. Congo would open it in June, the army said.", "en")
    assert {party.key for party in found.parties if "Congo" in party.name} == {"country:COD"}


def test_a_leader_by_his_country_alone_holds_office() -> None:
    (leader,) = [each for each in read("Kenyan leader Amos Wekesa said on Monday that Kenya would send 40 doctors.", "en").parties if "Wekesa" in each.name]
    assert leader.source.startswith("gov:KEN")
    (other,) = [each for each in read("Union leader Amos Wekesa said on Monday that miners would strike.", "en").parties if "Wekesa" in each.name]
    assert not other.source.startswith("gov:")
