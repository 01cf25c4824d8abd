"""The contract of a language pack: all that the stages need to know of a language.

A pack is a folder ``lang/<code>`` with tables (CSV) and a little code, wired by a ``PACK`` in its
``__init__``. Nothing outside ``lang/`` names a language.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from selon.errors import LanguageError
from selon.tables import Row, read_table

if TYPE_CHECKING:
    from selon.syntax.tree import RawTree
    from selon.syntax.view import Verbal

#: Person (1-3), number (sing, plur) and what the pronoun may stand for: person, thing, any, self (speaker).
Pronoun = tuple[int, str, str]


@dataclass(frozen=True, eq=False)
class LanguagePack:
    """One language.

    *model* is the Python package of the spaCy pipeline; *disable* are its components that are not needed.
    *adapt* rewrites the parser's tree to neutral roles (see ``selon.syntax.view.ROLES``); *verbal* reads
    mood and tense from (tag, morphology, form). *separable* matches the part after a hyphen that is a word of
    its own ("a-t-il", "Vienna-based"). *title_case* is whether every word of a name but the smallest has a capital. *doubt* is the
    probability below which the encoder's judgement that a word of the cue table reports no speech here is believed: 0 for a
    language of which it has learnt little. *aim_marks* open an adverbial infinitive that tells what something is done for. Word sets are lower case.
    """

    code: str
    name: str
    model: str
    adapt: Callable[[RawTree], None]
    verbal: Callable[[str, str, str], Verbal | None]
    prepositions: Mapping[str, str]
    separable: Callable[[str, str], bool]
    abbreviations: frozenset[str]
    relatives: frozenset[str]
    liaison: frozenset[str]
    joins_hyphens: bool
    generic_pronouns: frozenset[str]
    pronouns: Mapping[str, Pronoun]
    articles: frozenset[str]
    definite: frozenset[str]
    demonstratives: frozenset[str]
    possessives: Mapping[str, Pronoun]
    honorifics: frozenset[str]
    dative: frozenset[str]
    of: frozenset[str]
    membership: frozenset[str]
    agent: frozenset[str]
    pair_words: frozenset[str]
    negative_determiners: frozenset[str]
    negative_pronouns: frozenset[str]
    negative_particles: frozenset[str]
    negation_line: tuple[str, ...]
    kept_adverbs: frozenset[str]
    alternatives: frozenset[str]
    negative_conjunctions: frozenset[str]
    subordinators: frozenset[str]
    condition_words: frozenset[str]
    question_words: frozenset[str]
    as_words: frozenset[str]
    carrier_cases: frozenset[str]
    conformity_words: frozenset[str]
    plan_verbs: frozenset[str]
    purpose_marks: frozenset[str]
    aim_marks: frozenset[str]
    means_verbs: frozenset[str]
    matter_cases: frozenset[str]
    cause_cases: frozenset[str]
    title_case: bool
    contrast_words: frozenset[str]
    modals: frozenset[str]
    particles: frozenset[str]
    informant_case: str
    source_words: frozenset[str]
    document_words: frozenset[str]
    place_cases: frozenset[str]
    holder_cases: frozenset[str]
    hearsay_conditional: bool
    adverb_suffix: str
    role_lemmas: Mapping[str, str] = field(default_factory=dict)
    doubt: float = 0.0
    disable: tuple[str, ...] = ("ner",)

    @property
    def folder(self) -> str:
        """The pack's folder inside the package, for ``read_table``."""
        return f"lang/{self.code}"

    def table(self, name: str) -> list[Row]:
        """The rows of the pack's table *name*."""
        return read_table(self.folder, name)


@cache
def installed() -> tuple[str, ...]:
    """The codes of the packs that come with this installation, sorted."""
    root = files("selon").joinpath("lang")
    return tuple(sorted(child.name for child in root.iterdir() if child.is_dir() and child.joinpath("__init__.py").is_file()))


@cache
def get_pack(code: str) -> LanguagePack:
    """The pack of language *code* (ISO 639-1).

    Raises LanguageError, with the list of those there are, for a language without a pack.
    """
    if code not in installed():
        raise LanguageError(f"no language pack for {code!r}; there are: {', '.join(installed())}")
    pack = importlib.import_module(f"selon.lang.{code}").PACK
    if not isinstance(pack, LanguagePack):
        raise LanguageError(f"selon.lang.{code} holds no LanguagePack called PACK")
    return pack
