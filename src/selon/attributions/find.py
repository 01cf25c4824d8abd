"""Cue-first linking: each cue of the text gets its content and its source.

Five ways a content is told (the rule names that attributions carry):

- ``governed``: the cue governs a clause, infinitive or noun phrase ("said that ...", "denied any deal");
- ``postposed``: the reporting clause follows or interrupts what it reports (", KCNA said", "a-t-il ajouté");
- ``according``: a preposition cue ("selon X", "according to X");
- ``citing``: a carrier names another source ("citing diplomats", "quoted the minister as saying");
- ``continued``: a quotation that goes on with no cue of its own.

Positions here are tokens; ``assemble`` turns them into spans.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from selon.attributions.cues import Cue, CueEntry, cue_index, find_cues
from selon.lang.pack import LanguagePack
from selon.syntax.quotation import Quotation
from selon.syntax.roles import possessors
from selon.syntax.view import View


#: Kinds of cue that may follow what they report, though the table does not give them the form "quote".
_REPORTING = frozenset("say report announce confirm claim show think estimate learn".split())


@dataclass(slots=True, eq=False)
class Report:
    """An attribution while it is built. *content* is a set of tokens; *heads* are the predicates or nouns that head
    it; *source* are head tokens of the source phrases; *clause* are the tokens of the reporting clause."""

    rule: str
    cue: Cue
    entry: CueEntry
    form: str
    cue_tokens: list[int]
    content: set[int]
    heads: list[int]
    source: list[int]
    clause: set[int] = field(default_factory=set)
    quotation: int = -1
    implicit: bool = False
    relay_of: Report | None = None
    carriers: list[int] = field(default_factory=list)
    said_noun: CueEntry | None = None


class Finder:
    """Finds the reports of one dispatch."""

    def __init__(
        self, view: View, pack: LanguagePack, quotations: tuple[Quotation, ...], paragraph_of: list[int], speaks: Callable[[int], bool]
    ) -> None:
        """*speaks* tells whether the noun at a token may speak: a person, a body, a country, a medium."""
        self.speaks = speaks
        self.view = view
        self.pack = pack
        self.quotations = quotations
        self.paragraph_of = paragraph_of
        self.tokens_of_quotation: dict[int, list[int]] = {}
        for i, number in enumerate(view.quoted):
            if number >= 0:
                self.tokens_of_quotation.setdefault(number, []).append(i)

    def find(self) -> list[Report]:
        """Every report, in order of its cue."""
        reports: list[Report] = []
        taken: set[int] = set()
        for cue in find_cues(self.view, self.pack):
            if cue.head in taken:
                continue  # "as saying" belongs to "quoted"
            report = self._report(cue)
            if report is not None:
                reports.append(report)
                if report.carriers:
                    taken.update(report.cue_tokens)
        reports.extend(self._unlisted(reports))
        reports.extend(self._continued(reports))
        return reports

    # -- one cue -----------------------------------------------------------------------------

    def _unlisted(self, reports: list[Report]) -> list[Report]:
        """An inverted verb right after a quotation speaks, listed or not: "« Non », s'est-il emporté"."""
        view = self.view
        heads = {r.cue.head for r in reports}
        found: list[Report] = []
        for i in range(1, len(view)):
            if not view.word[i].startswith("-") or view.word[i].lower() not in self.pack.pronouns or view.quoted[i] >= 0:
                continue
            verb = next((a for a in (i, *view.ancestors(i)) if view.is_predicate(a)), None)
            if verb is None or verb in heads or view.quoted[verb] >= 0 or abs(verb - i) > 4:
                continue
            entry = CueEntry(view.lemma[verb], (), False, "VERB", "say", frozenset({"quote"}), None, None, None, "", {})
            cue = Cue(verb, verb, (verb,), (entry,), "")
            _, _, first, _ = self._bounds(cue)
            if first >= 2 and (view.quoted[first - 1] >= 0 or view.quoted[first - 2] >= 0):
                view.reattach(i, verb, "subj")
                report = self._postposed(cue)
                if report is not None:
                    found.append(report)
        return found

    def _report(self, cue: Cue) -> Report | None:
        if cue.entry.pos == "ADP":
            return self._according(cue)
        if cue.entry.pos == "NOUN":
            return self._noun(cue)
        if cue.entry.pos == "ADJ":
            return self._governed(cue)
        return self._citing(cue) or self._postposed(cue) or self._tail(cue) or self._governed(cue) or self._before_quotation(cue)

    # -- governed ----------------------------------------------------------------------------

    def _content_child(self, cue: Cue) -> tuple[int, str] | None:
        """The child of the cue that heads its content, and the form it has."""
        view = self.view
        anchors = sorted({cue.head, cue.last, *cue.tokens})
        kids = sorted({c for a in anchors for c in view.children[a]} - set(cue.tokens))
        for c in kids:
            if view.role[c] == "comp" and c > cue.head:
                form = "clause" if view.is_finite(c) or self._that(c) else "inf"
                if cue.taking(form) or (form == "clause" and cue.taking("inf")):
                    return c, form
        for c in kids:
            if view.role[c] in ("advcl", "para", "root") and c > cue.last and self._that(c) and cue.taking("clause"):
                return c, "clause"
        if cue.entry.reflexive:
            for c in kids:
                if view.role[c] in ("xcomp", "attr", "obj") and c > cue.last and view.pos[c] == "ADJ":
                    return c, "inf"
        for c in kids:
            if view.role[c] in ("xcomp", "gerund") and c > cue.head and self._said_noun(cue, c) is None and (view.is_predicate(c) or view.pos[c] in ("ADJ", "NOUN")):
                if cue.taking("inf", "gerund"):
                    return c, "inf"
        for c in kids:
            if view.role[c] in ("obl", "adv", "tmod") and c > cue.last and cue.taking("clause"):
                for x in view.children[c]:
                    if x > c and self._that(x) and view.is_predicate(x) and view.is_finite(x) and view.role[x] in ("acl", "comp", "advcl"):
                        return x, "clause"
        # the infinitive hung on the object: "exhorte les Philippines à cesser"
        for c in kids:
            if view.role[c] in ("obj", "dat", "obl", "subj:pass", "nmod"):
                for x in view.children[c]:
                    if x > c and cue.taking("inf", "gerund") and cue.taking("inf", "gerund").act and view.role[x] == "acl" and view.kid(x, "mark") is not None and not view.is_finite(x):  # type: ignore[union-attr]
                        return x, "inf"
        for c in kids:
            if view.role[c] in ("obj", "subj:pass") and cue.taking("gerund"):
                for x in view.children[c]:
                    if x > cue.last and view.role[x] == "gerund":
                        return x, "inf"
        for c in kids:
            if view.role[c] == "advcl" and c > cue.last and cue.taking("inf", "gerund") and self._linked_infinitive(c) :
                return c, "inf"
        return None

    def _said_noun(self, cue: Cue, infinitive: int) -> int | None:
        """The noun of speech or will between a cue and an infinitive: "a réaffirmé sa volonté de poursuivre"."""
        view = self.view
        if not cue.taking("np"):
            return None
        index = cue_index(self.pack)
        return next(
            (c for c in view.kids(cue.head, "obj") if cue.last < c < infinitive and ("NOUN", view.lemma[c]) in index), None
        )

    def _that(self, c: int) -> bool:
        return any(self.view.role[x] == "mark" and self.view.word[x].lower() in self.pack.subordinators for x in self.view.children[c])

    def _linked_infinitive(self, c: int) -> bool:
        form = self.view.verbal.get(c)
        return form is not None and form.mood == "inf" and any(
            self.view.role[x] in ("mark", "case") and self.view.lemma[x] in ("à", "de", "to") for x in self.view.children[c]
        )

    def _governed(self, cue: Cue) -> Report | None:
        view = self.view
        child = self._content_child(cue)
        if child is not None:
            c, form = child
            entry = cue.taking(form) or cue.taking("clause", "inf", "gerund") or cue.entry
            if form == "inf" and entry.kind in ("know", "learn") or view.finite(cue.head).mood == "imp":
                return None  # a skill, or the author's formula ("rappelons que")
            content = self._subtree(c)
            content -= set(cue.tokens)
            content = self._to_the_end(cue, c, content, form)
            heads = [c, *(x for x in view.kids(c, "conj") if view.is_predicate(x))]
            content = self._trim(content)
            return Report("governed", cue, entry, form, self._cue_tokens(cue), content, heads, self._source(cue))
        entry_np = cue.taking("np")
        if entry_np is None:
            return None
        noun = self._noun_content(cue, entry_np)
        if noun is None:
            return None
        content = self._subtree(noun, without=("rel",) if view.role[noun] != "obj" else ())
        if view.role[cue.head] == "acl" and view.is_passive(cue.head):
            if entry_np.kind not in ("confirm", "deny") or not self._source(cue):
                return None
            content -= self._subtree(cue.head)
        if cue.detached >= 0:
            content |= self._subtree(cue.detached)
        content = self._to_the_end(cue, noun, content, "np")
        for c in view.kids(cue.head, "xcomp"):
            if self._said_noun(cue, c) == noun:
                content |= self._subtree(c)
        content = self._trim(content)
        heads = [noun, *(x for x in view.kids(noun, "conj"))]
        report = Report("governed", cue, entry_np, "np", self._cue_tokens(cue), content, heads, self._source(cue))
        promised = cue_index(self.pack).get(("NOUN", view.lemma[noun]), ())
        if promised and any(not view.is_finite(t) and self._linked_infinitive(t) for t in content if view.is_predicate(t)):
            report.said_noun = next((e for e in promised if e.forms & {"inf", "gerund"}), None)
        return report

    def _to_the_end(self, cue: Cue, head: int, content: set[int], form: str) -> set[int]:
        """Take in what the parser hung on the cue though it stands behind the content, and the rest of a quotation
        that the content enters; nothing beyond the quotation that the cue itself stands in."""
        view = self.view
        begin, end = view.sentences[view.sent[cue.head]]
        if form == "clause" and not any(view.is_predicate(t) and view.is_finite(t) for t in content):
            content = content | set(range(min(content), end))
        last = max(content)
        if last > cue.last:
            for c in sorted({x for a in {cue.head, cue.last} for x in view.children[a] if x > last}):
                left, right = view.edges(c)
                if left != last + 1 or view.role[c] not in ("obl", "nmod", "adv", "advcl", "acl") or view.case(c) in self.pack.dative and self.speaks(c):
                    break
                if view.word[left] in (",", ";", "-", ":"):
                    break
                content = content | set(range(left, right + 1))
                last = max(content)
        own = view.quoted[cue.head]
        if own >= 0:
            return {t for t in content if view.quoted[t] == own}
        entered = {view.quoted[t] for t in content if view.quoted[t] >= 0 and t > cue.last}
        for number in entered:
            content = content | {t for t in self.tokens_of_quotation[number] if begin <= t < end}
        return content

    def _noun_content(self, cue: Cue, entry: CueEntry) -> int | None:
        """The noun phrase that a cue takes: after its preposition, as its object, or as subject of its passive."""
        view = self.view
        anchors = sorted({cue.head, cue.last, *cue.tokens})
        kids = sorted({c for a in anchors for c in view.children[a]} - set(cue.tokens))
        if cue.detached >= 0:
            return next((c for c in kids if view.role[c] in ("obj", "subj:pass")), cue.detached)
        if cue.particle:
            for c in kids:
                if c > cue.last and view.role[c] in ("obl", "nmod", "obj", "gerund") and view.case(c).split("_")[0] == cue.particle:
                    return c
            return None
        if view.is_passive(cue.head):
            found = view.object(cue.head)
            return found[0] if found else None
        for c in kids:
            if view.role[c] == "obj" and view.pos[c] in ("NOUN", "PROPN", "PRON", "NUM"):
                addressee = entry.act is not None and entry.recipient.split("|")[0] == "obj"
                if addressee:
                    other = next((x for x in kids if x > c and view.role[x] in ("obl", "nmod", "gerund") and view.case(x).split("_")[0] in ("de", "of", "for", "à", "pour", "over")), None)
                    if other is None:
                        other = next((x for x in view.children[c] if x > c and view.role[x] == "nmod" and view.case(x) in ("for", "over", "pour")), None)
                    return other
                return c
        return None

    def _subtree(self, i: int, without: tuple[str, ...] = ()) -> set[int]:
        return set(self.view.subtree(i, without))

    def _trim(self, content: set[int]) -> set[int]:
        """Without punctuation at the edges, and without the sentence's final full stop."""
        view = self.view
        kept = sorted(content)
        while kept and view.word[kept[0]] in (",", ";", "-", ":", "(", ")", "."):
            kept.pop(0)
        while kept and (view.word[kept[-1]] in (",", ";", "-", ":", "(", ".", "…") or view.pos[kept[-1]] == "CCONJ"):
            kept.pop()
        return set(kept)

    def _cue_tokens(self, cue: Cue) -> list[int]:
        group = set(cue.tokens)
        if cue.entry.pos in ("VERB", "ADJ"):
            group |= set(self.view.group(cue.head))
            if cue.entry.pos == "ADJ" and self.view.role[cue.head] == "attr":
                group |= set(self.view.group(self.view.head[cue.head]))
        return sorted(group)

    # -- the source --------------------------------------------------------------------------

    def _source(self, cue: Cue) -> list[int]:
        """Head tokens of the source: the logical subject; none for a generic pronoun ("on sait que")."""
        return [t for t in self._any_source(cue) if self.view.word[t].lower() not in self.pack.generic_pronouns]

    def _any_source(self, cue: Cue) -> list[int]:
        view = self.view
        head = view.head[cue.head] if cue.entry.pos == "ADJ" and view.role[cue.head] == "attr" else cue.head
        found = [t for t in view.subject(head) if t not in cue.tokens]
        if not found and view.is_passive(head):
            return [t for t in view.subtree(head) if t > head and view.case(t) in self.pack.agent and view.role[t] in ("nmod", "obl", "agent")][:1]
        if not found:
            for a in (cue.head, cue.last):
                found = [t for t in view.subject(a) if t not in cue.tokens]
                if found:
                    break
        return found

    def _inverted_source(self, cue: Cue, first: int, last: int) -> list[int]:
        """The noun after an inverted cue: ", a rapporté jeudi l'agence", "said the minister"."""
        view = self.view
        subject = [t for t in self._any_source(cue) if first <= t <= last]
        if subject and all(view.word[t].lower() in self.pack.generic_pronouns for t in subject):
            # "a-t-on appris auprès de la préfecture", "indique-t-on de source hospitalière"
            return [t for t in range(cue.last + 1, last + 1) if view.case(t).endswith(self.pack.informant_case) or view.case(t) in self.pack.of and view.lemma[t] in self.pack.source_words][:1]
        if subject:
            return subject
        for t in range(cue.last + 1, last + 1):
            if view.word[t] == ",":
                break
            if view.pos[t] in ("NOUN", "PROPN", "PRON", "NUM") and view.role[t] not in ("flat", "compound", "det") and not view.case(t) and view.role[t] != "tmod":
                if view.role[t] == "obl" and view.pos[t] == "NOUN" and view.kid(t, "det", "amod") is None:
                    continue
                top = t
                while view.head[top] != top and first <= view.head[top] <= last and view.head[top] > cue.last and view.pos[view.head[top]] in ("NOUN", "PROPN"):
                    top = view.head[top]
                return list(view.conjuncts(top))
        return [t for t in self._source(cue)]

    # -- postposed and interrupting reporting clauses ----------------------------------------

    def _bounds(self, cue: Cue) -> tuple[int, int, int, int]:
        """Sentence begin and end, and the first and last token of the stretch between commas around the cue."""
        view = self.view
        begin, end = view.sentences[view.sent[cue.head]]
        first = cue.tokens[0]
        quoted = view.quoted[cue.head]
        while first - 1 >= begin and view.word[first - 1] not in (",", ";", "-", ":", ")") and view.quoted[first - 1] == quoted and not self._mark_between(first - 1, first):
            first -= 1
        last = cue.last
        while last + 1 < end and view.word[last + 1] not in (",", ";", ":", ".") and view.quoted[last + 1] == quoted and not self._mark_between(last, last + 1):
            last += 1
        return begin, end, first, last

    def _mark_between(self, a: int, b: int) -> bool:
        """Whether a quotation opens or closes between two neighbouring tokens."""
        return self.view.quoted[a] != self.view.quoted[b]

    def _postposed(self, cue: Cue) -> Report | None:
        view = self.view
        entry = cue.taking("quote") or (cue.taking("clause") if cue.entry.kind in _REPORTING else None)
        if entry is None or not view.is_finite(cue.head):
            return None
        begin, end, first, last = self._bounds(cue)
        opens_with_as = any(view.word[k].lower() in self.pack.as_words for k in range(first, cue.tokens[0]))
        if first <= begin:
            return None
        before = first - 1
        delimited = view.word[before] in (",", "-", ")", "?", "!") or self._mark_between(before, first)
        if not delimited:
            return None
        # the stretch must hold a subject of its own, before or (inverted) after the cue
        own = view.kid(cue.head, "subj", "subj:pass")
        subject = list(view.conjuncts(own)) if own is not None else []
        if any(t < first for t in subject) and any(first <= t <= last for t in subject):
            return None  # a coordinated subject that begins before the comma: no reporting clause
        subject = [t for t in subject if first <= t <= last]
        inverted = not any(t < self._group_start(cue) for t in subject)
        if self._governs_after(cue, last) and not opens_with_as:
            return None
        if not subject:
            subject = self._inverted_source(cue, first, last)
            if not subject or not all(first <= t <= last for t in subject):
                return None
        form = view.finite(cue.head)
        if form.tense == "fut" or form.mood in ("cnd", "imp") or view.is_negated(cue.head) or any(view.word[t].lower() in self.pack.modals for t in view.kids(cue.head, "aux")):
            return None
        if view.role[cue.head] in ("rel", "acl", "conj", "advcl") and not inverted and not opens_with_as:
            return None
        if any(view.role[t] == "mark" or view.pos[t] == "SCONJ" for t in range(first, cue.tokens[0])) and not opens_with_as:
            return None
        if any(view.pos[t] == "CCONJ" for t in range(first, min(cue.tokens[0], first + 1))):
            return None
        if inverted and first < self._group_start(cue) and not opens_with_as and any(
            view.pos[t] in ("NOUN", "PROPN", "VERB") for t in range(first, self._group_start(cue))
        ):
            return None
        clause = set(range(first, last + 1))
        last = self._extend_clause(cue, clause, last, end)
        content, heads, quotation = self._reported(begin, end, first, last, cue)
        if not content or not (quotation >= 0 or inverted and len(content) > 1 or any(view.is_predicate(t) for t in content)):
            return None
        report = Report("postposed", cue, entry, "quote", self._cue_tokens(cue), content, heads, self._inverted_source(cue, first, last) if inverted else subject, clause, quotation)
        return report

    def _tail(self, cue: Cue) -> Report | None:
        """A reporting clause after a comma that the parser took for an apposition or a relative clause:
        "..., the BTA news agency reported on Tuesday"."""
        view = self.view
        entry = cue.taking("quote") or (cue.taking("clause") if cue.entry.kind in ("say", "report", "show") else None)
        if entry is None or view.role[cue.head] not in ("rel", "acl", "advcl", "conj", "comp") or view.quoted[cue.head] >= 0:
            return None
        form = view.verbal.get(cue.head)
        if form is None or form.tense != "past" and form.mood != "ind" or form.mood == "inf" or view.kid(cue.head, "aux:pass", "agent", "aux") is not None and not view.is_finite(cue.head):
            return None
        begin, end, first, last = self._bounds(cue)
        if first <= begin or view.word[first - 1] != "," or last < end - 2 and view.word[last + 1] != "," or first >= cue.tokens[0]:
            return None
        if any(view.role[t] in ("mark", "cc") or view.pos[t] in ("SCONJ", "CCONJ") or view.lemma[t] in view.relatives for t in range(first, cue.tokens[0])) or self._governs_after(cue, last):
            return None
        top = next((t for t in range(first, cue.tokens[0]) if view.pos[t] in ("NOUN", "PROPN") and not first <= view.head[t] < cue.tokens[0]), None)
        if top is None or not self.speaks(top) or any(view.role[c] in ("obj", "comp", "xcomp") and c > cue.last for c in view.children[cue.head]):
            return None
        content, heads, quotation = self._reported(begin, end, first, last, cue)
        content -= set(range(first, end))
        if not any(view.is_predicate(t) and view.is_finite(t) for t in content):
            return None
        heads = [t for t in sorted(content) if view.head[t] not in content or view.head[t] == t]
        return Report("postposed", cue, entry, "quote", self._cue_tokens(cue), self._trim(content), heads, [top], set(range(first, last + 1)), quotation)

    def _group_start(self, cue: Cue) -> int:
        return self._cue_tokens(cue)[0]

    def _governs_after(self, cue: Cue, last: int) -> bool:
        """Whether the cue has a content of its own to its right: then it is no postposed clause."""
        view = self.view
        if any(view.role[c] == "comp" and c < self._group_start(cue) and view.is_finite(c) for c in view.children[cue.head]):
            return False
        for a in {cue.head, cue.last, *cue.tokens}:
            for c in view.children[a]:
                if c > cue.last and view.role[c] in ("comp", "xcomp", "gerund") and c not in cue.tokens and (
                    self._that(c) or c <= last and self._subject_before(cue)
                ):
                    return True
                if c > cue.last and c <= last and view.role[c] == "obj" and cue.taking("np") and self._subject_before(cue):
                    return True
        return False

    def _subject_before(self, cue: Cue) -> bool:
        """Whether the cue has a subject of its own before it: then what follows it is no inverted source."""
        own = self.view.kid(cue.head, "subj", "subj:pass")
        return own is not None and own < self._group_start(cue)

    def _extend_clause(self, cue: Cue, clause: set[int], last: int, end: int) -> int:
        """Take in what still belongs to the reporting clause: appositions of the source, adjuncts, participles."""
        view = self.view
        j = last + 1
        while j < end and view.word[j] in (",", "("):
            nxt = j + 1
            if nxt >= end or self._mark_between(last, nxt) and view.quoted[nxt] >= 0 and view.word[j] == ",":
                break
            stop = nxt
            depth = 1 if view.word[j] == "(" else 0
            while stop + 1 < end and (depth or view.word[stop + 1] not in (",", ";")) and not self._mark_between(stop, stop + 1):
                stop += 1
                if view.word[stop] == ")":
                    depth = 0
                    break
            top = self._top_in(nxt, stop)
            if top is None:
                break
            governor = view.head[top]
            if not (governor in clause or view.role[top] in ("appos", "acl", "advcl") and governor in clause or view.verbal.get(top) is not None and not view.is_finite(top) and view.role[top] in ("advcl", "acl")):
                break
            if view.is_predicate(top) and view.is_finite(top) and view.role[top] not in ("rel", "acl"):
                break
            clause.update(range(j, stop + 1))
            last = stop
            j = last + 1
        return last

    def _top_in(self, first: int, last: int) -> int | None:
        """The token of a stretch whose governor lies outside it."""
        return next((t for t in range(first, last + 1) if not first <= self.view.head[t] <= last and self.view.role[t] != "punct"), None)

    def _reported(self, begin: int, end: int, first: int, last: int, cue: Cue) -> tuple[set[int], list[int], int]:
        """What a postposed or interrupting clause reports: the words before it, and those after where they go on."""
        view = self.view
        before = [t for t in range(begin, first)]
        after = [t for t in range(last + 1, end)]
        quotation = -1
        near = [view.quoted[t] for t in (first - 1, first - 2) if t >= begin and view.quoted[t] >= 0 and view.quoted[t] != view.quoted[cue.head]]
        if near:
            quotation = near[0]
        main = next((t for t in before if view.is_predicate(t) and view.role[t] in ("root", "comp", "para", "advcl", "adv")), None)
        keep_after = False
        if after and any(view.quoted[t] == quotation and quotation >= 0 for t in after):
            keep_after = True
        elif after and view.word[last + 1 if last + 1 < end else last] in (",",) and main is None and any(
            view.is_predicate(t) and view.is_finite(t) for t in after
        ):
            keep_after = True
        elif after and quotation >= 0 and after[0] < end and view.quoted[min(end - 1, last + 2)] >= 0:
            keep_after = True
        content = set(before) | (set(after) if keep_after else set())
        if quotation >= 0:
            # a quotation that began in an earlier sentence is reported whole
            content |= set(self.tokens_of_quotation[quotation])
        content = self._trim(content - set(self._cue_tokens(cue)))
        heads = [t for t in sorted(content) if view.is_predicate(t) and view.head[t] not in content or view.head[t] == t and t in content]
        return content, heads, quotation

    def _before_quotation(self, cue: Cue) -> Report | None:
        """A cue with a colon or comma and a quotation after it: X said: "..."."""
        view = self.view
        entry = cue.taking("quote")
        if entry is None or view.quoted[cue.head] >= 0:
            return None
        _, end, first, last = self._bounds(cue)
        j = last + 1
        while j < end and view.word[j] in (",", ":"):
            j += 1
        candidate = -1
        if j < end and view.quoted[j] >= 0 and (j > last + 1 or any(view.is_predicate(t) for t in self.tokens_of_quotation[view.quoted[j]]) and last - cue.last <= 3):
            candidate = view.quoted[j]
        elif last + 1 >= end or view.word[last + 1] == ":" or j >= end:
            following = end
            if following < len(view) and view.quoted[following] >= 0 and self.paragraph_of[following] == self.paragraph_of[cue.head] and j >= end and view.word[end - 1] == ":":
                candidate = view.quoted[following]
        if candidate < 0:
            return None
        content = self._trim(set(self.tokens_of_quotation[candidate]))
        heads = [t for t in sorted(content) if view.head[t] not in content or view.head[t] == t]
        return Report("governed", cue, entry, "quote", self._cue_tokens(cue), content, heads, self._source(cue), set(range(first, last + 1)), candidate)

    # -- according to ------------------------------------------------------------------------

    def _according(self, cue: Cue) -> Report | None:
        view = self.view
        first_case = cue.tokens[0]
        opinion = cue.entry.kind in ("think", "show")
        noun = view.head[cue.tokens[-1]] if view.role[cue.tokens[-1]] in ("case", "mark") else None
        if noun is None or noun in cue.tokens:
            noun = next((c for t in cue.tokens for c in view.children[t] if view.pos[c] in ("NOUN", "PROPN", "PRON") and c > first_case and c not in cue.tokens), None)
        if noun is None:
            noun = next((t for t in range(cue.last + 1, min(len(view), cue.last + 5)) if view.pos[t] in ("NOUN", "PROPN", "PRON") and view.sent[t] == view.sent[first_case]), None)
        if noun is None or noun < first_case or view.pos[noun] not in ("NOUN", "PROPN", "PRON", "NUM"):
            return None
        if view.pos[noun] == "NOUN" and not self.speaks(noun) and view.lemma[noun] not in self.pack.source_words:
            return None  # "selon les cas", "according to plan": conformity, no source
        begin, end = view.sentences[view.sent[noun]]
        left, right = view.edges(noun)
        left, right = first_case, max(right, noun)
        # the phrase ends at the comma that parts it from the clause it governs
        clause_head = self._clause_of(noun)
        if clause_head is not None and left <= clause_head <= right:
            clause_head = None
        stop = noun
        while stop + 1 < end and stop + 1 <= right:
            stop += 1
        if view.word[stop] in (",", "."):
            stop -= 1
        if first_case == begin:
            comma = next((t for t in range(noun, end) if view.word[t] == "," and t > noun and not self._inside_source(noun, t)), None)
            if comma is not None:
                stop = comma - 1
        if opinion and not (first_case == begin and stop + 1 < end and view.word[stop + 1] == ","):
            if not (first_case > begin and view.word[first_case - 1] == "," and stop + 1 < end and view.word[stop + 1] in (",", ".")):
                return None
        segment = set(range(first_case, stop + 1))
        inner = self._inner_clause(noun, first_case, stop, begin, end)
        if inner is not None:
            content = inner
        else:
            content = set(range(begin, end)) - segment
            if first_case > begin:
                tail = [t for t in range(stop + 1, end)]
                if tail and not any(view.is_predicate(t) and view.is_finite(t) and view.role[t] != "rel" for t in tail):
                    content -= set() if any(view.quoted[t] >= 0 for t in tail) else set(tail)
                elif tail and view.word[tail[0]] == "," and view.word[tail[min(1, len(tail) - 1)]].lower() in ("mais", "but", "et", "and"):
                    content -= set(tail)
        content = self._trim(content)
        if not content:
            return None
        quotation = -1
        numbers = {view.quoted[t] for t in content if view.quoted[t] >= 0}
        if len(numbers) == 1 and all(view.quoted[t] >= 0 or view.pos[t] == "PUNCT" for t in content):
            quotation = numbers.pop()
            content |= set(self.tokens_of_quotation[quotation])
        heads = [t for t in sorted(content) if view.head[t] not in content or view.head[t] == t]
        return Report("according", cue, cue.entry, "clause", list(cue.tokens), content, heads, list(view.conjuncts(noun)), segment, quotation)

    def _inside_source(self, noun: int, comma: int) -> bool:
        """Whether a comma parts an apposition or relative clause of the source, or one of its conjuncts."""
        nxt = comma + 1
        view = self.view
        if nxt >= len(view) or view.sent[nxt] != view.sent[comma]:
            return False
        top = nxt
        while view.head[top] != top and view.head[top] > comma:
            top = view.head[top]
        return view.head[top] != top and view.head[top] <= comma and view.head[top] >= noun and view.role[top] in ("appos", "rel", "acl", "conj")

    def _clause_of(self, noun: int) -> int | None:
        return next((a for a in self.view.ancestors(noun) if self.view.is_predicate(a)), None)

    def _inner_clause(self, noun: int, first: int, last: int, begin: int, end: int) -> set[int] | None:
        """The subordinate clause that the phrase stands in ("une décision qui, selon eux, n'a aucune ...")."""
        view = self.view
        if first == begin:
            return None
        head = self._clause_of(noun)
        if head is None or view.role[head] not in ("rel", "comp", "advcl") or view.word[first - 1] != ",":
            return None
        if view.edges(head)[0] >= first:
            return None
        if last + 1 < end and view.word[last + 1] != ",":
            return None
        return self._subtree(head) - set(range(first, last + 1))

    # -- nouns of speech ---------------------------------------------------------------------

    def _noun(self, cue: Cue) -> Report | None:
        """A noun with its content: "assurances that ...", "la promesse de ..."."""
        view = self.view
        entry = cue.taking("clause", "inf", "gerund")
        if entry is None:
            return None
        for c in view.children[cue.last] + (view.children[cue.head] if cue.last != cue.head else []):
            if c <= cue.last:
                continue
            clause = view.role[c] in ("comp", "acl", "rel", "advcl") and self._that(c) and view.is_finite(c) and self._is_complement(c)
            infinitive = view.role[c] in ("acl", "xcomp") and not view.is_finite(c) and self._linked_infinitive(c)
            if (clause and "clause" in entry.forms) or (infinitive and entry.forms & {"inf", "gerund"}):
                source = [t for t in possessors(view, cue.head, self.pack)]
                if not source:
                    source = [x for x in view.kids(cue.head, "nmod", "obl") if view.case(x) in ("from", "by", "par")]
                return Report("governed", cue, entry, "clause" if clause else "inf", list(cue.tokens), self._trim(self._subtree(c)), [c], source)
        # the clause hung on the verb: "received assurances from X that all forces would leave"
        governor = view.head[cue.head]
        if view.role[cue.head] == "obj" and "clause" in entry.forms:
            for c in view.children[governor]:
                if c > cue.last and view.role[c] == "comp" and self._that(c):
                    source = [x for x in (*view.kids(cue.head, "nmod"), *view.kids(governor, "obl")) if view.case(x) in ("from", "by", "par", "of", "de")]
                    return Report("governed", cue, entry, "clause", list(cue.tokens), self._trim(self._subtree(c)), [c], source or list(view.subject(governor)))
        return None

    def _is_complement(self, c: int) -> bool:
        """Whether a "that" clause under a noun has all its arguments: else it is a relative clause."""
        view = self.view
        return view.kid(c, "subj", "subj:pass") is not None and not any(
            view.word[x].lower() in self.pack.relatives and view.role[x] in ("subj", "obj", "subj:pass") for x in view.children[c]
        )

    # -- carriers ----------------------------------------------------------------------------

    def _citing(self, cue: Cue) -> Report | None:
        """"quoted the minister as saying that ...": source the object, content the clause under the gerund."""
        view = self.view
        entry = next((e for e in cue.entries if e.kind == "cite"), None)
        if entry is None:
            return None
        spoken = next((c for c in view.children[cue.head] if view.role[c] in ("gerund", "advcl", "xcomp", "obl") and view.case(c) in self.pack.as_words), None)
        passive = view.is_passive(cue.head)
        people = list(view.object(cue.head))
        if spoken is not None and people:
            clause = view.kid(spoken, "comp")
            content = self._subtree(clause) if clause is not None else self._subtree(spoken) - {spoken}
            content = self._trim(content - {t for t in view.children[spoken] if view.role[t] == "case"})
            carriers = list(view.subject(cue.head))
            if not content:
                begin, end, first, last = self._bounds(cue)
                if first <= begin:
                    return None
                content, heads, quotation = self._reported(begin, end, first, last, cue)
                content -= set(range(first, last + 1))
                if not content:
                    return None
                return Report("postposed", cue, entry, "quote", sorted({*self._cue_tokens(cue), spoken}), content, heads, people, set(range(first, last + 1)), quotation, carriers=carriers)
            tokens = sorted({*self._cue_tokens(cue), spoken, *(t for t in view.children[spoken] if view.role[t] == "case")})
            return Report("citing", cue, entry, "clause", tokens, content, [clause if clause is not None else spoken], people, carriers=carriers)
        if passive or spoken is not None:
            return None
        carriers = view.subject(cue.head)
        if not people or not carriers:
            return None
        # "X, citing Y, reported that Z": Y stands behind what X reports
        if view.role[cue.head] in ("advcl", "acl") and not view.is_finite(cue.head) or view.role[cue.head] == "rel":
            return Report("citing", cue, entry, "np", self._cue_tokens(cue), set(), [], people, set(self._subtree(cue.head)), relay_of=None)
        return None

    # -- quotations without a cue ------------------------------------------------------------

    def _continued(self, reports: list[Report]) -> list[Report]:
        """Whole quoted sentences that no report covers go on with the speaker of the paragraph's nearest quotation."""
        view = self.view
        covered: set[int] = set()
        for report in reports:
            covered |= report.content
        found: list[Report] = []
        for number, tokens in sorted(self.tokens_of_quotation.items()):
            if not tokens or tokens[0] in covered:
                continue
            sentence = view.sent[tokens[0]]
            begin, _ = view.sentences[sentence]
            whole = tokens[0] == begin and sum(view.pos[t] not in ("PUNCT",) for t in tokens) >= 3
            outside = [t for t in range(*view.sentences[sentence]) if view.quoted[t] != number and view.pos[t] != "PUNCT"]
            if not whole or outside:
                continue
            near = [r for r in reports + found if r.form in ("quote", "clause") and r.rule in ("postposed", "governed", "continued", "according") and r.entry.kind not in ("want", "plan", "know", "hope", "learn") and self._near(r, tokens[0])]
            if not near:
                continue
            before = [r for r in near if r.cue_tokens[0] < tokens[0]]
            model = max(before, key=lambda r: r.cue_tokens[0]) if before else min(near, key=lambda r: r.cue_tokens[0])
            content = self._trim(set(tokens))
            heads = [t for t in sorted(content) if view.head[t] not in content or view.head[t] == t]
            found.append(Report("continued", model.cue, model.entry, "quote", list(model.cue_tokens), content, heads, list(model.source), set(), number, True))
        return found

    def _near(self, report: Report, token: int) -> bool:
        cue_paragraph = self.paragraph_of[report.cue_tokens[0]]
        return cue_paragraph == self.paragraph_of[token] or (
            self.paragraph_of[token] - cue_paragraph == 1 and report.quotation >= 0
        )
