"""The annotation guidelines, each with sentences of its own."""

from __future__ import annotations

import pytest

from selon.errors import AnchorError
from selon.timexes import find_timexes, load_timex_tables

FR, EN = load_timex_tables("lang/fr"), load_timex_tables("lang/en")
#: Wednesday
DAY = "2019-05-15"


def read(text: str, anchor: str | None = DAY, lang: str = "fr") -> list[tuple[str, str, str | None, str | None]]:
    tables = FR if lang == "fr" else EN
    return [(t.span.of(text), t.type, t.value, t.edtf) for t in find_timexes(text, anchor=anchor, tables=tables)]


def values(text: str, anchor: str | None = DAY, lang: str = "fr") -> list[tuple[str, str | None]]:
    return [(words, value) for words, _, value, _ in read(text, anchor, lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # extent: article and modifiers in, preposition out
        ("Le port a rouvert la semaine dernière.", [("la semaine dernière", "2019-W19")]),
        ("Le port rouvrira début octobre.", [("début octobre", "2019-10")]),
        ("La digue date de mai 2003.", [("mai 2003", "2003-05")]),
        ("La foire se tiendra du 3 au 5 juin.", [("3", "2019-06-03"), ("5 juin", "2019-06-05")]),
        ("Il a fui il y a trois ans.", [("il y a trois ans", "2016")]),
        ("Il reviendra dans deux ans.", [("dans deux ans", "2021")]),
        ("Le conseil siège deux fois par an.", [("deux fois par an", "P1Y")]),
        # two expressions, one date
        ("Le cortège partira jeudi à midi.", [("jeudi", "2019-05-16"), ("midi", "2019-05-16T12:00")]),
        ("Un dépôt a brûlé dans la nuit de lundi à mardi.", [("la nuit de lundi à mardi", "2019-05-13TNI")]),
        # weekdays
        ("La police a saisi lundi un camion.", [("lundi", "2019-05-13")]),
        ("La cour rendra vendredi son arrêt.", [("vendredi", "2019-05-17")]),
        ("La cour a siégé mercredi.", [("mercredi", "2019-05-15")]),
        ("Le roi arrive jeudi prochain.", [("jeudi prochain", "2019-05-16")]),
        # clock times
        ("La coupure a commencé à 19h30.", [("19h30", "2019-05-15T19:30")]),
        ("Le scrutin a pris fin mardi à 18h00 GMT.", [("mardi", "2019-05-14"), ("18h00 GMT", "2019-05-14T18:00Z")]),
        ("Un obus est tombé à l'aube.", [("l'aube", "2019-05-15TMO")]),
        # granularity
        ("Il a démissionné il y a trois semaines.", [("il y a trois semaines", "2019-W17")]),
        ("La trêve a tenu quinze jours.", [("quinze jours", "P15D")]),
        ("Il est mort deux jours après le scrutin.", [("deux jours", "P2D")]),
        # vague
        ("Les prix ont monté ces derniers jours.", [("ces derniers jours", "PAST_REF")]),
        ("Les pluies cesseront dans les prochains jours.", [("les prochains jours", "FUTURE_REF")]),
        ("Le pont est actuellement fermé.", [("actuellement", "PRESENT_REF")]),
        ("Le prix a doublé en ces vingt dernières années.", [("ces vingt dernières années", "P20Y")]),
        # decades, centuries, quarters, seasons
        ("La mine a fermé dans les années 1960.", [("les années 1960", "196")]),
        ("Le fort du XVIe siècle est en ruine.", [("XVIe siècle", "15")]),
        ("Le chômage a reculé au premier trimestre 2018.", [("premier trimestre 2018", "2018-Q1")]),
        ("Elle a rompu l'hiver dernier.", [("l'hiver dernier", "2018-WI")]),
        # sets
        ("Le marché se tient tous les jeudis.", [("tous les jeudis", "XXXX-WXX-4")]),
        ("La délégation vient chaque année.", [("chaque année", "P1Y")]),
        ("Il gagne mille euros par mois.", [("mois", "P1M")]),
        # relative to the last date
        ("Arrêté le 2 mai, il a été relâché le lendemain.", [("le 2 mai", "2019-05-02"), ("le lendemain", "2019-05-03")]),
        ("Élu en 2011, il est parti deux ans plus tard.", [("2011", "2011"), ("deux ans plus tard", "2013")]),
        ("Il avait été reçu la veille.", [("la veille", "2019-05-14")]),
        ("Mai 68 a laissé des traces.", [("Mai 68", "1968-05")]),
        ("La ville fut prise en 52 avant J.-C. par Rome.", [("52 avant J.-C.", "BC0052")]),
    ],
)
def test_french_guidelines(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police seized a truck on Monday.", [("Monday", "2019-05-13")]),
        ("The court will rule on Friday.", [("Friday", "2019-05-17")]),
        ("She left last week.", [("last week", "2019-W19")]),
        ("The port reopened three years ago.", [("three years ago", "2016")]),
        ("A quake struck at 7:10 a.m. on Tuesday.", [("7:10 a.m.", "2019-05-14T07:10"), ("Tuesday", "2019-05-14")]),
        ("They have until 9 a.m. Friday.", [("9 a.m. Friday", "2019-05-17T09:00")]),
        ("The ship sent a call at 2200 GMT.", [("2200 GMT", "2019-05-15T22:00Z")]),
        ("The fair runs from June 3 to 5.", [("June 3", "2019-06-03"), ("5", "2019-06-05")]),
        ("He resigned in April last year.", [("April last year", "2018-04")]),
        ("It was signed on Feb. 4, 2007.", [("Feb. 4, 2007", "2007-02-04")]),
        ("It was signed on 4 February 2007.", [("4 February 2007", "2007-02-04")]),
        ("Twelve soldiers died in the last two weeks.", [("the last two weeks", "P2W")]),
        ("The council meets twice a year.", [("twice a year", "P1Y")]),
        ("The market is held every Tuesday.", [("every Tuesday", "XXXX-WXX-2")]),
        ("The mine closed in the early 1960s.", [("the early 1960s", "196")]),
        ("The fort dates from the 19th century.", [("the 19th century", "18")]),
        ("A three-day truce began yesterday.", [("three-day", "P3D"), ("yesterday", "2019-05-14")]),
        ("He was held on May 2 and freed the next day.", [("May 2", "2019-05-02"), ("the next day", "2019-05-03")]),
        ("Elected in 2011, he left two years later.", [("2011", "2011"), ("two years later", "2013")]),
        ("Fighting has flared in recent days.", [("recent days", "PAST_REF")]),
        ("The harvest will begin in the summer of 2020.", [("the summer of 2020", "2020-SU")]),
        ("The truce holds until Christmas.", [("Christmas", "2019-12-25")]),
        ("The 2015 accord is dead.", [("2015", "2015")]),
        ("Three shells fell last night.", [("last night", "2019-05-14TNI")]),
        ("They spent two and a half years abroad.", [("two and a half years", "P30M")]),
    ],
)
def test_english_guidelines(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text, lang="en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Un pêcheur âgé de 53 ans est porté disparu.",
        "Le ministre, 61 ans, a démissionné.",
        "Cette Lyonnaise de 26 ans a gagné.",
        "Les Mères de la place de Mai ont défilé.",
        "La sonde a survolé Mars.",
        "Le G20 se tient à Bali avec 2000 délégués.",
        "Une seconde voiture a explosé.",
        "L'Union a pris 30% du marché.",
        "Robinson et Vendredi ont un chien.",
        "L'étude a été passée au crible.",
    ],
)
def test_french_traps(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The 30-year-old driver was freed.",
        "A fisherman, aged 61, drowned.",
        "Theresa May may resign.",
        "He finished second in the march.",
        "Some 1990 voters stayed away for $2015.",
        "The F-16 took off with 12 bombs.",
        "A quarter of the crop failed.",
        "April Smith met August Wilson.",
    ],
)
def test_english_traps(text: str) -> None:
    assert read(text, lang="en") == []


