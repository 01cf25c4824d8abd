"""The first schema: batches, dispatches, readings, entities, claims, links, stories, contradictions, commitments, judgements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from selon.store.guards import append_only, search_index, views

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: Table -> whether its rows may be superseded (have an *ended* to set). What is not here is state: feeds and sums.
_KEPT = {
    "batch": False,
    "dispatch": False,
    "sighting": False,
    "relation": True,
    "reading": True,
    "entity": False,
    "entity_name": False,
    "name_word": False,
    "claim": True,
    "part": False,
    "omission": True,
    "link_key": False,
    "edge": True,
    "story": True,
    "story_member": False,
    "occurrence": True,
    "contradiction": True,
    "commitment": True,
    "party": False,
    "judgement": False,
    "rejected": True,
}

_DISPATCH = "d.key AS dispatch, d.date, d.provider, d.outlet, d.lang, d.headline, d.url"


def _parts(dialect: str, part: str) -> str:
    """The names of a claim's entities of one *part*, joined."""
    joined = "group_concat(e.name, '; ')" if dialect == "sqlite" else "string_agg(e.name, '; ' ORDER BY p.rank)"
    return f"(SELECT {joined} FROM part p JOIN entity e ON e.id = p.entity_id WHERE p.claim_id = c.id AND p.part = '{part}')"


def _parties(dialect: str, part: str) -> str:
    """The names of those who owe a commitment, or are owed, joined."""
    joined = "group_concat(e.name, '; ')" if dialect == "sqlite" else "string_agg(e.name, '; ')"
    return f"(SELECT {joined} FROM party p JOIN entity e ON e.id = p.entity_id WHERE p.commitment_id = m.id AND p.part = '{part}')"


def _views(dialect: str) -> dict[str, str]:
    """What a person looks at: the ledger as it stands."""
    return {
        "claims_now": f"""
            SELECT c.key AS claim, c.day, {_parts(dialect, "actor")} AS actors, c.act, c.type, {_parts(dialect, "recipient")} AS recipients,
                {_parts(dialect, "place")} AS place, c.time, c.text, {_parts(dialect, "chain")} AS chain, c.certainty, c.polarity, c.quote, c.basis, c.rule,
                {_DISPATCH}
            FROM claim c JOIN dispatch d ON d.id = c.dispatch_id WHERE c.ended IS NULL""",
        "sources_now": """
            SELECT e.key AS source, e.name, e.kind, e.country, count(*) AS claims, min(c.day) AS first_day, max(c.day) AS last_day
            FROM claim c JOIN entity e ON e.id = c.source_id WHERE c.ended IS NULL GROUP BY e.id, e.key, e.name, e.kind, e.country""",
        "stories_now": """
            SELECT key AS story, title, first_day, last_day, reports, outlets, origins, state_origins FROM story WHERE ended IS NULL""",
        "story_dispatches_now": f"""
            SELECT s.key AS story, s.title, {_DISPATCH} FROM story s JOIN story_member m ON m.story_id = s.id JOIN dispatch d ON d.id = m.dispatch_id
            WHERE s.ended IS NULL""",
        "contested_now": """
            SELECT x.key AS contradiction, x.day, x.kind, x.reason, a.key AS one_claim, a.text AS one, ea.name AS one_source,
                b.key AS other_claim, b.text AS other, eb.name AS other_source
            FROM contradiction x JOIN claim a ON a.key = x.one AND a.ended IS NULL JOIN claim b ON b.key = x.other AND b.ended IS NULL
            LEFT JOIN entity ea ON ea.id = a.source_id LEFT JOIN entity eb ON eb.id = b.source_id WHERE x.ended IS NULL""",
        "commitments_now": f"""
            SELECT m.key AS commitment, m.act, {_parties(dialect, "by")} AS owed_by, {_parties(dialect, "to")} AS owed_to, m.due, m.status, m.opened, m.steps
            FROM commitment m WHERE m.ended IS NULL""",
        "omissions_now": f"""
            SELECT o.day, o.kind, o.what, o.text, coalesce(e.name, o.source) AS source, {_DISPATCH} FROM omission o JOIN dispatch d ON d.id = o.dispatch_id
            LEFT JOIN entity e ON e.id = o.source_id WHERE o.ended IS NULL""",
        "rejected_now": """
            SELECT r.id, r.input, r.reason, r.message, b.at FROM rejected r JOIN batch b ON b.id = r.born WHERE r.ended IS NULL""",
    }


