"""Mentions to entities: names, acronyms, descriptions, metonymy, pairs and pronouns.

One pass in text order. A mention joins an earlier entity where its known name, its own name, or its
description (role noun and country) says so; otherwise it founds one. Phrases that are neither named nor
titled found an entity only when a claim needs them (``entities_of``): bystanders are none.
"""

from __future__ import annotations

import bisect

from selon.intake.status import status_of_headline
from selon.knowledge.gazetteer import Entry, Gazetteer, gazetteer, normal
from selon.knowledge.own import OwnTables
from selon.lang.pack import LanguagePack
from selon.mentions import describe, homes, naming, people, places, seated, turns
from selon.mentions.draft import KIND_OF_ENTRY, Draft, is_named, kind_of_role
from selon.mentions.kinds import classes_of
from selon.mentions.mends import mend_parse
from selon.mentions.names import find_names, governing_token, nationalities
from selon.mentions.offices import offices_of
from selon.mentions.phrases import Phrase, phrase_at
from selon.mentions.pronouns import first_person, form, third_person
from selon.mentions.register import Register
from selon.mentions.represent import country_of
from selon.mentions.vocabulary import lexicon
from selon.model.mention import Entity, EntityKind
from selon.model.text import Span
from selon.syntax.view import View


class Mentions(Register):
    """What the words of one dispatch refer to."""

    def __init__(
        self,
        view: View,
        pack: LanguagePack,
        provider: str | None,
        body_start: int,
        dated: frozenset[int] = frozenset(),
        *,
        own: OwnTables | None = None,
        date: str | None = None,
    ) -> None:
        """*dated* are tokens of temporal expressions; *own* the user's tables, whose offices are read as of *date* (EDTF)."""
        super().__init__(view)
        self.pack = pack
        self.gazetteer: Gazetteer = gazetteer(pack.code, own)
        self.offices = offices_of(pack, own)
        self.date = date
        self.provider = normal(provider or "")
        self.body_start = body_start
        self.dated = dated
        for hit in find_names(view, self.gazetteer):
            for token in range(hit.first, hit.last + 1):
                self.hits[token] = hit
        self.phrases: dict[int, Phrase] = {}
        self.by_known: dict[str, int] = {}
        self.seated_bodies: dict[tuple[str, str], int] = {}
        view.national.update(nationalities(view, self.gazetteer, self.hits))
        mend_parse(view, pack, self.hits)
        self.told_countries = frozenset(
            iso3
            for iso3 in (
                *(hit.entry.country for hit in self.hits.values() if hit.entry.kind in ("country", "capital")),
                *view.national.values(),
            )
            if iso3
        )
        people.mend_names(self)
        self.home = homes.dateline_country(self)
        self.home_told = self.home is not None and (self.home in self.told_countries or homes.told_by_adjective(self, self.home))
        self._read()

    # -- the pass ----------------------------------------------------------------------------

    def _read(self) -> None:
        view = self.view
        latter = lexicon(self.pack, "latter")
        for i in range(len(view)):
            if i in self.dated and i not in self.hits:
                continue
            if view.pos[i] not in ("NOUN", "PROPN") and i not in self.hits and view.lemma[i] not in latter:
                continue
            if i in self.hits:
                if governing_token(view, self.hits[i]) != i:
                    continue
            elif view.role[i] in ("flat", "compound") and not (view.role[i] == "compound" and view.word[i] in self.gazetteer.acronyms):
                continue
            self.phrases[i] = phrase_at(view, i, self.hits, self.pack, self.gazetteer, self.dated)
        for i in sorted(self.phrases, key=lambda k: (not self.phrases[k].title_tokens, k)):
            if i in self._within:
                continue
            phrase = self.phrases[i]
            for j in (phrase.name_tokens | phrase.title_tokens) - {i}:
                # "Kim Jong-un" whose second word the parser takes for an adjective that heads it
                if (j in self.phrases and (j not in self.hits or j in phrase.name_tokens)) or (j == view.head[i] and j not in self.phrases):
                    self._within.setdefault(j, i)
        for i in range(len(view)):
            if i in self.phrases and i not in self._within:
                self._link_if_told(self.phrases[i])
            elif view.pos[i] in ("PRON", "NUM") and i not in self.phrases and view.word[i].lower() not in self.pack.pronouns and i not in self.dated:
                part = self._part_of(i)
                if part is not None and self.phrases[part].role is not None:
                    self._one_of(i, part)

    def _link_if_told(self, phrase: Phrase) -> None:
        """Link a phrase that is named, titled or known; a bystander waits until a claim needs it."""
        if self._is_nobody(phrase) or self._is_standing(phrase) or describe.own_country(self, phrase) or self._is_portfolio(phrase):
            return
        if phrase.name or phrase.entry or phrase.role is not None or describe.is_pair(phrase):
            self._link(phrase)
            return
        number = describe.polity(self, phrase)
        if number is None:
            number = places.known_place(self, phrase)
        if number is None:
            number = turns.latter(self, phrase)
        if number is None:
            number = places.named_place(self, phrase)
        if number is not None:
            self._mention(phrase, (number,))

    def _is_nobody(self, phrase: Phrase) -> bool:
        """Whether the phrase says that there is none: "aucun ministre", "no official", "personne"."""
        bare = phrase.first == phrase.last and self.view.word[phrase.head].lower() in self.pack.negative_pronouns
        return phrase.name is None and (bare or any(self.view.word[c].lower() in self.pack.negative_determiners for c in self.view.children[phrase.head]))

    def _is_standing(self, phrase: Phrase) -> bool:
        """Whether the phrase is but the headline's word for what the dispatch is: "CORRECTION: Six killed in fire"."""
        words = self.view.span(phrase.first, phrase.last).of(self.view.text)
        return phrase.span.start < self.body_start and words.isupper() and status_of_headline(f"{words}:") is not None

    def _is_portfolio(self, phrase: Phrase) -> bool:
        """Whether the phrase is what a minister or a ministry is charged with: "le ministre de l'Education", "le ministère de la Pêche"."""
        view = self.view
        office = self.phrases.get(view.head[phrase.head])
        if office is None or office.role is None or phrase.role is not None or phrase.entry is not None or view.case(phrase.head) not in self.pack.of:
            return False
        charged = (
            office.role["rank"] == "minister" or office.role["kind"] == "organization" and office.role["sector"] in ("GOV", "MIL") and office.number == "sing"
        )
        return charged and view.pos[office.head] == "NOUN" and view.kid(phrase.head, "det") is not None and phrase.head not in self.hits

    def _link(self, phrase: Phrase) -> tuple[int, ...]:
        return self._mention(phrase, self._resolve(phrase))

    def _mention(self, phrase: Phrase, numbers: tuple[int, ...]) -> tuple[int, ...]:
        if phrase.head not in self._of_head:
            bisect.insort(self._heads, phrase.head)
        self._of_head[phrase.head] = numbers
        for number in numbers:
            self.note_mention(self.drafts[number], self._shown_span(phrase), phrase.head)
        return numbers

    def _shown_span(self, phrase: Phrase) -> Span:
        """The mention's span: contracted prepositions ("du cosmodrome", "au dirigeant") are in."""
        view = self.view
        for c in view.children[phrase.head]:
            if view.role[c] == "case" and c == phrase.first - 1 and view.word[c].lower() in self.pack.prepositions and view.word[c].lower() not in ("d'", "d"):
                return Span(view.start[c], phrase.span.end)
        return phrase.span

    def _resolve(self, phrase: Phrase) -> tuple[int, ...]:
        entry = phrase.entry
        if entry is not None and self.provider and normal(entry.name) == self.provider:
            own = phrase.role is not None and kind_of_role(phrase.role) == "person" and not self._names_itself(phrase)
            return (self._described(phrase),) if own else ()  # "an AFP correspondent" is a source, AFP is none
        pair = describe.pair(self, phrase)
        if pair:
            return pair
        bodies = seated.seated(self, phrase)
        if bodies:
            return bodies
        folk = describe.people(self, phrase)
        if folk is not None:
            return (folk,)
        role = phrase.role
        role_kind = kind_of_role(role) if role else None
        if entry is not None and (role_kind is None or role_kind in ("organization", "agency") or phrase.name is None or self._names_itself(phrase)):
            if role_kind == "person" and not self._names_itself(phrase):
                return (self._described(phrase),)
            return (self._known(entry, phrase),)
        if entry is not None and entry.kind == "agency" and role_kind == "person" and not self._names_itself(phrase):
            return (self._described(phrase),)  # "an AP reporter" is not the AP
        direction = turns.direction(self, phrase)
        if direction is not None:
            return (direction,)
        if phrase.name is not None and phrase.role is None and (realm := describe.polity(self, phrase)) is not None:
            return (realm,)  # "le Royaume", "the Islamic Republic"
        if phrase.name is not None:
            return (naming.named(self, phrase, role_kind),)
        return (self._described(phrase),)

    def _names_itself(self, phrase: Phrase) -> bool:
        """Whether the phrase's head lies in the known name: "KCNA", not "KCNA's reporter"."""
        hit = self.hits.get(phrase.head)
        return hit is not None and hit.entry is phrase.entry

    # -- known names -------------------------------------------------------------------------

    def _known(self, entry: Entry, phrase: Phrase) -> int:
        if entry.kind == "capital" and places.capital_as_place(self, phrase):
            key, kind, name = f"place:{normal(entry.subkind)}", "place", phrase.name or entry.subkind
        else:
            key, kind, name = entry.key, KIND_OF_ENTRY[entry.kind], entry.name
        if entry.kind == "organization" and entry.country is None and len(phrase.countries) == 1 and self._names_itself(phrase):
            key, name = f"{key}:{phrase.countries[0]}", self.plain(phrase)  # "the Japanese Red Cross" is a society of its own
        number = self.by_known.get(key)
        if number is None:
            number = self.found(kind, name, phrase, key)  # type: ignore[arg-type]
            draft = self.drafts[number]
            draft.country, draft.named = entry.country or draft.country, True
            draft.known = key if key in (entry.key, f"place:{normal(entry.subkind)}") else None
            draft.sector = None if kind == "place" else entry.sector
            self.by_known[key] = number
        self.note(self.drafts[number], phrase)
        return number

    # -- descriptions ------------------------------------------------------------------------

    def _described(self, phrase: Phrase) -> int:
        host = naming.apposed_to(self, phrase)
        if host is not None and self.view.word[phrase.first - 1] == "," and naming.may_be_told(self, phrase, self.drafts[host]):
            self.note(self.drafts[host], phrase)
            return host
        country = describe.polity(self, phrase)
        if country is None:
            country = describe.government(self, phrase)
        if country is not None:
            return country
        earlier = describe.antecedent(self, phrase)
        if earlier is not None and people.out_of_office(self, self.drafts[earlier], phrase):
            earlier = None
        if earlier is None:
            earlier = describe.band(self, phrase)
        if earlier is None:
            earlier = turns.said_alike(self, phrase)
        holder = people.holder(self, phrase)
        if earlier is None and holder is not None:
            earlier = self.by_known.get(holder.key)
        if earlier is not None:
            self.note(self.drafts[earlier], phrase)
            people.hold(self, earlier, holder, phrase)
            return earlier
        crowd = normal(self.view.lemma[phrase.head]) in lexicon(self.pack, "quantity-noun")  # "des centaines d'étudiants"
        kind = kind_of_role(phrase.role) if phrase.role is not None else "person" if crowd else "organization"
        number = self.found(kind, self.plain(phrase), phrase, None)
        self.note(self.drafts[number], phrase)
        self.drafts[number].plural = phrase.number == "plur"
        people.hold(self, number, holder, phrase)
        return number

    # -- bookkeeping -------------------------------------------------------------------------

    def found(self, kind: EntityKind, name: str, phrase: Phrase, known: str | None) -> int:
        country = phrase.countries[0] if len(phrase.countries) == 1 else None
        draft = Draft(len(self.drafts), kind, name, {normal(name)}, country, None, None, known)
        self.drafts.append(draft)
        self._called[normal(name)] = draft.number
        return draft.number

    def note(self, draft: Draft, phrase: Phrase) -> None:
        if phrase.name:
            self.call(draft, normal(phrase.name))
            if draft.kind == "person" and len(phrase.name) > len(draft.name) and draft.named:
                draft.name = phrase.name
        draft.definite = draft.definite or phrase.definite
        if phrase.role is not None and draft.kind == kind_of_role(phrase.role):
            people.note_office(self, draft, phrase)
        if draft.country is None and len(phrase.countries) == 1:
            draft.country = phrase.countries[0]
        draft.numerals |= describe.numerals(self, phrase)
        if phrase.role is None or phrase.role["rank"] not in ("source", "victim", "other"):
            draft.genders |= describe.told_genders(self, phrase)

    def country_told_at(self, token: int) -> str | None:
        """The country that *token* names or tells as an adjective."""
        hit = self.hits.get(token)
        if hit is not None and hit.entry.kind in ("country", "capital"):
            return hit.entry.country
        return self.view.national.get(token)

    def plain(self, phrase: Phrase) -> str:
        """The words of a description without their article."""
        view = self.view
        first = phrase.first
        while first < phrase.last and view.word[first].lower() in self.pack.articles:
            first += 1
        return view.span(first, phrase.last).of(view.text)

    # -- asked by later stages ---------------------------------------------------------------

    def entities_of(self, token: int, *, speaker: tuple[int, ...] = (), before: int | None = None, found: bool = False) -> tuple[int, ...]:
        """The entities that the noun or pronoun *token* refers to; () where that stays open.

        *speaker* is what first person stands for; *before* bounds the search of a pronoun's antecedent
        (token number; default the token itself). *found* lets a phrase that names no party yet found an entity
        (a source is one, whatever the words).
        """
        view = self.view
        if token in self._of_head:
            return self._of_head[token]
        told = self.at(token)
        if told:
            return told
        if view.pos[token] in ("PRON", "NUM"):
            of = self._part_of(token)
            if of is not None and view.word[token].lower() not in self.pack.pronouns:
                return self._one_of(token, of)
        if view.pos[token] == "NUM" and (several := describe.these_many(self, token)):
            return several
        if view.pos[token] in ("PRON", "DET") or (view.word[token].lower() in self.pack.pronouns and token not in self.phrases):
            return self._pronoun(token, speaker, token if before is None else before)
        adjective = view.national.get(token)
        if adjective is not None and view.role[token] in ("amod", "compound", "conj", "nmod"):
            return (self._country(adjective, None),)
        for c in view.children[token]:
            if view.role[c] in ("appos", "flat") and c in self._of_head and view.pos[token] in ("NOUN", "PROPN"):
                return self._of_head[c]
        if view.pos[token] not in ("NOUN", "PROPN"):
            return ()
        if view.lemma[token] in self.pack.relatives:
            return ()
        phrase = self.phrases.get(token) or phrase_at(view, token, self.hits, self.pack, self.gazetteer, self.dated)
        self.phrases[token] = phrase
        if token in self.dated or self._is_nobody(phrase) or self._is_portfolio(phrase):
            return ()
        if phrase.role is None and phrase.name is None and phrase.entry is None and not found and not describe.own_country(self, phrase):
            return tuple(self.country(iso3) for iso3 in phrase.countries) if phrase.adjectival else ()
        if phrase.role is None and phrase.name is None and phrase.adjectival and len(phrase.countries) > 1:
            return tuple(self.country(iso3) for iso3 in phrase.countries)  # "Canadian and Danish frigates"
        if describe.own_country(self, phrase):
            return tuple(self.country(iso3) for n in speaker if (iso3 := country_of(self, self.drafts[n])))
        key = normal(self.plain(phrase))
        number = self.called(key)
        if number is not None and not self.drafts[number].named:
            return self._mention(phrase, (number,))
        return self._link(phrase)

    def may_speak(self, token: int) -> bool:
        """Whether the noun at *token* may be a source: a person, a body, a country, a medium."""
        return bool(classes_of(self, token) & {"person", "org", "country"})

    def _part_of(self, token: int) -> int | None:
        """Those of whom a number or pronoun takes some: "one of the sources"."""
        view = self.view
        return next((c for c in view.children[token] if view.role[c] == "nmod" and view.case(c) in self.pack.of and c in self.phrases), None)

    def _one_of(self, token: int, of: int) -> tuple[int, ...]:
        phrase = self.phrases[of]
        first = self.view.edges(token)[0]
        number = self.found(self._kind_of_phrase(phrase), self.view.span(first, phrase.last).of(self.view.text), phrase, None)
        draft = self.drafts[number]
        self.note(draft, phrase)
        self.note_mention(draft, self.view.span(min(token, first), phrase.last), token)
        draft.plural = self.view.word[token].lower() not in lexicon(self.pack, "single")
        self._of_head[token] = (number,)
        bisect.insort(self._heads, token)
        return (number,)

    def _kind_of_phrase(self, phrase: Phrase) -> EntityKind:
        return kind_of_role(phrase.role) if phrase.role is not None else "person"

    def _country(self, iso3: str, phrase: Phrase | None) -> int:
        number = self.by_known.get(f"country:{iso3}")
        if number is None:
            draft = Draft(len(self.drafts), "country", self.gazetteer.country_names.get(iso3, iso3), set(), iso3, "GOV", None, f"country:{iso3}", named=True)
            self.drafts.append(draft)
            number = draft.number
            self.by_known[f"country:{iso3}"] = number
        return number

    def owner_of(self, token: int, *, speaker: tuple[int, ...] = ()) -> tuple[int, ...]:
        """Whose the thing is that *token* names: its possessor, or the country its words tell; () where open."""
        phrase = self.phrases.get(token)
        if phrase is None or self.view.pos[token] not in ("NOUN", "PROPN"):
            return ()
        if phrase.owner is not None:
            found = self.entities_of(phrase.owner, speaker=speaker)
            if found and self.drafts[found[0]].kind != "place":
                return found
        if len(phrase.countries) == 1:
            return (self.country(phrase.countries[0]),)
        return ()

    def country(self, iso3: str) -> int:
        """The entity of a country that an adjective of nationality names ("un avion français")."""
        return self._country(iso3, None)

    def _pronoun(self, token: int, speaker: tuple[int, ...], before: int) -> tuple[int, ...]:
        word = form(self, token)
        rule = self.pack.pronouns.get(word) or self.pack.possessives.get(word)
        if rule is None:
            return ()
        person, number, kind = rule
        if person == 1:
            return first_person(self, number, speaker)
        return third_person(self, token, number, kind, before)

    def entities(self, ids: dict[int, str]) -> tuple[Entity, ...]:
        """The entities that bear an id in *ids* or have a mention, in order of first mention."""
        return tuple(self._entity(draft, ids[draft.number]) for draft in self.drafts if draft.number in ids)

    def _entity(self, draft: Draft, id_: str) -> Entity:
        country, known = country_of(self, draft), None if people.contested(self, draft) else draft.known
        affiliation = homes.affiliation_of(self, draft)
        if country is None and known is None and affiliation is None:
            country, known = homes.home_of(self, draft)
        role = draft.role or draft.office
        return Entity(id_, draft.name, draft.kind, country, tuple(sorted(draft.spans)), draft.sector, role, known, is_named(draft), affiliation)
