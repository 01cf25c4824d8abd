"""Every question with every filter, with values that the texts have and some that they have not."""

from __future__ import annotations

from collections.abc import Iterator

from selon.query.filters import Filters
from selon.query.questions import QUESTIONS
from tests.store.texts import packed

_WHO = (
    "MLI", "RUS", "AFP", "Mali's army", "kim", "Traoré", "traore", "person:vladimir-putin", "person:kim-jong-un", "person:nobody", "O'Neill",
    "'; DROP TABLE claim; --", "!!",
)  # fmt: skip
TEXTS = (
    "bomb", "BOMBE", "marché", "marche", "march*", '"market in Bamako"', '"in market"',
    "kill* 12", "tué", "NEAR", "AND", "OR", "NOT", "O'Neill", "O'Neill-Robert", "(12:30)", '"12:30"', "café", "cafe",
    "élan", "elan", "km²", "'x'; DROP TABLE claim; --", 'a "b', '"AND gate" NEAR*',
    "text:bomb", "^bomb", "1,200", "bomb\\", "🙂 bomb",
    "Sean", "DROP_TABLE",
)  # fmt: skip

VALUES: dict[str, tuple[object, ...]] = {
    **dict.fromkeys(("actor", "recipient", "place", "source", "by", "to"), ("MLI", "RUS", "Mali's army", "person:kim-jong-un")),
    **dict.fromkeys(("party", "name"), _WHO),
    "country": ("MLI", "RUS", "FRA"),
    "act": ("kill", "visit", "wound", "nothing"),
    "type": ("ASSAULT", "CONSULT"),
    "certainty": ("certain", "probable"),
    "polarity": ("positive", "negative"),
    "text": TEXTS,
    "provider": ("AFP", "Reuters", "afp"),
    "outlet": ("The Harbour Post", "naïve «Outlet»; --"),
    "lang": ("fr", "en"),
    "since": ("2024", "2023-09-15", "2024-03-05/2024-03-06"),
    "until": ("2023", "2024-03-05", "2024-02"),
    "dated": ("event",),
    "status": ("open", "fulfilled", "lapsed"),
    "open": (True,),
    "kind": ("number", "comment", "person", "organization", "agency"),
    "min_origins": (0, 1, 2),
    "max_origins": (0, 1, 2),
    "rejected": (True,),
    "as_of": ("2001-01-01", "2999-01-01", "2999-01-01T00:00+05:00"),
    "limit": (1, 3, 0),
}


def cases() -> Iterator[tuple[str, Filters]]:
    """Questions and filters: none, each alone, and pairs of those that are planned in different ways."""
    rows = packed()
    keys = [rows[0].key, rows[0].claims[0][0]["key"], rows[1].claims[0][0]["key"], "cnothing"]
    for question, asked in QUESTIONS.items():
        yield question, Filters(limit=0)
        for name in asked.filters:
            values = VALUES.get(name, ())
            # Five questions search alike; one of them tries all wordings.
            for value in (*(values[:4] if name == "text" and question != "claims" else values), *(keys if name == "key" else ())):
                yield question, Filters(**{"limit": 0, name: value})  # type: ignore[arg-type]
        if "party" in asked.filters and "act" in asked.filters and "text" in asked.filters:
            for party in ("MLI", "Mali's army", "person:kim-jong-un"):
                for more in ({"country": "MLI"}, {"text": "bomb"}, {"act": "wound"}, {"since": "2024", "until": "2024-03"}, {"source": "Mali's army"}):
                    yield question, Filters(limit=0, party=party, **more)  # type: ignore[arg-type]
        if "dated" in asked.filters:
            for dated in ("event", "published"):
                for bounds in ({"since": "2024-03"}, {"until": "2024-03-04"}, {"since": "2023-09", "until": "2023-12"}):
                    yield question, Filters(limit=0, dated=dated, **bounds)  # type: ignore[arg-type]
