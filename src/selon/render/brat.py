"""The ledger in brat's standoff format (https://brat.nlplab.org/standoff.html), to be looked at and corrected in brat.

A document is two files: :func:`text` goes into ``ID.txt``, :func:`render` into ``ID.ann``; :func:`configuration` is the
``annotation.conf`` of the collection. Offsets are Unicode code points into the text.
"""

from __future__ import annotations

import re

from selon.model.claim import AGENCY, Claim
from selon.model.ledger import Ledger
from selon.model.text import Span, Spans
from selon.render.wording import Names

_KINDS = {"person": "Person", "organization": "Organization", "country": "Country", "place": "Place", "agency": "Agency"}
_TEXT_BOUND = ("Source", "Cue", "Content", "Claim", "Omission", "DATE", "TIME", "DURATION", "SET", *_KINDS.values())
#: PLOVER's types, and ``Event`` for an act that has none.
_EVENTS = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "Event",
)
#: Parts of a line (or between tabs), at whose ends brat wants a span to be split, without the blanks around them.
_PIECE = re.compile("[^\\s](?:[^\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]*[^\\s])?")


def text(ledger: Ledger) -> str:
    """The text that the annotations point into: the dispatch's, unchanged."""
    return ledger.dispatch.text


def render(ledger: Ledger) -> str:
    """*ledger* as the lines of an ``.ann`` file.

    ``T`` lines hold mentions, sources, cues, contents, claims, omissions, times and triggers; ``E`` lines the events with their
    claim, parties, place and time; ``A`` lines certainty, polarity and quotation; ``R`` lines attributions and restatements;
    ``*`` lines the mentions of one entity; ``#`` lines what brat has no place for (names, chains, dates).
    """
    return _Standoff(ledger).lines()


def configuration() -> str:
    """The ``annotation.conf`` that brat needs to show and edit these annotations."""
    entities = "|".join(_KINDS.values())
    lines = ["[entities]", *_TEXT_BOUND, "", "[relations]", "Source\tArg1:Cue, Arg2:Source", "Content\tArg1:Cue, Arg2:Content"]
    lines += ["SaidBy\tArg1:Content, Arg2:Source", "Inside\tArg1:Content, Arg2:Content", "Restates\tArg1:Claim, Arg2:Claim"]
    lines += [f"Is\tArg1:Source, Arg2:{entities}", f"Equiv\tArg1:{entities}, Arg2:{entities}, <REL-TYPE>:symmetric-transitive", "", "[events]"]
    lines += [f"{kind}\tClaim?:Claim, Actor*:{entities}, Recipient*:{entities}, Place?:{entities}, Time?:DATE|TIME|DURATION|SET" for kind in _EVENTS]
    lines += ["", "[attributes]", "Certainty\tArg:<EVENT>, Value:certain|probable|possible|unknown", "Polarity\tArg:<EVENT>, Value:positive|negative"]
    lines += ["Quote\tArg:Claim, Value:direct|indirect|mixed|none", ""]
    return "\n".join(lines)


