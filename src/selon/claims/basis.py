"""On what basis those who tell know it (evidentiality): eyewitness, document, statement, hearsay; and who wants to stay unnamed.

The words are in the basis table. A row of place ``telling`` counts where its words are the source ("witnesses"), hold the cue, or stand
beside it ("in a statement"); one of place ``claim`` also in what is told ("reportedly"). What is told by hearsay needs no word: the
conditional of hearsay, and a saying that has no one who says it ("is said to").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selon.attributions.assemble import Voice
from selon.attributions.sources import source_tokens
from selon.claims.draft import Draft
from selon.claims.factuality import hearsay_at
from selon.claims.formulas import at, formulas, line_of
from selon.claims.omissions import silent_one
from selon.claims.telling import Telling, is_nobodys
from selon.lang.pack import LanguagePack
from selon.model.claim import BasisKind
from selon.syntax.view import View
from selon.tables import Row

#: Roles before a noun that a basis takes along: "in a written statement".
_BEFORE = ("case", "det", "amod", "nummod", "compound", "poss")
#: Roles by which a noun only belongs to another: "a statement spokesman".
_BELONGING = ("compound", "poss", "flat", "amod", "gen")


#: Kinds whose words must be the source or hold the cue: "a lawyer for the witnesses" saw nothing.
_OWN = ("eyewitness", "hearsay")


@dataclass(frozen=True, slots=True)
class Ground:
    """A basis in tokens (*first* to *last*); *voice* is who knows by it, None for the agency."""

    kind: BasisKind
    first: int
    last: int
    voice: Voice | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A formula in the text: *tokens* are its words, *anchor* the one that the others hang on."""

    tokens: tuple[int, ...]
    anchor: int
    row: Row


class Grounds:
    """The bases of one dispatch."""

    def __init__(self, told: Telling) -> None:
        self.told = told
        self._found = list(_formulas(told))
        self._anonymous = [
            (silence, silent_one(told.view, silence, told.voices, told.mentions)) for silence in told.silences if silence.row["kind"] == "anonymity"
        ]
        self._possession = told.pack.of | told.pack.holder_cases
        self._of_voice: dict[int, list[Ground]] = {}
        self._telling: set[int] = set()
        for voice in told.voices:
            self._of_voice[id(voice)] = list(self._told_by(voice))

    def of(self, draft: Draft) -> tuple[Ground, ...]:
        """What *draft* is known by: innermost voice first, each kind once for whoever knows by it."""
        grounds = [ground for voice in draft.voices for ground in self._of_voice.get(id(voice), ())]
        inner = draft.voices[0] if draft.voices else None
        for number, found in enumerate(self._found):
            if found.row["place"] == "claim" and number not in self._telling and set(found.tokens) <= draft.tokens:
                grounds.append(self._ground(found, inner))
        if draft.hearsay:
            grounds.append(Ground("hearsay", min(draft.hearsay), max(draft.hearsay), inner))
        order = {id(voice): number for number, voice in enumerate(draft.voices)}
        once: dict[tuple[int, str], Ground] = {}
        for ground in sorted(grounds, key=lambda g: (order.get(id(g.voice), len(order)), g.first)):
            once.setdefault((id(ground.voice), ground.kind), ground)
        return tuple(once.values())

    def _told_by(self, voice: Voice) -> Iterator[Ground]:
        view, report = self.told.view, voice.report
        cue = {report.cue.head, *report.cue_tokens}
        region = (report.clause | set(view.subtree(report.cue.head)) | source_tokens(view, report)) - report.content
        # ", he told parliament, adding that they had footage": what another saying tells is none
        region = {t for t in region if all(report.cue.head in other.report.content for other in self.told.telling.get(t, ()))}
        # "rejected a report that": the noun that the cue takes along is what is rejected, no basis
        object_ = {t for t in report.cue_tokens if view.pos[t] == "NOUN" and t not in report.cue.tokens}
        cue, region = cue - object_, region - object_
        heads = {c for t in report.source for c in view.conjuncts(t)}
        for number, found in enumerate(self._found):
            if not set(found.tokens) <= region | cue:
                continue
            own = found.row["place"] == "telling" and found.row["kind"] in _OWN
            if (cue | heads).intersection(found.tokens) if own else self._is_beside(found.anchor, cue, heads, region):
                self._telling.add(number)
                # "reportedly said": that he said so is what is known by hearsay
                outside = found.row["place"] == "claim" and not cue.intersection(found.tokens)
                yield self._ground(found, voice.parent if outside else voice)
        for silence, source in self._anonymous:
            if silence.anchor in region or source and source == voice.sources:
                yield Ground("anonymity", silence.first, silence.last, voice)
        if is_nobodys(self.told, voice):
            yield Ground("hearsay", min(report.cue_tokens), max(report.cue_tokens), voice)
        elif report.cue.entry.pos == "VERB" and voice.parent is None:
            group = hearsay_at(view, report.cue.head, self.told.pack, asserted=False)
            if group:
                yield Ground("hearsay", min(group), max(group), None)

    def _is_beside(self, token: int, cue: set[int], heads: set[int], region: set[int]) -> bool:
        """Whether *token* is a circumstance of the cue or of the source, at any depth but in no clause of its own."""
        view = self.told.view
        while token not in cue and token not in heads:
            governor, role = view.head[token], view.role[token]
            if governor == token or governor not in region | cue or role == "rel" or role in ("conj", "para") and view.is_predicate(token):
                return False
            if view.pos[token] in ("NOUN", "PROPN") and (role in _BELONGING or role == "nmod" and view.case(token) in self._possession):
                return False
            token = governor
        return True

    def _ground(self, found: _Found, voice: Voice | None) -> Ground:
        view = self.told.view
        group = view.group(found.anchor) if view.is_predicate(found.anchor) else []
        first, last = min([*found.tokens, *group]), max(found.tokens)
        while first > 0 and view.head[first - 1] == found.anchor and view.role[first - 1] in _BEFORE and first - 1 not in self._cues(voice):
            first -= 1
        return Ground(_kind(found.row["kind"]), first, last, voice)

    @staticmethod
    def _cues(voice: Voice | None) -> list[int]:
        return voice.report.cue_tokens if voice is not None else []


