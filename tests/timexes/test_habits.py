"""The habits of agency copy, each with sentences of its own: type, value, EDTF and modifier of every expression, and the claim's time."""

from __future__ import annotations

import pytest
from tests.edtf import is_edtf

from selon.timexes import claim_time, find_timexes, load_timex_tables

#: Wednesday, the publication date of every sentence.
DAY = "2019-05-15"
Row = tuple[str, str | None, str | None, str | None, str | None]

#: habit, sentence, (words, type, value, EDTF, modifier) of each expression, EDTF of what the last of them dates
FR_HABITS = [
    ("weekday", "Le port a fermé mercredi.", [("mercredi", "DATE", "2019-05-15", "2019-05-15", None)], "2019-05-15"),
    ("weekday", "Le port rouvrira vendredi.", [("vendredi", "DATE", "2019-05-17", "2019-05-17", None)], "2019-05-17"),
    ("weekday", "Le port est fermé depuis lundi.", [("lundi", "DATE", "2019-05-13", "2019-05-13", None)], "2019-05-13/2019-05-15"),
    ("weekday", "La cour doit statuer d'ici vendredi.", [("vendredi", "DATE", "2019-05-17", "2019-05-17", None)], "2019-05-15/2019-05-17"),
    ("weekday", "L'ONU a annoncé l'envoi d'une mission d'ici à vendredi.", [("vendredi", "DATE", "2019-05-17", "2019-05-17", None)], "2019-05-15/2019-05-17"),
    ("weekday", "L'audience est fixée à lundi.", [("lundi", "DATE", "2019-05-20", "2019-05-20", None)], "2019-05-20"),
    ("weekday", "Il a tenté de franchir la frontière mardi.", [("mardi", "DATE", "2019-05-14", "2019-05-14", None)], "2019-05-14"),
    (
        "eve",
        "Arrêté dimanche, il avait été reçu la veille.",
        [("dimanche", "DATE", "2019-05-12", "2019-05-12", None), ("la veille", "DATE", "2019-05-11", "2019-05-11", None)],
        "2019-05-11",
    ),
    ("eve", "Il avait été reçu l'avant-veille.", [("l'avant-veille", "DATE", "2019-05-13", "2019-05-13", None)], "2019-05-13"),
    (
        "morrow",
        "Arrêté dimanche, il a été relâché le lendemain.",
        [("dimanche", "DATE", "2019-05-12", "2019-05-12", None), ("le lendemain", "DATE", "2019-05-13", "2019-05-13", None)],
        "2019-05-13",
    ),
    (
        "morrow",
        "Arrêté dimanche, il a été relâché le lendemain matin.",
        [("dimanche", "DATE", "2019-05-12", "2019-05-12", None), ("le lendemain matin", "TIME", "2019-05-13TMO", "2019-05-13", None)],
        "2019-05-13",
    ),
    (
        "night",
        "Un dépôt a brûlé dans la nuit de mardi à mercredi.",
        [("la nuit de mardi à mercredi", "TIME", "2019-05-14TNI", "2019-05-14", None)],
        "2019-05-14",
    ),
    ("night", "Un dépôt a brûlé la nuit dernière.", [("la nuit dernière", "TIME", "2019-05-14TNI", "2019-05-14", None)], "2019-05-14"),
    (
        "night",
        "Le pont est tombé lundi soir. Le courant est revenu à 02h00.",
        [("lundi soir", "TIME", "2019-05-13TEV", "2019-05-13", None), ("02h00", "TIME", "2019-05-14T02:00", "2019-05-14", None)],
        "2019-05-14",
    ),
    (
        "part",
        "Le cortège partira vendredi en fin de matinée.",
        [("vendredi", "DATE", "2019-05-17", "2019-05-17", None), ("fin de matinée", "TIME", "2019-05-17TMO", "2019-05-17", "END")],
        "2019-05-17",
    ),
    ("part", "La cour a siégé tôt mardi matin.", [("mardi matin", "TIME", "2019-05-14TMO", "2019-05-14", None)], "2019-05-14"),
    (
        "same day",
        "Le 3 mai il a fui ; le soir même, le port tombait.",
        [("Le 3 mai", "DATE", "2019-05-03", "2019-05-03", None), ("le soir même", "TIME", "2019-05-03TEV", "2019-05-03", None)],
        "2019-05-03",
    ),
    (
        "clock",
        "Le navire a coulé mardi à 13h00 GMT.",
        [("mardi", "DATE", "2019-05-14", "2019-05-14", None), ("13h00 GMT", "TIME", "2019-05-14T13:00Z", "2019-05-14", None)],
        "2019-05-14",
    ),
    ("clock", "Le navire a coulé à 1300 GMT.", [("1300 GMT", "TIME", "2019-05-15T13:00Z", "2019-05-15", None)], "2019-05-15"),
    (
        "clock",
        "Le séisme a frappé à 20h15 (18h15 GMT).",
        [("20h15", "TIME", "2019-05-15T20:15", "2019-05-15", None), ("18h15 GMT", "TIME", "2019-05-15T18:15Z", "2019-05-15", None)],
        "2019-05-15",
    ),
    (
        "clock",
        "Un obus est tombé peu avant 8 heures mardi.",
        [("8 heures", "TIME", "2019-05-14T08:00", "2019-05-14", None), ("mardi", "DATE", "2019-05-14", "2019-05-14", None)],
        "2019-05-14",
    ),
    (
        "clock",
        "La trêve commence samedi à minuit.",
        [("samedi", "DATE", "2019-05-18", "2019-05-18", None), ("minuit", "TIME", "2019-05-18T24:00", "2019-05-18", None)],
        "2019-05-18",
    ),
    ("deadline", "La loi sera votée d'ici la fin de l'année.", [("la fin de l'année", "DATE", "2019", "2019", "END")], "2019-05-15/2019-12-31"),
    ("deadline", "Le pont rouvrira avant la fin juin.", [("la fin juin", "DATE", "2019-06", "2019-06", "END")], "2019-05-15/2019-06-30"),
    ("deadline", "Le pont rouvrira d'ici 2030.", [("2030", "DATE", "2030", "2030", None)], "2019-05-15/2030"),
    ("vague", "Les combats ont repris ces dernières semaines.", [("ces dernières semaines", "DATE", "PAST_REF", None, None)], "../2019-05-15"),
    ("vague", "Les pluies cesseront dans les prochains jours.", [("les prochains jours", "DATE", "FUTURE_REF", None, None)], "2019-05-15/.."),
    ("vague", "Il a été élu récemment.", [("récemment", "DATE", "PAST_REF", None, None)], None),
    ("now", "Le port est actuellement fermé.", [("actuellement", "DATE", "PRESENT_REF", None, None)], None),
    ("quarter", "Les exportations ont reculé au premier trimestre.", [("premier trimestre", "DATE", "2019-Q1", "2019-33", None)], "2019-33"),
    ("quarter", "Les exportations ont reculé au troisième trimestre.", [("troisième trimestre", "DATE", "2018-Q3", "2018-35", None)], "2018-35"),
    ("half", "Les exportations ont reculé au premier semestre 2018.", [("premier semestre 2018", "DATE", "2018-H1", "2018-40", None)], "2018-40"),
    (
        "range",
        "La foire se tiendra du 3 au 5 juin.",
        [("3", "DATE", "2019-06-03", "2019-06-03", None), ("5 juin", "DATE", "2019-06-05", "2019-06-05", None)],
        "2019-06-03/2019-06-05",
    ),
    ("range", "Le roi a régné entre 2010 et 2014.", [("2010", "DATE", "2010", "2010", None), ("2014", "DATE", "2014", "2014", None)], "2010/2014"),
    (
        "range",
        "Les pluies ont duré de décembre à mars.",
        [("décembre", "DATE", "2018-12", "2018-12", None), ("mars", "DATE", "2019-03", "2019-03", None)],
        "2018-12/2019-03",
    ),
    (
        "range",
        "Le sommet se tiendra de vendredi à dimanche.",
        [("vendredi", "DATE", "2019-05-17", "2019-05-17", None), ("dimanche", "DATE", "2019-05-19", "2019-05-19", None)],
        "2019-05-17/2019-05-19",
    ),
    (
        "range",
        "La pêche est interdite du 15 août au 31 janvier.",
        [("15 août", "DATE", "2019-08-15", "2019-08-15", None), ("31 janvier", "DATE", "2020-01-31", "2020-01-31", None)],
        "2019-08-15/2020-01-31",
    ),
    ("range", "La récolte de 2017-18 fut mauvaise.", [("2017-18", "DATE", "2017", "2017/2018", None)], "2017/2018"),
    (
        "shift",
        "Élu en 2011, il est parti deux ans plus tard.",
        [("2011", "DATE", "2011", "2011", None), ("deux ans plus tard", "DATE", "2013", "2013", None)],
        "2013",
    ),
    (
        "shift",
        "Arrêté le 2 mai, il a été relâché trois jours plus tard.",
        [("le 2 mai", "DATE", "2019-05-02", "2019-05-02", None), ("trois jours plus tard", "DATE", "2019-05-05", "2019-05-05", None)],
        "2019-05-05",
    ),
    (
        "shift",
        "Il a fui en 2011 et il est mort l'année suivante.",
        [("2011", "DATE", "2011", "2011", None), ("l'année suivante", "DATE", "2012", "2012", None)],
        "2012",
    ),
    ("ago", "Il a démissionné il y a trois ans.", [("il y a trois ans", "DATE", "2016", "2016", None)], "2016"),
    ("ago", "Il est parti il y a environ dix ans.", [("il y a environ dix ans", "DATE", "2009", "2009~", "APPROX")], "2009~"),
    ("ahead", "Elle reviendra dans deux semaines.", [("dans deux semaines", "DATE", "2019-W22", "2019-05-27/2019-06-02", None)], "2019-05-27/2019-06-02"),
    ("week", "Le prix a baissé la semaine dernière.", [("la semaine dernière", "DATE", "2019-W19", "2019-05-06/2019-05-12", None)], "2019-05-06/2019-05-12"),
    (
        "week",
        "Il viendra en début de semaine prochaine.",
        [("début de semaine prochaine", "DATE", "2019-W21", "2019-05-20/2019-05-26", "START")],
        "2019-05-20/2019-05-26",
    ),
    (
        "weekend",
        "Ils voteront le week-end du 1er juin.",
        [("le week-end du 1er juin", "DATE", "2019-W22-WE", "2019-06-01/2019-06-02", None)],
        "2019-06-01/2019-06-02",
    ),
    ("month", "Le pont a rouvert au cours du mois dernier.", [("mois dernier", "DATE", "2019-04", "2019-04", None)], "2019-04"),
    ("month", "Il arrivera début juin.", [("début juin", "DATE", "2019-06", "2019-06", "START")], "2019-06"),
    ("month", "Il est arrivé mi-avril.", [("mi-avril", "DATE", "2019-04", "2019-04", "MID")], "2019-04"),
    ("month", "L'usine fermera fin juillet.", [("fin juillet", "DATE", "2019-07", "2019-07", "END")], "2019-07"),
    ("year", "Le pont a rouvert l'an dernier.", [("l'an dernier", "DATE", "2018", "2018", None)], "2018"),
    ("year", "La ligne ouvrira fin 2027.", [("fin 2027", "DATE", "2027", "2027", "END")], "2027"),
    ("season", "Elle a rompu l'hiver dernier.", [("l'hiver dernier", "DATE", "2018-WI", "2018-24", None)], "2018-24"),
    ("season", "La récolte commencera à l'automne 2020.", [("l'automne 2020", "DATE", "2020-FA", "2020-23", None)], "2020-23"),
    ("decade", "La mine a fermé dans les années 1960.", [("les années 1960", "DATE", "196", "196X", None)], "196X"),
    ("century", "Le fort du XVIe siècle est en ruine.", [("XVIe siècle", "DATE", "15", "15XX", None)], "15XX"),
    ("approximate", "Le fort a été bâti vers 1850.", [("1850", "DATE", "1850", "1850~", "APPROX")], "1850~"),
    ("approximate", "Il est né aux alentours de 1930.", [("1930", "DATE", "1930", "1930~", "APPROX")], "1930~"),
    ("uncertain", "Il est né peut-être en 1850.", [("1850", "DATE", "1850", "1850?", None)], "1850?"),
    ("duration", "Le siège a duré plus de deux mois.", [("plus de deux mois", "DURATION", "P2M", None, "MORE_THAN")], None),
    ("duration", "Ils ont été condamnés à dix ans de prison.", [("dix ans", "DURATION", "P10Y", None, None)], None),
    ("duration", "Le prix a doublé en ces vingt dernières années.", [("ces vingt dernières années", "DURATION", "P20Y", None, None)], "1999/2019"),
    ("duration", "La séance a duré deux heures et demie.", [("deux heures et demie", "DURATION", "PT2H30M", None, None)], None),
    ("set", "Le marché se tient tous les jeudis.", [("tous les jeudis", "SET", "XXXX-WXX-4", None, None)], None),
    ("set", "Le conseil siège deux fois par an.", [("deux fois par an", "SET", "P1Y", None, None)], None),
    ("set", "Le musée ferme le mardi après-midi, dit-on.", [("le mardi après-midi", "SET", "XXXX-WXX-2TAF", None, None)], None),
    ("set", "Il vient un lundi sur deux.", [("un lundi sur deux", "SET", "XXXX-WXX-1", None, None)], None),
    ("open", "Trois jours plus tôt, un pont avait sauté.", [("Trois jours plus tôt", "DATE", "2019-05-12", "2019-05-12", None)], "2019-05-12"),
    (
        "choice",
        "Le scrutin aura lieu samedi ou dimanche.",
        [("samedi", "DATE", "2019-05-18", "2019-05-18", None), ("dimanche", "DATE", "2019-05-19", "2019-05-19", None)],
        "[2019-05-18,2019-05-19]",
    ),
    (
        "choice",
        "La ville fermera les 3 et 9 juin.",
        [("3", "DATE", "2019-06-03", "2019-06-03", None), ("9 juin", "DATE", "2019-06-09", "2019-06-09", None)],
        "{2019-06-03,2019-06-09}",
    ),
    (
        "night",
        "Le navire a coulé mardi soir. Un appel fut capté vers minuit.",
        [("mardi soir", "TIME", "2019-05-14TEV", "2019-05-14", None), ("minuit", "TIME", "2019-05-14T24:00", "[2019-05-14,2019-05-15]", "APPROX")],
        "[2019-05-14,2019-05-15]",
    ),
    (
        "hours",
        "La route sera fermée de 9 heures à 17 heures.",
        [("9 heures", "TIME", "2019-05-15T09:00", "2019-05-15", None), ("17 heures", "TIME", "2019-05-15T17:00", "2019-05-15", None)],
        "2019-05-15",
    ),
    ("feast", "La trêve tiendra jusqu'au lundi de Pâques.", [("lundi de Pâques", "DATE", "2020-04-13", "2020-04-13", None)], "2019-05-15/2020-04-13"),
    ("season", "Le col est fermé pendant les mois d'hiver.", [("les mois d'hiver", "DATE", "XXXX-WI", None, None)], None),
    ("set", "La cloche sonne tous les matins.", [("tous les matins", "SET", "XXXX-XX-XXTMO", None, None)], None),
]