class _Standoff:
    """One file of annotations while it is written."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.text = ledger.dispatch.text
        self.names = Names(ledger)
        self.out: dict[str, list[str]] = {kind: [] for kind in "TERA*#"}
        self.bound: dict[tuple[str, tuple[Span, ...]], str] = {}
        self.mentions: dict[str, list[tuple[Span, str]]] = {}
        self.sources: dict[str, str] = {}
        self.contents: dict[str, str] = {}
        self.claims: dict[str, str] = {}

    def lines(self) -> str:
        """The whole file."""
        self._entities()
        self._times()
        self._attributions()
        for claim in self.ledger.claims:
            self._claim(claim)
        for claim in self.ledger.claims:
            if claim.id in self.claims and claim.restates in self.claims:
                self._relation("Restates", self.claims[claim.id], self.claims[claim.restates])
        for omission in self.ledger.omissions:
            mark = self._bound("Omission", (omission.span,))
            who = self.names.of(omission.source) if omission.source else "source not named"
            self._note(mark, f"{who}: {omission.kind}")
        for owed in self.ledger.commitments:
            mark = next((self.claims[id] for id in owed.claims if id in self.claims), None)
            parties = f"{', '.join(self.names.all(owed.by))} to {', '.join(self.names.all(owed.to)) or 'nobody named'}"
            self._note(mark, f"commitment {owed.id}: {owed.act}, {parties}, due {owed.due or 'open'}, {owed.status}")
        return "".join(f"{line}\n" for kind in "TERA*#" for line in self.out[kind])

    # -- parts -------------------------------------------------------------------------------

    def _entities(self) -> None:
        for entity in self.ledger.entities:
            marks: list[tuple[Span, str]] = []
            for span in entity.mentions:
                mark = self._bound(_KINDS[entity.kind], (span,), entity.id)
                if mark is not None and all(mark != other for _, other in marks):
                    marks.append((span, mark))
            self.mentions[entity.id] = marks
            if marks:
                facts = (entity.id, entity.name, entity.country, entity.sector, entity.role, entity.known)
                self._note(marks[0][1], " | ".join(fact for fact in facts if fact))
            if len(marks) > 1:
                self.out["*"].append("*\tEquiv " + " ".join(mark for _, mark in marks))

    def _times(self) -> None:
        for timex in self.ledger.timexes:
            self._note(self._bound(timex.type, (timex.span,)), f"value {timex.value or 'open'} | edtf {timex.edtf or 'open'}")

    def _attributions(self) -> None:
        for attribution in self.ledger.attributions:
            source = self._bound("Source", attribution.source)
            cue = self._bound("Cue", attribution.cue)
            content = self._bound("Content", attribution.content)
            if content is not None:
                self.contents[attribution.id] = content
            if cue is not None:
                self._relation("Source", cue, source)
                self._relation("Content", cue, content)
            else:
                self._relation("SaidBy", content, source)
            for id in attribution.source_entity:
                self._relation("Is", source, self._mention(id, attribution.source))
            facts = ("attribution " + attribution.id, attribution.kind, attribution.quote, "implicit" if attribution.implicit else "")
            self._note(cue or content, " | ".join(fact for fact in facts if fact))
        for attribution in self.ledger.attributions:
            if attribution.parent is not None:
                self._relation("Inside", self.contents.get(attribution.id), self.contents.get(attribution.parent))

    def _claim(self, claim: Claim) -> None:
        event = claim.event
        # Two claims may stand on the same words, or share a trigger: each has its own annotation.
        content = self._bound("Claim", claim.spans, claim.id)
        kind = event.type or "Event"
        trigger = self._bound(kind, (event.trigger,), claim.id)
        if content is not None:
            self.claims[claim.id] = content
            self._attribute("Quote", content, claim.quote)
        chain = " < ".join(self.names.chain(claim))
        facts = f"{claim.id} | {event.act}{f' ({event.cameo})' if event.cameo else ''} | according to {chain}"
        if trigger is None:
            self._note(content, f"{facts} | {claim.certainty} {claim.polarity}")
            return
        arguments = [("Claim", content)]
        near = (event.trigger, *claim.spans)
        for role, ids in (("Actor", event.actor), ("Recipient", event.recipient), ("Place", (event.place,) if event.place else ())):
            arguments += [(role, self._mention(id, near)) for id in ids]
        if event.time is not None:
            arguments.append(("Time", self._time(event.time.span)))
        seen: dict[str, int] = {}
        words = [f"{kind}:{trigger}"]
        for role, mark in arguments:
            if mark is not None:
                seen[role] = seen.get(role, 0) + 1
                words.append(f"{role}{seen[role] if seen[role] > 1 else ''}:{mark}")
        id = f"E{len(self.out['E']) + 1}"
        self.out["E"].append(f"{id}\t{' '.join(words)}")
        self._attribute("Certainty", id, claim.certainty)
        self._attribute("Polarity", id, claim.polarity)
        self._note(id, facts)

    # -- lines -------------------------------------------------------------------------------

    def _bound(self, kind: str, spans: Spans, owner: str = "") -> str | None:
        """The ``T`` line for *spans*, made once for each kind and *owner*; None where they hold no words."""
        pieces: list[Span] = []
        for span in sorted(spans):
            start = max(span.start, pieces[-1].end if pieces else 0)
            pieces += [Span(start + m.start(), start + m.end()) for m in _PIECE.finditer(self.text[start : span.end])]
        if not pieces:
            return None
        key = (f"{kind} {owner}", tuple(pieces))
        if key not in self.bound:
            self.bound[key] = f"T{len(self.bound) + 1}"
            offsets = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
            words = " ".join(piece.of(self.text) for piece in pieces)
            self.out["T"].append(f"{self.bound[key]}\t{kind} {offsets}\t{words}")
        return self.bound[key]

    def _mention(self, id: str, near: Spans) -> str | None:
        """The mention of an entity that lies in *near*, else the closest to it; None for the agency and for who is not mentioned."""
        marks = self.mentions.get(id, []) if id != AGENCY else []
        if not marks or not near:
            return marks[0][1] if marks else None
        anchor = near[0]
        return min(marks, key=lambda m: (not any(span.holds(m[0]) for span in near), abs(m[0].start - anchor.start)))[1]

    def _time(self, span: Span) -> str | None:
        inside = [timex for timex in self.ledger.timexes if timex.span.overlaps(span)]
        if inside:
            best = max(inside, key=lambda timex: min(timex.span.end, span.end) - max(timex.span.start, span.start))
            return self._bound(best.type, (best.span,))
        return self._bound("DATE", (span,))

    def _relation(self, kind: str, first: str | None, second: str | None) -> None:
        if first is not None and second is not None:
            self.out["R"].append(f"R{len(self.out['R']) + 1}\t{kind} Arg1:{first} Arg2:{second}")

    def _attribute(self, kind: str, target: str, value: str) -> None:
        self.out["A"].append(f"A{len(self.out['A']) + 1}\t{kind} {target} {value}")

    def _note(self, target: str | None, words: str) -> None:
        if target is not None:
            self.out["#"].append(f"#{len(self.out['#']) + 1}\tAnnotatorNotes {target}\t{' '.join(words.split())}")
