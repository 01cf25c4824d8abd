"""A party: an entity by a key that is the same in every dispatch and language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from selon.model.mention import EntityKind
from selon.stories.words import fold, pack_of
from selon.tables import values

#: Ranks of those who speak for a body even where the dispatch does not name them, and of those who then count as themselves.
TITLED = frozenset({"head-of-state", "head-of-government", "minister", "spokesperson"})
NAMELESS = frozenset({"source", "official", "officer", "diplomat"})
#: PLOVER sectors whose bodies of one country count as one source, and the word in the source's key.
SECTORS = {"GOV": "gov", "MIL": "mil"}
_WORD = re.compile(r"[^\W\d_]+")


class Party(NamedTuple):
    """An entity as linking needs it. *key* is the same in every dispatch and language: the known key (``country:PRK``), else made of how the
    name sounds, its kind, and for who has none the role. *source* is the key of whoever counts as the source when it speaks: an official's government
    (``gov:KAZ``, ``gov:KAZ:foreign`` where the title or the ministry tells the office), an officer's army (``mil:MLI``), a spokesman's body; a nameless
    source (``anon:EGY:diplomat``). *parts* are the parts of a name as they sound, without common nouns ("Island")."""

    key: str
    name: str
    kind: EntityKind
    country: str | None
    sector: str | None
    named: bool
    source: str
    role: str | None = None
    parts: tuple[str, ...] = ()

    @property
    def sides(self) -> frozenset[str]:
        """The keys it is known by when it acts: its own, and that of the country it acts for."""
        acts_for = self.country is not None and (self.kind == "country" or self.sector in SECTORS)
        return frozenset({self.key, self.source} | ({f"country:{self.country}"} if acts_for else set()))


@dataclass(frozen=True, slots=True)
class Role:
    """What the roles table says of a title."""

    sector: str
    rank: str


@cache
def _roles(lang: str) -> dict[str, Role]:
    pack = pack_of(lang)
    rows = pack.table("roles") if pack else []
    return {fold(form): Role(row["sector"], row["rank"]) for row in rows for form in (row["lemma"], *values(row["forms"]))}


@cache
def title_words(lang: str) -> frozenset[str]:
    """The words that titles are made of: "Intérieur" alone is no name."""
    pack = pack_of(lang)
    return frozenset(
        fold(word) for row in (pack.table("roles") if pack else []) for title in (row["lemma"], *values(row["forms"])) for word in _WORD.findall(title)
    )


@lru_cache(maxsize=8192)
def role_of(title: str | None, lang: str) -> Role | None:
    """The role that *title* (as printed) is, by the longest part of it that the table has."""
    words = [fold(word) for word in (title or "").split()]
    roles = _roles(lang)
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            found = roles.get(" ".join(words[start : start + length]))
            if found is not None:
                return found
    return None
