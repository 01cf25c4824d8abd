"""Words as linking compares them: folded, cut to stems, and as concepts that are the same in every language."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from selon.lang.pack import LanguagePack, get_pack, installed
from selon.tables import values

#: A number with its thousands apart, a word (hyphens inside belong to it), or a sign that stands for one.
TOKEN = re.compile(r"\d{1,3}(?:[.,\u202f\u00a0 ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*|[%$€£]")
_VOWELS = "aeiouy"
#: Names of so few consonants are told apart by their vowels too.
_SHORT = 2
#: Letters of a stem: enough to tell words apart, short enough to hold the forms of a word in both languages' spelling.
_STEM = 5
#: Letters by which longer words are known for forms of one word of a table ("livrera" is "livrer").
_TRUNK = 6
#: Lemmas that stand for more acts than this tell none.
_MOST_ACTS = 4
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})
#: Spellings of one sound in the languages' ways of writing foreign names, longest first: Tchernov, Chernov; Chouvalov, Shuvalov; Djamal, Jamal.
_SOUNDS: tuple[tuple[str, str], ...] = (
    ("tsch", "s"),
    ("tch", "s"),
    ("sch", "s"),
    ("tsh", "s"),
    ("dzh", "j"),
    ("ch", "s"),
    ("sh", "s"),
    ("cz", "s"),
    ("zh", "j"),
    ("dj", "j"),
    ("kh", "k"),
)
_SOUNDS += (("ck", "k"), ("ph", "f"), ("th", "t"), ("gh", "g"), ("gu", "g"), ("qu", "k"), ("ks", "x"), ("q", "k"), ("c", "k"), ("z", "s"), ("w", ""), ("h", ""))


#: The PLOVER type of words that may be turned down as untrue.
_ACCUSE = "ACCUSE"
#: Kinds of concepts that numbers count, and that stories are about.
COUNTED, TOPICS = frozenset({"counted", "headcount"}), frozenset({"topic", "theme"})


class Token(NamedTuple):
    """A token of a text, folded, and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What linking knows of one language. *empty* are words that carry no story of their own (function words, verbs of saying, titles, dates);
    *concepts* maps a folded form to (concept, kind), *trunks* the first letters of longer words to the one topic that they stand for; *acts*
    these to the acts that verbs and event nouns so begun may name; *numerals* number words to their values; *offices* words of titles to the office of a
    government that they tell."""

    empty: frozenset[str]
    concepts: dict[str, tuple[str, str]]
    trunks: dict[str, str]
    acts: dict[str, tuple[str, ...]]
    numerals: dict[str, int]
    offices: dict[str, str]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """*word* in lower case, without accents and hyphens."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
        word = "".join(c for c in decomposed if not unicodedata.combining(c))
    return word.casefold().replace("-", "")


@lru_cache(maxsize=65536)
def stem(folded: str) -> str:
    """The stem of a folded word: its first letters without vowels at the end ("livrer", "livré"; "close", "closing")."""
    return folded[:_STEM].rstrip(_VOWELS) or folded[:_STEM]


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """A name as it sounds, so that its spellings in two languages are one ("Daoulet Serikov", "Daulet Serikov"): consonants, each word apart."""
    return "-".join(filter(None, (_sound(fold(word)) for word in re.split(r"[\s\-'’.]+", name))))


def _sound(word: str) -> str:
    begins = "a" if word[:1] in _VOWELS else ""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    consonants = begins + re.sub(r"(.)\1+", r"\1", "".join(c for c in word if c not in _VOWELS and c.isalnum()))
    if len(consonants) > _SHORT:
        return consonants
    return re.sub(r"(.)\1+", r"\1", word.replace("ou", "u").replace("oo", "u").replace("y", "i"))


def tokens_of(text: str) -> list[Token]:
    """The tokens of *text*, folded."""
    return [Token(fold(m[0]), *m.span()) for m in TOKEN.finditer(text)]


@lru_cache(maxsize=65536)
def words_in(text: str) -> tuple[str, ...]:
    """The words of its tokens."""
    return tuple(map(fold, TOKEN.findall(text)))


def number_of(token: str) -> float | None:
    """The value of a token in digits ("20.000" and "20,000" are one, "3,67" is not)."""
    if not token[0].isdigit():
        return None
    if re.fullmatch(r"\d{1,3}(?:[.,\u202f\u00a0 ]\d{3})+", token):
        return float(re.sub(r"\D", "", token))
    return float(token.replace(",", "."))


