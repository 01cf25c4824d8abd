"""People of the user's tables in dispatches: known by name in either language, offices as of the dispatch's date."""

from __future__ import annotations

from pathlib import Path

import pytest

import selon
from selon.knowledge.own import load_own
from selon.lang.pack import get_pack
from selon.mentions.offices import offices_of
from selon.model.ledger import Ledger
from selon.model.mention import Entity
from tests.knowledge.own import write_tables
from tests.reading import DATELINES

NOW = "2023-09-14"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tables(tmp_path_factory.mktemp("tables"))


def read(body: str, lang: str, tables: Path, date: str | None = NOW) -> Ledger:
    return selon.read(DATELINES[lang] + body, lang=lang, date=date, knowledge=tables)


def entity(ledger: Ledger, words: str) -> Entity:
    """The entity that a mention with these words refers to."""
    return next(e for e in ledger.entities if words in [span.of(ledger.dispatch.text) for span in e.mentions])


def test_one_person_under_two_spellings_in_two_languages(tables: Path) -> None:
    french = entity(read("Vladimir Poutine a quitté Minsk mardi.", "fr", tables), "Vladimir Poutine")
    english = entity(read("Vladimir Putin left Minsk on Tuesday.", "en", tables), "Vladimir Putin")
    assert [(e.known, e.country, e.sector, e.kind, e.named) for e in (french, english)] == [("person:Q7747", "RUS", "GOV", "person", True)] * 2
    assert [(e.name, e.role) for e in (french, english)] == [
        ("Vladimir Poutine", "président de la Fédération de Russie"),
        ("Vladimir Putin", "President of Russia"),
    ]


@pytest.mark.parametrize(
    ("lang", "body", "words"),
    [
        ("fr", "Le président russe a quitté Minsk mardi.", "Le président russe"),
        ("en", "The Russian president left Minsk on Tuesday.", "The Russian president"),
        ("en", "Russia's president left Minsk on Tuesday.", "Russia's president"),
    ],
)
@pytest.mark.parametrize(
    ("date", "known"),
    [
        (NOW, "person:Q7747"),
        ("2023-09", "person:Q7747"),
        ("2010-03-02", "person:Q23530"),
        ("2012-05-07", None),  # the day of handover: two
        ("2012", "person:Q7747"),  # with the day of the dateline
        ("2005", None),  # nobody that the tables know
        (None, None),
    ],
)
def test_an_office_is_its_holders_on_the_date_and_gives_no_name(lang: str, body: str, words: str, date: str | None, known: str | None, tables: Path) -> None:
    described = entity(read(body, lang, tables, date), words)
    assert described.known == known
    assert (described.named, described.country) == (False, "RUS") and "Putin" not in described.name and "Poutine" not in described.name


@pytest.mark.parametrize(
    ("lang", "body", "words"),
    [
        ("fr", "Vladimir Poutine est arrivé. Le président russe a dit mardi que la Russie répondrait.", ("Vladimir Poutine", "Le président russe")),
        ("en", "Vladimir Putin has arrived. The Russian president said on Tuesday Russia would answer.", ("Vladimir Putin", "The Russian president")),
        ("en", "The Russian president has arrived. Vladimir Putin said on Tuesday Russia would answer.", ("The Russian president", "Vladimir Putin")),
        ("fr", "Le président russe est arrivé mardi. Poutine a dit que la Russie répondrait.", ("Le président russe", "Poutine")),
    ],
)
def test_description_and_name_are_one_entity(lang: str, body: str, words: tuple[str, str], tables: Path) -> None:
    ledger = read(body, lang, tables)
    assert entity(ledger, words[0]) is entity(ledger, words[1])
    assert (entity(ledger, words[0]).known, entity(ledger, words[0]).named) == ("person:Q7747", True)


