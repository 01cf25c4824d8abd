"""RDF in TriG, by PROV-O. Each claim is a named graph that holds the event alone; what is said *of* the claim (who says it, how sure, which words) stands
outside, so that nobody who reads the default graph takes a claim for a fact.

The chain is a list of qualified attributions with their positions, from the innermost speaker out to the provider. Dates are EDTF literals of the Library
of Congress' datatype, open ones too. No blank nodes: every node has an address under ``Options.base``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selon import __version__
from selon.exports.entry import Entry, Owed, links
from selon.exports.files import Options, Target, opened
from selon.exports.iris import TERMS, Iris, is_address
from selon.exports.losses import Losses
from selon.exports.texts import clean, note_left, words_of
from selon.exports.trig import Iri, Pairs, Term, Text, about, graph, head
from selon.model.claim import AGENCY, Claim
from selon.model.mention import Entity

_CLASSES = {"person": "schema:Person", "organization": "schema:Organization", "agency": "schema:NewsMediaOrganization", "country": "schema:Country"}
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def write(entries: Iterable[Entry], owed: Iterable[Owed], out: Target, options: Options) -> Losses:
    """Write *entries*, then what is *owed* over them."""
    losses = Losses("prov")
    iris = Iris(options)
    reader = Iri(iris.of("software", __version__))
    with opened(out) as stream:

        def put(lines: str) -> None:
            stream.write(clean(lines, losses).encode("utf-8"))

        put(head())
        put(about(reader, [("a", Term("prov:SoftwareAgent")), ("rdfs:label", Text(f"selon {__version__}"))]))
        for role in ("speaker", "relay", "provider"):
            put(about(Iri(f"{TERMS}{role}"), [("a", Term("prov:Role"))]))
        for entry in entries:
            note_left(entry, losses, "attribution")
            put("\n")
            for lines in _Dispatch(entry, iris, reader).lines():
                put(lines)
        for one in owed:
            put(_owed(one, iris))
    losses.keep_beside(out)
    return losses


class _Dispatch:
    """What is said of one dispatch and its claims."""

    def __init__(self, entry: Entry, iris: Iris, reader: Iri) -> None:
        self.entry, self.iris, self.reader = entry, iris, reader
        self.dispatch = entry.ledger.dispatch
        self.iri = Iri(iris.of("dispatch", entry.key))
        self.reading = Iri(iris.of("reading", entry.key))
        self.provider = Iri(iris.of("entity", entry.provider()))
        self.lang = self.dispatch.lang if _LANGUAGE.fullmatch(self.dispatch.lang) else ""

    def lines(self) -> Iterator[str]:
        entry, d = self.entry, self.dispatch
        ledger = entry.ledger
        yield about(
            self.iri,
            [
                ("a", Term("prov:Entity")),
                ("a", Term("schema:NewsArticle")),
                ("schema:identifier", Text(d.id)),
                ("schema:headline", self._text(d.headline.of(d.text)) if d.headline else None),
                ("schema:inLanguage", Text(d.lang)),
                ("schema:url", Iri(d.url) if is_address(d.url) and d.url else None),
                ("dcterms:issued", _edtf(d.date)),
                ("prov:wasAttributedTo", self.provider),
                ("selon:status", Text(d.status)),
                ("selon:digest", Text(d.digest) if d.digest else None),
                ("selon:outlet", Text(d.carriage.outlet) if d.carriage.outlet else None),
                ("selon:story", Iri(self.iris.of("story", entry.story)) if entry.story else None),
                ("selon:text", self._text(d.text)),
                *((f"selon:{link.relation}", Text(link.target)) for link in d.carriage.links),
            ],
        )
        yield about(self.provider, [("a", Term("prov:Agent")), ("a", Term("prov:Organization")), ("rdfs:label", Text(d.provider) if d.provider else None)])
        yield about(self.reading, [("a", Term("prov:Activity")), ("prov:used", self.iri), ("prov:wasAssociatedWith", self.reader)])
        for entity in ledger.entities:
            yield self._entity(entity)
        for claim in ledger.claims:
            yield from self._claim(claim)
        for number, omission in enumerate(ledger.omissions):
            silent = omission.source
            yield about(
                Iri(self.iris.of("omission", f"{entry.key}.{number}")),
                [
                    ("a", Term("selon:Omission")),
                    ("selon:inDispatch", self.iri),
                    ("selon:source", (self.provider if silent == AGENCY else self._party(silent)) if silent else None),
                    ("selon:kind", Text(omission.kind)),
                    ("selon:words", self._text(omission.what)),
                    ("oa:start", omission.span.start),
                    ("oa:end", omission.span.end),
                ],
            )
        for one in ledger.commitments:
            yield about(
                Iri(self.iris.of("commitment", f"{entry.key}.{one.id}")),
                [
                    ("a", Term("selon:Commitment")),
                    ("selon:inDispatch", self.iri),
                    ("selon:act", Text(one.act)),
                    *(("selon:by", self._party(id)) for id in one.by),
                    *(("selon:to", self._party(id)) for id in one.to),
                    ("selon:due", _edtf(one.due)),
                    ("selon:status", Text(one.status)),
                    *(("prov:wasDerivedFrom", Iri(self.iris.of("claim", entry.claim(id)))) for id in one.claims),
                ],
            )

    def _entity(self, entity: Entity) -> str:
        agent = entity.kind != "place"
        return about(
            Iri(self.iris.of("entity", self.entry.entity(entity.id))),
            [
                ("a", Term("prov:Agent") if agent else Term("prov:Location")),
                ("a", Term(_CLASSES.get(entity.kind, "schema:Place"))),
                ("rdfs:label", self._text(entity.name)),
                ("selon:country", Text(entity.country) if entity.country else None),
                ("selon:sector", Text(entity.sector) if entity.sector else None),
                ("selon:role", self._text(entity.role) if entity.role else None),
                ("selon:named", entity.named),
            ],
        )

    def _claim(self, claim: Claim) -> Iterator[str]:
        entry, event = self.entry, claim.event
        key = entry.claim(claim.id)
        iri = Iri(self.iris.of("claim", key))

        def part(kind: str, number: str) -> Iri:
            return Iri(self.iris.of(kind, f"{key}.{number}"))

        happening = Iri(self.iris.of("event", key))
        chain = links(claim)
        innermost = [self._link(link.entity) for link in chain if link.position == 0]
        primary = part("utterance", "0") if chain and chain[0].entity is not None else None
        attributions = [part("attribution", f"{link.position}.{link.part}") for link in chain]
        target, annotation = part("target", "0"), part("annotation", "0")
        selectors = [part("span", str(number)) for number, _ in enumerate(claim.spans)]
        basis = [part("basis", str(number)) for number, _ in enumerate(claim.basis)]
        yield about(
            iri,
            [
                ("a", Term("prov:Entity")),
                ("a", Term("selon:Claim")),
                ("selon:words", self._text(words_of(entry, claim.spans))),
                ("selon:certainty", Text(claim.certainty)),
                ("selon:polarity", Text(claim.polarity)),
                ("selon:quote", Text(claim.quote)),
                *(("selon:cue", self._text(cue.of(self.dispatch.text))) for cue in claim.cues),
                ("selon:said", _edtf(claim.said.edtf if claim.said else None)),
                ("selon:rule", Text(claim.rule)),
                ("selon:judgement", Text(entry.judgements[claim.id]) if claim.id in entry.judgements else None),
                ("prov:wasGeneratedBy", self.reading),
                ("prov:wasDerivedFrom", self.iri),
                ("prov:wasQuotedFrom", self.iri if claim.quote in ("direct", "mixed") else None),
                ("prov:hadPrimarySource", primary),
                *(("prov:wasAttributedTo", each) for each in innermost),
                *(("prov:qualifiedAttribution", each) for each in attributions),
                *(("selon:basis", each) for each in basis),
                ("selon:restates", Iri(self.iris.of("claim", entry.claim(claim.restates))) if claim.restates else None),
            ],
        )
        if primary:
            yield about(primary, [("a", Term("prov:Entity")), ("a", Term("selon:Utterance")), *(("prov:wasAttributedTo", each) for each in innermost)])
        for link, each in zip(chain, attributions, strict=True):
            told: Pairs = [("a", Term("prov:Attribution")), ("prov:agent", self._link(link.entity)), ("prov:hadRole", Term(f"selon:{link.role}"))]
            yield about(each, [*told, ("selon:position", link.position), ("selon:jointly", link.joint)])
        yield about(annotation, [("a", Term("oa:Annotation")), ("oa:hasBody", iri), ("oa:hasTarget", target)])
        yield about(target, [("a", Term("oa:SpecificResource")), ("oa:hasSource", self.iri), *(("oa:hasSelector", each) for each in selectors)])
        for span, each in zip(claim.spans, selectors, strict=True):
            yield about(each, [("a", Term("oa:TextPositionSelector")), ("oa:start", span.start), ("oa:end", span.end)])
        for how, each in zip(claim.basis, basis, strict=True):
            yield about(each, [("a", Term("selon:Basis")), ("selon:kind", Text(how.kind)), ("oa:start", how.span.start), ("oa:end", how.span.end)])
        yield graph(
            iri,
            [
                about(
                    happening,
                    [
                        ("a", Term("selon:Event")),
                        ("selon:act", Text(event.act)),
                        ("selon:trigger", self._text(event.trigger.of(self.dispatch.text))),
                        ("selon:type", Text(event.type) if event.type else None),
                        ("selon:mode", Text(event.mode) if event.mode else None),
                        ("selon:cameo", Text(event.cameo) if event.cameo else None),
                        *(("selon:actor", self._party(id)) for id in event.actor),
                        *(("selon:recipient", self._party(id)) for id in event.recipient),
                        ("prov:atLocation", self._party(event.place) if event.place else None),
                        ("selon:time", _edtf(event.time.edtf if event.time else None)),
                        ("selon:timeWords", self._text(event.time.span.of(self.dispatch.text)) if event.time else None),
                        *(("selon:auxiliary", Text(each)) for each in event.auxiliary),
                        *(("selon:context", Text(context.name)) for context in event.contexts),
                    ],
                    "  ",
                )
            ],
        )

    def _text(self, words: str) -> Text:
        return Text(words, self.lang)

    def _party(self, id: str) -> Iri:
        return Iri(self.iris.of("entity", self.entry.entity(id)))

    def _link(self, id: str | None) -> Iri:
        return self.provider if id is None else self._party(id)


def _edtf(edtf: str | None) -> Text | None:
    """A literal of the Library of Congress' datatype for EDTF, which plain days fit too."""
    return Text(edtf, type="edtf:EDTF") if edtf else None


def _owed(owed: Owed, iris: Iris) -> str:
    iri = Iri(iris.of("owed", owed.key))
    steps = [Iri(iris.of("step", f"{owed.key}.{number}")) for number, _ in enumerate(owed.steps)]
    lines = about(
        iri,
        [
            ("a", Term("selon:Owed")),
            ("selon:act", Text(owed.act)),
            *(("selon:byName", Text(party.name)) for party in owed.by),
            *(("selon:toName", Text(party.name)) for party in owed.to),
            ("selon:due", _edtf(owed.due)),
            ("selon:place", Text(owed.place) if owed.place else None),
            ("selon:status", Text(owed.status)),
            *(("selon:step", each) for each in steps),
        ],
    )
    for number, (step, each) in enumerate(zip(owed.steps, steps, strict=True)):
        told: Pairs = [("a", Term("selon:Step")), ("selon:position", number), ("prov:wasDerivedFrom", Iri(iris.of("claim", step.claim)))]
        lines += about(each, [*told, ("selon:what", Text(step.what)), ("selon:time", _edtf(step.day))])
    return lines