def test_month_anchor_gives_the_set_of_days() -> None:
    text = "Le roi a reçu mercredi un émissaire, a rapporté jeudi l'agence officielle."
    wednesday, thursday = read(text, "2023-09")
    assert wednesday == ("mercredi", "DATE", None, "[2023-09-06,2023-09-13,2023-09-20,2023-09-27]")
    assert thursday == ("jeudi", "DATE", None, "[2023-09-07,2023-09-14,2023-09-21,2023-09-28]")


def test_month_anchor_pairs_are_in_step_across_the_month() -> None:
    text = "Le roi a reçu mercredi un émissaire, a rapporté jeudi l'agence officielle."
    wednesday, thursday = read(text, "2023-06")
    assert thursday[3] == "[2023-06-01,2023-06-08,2023-06-15,2023-06-22,2023-06-29]"
    assert wednesday[3] == "[2023-05-31,2023-06-07,2023-06-14,2023-06-21,2023-06-28]"


@pytest.mark.parametrize("anchor", ["2023", None])
def test_nothing_is_guessed_without_a_month(anchor: str | None) -> None:
    assert [(value, edtf) for _, _, value, edtf in read("Le roi est parti mercredi, puis hier.", anchor)] == [(None, None), (None, None)]


def test_anchor_without_year_takes_its_weekday_from_the_lead() -> None:
    text = "Pékin a exhorté vendredi ses voisins. Un navire avait été heurté mardi, puis hier. L'accord date de 1976."
    assert [(v, e) for _, _, v, e in read(text, "XXXX-03-08")] == [
        ("XXXX-03-08", "XXXX-03-08"),
        ("XXXX-03-05", "XXXX-03-05"),
        ("XXXX-03-07", "XXXX-03-07"),
        ("1976", "1976"),
    ]


