"""Omissions: formulas (omissions table) by which a dispatch says that something is left out."""

from __future__ import annotations

from dataclasses import dataclass

from selon.attributions.assemble import Voice
from selon.claims.formulas import Formula, Word, at, formulas, line_of
from selon.knowledge.gazetteer import normal
from selon.lang.pack import LanguagePack
from selon.mentions.resolve import Mentions
from selon.model.claim import AGENCY
from selon.syntax.view import View
from selon.tables import Row

#: Kinds whose passive has for its subject what is left untold, not who is silent ("could not be reached").
_TOLD_OF = ("detail", "date", "mention", "confirmation", "verification")


@dataclass(frozen=True, slots=True)
class Silence:
    """A formula found: the tokens it stands on (first, last), its verb, and its row."""

    first: int
    last: int
    anchor: int
    row: Row


def find_silences(view: View, pack: LanguagePack) -> list[Silence]:
    """Every omission formula, in order; of overlapping ones the first, then the longest."""
    index = formulas(pack, "omissions")
    found: list[Silence] = []
    for begin, end in view.sentences:
        if all(view.quoted[t] >= 0 for t in range(begin, end) if view.pos[t] != "PUNCT"):
            continue  # what a quotation does not say is no omission of the dispatch
        line = line_of(view, begin, end, pack)
        k = 0
        while k < len(line):
            silence, step = _at(view, line, k, index, pack, end)
            if silence is not None:
                found.append(silence)
            k += step
    return found


def silent_one(view: View, silence: Silence, voices: list[Voice], mentions: Mentions) -> tuple[int, ...] | str | None:
    """Whose silence it is: AGENCY, nobody named (None), or entity numbers."""
    who = silence.row["who"]
    if who == "none":
        return None
    if who == "agency":
        return AGENCY
    anchor = silence.anchor
    subject: tuple[int, ...] = ()
    if view.is_predicate(anchor):
        subject = view.surface_subject(anchor)
    if not subject:
        governor = next((a for a in view.ancestors(anchor) if view.is_predicate(a)), None)
        subject = view.surface_subject(governor) if governor is not None else ()
    numbers: tuple[int, ...] = tuple(n for t in subject for n in mentions.entities_of(t))
    for voice in voices:
        if silence.anchor in voice.report.clause or (view.head[silence.anchor] in voice.report.cue_tokens):
            return voice.sources or numbers
    if not numbers:
        return None
    drafts = [mentions.drafts[n] for n in numbers]
    if all(normal(d.name) == mentions.provider for d in drafts):
        return AGENCY
    return numbers


def _at(view: View, line: list[Word], k: int, index: dict[str, tuple[Formula, ...]], pack: LanguagePack, end: int) -> tuple[Silence | None, int]:
    for row, places in at(line, k, index):
        tokens = [line[p].token for p in places]
        anchor = _anchor(view, tokens)
        if view.quoted[anchor] >= 0 or len({view.quoted[t] for t in tokens}) > 1:
            continue  # nothing is left out by '"I leave without bitterness," he said'
        first, last = min(*tokens, *_group(view, _verb(view, anchor))), max(tokens)
        if row["extent"] == "clause":
            first, last = _clause(view, anchor, first, last, end, pack.alternatives)
        first = min(first, *_untold(view, _verb(view, anchor), row, first))
        return Silence(first, last, anchor, row), 1 + max(places) - k
    return None, 1


def _clause(view: View, anchor: int, first: int, last: int, end: int, alternatives: frozenset[str]) -> tuple[int, int]:
    """From the formula to the end of what it governs: the clause that it opens ("did not say whether ..."), nouns and verbs that
    share its negation ("or a timetable", "or give their ages"), no other coordinated clause."""
    verb = _verb(view, anchor)
    right = view.edges(verb)[1]
    opened = view.head[last]
    if opened > last and view.is_predicate(opened):
        right = max(right, view.edges(opened)[1])  # "unclear whether the pilot survived"
    stop = max(last, min(right, end - 1))
    for c in view.kids(verb, "conj", "para"):
        left = view.edges(c)[0]
        shares = any(view.lemma[t] in alternatives for t in (left - 1, left)) and view.kid(c, "subj", "subj:pass") is None
        if c > last and view.is_predicate(c) and not shares:
            stop = min(stop, max(last, left - 1))
    j = last
    while j + 1 <= stop and not (view.word[j + 1] in (",", ";", ".") and not _goes_on(view, j + 1, stop, anchor)):
        j += 1
    while j > last and (view.word[j] in (",", ".", ";", ")") or view.pos[j] == "CCONJ"):
        j -= 1
    return first, j


def _anchor(view: View, tokens: list[int]) -> int:
    """The word of a formula that the others hang on: its verb, else the noun or adjective."""
    tops = [t for t in tokens if (view.head[t] not in tokens or view.head[t] == t) and view.pos[t] not in ("ADV", "PART", "ADP")]
    verbs = [t for t in tokens if view.pos[t] in ("VERB", "AUX")]
    return next((t for t in tokens if view.is_predicate(t)), (verbs or tops or tokens)[0])


def _verb(view: View, anchor: int) -> int:
    """What carries the clause: the copula of a predicate adjective ("it was not clear who ...")."""
    return view.head[anchor] if view.role[anchor] == "attr" and view.head[anchor] < anchor else anchor


def _untold(view: View, anchor: int, row: Row, first: int) -> list[int]:
    """Where the subject begins that is itself what is left untold: "details of the deal were not disclosed"."""
    subject = view.kid(anchor, "subj", "subj:pass")
    told_of = view.is_passive(anchor) and row["kind"] in _TOLD_OF
    if subject is None or subject > first or row["who"] == "subject" and not told_of:
        return [first]
    return [t for t in range(view.edges(subject)[0], subject + 1) if view.pos[t] not in ("PUNCT", "CCONJ")][:1]


def _group(view: View, anchor: int) -> list[int]:
    """The verb group of the formula's verb, with a relative pronoun that is its subject."""
    if not view.is_predicate(anchor):
        return [anchor]
    group = [*view.group(anchor), *view.kids(anchor, "expl")]
    subject = view.kid(anchor, "subj", "subj:pass")
    if subject is not None and view.role[anchor] == "rel" and view.lemma[subject] in view.relatives:
        group.append(subject)
    return group


def _goes_on(view: View, comma: int, stop: int, anchor: int) -> bool:
    """Whether what follows a comma still belongs to the silence: a coordinated noun ("livraisons, ou assistance"), or the rest of a clause
    begun before it ("did not say when, where or with whom it would meet")."""
    following = comma + 1
    if following > stop or view.word[comma] != ",":
        return False
    if view.pos[following] == "CCONJ":
        return True
    top = following
    while comma < view.head[top] <= stop and view.head[top] != top:
        top = view.head[top]
    inside = any(view.edges(c)[0] < comma < view.edges(c)[1] for c in view.kids(anchor, "comp", "xcomp", "obj", "attr"))
    return inside and view.role[top] not in ("rel", "advcl", "acl", "appos", "para", "dep")