def test_a_body_has_officers_too(tables: Path) -> None:
    ledger = read("Le secrétaire général de l'Otan a averti Minsk mardi.", "fr", tables)
    assert entity(ledger, "Le secrétaire général de l'Otan").known == "person:Q57643"
    ledger = read("The NATO secretary general warned Minsk on Tuesday.", "en", tables, "2025-02-03")
    assert entity(ledger, "The NATO secretary general").known is None  # the term has ended


def test_a_surname_with_its_office(tables: Path) -> None:
    ledger = read("NATO Secretary General Stoltenberg warned Minsk on Tuesday.", "en", tables)
    assert entity(ledger, "NATO Secretary General Stoltenberg").known == "person:Q57643"


@pytest.mark.parametrize(
    "body",
    [
        "The former Russian president left Minsk on Tuesday.",
        "The next Russian president will leave Minsk, analysts said.",
        "A Russian president left Minsk on Tuesday.",
        "The Russian presidents left Minsk on Tuesday.",
        "The president left Minsk on Tuesday.",
        "The Russian vice president left Minsk on Tuesday.",
    ],
)
def test_what_says_more_or_less_than_the_office_stays_open(body: str, tables: Path) -> None:
    assert [e for e in read(body, "en", tables).entities if e.known and e.known.startswith("person:")] == []


def test_an_ended_term_tells_nothing_of_today(tables: Path) -> None:
    medvedev = entity(read("Dmitry Medvedev left Minsk on Tuesday.", "en", tables), "Dmitry Medvedev")
    assert (medvedev.known, medvedev.country, medvedev.sector, medvedev.role) == ("person:Q23530", "RUS", "ELI", None)
    then = entity(read("Dmitry Medvedev left Minsk on Tuesday.", "en", tables, "2010-03-02"), "Dmitry Medvedev")
    assert (then.sector, then.role) == ("GOV", "President of Russia")


def test_namesakes_stay_open_until_something_tells_them_apart(tables: Path) -> None:
    assert entity(read("Anna Berg left Minsk on Tuesday.", "en", tables), "Anna Berg").known is None
    assert entity(read("Swedish minister Anna Berg left Minsk on Tuesday.", "en", tables), "Swedish minister Anna Berg").known == "person:berg-a"
    assert entity(read("Swedish Foreign Minister Anna Berg left Minsk.", "en", tables), "Swedish Foreign Minister Anna Berg").known == "person:berg-a"


def test_a_namesake_of_another_country_is_another(tables: Path) -> None:
    farmer = entity(read("French farmer Omar Kassim left Minsk on Tuesday.", "en", tables), "French farmer Omar Kassim")
    assert (farmer.known, farmer.country) == (None, "FRA")
    assert entity(read("Omar Kassim left Minsk on Tuesday.", "en", tables), "Omar Kassim").sector == "REB"


def test_a_single_word_needs_the_country_and_no_rival(tables: Path) -> None:
    assert entity(read("Putin left Minsk on Tuesday.", "en", tables), "Putin").known is None
    assert entity(read("Putin left Russia on Tuesday.", "en", tables), "Putin").known == "person:Q7747"
    ledger = read("Igor Putin, a Russian grocer, left Minsk on Tuesday. Putin sells pears.", "en", tables)
    assert [e for e in ledger.entities if e.known == "person:Q7747"] == []


def test_an_office_that_the_text_gives_to_another_is_his(tables: Path) -> None:
    ledger = read("The Russian president spoke on Monday. Russian President Ivan Petrov then flew to Minsk.", "en", tables)
    assert [e for e in ledger.entities if e.known == "person:Q7747"] == []
    ledger = read("The Russian president, Ivan Petrov, spoke on Monday.", "en", tables)
    assert [e for e in ledger.entities if e.known == "person:Q7747"] == []
    ledger = read("The Russian president, Omar Kassim, spoke on Monday.", "en", tables)  # one whom the tables know, too
    assert [(e.known, e.country) for e in ledger.entities if e.name == "Omar Kassim"] == [(None, "RUS")]


