"""What the linkers of attributions look at, and what they share: the scene of one dispatch, and the report being built."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from selon.attributions.cues import Cue, CueEntry
from selon.lang.pack import LanguagePack
from selon.syntax.view import View

#: Roles of a word inside a longer noun phrase that it introduces.
_WITHIN_NAME = ("flat", "compound", "amod", "det", "nummod")


@dataclass(frozen=True, slots=True)
class Weight:
    """What the encoder thinks of a report: the probability *chance* that a cue stands there; *sure*, its mean probabilities for the words of source, cue
    and content, or None where it drew no relation; *alike*, how far its source and content agree with the rules' (Jaccard); *alone*
    where no rule found it."""

    chance: float
    sure: tuple[float, float, float] | None = None
    alike: tuple[float, float] = (0.0, 0.0)
    alone: bool = False


@dataclass(slots=True, eq=False)
class Report:
    """An attribution while it is built, in tokens.

    *content* is a set of tokens; *heads* are the predicates or nouns that head it; *source* are head tokens of the source
    phrases; *clause* are the tokens of the reporting clause; *carriers* head tokens of media that pass it on; *addressee* the
    tokens of whom the act is put to ("exhorte [les Philippines] à"); *aside* the tokens of a clause that takes up the one
    before it (", ce que X a démenti"); *said_noun* is the noun cue inside the content ("réaffirmé sa volonté de"); *relay_of*
    the report whose content a citing shares. *source_words* are all tokens of the source where the encoder told them (else they follow from its
    heads). *settled* where the form of the phrase alone tells its words ("informations selon lesquelles ..."): the encoder neither drops nor reshapes it.
    """

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
    addressee: set[int] = field(default_factory=set)
    aside: set[int] = field(default_factory=set)
    source_words: set[int] | None = None
    settled: bool = False
    weight: Weight | None = None


@dataclass(slots=True, eq=False)
class Scene:
    """One dispatch as the linkers see it. *paragraph_of* gives each token's paragraph; *speaks* tells whether the noun at
    a token may speak: a person, a body, a country, a medium; *dated* are the tokens of temporal expressions."""

    view: View
    pack: LanguagePack
    paragraph_of: list[int]
    speaks: Callable[[int], bool]
    dated: frozenset[int] = frozenset()
    tokens_of_quotation: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for i, number in enumerate(self.view.quoted):
            if number >= 0:
                self.tokens_of_quotation.setdefault(number, []).append(i)


def subtree(scene: Scene, i: int, without: tuple[str, ...] = ()) -> set[int]:
    return set(scene.view.subtree(i, without))


def tops(view: View, content: set[int]) -> list[int]:
    """The tokens of *content* whose governor lies outside it, in order."""
    return [t for t in sorted(content) if view.head[t] not in content or view.head[t] == t]


def runs(tokens: Iterable[int]) -> list[list[int]]:
    """Neighbouring tokens together, in order."""
    found: list[list[int]] = []
    for t in sorted(tokens):
        if found and t == found[-1][-1] + 1:
            found[-1].append(t)
        else:
            found.append([t])
    return found


def trim(scene: Scene, content: set[int]) -> set[int]:
    """Without punctuation at the edges, and without the sentence's final full stop."""
    view = scene.view
    kept = sorted(content)
    while kept and view.word[kept[0]] in (",", ";", "-", ":", "(", ")", "."):
        kept.pop(0)
    while kept and (view.word[kept[-1]] in (",", ";", "-", ":", "(", ".", "…") or view.pos[kept[-1]] == "CCONJ"):
        kept.pop()
    return set(kept)


def cue_tokens(scene: Scene, cue: Cue) -> list[int]:
    group = set(cue.tokens)
    if cue.entry.pos in ("VERB", "ADJ"):
        for t in cue.tokens:
            if scene.view.pos[t] in ("VERB", "AUX"):
                group |= set(scene.view.group(t))
        if cue.entry.pos == "ADJ" and scene.view.role[cue.head] == "attr":
            group |= set(scene.view.group(scene.view.head[cue.head]))
    return sorted(group)


def bounds(scene: Scene, cue: Cue) -> tuple[int, int, int, int]:
    """Sentence begin and end, and the first and last token of the stretch between commas around the cue."""
    view = scene.view
    begin, end = view.sentences[view.sent[cue.head]]
    first = cue.tokens[0]
    quoted = view.quoted[cue.head]
    while (
        first - 1 >= begin
        and view.word[first - 1] not in (",", ";", ":", ")")
        and not view.is_dash(first - 1)
        and view.quoted[first - 1] == quoted
        and not mark_between(scene, first - 1, first)
    ):
        first -= 1
    last = cue.last
    while last + 1 < end and view.word[last + 1] not in (",", ";", ":", ".") and view.quoted[last + 1] == quoted and not mark_between(scene, last, last + 1):
        last += 1
    return begin, end, first, last


