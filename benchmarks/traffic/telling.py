"""How one dispatch words the facts of its story, in its language."""

from __future__ import annotations

import random
import re
from datetime import date
from functools import cache

from benchmarks.traffic.calendar import day_month, due_words, month_name, on_day, weekday
from benchmarks.traffic.facts import HEADS, OWN_EYES, Facts, Source, article, number, secretaries, source_rows, with_de, with_en
from benchmarks.traffic.grammar import CLOSE, OPEN, expand, smooth
from benchmarks.traffic.schemas import schemas
from benchmarks.traffic.world import PORTFOLIOS, Country, Person

#: A content that begins with one of these leans on its source, which must come first.
_LEANING = re.compile(r"\(?=?(?:its|it|they|his|her|ses|son|sa|ils|leurs)\b")


class Teller:
    """One dispatch being written: its language, its publication day, and whom it has named already."""

    def __init__(self, facts: Facts, lang: str, day: date, phase: str, choose: random.Random, style: str = "", agency: str = "") -> None:
        self.facts, self.lang, self.day, self.phase, self.choose, self.style = facts, lang, day, phase, choose, style
        self.agency = agency
        self.seen: set[str] = set()
        self.source: Source | None = None
        self.last: Source | None = None
        self.recent: Source | None = None
        self.told_day: date | None = None
        self.via_seen = False
        self.settled = random.Random(facts.key)
        self.via: str | None = None
        self.via_name = ("", "")
        self.notes: list[tuple[str, tuple[str, ...], str]] = []

    # --- sentences -------------------------------------------------------------------------------------------

    def claim(self, point: str, source_name: str, lead: bool = False) -> str:
        """A sentence that tells *point* by a source ("-": the agency's own voice)."""
        wordings = self.facts.schema.words(self.lang, point)
        self.settled = random.Random(f"{self.facts.key}/{point}")
        if wordings[0].startswith("!"):
            wording = wordings[int(self.settled.random() * len(wordings))][1:]
        else:
            wording = self.choose.choice(wordings)
        if source_name == "-":
            return self._close(self._marked(wording.lstrip("="), point, (), "none") if wording.startswith("=") else self._own(wording, point))
        self.source = source = self._own_eyes() if source_name == OWN_EYES else self.facts.sources[source_name]
        chain = (source.key, *([self.via] if self.via else []))
        if wording.startswith("="):
            said = self._marked(wording[1:], point, chain, "indirect")
            if self.via:
                said = said.rstrip(".") + self._fill(self.choose.choice(_frames(self.lang, "via.end"))) + "."
        else:
            leaning = _LEANING.match(wording) is not None
            frame = self._frame("lead" if lead else "next" if self.last is source and not self.via else "plain", leaning)
            said = self._framed(frame, wording, point, chain)
        self.last = None if self.via else source
        self.recent = source
        return self._close(said)

    def quotation(self, source_name: str) -> str | None:
        """A sentence or two in a source's own words, the same in every dispatch of a language; None if it has none."""
        words = self.facts.schema.words(self.lang, f"q.{source_name}")
        if not words:
            return None
        key = (f"{self.lang}/{self.phase}", source_name)
        if key not in self.facts.quotes:
            which = random.Random(f"{self.facts.key}/{source_name}/{self.phase}").random()
            fixed = random.Random(f"{self.facts.key}/{source_name}/{self.lang}/{self.phase}")
            self.facts.quotes[key] = expand(words[int(which * len(words))], fixed, self._plain_slot)
        self.source = source = self.facts.sources[source_name]
        first, _, rest = self.facts.quotes[key].partition(" // ")
        chain = (source.key, *([self.via] if self.via else []))
        two = bool(rest) and not self.via and self.last is not source
        frame = self._frame("quote" if self.via else "quotes" if two else "next.quote" if self.last is source else "quote")
        said = expand(
            frame,
            self.choose,
            lambda slot: (
                self._mark(f"q.{source_name}.1", chain, "direct", first.rstrip("."))
                if slot == "Q"
                else self._mark(f"q.{source_name}.2", chain, "direct", rest.rstrip("."))
                if slot == "R"
                else self.slot(slot)
            ),
        )
        self.last = None if self.via else source
        self.recent = source
        return self._close(said)

    def sentence(self, template: str) -> str:
        """A whole sentence in the agency's own voice, without a claim of the story's."""
        self.last = None
        self.settled = random.Random(f"{self.facts.key}/{template}")
        return self._close(self._fill(template))

    def headline(self, template: str) -> str:
        """A headline: nobody counts as named by it."""
        self.source = None
        return smooth(expand(template, self.choose, self._plain_slot), self.lang).rstrip(".")

    def _own_eyes(self) -> Source:
        """The agency's own journalist: an eyewitness is a source, unlike the agency's voice."""
        name = f"{self.agency} journalist"
        return Source(
            name,
            name,
            "journalist",
            self.facts.first,
            self.facts.people["x2"],
            (("anagency", ("an " if self.agency[0] in "AEIOU" else "a ") + self.agency), ("agencyfr", "l'AFP" if self.agency == "AFP" else self.agency)),
        )

    # --- parts -----------------------------------------------------------------------------------------------

    def _frame(self, name: str, leaning: bool = False) -> str:
        frames = _frames(self.lang, ("via." + name.replace("next", "plain")) if self.via else name)
        return self._chosen([frame for frame in frames if not (leaning and frame.startswith("{C"))] or frames)

    def _chosen(self, frames: list[str]) -> str:
        """One of *frames* in which the source would speak: no passer-by gives a news conference, no reporter briefs reporters."""
        kind = self.source.kind if self.source else ""
        barred = "statement|conference|communiqué|presse" + ("|reporters|journalist" if kind in ("journalist", "agency") else "")
        if kind in ("resident", "journalist", "agency", "official", "diplomat"):
            frames = [frame for frame in frames if not re.search(barred, frame)]
        return self.choose.choice(frames)

    def _framed(self, frame: str, wording: str, point: str, chain: tuple[str, ...]) -> str:
        def slot(name: str) -> str:
            if name in ("C", "C+"):
                words = expand(wording, self.choose, self.slot, name == "C+", self.settled)
                if self.lang == "en" and words[0].isdigit() and frame.startswith("{C"):
                    words = "some " + words  # wires spell a number out, or avoid it, where it would open a sentence
                return self._mark(point, chain, "indirect", words)
            return self.slot(name)

        return expand(frame, self.choose, slot)

    def _own(self, wording: str, point: str) -> str:
        return self._mark(point, (), "none", self._fill(wording)) + "."

    def _marked(self, wording: str, point: str, chain: tuple[str, ...], quote: str) -> str:
        said = self._fill(wording)
        number_ = len(self.notes)
        self.notes.append((point, chain, quote))
        if "<" not in said:
            return chr(OPEN + number_) + said.rstrip(".") + chr(CLOSE + number_) + "."
        return said.replace("<", chr(OPEN + number_)).replace(">", chr(CLOSE + number_))

    def _mark(self, point: str, chain: tuple[str, ...], quote: str, words: str) -> str:
        number_ = len(self.notes)
        self.notes.append((point, chain, quote))
        return chr(OPEN + number_) + words + chr(CLOSE + number_)

    def _fill(self, template: str) -> str:
        return expand(template, self.choose, self.slot, settled=self.settled)

    def _close(self, said: str) -> str:
        self.told_day = None
        return smooth(said, self.lang)

    # --- slots -----------------------------------------------------------------------------------------------

    def _plain_slot(self, name: str) -> str:
        if name in self.facts.people:
            return self.facts.people[name].short(self.lang)
        return self.slot(name)

    def slot(self, name: str) -> str:
        """The words of a slot. Raises KeyError for a slot that nothing fills."""
        facts, lang = self.facts, self.lang
        if name in ("S", "VIA", "D", "E", "E0", "ont", "cont", "He", "he", "Il", "at-il", "cite", "was", "his"):
            return self._saying(name)
        if name in facts.numbers:
            return number(facts.numbers[name], lang)
        if "+" in name:
            base, _, more = name.partition("+")
            return number(facts.numbers[base] + int(more), lang)
        if "*" in name:
            base, _, times = name.partition("*")
            return number(facts.numbers[base] * int(times), lang)
        if name in facts.people:
            return self._person(name)
        if name in facts.towns:
            return facts.towns[name]
        if name in facts.words:
            return facts.words[name][lang == "fr"]
        if name in facts.names:
            return facts.names[name][lang == "fr"]
        if name in ("due", "dueday"):
            return due_words(facts.due, self.day, lang, name == "dueday")
        if name == "n0":
            return number(random.Random(facts.towns["t1"]).randrange(30, 700, 10), lang)
        if name == "Emonth":
            return month_name(facts.days["main"], lang)
        if name == "date":
            return day_month(facts.days[self.phase], lang)
        if name.endswith(".s"):
            return facts.people[name[:-2]].short(lang)
        if name == "an_item":
            word = facts.words["item"][0]
            return ("an " if word[0] in "aeiou" and not word.startswith("uni") else "a ") + word
        if name[:4] == "fem_":
            return "e" if facts.people[name[4:]].woman else ""
        if name[:4] == "lui_":
            return "elle" if facts.people[name[4:]].woman else "lui"
        return self._country(name)

    def _country(self, name: str) -> str:
        country = self.facts.second if name[-1] == "2" else self.facts.first
        stem = name.rstrip("12")
        lang = self.lang
        forms = {
            "c": country.en if lang == "en" else article(country),
            "C": country.en if lang == "en" else article(country),
            "e_c": "e" if country.fr.split()[0][-1] == "e" and country.article in ("la", "l'") else "",
            "bare": country.en.replace("the ", "") if lang == "en" else country.fr,
            "de": with_de(country),
            "en": with_en(country),
            "k": country.capital_en if lang == "en" else country.capital_fr,
            "head": HEADS[country.head][0].lower(),
            "adj": country.adj_en,
            "adjm": country.adj_m,
            "adjf": country.adj_f,
            "adjmp": country.adj_m + ("" if country.adj_m[-1] in "sx" else "s"),
            "adjfp": country.adj_f + "s",
            "an": ("an " if country.adj_en[0] in "AEIO" or country.adj_en.startswith("Uk") else "a ") + country.adj_en,
        }
        return forms[stem]

    def _person(self, name: str) -> str:
        held = self.facts.people[name]
        if held.last in self.seen:
            short = held.short(self.lang)
            return short if self.lang == "en" or self.style == "plain" else f"{'Mme' if held.woman else 'M.'} {short}"
        self.seen.add(held.last)
        full = held.full(self.lang)
        country = self.facts.second if name[-1] == "2" else self.facts.first
        kind = {"m": "minister", "h": "head"}.get(name[0])
        if kind is None:
            return full
        row = self._row_of(kind, country, held)
        return self._describe(_split_choice(row["first"], self.choose), country, held, self.facts.schema.portfolio)

    def _saying(self, name: str) -> str:
        source, lang = self.source, self.lang
        if name in ("D", "E"):
            day = self.day if name == "D" else self.facts.days[self.phase]
            if day == self.told_day:
                return ""
            self.told_day = day
            return self._day(day)
        if name == "E0":
            return self._day(self.facts.days["main"])
        if name == "VIA":
            seen, self.via_seen = self.via_seen, True
            if seen and source is not None and source.kind != "agency" and re.search(r"agenc", self.via_name[0]) and self.choose.random() < 0.35:
                return "the agency" if lang == "en" else "l'agence"
            return self.via_name[1 if seen else 0]
        if name == "S":
            assert source is not None
            return self.source_words(source)
        if source is None:
            raise KeyError(name)
        row = self._row(source)
        plural = row["number"] == "p"
        she = lang == "fr" and row["sex"] == "f" or lang == "en" and source.person.woman
        if lang == "en":
            he = "they" if plural else "it" if row["number"] == "n" else "she" if she else "he"
        else:
            he = ("elle" if she else "il") + ("s" if plural else "")
        if name == "ont":
            return "ont" if plural else "a"
        if name == "was":
            return "were" if plural else "was"
        if name == "his":
            return "her" if source.person.woman else "his"
        if name == "cont":
            return "'ont" if plural else "'a"
        if name == "at-il":
            return f"{'ont-' if plural else 'a-t-'}{he}"
        if name == "cite":
            return "cité" + ("e" if she else "") + ("s" if plural else "")
        return he if name == "he" else he.capitalize()

    def _day(self, day: date) -> str:
        if self.style == "AP" and 0 <= (self.day - day).days < 7:
            return " " + weekday(day, "en")
        return on_day(day, self.day, self.lang)

    def _row(self, source: Source) -> dict[str, str]:
        return self._row_of(source.kind, source.country, source.person)

    def _row_of(self, kind: str, country: Country, held: Person) -> dict[str, str]:
        """The row of a kind of source, its country's own if there is one. Raises KeyError for a kind without a row."""
        rows = source_rows()
        sex = "" if self.lang == "en" else "f" if held.woman else "m"
        for wanted in (f"{kind}.{country.iso}", kind):
            for tried in (sex, "m", "f", ""):
                if (wanted, self.lang, tried) in rows:
                    return rows[(wanted, self.lang, tried)]
        raise KeyError(kind)

    def source_words(self, source: Source) -> str:
        """A source as the sentence names it: in full at first, then in short."""
        row = self._row(source)
        personal = "{P}" in row["first"]
        known = source.person.last if personal else f"{source.kind}/{source.key}"
        if known in self.seen:
            words = row["first"] if self._ambiguous(source) and not personal and self.recent is not source else row["later"]
            return self._describe(_split_choice(words, self.choose), source.country, source.person, self.facts.schema.portfolio, source)
        self.seen.add(known)
        return self._describe(_split_choice(row["first"], self.choose), source.country, source.person, self.facts.schema.portfolio, source)

    def _ambiguous(self, source: Source) -> bool:
        """Whether "the ministry" could be another source's too."""
        return sum(other.kind == source.kind for other in self.facts.sources.values()) > 1

    def _describe(self, template: str, country: Country, held: Person, portfolio: str, source: Source | None = None) -> str:
        port_en, port_fr = PORTFOLIOS.get(portfolio, ("", ""))
        lang = self.lang
        head = HEADS[country.head]
        other = self.facts.first if country is self.facts.second else self.facts.second
        words = {
            "adj": country.adj_en,
            "adjm": country.adj_m,
            "adjf": country.adj_f,
            "c": country.en,
            "dec": with_de(country),
            "port": port_en if lang == "en" else port_fr,
            "lowport": port_en.lower(),
            "P": held.full(lang),
            "p": held.short(lang),
            "man": "woman" if held.woman else "man",
            "Head": head[0],
            "head": head[0].lower() if lang == "en" else head[2 if held.woman else 1],
            "k1": country.capital_en if lang == "en" else country.capital_fr,
            "ok": other.capital_en if lang == "en" else other.capital_fr,
        }
        if portfolio in secretaries():
            words |= {key: value.replace("{adjm}", country.adj_m) for key, value in secretaries()[portfolio].items()}
            words["secretairef"] = words["secretaire"].replace("{adjm}", country.adj_m).replace(country.adj_m, country.adj_f)
        words.update(source.slots if source else ())
        return expand(template, self.choose, lambda name: words[name] if name in words else self.slot(name))


def _split_choice(text: str, choose: random.Random) -> str:
    """One of the alternatives of a cell; bars inside brackets do not part them."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return choose.choice(parts)


@cache
def _frames(lang: str, name: str) -> list[str]:
    return schemas()["frames"].words(lang, name)
