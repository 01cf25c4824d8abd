"""Ledgers as one self-contained page: the text with its spans marked, and what was read from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from selon.model.claim import Claim
from selon.model.ledger import Ledger
from selon.model.text import Span
from selon.notices import CODES
from selon.render.shell import bdi, counted, esc, page
from selon.render.wording import Names, act_words, basis_words, date_words, denial, omission_words, when_words, words_of
from selon.stories.contradictions import contested

#: Marks of the text, weakest first, with the words of the legend.
LEGEND = (
    ("claim", "what is claimed"),
    ("cue", "words that attribute"),
    ("source", "who says it"),
    ("time", "time"),
    ("omission", "left unsaid"),
    ("entity", "person, country, organization, place"),
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A range of the text with its class and the keys of the list items it belongs to."""

    start: int
    end: int
    kind: str
    keys: tuple[str, ...]


def render(ledgers: Sequence[Ledger], *, title: str | None = None) -> str:
    """One HTML file that shows *ledgers*: no link to anything outside it, the same bytes for the same ledgers.

    *title* is the page's; without it the headline of a single dispatch, or the number of dispatches.
    """
    if title is None:
        title = _headline(ledgers[0]) if len(ledgers) == 1 else f"{len(ledgers)} dispatches"
    css = (files("selon.render") / "page.css").read_text(encoding="utf-8")
    script = (files("selon.render") / "page.js").read_text(encoding="utf-8")
    lines = _contents(ledgers, title)
    lines += ["<main>"]
    for number, ledger in enumerate(ledgers, 1):
        lines += _Page(ledger, f"d{number}-", level=1 if len(ledgers) == 1 else 2).article()
    if not ledgers:
        lines.append("<p>There are no dispatches.</p>")
    lines += ["</main>", '<div id="peek" hidden aria-live="polite"></div>']
    return page(title, lines, css=css, script=script)


def _headline(ledger: Ledger) -> str:
    dispatch = ledger.dispatch
    return " ".join(dispatch.headline.of(dispatch.text).split()) if dispatch.headline else dispatch.id


def _contents(ledgers: Sequence[Ledger], title: str) -> list[str]:
    if len(ledgers) < 2:
        return []
    lines = [f"<header><h1>{esc(title)}</h1>", '<nav aria-label="Dispatches"><ol>']
    for number, ledger in enumerate(ledgers, 1):
        dispatch = ledger.dispatch
        facts = [dispatch.provider, date_words(dispatch.date) if dispatch.date else None, counted(len(ledger.claims), "claim")]
        about = " · ".join(bdi(fact) for fact in facts if fact)
        lines.append(f'<li><a href="#d{number}-"><bdi lang="{esc(dispatch.lang)}">{esc(_headline(ledger))}</bdi></a> <small>{about}</small></li>')
    return [*lines, "</ol></nav></header>"]