def pack_of(lang: str) -> LanguagePack | None:
    """The pack of language *lang*; None where it is not installed (a ledger may come from another installation)."""
    return get_pack(lang) if lang in installed() else None


@cache
def lexicon(lang: str) -> Lexicon:
    """The lexicon of language *lang*; an empty one where it has no pack."""
    from selon.timexes import load_timex_tables

    pack = pack_of(lang)
    if pack is None:
        return Lexicon(frozenset(), {}, {}, {}, {}, {})
    rows = pack.table("concepts")
    concepts = {fold(word): (row["concept"], row["kind"]) for row in rows if row["kind"] != "portfolio" for word in values(row["words"])}
    offices = {fold(word): row["concept"].removeprefix("office-") for row in rows if row["kind"] == "portfolio" for word in values(row["words"])}
    numerals = {fold(word): value for word, value in load_timex_tables(pack.folder).numerals.items() if value > 1}
    empty = {fold(row["mark"]) for row in pack.table("intake_language")}
    empty |= {fold(row["lemma"]) for table in ("cues", "roles") for row in pack.table(table) if " " not in row["lemma"]}
    empty |= {fold(row["form"]) for row in pack.table("timex_words")}
    light = {row["word"] for row in pack.table("lexicon") if row["class"] == "light-verb"}
    acts: dict[str, set[str]] = {}
    for row in pack.table("events"):
        if row["lemma"] not in light and row["pos"] in ("VERB", "NOUN"):
            acts.setdefault(_trunk(fold(row["lemma"])), set()).add(row["act"])
    known = {word: tuple(sorted(those)) for word, those in acts.items() if len(those) <= _MOST_ACTS}
    topics: dict[str, set[str]] = {}
    for word, (concept, kind) in concepts.items():
        if len(word) >= _TRUNK:
            topics.setdefault(_trunk(word), set()).add(f"{'#' if kind == 'topic' else '%'}{concept}" if kind in TOPICS else "")
    trunks = {word: those.pop() for word, those in topics.items() if len(those) == 1 and "" not in those}
    return Lexicon(frozenset(empty - concepts.keys()), concepts, trunks, known, numerals, offices)


@cache
def words_for_words(lang: str) -> frozenset[str]:
    """A language's words for what is said, folded, with their plurals: "charge", "informations"."""
    pack = pack_of(lang)
    rows = [row for row in (pack.table("lexicon") if pack else []) if row["class"] in ("words-noun", "blame-word")]
    return frozenset(form for row in rows for form in (fold(row["word"]), fold(row["word"]) + "s"))


@cache
def word_class(lang: str, name: str) -> frozenset[str]:
    """The words of class *name* in the lexicon table of language *lang*, folded; none where it has no pack."""
    pack = pack_of(lang)
    return frozenset(fold(row["word"]) for row in (pack.table("lexicon") if pack else []) if row["class"] == name)


@cache
def words_to_reject(lang: str) -> frozenset[str]:
    """Those of them for what is said of somebody: who rejects an accusation or a report says that it isn't so."""
    pack = pack_of(lang)
    rows = [row for row in (pack.table("lexicon") if pack else []) if row["class"] == "words-noun" and _ACCUSE in values(row["note"])]
    return frozenset(form for row in rows for form in (fold(row["word"]), fold(row["word"]) + "s"))


def is_number(word: str, lex: Lexicon) -> bool:
    """Whether a folded word is a number, in digits or in words."""
    return word[0].isdigit() or word in lex.numerals


def content_of(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """The tokens that carry content: words of three letters and more that are neither empty nor numbers."""
    return [token for token in tokens if len(token.word) > 2 and token.word[0].isalpha() and token.word not in lex.empty and token.word not in lex.numerals]


def term_of(word: str, lex: Lexicon) -> str:
    """What a folded word is compared by: its concept, which is the same in every language, else its stem. ``#copper`` tells what a story is about,
    ``%army`` is of what half of all news is about."""
    concept, kind = lex.concepts.get(word, ("", ""))
    if kind in COUNTED | TOPICS:
        return f"{'#' if kind in ('counted', 'topic') else '%'}{concept}"
    known = lex.trunks.get(_trunk(word)) if len(word) >= _TRUNK else None
    return known if known else stem(word)


def is_concept(term: str) -> bool:
    """Whether a term is the same in every language."""
    return term[0] in "#%"


def hints_of(words: list[str], lex: Lexicon) -> tuple[str, ...]:
    """The acts that folded *words* may name, sorted."""
    return tuple(sorted({act for word in words for act in lex.acts.get(_trunk(word), ())}))


def _trunk(word: str) -> str:
    return word[:_TRUNK]
