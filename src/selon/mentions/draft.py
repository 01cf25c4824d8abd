"""An entity while the dispatch is read, and when two descriptions may mean the same one."""

from __future__ import annotations

from dataclasses import dataclass, field

from selon.knowledge.gazetteer import normal
from selon.model.mention import EntityKind
from selon.model.text import Span
from selon.tables import Row

KIND_OF_ENTRY: dict[str, EntityKind] = {
    "country": "country",
    "capital": "country",
    "region": "place",
    "seat": "organization",
    "agency": "agency",
    "organization": "organization",
    "group": "organization",
}
#: Role nouns of one rank may take each other up: "le président" ... "le chef de l'Etat" ... "le dirigeant".
LEADERS = frozenset({"head-of-state", "head-of-government", "leader"})
#: Ranks too wide for that: two officials are seldom one.
_WIDE = frozenset(
    "body business civilian expert journalist judge leader legislator minister officer official other religious source spokesperson witness".split()
)
#: Whom "the official" may take up.
_OFFICIALS = frozenset({"official", "spokesperson", "minister", "diplomat", "source"})
#: Sectors of armed bands: "the rebels" takes up a front of rebels.
BANDS = frozenset({"REB", "UAF"})


@dataclass(slots=True, eq=False)
class Draft:
    """An entity while the dispatch is read.

    *tokens* are the heads of its mentions, ascending; *roles* the lemmas of its role nouns, *titles* those nouns as
    printed, *ranks* their ranks; *genders* what articles and honorifics tell, *numerals* how many they are; *owners*
    the words of whose it is; *bodies* tokens of those that a person speaks for by title; *office* the title that the user's tables give
    a person on the dispatch's date, *post* the post that alone tells who a description is.
    """

    number: int
    kind: EntityKind
    name: str
    names: set[str]
    country: str | None
    sector: str | None
    role: str | None
    known: str | None
    roles: set[str] = field(default_factory=set)
    ranks: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    numerals: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)
    bodies: list[int] = field(default_factory=list)
    office: str | None = None
    post: tuple[str, str] | None = None
    plural: bool = False
    named: bool = False
    definite: bool = False
    spans: set[Span] = field(default_factory=set)
    tokens: list[int] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The head token of the latest mention, -1 where there is none."""
        return self.tokens[-1] if self.tokens else -1

    def words(self) -> frozenset[str]:
        """Every word of its names, normalised."""
        return frozenset(word for name in self.names for word in name.replace("'", " ").split(" "))


def kind_of_role(row: Row) -> EntityKind:
    """What a role noun names; a standing body ("the police", "the opposition") is an organization, a crowd is people."""
    kind = row["kind"]
    if kind == "group":
        return "organization" if row["rank"] in ("body", "police") else "person"
    return "agency" if kind == "agency" else "organization" if kind == "organization" else "person"


def _heads(lemma: str) -> tuple[str, str]:
    words = lemma.split(" ")
    return words[0], words[-1]


def same_office(row: Row, title: str, draft: Draft, leaders: frozenset[str]) -> bool:
    """Whether the role noun *row*, printed as *title* (normalised), may describe *draft* again.

    The same noun; its bare head ("the ministry" for "the defence ministry"); a noun of the same narrow rank;
    for a named body, a word of its name ("the union"). *leaders* are nouns for whoever leads ("le dirigeant").
    """
    lemma = row["lemma"]
    if lemma in draft.roles:
        return True
    if row["sector"] == "OPP" and draft.sector != "OPP":
        return False  # "the opposition leader" is not the leader of the country
    ranks = draft.ranks
    if row["sector"] == draft.sector == "OPP" and row["rank"] in ranks:
        return True  # "le chef de l'opposition" ... "l'opposant"
    for other in draft.titles:
        shorter, longer = sorted((title, other), key=len)
        if " " not in shorter and shorter in _heads(longer) and (row["rank"] in ranks or row["rank"] == "official"):
            return True  # "the secretary" is the secretary of state, whose rank is higher
    if row["rank"] in LEADERS and ranks & LEADERS:
        return title in leaders or row["rank"] in ranks and row["rank"] != "leader" or draft.titles <= leaders
    if row["rank"] in ranks and row["rank"] not in _WIDE:
        return True
    if row["kind"] != "person" and draft.kind != "person" and draft.named:
        return any(normal(form) in draft.words() for form in (lemma, *row["forms"].split("|")) if form and " " not in form)
    return False


def is_named(draft: Draft) -> bool:
    """Whether the text names it, or it is a body that the tables know; a person of whom only the office is told is but described."""
    return draft.named or draft.known is not None and draft.kind != "person"


def is_official(draft: Draft) -> bool:
    """Whether "the official" may take *draft* up."""
    return draft.kind == "person" and not draft.plural and bool(draft.ranks & _OFFICIALS)


def same_person(one: str, other: str) -> bool:
    """Whether two normalised names may be one person's: a surname, a short first name, the same last two words, first and last."""
    words, known = one.split(" "), other.split(" ")
    if len(words) == 1:
        return known[-1] == one or known[-1].endswith("-" + one) or len(known) > 1 and known[0] == one and len(one) <= 6
    if len(known) == 1:
        return words[-1] == other or words[-1].endswith("-" + other)
    return words[-2:] == known[-2:] or len(known) > 2 and (words[0], words[-1]) == (known[0], known[-1])