class _Page:
    """The part of the page that shows one ledger; *prefix* keeps its ids apart from the others'."""

    def __init__(self, ledger: Ledger, prefix: str, level: int) -> None:
        self.ledger = ledger
        self.text = ledger.dispatch.text
        self.names = Names(ledger)
        self.prefix = prefix
        self.level = level
        self.lang = esc(ledger.dispatch.lang)
        self.ids = {c.id: f"c{n}" for n, c in enumerate(ledger.claims, 1)}
        self.entity_ids = {e.id: f"e{n}" for n, e in enumerate(ledger.entities, 1)}
        self.labels = {f"c{n}": esc(c.id) for n, c in enumerate(ledger.claims, 1)} | {f"o{n}": f"o{n}" for n in range(1, len(ledger.omissions) + 1)}
        self.labelled: set[str] = set()

    def article(self) -> list[str]:
        """The dispatch: heading, text, lists."""
        dispatch = self.ledger.dispatch
        credits = [f"{credit.role} {', '.join(credit.names)}" for credit in dispatch.credits]
        facts = [
            dispatch.provider or "provider unknown",
            dispatch.dateline.place if dispatch.dateline else None,
            date_words(dispatch.date) if dispatch.date else "date unknown",
            None if dispatch.status == "new" else dispatch.status,
            dispatch.lang,
            dispatch.id if dispatch.headline else None,
            *credits,
        ]
        return [
            f'<article id="{self.prefix}" aria-label="{esc(_headline(self.ledger))}">',
            *([] if dispatch.headline else [f"<h{self.level}>{bdi(_headline(self.ledger))}</h{self.level}>"]),
            f'<p class="facts">{" · ".join(bdi(fact) for fact in facts if fact)}</p>',
            *([f'<p class="facts">{_address(dispatch.url)}</p>'] if dispatch.url else []),
            '<div class="columns"><div class="reading">',
            self._legend(),
            *self._reading(),
            "</div>",
            '<div class="lists">',
            *self._claims(),
            *self._contested(),
            *self._omissions(),
            *self._commitments(),
            *self._entities(),
            *self._notices(),
            "</div></div>",
            "</article>",
        ]

    # -- the text ----------------------------------------------------------------------------

    def _legend(self) -> str:
        marks = " ".join(f'<span class="key"><span class="{kind}">{words}</span></span>' for kind, words in LEGEND)
        return f'<p class="legend">{marks}</p>'

    def _reading(self) -> list[str]:
        marks = self._marks()
        headline = self.ledger.dispatch.headline
        lines = [f'<div class="text" lang="{self.lang}">']
        bounds = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
        starting: dict[int, list[_Mark]] = {}
        for mark in marks:
            starting.setdefault(mark.start, []).append(mark)
        live: list[_Mark] = []
        place = 0
        end = -1
        for line in self.text.split("\n"):
            start, end = end + 1, end + 1 + len(line)
            if not line.strip():
                continue
            while place < len(bounds) and bounds[place] <= start:
                live = [m for m in live + starting.get(bounds[place], []) if m.end > bounds[place]]
                place += 1
            heading = headline is not None and start <= headline.start < end and not self.text[headline.end : end].strip()
            tag = f"h{self.level}" if heading else "p"
            out = [f'<{tag} dir="auto">']
            at = start
            while at < end:
                live = [m for m in live if m.end > at]
                until = min(bounds[place], end) if place < len(bounds) else end
                out.append(self._segment(at, until, live))
                at = until
                while place < len(bounds) and bounds[place] <= at:
                    live += starting.get(bounds[place], [])
                    place += 1
            lines.append("".join(out) + f"</{tag}>")
        return [*lines, "</div>"]

    def _segment(self, start: int, end: int, marks: list[_Mark]) -> str:
        """One stretch of text under the same marks, led by the number of each claim that begins here."""
        words = esc(self.text[start:end])
        if not marks:
            return words
        kinds = " ".join(kind for kind, _ in LEGEND if any(m.kind == kind for m in marks))
        ordered = sorted(marks, key=lambda m: (-1 if m.kind == "omission" else 0 if m.kind == "claim" else 1, m.end - m.start, m.start))
        keys = list(dict.fromkeys(self.prefix + key for m in ordered for key in m.keys))
        labels = ""
        for key in [key for m in marks if m.kind in ("claim", "omission") for key in m.keys]:
            if key not in self.labelled:
                self.labelled.add(key)
                labels += (
                    f'<a class="no" id="{self.prefix}t-{key}" href="#{self.prefix}{key}" data-k="{self.prefix}{key}" '
                    f'aria-label="{self._named(key)}">{self.labels[key]}</a>'
                )
        return f'{labels}<span class="{kinds}" data-k="{" ".join(keys)}">{words}</span>'

    def _marks(self) -> list[_Mark]:
        """All marks of the text that lie inside it, in text order."""
        ledger = self.ledger
        users: dict[str, list[str]] = {}
        found: list[_Mark] = []
        for claim in ledger.claims:
            key = self.ids[claim.id]
            found += [_Mark(*span, "claim", (key,)) for span in claim.spans]
            for id in claim.attributions:
                users.setdefault(id, []).append(key)
            cues = [cue for cue in claim.cues if all(cue not in a.cue for a in ledger.attributions)]
            found += [_Mark(*cue, "cue", (key,)) for cue in cues]
            found += [_Mark(*when.span, "time", (key,)) for when in (claim.event.time, claim.said) if when is not None]
        for attribution in ledger.attributions:
            keys = tuple(users.get(attribution.id, ()))
            found += [_Mark(*span, "source", keys) for span in attribution.source] + [_Mark(*span, "cue", keys) for span in attribution.cue]
        found += [_Mark(*timex.span, "time", ()) for timex in ledger.timexes]
        found += [_Mark(*omission.span, "omission", (f"o{n}",)) for n, omission in enumerate(ledger.omissions, 1)]
        found += [_Mark(*span, "entity", (self.entity_ids[entity.id],)) for entity in ledger.entities for span in entity.mentions]
        return sorted((m for m in found if 0 <= m.start < m.end <= len(self.text)), key=lambda m: (m.start, -m.end))

    # -- the lists ---------------------------------------------------------------------------

    def _claims(self) -> list[str]:
        claims = self.ledger.claims
        if not claims:
            return [f'<section><h{self.level + 1}>Claims</h{self.level + 1}><p class="none">No claims were read from this text.</p></section>']
        return self._section("Claims", [self._claim(claim) for claim in claims], "cards")

    def _claim(self, claim: Claim) -> str:
        event, key, mark = claim.event, self.ids[claim.id], denial(self.ledger, claim)
        act = f'<b class="act">{esc(act_words(event.act))}</b>'
        what = f'<b class="type">{esc(event.type)}</b> {act}' if event.type else act
        denied = f"<em>{mark}:</em> " if mark else ""
        if mark and event.act == "deny":
            denied, what = "", f"<em>{mark}</em>"
        sure = f"{mark}, {claim.certainty}" if mark else claim.certainty
        restated = self.ids.get(claim.restates or "")
        again = f' <a class="again" href="#{self.prefix}{restated}">= {self.labels[restated]}</a>' if restated else ""
        rows = [
            ("who", self._entity_links(event.actor)),
            ("to whom", self._entity_links(event.recipient)),
            ("when", esc(when_words(self.ledger, event.time) or "")),
            ("where", self._entity_links((event.place,) if event.place else ())),
            ("according to", self._chain(claim)),
            ("known", self._basis(claim)),
            ("said", esc(when_words(self.ledger, claim.said) or "")),
        ]
        facts = "".join(f"<div><dt>{label}</dt><dd>{value}</dd></div>" for label, value in rows if value)
        return (
            f'<li id="{self.prefix}{key}" class="card{" denied" if mark else ""}" data-k="{self.prefix}{key}">'
            f'<p class="what">{self._number(key)} '
            f'{denied}{what}{again} <span class="sure {claim.certainty}">{sure}</span></p><dl>{facts}</dl>'
            f'<p class="words" lang="{self.lang}" dir="auto">{esc(words_of(self.ledger, claim.spans))}</p></li>'
        )

    def _number(self, key: str) -> str:
        """The number of a claim or omission, as a link to its words where the text has them."""
        if key not in self.labelled:
            return f'<span class="no">{self.labels[key]}</span>'
        return f'<a class="no" href="#{self.prefix}t-{key}" aria-label="{self._named(key)}, show in the text">{self.labels[key]}</a>'

    def _named(self, key: str) -> str:
        return f"{'claim' if key[0] == 'c' else 'omission'} {self.labels[key]}"

    def _chain(self, claim: Claim) -> str:
        links = []
        for link in claim.chain:
            joint = (self._entity_links((id,)) if id in self.entity_ids else bdi(self.names.of(id)) for id in link.split("+"))
            links.append(f"<li>{' + '.join(joint)}</li>")
        return f'<ol class="chain">{"".join(links)}</ol>'

    def _basis(self, claim: Claim) -> str:
        """How those who tell it know, each with its words."""
        return ", ".join(
            f'{esc(basis_words(each.kind))} <q lang="{self.lang}" dir="auto">{esc(" ".join(each.span.of(self.text).split()))}</q>' for each in claim.basis
        )

    def _entity_links(self, ids: Iterable[str]) -> str:
        return ", ".join(
            f'<a href="#{self.prefix}{self.entity_ids[id]}" data-k="{self.prefix}{self.entity_ids[id]}">{bdi(self.names.of(id))}</a>'
            if id in self.entity_ids
            else bdi(self.names.of(id))
            for id in ids
        )

    def _claim_links(self, ids: Iterable[str]) -> str:
        return ", ".join(
            f'<a href="#{self.prefix}{self.ids[id]}" data-k="{self.prefix}{self.ids[id]}">{esc(id)}</a>' if id in self.ids else esc(id) for id in ids
        )

    def _section(self, title: str, items: list[str], kind: str = "plain") -> list[str]:
        if not items:
            return []
        heading = f"<h{self.level + 1}>{title} <small>{len(items)}</small></h{self.level + 1}>"
        return [f'<section>{heading}<ul class="{kind}">', *items, "</ul></section>"]

    def _contested(self) -> list[str]:
        by_id = {claim.id: claim for claim in self.ledger.claims}
        items = []
        for point in contested(self.ledger):
            sides = " against ".join(f"{self._claim_links((id,))} ({self._chain(by_id[id])})" for _, id in point.claims)
            items.append(f'<li class="card denied">{sides}<br><small>{esc(point.why)}</small></li>')
        return self._section("Contested", items, "cards")

    def _omissions(self) -> list[str]:
        items = []
        for number, omission in enumerate(self.ledger.omissions, 1):
            key = f"{self.prefix}o{number}"
            who = self._entity_links((omission.source,)) if omission.source else "source not named"
            items.append(
                f'<li id="{key}" class="card" data-k="{key}">{self._number(f"o{number}")} <b>{who}</b>: {esc(omission_words(omission.kind))}'
                f'<p class="words" lang="{self.lang}" dir="auto">{esc(" ".join(omission.what.split()))}</p></li>'
            )
        return self._section("Left unsaid", items, "cards")

    def _commitments(self) -> list[str]:
        items = []
        for owed in self.ledger.commitments:
            to = f" → {self._entity_links(owed.to)}" if owed.to else ""
            due = f"due {esc(date_words(owed.due))}" if owed.due else "no date"
            items.append(
                f'<li class="card">{self._entity_links(owed.by)}: <b>{esc(act_words(owed.act))}</b>{to}<br><small>{due} · '
                f"<b>{esc(owed.status)}</b> · from {self._claim_links(owed.claims)}</small></li>"
            )
        return self._section("Commitments", items, "cards")

    def _entities(self) -> list[str]:
        items = []
        for entity in self.ledger.entities:
            key = self.prefix + self.entity_ids[entity.id]
            facts = " · ".join(bdi(fact) for fact in (entity.kind, entity.country, entity.sector, entity.role) if fact)
            others = dict.fromkeys(" ".join(span.of(self.text).split()) for span in entity.mentions)
            others.pop(entity.name, None)
            mentions = f'<p class="words" lang="{self.lang}">{", ".join(bdi(o) for o in others if o)}</p>' if others else ""
            items.append(
                f'<li id="{key}" data-k="{key}" tabindex="0"><b>{bdi(entity.name)}</b> '
                f"<small>{facts} · {counted(len(entity.mentions), 'mention')}</small>{mentions}</li>"
            )
        return self._section("Entities", items)

    def _notices(self) -> list[str]:
        items = []
        for notice in self.ledger.notices:
            where = f": “{esc(_short(notice.span, self.text))}”" if notice.span else ""
            items.append(f"<li><code>{esc(notice.code)}</code> {esc(CODES.get(notice.code, notice.detail))}{where}</li>")
        if not items:
            return []
        return [f"<section><details><summary>Notices <small>{len(items)}</small></summary><ul>", *items, "</ul></details></section>"]


def _short(span: Span, text: str) -> str:
    words = " ".join(span.of(text[: span.start + 81]).split())
    return words[:80] + "…" if len(words) > 80 else words


def _address(url: str) -> str:
    """A web address as a link; any other scheme as plain words."""
    if re.match(r"https?://", url, re.IGNORECASE):
        return f'<a href="{esc(url)}" rel="noreferrer noopener">{esc(url)}</a>'
    return esc(url)
