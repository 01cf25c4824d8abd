"""GraphML of who relays whom: an edge runs from a source to whoever passes its words on, from the innermost speaker to the outlet that printed it.

Nodes and edges are counted while the entries go by, so memory grows with the number of sources, not of dispatches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from selon.exports.carriers import agencies_by_key, carrier_key
from selon.exports.dates import bounds, iso
from selon.exports.entry import Entry, Owed
from selon.exports.files import Options, Target, opened
from selon.exports.losses import Losses
from selon.exports.texts import line, note_left
from selon.model.claim import AGENCY, Claim

_NODE = (("label", "string"), ("kind", "string"), ("country", "string"), ("sector", "string"), ("ownership", "string"), ("state_owned", "boolean"))
_EDGE = (
    ("claims", "int"),
    ("dispatches", "int"),
    ("direct", "int"),
    ("denials", "int"),
    ("uncertain", "int"),
    ("joint", "int"),
    ("first", "string"),
    ("last", "string"),
)


@dataclass(slots=True)
class _Node:
    label: str
    kind: str
    country: str = ""
    sector: str = ""
    ownership: str = ""


@dataclass(slots=True)
class _Edge:
    claims: int = 0
    dispatches: int = 0
    direct: int = 0
    denials: int = 0
    uncertain: int = 0
    joint: int = 0
    first: date | None = None
    last: date | None = None
    seen: str = ""


class _Graph:
    """What was counted so far."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses
        self.nodes: dict[str, _Node] = {}
        self.edges: dict[tuple[str, str], _Edge] = {}

    def add(self, entry: Entry) -> None:
        """Count the chains of *entry*."""
        ledger = entry.ledger
        d = ledger.dispatch
        entities = {entity.id: entity for entity in ledger.entities}
        first, last = bounds(d.date)
        self.losses.note("open-date", bool(ledger.claims) and (first is None or first != last))
        note_left(entry, self.losses, "omission", "commitment", "attribution", "relation", "judgement")

        def node(id: str) -> str:
            if id == AGENCY:
                return self.carrier(entry.provider(), d.provider or "", "provider")
            entity = entities.get(id)
            if entity is None:
                self.nodes.setdefault(entry.entity(id), _Node(id, "unknown"))
                return entry.entity(id)
            ownership = agencies_by_key().get(entity.known or "", {}).get("ownership", "")
            self.losses.note("unnamed", not entity.named and entry.entity(id) not in self.nodes)
            self.nodes.setdefault(entry.entity(id), _Node(entity.name, entity.kind, entity.country or "", entity.sector or "", ownership))
            return entry.entity(id)

        for claim in ledger.claims:
            chain = [[node(part) for part in link.split("+")] for link in claim.chain]
            outlet = (d.carriage.outlet or "").strip()
            if outlet and chain and carrier_key(outlet) not in chain[-1]:
                chain.append([self.carrier(carrier_key(outlet), outlet, "outlet")])
            for inner, outer in pairwise(chain):
                for source in inner:
                    for relay in outer:
                        self.count(source, relay, entry, claim, len(inner) > 1 or len(outer) > 1, (first, last))

    def carrier(self, key: str, name: str, kind: str) -> str:
        """The node of an agency or outlet by its key, with what the knowledge tables know of it."""
        if key not in self.nodes:
            row = agencies_by_key().get(carrier_key(name)) if name else None
            self.nodes[key] = _Node(name, "agency" if row else kind, row["country"] if row else "", "MED", row["ownership"] if row else "")
        return key

    def count(self, source: str, relay: str, entry: Entry, claim: Claim, joint: bool, days: tuple[date | None, date | None]) -> None:
        """One claim that *relay* has from *source*."""
        edge = self.edges.setdefault((source, relay), _Edge())
        edge.claims += 1
        edge.dispatches += edge.seen != entry.key
        edge.seen = entry.key
        edge.direct += claim.quote == "direct"
        edge.denials += claim.polarity == "negative"
        edge.uncertain += claim.certainty != "certain"
        edge.joint += joint
        if days[0] is not None and days[0] == days[1]:
            edge.first = min(edge.first or days[0], days[0])
            edge.last = max(edge.last or days[0], days[0])


def write(entries: Iterable[Entry], owed: Iterable[Owed], out: Target, options: Options) -> Losses:
    """Write the graph of all *entries*; ``first`` and ``last`` are days of dispatches, left out where no dispatch tells its day."""
    losses = Losses("graphml")
    graph = _Graph(losses)
    for entry in entries:
        graph.add(entry)

    def data(key: str, value: str) -> str:
        return f"      <data key={quoteattr(key)}>{escape(line(value, losses))}</data>\n" if value else ""

    with opened(out) as stream:

        def put(text: str) -> None:
            stream.write(text.encode("utf-8", "xmlcharrefreplace"))

        put('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        for kind, keys in (("node", _NODE), ("edge", _EDGE)):
            for name, type in keys:
                put(f'  <key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{type}"/>\n')
        put('  <graph id="relays" edgedefault="directed">\n')
        for key, node in sorted(graph.nodes.items()):
            put(f"    <node id={quoteattr(line(key, losses))}>\n")
            told = {"label": node.label, "kind": node.kind, "country": node.country, "sector": node.sector, "ownership": node.ownership}
            told["state_owned"] = ("true" if node.ownership == "state" else "false") if node.ownership else ""
            put("".join(data(f"node_{name}", value) for name, value in told.items()) + "    </node>\n")
        for (source, relay), edge in sorted(graph.edges.items()):
            put(f"    <edge source={quoteattr(line(source, losses))} target={quoteattr(line(relay, losses))}>\n")
            told = {name: str(getattr(edge, name)) for name, type in _EDGE if type == "int"} | {"first": iso(edge.first), "last": iso(edge.last)}
            put("".join(data(f"edge_{name}", value) for name, value in told.items()) + "    </edge>\n")
        put("  </graph>\n</graphml>\n")
    losses.keep_beside(out)
    return losses