def mark_between(scene: Scene, a: int, b: int) -> bool:
    """Whether a quotation opens or closes between two neighbouring tokens."""
    return scene.view.quoted[a] != scene.view.quoted[b]


def that(scene: Scene, c: int) -> bool:
    return any(scene.view.role[x] == "mark" and scene.view.word[x].lower() in scene.pack.subordinators for x in scene.view.children[c])


def linked_infinitive(scene: Scene, c: int) -> bool:
    form = scene.view.verbal.get(c)
    return (
        form is not None
        and form.mood == "inf"
        and any(scene.view.role[x] in ("mark", "case") and scene.view.lemma[x] in ("à", "de", "to") for x in scene.view.children[c])
    )


def source(scene: Scene, cue: Cue) -> list[int]:
    """Head tokens of the source: the logical subject; none for a generic pronoun ("on sait que")."""
    return [t for t in any_source(scene, cue) if scene.view.word[t].lower() not in scene.pack.generic_pronouns]


def any_source(scene: Scene, cue: Cue) -> list[int]:
    view = scene.view
    head = view.head[cue.head] if cue.entry.pos == "ADJ" and view.role[cue.head] == "attr" else cue.head
    if cue.entry.pos == "ADJ" and view.is_passive(head):
        return [t for s in view.kids(head, "subj:pass", "subj") for t in view.conjuncts(s)]
    found = [t for t in view.subject(head) if t not in cue.tokens]
    if not found and view.is_passive(head):
        return [t for t in view.subtree(head) if t > head and view.case(t) in scene.pack.agent and view.role[t] in ("nmod", "obl", "agent")][:1]
    if not found:
        for a in (cue.head, cue.last):
            found = [t for t in view.subject(a) if t not in cue.tokens]
            if found:
                break
    return found


def inverted_source(scene: Scene, cue: Cue, first: int, last: int) -> list[int]:
    """The noun after an inverted cue: ", a rapporté jeudi l'agence", "said the minister"."""
    view = scene.view
    subject = [t for t in any_source(scene, cue) if first <= t <= last]
    if subject and all(view.word[t].lower() in scene.pack.generic_pronouns for t in subject):
        # "a-t-on appris auprès de la préfecture", "indique-t-on de source hospitalière"
        return [
            t
            for t in range(cue.last + 1, last + 1)
            if view.case(t).endswith(scene.pack.informant_case)
            or view.case(t) in scene.pack.of
            and view.lemma[t] in scene.pack.source_words
            or view.case(t) in scene.pack.carrier_cases
            and view.lemma[t] in scene.pack.document_words  # "lit-on dans un rapport"
        ][:1]
    if subject:
        return subject
    for t in range(cue.last + 1, last + 1):
        if view.word[t] == "," or view.pos[t] in ("CCONJ", "SCONJ", "VERB", "AUX"):
            break
        if (
            view.pos[t] in ("NOUN", "PROPN", "PRON", "NUM")
            and view.role[t] not in ("flat", "compound", "det", "poss")
            and not view.case(t)
            and view.role[t] != "tmod"
        ):
            if t in scene.dated:
                continue
            top = t
            while (
                view.role[top] in _WITHIN_NAME
                and first <= view.head[top] <= last
                and view.head[top] > cue.last
                and view.pos[view.head[top]] in ("NOUN", "PROPN")
            ):
                top = view.head[top]
            return list(view.conjuncts(top))
    return list(source(scene, cue))


def group_start(scene: Scene, cue: Cue) -> int:
    return cue_tokens(scene, cue)[0]


def subject_before(scene: Scene, cue: Cue) -> bool:
    """Whether the cue has a subject of its own before it: then what follows it is no inverted source."""
    own = scene.view.kid(cue.head, "subj", "subj:pass")
    if own is None or own >= group_start(scene, cue):
        return False
    return scene.view.quoted[own] < 0 or scene.view.quoted[own] == scene.view.quoted[cue.head]  # no word of a quotation says it


def top_in(scene: Scene, first: int, last: int) -> int | None:
    """The token of a stretch whose governor lies outside it."""
    return next((t for t in range(first, last + 1) if not first <= scene.view.head[t] <= last and scene.view.role[t] != "punct"), None)
