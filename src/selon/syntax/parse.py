"""Dispatch to View: our sentence bounds, the pipeline's syntax, the pack's neutral roles.

The parser sees words without quotation marks: they make it cut clauses in two ("Kim « est parti »").
Characters are replaced one for one (curly apostrophes, no-break spaces), so positions stay those of the text.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from selon.errors import LanguageError
from selon.lang.pack import LanguagePack
from selon.model.text import Span
from selon.syntax.quotation import Quotation
from selon.syntax.tree import RawTree
from selon.syntax.view import Verbal, View

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: One character for one: positions stay those of the text. Apostrophes become straight, odd spaces and quotation marks spaces, dashes hyphens.
_SAME_LENGTH = {
    **dict.fromkeys(map(ord, "’‘ʼ′"), "'"),
    **dict.fromkeys(map(ord, '\u00a0\u202f\u2009\u2007\u2002\u2003\t\n\r\u2028\u2029"«»“”„‟'), " "),
    **dict.fromkeys(map(ord, "\u00ad–—−"), "-"),
}
#: Quotation marks of two characters; those of one are in _SAME_LENGTH. Both become spaces.
_DOUBLE_MARKS = re.compile("''|``")
#: Longest stretch given to the parser as one sentence, in code points: beyond it the parser's quality and memory both fall.
SENTENCE_LIMIT = 2000


@cache
def load_pipeline(model: str, disable: tuple[str, ...]) -> Language:
    """The spaCy pipeline of package *model*, loaded once a process. Raises LanguageError if it is not installed."""
    try:
        module = importlib.import_module(model)
    except ImportError as error:
        raise LanguageError(f"the spaCy pipeline {model} is not installed; run: pip install selon (its lock file pins it)") from error
    nlp: Language = module.load(exclude=list(disable))
    return nlp


def parse(text: str, sentences: list[Span], quotations: tuple[Quotation, ...], pack: LanguagePack) -> View:
    """The View of *sentences* (spans of *text*, in order)."""
    nlp = load_pipeline(pack.model, pack.disable)
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    ends: list[int] = []
    first: list[bool] = []
    plain = _DOUBLE_MARKS.sub("  ", text.translate(_SAME_LENGTH))
    for sentence in sentences:
        begin = len(words)
        _tokenize(nlp, plain, sentence, pack, words, spaces, starts, ends)
        first.extend(k == 0 for k in range(len(words) - begin))
    if not words:
        return View(text, [], [], [], [], [], [], [], [], {}, [], [], pack.relatives)
    from spacy.tokens import Doc

    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=list[bool | int | None](first))
    for _, component in nlp.pipeline:
        doc = component(doc)
    return build_view(text, doc, starts, ends, first, quotations, pack)


def _tokenize(nlp: Language, plain: str, sentence: Span, pack: LanguagePack, words: list[str], spaces: list[bool], starts: list[int], ends: list[int]) -> None:
    begin = len(words)
    for token in nlp.tokenizer(plain[sentence.start : sentence.end]):
        word = token.text
        if word.isspace():
            if len(words) > begin:
                spaces[-1] = True
            continue
        start = sentence.start + token.idx
        if len(words) > begin and ends[-1] == start and _joins(words, begin, word, pack):
            words[-1] += word
            ends[-1] = start + len(word)
            spaces[-1] = bool(token.whitespace_)
            continue
        words.append(word)
        spaces.append(bool(token.whitespace_))
        starts.append(start)
        ends.append(start + len(word))
    for k in range(begin, len(words)):
        if not words[k].isascii():
            words[k] = unicodedata.normalize("NFC", words[k])


def _joins(words: list[str], begin: int, word: str, pack: LanguagePack) -> bool:
    """Whether *word* continues the hyphenated name that ends the list: Jong + - + un, Oulan + - + Bator."""
    last = words[-1]
    if pack.joins_hyphens and (
        word == "-" and last[-1:].isalpha() or last.endswith("-") and len(last) > 1 and word[:1].isalpha() and not pack.separable(last[:-1], word)
    ):
        return True
    if last in pack.liaison:
        return word.startswith("-")
    if word == "-":
        return last[:1].isupper() and last[-1:].isalpha()
    if last.endswith("-") and len(last) > 1 and word[:1].isalpha():
        if pack.separable(last[:-1], word):
            # give the hyphen back to the clitic or participle: it is no name
            words[-1] = last[:-1]
            return False
        return True
    return False


def build_view(text: str, doc: Doc, starts: list[int], ends: list[int], first: list[bool], quotations: tuple[Quotation, ...], pack: LanguagePack) -> View:
    """The neutral View of a parsed Doc whose token *k* stands at code points ``starts[k]:ends[k]``."""
    tree = RawTree([], [], [], [], [], [], [])
    for token in doc:
        tree.word.append(token.text)
        tree.pos.append(token.pos_)
        tree.tag.append(token.tag_)
        tree.morph.append(str(token.morph))
        tree.label.append(token.dep_)
        tree.head.append(token.head.i)
        low = token.text.lower()
        tree.lemma.append(pack.prepositions.get(low, low) if token.pos_ == "ADP" else token.lemma_.lower())
    pack.adapt(tree)
    break_cycles(tree.head, tree.label)
    exceptions = lemma_exceptions(pack)
    for i, word in enumerate(tree.word):
        lemma = exceptions.get((word.lower(), tree.pos[i]))
        if lemma is not None:
            tree.lemma[i] = lemma
    sent: list[int] = []
    bounds: list[tuple[int, int]] = []
    for i, new in enumerate(first):
        if new:
            bounds.append((i, i))
        bounds[-1] = (bounds[-1][0], i + 1)
        sent.append(len(bounds) - 1)
    verbal: dict[int, Verbal] = {}
    number: dict[int, str] = {}
    for i, pos in enumerate(tree.pos):
        if pos in ("VERB", "AUX"):
            form = pack.verbal(tree.tag[i], tree.morph[i], tree.word[i])
            if form:
                verbal[i] = form
        if "Number=Plur" in tree.morph[i]:
            number[i] = "plur"
        elif "Number=Sing" in tree.morph[i]:
            number[i] = "sing"
    return View(
        text,
        starts,
        ends,
        tree.word,
        tree.lemma,
        tree.pos,
        tree.head,
        tree.label,
        sent,
        verbal,
        bounds,
        _quotation_numbers(starts, quotations),
        pack.relatives,
        pack.purpose_marks,
        pack.means_verbs,
        number,
    )


def break_cycles(head: list[int], label: list[str]) -> None:
    """Make every walk up the tree end: where a pack's rewriting closed a ring, one token of it becomes a root."""
    done = [False] * len(head)
    for start in range(len(head)):
        path: list[int] = []
        on_path: set[int] = set()
        i = start
        while not done[i] and i not in on_path and head[i] != i:
            path.append(i)
            on_path.add(i)
            i = head[i]
        if i in on_path:
            head[i], label[i] = i, "root"
        for t in path:
            done[t] = True
        done[i] = True


@cache
def lemma_exceptions(pack: LanguagePack) -> dict[tuple[str, str], str]:
    """(form, part of speech) -> lemma, where the model's lemma is wrong: the pack's table."""
    return {(row["form"], row["pos"]): row["lemma"] for row in pack.table("lemmas")}


def _quotation_numbers(starts: list[int], quotations: tuple[Quotation, ...]) -> list[int]:
    numbers = [-1] * len(starts)
    k = 0
    for number, quotation in enumerate(quotations):
        while k < len(starts) and starts[k] < quotation.outer.start:
            k += 1
        while k < len(starts) and starts[k] < quotation.outer.end:
            numbers[k] = number
            k += 1
    return numbers
