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
            silence, step = _at(view, line, k, index, end)
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


def _at(view: View, line: list[Word], k: int, index: dict[str, tuple[Formula, ...]], end: int) -> tuple[Silence | None, int]:
    for row, places in at(line, k, index):
        tokens = [line[p].token for p in places]
        anchor = next((t for t in tokens if view.pos[t] in ("VERB", "AUX") or view.is_predicate(t)), tokens[0])
        if view.quoted[anchor] >= 0:
            continue
        first, last = min(tokens), max(tokens)
        first = min(first, *_group(view, anchor))
        if row["extent"] == "clause":
            first, last = _clause(view, anchor, first, last, end)
        return Silence(first, last, anchor, row), 1 + max(places) - k
    return None, 1


def _clause(view: View, anchor: int, first: int, last: int, end: int) -> tuple[int, int]:
    """From the formula to the end of what it governs."""
    first = min(first, *_group(view, anchor))
    _, right = view.edges(anchor)
    stop = max(last, min(right, end - 1))
    j = last
    while j + 1 <= stop and not (view.word[j + 1] in (",", ";", ".") and not _goes_on(view, j + 1, stop, anchor)):
        j += 1
    while j > last and view.word[j] in (",", ".", ";", ")"):
        j -= 1
    return first, j


def _group(view: View, anchor: int) -> list[int]:
    """The verb group of the formula's verb, with a relative pronoun that is its subject."""
    if not view.is_predicate(anchor):
        return [anchor]
    group = view.group(anchor)
    subject = view.kid(anchor, "subj", "subj:pass")
    if subject is not None and view.role[anchor] == "rel" and view.lemma[subject] in view.relatives:
        group.append(subject)
    return group


def _goes_on(view: View, comma: int, stop: int, anchor: int) -> bool:
    """Whether what follows a comma still belongs to the silence: a coordinated noun ("livraisons, ou assistance")."""
    following = comma + 1
    return following <= stop and view.pos[following] == "CCONJ" and view.word[comma] == ","