EN_HABITS = [
    ("weekday", "The port closed on Wednesday.", [("Wednesday", "DATE", "2019-05-15", "2019-05-15", None)], "2019-05-15"),
    ("weekday", "The port will reopen on Friday.", [("Friday", "DATE", "2019-05-17", "2019-05-17", None)], "2019-05-17"),
    ("weekday", "The port has been shut since Monday.", [("Monday", "DATE", "2019-05-13", "2019-05-13", None)], "2019-05-13/2019-05-15"),
    ("weekday", "The rebels have until Friday to leave.", [("Friday", "DATE", "2019-05-17", "2019-05-17", None)], "2019-05-15/2019-05-17"),
    ("weekday", "A hearing is scheduled for Monday.", [("Monday", "DATE", "2019-05-20", "2019-05-20", None)], "2019-05-20"),
    ("weekday", "He tried to cross the border on Tuesday.", [("Tuesday", "DATE", "2019-05-14", "2019-05-14", None)], "2019-05-14"),
    (
        "weekday",
        "Shares fell on Friday, May 10, as they had the previous Friday.",
        [("Friday, May 10", "DATE", "2019-05-10", "2019-05-10", None), ("the previous Friday", "DATE", "2019-05-03", "2019-05-03", None)],
        "2019-05-03",
    ),
    (
        "eve",
        "Arrested on Sunday, he had been received the day before.",
        [("Sunday", "DATE", "2019-05-12", "2019-05-12", None), ("the day before", "DATE", "2019-05-11", "2019-05-11", None)],
        "2019-05-11",
    ),
    (
        "eve",
        "Arrested on Sunday, he had been received the night before.",
        [("Sunday", "DATE", "2019-05-12", "2019-05-12", None), ("the night before", "TIME", "2019-05-11TNI", "2019-05-11", None)],
        "2019-05-11",
    ),
    (
        "morrow",
        "Arrested on Sunday, he was freed the following day.",
        [("Sunday", "DATE", "2019-05-12", "2019-05-12", None), ("the following day", "DATE", "2019-05-13", "2019-05-13", None)],
        "2019-05-13",
    ),
    (
        "morrow",
        "Arrested on Sunday, he was freed the next morning.",
        [("Sunday", "DATE", "2019-05-12", "2019-05-12", None), ("the next morning", "TIME", "2019-05-13TMO", "2019-05-13", None)],
        "2019-05-13",
    ),
    (
        "night",
        "The attack came in the night of Tuesday to Wednesday.",
        [("the night of Tuesday to Wednesday", "TIME", "2019-05-14TNI", "2019-05-14", None)],
        "2019-05-14",
    ),
    ("night", "Three shells fell last night.", [("last night", "TIME", "2019-05-14TNI", "2019-05-14", None)], "2019-05-14"),
    (
        "night",
        "The bridge fell on Monday night. Power came back at 2 a.m.",
        [("Monday night", "TIME", "2019-05-13TNI", "2019-05-13", None), ("2 a.m.", "TIME", "2019-05-14T02:00", "2019-05-14", None)],
        "2019-05-14",
    ),
    ("night", "The women were freed overnight.", [("overnight", "TIME", "2019-05-14TNI", "2019-05-14/2019-05-15", None)], "2019-05-14/2019-05-15"),
    ("part", "The convoy left early on Tuesday.", [("Tuesday", "DATE", "2019-05-14", "2019-05-14", None)], "2019-05-14"),
    ("part", "The convoy left late Monday evening.", [("late Monday evening", "TIME", "2019-05-13TEV", "2019-05-13", "END")], "2019-05-13"),
    (
        "same day",
        "On May 3 he fled; that same evening the port fell.",
        [("May 3", "DATE", "2019-05-03", "2019-05-03", None), ("that same evening", "TIME", "2019-05-03TEV", "2019-05-03", None)],
        "2019-05-03",
    ),
    (
        "clock",
        "The ship sank at 13:00 GMT on Tuesday.",
        [("13:00 GMT", "TIME", "2019-05-14T13:00Z", "2019-05-14", None), ("Tuesday", "DATE", "2019-05-14", "2019-05-14", None)],
        "2019-05-14",
    ),
    ("clock", "The ship sank at 1300 GMT.", [("1300 GMT", "TIME", "2019-05-15T13:00Z", "2019-05-15", None)], "2019-05-15"),
    (
        "clock",
        "The quake struck at 8:15 p.m. (1815 GMT).",
        [("8:15 p.m.", "TIME", "2019-05-15T20:15", "2019-05-15", None), ("1815 GMT", "TIME", "2019-05-15T18:15Z", "2019-05-15", None)],
        "2019-05-15",
    ),
    ("clock", "The siege ended shortly before 8 a.m. Tuesday.", [("8 a.m. Tuesday", "TIME", "2019-05-14T08:00", "2019-05-14", None)], "2019-05-14"),
    ("clock", "The truce begins at midnight on Saturday.", [("midnight on Saturday", "TIME", "2019-05-18T24:00", "2019-05-18", None)], "2019-05-18"),
    ("deadline", "The law will pass by the end of the year.", [("the end of the year", "DATE", "2019", "2019", "END")], "2019-05-15/2019-12-31"),
    ("deadline", "The bridge will reopen before the end of June.", [("the end of June", "DATE", "2019-06", "2019-06", "END")], "2019-05-15/2019-06-30"),
    ("deadline", "The bridge will reopen by mid-2025.", [("mid-2025", "DATE", "2025", "2025", "MID")], "2019-05-15/2025-06"),
    ("vague", "Fighting has resumed in recent weeks.", [("recent weeks", "DATE", "PAST_REF", None, None)], "../2019-05-15"),
    ("vague", "The rain will stop in the coming days.", [("the coming days", "DATE", "FUTURE_REF", None, None)], "2019-05-15/.."),
    ("vague", "He was elected recently.", [("recently", "DATE", "PAST_REF", None, None)], None),
    ("now", "The port is now closed.", [("now", "DATE", "PRESENT_REF", None, None)], None),
    ("quarter", "Exports fell in the first quarter.", [("the first quarter", "DATE", "2019-Q1", "2019-33", None)], "2019-33"),
    ("quarter", "Exports fell in the third quarter.", [("the third quarter", "DATE", "2018-Q3", "2018-35", None)], "2018-35"),
    (
        "quarter",
        "Profit rose in the third quarter of 2018 from a loss in the same period of 2017.",
        [("the third quarter of 2018", "DATE", "2018-Q3", "2018-35", None), ("the same period of 2017", "DATE", "2017-Q3", "2017-35", None)],
        "2017-35",
    ),
    ("half", "Exports fell in the first half of 2018.", [("the first half of 2018", "DATE", "2018-H1", "2018-40", None)], "2018-40"),
    (
        "range",
        "The fair will run from 3 to 5 June.",
        [("3", "DATE", "2019-06-03", "2019-06-03", None), ("5 June", "DATE", "2019-06-05", "2019-06-05", None)],
        "2019-06-03/2019-06-05",
    ),
    (
        "range",
        "The fair will run from June 3 to 5.",
        [("June 3", "DATE", "2019-06-03", "2019-06-03", None), ("5", "DATE", "2019-06-05", "2019-06-05", None)],
        "2019-06-03/2019-06-05",
    ),
    ("range", "The king ruled between 2010 and 2014.", [("2010", "DATE", "2010", "2010", None), ("2014", "DATE", "2014", "2014", None)], "2010/2014"),
    (
        "range",
        "The rain lasted from December to March.",
        [("December", "DATE", "2018-12", "2018-12", None), ("March", "DATE", "2019-03", "2019-03", None)],
        "2018-12/2019-03",
    ),
    (
        "range",
        "The summit will run from Friday to Sunday.",
        [("Friday", "DATE", "2019-05-17", "2019-05-17", None), ("Sunday", "DATE", "2019-05-19", "2019-05-19", None)],
        "2019-05-17/2019-05-19",
    ),
    ("range", "The crop of 2017-18 was poor.", [("2017-18", "DATE", "2017", "2017/2018", None)], "2017/2018"),
    ("shift", "Elected in 2011, he left two years later.", [("2011", "DATE", "2011", "2011", None), ("two years later", "DATE", "2013", "2013", None)], "2013"),
    (
        "shift",
        "Arrested on May 2, he was freed three days later.",
        [("May 2", "DATE", "2019-05-02", "2019-05-02", None), ("three days later", "DATE", "2019-05-05", "2019-05-05", None)],
        "2019-05-05",
    ),
    (
        "shift",
        "He fled in 2011 and died the following year.",
        [("2011", "DATE", "2011", "2011", None), ("the following year", "DATE", "2012", "2012", None)],
        "2012",
    ),
    ("ago", "He resigned three years ago.", [("three years ago", "DATE", "2016", "2016", None)], "2016"),
    ("ago", "He left about ten years ago.", [("about ten years ago", "DATE", "2009", "2009~", "APPROX")], "2009~"),
    ("week", "The price fell last week.", [("last week", "DATE", "2019-W19", "2019-05-06/2019-05-12", None)], "2019-05-06/2019-05-12"),
    ("week", "He will come early next week.", [("early next week", "DATE", "2019-W21", "2019-05-20/2019-05-26", "START")], "2019-05-20/2019-05-26"),
    (
        "weekend",
        "They will vote on the weekend of June 1.",
        [("the weekend of June 1", "DATE", "2019-W22-WE", "2019-06-01/2019-06-02", None)],
        "2019-06-01/2019-06-02",
    ),
    ("month", "The bridge reopened last month.", [("last month", "DATE", "2019-04", "2019-04", None)], "2019-04"),
    ("month", "He will arrive in early June.", [("early June", "DATE", "2019-06", "2019-06", "START")], "2019-06"),
    ("month", "He arrived in mid-April.", [("mid-April", "DATE", "2019-04", "2019-04", "MID")], "2019-04"),
    ("month", "The plant will close in late July.", [("late July", "DATE", "2019-07", "2019-07", "END")], "2019-07"),
    ("year", "The bridge reopened last year.", [("last year", "DATE", "2018", "2018", None)], "2018"),
    ("year", "The line opens by the end of 2027.", [("the end of 2027", "DATE", "2027", "2027", "END")], "2019-05-15/2027-12-31"),
    ("season", "She left last winter.", [("last winter", "DATE", "2018-WI", "2018-24", None)], "2018-24"),
    ("season", "The harvest will begin in the fall of 2020.", [("the fall of 2020", "DATE", "2020-FA", "2020-23", None)], "2020-23"),
    ("decade", "The mine closed in the early 1960s.", [("the early 1960s", "DATE", "196", "196X", "START")], "196X"),
    ("century", "The fort dates from the 16th century.", [("the 16th century", "DATE", "15", "15XX", None)], "15XX"),
    ("approximate", "The fort was built around 1850.", [("1850", "DATE", "1850", "1850~", "APPROX")], "1850~"),
    ("approximate", "The fort was built circa 1930.", [("1930", "DATE", "1930", "1930~", "APPROX")], "1930~"),
    ("uncertain", "He was born perhaps in 1850.", [("1850", "DATE", "1850", "1850?", None)], "1850?"),
    ("duration", "The siege lasted more than two months.", [("more than two months", "DURATION", "P2M", None, "MORE_THAN")], None),
    ("duration", "The price doubled over the past 20 years.", [("the past 20 years", "DURATION", "P20Y", None, None)], "1999/2019"),
    ("duration", "They spent two and a half years abroad.", [("two and a half years", "DURATION", "P30M", None, None)], None),
    ("duration", "A three-day truce was signed.", [("three-day", "DURATION", "P3D", None, None)], None),
    ("set", "The market is held on Thursdays.", [("Thursdays", "SET", "XXXX-WXX-4", None, None)], None),
    ("set", "The council meets twice a year.", [("twice a year", "SET", "P1Y", None, None)], None),
    ("set", "She comes every Tuesday.", [("every Tuesday", "SET", "XXXX-WXX-2", None, None)], None),
    ("set", "They meet on a weekly basis.", [("weekly", "SET", "P1W", None, None)], None),
    ("open", "Three days earlier, a bridge had blown up.", [("Three days earlier", "DATE", "2019-05-12", "2019-05-12", None)], "2019-05-12"),
    (
        "choice",
        "The vote will be on Saturday or Sunday.",
        [("Saturday", "DATE", "2019-05-18", "2019-05-18", None), ("Sunday", "DATE", "2019-05-19", "2019-05-19", None)],
        "[2019-05-18,2019-05-19]",
    ),
    (
        "choice",
        "The city will close on June 3 and 9.",
        [("June 3", "DATE", "2019-06-03", "2019-06-03", None), ("9", "DATE", "2019-06-09", "2019-06-09", None)],
        "{2019-06-03,2019-06-09}",
    ),
    (
        "night",
        "The ship sank on Tuesday night. A call came around midnight.",
        [("Tuesday night", "TIME", "2019-05-14TNI", "2019-05-14", None), ("midnight", "TIME", "2019-05-14T24:00", "[2019-05-14,2019-05-15]", "APPROX")],
        "[2019-05-14,2019-05-15]",
    ),
    (
        "hours",
        "The road will close from 6 to 8 p.m. on Friday.",
        [
            ("6", "TIME", "2019-05-17T18:00", "2019-05-17", None),
            ("8 p.m.", "TIME", "2019-05-17T20:00", "2019-05-17", None),
            ("Friday", "DATE", "2019-05-17", "2019-05-17", None),
        ],
        "2019-05-17",
    ),
    ("feast", "The truce holds until Easter Monday.", [("Easter Monday", "DATE", "2020-04-13", "2020-04-13", None)], "2019-05-15/2020-04-13"),
    ("season", "The pass is closed in the winter months.", [("the winter months", "DATE", "XXXX-WI", None, None)], None),
    ("set", "The market is held on weekends.", [("weekends", "SET", "XXXX-WXX-WE", None, None)], None),
]


