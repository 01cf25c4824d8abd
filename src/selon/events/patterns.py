"""Event patterns: tables of triggers over the neutral syntax, and how they match.

A pattern matches where its lemma stands, with its part of speech, and all its conditions hold. The pattern
whose conditions weigh most wins (words more than a class, a class more than mere presence), then file order.
Its act gives PLOVER type, mode and CAMEO code (``acts`` table). A verb that says nothing of its own lends its
place to the event that its subject names: "the talks broke up", "la grève dure".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from selon.events.parties import is_party, is_power, parties, several
from selon.knowledge.gazetteer import acts, normal
from selon.lang.pack import LanguagePack
from selon.mentions.kinds import classes_of, lies_in
from selon.mentions.phrases import lexicon
from selon.mentions.resolve import Mentions
from selon.mentions.vocabulary import replied_to
from selon.syntax.roles import evaluate, follow, governing_verb, possessors
from selon.syntax.view import Verbal, View
from selon.tables import values

_PARTICIPLE = Verbal("part", "past")
#: How far one event may lean on another ("the decision to vow to ..."): beyond it the inner ones count for nothing.
_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Condition:
    """``role`` (present), ``!role`` (absent), ``role~lemmas`` (or ``role~#words``), ``role@class``; *negated* turns any of them."""

    path: tuple[str, ...]
    lemmas: frozenset[str]
    klass: str
    negated: bool

    @property
    def weight(self) -> int:
        """How much the condition says: 3 for words, 2 for a class, 1 for presence or absence."""
        if self.negated:
            return 1
        return 3 if self.lemmas else 2 if self.klass else 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of the event table, ready to match."""

    lemma: str
    pos: str
    conditions: tuple[Condition, ...]
    act: str
    actor: str
    recipient: str
    weight: int

    @property
    def named(self) -> frozenset[tuple[str, ...]]:
        """The paths of which the conditions name words."""
        return frozenset(condition.path for condition in self.conditions if condition.lemmas)


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern at a trigger token, with the tokens that fill its roles; *refused* are those that another clause's verb would lend as actors."""

    pattern: Pattern
    trigger: int
    actor: tuple[int, ...]
    recipient: tuple[int, ...]
    refused: tuple[int, ...] = ()


def parse_condition(text: str, classes: Mapping[str, frozenset[str]]) -> Condition:
    """One condition of a ``when`` cell; ``#troops`` among its words stands for all words that *classes* has under that name."""
    negated = text.startswith("!")
    text = text.lstrip("!")
    lemmas: frozenset[str] = frozenset()
    klass = ""
    if "~" in text:
        text, _, words = text.partition("~")
        listed = [word.strip() for word in words.split("|") if word.strip()]
        lemmas = frozenset(word for each in listed for word in (classes[each[1:]] if each.startswith("#") else (each,)))
    elif "@" in text:
        text, _, klass = text.partition("@")
    return Condition(tuple(text.strip().split(".")), lemmas, klass.strip(), negated)


@cache
def word_classes(pack: LanguagePack) -> dict[str, frozenset[str]]:
    """The words of each class that conditions may ask for by its name."""
    return {row["class"]: frozenset(values(row["words"])) for row in pack.table("word_classes")}


@cache
def pattern_index(pack: LanguagePack) -> dict[tuple[str, str], tuple[Pattern, ...]]:
    """(pos, lemma) -> patterns, the weightiest first, then file order."""
    found: dict[tuple[str, str], list[Pattern]] = {}
    classes = word_classes(pack)
    for row in pack.table("events"):
        conditions = tuple(parse_condition(part.strip(), classes) for part in row["when"].split(";") if part.strip())
        pattern = Pattern(row["lemma"], row["pos"], conditions, row["act"], row["actor"], row["recipient"], sum(each.weight for each in conditions))
        found.setdefault((row["pos"], row["lemma"]), []).append(pattern)
    return {key: tuple(sorted(patterns, key=lambda p: -p.weight)) for key, patterns in found.items()}


@cache
def _without_head(expression: str) -> str:
    """A role expression without the paths that go up to the governing verb."""
    unions = ("+".join(path for path in union.split("+") if not path.strip().startswith("head.")) for union in expression.split("|"))
    return "|".join(union for union in unions if union)


class Matcher:
    """Matches the patterns of a language on one dispatch."""

    def __init__(self, view: View, mentions: Mentions, pack: LanguagePack) -> None:
        self.view = view
        self.mentions = mentions
        self.pack = pack
        self.index = pattern_index(pack)
        self._cache: dict[int, Match | None] = {}
        self._depth = 0

    def at(self, i: int) -> Match | None:
        """The best pattern whose trigger is token *i*, or None."""
        if i not in self._cache:
            if self._depth >= _DEPTH:
                return None
            self._depth += 1
            self._cache[i] = None
            self._cache[i] = self._match(i) or self._carried(i)
            self._depth -= 1
        return self._cache[i]

    def typed(self, i: int) -> Match | None:
        """The pattern at *i* itself, if its act has a PLOVER type."""
        match = self.at(i)
        return match if match is not None and acts().get(match.pattern.act, {}).get("type") else None

    def _carried(self, i: int) -> Match | None:
        """The event that *i* does not name itself: that of its subject ("the talks broke up", "the criticism was blunt"), of its outlook ("is due to visit"),
        of its deed ("the decision to recall")."""
        view = self.view
        if view.pos[i] == "NOUN":
            if normal(view.lemma[i]) in lexicon(self.pack, "deed-noun"):
                return self._intended(i, "acl")
            goes_on = view.kid(i, "cop") is not None and normal(view.lemma[i]) in lexicon(self.pack, "course-noun")
            return next((found for c in view.kids(i, "subj") if view.pos[c] == "NOUN" and (found := self.typed(c)) is not None), None) if goes_on else None
        for c in view.kids(i, "attr"):
            if normal(view.lemma[c]) in lexicon(self.pack, "outlook-attribute"):
                return self._intended(c, "xcomp")
        judged = view.pos[i] == "AUX" and (
            any(view.pos[c] == "ADJ" for c in view.kids(i, "attr"))
            or any(normal(view.lemma[c]) in lexicon(self.pack, "course-noun") for c in view.kids(i, "obl"))
        )
        judged = judged or view.pos[i] == "ADJ" and view.kid(i, "cop") is not None  # "la levée des sanctions est effective"
        if view.pos[i] != "VERB" and not judged or view.kid(i, "xcomp") is not None:
            return None
        for c in view.kids(i, "subj", "subj:pass"):
            if view.pos[c] == "NOUN" and view.kid(c, "cop") is None or view.pos[c] == "VERB" and view.verbal.get(c) == Verbal("part", "pres"):
                return self.typed(c)
        return None

    def _intended(self, i: int, role: str) -> Match | None:
        """The typed event of the infinitive under *i*."""
        for c in self.view.kids(i, role):
            if self.view.is_predicate(c) and not self.view.is_finite(c) and c > i:
                return self.typed(c)
        return None

    def _match(self, i: int) -> Match | None:
        view = self.view
        pos = view.pos[i]
        if pos in ("VERB", "AUX"):
            keys = [("VERB", view.lemma[i])]
        elif pos == "NOUN":
            keys = [("NOUN", view.lemma[i])]
        elif pos == "ADJ":
            keys = [("ADJ", view.lemma[i])]
        else:
            return None
        for key in keys:
            for pattern in self.index.get(key, ()):
                if all(self._holds(i, condition, named=condition.path in pattern.named) for condition in pattern.conditions):
                    own = pattern.actor if self._lends(i, pattern) else _without_head(pattern.actor)
                    actor = self._parties(
                        self._agent_of(i, pattern) or self._fill(i, own) or self._told_by_participle(i, pattern) or self._giver(i, pattern) or self._stated(i),
                        plain=True,
                    )
                    refused = self._fill(i, pattern.actor) if own != pattern.actor and not actor else ()
                    return Match(pattern, i, actor, self._recipient(i, pattern, actor), refused)
        return None

    def bearer(self, noun: int) -> int | None:
        """The light verb whose subject does what *noun* names ("carried out an attack", "ont procédé à un échange"); None under any other verb:
        whoever describes an attack has not attacked."""
        verb = governing_verb(self.view, noun)
        return verb if verb is not None and normal(self.view.lemma[verb]) in lexicon(self.pack, "light-verb") else None

    def _agent_of(self, i: int, pattern: Pattern) -> tuple[int, ...]:
        """Who did what noun *i* names, by its agent phrase: "the arrest of the mayor by the police", "la livraison par Alger de vivres"."""
        if self.view.pos[i] != "NOUN" or not acts().get(pattern.act, {}).get("type"):
            return ()
        own = self.view.subtree(i)  # "the offer was rebuffed by the rebels" is no offer of theirs
        return tuple(t for t in self._fill(i, "|".join(f"obl:{case}@agent" for case in sorted(self.pack.agent))) if t in own)

    def _stated(self, i: int) -> tuple[int, ...]:
        """Who is said to be at what noun *i* names: "est en visite", "sont en grève"."""
        view = self.view
        return view.subject(i) if view.pos[i] == "NOUN" and view.kid(i, "cop") is not None and view.case(i) else ()

    def _giver(self, i: int, pattern: Pattern) -> tuple[int, ...]:
        """Whose what is given or sent was, where a passive tells no agent: "Cuban doctors were sent to Angola"."""
        row = acts().get(pattern.act)
        if row is None or row["type"] not in ("AID", "MOBILIZE") or not pattern.actor or not self.view.is_passive(i):
            return ()
        return tuple(
            c for token in self.view.object(i) for c in possessors(self.view, token, self.pack, genitive_only=True) if is_power(self.view, self.mentions, c)
        )

    def _told_by_participle(self, i: int, pattern: Pattern) -> tuple[int, ...]:
        """Who did what noun *i* names, by a light verb's participle on it: "threats made by Tehran", "la mobilisation décrétée par Kiev"."""
        view = self.view
        if view.pos[i] != "NOUN" or not pattern.actor:
            return ()
        light = lexicon(self.pack, "light-verb")
        participles = (c for c in view.kids(i, "acl") if normal(view.lemma[c]) in light and view.is_passive(c))
        return next((found for c in participles if (found := evaluate(view, c, "subj", self.pack))), ())

    def _lends(self, i: int, pattern: Pattern) -> bool:
        """Whether the verb above noun *i* may tell who does the deed: a light verb, or one that the pattern asks for by name."""
        named = any(each.path[0] == "head" and each.lemmas and not each.negated for each in pattern.conditions)
        return named or "head" not in pattern.actor or self.view.pos[i] != "NOUN" or self.bearer(i) is not None

    def _holds(self, i: int, condition: Condition, *, named: bool) -> bool:
        """Whether *condition* holds at token *i*; *named* where the pattern names words of its path, which may be a time then ("condamné à dix ans")."""
        tokens = follow(self.view, i, condition.path, self.pack)
        if condition.path[-1].startswith("obl") and not named:
            tokens = tuple(token for token in tokens if token not in self.mentions.dated)
        if condition.lemmas or condition.klass:
            tokens = self._counted(tokens)
        if condition.lemmas:
            found = any(self.view.lemma[t] in condition.lemmas or self.view.word[t].lower() in condition.lemmas for t in tokens)
        elif condition.klass:
            found = any(condition.klass in classes_of(self.mentions, t) for t in tokens)
        else:
            found = bool(tokens)
        return found != condition.negated

    def _recipient(self, i: int, pattern: Pattern, actor: tuple[int, ...]) -> tuple[int, ...]:
        """The parties of the recipient's role; where it is empty, those that the object or what is intended concerns."""
        told = self._parties(self._fill(i, pattern.recipient))
        if any(is_party(self.view, self.mentions, token) for token in told):
            return told
        row = acts().get(pattern.act)
        if row is None or not row["type"] or row["reciprocal"] or row["type"] == "MOBILIZE":
            return told
        undergone = self._are_parties(self._fill(i, "poss")) if self._agent_of(i, pattern) else ()
        return tuple(token for token in undergone or self.whom(i) if token not in actor) or told

    def is_ahead(self, i: int) -> bool:
        """Whether predicate *i* tells what is to come: a future, what may or is meant to be ("will", "pourrait", "plans to")."""
        view = self.view
        words, attributes = lexicon(self.pack, "outlook"), lexicon(self.pack, "outlook-attribute")
        for level in range(4):
            form = view.finite(i)
            own = view.verbal.get(i, _PARTICIPLE)
            perfect = any(view.role[c] == "aux" and view.verbal.get(c) == form for c in view.children[i]) and own.mood == "part"
            if form.tense == "fut" or form.mood == "cnd" and not (perfect and self.pack.hearsay_conditional):
                return True
            if level and normal(view.lemma[i]) in words | attributes:
                return True
            if level and normal(view.lemma[i]) in lexicon(self.pack, "prospective") and "past" not in (form.tense, own.tense):
                return True
            if not perfect and any(normal(view.lemma[c]) in words for c in view.kids(i, "aux")):
                return True
            if any(normal(view.lemma[c]) in attributes for c in view.kids(i, "attr")):
                return True
            if view.role[i] != "xcomp" or view.head[i] == i:
                return False
            i = view.head[i]
        return False

    def is_promised(self, i: int) -> bool:
        """Whether predicate *i* stands in the future, also as seen from the past ("would"), with no "may" about it."""
        form = self.view.finite(i)
        return form.tense == "fut" or form.mood == "cnd" and not self.pack.hearsay_conditional

    def is_demanded(self, i: int) -> bool:
        """Whether predicate *i* tells what somebody must do ("must leave", "doit partir"); an expectation ("devrait") is none."""
        view = self.view
        words = lexicon(self.pack, "obligation")
        form = view.finite(i)
        group = [i, *view.kids(i, "aux")]
        return form.mood == "ind" and form.tense != "past" and any(normal(view.lemma[t]) in words for t in group)

    def verdict(self, i: int) -> str | None:
        """The act of one who says *i* of something: ``denounce`` ("it is a provocation"), ``praise`` ("it was exemplary"), ``deny`` of what others said
        ("the report is false", "These claims do not match the facts"); None for what judges nothing."""
        view = self.view
        said = [
            t
            for t in view.kids(i, "subj", "subj:pass", "expl")
            if view.pos[t] != "NOUN" or replied_to(self.pack).get(normal(view.lemma[t]), frozenset()) >= {"ACCUSE"}
        ]
        if view.is_negated(i) and any(view.pos[t] == "NOUN" and self.mentions.phrases[t].definite for t in said if t in self.mentions.phrases):
            return "deny"
        words = [i] if view.kid(i, "cop") is not None else view.kids(i, "attr")
        for token in [x for w in words for x in (w, *view.kids(w, "amod"))]:
            lemma = normal(view.lemma[token])
            if lemma in lexicon(self.pack, "blame-word"):
                return "denounce"
            if lemma in lexicon(self.pack, "praise-word"):
                return "praise"
            if lemma in lexicon(self.pack, "denial-word") and said and not view.is_negated(i):
                return "deny"
        return None

    def concerned(self, noun: int) -> tuple[int, ...]:
        """Whose the thing or deed is that *noun* names, for one who praises, rejects or condemns it."""
        match = self.typed(noun)
        if match is not None and match.actor:
            return match.actor
        found = possessors(self.view, noun, self.pack, genitive_only=True)
        return found or self._are_parties((noun,))

    def doers(self, noun: int) -> tuple[int, ...]:
        """The parties by whom the deed comes about that *noun* names and someone asks for: "the departure of [the president]", "la levée des sanctions
        imposées par [le Tchad]"."""
        match = self.typed(noun)
        if match is not None and match.actor:
            return self._are_parties(match.actor)
        of = (
            []
            if match is not None and match.pattern.recipient
            else [c for c in self.view.kids(noun, "nmod", "poss") if self.view.case(c) in self.pack.of or self.view.role[c] == "poss"]
        )
        below = self.view.kids(noun, "nmod")
        imposed = [a for c in below for p in self.view.kids(c, "acl") if self.view.is_passive(p) for a in self.view.subject(p)]
        return self._are_parties(tuple(imposed)) or self._are_parties(tuple(of))

    def aimed_at(self, i: int) -> tuple[int, ...]:
        """The parties that the content headed by *i* concerns: whom its event has for recipient, or whom its words name as object."""
        match = self.typed(i)
        return self._are_parties(match.recipient) if match is not None and match.recipient else self.whom(i)

    def whom(self, i: int, depth: int = 0) -> tuple[int, ...]:
        """The parties that predicate or event noun *i* concerns: by its object, else by what it intends ("threatened to shut the border with")."""
        view = self.view
        if view.pos[i] in ("VERB", "AUX"):
            found = self._are_parties(view.object(i))
            if found:
                return found
        for c in view.kids(i, "xcomp", "gerund", "acl", "comp"):
            if not view.is_predicate(c) or c < i or view.is_finite(c):
                continue
            match = self.at(c)
            found = self._are_parties(match.recipient) if match is not None else ()
            if not found and depth < _DEPTH:
                found = self.whom(c, depth + 1)
            if found:
                return found
        return ()

    def _are_parties(self, tokens: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(token for token in self._parties(tokens) if is_power(self.view, self.mentions, token) and token not in self.mentions.dated)

    def _parties(self, tokens: tuple[int, ...], *, plain: bool = False) -> tuple[int, ...]:
        """The parties of *tokens*; *plain*: no other party than the token's own phrase names as several."""
        found: dict[int, None] = {}
        for token in tokens:
            if token in self.mentions.dated:
                continue
            if plain:
                found.update(dict.fromkeys(several(self.view, self.mentions, self.pack, token) or (token,)))
            else:
                found.update(dict.fromkeys(parties(self.view, self.mentions, self.pack, token)))
        return tuple(found)

    def _counted(self, tokens: tuple[int, ...]) -> tuple[int, ...]:
        """*tokens*, what they count ("dozens of farmers", "une partie de son aide") and the nouns that title a name ("rider Jan Kovac")."""
        view = self.view
        found = list(tokens)
        for token in tokens:
            if view.pos[token] == "NUM" or normal(view.lemma[token]) in lexicon(self.pack, "quantity-noun"):
                found.extend(c for c in view.kids(token, "nmod") if view.case(c) in self.pack.of)
            elif view.pos[token] == "PROPN":
                found.extend(c for c in view.kids(token, "compound", "appos", "flat", "amod") if view.pos[c] == "NOUN")
        return tuple(found)

    def _fill(self, i: int, expression: str) -> tuple[int, ...]:
        """The tokens of a role expression; a path step may ask for a class: ``obj@agent``."""
        for union in expression.split("|"):
            found: list[int] = []
            for path in union.split("+"):
                path = path.strip()
                if not path:
                    continue
                base, _, klass = path.partition("@")
                for token in evaluate(self.view, i, base, self.pack):
                    if token not in found and (not klass or klass in classes_of(self.mentions, token) or klass == "country" and lies_in(self.mentions, token)):
                        found.append(token)
            if found:
                return tuple(found)
        return ()
