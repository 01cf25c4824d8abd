"""Mentions to entities: names, acronyms, descriptions, metonymy, pairs and pronouns.

One pass in text order. A mention joins an earlier entity where its known name, its own name, or its
description (role noun and country) says so; otherwise it founds one. Phrases that are neither named nor
titled found an entity only when a claim needs them (``entities_of``): bystanders are none.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from selon.knowledge.gazetteer import Entry, Gazetteer, gazetteer, normal
from selon.lang.pack import LanguagePack
from selon.mentions.names import Hit, find_names
from selon.mentions.phrases import Phrase, directions, lexicon, phrase_at, roles_of
from selon.model.mention import Entity, EntityKind
from selon.model.text import Span
from selon.syntax.view import View

_KIND_OF_ENTRY: dict[str, EntityKind] = {
    "country": "country", "capital": "country", "seat": "organization", "agency": "agency", "organization": "organization", "group": "organization",
}
_KIND_OF_ROLE: dict[str, EntityKind] = {"person": "person", "group": "person", "organization": "organization", "agency": "agency"}
#: Role nouns of one rank may take each other up: "le président" ... "le chef de l'Etat" ... "le dirigeant".
_LEADERS = frozenset({"head-of-state", "head-of-government", "leader"})


@dataclass(slots=True, eq=False)
class _Draft:
    """An entity while the dispatch is read."""

    number: int
    kind: EntityKind
    name: str
    names: set[str]
    country: str | None
    sector: str | None
    role: str | None
    known: str | None
    roles: set[str] = field(default_factory=set)
    ranks: set[str] = field(default_factory=set)
    plural: bool = False
    named: bool = False
    definite: bool = False
    spans: set[Span] = field(default_factory=set)
    tokens: list[int] = field(default_factory=list)


class Mentions:
    """What the words of one dispatch refer to."""

    def __init__(self, view: View, pack: LanguagePack, provider: str | None, body_start: int, dated: frozenset[int] = frozenset()) -> None:
        self.view = view
        self.pack = pack
        self.gazetteer: Gazetteer = gazetteer(pack.code)
        self.provider = normal(provider or "")
        self.body_start = body_start
        self.dated = dated
        self.hits: dict[int, Hit] = {}
        for hit in find_names(view, self.gazetteer):
            for token in range(hit.first, hit.last + 1):
                self.hits[token] = hit
        self.drafts: list[_Draft] = []
        self.phrases: dict[int, Phrase] = {}
        self._of_head: dict[int, tuple[int, ...]] = {}
        self._by_known: dict[str, int] = {}
        for i, word in enumerate(view.word):
            if view.pos[i] in ("ADJ", "PROPN", "NOUN") and normal(word) in self.gazetteer.adjectives:
                if view.word[i][:1].isupper() or not self.gazetteer.capital_adjectives:
                    view.national.add(i)
        self._mend_nationalities()
        self._read()

    # -- the pass ----------------------------------------------------------------------------

    def _mend_nationalities(self) -> None:
        """"responsables américains et sud-coréens": the second adjective is no noun of its own."""
        view = self.view
        for i in sorted(view.national):
            if view.pos[i] == "NOUN" and i >= 2 and view.pos[i - 1] == "CCONJ" and i - 2 in view.national and view.word[i].islower():
                view.pos[i] = "ADJ"
                view.reattach(i - 1, i - 2, "cc")
                view.reattach(i, i - 2, "conj")

    def _read(self) -> None:
        view = self.view
        for i in range(len(view)):
            if i in self.dated or (view.pos[i] not in ("NOUN", "PROPN") and i not in self.hits):
                continue
            if i in self.hits:
                if self._head_of_hit(self.hits[i]) != i:
                    continue
            elif view.role[i] in ("flat", "compound") and not (view.role[i] == "compound" and view.word[i] in self.gazetteer.acronyms):
                continue
            self.phrases[i] = phrase_at(view, i, self.hits, self.pack, self.gazetteer)
        covered: set[int] = set()
        for i, phrase in self.phrases.items():
            inner = (phrase.name_tokens | phrase.title_tokens) - {i}
            covered.update(j for j in inner if j in self.phrases and (j not in self.hits or j in phrase.name_tokens))
        for i in sorted(self.phrases):
            if i in covered:
                continue
            phrase = self.phrases[i]
            if phrase.name or phrase.entry or phrase.role is not None or self._is_pair(phrase):
                self._link(phrase)

    def _head_of_hit(self, hit: Hit) -> int:
        """The token of a known name that governs the others."""
        for k in range(hit.first, hit.last + 1):
            head = self.view.head[k]
            if head == k or not hit.first <= head <= hit.last:
                return k
        return hit.first

    def _link(self, phrase: Phrase) -> tuple[int, ...]:
        numbers = self._resolve(phrase)
        self._of_head[phrase.head] = numbers
        for number in numbers:
            draft = self.drafts[number]
            draft.spans.add(self._shown_span(phrase))
            draft.tokens.append(phrase.head)
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
            return ()
        pair = self._pair(phrase)
        if pair:
            return pair
        role = phrase.role
        role_kind = _KIND_OF_ROLE.get(role["kind"]) if role else None
        if entry is not None and (role_kind is None or role_kind in ("organization", "agency") or phrase.name is None or self._names_itself(phrase)):
            if role_kind == "person" and not self._names_itself(phrase):
                return (self._described(phrase),)
            return (self._known(entry, phrase),)
        direction = self._direction(phrase)
        if direction is not None:
            return (direction,)
        if phrase.name is not None:
            return (self._named(phrase, role_kind),)
        return (self._described(phrase),)

    def _direction(self, phrase: Phrase) -> int | None:
        """"the North", "le Sud": the country that the lexicon gives, where the dispatch speaks of it."""
        if not phrase.definite or phrase.title_tokens or phrase.countries:
            return None
        iso3 = directions(self.pack).get(normal(self.view.word[phrase.head]))
        if iso3 is None or not self.view.word[phrase.head][:1].isupper() or phrase.head - phrase.first > 1:
            return None
        return self._by_known.get(f"country:{iso3}")

    def _names_itself(self, phrase: Phrase) -> bool:
        """Whether the phrase's head lies in the known name: "KCNA", not "KCNA's reporter"."""
        hit = self.hits.get(phrase.head)
        return hit is not None and hit.entry is phrase.entry

    # -- known names -------------------------------------------------------------------------

    def _known(self, entry: Entry, phrase: Phrase) -> int:
        if entry.kind == "capital" and self._is_place(phrase):
            key, kind, name = f"place:{normal(entry.subkind)}", "place", phrase.name or entry.subkind
        else:
            key, kind, name = entry.key, _KIND_OF_ENTRY[entry.kind], entry.name
        number = self._by_known.get(key)
        if number is None:
            number = self._found(kind, name, phrase, key)  # type: ignore[arg-type]
            draft = self.drafts[number]
            draft.country, draft.named = entry.country, True
            draft.sector = None if kind == "place" else entry.sector
            self._by_known[key] = number
        self._note(self.drafts[number], phrase)
        return number

    def _is_place(self, phrase: Phrase) -> bool:
        """A capital is a place where it says where: after a preposition of place, or as a modifier of one."""
        view = self.view
        case = view.case(phrase.head)
        if case in self.pack.dative and view.role[phrase.head] in ("obl", "nmod"):
            governor = view.head[phrase.head]
            if view.role[phrase.head] == "nmod" and view.role[governor] == "obj":
                governor = view.head[governor]
            moved = view.kid(governor, "obj")
            return moved is None or self.hits.get(moved) is not None
        return case in self.pack.place_cases

    # -- own names ---------------------------------------------------------------------------

    def _named(self, phrase: Phrase, role_kind: EntityKind | None) -> int:
        name = phrase.name or ""
        key = normal(name)
        found = self._by_name(key, phrase)
        if found is not None:
            self._note(self.drafts[found], phrase)
            self.drafts[found].named = True
            return found
        kind = role_kind or self._kind_by_look(phrase)
        host = self._apposed_to(phrase)
        if host is not None and not self.drafts[host].named and (role_kind is None or self.drafts[host].kind == role_kind or self.drafts[host].kind == kind):
            draft = self.drafts[host]
            draft.name, draft.named = name, True
            draft.names.add(key)
            self._note(draft, phrase)
            return host
        acronym = self._spelled_out(name, phrase)
        if acronym is not None:
            self.drafts[acronym].names.add(key)
            self._note(self.drafts[acronym], phrase)
            return acronym
        earlier = self._described_before(phrase) if phrase.role is not None and phrase.role["kind"] == "person" else None
        if earlier is not None:
            draft = self.drafts[earlier]
            draft.name, draft.named = name, True
            draft.names.add(key)
            self._note(draft, phrase)
            return earlier
        number = self._found(kind, name, phrase, None)
        self.drafts[number].named = True
        self._note(self.drafts[number], phrase)
        return number

    def _by_name(self, key: str, phrase: Phrase) -> int | None:
        last = key.split(" ")[-1]
        for draft in reversed(self.drafts):
            if key in draft.names:
                return draft.number
            if draft.kind in ("organization", "agency") and draft.named and " " not in key and len(key) > 3:
                if any(key in name.split(" ") for name in draft.names) and self._is_short_form(phrase):
                    return draft.number
            if draft.kind == "person" and draft.named:
                for name in draft.names:
                    words = name.split(" ")
                    if (len(key.split(" ")) == 1 and (words[-1] == key or words[0] == key and len(words) > 1 and len(key) <= 6)) or (
                        len(words) == 1 and last == words[0]
                    ) or (len(words) > 1 and key.endswith(" ".join(words[-2:]))) or (len(words) > 2 and words[-1] == last and words[0] == key.split(" ")[0]):
                        return draft.number
        return None

    def _is_short_form(self, phrase: Phrase) -> bool:
        """"the Front", "l'Agence": a capitalised common noun with an article."""
        return self.view.word[phrase.first].lower() in self.pack.definite or any(
            self.view.role[c] == "case" and self.view.word[c].lower() in self.pack.definite for c in self.view.children[phrase.head]
        )

    def _spelled_out(self, name: str, phrase: Phrase) -> int | None:
        """The entity that *name*, in brackets after it, abbreviates: "Agence spatiale du Sud (ASS)"."""
        view = self.view
        before = phrase.first - 1
        if before < 1 or view.word[before] != "(":
            return None
        letters = [c for c in name if c.isalpha()]
        if not letters or not letters[0].isupper():
            return None
        target = before - 1
        for draft in reversed(self.drafts):
            if any(span.end == view.end[target] for span in draft.spans) and draft.kind != "person":
                return draft.number
        return None

    def _apposed_to(self, phrase: Phrase) -> int | None:
        """The entity of the phrase just before, parted by a comma or a bracket only, or the one it is an apposition of."""
        view = self.view
        head = view.head[phrase.head]
        if view.role[phrase.head] == "appos" and head in self._of_head and len(self._of_head[head]) == 1:
            return self._of_head[head][0]
        before = phrase.first - 1
        if before >= 1 and view.word[before] in (",", "(") and view.sent[before] == view.sent[phrase.head]:
            for draft in reversed(self.drafts):
                if any(span.end == view.end[before - 1] for span in draft.spans) and view.role[phrase.head] not in ("conj", "subj", "root", "obj"):
                    return draft.number
        return None

    def _kind_by_look(self, phrase: Phrase) -> EntityKind:
        view = self.view
        name = phrase.name or ""
        words = [normal(w) for w in name.split()]
        first = view.word[phrase.first].lower()
        if first in self.pack.honorifics or first.rstrip(".") in self.pack.honorifics:
            return "person"
        roles = roles_of(self.pack).by_form
        listed = next((roles[w] for w in (words[-1], words[0]) if w in roles and roles[w]["kind"] in ("organization", "agency")), None)
        if listed is not None:
            return _KIND_OF_ROLE[listed["kind"]]
        if any(w in lexicon(self.pack, "organization") for w in words) or (name.isupper() and 1 < len(name) <= 8):
            return "organization"
        if view.case(phrase.head) in self.pack.place_cases and view.role[phrase.head] in ("obl", "nmod"):
            return "place"
        if phrase.role is not None:
            return _KIND_OF_ROLE[phrase.role["kind"]]
        if first in self.pack.articles and len(words) == 1:
            return "organization"
        if any(w in lexicon(self.pack, "place-noun") for w in words):
            return "place"
        if first in self.pack.articles:
            return "organization"
        if len(words) >= 2 or view.role[phrase.head] == "subj":
            return "person"
        return "place" if view.role[phrase.head] in ("obl", "nmod", "compound", "poss") else "organization"

    # -- descriptions ------------------------------------------------------------------------

    def _described(self, phrase: Phrase) -> int:
        host = self._apposed_to(phrase)
        if host is not None and phrase.role is not None and self.drafts[host].kind == _KIND_OF_ROLE[phrase.role["kind"]] and self.view.word[phrase.first - 1] == ",":
            self._note(self.drafts[host], phrase)
            return host
        earlier = self._described_before(phrase)
        if earlier is not None:
            self._note(self.drafts[earlier], phrase)
            return earlier
        government = self._government(phrase)
        if government is not None:
            return government
        kind = _KIND_OF_ROLE[phrase.role["kind"]] if phrase.role is not None else "organization"
        number = self._found(kind, self._plain(phrase), phrase, None)
        self._note(self.drafts[number], phrase)
        self.drafts[number].plural = phrase.number == "plur"
        return number

    def _government(self, phrase: Phrase) -> int | None:
        """"the government", "le gouvernement français": the country, unless the text sets it against a rival."""
        role = phrase.role
        if role is None or role["rank"] != "body" or role["sector"] != "GOV" or normal(role["lemma"]) not in lexicon(self.pack, "government") :
            return None
        if not phrase.countries and phrase.definite:
            subjects = [d for d in self.drafts if d.kind == "country" and any(self.view.role[t] in ("subj", "agent", "poss") for t in d.tokens)]
            return max(subjects, key=lambda d: d.tokens[-1]).number if subjects else None
        if len(phrase.countries) != 1:
            return None
        number = self._by_known.get(f"country:{phrase.countries[0]}")
        if number is None:
            iso3 = phrase.countries[0]
            name = self.gazetteer.country_names.get(iso3, iso3)
            number = self._found("country", name, phrase, f"country:{iso3}")
            draft = self.drafts[number]
            draft.country, draft.sector, draft.named = iso3, "GOV", True
            self._by_known[f"country:{iso3}"] = number
        return number

    def _described_before(self, phrase: Phrase) -> int | None:
        """The latest entity that a definite description takes up."""
        role = phrase.role
        if role is None:
            return None
        in_headline = bool(self.drafts) and phrase.span.start >= self.body_start
        if not phrase.definite and not (phrase.name and in_headline):
            return None
        countries = set(phrase.countries)
        plural = phrase.number == "plur"
        best: int | None = None
        for draft in reversed(self.drafts):
            if draft.kind != _KIND_OF_ROLE[role["kind"]] or draft.plural != plural:
                continue
            if phrase.name and draft.named:
                continue
            if countries and draft.country and draft.country not in countries:
                continue
            same = role["lemma"] in draft.roles or (role["rank"] in draft.ranks and role["rank"] not in ("official", "body", "source", "other", "minister", "spokesperson"))
            leaders = role["rank"] in _LEADERS and bool(draft.ranks & _LEADERS)
            if draft.kind == "agency" and self.view.word[phrase.head][:1].isupper() and phrase.head != self.view.sentences[self.view.sent[phrase.head]][0]:
                continue
            if draft.kind == "agency" and role["rank"] in ("body", "other", "journalist"):
                same = same or not phrase.name
            if not (same or leaders):
                continue
            if countries and not draft.country and draft.kind == "person":
                continue
            best = draft.number
            break
        return best

    def _is_pair(self, phrase: Phrase) -> bool:
        return phrase.pair and phrase.definite and phrase.name is None

    def _pair(self, phrase: Phrase) -> tuple[int, ...]:
        """"les deux dirigeants", "the two sides": the two last entities of that kind."""
        if not self._is_pair(phrase):
            return ()
        kind = _KIND_OF_ROLE[phrase.role["kind"]] if phrase.role is not None else None
        word = normal(self.view.lemma[phrase.head])
        wanted: frozenset[str]
        if word in lexicon(self.pack, "country-noun"):
            wanted = frozenset({"country"})
        elif word in lexicon(self.pack, "side-noun"):
            wanted = frozenset({"country", "organization"})
        elif kind is not None:
            wanted = frozenset({kind})
        else:
            return ()
        ranks = {phrase.role["rank"]} if phrase.role is not None else set()
        found: list[int] = []
        for draft in sorted(self.drafts, key=lambda d: -(d.tokens[-1] if d.tokens else -1)):
            if draft.kind not in wanted or draft.plural:
                continue
            if kind == "person" and ranks & _LEADERS and draft.ranks and not draft.ranks & (_LEADERS | {"minister"}):
                continue
            if kind == "person" and ranks and not ranks & _LEADERS and not draft.ranks & ranks:
                continue
            found.append(draft.number)
            if len(found) == 2:
                return tuple(sorted(found))
        return ()

    # -- bookkeeping -------------------------------------------------------------------------

    def _found(self, kind: EntityKind, name: str, phrase: Phrase, known: str | None) -> int:
        country = phrase.countries[0] if len(phrase.countries) == 1 else None
        draft = _Draft(len(self.drafts), kind, name, {normal(name)}, country, None, None, known)
        self.drafts.append(draft)
        return draft.number

    def _note(self, draft: _Draft, phrase: Phrase) -> None:
        if phrase.name:
            draft.names.add(normal(phrase.name))
            if draft.kind == "person" and len(phrase.name) > len(draft.name) and draft.named:
                draft.name = phrase.name
        if phrase.role is not None and draft.kind == _KIND_OF_ROLE[phrase.role["kind"]]:
            draft.roles.add(phrase.role["lemma"])
            draft.ranks.add(phrase.role["rank"])
            draft.sector = draft.sector or phrase.role["sector"] or None
            draft.role = draft.role or phrase.title
        if draft.country is None and len(phrase.countries) == 1:
            draft.country = phrase.countries[0]

    def _plain(self, phrase: Phrase) -> str:
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
        hit = self.hits.get(token)
        if hit is not None:
            head = self._head_of_hit(hit)
            if head in self._of_head:
                return self._of_head[head]
        if view.pos[token] in ("PRON", "NUM"):
            of = next((c for c in view.children[token] if view.role[c] == "nmod" and view.case(c) in self.pack.of and c in self.phrases), None)
            if of is not None and view.word[token].lower() not in self.pack.pronouns:
                return self._one_of(token, of)
        if view.pos[token] in ("PRON", "DET") or (view.word[token].lower() in self.pack.pronouns and token not in self.phrases):
            return self._pronoun(token, speaker, token if before is None else before)
        adjective = self.gazetteer.adjectives.get(normal(view.word[token]))
        if adjective is not None and token in view.national and view.role[token] in ("amod", "compound", "conj", "nmod"):
            return (self._country(adjective, None),)
        for c in view.children[token]:
            if view.role[c] in ("appos", "flat") and c in self._of_head and view.pos[token] in ("NOUN", "PROPN"):
                return self._of_head[c]
        if view.pos[token] not in ("NOUN", "PROPN"):
            return ()
        phrase = self.phrases.get(token) or phrase_at(view, token, self.hits, self.pack, self.gazetteer)
        self.phrases[token] = phrase
        if token in self.dated:
            return ()
        if phrase.role is None and phrase.name is None and phrase.entry is None and not found:
            return tuple(self.country(iso3) for iso3 in phrase.countries) if phrase.adjectival else ()
        key = normal(self._plain(phrase))
        for draft in self.drafts:
            if key in draft.names and not draft.named:
                numbers: tuple[int, ...] = (draft.number,)
                draft.spans.add(self._shown_span(phrase))
                self._of_head[token] = numbers
                return numbers
        return self._link(phrase)

    def may_speak(self, token: int) -> bool:
        """Whether the noun at *token* may be a source: a person, a body, a country, a medium."""
        return bool(self.classes_of(token) & {"person", "org", "country"})

    def classes_of(self, token: int) -> frozenset[str]:
        """What a token may stand for, for event patterns: person, country, org, place, group, armed, gov, agent, thing."""
        view = self.view
        hit = self.hits.get(token)
        kind, sector, plural = "", "", view.number.get(token) == "plur"
        phrase = self.phrases.get(token)
        if view.pos[token] in ("PRON", "DET"):
            return frozenset({"person", "agent", "org", "country", "group"})
        if token in view.national:
            return frozenset({"country", "gov", "agent"})
        numbers = self._of_head.get(token, ())
        if numbers:
            kind, sector = self.drafts[numbers[0]].kind, self.drafts[numbers[0]].sector or ""
        elif hit is not None:
            kind, sector = _KIND_OF_ENTRY[hit.entry.kind], hit.entry.sector or ""
        elif phrase is not None and phrase.role is not None:
            kind, sector = _KIND_OF_ROLE[phrase.role["kind"]], phrase.role["sector"]
        if not kind:
            return frozenset({"thing"})
        classes = {kind}
        if kind == "organization":
            classes.add("org")
        if kind == "agency":
            classes.add("org")
        if kind != "place":
            classes.add("agent")
        if kind == "country" or sector == "GOV":
            classes.add("gov")
        if kind == "country":
            classes.add("place")
        if sector in ("MIL", "REB", "COP", "UAF", "CRM"):
            classes.add("armed")
        if plural or kind == "organization":
            classes.add("group")
        return frozenset(classes)

    def _one_of(self, token: int, of: int) -> tuple[int, ...]:
        phrase = self.phrases[of]
        first = self.view.edges(token)[0]
        number = self._found(self._kind_of_phrase(phrase), self.view.span(first, phrase.last).of(self.view.text), phrase, None)
        draft = self.drafts[number]
        self._note(draft, phrase)
        draft.spans.add(self.view.span(min(token, first), phrase.last))
        draft.tokens.append(token)
        self._of_head[token] = (number,)
        return (number,)

    def _kind_of_phrase(self, phrase: Phrase) -> EntityKind:
        return _KIND_OF_ROLE[phrase.role["kind"]] if phrase.role is not None else "person"

    def _country(self, iso3: str, phrase: Phrase | None) -> int:
        number = self._by_known.get(f"country:{iso3}")
        if number is None:
            draft = _Draft(len(self.drafts), "country", self.gazetteer.country_names.get(iso3, iso3), set(), iso3, "GOV", None, f"country:{iso3}", named=True)
            self.drafts.append(draft)
            number = draft.number
            self._by_known[f"country:{iso3}"] = number
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
        view = self.view
        word = view.word[token].lower().lstrip("-")
        rule = self.pack.pronouns.get(word) or self.pack.possessives.get(word)
        if rule is None:
            return ()
        person, number, kind = rule
        if person == 1:
            return speaker
        wanted = {"person": {"person"}, "thing": {"organization", "country", "agency"}}.get(kind, {"person", "organization", "country", "agency"})
        candidates: list[tuple[float, tuple[int, ...]]] = []
        sentence = view.sent[token]
        for head, numbers in self._of_head.items():
            if head >= before or not numbers or view.sent[head] < sentence - 3:
                continue
            draft = self.drafts[numbers[0]]
            if draft.kind not in wanted or draft.kind == "place":
                continue
            plural = draft.plural or len(numbers) > 1 or any(view.role[c] == "conj" for c in view.children[head])
            if plural != (number == "plur"):
                continue
            if view.text and view.start[head] < self.body_start <= view.start[token]:
                continue
            role = view.role[head]
            if role == "conj":
                continue
            score = -2.0 * (sentence - view.sent[head])
            if role in ("subj", "agent"):
                score += 2.5
            elif role == "subj:pass":
                score += 1.5
            elif role in ("obj", "dat"):
                score += 0.5
            elif role in ("nmod", "poss", "compound"):
                score -= 1.5
            if draft.kind == "person":
                score += 0.7
            score += head / (len(view) + 1.0)
            group = numbers
            if number == "plur" and len(numbers) == 1 and not draft.plural:
                group = tuple(dict.fromkeys(n for c in view.conjuncts(head) for n in self._of_head.get(c, ())))
            candidates.append((score, group))
        if not candidates:
            return ()
        return max(candidates, key=lambda pair: pair[0])[1]

    def entities(self, ids: dict[int, str]) -> tuple[Entity, ...]:
        """The entities that bear an id in *ids* or have a mention, in order of first mention."""
        kept = [d for d in self.drafts if d.number in ids]
        return tuple(
            Entity(ids[d.number], d.name, d.kind, d.country, tuple(sorted(d.spans)), d.sector, d.role, d.known) for d in kept
        )