def check(lang: str, text: str, expected: list[Row], dated: str | None) -> None:
    tables = load_timex_tables(f"lang/{lang}")
    found = find_timexes(text, anchor=DAY, tables=tables)
    assert [(t.span.of(text), t.type, t.value, t.edtf, t.mod) for t in found] == expected
    assert claim_time(text, len(found) - 1, found, anchor=DAY, tables=tables)[1] == dated
    assert all(edtf is None or is_edtf(edtf) for edtf in (dated, *(t.edtf for t in found)))


@pytest.mark.parametrize(("habit", "text", "expected", "dated"), FR_HABITS)
def test_french_habits(habit: str, text: str, expected: list[Row], dated: str | None) -> None:
    check("fr", text, expected, dated)


@pytest.mark.parametrize(("habit", "text", "expected", "dated"), EN_HABITS)
def test_english_habits(habit: str, text: str, expected: list[Row], dated: str | None) -> None:
    check("en", text, expected, dated)


def test_each_habit_is_shown_in_both_languages() -> None:
    french, english = ({row[0] for row in rows} for rows in (FR_HABITS, EN_HABITS))
    assert french - {"ahead"} == english


@pytest.mark.parametrize(
    ("edtf", "valid"),
    [
        ("2019-05-15", True),
        ("2019-05", True),
        ("2019-22", True),
        ("2019-33", True),
        ("196X", True),
        ("1850~", True),
        ("XXXX-03-08", True),
        ("-0051", True),
        ("../2019-05-15", True),
        ("2019-05-15/..", True),
        ("[2019-05-06,2019-05-13]", True),
        ("{2019-05-06,2019-05-13}", True),
        ("2019-02-30", False),
        ("2019-13", False),
        ("2019-W20", False),
        ("XXXX", False),
        ("../..", False),
        ("2019-05-15T13:00", False),
        ("[2019-05-06,]", False),
    ],
)
def test_the_checker_of_edtf(edtf: str, valid: bool) -> None:
    assert is_edtf(edtf) == valid
