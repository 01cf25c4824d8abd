"""The tables of the CSV and Parquet exports: their columns, keys and what they refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: text; whole number; number; truth; day; list of text; list of [start, end); list of objects of text (``of`` names their parts).
Kind = Literal["string", "integer", "number", "boolean", "date", "strings", "spans", "objects"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: what kind of values it has, and what they mean."""

    name: str
    kind: Kind
    meaning: str
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, its primary key, and the columns that refer to those of another table."""

    name: str
    meaning: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()


def _fields(*rows: str) -> tuple[Field, ...]:
    """Columns from lines ``name kind[(parts)] meaning``."""
    found = []
    for row in rows:
        name, kind, meaning = row.split(" ", 2)
        kind, _, parts = kind.partition("(")
        found.append(Field(name, kind, meaning, tuple(parts.rstrip(")").split(",")) if parts else ()))  # type: ignore[arg-type]
    return tuple(found)


_OF_DISPATCH = ((("dispatch",), "dispatches", ("key",)),)

DISPATCHES = Table(
    "dispatches",
    "news items",
    _fields(
        "key string stable key of the dispatch",
        "id string id that the input gave it",
        "lang string language, ISO 639-1",
        "date string publication date, EDTF",
        "date_first date the first day that the date may mean; empty where it is open",
        "date_last date the last day that the date may mean; empty where it is open",
        "headline string the headline as printed",
        "provider string the agency or medium whose item it is",
        "dateline_place string the place of the dateline as printed",
        "status string standing: new, update, correction, refile, kill, embargo",
        "url string the address it was read from or is known by",
        "digest string SHA-256 of the bytes it was read from",
        "outlet string who published this copy",
        "guid string identifier of the format it came in",
        "version string its version in the format it came in",
        "named_source string the source that the format's metadata name",
        "links objects(relation,target,evidence) dispatches that it says it corrects, updates, kills or translates",
        "credits objects(role,name) who made it",
        "story string key of its story",
        "text string the text that all offsets (Unicode code points) point into",
    ),
    ("key",),
)
ENTITIES = Table(
    "entities",
    "who and what a dispatch names",
    _fields(
        "dispatch string key of the dispatch",
        "id string id inside the dispatch",
        "entity string key of the entity, one across dispatches",
        "name string its fullest name, or the first description of the unnamed",
        "kind string person, organization, country, place, agency",
        "country string ISO 3166-1 alpha-3",
        "sector string PLOVER sector",
        "role string title or office as printed",
        "known string key in the knowledge tables",
        "affiliation string key of the body that a title names",
        "named boolean whether it is named, not only described",
        "mentions spans all its mentions",
    ),
    ("dispatch", "id"),
    _OF_DISPATCH,
)
MENTIONS = Table(
    "mentions",
    "the mentions of entities, one a row",
    _fields(
        "dispatch string key of the dispatch",
        "id string id of the entity inside the dispatch",
        "number integer from 0, in text order",
        "start integer first code point",
        "end integer behind the last code point",
        "words string the words",
    ),
    ("dispatch", "id", "number"),
    ((("dispatch", "id"), "entities", ("dispatch", "id")),),
)
ATTRIBUTIONS = Table(
    "attributions",
    "who says what, with which words",
    _fields(
        "dispatch string key of the dispatch",
        "id string id inside the dispatch",
        "source spans the words that name the source",
        "source_words string the same as words",
        "cue spans the words that attribute",
        "cue_words string the same as words",
        "content spans what is attributed",
        "quote string direct, indirect, mixed, none",
        "kind string what the source does",
        "source_entity strings ids of the entities that the source is",
        "anonymous boolean whether the source is only described",
        "relays strings ids of carriers that the source spoke through",
        "parent string the attribution whose content this one lies in",
        "implicit boolean whether it goes on without a cue of its own",
        "rule string what found it",
        "confidence_source number probability that the source is right",
        "confidence_cue number probability that a cue stands here",
        "confidence_content number probability that the content is right",
    ),
    ("dispatch", "id"),
    _OF_DISPATCH,
)
TIMEXES = Table(
    "timexes",
    "temporal expressions",
    _fields(
        "dispatch string key of the dispatch",
        "number integer from 0, in text order",
        "start integer first code point",
        "end integer behind the last code point",
        "words string the words",
        "type string TIMEX3 type",
        "value string TIMEX3 value",
        "edtf string the same as EDTF",
        "mod string TIMEX3 modifier",
    ),
    ("dispatch", "number"),
    _OF_DISPATCH,
)
CLAIMS = Table(
    "claims",
    "events and statements, each as one chain of attribution presents it",
    _fields(
        "key string stable key of the claim",
        "dispatch string key of the dispatch",
        "id string id inside the dispatch",
        "words string the content, pieces joined by …",
        "spans spans the content",
        "type string PLOVER type",
        "mode string PLOVER mode",
        "act string finer act",
        "cameo string CAMEO code",
        "trigger_start integer first code point of the words that name the event",
        "trigger_end integer behind the last one",
        "actor strings ids of who does it",
        "recipient strings ids of to whom it is done",
        "place string id of where",
        "time string when, EDTF",
        "time_first date the first day that it may mean; empty where it is open",
        "time_last date the last day that it may mean; empty where it is open",
        "time_words string the words that tell the time",
        "auxiliary strings PLOVER auxiliary modes",
        "contexts strings PLOVER contexts",
        "chain strings according to whom, from the innermost speaker out to AGENCY, the provider; e1+e2 is held jointly",
        "cues spans the attributing words, innermost first",
        "attributions strings ids of the attributions of the chain",
        "quote string direct, indirect, mixed, none",
        "certainty string certain, probable, possible, unknown",
        "polarity string positive, negative",
        "said string when it was said, EDTF",
        "said_first date the first day that it may mean; empty where it is open",
        "said_last date the last day that it may mean; empty where it is open",
        "basis objects(kind,attribution,words) how those who tell it know",
        "restates string key of an earlier claim on the same event",
        "rule string what made the claim",
        "judgement string what a person said of it",
    ),
    ("key",),
    _OF_DISPATCH,
)
PARTIES = Table(
    "parties",
    "who does it, to whom and where: a row for each entity in an event",
    _fields(
        "claim string key of the claim",
        "side string actor, recipient, place",
        "number integer from 0, in order",
        "entity string key of the entity",
        "name string its name",
        "kind string person, organization, country, place, agency",
        "country string ISO 3166-1 alpha-3",
        "sector string PLOVER sector",
    ),
    ("claim", "side", "number"),
    ((("claim",), "claims", ("key",)),),
)
LINKS = Table(
    "links",
    "the chains of claims, a row for each party to a link",
    _fields(
        "claim string key of the claim",
        "position integer 0 is the innermost speaker",
        "part integer from 0: those who hold a link jointly",
        "joint boolean whether the link is held jointly",
        "role string speaker (the innermost), relay, provider (of the dispatch)",
        "entity string key of the entity",
        "name string its name",
        "country string ISO 3166-1 alpha-3",
    ),
    ("claim", "position", "part"),
    ((("claim",), "claims", ("key",)),),
)
OMISSIONS = Table(
    "omissions",
    "what is expressly left unsaid",
    _fields(
        "dispatch string key of the dispatch",
        "number integer from 0, in text order",
        "source string whose silence it is: the id of an entity, AGENCY, or empty",
        "kind string what is left out",
        "what string the words for it",
        "start integer first code point",
        "end integer behind the last code point",
    ),
    ("dispatch", "number"),
    _OF_DISPATCH,
)
COMMITMENTS = Table(
    "commitments",
    "what one dispatch says is owed",
    _fields(
        "dispatch string key of the dispatch",
        "id string id inside the dispatch",
        "act string what is owed",
        "by strings ids of who owes it",
        "to strings ids of to whom",
        "due string by when, EDTF",
        "due_first date the first day that it may mean; empty where it is open",
        "due_last date the last day that it may mean; empty where it is open",
        "status string open, fulfilled, cancelled",
        "claims strings keys of the claims that opened and closed it",
        "closed_by strings keys of those that closed it",
    ),
    ("dispatch", "id"),
    _OF_DISPATCH,
)
NOTICES = Table(
    "notices",
    "what was set aside, repaired or left open in the reading",
    _fields(
        "dispatch string key of the dispatch",
        "number integer from 0",
        "code string what kind",
        "stage string the stage that set it aside",
        "start integer first code point; empty for the whole dispatch",
        "end integer behind the last code point",
        "detail string one line for a person",
    ),
    ("dispatch", "number"),
    _OF_DISPATCH,
)
OWED = Table(
    "owed",
    "what is owed over all dispatches",
    _fields(
        "key string stable key",
        "act string what is owed",
        "by objects(name,country) who owes it",
        "to objects(name,country) to whom",
        "due string by when, EDTF",
        "due_first date the first day that it may mean; empty where it is open",
        "due_last date the last day that it may mean; empty where it is open",
        "place string where",
        "status string how it stands",
        "steps objects(dispatch,claim,day,what) what each claim did to it, in order",
        "chain string according to whom, in words",
        "told string when it was last told, EDTF",
    ),
    ("key",),
)
#: In the order in which they refer to each other.
TABLES = (DISPATCHES, ENTITIES, MENTIONS, ATTRIBUTIONS, TIMEXES, CLAIMS, PARTIES, LINKS, OMISSIONS, COMMITMENTS, NOTICES, OWED)
