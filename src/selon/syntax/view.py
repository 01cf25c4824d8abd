"""One neutral view of syntax, whatever labels a language's parser uses.

The parser's tree is rewritten so that content words hang on content words: a preposition becomes a
``case`` child of its noun, and the noun is ``obl`` of a predicate or ``nmod`` of a noun. Roles are
*logical*: ``subject`` undoes passives, coordination and control. Token numbers are indices into the
View; positions in text are code points (``start``, ``end``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from selon.model.text import Span

#: The neutral roles a pack's label map may use.
ROLES = frozenset(
    "root subj subj:pass obj dat obl agent xcomp comp advcl rel acl conj cc mark aux aux:pass cop neg det poss "
    "nmod amod nummod appos case flat compound adv prt punct para expl refl attr tmod gerund negp dep".split()
)
_GROUP = ("aux", "aux:pass", "cop", "neg", "negp", "refl", "prt")


@dataclass(frozen=True, slots=True)
class Verbal:
    """What the form of a verb group says: mood (ind, cnd, imp, sub, inf, part), tense (past, pres, fut)."""

    mood: str
    tense: str


@dataclass(slots=True)
class View:
    """The parsed text of one dispatch.

    Parallel lists, one entry a token: *start*, *end* (code points), *word* (as parsed: NFC, straight
    apostrophes), *lemma* (lower case), *pos* (universal tags), *head* (token number; itself for a root),
    *role* (neutral), *sent* (sentence number). *verbal* holds the form of verb tokens. *sentences* are
    (first token, one past the last). *quoted* gives for each token the number of the quotation it stands
    in, or -1. *national* gives for tokens that are adjectives of nationality their country (ISO alpha-3; filled in by the mentions stage; of an
    adjective of two words the second).
    """

    text: str
    start: list[int]
    end: list[int]
    word: list[str]
    lemma: list[str]
    pos: list[str]
    head: list[int]
    role: list[str]
    sent: list[int]
    verbal: dict[int, Verbal]
    sentences: list[tuple[int, int]]
    quoted: list[int]
    relatives: frozenset[str] = frozenset()
    purpose_marks: frozenset[str] = frozenset()
    means_verbs: frozenset[str] = frozenset()
    number: dict[int, str] = field(default_factory=dict)
    national: dict[int, str] = field(default_factory=dict)
    children: list[list[int]] = field(default_factory=list)
    _edges: list[tuple[int, int]] = field(default_factory=list)
    _subjects: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.children = [[] for _ in self.word]
        for i, h in enumerate(self.head):
            if h != i:
                self.children[h].append(i)
        self._edges = self._subtree_edges()

    def __len__(self) -> int:
        return len(self.word)

    def reattach(self, i: int, head: int, role: str) -> None:
        """Hang token *i* on *head* as *role*, where later knowledge mends the parse; nothing where *head* stands under *i*."""
        if head == i or i in self.ancestors(head):
            return
        old = self.head[i]
        if old != i:
            self.children[old].remove(i)
        self.head[i], self.role[i] = head, role
        self.children[head] = sorted([*self.children[head], i])
        self._subjects.clear()
        self._edges = self._subtree_edges()

    def reroot(self, i: int) -> None:
        """Make token *i* the root of its sentence in place of the one that it hangs on, which is left to be attached."""
        root = self.head[i]
        self.children[root].remove(i)
        self.head[i], self.role[i] = i, "root"
        for c in list(self.children[root]):
            if c > i or self.role[c] == "punct":
                self.children[root].remove(c)
                self.head[c] = i
                self.children[i] = sorted([*self.children[i], c])
        self._subjects.clear()
        self._edges = self._subtree_edges()

    def mend_times(self, dated: frozenset[int], of: frozenset[str]) -> None:
        """Take temporal expressions, tokens *dated*, out of the clause's arguments: "a proposé jeudi de tenir" has no object "jeudi".

        *of* are the prepositions of what is part of a time."""
        for t in dated:
            if self.head[t] in dated and self.head[t] != t:
                continue
            if self.role[t] == "obj":
                self.role[t] = "tmod"
            verb = next((a for a in self.ancestors(t) if a not in dated and self.is_predicate(a)), t)
            for c in list(self.children[t]) if verb != t else ():
                # "une trêve entrera en vigueur samedi à minuit entre l'armée et les rebelles": a time has no parties
                if c > t and c not in dated and self.role[c] == "nmod" and self.case(c) and self.case(c) not in of:
                    self.reattach(c, verb, "obl")
            if self.role[t] in ("tmod", "obl") and self.is_predicate(self.head[t]):
                for c in list(self.children[t]):
                    form = self.verbal.get(c)
                    if form is not None and form.mood == "inf" and self.role[c] in ("acl", "xcomp", "nmod", "advcl") and c > t:
                        self.reattach(c, self.head[t], "xcomp")

    # -- shape -------------------------------------------------------------------------------

    def _subtree_edges(self) -> list[tuple[int, int]]:
        edges = [(i, i) for i in range(len(self.word))]
        for first, last in self.sentences:
            todo = [i for i in range(first, last) if self.head[i] == i]
            order: list[int] = []
            while todo:
                i = todo.pop()
                order.append(i)
                todo.extend(self.children[i])
            for i in reversed(order):
                left, right = edges[i]
                for child in self.children[i]:
                    a, b = edges[child]
                    left, right = min(left, a), max(right, b)
                edges[i] = (left, right)
        return edges

    def edges(self, i: int) -> tuple[int, int]:
        """The first and the last token of the subtree under *i*."""
        return self._edges[i]

    def span(self, first: int, last: int) -> Span:
        """The code points from token *first* to token *last*, both included."""
        return Span(self.start[first], self.end[last])

    def tokens_in(self, spans: Iterable[Span]) -> frozenset[int]:
        """The tokens that begin inside one of *spans* (in text order, disjoint)."""
        found: set[int] = set()
        k = 0
        for span in spans:
            while k < len(self.start) and self.start[k] < span.start:
                k += 1
            while k < len(self.start) and self.start[k] < span.end:
                found.add(k)
                k += 1
        return frozenset(found)

    def is_dash(self, i: int) -> bool:
        """Whether token *i* is a dash between clauses, not the hyphen of a compound."""
        return self.word[i] == "-" and i > 0 and self.start[i] > self.end[i - 1]

    def kids(self, i: int, *roles: str) -> list[int]:
        """The children of *i* that bear one of *roles*, in text order."""
        return [c for c in self.children[i] if self.role[c] in roles]

    def kid(self, i: int, *roles: str) -> int | None:
        """The first such child, or None."""
        for c in self.children[i]:
            if self.role[c] in roles:
                return c
        return None

    def subtree(self, i: int, without: Sequence[str] = ()) -> list[int]:
        """Every token under *i* (itself included), in text order, branches of roles *without* left out."""
        found, todo = [], [i]
        while todo:
            j = todo.pop()
            found.append(j)
            todo.extend(c for c in self.children[j] if self.role[c] not in without)
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above *i*, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def case(self, i: int) -> str:
        """The preposition of *i* ('' if none); several words are joined by ``_``."""
        marks = [c for c in self.children[i] if self.role[c] == "case" and c < i and self.pos[c] not in ("X", "PROPN")]
        return "_".join(self.lemma[c] for c in marks)

    # -- verb groups -------------------------------------------------------------------------

    def is_predicate(self, i: int) -> bool:
        """Whether *i* heads a clause: a verb, or a noun or adjective with a copula."""
        return (self.pos[i] in ("VERB", "AUX") and self.role[i] not in ("aux", "aux:pass", "cop", "case")) or (self.kid(i, "cop") is not None)

    def group(self, i: int) -> list[int]:
        """The verb group of predicate *i*: auxiliaries, negation, clitics and the verb, in order."""
        return sorted([i, *self.kids(i, *_GROUP)])

    def finite(self, i: int) -> Verbal:
        """The form of the verb group of *i*: its first finite member's, else its own."""
        for j in self.group(i):
            form = self.verbal.get(j)
            if form and form.mood not in ("inf", "part"):
                return form
        own = self.verbal.get(i, Verbal("part", "pres"))
        if own == Verbal("part", "past") and self.kid(i, "subj") is not None and self.kid(i, "aux", "aux:pass", "cop") is None:
            return Verbal("ind", "past")  # "reported" tagged as participle, with a subject and no auxiliary
        return own

    def is_finite(self, i: int) -> bool:
        """Whether the verb group has a finite verb."""
        return self.finite(i).mood not in ("inf", "part")

    def is_passive(self, i: int) -> bool:
        """Whether predicate *i* stands in the passive (also an agentless participle that modifies a noun)."""
        if self.kid(i, "aux:pass", "subj:pass", "agent") is not None:
            return True
        form = self.verbal.get(i)
        return self.role[i] == "acl" and form is not None and form == Verbal("part", "past")

    def is_negated(self, i: int) -> bool:
        """Whether the verb group or its subject carries a negation word."""
        return self.kid(i, "neg") is not None

    # -- logical roles -----------------------------------------------------------------------

    def conjuncts(self, i: int) -> tuple[int, ...]:
        """*i* and the nouns coordinated under it."""
        found = [i]
        for c in self.children[i]:
            # in "A, B and C" the parser makes B an apposition of A
            listed = self.role[c] == "appos" and c > i and (self.kid(c, "conj") is not None or any(self.role[x] == "conj" and x > c for x in self.children[i]))
            if self.role[c] == "conj" or listed:
                found.extend(x for x in self.conjuncts(c) if x not in found)
        return tuple(found)

    def subject(self, i: int, _depth: int = 0) -> tuple[int, ...]:
        """The logical subject of *i* (token numbers; empty where the clause gives none).

        Undoes the passive (the agent), relative pronouns (their antecedent), coordination and control.
        """
        if i in self._subjects:
            return self._subjects[i]
        self._subjects[i] = ()
        self._subjects[i] = found = self._subject(i, _depth)
        return found

    def _subject(self, i: int, depth: int) -> tuple[int, ...]:
        if depth > 12:
            return ()
        agent = self.kid(i, "agent")
        if agent is not None:
            return self.conjuncts(agent)
        if self.is_passive(i):
            return ()
        return self._surface_subject(i, depth)

    def surface_subject(self, i: int) -> tuple[int, ...]:
        """The grammatical subject of *i*, passives left as they are."""
        return self._surface_subject(i, 0)

    def _surface_subject(self, i: int, depth: int) -> tuple[int, ...]:
        if depth > 12:
            return ()
        own = self.kids(i, "subj", "subj:pass")
        if own:
            first = self._antecedent(own[0], i)
            # "A et B ont nié" with two subjects and an "et" between them
            joined = [s for s in own[1:] if any(self.pos[t] == "CCONJ" for t in range(own[0], s))]
            return tuple(dict.fromkeys((*first, *(x for s in joined for x in self.conjuncts(s)))))
        role, h = self.role[i], self.head[i]
        if h == i:
            return ()
        if role == "conj" and self.is_predicate(h):
            return self._surface_subject(h, depth + 1)
        if role == "conj" and self.pos[i] == "VERB":
            up = next((a for a in self.ancestors(h) if self.is_predicate(a)), None)
            return self._surface_subject(up, depth + 1) if up is not None else ()
        if role == "acl":
            form = self.verbal.get(i)
            if form and form.mood == "part":
                return self.conjuncts(h)
            if self._is_purpose(i):
                up = next((a for a in self.ancestors(h) if self.is_predicate(a)), None)
                return self._surface_subject(up, depth + 1) if up is not None else ()
            owner = [c for c in self.children[h] if self.role[c] == "poss" or c in self.national]
            if owner:
                return tuple(x for c in owner for x in self.conjuncts(c))
            # an infinitive under a noun: "le président ... à se rendre": the noun is the object of the verb above
            if self.role[h] in ("obj", "dat"):
                return self.conjuncts(h)
            up = next((a for a in self.ancestors(h) if self.is_predicate(a)), None)
            return self._surface_subject(up, depth + 1) if up is not None else ()
        if role in ("xcomp", "comp", "advcl", "gerund", "para") and not self.is_finite(i) or self._fronted(i):
            if role == "xcomp":
                controller = self.kid(h, "obj", "dat")
                means = self.lemma[h] in self.means_verbs or self._is_purpose(i)  # "used drones to bomb": the user bombs
                if controller is not None and controller < i and self.pos[controller] != "VERB" and not means:
                    return self.conjuncts(controller)
            if self.is_predicate(h):
                return self._surface_subject(h, depth + 1)
            up = next((a for a in self.ancestors(h) if self.is_predicate(a)), None)
            return self._surface_subject(up, depth + 1) if up is not None else ()
        return ()

    def _is_purpose(self, i: int) -> bool:
        """Whether *i* is an infinitive of purpose: "a convoqué l'ambassadeur pour protester"."""
        return any(self.word[c].lower() in self.purpose_marks for c in self.children[i] if c < i)

    def _fronted(self, i: int) -> bool:
        """Whether *i* is a participle before its clause that the parser hangs on it as a noun: "Invitée par Ottawa, l'Islande ..."."""
        return self.role[i] == "obl" and self.pos[i] == "VERB" and i < self.head[i] and self.verbal.get(i) == Verbal("part", "past")

    def _antecedent(self, i: int, verb: int) -> tuple[int, ...]:
        """A relative pronoun's antecedent; otherwise the conjuncts of *i*."""
        if self.pos[i] == "PRON" and self.role[verb] == "rel":
            clause = verb
            noun = self.head[clause]
            if noun != clause and i < verb and self.lemma[i] in self.relatives:
                return self.conjuncts(noun) if self.number.get(noun) == "plur" else (noun,)
        return self.conjuncts(i)

    def given_to(self, i: int) -> tuple[int, ...]:
        """Whom a dative passive is done for: the subject of a passive that keeps an object ("Fiji was given tankers")."""
        kept = self.kid(i, "obj")
        if kept is None or kept < i or self.kid(i, "aux:pass") is None or self.kid(i, "subj:pass") is None:
            return ()
        return self._surface_subject(i, 0)

    def object(self, i: int) -> tuple[int, ...]:
        """The logical object of *i*: the object, or the subject of a passive ("was given ships": of a dative passive the object, too)."""
        if self.is_passive(i) and not self.given_to(i):
            if self.role[i] == "acl":
                return (self.head[i],)
            subject = self._surface_subject(i, 0)
            return subject
        own = self.kid(i, "obj")
        return self.conjuncts(own) if own is not None else ()
