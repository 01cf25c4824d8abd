"""The ledger's tables, for SQLite and PostgreSQL alike.

Nothing is overwritten. A row that can be superseded has *born*, the batch that wrote it, and *ended*, the batch that put another in its place (NULL
while it holds): what was known after batch *b* is what has ``born <= b`` and no ``ended`` up to *b* (the transaction time of SQL:2011). The database itself
refuses any other change (see ``guards.py``). Days are ISO dates; EDTF strings stand beside the first and last day they allow, both NULL where that is open.
*day*, by which rows are listed, is the first day of publication, empty where unknown (last in order, in both databases).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, Double, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, UniqueConstraint, or_, text

metadata = MetaData()

#: While a row holds.
_HOLDS = text("ended IS NULL")


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _lasting() -> tuple[Column[int], Column[int]]:
    return Column("born", Integer, ForeignKey("batch.id"), nullable=False), Column("ended", Integer, ForeignKey("batch.id"))


def holds(table: Table, until: int | None = None) -> ColumnElement[bool]:
    """That a row of *table* held after the batch *until*; that it holds now where that is None."""
    if until is None:
        return table.c.ended.is_(None)
    return (table.c.born <= until) & or_(table.c.ended.is_(None), table.c.ended > until)


def _holding(name: str, *columns: Column[Any]) -> Index:
    return Index(name, *columns, sqlite_where=_HOLDS, postgresql_where=_HOLDS)


#: One transaction: *at* UTC, *what* it did (ingest, reread, judge, link), *coder* the version that read.
batch = Table(
    "batch",
    metadata,
    _id(),
    Column("at", String, nullable=False),
    Column("what", String, nullable=False),
    Column("coder", String, nullable=False),
)
Index("batch_at", batch.c.at)

#: One item as it came. *key* is made of its content, so that it comes in once; *frame* is what intake found in the text (JSON).
dispatch = Table(
    "dispatch",
    metadata,
    _id(),
    Column("key", String, nullable=False, unique=True),
    Column("item", String, nullable=False),
    Column("lang", String, nullable=False),
    Column("date", String),
    Column("first_day", String),
    Column("last_day", String),
    Column("provider", String),
    Column("outlet", String),
    Column("named_source", String),
    Column("guid", String),
    Column("version", String),
    Column("url", String),
    Column("status", String, nullable=False),
    Column("headline", Text),
    Column("text", Text, nullable=False),
    Column("frame", Text, nullable=False),
    Column("batch_id", Integer, ForeignKey("batch.id"), nullable=False),
)
for _name in ("first_day", "provider", "outlet", "guid", "url", "item"):
    Index(f"dispatch_{_name}", dispatch.c[_name])

#: Where a dispatch was seen: the input's name and the item's id in it.
sighting = Table(
    "sighting",
    metadata,
    _id(),
    Column("dispatch_id", Integer, ForeignKey("dispatch.id"), nullable=False),
    Column("input", String, nullable=False),
    Column("batch_id", Integer, ForeignKey("batch.id"), nullable=False),
    UniqueConstraint("dispatch_id", "input"),
)

#: What a dispatch says it does to another: *target* as printed; *target_id* where that one is in the ledger.
relation = Table(
    "relation",
    metadata,
    _id(),
    Column("dispatch_id", Integer, ForeignKey("dispatch.id"), nullable=False),
    Column("relation", String, nullable=False),
    Column("target", String, nullable=False),
    Column("target_id", Integer, ForeignKey("dispatch.id")),
    Column("evidence", Text, nullable=False),
    *_lasting(),
)
Index("relation_dispatch", relation.c.dispatch_id)
Index("relation_open", relation.c.target, sqlite_where=text("target_id IS NULL"), postgresql_where=text("target_id IS NULL"))
Index("relation_target", relation.c.target_id)

#: One reading of a dispatch by one version: *ledger* is its JSON without the text, *card* what linking needs of it (both packed with zlib).
reading = Table(
    "reading",
    metadata,
    _id(),
    Column("dispatch_id", Integer, ForeignKey("dispatch.id"), nullable=False),
    Column("coder", String, nullable=False),
    Column("ledger", LargeBinary, nullable=False),
    Column("card", LargeBinary, nullable=False),
    *_lasting(),
)
Index("reading_dispatch", reading.c.dispatch_id)

#: Who or what is named, once over all dispatches and languages; *name* as first met.
entity = Table(
    "entity",
    metadata,
    _id(),
    Column("key", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("country", String),
    Column("sector", String),
)
Index("entity_country", entity.c.country, entity.c.kind)

#: The names and titles an entity goes by, with the dispatch that first has them.
entity_name = Table(
    "entity_name",
    metadata,
    Column("entity_id", Integer, ForeignKey("entity.id"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("lang", String, primary_key=True),
    Column("role", String),
    Column("dispatch_id", Integer, ForeignKey("dispatch.id"), nullable=False),
    sqlite_with_rowid=False,
)

#: The words of an entity's names, folded (``guards.fold``).
name_word = Table(
    "name_word",
    metadata,
    Column("word", String, primary_key=True),
    Column("entity_id", Integer, ForeignKey("entity.id"), primary_key=True),
    sqlite_with_rowid=False,
)

#: *local* is the claim's id inside its reading; *day* the publication's first day, by which claims are listed; *source_id* the primary source (the
#: outermost link before the agency), NULL for the agency's own voice. *basis*, *auxiliary*, *spans* and *cues* are as in the ledger's JSON.
claim = Table(
    "claim",
    metadata,
    _id(),
    Column("key", String, nullable=False),
    Column("reading_id", Integer, ForeignKey("reading.id"), nullable=False),
    Column("dispatch_id", Integer, ForeignKey("dispatch.id"), nullable=False),
    Column("local", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("type", String),
    Column("mode", String),
    Column("act", String, nullable=False),
    Column("cameo", String),
    Column("time_text", String),
    Column("time", String),
    Column("first_day", String),
    Column("last_day", String),
    Column("certainty", String, nullable=False),
    Column("polarity", String, nullable=False),
    Column("quote", String, nullable=False),
    Column("auxiliary", String),
    Column("basis", String),
    Column("restates", String),
    Column("rule", String, nullable=False),
    Column("source_id", Integer, ForeignKey("entity.id")),
    Column("day", String, nullable=False),
    *_lasting(),
)
Index("claim_key", claim.c.key)
Index("claim_reading", claim.c.reading_id)
Index("claim_dispatch", claim.c.dispatch_id)
Index("claim_day", claim.c.day)
Index("claim_type", claim.c.type, claim.c.day)
Index("claim_act", claim.c.act, claim.c.day)
Index("claim_source", claim.c.source_id, claim.c.day)
Index("claim_first", claim.c.first_day)

#: Who has which part in a claim: actor, recipient, place, or link of its chain (*rank* 0 the innermost speaker; links held jointly share a rank).
part = Table(
    "part",
    metadata,
    Column("claim_id", Integer, ForeignKey("claim.id"), primary_key=True),
    Column("part", String, primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("entity_id", Integer, ForeignKey("entity.id"), primary_key=True),
    Column("country", String),
    Column("day", String, nullable=False),
    sqlite_with_rowid=False,
)
Index("part_entity", part.c.entity_id, part.c.part, part.c.day)
Index("part_country", part.c.country, part.c.part, part.c.day)

omission = Table(
    "omission",
    metadata,
    _id(),
    Column("reading_id", Integer, ForeignKey("reading.id"), nullable=False),
    Column("dispatch_id", Integer, ForeignKey("dispatch.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("what", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("source", String),
    Column("source_id", Integer, ForeignKey("entity.id")),
    Column("day", String, nullable=False),
    *_lasting(),
)
Index("omission_dispatch", omission.c.dispatch_id)
Index("omission_day", omission.c.day)
Index("omission_source", omission.c.source_id, omission.c.day)

#: Keys by which dispatches that may belong together are found.
link_key = Table(
    "link_key",
    metadata,
    Column("key", String, primary_key=True),
    Column("dispatch_id", Integer, ForeignKey("dispatch.id"), primary_key=True),
    sqlite_with_rowid=False,
)

#: Why two dispatches belong together: *kind*, *score* and the evidence (JSON: the claims in common, words for a person). *one_id* has the lesser key.
edge = Table(
    "edge",
    metadata,
    _id(),
    Column("one_id", Integer, ForeignKey("dispatch.id"), nullable=False),
    Column("other_id", Integer, ForeignKey("dispatch.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("score", Double, nullable=False),
    Column("evidence", Text, nullable=False),
    *_lasting(),
)
_holding("edge_one", edge.c.one_id)
_holding("edge_other", edge.c.other_id)

#: A story as it stood: counts, and (JSON) its copy tree, its primary sources with the claims that stand on each, its claims told alike.
story = Table(
    "story",
    metadata,
    _id(),
    Column("key", String, nullable=False),
    Column("title", Text),
    Column("first_day", String, nullable=False),
    Column("last_day", String, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("state_origins", Integer, nullable=False),
    Column("detail", Text, nullable=False),
    *_lasting(),
)
Index("story_key", story.c.key)
Index("story_day", story.c.last_day)
Index("story_origins", story.c.origins, story.c.last_day)

story_member = Table(
    "story_member",
    metadata,
    Column("story_id", Integer, ForeignKey("story.id"), primary_key=True),
    Column("dispatch_id", Integer, ForeignKey("dispatch.id"), primary_key=True),
    sqlite_with_rowid=False,
)
Index("story_member_dispatch", story_member.c.dispatch_id)

#: Claims that tell the same, over the dispatches of a story: one row a claim; *first* is 1 for the one that stands for all in a count of occurrences.
#: *reports*, *outlets* and *origins* are those of all together. A claim without a row stands for itself.
occurrence = Table(
    "occurrence",
    metadata,
    _id(),
    Column("story_id", Integer, ForeignKey("story.id"), nullable=False),
    Column("claim", String, nullable=False),
    Column("lead", String, nullable=False),
    Column("first", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    *_lasting(),
)
Index("occurrence_story", occurrence.c.story_id)
_holding("occurrence_claim", occurrence.c.claim)
_holding("occurrence_lead", occurrence.c.lead)

#: Two claims (by key) that can't both hold.
contradiction = Table(
    "contradiction",
    metadata,
    _id(),
    Column("key", String, nullable=False),
    Column("story_id", Integer, ForeignKey("story.id"), nullable=False),
    Column("one", String, nullable=False),
    Column("other", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("day", String, nullable=False),
    *_lasting(),
)
Index("contradiction_one", contradiction.c.one)
Index("contradiction_other", contradiction.c.other)
Index("contradiction_story", contradiction.c.story_id)
Index("contradiction_day", contradiction.c.day)

#: Something owed, over all dispatches that tell of it; *steps* (JSON) are the claims that opened, changed and closed it.
commitment = Table(
    "commitment",
    metadata,
    _id(),
    Column("key", String, nullable=False),
    Column("story_id", Integer, ForeignKey("story.id"), nullable=False),
    Column("act", String, nullable=False),
    Column("due", String),
    Column("first_day", String),
    Column("last_day", String),
    Column("status", String, nullable=False),
    Column("opened", String),
    Column("steps", Text, nullable=False),
    *_lasting(),
)
Index("commitment_key", commitment.c.key)
Index("commitment_story", commitment.c.story_id)
Index("commitment_status", commitment.c.status, commitment.c.opened)

#: Who owes (*part* by) or is owed (to).
party = Table(
    "party",
    metadata,
    Column("commitment_id", Integer, ForeignKey("commitment.id"), primary_key=True),
    Column("part", String, primary_key=True),
    Column("entity_id", Integer, ForeignKey("entity.id"), primary_key=True),
    Column("country", String),
    sqlite_with_rowid=False,
)
Index("party_entity", party.c.entity_id, party.c.part)
Index("party_country", party.c.country, party.c.part)

#: What a person decided. *target* is a key (claim, entity, story), *other* a second one (merge), *anchor* (JSON) where a claim stood when it was judged,
#: so that it is found again after a new reading; *value* (JSON) what is corrected. *withdraws* is an earlier judgement.
judgement = Table(
    "judgement",
    metadata,
    _id(),
    Column("at", String, nullable=False),
    Column("author", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("verdict", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False),
    Column("other", String),
    Column("value", Text),
    Column("anchor", Text),
    Column("withdraws", Integer, ForeignKey("judgement.id")),
    Column("batch_id", Integer, ForeignKey("batch.id"), nullable=False),
)
Index("judgement_target", judgement.c.target)
Index("judgement_batch", judgement.c.batch_id)

#: An item that could not be read; *given* (JSON) is what the user said of its input (language, date, format, map of fields), *raw* the start of its bytes
#: (zlib), *ended* the batch in which it was read after all or set aside anew.
rejected = Table(
    "rejected",
    metadata,
    _id(),
    Column("input", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("reason", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("given", Text, nullable=False),
    Column("raw", LargeBinary),
    *_lasting(),
)
_holding("rejected_digest", rejected.c.digest)

#: In how many claims an entity has a *part* now (any, actor, recipient, place, chain, source): a sum that is kept, and could be made anew.
tally = Table(
    "tally",
    metadata,
    Column("entity_id", Integer, ForeignKey("entity.id"), primary_key=True),
    Column("part", String, primary_key=True),
    Column("claims", Integer, nullable=False),
    sqlite_with_rowid=False,
)
Index("tally_part", tally.c.part, tally.c.claims)

#: The state of a watched feed.
feed = Table(
    "feed",
    metadata,
    Column("url", String, primary_key=True),
    Column("etag", String),
    Column("modified", String),
    Column("due", String),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("problem", Text),
    Column("checked", String),
)