def upgrade() -> None:
    """Make everything."""
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("batch_at", "batch", ["at"], unique=False)
    op.create_table(
        "entity",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("sector", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("entity_country", "entity", ["country", "kind"], unique=False)
    op.create_table(
        "feed",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("modified", sa.String(), nullable=True),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("checked", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("url"),
    )
    op.create_table(
        "dispatch",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("first_day", sa.String(), nullable=True),
        sa.Column("last_day", sa.String(), nullable=True),
        sa.Column("provider", sa.String(), nullable=True),
        sa.Column("outlet", sa.String(), nullable=True),
        sa.Column("named_source", sa.String(), nullable=True),
        sa.Column("guid", sa.String(), nullable=True),
        sa.Column("version", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("frame", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["batch.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("dispatch_first_day", "dispatch", ["first_day"], unique=False)
    op.create_index("dispatch_guid", "dispatch", ["guid"], unique=False)
    op.create_index("dispatch_item", "dispatch", ["item"], unique=False)
    op.create_index("dispatch_outlet", "dispatch", ["outlet"], unique=False)
    op.create_index("dispatch_provider", "dispatch", ["provider"], unique=False)
    op.create_index("dispatch_url", "dispatch", ["url"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("anchor", sa.Text(), nullable=True),
        sa.Column("withdraws", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["withdraws"],
            ["judgement.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("judgement_batch", "judgement", ["batch_id"], unique=False)
    op.create_index("judgement_target", "judgement", ["target"], unique=False)
    op.create_table(
        "name_word",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"],
            ["entity.id"],
        ),
        sa.PrimaryKeyConstraint("word", "entity_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rejected",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("input", sa.String(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["born"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ended"],
            ["batch.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("rejected_digest", "rejected", ["digest"], unique=False, sqlite_where=sa.text("ended IS NULL"), postgresql_where=sa.text("ended IS NULL"))
    op.create_table(
        "story",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("first_day", sa.String(), nullable=False),
        sa.Column("last_day", sa.String(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("state_origins", sa.Integer(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["born"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ended"],
            ["batch.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("story_day", "story", ["last_day"], unique=False)
    op.create_index("story_key", "story", ["key"], unique=False)
    op.create_index("story_origins", "story", ["origins", "last_day"], unique=False)
    op.create_table(
        "tally",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"],
            ["entity.id"],
        ),
        sa.PrimaryKeyConstraint("entity_id", "part"),
        sqlite_with_rowid=False,
    )
    op.create_index("tally_part", "tally", ["part", "claims"], unique=False)
    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("first_day", sa.String(), nullable=True),
        sa.Column("last_day", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("opened", sa.String(), nullable=True),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["born"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ended"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["story_id"],
            ["story.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("commitment_key", "commitment", ["key"], unique=False)
    op.create_index("commitment_status", "commitment", ["status", "opened"], unique=False)
    op.create_index("commitment_story", "commitment", ["story_id"], unique=False)
    op.create_table(
        "contradiction",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["born"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ended"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["story_id"],
            ["story.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("contradiction_day", "contradiction", ["day"], unique=False)
    op.create_index("contradiction_one", "contradiction", ["one"], unique=False)
    op.create_index("contradiction_other", "contradiction", ["other"], unique=False)
    op.create_index("contradiction_story", "contradiction", ["story_id"], unique=False)
    op.create_table(
        "edge",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["born"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ended"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["one_id"],
            ["dispatch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["dispatch.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("edge_one", "edge", ["one_id"], unique=False, sqlite_where=sa.text("ended IS NULL"), postgresql_where=sa.text("ended IS NULL"))
    op.create_index("edge_other", "edge", ["other_id"], unique=False, sqlite_where=sa.text("ended IS NULL"), postgresql_where=sa.text("ended IS NULL"))
    op.create_table(
        "entity_name",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("dispatch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispatch_id"],
            ["dispatch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["entity_id"],
            ["entity.id"],
        ),
        sa.PrimaryKeyConstraint("entity_id", "name", "lang"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "link_key",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("dispatch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispatch_id"],
            ["dispatch.id"],
        ),
        sa.PrimaryKeyConstraint("key", "dispatch_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "occurrence",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["born"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ended"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["story_id"],
            ["story.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("occurrence_claim", "occurrence", ["claim"], unique=False, sqlite_where=sa.text("ended IS NULL"), postgresql_where=sa.text("ended IS NULL"))
    op.create_index("occurrence_lead", "occurrence", ["lead"], unique=False, sqlite_where=sa.text("ended IS NULL"), postgresql_where=sa.text("ended IS NULL"))
    op.create_index("occurrence_story", "occurrence", ["story_id"], unique=False)
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("dispatch_id", sa.Integer(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("ledger", sa.LargeBinary(), nullable=False),
        sa.Column("card", sa.LargeBinary(), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["born"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["dispatch_id"],
            ["dispatch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ended"],
            ["batch.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("reading_dispatch", "reading", ["dispatch_id"], unique=False)
    op.create_table(
        "relation",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("dispatch_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["born"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["dispatch_id"],
            ["dispatch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ended"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["target_id"],
            ["dispatch.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("relation_dispatch", "relation", ["dispatch_id"], unique=False)
    op.create_index(
        "relation_open", "relation", ["target"], unique=False, sqlite_where=sa.text("target_id IS NULL"), postgresql_where=sa.text("target_id IS NULL")
    )
    op.create_index("relation_target", "relation", ["target_id"], unique=False)
    op.create_table(
        "sighting",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("dispatch_id", sa.Integer(), nullable=False),
        sa.Column("input", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["dispatch_id"],
            ["dispatch.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dispatch_id", "input"),
    )
    op.create_table(
        "story_member",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("dispatch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispatch_id"],
            ["dispatch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["story_id"],
            ["story.id"],
        ),
        sa.PrimaryKeyConstraint("story_id", "dispatch_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("story_member_dispatch", "story_member", ["dispatch_id"], unique=False)
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("dispatch_id", sa.Integer(), nullable=False),
        sa.Column("local", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("cameo", sa.String(), nullable=True),
        sa.Column("time_text", sa.String(), nullable=True),
        sa.Column("time", sa.String(), nullable=True),
        sa.Column("first_day", sa.String(), nullable=True),
        sa.Column("last_day", sa.String(), nullable=True),
        sa.Column("certainty", sa.String(), nullable=False),
        sa.Column("polarity", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("auxiliary", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("restates", sa.String(), nullable=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["born"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["dispatch_id"],
            ["dispatch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ended"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"],
            ["reading.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["entity.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("claim_act", "claim", ["act", "day"], unique=False)
    op.create_index("claim_day", "claim", ["day"], unique=False)
    op.create_index("claim_dispatch", "claim", ["dispatch_id"], unique=False)
    op.create_index("claim_first", "claim", ["first_day"], unique=False)
    op.create_index("claim_key", "claim", ["key"], unique=False)
    op.create_index("claim_reading", "claim", ["reading_id"], unique=False)
    op.create_index("claim_source", "claim", ["source_id", "day"], unique=False)
    op.create_index("claim_type", "claim", ["type", "day"], unique=False)
    op.create_table(
        "omission",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("dispatch_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["born"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["dispatch_id"],
            ["dispatch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ended"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"],
            ["reading.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["entity.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("omission_day", "omission", ["day"], unique=False)
    op.create_index("omission_dispatch", "omission", ["dispatch_id"], unique=False)
    op.create_index("omission_source", "omission", ["source_id", "day"], unique=False)
    op.create_table(
        "party",
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["entity_id"],
            ["entity.id"],
        ),
        sa.PrimaryKeyConstraint("commitment_id", "part", "entity_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("party_country", "party", ["country", "part"], unique=False)
    op.create_index("party_entity", "party", ["entity_id", "part"], unique=False)
    op.create_table(
        "part",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("day", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["claim.id"],
        ),
        sa.ForeignKeyConstraint(
            ["entity_id"],
            ["entity.id"],
        ),
        sa.PrimaryKeyConstraint("claim_id", "part", "rank", "entity_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("part_country", "part", ["country", "part", "day"], unique=False)
    op.create_index("part_entity", "part", ["entity_id", "part", "day"], unique=False)
    dialect = op.get_bind().dialect.name
    inspector = sa.inspect(op.get_bind())
    for table, may_end in _KEPT.items():
        for statement in append_only(dialect, table, [column["name"] for column in inspector.get_columns(table)], may_end=may_end):
            op.execute(sa.text(statement.replace(":", r"\:")))
    for statement in (*search_index(dialect), *views(dialect, _views(dialect))):
        op.execute(sa.text(statement.replace(":", r"\:")))
