"""The dispatches that the store is tested with: invented, short, of two languages; read once a session."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from selon.intake.formats import read_bytes
from selon.model.ledger import Ledger
from selon.store.keys import dispatch_key
from selon.store.rows import Packed, pack_ledger
from selon.tasks import ReadLedger, Task

Item = dict[str, Any]

#: One explosion as two agencies and two languages have it, with tolls that can't both hold, and a correction; an invitation and what became of it;
#: an omission; and what only a database could stumble over.
ITEMS: tuple[Item, ...] = (
    {
        "id": "blast-1",
        "lang": "en",
        "date": "2024-03-05",
        "provider": "Reuters",
        "outlet": "The Harbour Post",
        "guid": "urn:wire:blast-1",
        "url": "https://example.org/blast",
        "headline": "Blast kills 12 at market in Bamako",
        "text": "BAMAKO, March 5 (Reuters) - A bomb killed 12 people at a market in Bamako on Monday, Mali's army said. "
        "The army blamed the attack on fighters of Nusrat al-Islam. A spokesman for the group denied any role in the attack.",
    },
    {
        "id": "blast-2",
        "lang": "fr",
        "date": "2024-03-05",
        "provider": "AFP",
        "outlet": "Le Courrier du Fleuve",
        "guid": "urn:wire:blast-2",
        "headline": "Mali: une bombe fait 15 morts sur un marché de Bamako",
        "text": "BAMAKO, 5 mars (AFP) - Une bombe a tué 15 personnes lundi sur un marché de Bamako, a déclaré le gouverneur Moussa Traoré. "
        "L'armée malienne a accusé les combattants de Nusrat al-Islam de cette attaque.",
    },
    {
        "id": "blast-3",
        "lang": "en",
        "date": "2024-03-05",
        "provider": "Reuters",
        "outlet": "Evening Ledger",
        "headline": "Blast kills 12 at market in Bamako",
        "text": "BAMAKO, March 5 (Reuters) - A bomb killed 12 people at a market in Bamako on Monday, Mali's army said. "
        "The army blamed the attack on fighters of Nusrat al-Islam.",
    },
    {
        "id": "blast-4",
        "lang": "en",
        "date": "2024-03-06",
        "provider": "Reuters",
        "outlet": "The Harbour Post",
        "guid": "urn:wire:blast-4",
        "links": [{"relation": "corrects", "target": "urn:wire:blast-1"}],
        "headline": "Correction: Blast kills 14 at market in Bamako",
        "text": "BAMAKO, March 6 (Reuters) - A bomb killed 14 people at a market in Bamako on Monday, Mali's army said, correcting an earlier toll.",
    },
    {
        "id": "visit-1",
        "lang": "en",
        "date": "2023-09-14",
        "provider": "KCNA",
        "outlet": "KCNA",
        "headline": "Kim Jong Un invites Putin to Pyongyang",
        "text": "PYONGYANG, Sept 14 (KCNA) - North Korean leader Kim Jong Un invited Russian President Vladimir Putin to visit Pyongyang, "
        "the Kremlin said on Thursday.",
    },
    {
        "id": "visit-2",
        "lang": "fr",
        "date": "2023-09-20",
        "provider": "AFP",
        "outlet": "AFP",
        "headline": "Vladimir Poutine en visite à Pyongyang",
        "text": "PYONGYANG, 20 septembre (AFP) - Le président russe Vladimir Poutine s'est rendu mercredi à Pyongyang à l'invitation du dirigeant nord-coréen "
        "Kim Jong Un, a rapporté l'agence officielle KCNA. Le Kremlin a démenti toute livraison d'armes.",
    },
    {
        "id": "silence",
        "lang": "fr",
        "date": "2023-09-14",
        "provider": "AFP",
        "headline": "Séoul inquiet",
        "text": "SEOUL, 14 septembre (AFP) - La Corée du Nord a livré des munitions à la Russie, selon l'agence de presse Yonhap, qui cite un responsable. "
        "Elle n'a pas précisé la date de la livraison. Le ministère russe de la Défense n'a pas commenté ces informations.",
    },
    {
        "id": "quoted",
        "lang": "en",
        "provider": "Wire",
        "text": "DUBLIN (Wire) - \"The AND gate NEAR the O'Neill-Robert house OR the 'old' café: NOT ours (12:30)\", Seán O'Neill said. "
        "O'Neill said the minister's office would not sign 'x'; DROP TABLE claim; -- the deal.",
    },
    {
        "id": "odd",
        "lang": "en",
        "date": "2024",
        "outlet": "naïve «Outlet»; --",
        "text": "KYIV, May 3 (Wire) - Ukraine's president said on Friday that 1,200 shells had arrived from the Czech Republic. "
        "\u0065\u0301lan is no name. 🙂 5 km² were taken.",
    },
    {
        "id": "strike",
        "lang": "fr",
        "date": "2023-09",
        "provider": "AFP",
        "headline": "Grève à Marseille",
        "text": "MARSEILLE, 20 septembre (AFP) - Les dockers de Marseille ont annoncé une grève de trois jours. La direction du port n'a pas réagi.",
    },
)


def lines(items: tuple[Item, ...] = ITEMS) -> bytes:
    """*items* as JSON lines."""
    return b"".join(json.dumps(item, ensure_ascii=False).encode() + b"\n" for item in items)


def tasks_of(items: tuple[Item, ...] = ITEMS, name: str = "wire.jsonl") -> list[Task]:
    """The tasks that *items* are, as if they stood in the file *name*."""
    tasks = []
    for found in read_bytes(lines(items), name, id="x", kind="jsonl"):
        assert isinstance(found, tuple), found
        tasks.append(Task(name, *found))
    return tasks


@cache
def read() -> tuple[Ledger, ...]:
    """The ledgers of ITEMS."""
    found = []
    for task in tasks_of():
        ledger = ReadLedger()(task)
        assert isinstance(ledger, Ledger), ledger
        found.append(ledger)
    return tuple(found)


@cache
def packed() -> tuple[Packed, ...]:
    """The rows of ITEMS."""
    return tuple(pack_ledger(ledger, dispatch_key(ledger.dispatch)) for ledger in read())


def fewer(number: int, part: slice) -> Packed:
    """The rows of a text as if only *part* of its claims had been read."""
    ledger = read()[number]
    return pack_ledger(replace(ledger, claims=ledger.claims[part], commitments=()), packed()[number].key)


#: What is put in the place of what, so that a text becomes another one.
_PLACES = ("Bamako", "Gao", "Kidal", "Mopti", "Segou", "Tessalit", "Ansongo", "Kayes", "Sikasso", "Menaka", "Djenne", "Timbuktu")
_GROUPS = ("Nusrat al-Islam", "Ansar Dine", "Jama Katiba", "Liwa Sahra")


def varied(number: int) -> tuple[Item, ...]:
    """ITEMS as another day would have them: other places, tolls, names and dates, in other words of the same sort; 0 gives ITEMS."""
    if number == 0:
        return ITEMS
    place, group = _PLACES[number % len(_PLACES)], _GROUPS[number % len(_GROUPS)]
    changes = {
        "Bamako": place,
        "BAMAKO": place.upper(),
        "Nusrat al-Islam": group,
        "12 people": f"{12 + 7 * number} people",
        "kills 12": f"kills {12 + 7 * number}",
        "14 people": f"{14 + 7 * number} people",
        "kills 14": f"kills {14 + 7 * number}",
        "15 personnes": f"{15 + 7 * number} personnes",
        "15 morts": f"{15 + 7 * number} morts",
        "1,200 shells": f"{number},200 shells",
        "trois jours": f"{number + 2} jours",
        "12:30": f"12:{30 + number}",
    }
    made = []
    for item in ITEMS:
        new = {**item, "id": f"{item['id']}.{number}"}
        for name in ("text", "headline"):
            for old, other in changes.items():
                if name in item:
                    new[name] = new[name].replace(old, other)
        if "guid" in item:
            new["guid"] = f"{item['guid']}.{number}"
        if "url" in item:
            new["url"] = f"{item['url']}/{number}"
        if "links" in item:
            new["links"] = [{**link, "target": f"{link['target']}.{number}"} for link in item["links"]]
        if len(item.get("date", "")) == 10:
            new["date"] = (date.fromisoformat(item["date"]) + timedelta(40 * number)).isoformat()
        elif "date" in item:
            new["date"] = f"{2010 + number}" + item["date"][4:]
        made.append(new)
    return tuple(made)