@pytest.mark.parametrize("anchor", ["2023-02-30", "hier", "XXXX", "2023-9-1", "0001-01-01", "9999", ""])
def test_an_anchor_of_another_form_is_refused(anchor: str) -> None:
    with pytest.raises(AnchorError):
        find_timexes("hier", anchor=anchor, tables=FR)


def test_tense_at_decides() -> None:
    text = "Le sommet se tient lundi."
    future = find_timexes(text, anchor=DAY, tables=FR, tense_at=lambda offset: "future")
    past = find_timexes(text, anchor=DAY, tables=FR, tense_at=lambda offset: "past")
    assert (future[0].value, past[0].value) == ("2019-05-20", "2019-05-13")


def test_regions_limit_the_search() -> None:
    from selon.model.text import Span

    text = "PARIS, 14 mai - Le roi est parti hier."
    found = find_timexes(text, anchor=DAY, tables=FR, regions=(Span(16, len(text)),))
    assert [t.span.of(text) for t in found] == ["hier"]


@pytest.mark.parametrize(
    ("value", "edtf"),
    [("la semaine dernière", "2019-05-06/2019-05-12"), ("le week-end dernier", "2019-05-11/2019-05-12"), ("l'été 2018", "2018-22")],
)
def test_edtf_of_coarse_dates(value: str, edtf: str) -> None:
    assert [e for *_, e in read(f"Elle est partie pendant {value}.")] == [edtf]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Talks are due on Friday and Saturday.", "en", [("Friday", "2019-05-17"), ("Saturday", "2019-05-18")]),
        ("The blast came at 9 p.m. (1300 GMT) Monday.", "en", [("9 p.m.", "2019-05-13T21:00"), ("1300 GMT", "2019-05-13T13:00Z"), ("Monday", "2019-05-13")]),
        ("A report in The Sunday Herald angered the daily Kurier.", "en", []),
        ("It was signed on 1 May.", "en", [("1 May", "2019-05-01")]),
        ("He fled in 2011 and died the following year.", "en", [("2011", "2011"), ("the following year", "2012")]),
        ("The law takes effect July 1.", "en", [("July 1", "2019-07-01")]),
        ("Il a fui en 2011 et il est mort l'année suivante.", "fr", [("2011", "2011"), ("l'année suivante", "2012")]),
        ("La conférence est reportée à lundi.", "fr", [("lundi", "2019-05-20")]),
        ("Le scrutin est fixé au dimanche 26.", "fr", [("dimanche 26", "2019-05-26")]),
        ("Le tir fait suite à quatre heures d'entretiens.", "fr", [("quatre heures", "PT4H")]),
        ("Présentée lundi, la loi tiendra deux ans.", "fr", [("lundi", "2019-05-13"), ("deux ans", "P2Y")]),
        ("« Nous partirons dès demain », a dit l’avocat.", "fr", [("demain", "2019-05-16")]),
    ],
)
def test_wire_copy(text: str, lang: str, expected: list[tuple[str, str]]) -> None:
    assert values(text, lang=lang) == expected
