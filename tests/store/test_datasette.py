"""The file opens in Datasette, and its views have rows."""

from __future__ import annotations

import asyncio
import sqlite3
import warnings
from typing import Any

import pytest

from selon.store.engine import open_engine, writing
from selon.store.write import Batch, Refused, append
from tests.store.conftest import Databases


def views(path: str) -> list[str]:
    with sqlite3.connect(path) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")]


def test_views_in_datasette(databases: Databases) -> None:
    path = databases.ledger("sqlite", full=True)
    engine = open_engine(path)
    with writing(engine) as connection:
        append(connection, Batch(refused=[Refused("x", "x: y", "y", None)]), coder="selon test")
    engine.dispose()
    names = views(path)
    assert len(names) == 8
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = asyncio.run(_ask(path, names))
    assert {name for name, rows in found.items() if not rows} == set()
    assert {"claim", "actors", "act", "text", "chain", "dispatch"} <= set(found["claims_now"][0])
    assert any(row["actors"] == "Mali's army" for row in found["claims_now"])


async def _ask(path: str, names: list[str]) -> dict[str, list[dict[str, Any]]]:
    datasette = pytest.importorskip("datasette.app").Datasette([path])
    await datasette.invoke_startup()
    database = next(name for name in datasette.databases if name != "_internal")
    found = {}
    for name in names:
        response = await datasette.client.get(f"/{database}/{name}.json?_shape=array")
        assert response.status_code == 200, response.text
        found[name] = response.json()
    page = await datasette.client.get(f"/{database}/claim?_search=marche")
    assert page.status_code == 200 and "marché" in page.text
    return found


@pytest.mark.parametrize("name", ["claims_now", "sources_now", "stories_now", "story_dispatches_now", "contested_now", "commitments_now", "omissions_now"])
def test_views_have_the_same_rows_in_both(databases: Databases, name: str) -> None:
    from sqlalchemy import text

    rows = []
    for database in ("sqlite", "postgresql"):
        engine = open_engine(databases.ledger(database, full=True))
        with engine.connect() as connection:
            rows.append(sorted((tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))), key=repr))
        engine.dispose()
    assert rows[0] == rows[1] and rows[0]
