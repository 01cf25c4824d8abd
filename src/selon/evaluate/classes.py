"""Classes of attributions, told from the text and the spans alone.

Gold and predicted attributions are classed by the same rules, and by nothing that a predictor knows of its own finds.

*Quote.* ``direct``: all words of the content stand within quotation marks; ``mixed``: some do; ``indirect``: none.

*Cue.* What the words of the cue are, by the cue table of the language:

- ``speech verb``, ``attitude verb``: a verb of the table, or an expression that one begins; an attitude is thought, known, hoped, wanted or
  the like (``ATTITUDES``), the other kinds are said. Of several verbs the longest expression counts, then the last ("wants to ask").
- ``noun``, ``adjective``: the same without such a verb; those outside the table, too.
- ``according to``: the cue begins with a preposition or fixed phrase of the table that works as one.
- ``mark``: there is no word in it, only a colon, a dash or the like.
- ``none``: there is no cue.
- ``other``: mostly verbs that are in no table, so that selon as it stands finds hardly any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from selon.attributions.cues import ATTITUDES, CueEntry, cue_index
from selon.errors import LanguageError
from selon.evaluate.data import language_of
from selon.evaluate.measures import Document
from selon.intake.layout import blocks
from selon.lang.pack import LanguagePack, get_pack
from selon.syntax.parse import lemma_exceptions, load_pipeline
from selon.syntax.quotation import find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Token

QUOTES = ("direct", "mixed", "indirect")
CUES = ("speech verb", "attitude verb", "noun", "adjective", "according to", "mark", "none", "other")

Attributions: TypeAlias = Sequence[dict[str, Any]]
_WORD = re.compile(r"\w+")
#: How many words after a cue its preposition is looked for ("a qualifié l'accord de bluff").
_REACH = 8


def quote_kinds(document: Document, attributions: Attributions) -> list[str]:
    """The quote kind (one of ``QUOTES``) of each of *attributions*, whose spans lie in the text of *document*."""
    text = document["text"]
    quotations, _ = find_quotations(text, tuple(blocks(text)))
    words = [(match.start(), any(q.outer.start <= match.start() < q.outer.end for q in quotations)) for match in _WORD.finditer(text)]

    def kind(content: Sequence[Sequence[int]]) -> str:
        quoted = [inside for at, inside in words if any(start <= at < end for start, end in content)]
        return "indirect" if not any(quoted) else "direct" if all(quoted) else "mixed"

    return [kind(each["content"]) for each in attributions]


def cue_kinds(document: Document, attributions: Attributions) -> list[str]:
    """The cue kind (one of ``CUES``) of each of *attributions*, whose spans lie in the text of *document*.

    The words are tagged and lemmatised where they stand, without a parse. In a language without a pack every cue with words in it is ``other``.
    """
    text = document["text"]
    found = ["none" if not each["cue"] else "other" if _WORD.search(_cue(text, each)) else "mark" for each in attributions]
    open_ones = [number for number, kind in enumerate(found) if kind == "other"]
    try:
        pack = get_pack(language_of(document))
    except LanguageError:
        return found
    readings = _read(text, [attributions[number]["cue"] for number in open_ones], pack)
    for number, reading in zip(open_ones, readings, strict=True):
        kind = _listed(*reading, pack)
        if kind is None:  # "Says", "Plan for": in a headline, capitals mislead the tagger
            alone = _tagged([_cue(text, attributions[number]).lower()], pack)[0]
            kind = _listed(alone, [], pack) or _unlisted(reading[0])
        found[number] = kind
    return found


@dataclass(frozen=True, slots=True)
class _Word:
    """A tagged word; *low* and *lemma* are lower case, *start* and *end* code points of what was tagged."""

    low: str
    lemma: str
    pos: str
    reflexive: bool
    start: int
    end: int


def _cue(text: str, each: dict[str, Any]) -> str:
    return " ".join(text[start:end] for start, end in each["cue"])


def _read(text: str, cues: Sequence[Sequence[Sequence[int]]], pack: LanguagePack) -> list[tuple[list[_Word], list[_Word]]]:
    """For each of *cues* its words and the few words after them, where a fixed preposition may stand."""
    wanted = [span for span in blocks(text) if any(start < span.end and span.start < end for cue in cues for start, end in cue)]
    words: list[_Word] = []
    for span, tagged in zip(wanted, _tagged([span.of(text) for span in wanted], pack), strict=True):
        words += [replace(word, start=word.start + span.start, end=word.end + span.start) for word in tagged]
    readings: list[tuple[list[_Word], list[_Word]]] = []
    for cue in cues:
        mine = [word for word in words if any(word.start < end and start < word.end for start, end in cue)]
        stop = max(end for _, end in cue)
        readings.append((mine, [word for word in words if word.start >= stop][:_REACH]))
    return readings


def _tagged(texts: Sequence[str], pack: LanguagePack) -> list[list[_Word]]:
    nlp = load_pipeline(pack.model, pack.disable)
    exceptions = lemma_exceptions(pack)

    def word(token: Token) -> _Word:
        low = token.lower_
        lemma = pack.prepositions.get(low, low) if token.pos_ == "ADP" else exceptions.get((low, token.pos_), token.lemma_.lower())
        return _Word(low, lemma, token.pos_, "Reflex=Yes" in str(token.morph), token.idx, token.idx + len(token))

    # a curly apostrophe parts no words in every pipeline; the table has straight ones
    return [[word(token) for token in doc if _WORD.search(token.text)] for doc in nlp.pipe((text.replace("’", "'") for text in texts), disable=["parser"])]


def _listed(words: list[_Word], after: list[_Word], pack: LanguagePack) -> str | None:
    """The kind that the cue table gives to a cue, None where it has none of its words."""
    verb = _best(words, after, "VERB", ("VERB", "AUX"), pack)
    opening = [entry for _, entry in _matches(words, [], 0, "ADP", pack)] if words else []
    if opening and (not verb or any(entry.rest for entry in opening)):  # "pour dénoncer" is no "pour"
        return "according to"
    if verb:
        return "attitude verb" if verb & ATTITUDES else "speech verb"
    if _best(words, after, "ADJ", ("ADJ", "VERB"), pack):
        return "adjective"
    return "noun" if _best(words, after, "NOUN", ("NOUN", "PROPN"), pack) else None


def _unlisted(words: list[_Word]) -> str:
    """The kind of a cue that is not in the table, by parts of speech."""
    tags = {word.pos for word in words}
    if "VERB" in tags:
        return "other"
    return "noun" if tags & {"NOUN", "PROPN"} else "adjective" if "ADJ" in tags else "other"


def _best(words: list[_Word], after: list[_Word], pos: str, tags: tuple[str, ...], pack: LanguagePack) -> set[str]:
    """The kinds of the longest entry of the table that the words bear, of several the last."""
    found = [((*rank, i), entry.kind) for i, word in enumerate(words) if word.pos in tags for rank, entry in _matches(words, after, i, pos, pack)]
    best = max((rank for rank, _ in found), default=None)
    return {kind for rank, kind in found if rank == best}


def _matches(words: list[_Word], after: list[_Word], i: int, pos: str, pack: LanguagePack) -> Iterator[tuple[tuple[int, bool, bool], CueEntry]]:
    """Entries that begin with word *i*, each with its rank: how many words it has, whether they stand together, whether it is reflexive as the cue is.

    Further words of an entry stand after it in the cue, adverbs between them. The last may follow the cue: a preposition that corpora leave
    out of it ("a fait part" of "faire part de"), at once or behind an object.
    """
    first = words[i]
    keys = {first.low, first.lemma} if pos != "ADP" else {first.low, first.lemma, pack.prepositions.get(first.low, first.low)}
    if pos == "ADJ":  # "convaincues": a participle that is tagged as a verb
        keys |= {first.low.removesuffix("s"), first.low.removesuffix("s").removesuffix("e")}
    reflexive = any(word.reflexive for word in words[:i])
    for entry in (entry for key in sorted(keys) for entry in cue_index(pack).get((pos, key), ())):
        if entry.reflexive and not reflexive:
            continue
        at, had = i + 1, 1
        for word in entry.rest:
            step = next((n for n in range(at, len(words)) if _is(words[n], word, pack)), None)
            if step is None:
                break
            at, had = step + 1, had + 1
        lacking = entry.rest[had - 1 :]
        near = not lacking or len(lacking) == 1 and any(_is(word, lacking[0], pack) for word in after[:1])
        if near or len(lacking) == 1 and any(word.pos == "ADP" and _is(word, lacking[0], pack) for word in after):
            yield (had + (near and bool(lacking)), near, entry.reflexive == reflexive), entry


def _is(word: _Word, wanted: str, pack: LanguagePack) -> bool:
    return wanted in (word.low, word.lemma, pack.prepositions.get(word.low))
