"""Words that introduce or report speech and thought, looked up in the pack's cue table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from selon.knowledge.gazetteer import normal
from selon.lang.pack import LanguagePack
from selon.mentions.vocabulary import lexicon
from selon.syntax.view import View
from selon.tables import Row, values

#: Kinds of cue by which somebody thinks, knows or wants; by the others somebody speaks or shows.
ATTITUDES = frozenset("think know learn hope want plan fear doubt estimate".split())


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One row of the cue table, ready to match. *rest* are the words after the first; *reflexive* asks for a
    reflexive clitic; *forms* are the contents it takes (clause, inf, np, quote, gerund)."""

    lemma: str
    rest: tuple[str, ...]
    reflexive: bool
    pos: str
    kind: str
    forms: frozenset[str]
    certainty: str | None
    polarity: str | None
    act: str | None
    recipient: str
    row: Row


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in the text: *head* governs (the verb, noun or noun after a preposition cue), *tokens* are its words,
    *entries* the rows that fit, best first. *particle* is the trailing preposition of the cue, or ''; *detached* the noun after it
    where it stands apart ("a qualifié ces propos de bluff"), else -1."""

    head: int
    last: int
    tokens: tuple[int, ...]
    entries: tuple[CueEntry, ...]
    particle: str
    detached: int = -1

    @property
    def entry(self) -> CueEntry:
        """The first row that fits."""
        return self.entries[0]

    def taking(self, *forms: str) -> CueEntry | None:
        """The first row that takes one of *forms*."""
        return next((entry for entry in self.entries if entry.forms & set(forms)), None)


Index = dict[tuple[str, str], tuple[CueEntry, ...]]


@cache
def cue_index(pack: LanguagePack) -> Index:
    """(pos, first word) -> entries, longest first."""
    found: dict[tuple[str, str], list[CueEntry]] = {}
    for row in pack.table("cues"):
        words = row["lemma"].replace("'", "' ").split()
        reflexive = words[0] == "se" and row["pos"] == "VERB" and len(words) > 1
        if reflexive:
            words = words[1:]
        entry = CueEntry(
            words[0],
            tuple(words[1:]),
            reflexive,
            row["pos"],
            row["kind"],
            frozenset(values(row["content"])),
            row["certainty"] or None,
            row["polarity"] or None,
            row["act"] or None,
            row["recipient"],
            row,
        )
        found.setdefault((row["pos"], words[0]), []).append(entry)
    return {key: tuple(sorted(entries, key=lambda e: (-len(e.rest), not e.reflexive))) for key, entries in found.items()}


_SKIPPED = ("adv", "neg", "negp", "refl", "aux", "det", "expl", "nummod", "tmod")


def find_cues(view: View, pack: LanguagePack) -> list[Cue]:
    """Every cue of the text, in order."""
    index = cue_index(pack)
    cues: list[Cue] = []
    taken: set[int] = set()
    for i in range(len(view)):
        if i in taken:
            continue
        cue = _cue_at(view, i, index, pack)
        if cue is not None:
            cues.append(cue)
            taken.update(cue.tokens)
    return cues


def _cue_at(view: View, i: int, index: Index, pack: LanguagePack) -> Cue | None:
    pos = view.pos[i]
    role = view.role[i]
    if pos in ("VERB", "AUX") and role not in ("aux", "aux:pass", "cop", "case", "amod"):
        cue = _match(view, i, index.get(("VERB", view.lemma[i]), ()), pack)
        state = role == "attr" or view.kid(i, "aux:pass") is not None and view.kid(i, "agent") is None
        if cue is None and state:
            low = view.word[i].lower()
            for form in dict.fromkeys((low, low.removesuffix("s"), low.removesuffix("s").removesuffix("e"))):
                cue = cue or _match(view, i, index.get(("ADJ", form), ()), pack)  # "est convaincu que": a state, not a passive
        return cue
    if role == "case" or pos in ("ADP", "SCONJ", "ADV") or view.lemma[i] in ("citing", "citant"):
        keys = dict.fromkeys((view.lemma[i], view.word[i].lower()))
        entries = sorted((e for key in keys for e in index.get(("ADP", key), ())), key=lambda e: -len(e.rest))
        cue = _match(view, i, tuple(entries), pack)
        if cue is not None:
            return cue
    if pos == "NOUN":
        return _match(view, i, index.get(("NOUN", view.lemma[i]), ()), pack)
    if pos in ("ADJ", "VERB"):
        predicate = view.kid(i, "cop") is not None or (role == "attr" and view.pos[view.head[i]] in ("AUX", "VERB"))
        if predicate:
            return _match(view, i, index.get(("ADJ", view.lemma[i]), ()), pack)
    return None


def _match(view: View, i: int, entries: tuple[CueEntry, ...], pack: LanguagePack) -> Cue | None:
    if not entries:
        return None
    reflexive = view.kid(i, "refl") is not None
    best: list[CueEntry] = []
    best_tokens: tuple[int, ...] = ()
    particle = ""
    for entry in entries:
        if entry.pos == "VERB" and entry.reflexive != reflexive and (entry.reflexive or any(e.reflexive and not e.rest for e in entries)):
            continue
        tokens = _follow(view, i, entry, pack)
        if tokens is None:
            apart = _apart(view, i, entry)
            if apart < 0 or best:
                continue
            return Cue(i, i, (i,), (entry,), entry.rest[0], apart)
        if not best:
            best_tokens = tokens
            last = entry.rest[-1] if entry.rest else ""
            particle = last if entry.pos != "ADP" and last and view.pos[tokens[-1]] in ("ADP", "SCONJ") and view.role[tokens[-1]] in ("case", "mark") else ""
        elif tokens != best_tokens:
            continue
        best.append(entry)
    if not best:
        return None
    if particle:
        best_tokens = best_tokens[:-1]
    return Cue(i, best_tokens[-1], best_tokens, tuple(best), particle)


def _follow(view: View, i: int, entry: CueEntry, pack: LanguagePack) -> tuple[int, ...] | None:
    """The tokens of a cue of several words, adverbs and clitics skipped; None where the words are not there."""
    tokens = [i]
    end = view.sentences[view.sent[i]][1]
    j = i + 1
    for word in entry.rest:
        skipped = 0
        while j < end and not _is_word(view, j, word, pack):
            if skipped >= 3 or not (view.role[j] in _SKIPPED or view.pos[j] in ("ADV", "DET") or view.pos[j] == "PRON" and view.role[j] != "obj"):
                return None
            j += 1
            skipped += 1
        if j >= end or skipped and view.pos[j] == "ADP" and normal(view.word[j - 1]) in lexicon(pack, "amount-adverb"):
            return None  # "assure près d'un tiers du trafic": an amount, and no "assurer de"
        tokens.append(j)
        j += 1
    return tuple(tokens)


def _apart(view: View, i: int, entry: CueEntry) -> int:
    """The noun after a cue's preposition that an object parts from its verb; -1 where there is none."""
    if entry.pos != "VERB" or len(entry.rest) != 1 or "np" not in entry.forms or entry.act:
        return -1
    carrier = view.kid(i, "obj", "subj:pass")
    if carrier is None:
        return -1
    places = view.kids(i, "obl", "nmod", "attr", "xcomp", "gerund") + view.kids(carrier, "nmod", "obl")
    return next((c for c in places if c > i and view.case(c) == entry.rest[0] and c > carrier), -1)


def _is_word(view: View, j: int, word: str, pack: LanguagePack) -> bool:
    low = view.word[j].lower()
    return word in (view.lemma[j], low) or pack.prepositions.get(low) == word