def _formulas(told: Telling) -> Iterator[_Found]:
    """Every formula of the basis table in the body, in order; of overlapping ones the first, then the longest."""
    view, index = told.view, formulas(told.pack, "basis")
    for begin, end in view.sentences:
        line = line_of(view, begin, end, told.pack)
        k = 0
        while k < len(line):
            step = 1
            for row, places in at(line, k, index):
                tokens = tuple(line[p].token for p in places)
                anchor = _anchor(view, tokens)
                # no verb "reported", no Washington Post; but a capital at the head of a sentence makes no name
                nominal = view.pos[anchor] == "NOUN" or view.pos[anchor] == "PROPN" and (len(tokens) > 1 or anchor == begin or view.word[anchor].islower())
                if (nominal or row["place"] == "claim") and not any(_is_denied(view, t, told.pack) for t in tokens):
                    yield _Found(tokens, anchor, row)
                    step = 1 + max(places) - k
                    break
            k += step


def _is_denied(view: View, token: int, pack: LanguagePack) -> bool:
    """Whether *token* is a predicate that is negated, or a noun that there is none of: "aucun journaliste n'a pu constater"."""
    if any(view.word[c].lower() in pack.negative_determiners for c in view.children[token]):
        return True
    while view.is_predicate(token):
        if view.is_negated(token):
            return True
        if view.role[token] != "xcomp":
            return False
        token = view.head[token]
    return False


def _anchor(view: View, tokens: tuple[int, ...]) -> int:
    """The word of a formula that the others hang on; no preposition."""
    tops = [t for t in tokens if view.head[t] not in tokens or view.head[t] == t]
    return next((t for t in tops if view.pos[t] != "ADP"), tops[0])


def _kind(value: str) -> BasisKind:
    kinds: dict[str, BasisKind] = {"eyewitness": "eyewitness", "document": "document", "statement": "statement", "hearsay": "hearsay"}
    return kinds[value]