def test_where_a_person_is_met_is_not_his_country(tables: Path) -> None:
    ledger = read("Le ministre a reçu Dmitri Medvedev à Paris mardi.", "fr", tables)
    assert [e.country for e in ledger.entities if e.known == "person:Q23530"] == ["RUS"]


def test_a_former_holder_is_not_taken_up_by_the_office(tables: Path) -> None:
    ledger = read("Former Russian president Dmitry Medvedev spoke on Monday. The Russian president left Minsk.", "en", tables)
    assert entity(ledger, "Former Russian president Dmitry Medvedev").known == "person:Q23530"
    assert entity(ledger, "The Russian president").known == "person:Q7747"


def test_a_known_name_mends_what_the_parser_breaks(tables: Path) -> None:
    assert entity(read("Kim Jong Un a quitté Minsk mardi.", "fr", tables), "Kim Jong Un").known == "person:kim"


def test_the_ledger_says_which_tables_it_was_read_with(tables: Path) -> None:
    own = load_own(tables)
    assert own is not None
    notices = [notice for notice in read("Anna Berg left Minsk.", "en", tables).notices if notice.code == "knowledge-own"]
    assert [notice.detail for notice in notices] == [f"read with the user's own tables, fingerprint {own.fingerprint}"]


def test_without_own_tables_no_office_is_known() -> None:
    ledger = selon.read(DATELINES["en"] + "Vladimir Putin left Russia. The Russian president spoke.", lang="en", date=NOW)
    assert [e.name for e in ledger.entities if (e.known or "").startswith("person:")] == ["Vladimir Putin"]  # by name, of the shipped people
    assert [notice for notice in ledger.notices if notice.code == "knowledge-own"] == []


@pytest.mark.parametrize(
    ("title", "organization", "post"),
    [
        ("President", "nato", ("organization:nato", "president")),  # of the body, whatever country it sits in
        ("President", "", ("country:BEL", "president")),
        ("Defence Minister", "nato", ("country:BEL", "defense minister")),
        ("President of Russia", "nato", ("country:RUS", "president")),
    ],
)
def test_whose_the_office_is(title: str, organization: str, post: tuple[str, str], tmp_path: Path) -> None:
    header = "person,title_en,title_fr,country,organization,sector,start,end,provenance\n"
    own = load_own(write_tables(tmp_path, offices=f"{header}x,{title},,BEL,{organization},,2000,,own\n"))
    assert list(offices_of(get_pack("en"), own).posts) == [post]


@pytest.mark.parametrize(
    ("title", "lang", "post"),
    [
        ("President of Russia", "en", ("president", "country:RUS")),
        ("Russian president", "en", ("president", "country:RUS")),
        ("United States Secretary of State", "en", ("secretary of state", "country:USA")),
        ("Minister of Foreign Affairs of the Russian Federation", "en", ("foreign minister", "country:RUS")),
        ("Secretary General of NATO", "en", ("secretary-general", "organization:nato")),
        ("President of the Senate of France", "en", None),
        ("Under Secretary", "en", None),
        ("président de la République française", "fr", ("président de la république", "country:FRA")),
        ("Premier ministre d'Italie", "fr", ("premier ministre", "country:ITA")),
        ("secrétaire général de l'Otan", "fr", ("secrétaire général", "organization:nato")),
        ("ministre de la Défense du Mali", "fr", ("ministre de la défense", "country:MLI")),
        ("ministre délégué aux Transports", "fr", None),
        ("président du Sénat", "fr", None),
    ],
)
def test_which_post_a_title_names(title: str, lang: str, post: tuple[str, str] | None, tmp_path: Path) -> None:
    row = f"x,{title if lang == 'en' else ''},{title if lang == 'fr' else ''},,,,2000,,own\n"
    header = "person,title_en,title_fr,country,organization,sector,start,end,provenance\n"
    own = load_own(write_tables(tmp_path, offices=header + row))
    (office,) = offices_of(get_pack(lang), own).of_person["person:x"]
    found = (office.role["lemma"], office.power) if office.role is not None and office.power is not None else None
    assert found == post
