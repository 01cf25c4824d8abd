"""The ledger as a table for a person at a terminal."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from selon.model.claim import Claim
from selon.model.ledger import Ledger
from selon.notices import CODES
from selon.render.wording import Names, act_words, basis_words, date_words, denial, isolated, omission_words, plain, safe, when_words, words_of
from selon.stories.contradictions import contested

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

#: Columns of the terminal from which a claim's fields stand side by side; below, one under the other.
WIDE = 90
NARROWEST = 24
_GAP = 2
#: Shares of the width of who, what, to whom, when and where, according to, how sure.
_SHARES = (17, 19, 15, 13, 17, 9)
_HEADS = ("who", "did what", "to whom", "when, where", "according to", "how sure")
_SURE = {"certain": "green", "probable": "yellow", "possible": "yellow", "unknown": "magenta"}


def render(ledger: Ledger, *, width: int = 100, colour: bool = False) -> str:
    """*ledger* as a table *width* terminal columns wide (at least 24), with ANSI colours where *colour* is true.

    Claims come in text order, each with its words in the line below; then omissions, commitments, contested points and notices.
    """
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width, NARROWEST),
        force_terminal=colour,
        color_system="standard" if colour else None,
        force_jupyter=False,
        force_interactive=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    _Table(ledger, console).print()
    return "".join(line.rstrip(" ") + "\n" for line in out.getvalue().splitlines())


class _Table:
    """One rendering of one ledger."""

    def __init__(self, ledger: Ledger, console: Console) -> None:
        self.ledger = ledger
        self.console = console
        self.names = Names(ledger)
        self.acts = {claim.id: claim.event.act for claim in ledger.claims}
        self.indent = min(max((len(claim.id) for claim in ledger.claims), default=2), 8) + _GAP
        self.wide = console.width >= WIDE

    def print(self) -> None:
        """Everything, in the order a person wants it."""
        self._heading()
        self._claims()
        self._omissions()
        self._commitments()
        self._contested()
        self._notices()

    # -- parts -------------------------------------------------------------------------------

    def _heading(self) -> None:
        dispatch = self.ledger.dispatch
        headline = isolated(dispatch.headline.of(dispatch.text)) if dispatch.headline else plain(dispatch.id) or "(no headline)"
        self._line((headline, "bold"))
        place = dispatch.dateline.place if dispatch.dateline else None
        parts = [
            dispatch.provider or "provider unknown",
            place,
            date_words(dispatch.date) if dispatch.date else "date unknown",
            dispatch.status if dispatch.status != "new" else None,
            dispatch.lang,
            dispatch.id if dispatch.headline else None,
        ]
        self._line((" · ".join(isolated(part) for part in parts if part), ""))

    def _claims(self) -> None:
        claims = self.ledger.claims
        if not claims:
            self.console.print()
            self._line(("No claims were read from this text.", ""))
            return
        self._section(f"Claims ({len(claims)})")
        if self.wide:
            self._row("", [(head, "dim") for head in _HEADS])
        for claim in claims:
            if claim.restates in self.acts:
                self._restating(claim)
            elif self.wide:
                self._wide(claim)
            else:
                self._narrow(claim)

    def _wide(self, claim: Claim) -> None:
        event = claim.event
        who, whom = self._parties(event.actor) or "–", self._parties(event.recipient) or "–"
        self._row(
            claim.id, [(who, "bold"), self._what(claim), (whom, "bold"), (self._when(claim) or "–", ""), (self._according(claim), "cyan"), self._sure(claim)]
        )
        self._words(claim)

    def _narrow(self, claim: Claim) -> None:
        event = claim.event
        whom = self._parties(event.recipient)
        pieces = [(self._parties(event.actor) or "–", "bold"), (": ", ""), self._what(claim)]
        pieces += [(" → ", ""), (whom, "bold")] if whom else []
        self._hang(claim.id, *pieces)
        when = self._when(claim)
        pieces = [("according to ", "dim"), (self._according(claim), "cyan"), *([(f" · {when}", "")] if when else []), (" · ", ""), self._sure(claim)]
        self._hang("", *pieces)
        self._words(claim)

    def _restating(self, claim: Claim) -> None:
        other = str(claim.restates)
        pieces = [(f"= {other}", "bold")]
        if denial(self.ledger, claim) is not None or self.acts[other] != claim.event.act:
            pieces += [(" ", ""), self._what(claim)]
        when = self._when(claim)
        pieces += [(", according to ", "dim"), (self._according(claim), "cyan"), (f", {when}" if when else "", ""), (", ", ""), self._sure(claim)]
        self._hang(claim.id, *pieces)

    def _omissions(self) -> None:
        if not self.ledger.omissions:
            return
        self._section("Left unsaid")
        for omission in self.ledger.omissions:
            who = isolated(self.names.of(omission.source)) if omission.source else "source not named"
            self._hang("-", (who, "bold"), (f", {omission_words(omission.kind)}: ", ""), (f"“{isolated(omission.what)}”", "dim"))

    def _commitments(self) -> None:
        if not self.ledger.commitments:
            return
        self._section("Commitments")
        for owed in self.ledger.commitments:
            to = self._parties(owed.to)
            due = f"due {date_words(owed.due)}" if owed.due else "no date"
            pieces = [(self._parties(owed.by) or "–", "bold"), (f": {act_words(owed.act)}", ""), *([(" → ", ""), (to, "bold")] if to else [])]
            self._hang(owed.id, *pieces, (f" · {due} · {owed.status}", ""), (f" ({', '.join(owed.claims)})", "dim"))

    def _contested(self) -> None:
        points = contested(self.ledger)
        if not points:
            return
        self._section("Contested")
        by_id = {claim.id: claim for claim in self.ledger.claims}
        for point in points:
            sides = " against ".join(f"{id} ({self._chain(by_id[id])})" for _, id in point.claims)
            self._hang("!", (sides, "bold red"), (f": {point.why}", ""))

    def _notices(self) -> None:
        if not self.ledger.notices:
            return
        self._section("Notices")
        counts: dict[str, list[str]] = {}
        for notice in self.ledger.notices:
            place = f"“{isolated(notice.span.of(self.ledger.dispatch.text)[:40])}”" if notice.span else isolated(notice.detail)
            counts.setdefault(notice.code, []).append(place)
        for code, places in counts.items():
            shown = ", ".join(places[:4]) + (f" and {len(places) - 4} more" if len(places) > 4 else "")
            self._hang("-", (f"{code}: {CODES.get(code, '')}: {shown}", "dim"))

    # -- words of a claim --------------------------------------------------------------------

    def _parties(self, ids: tuple[str, ...]) -> str:
        return ", ".join(isolated(name) for name in self.names.all(ids))

    def _chain(self, claim: Claim) -> str:
        return " ← ".join(isolated(name) for name in self.names.chain(claim))

    def _according(self, claim: Claim) -> str:
        """The chain, and how those in it know."""
        basis = ", ".join(basis_words(kind) for kind in dict.fromkeys(each.kind for each in claim.basis))
        return f"{self._chain(claim)} ({basis})" if basis else self._chain(claim)

    def _when(self, claim: Claim) -> str | None:
        """When and where, as far as the claim says."""
        event = claim.event
        place = event.place if event.place not in (*event.actor, *event.recipient) else None
        parts = (when_words(self.ledger, event.time), isolated(self.names.of(place)) if place else None)
        return ", ".join(part for part in parts if part) or None

    def _what(self, claim: Claim) -> tuple[str, str]:
        mark = denial(self.ledger, claim)
        what = f"{claim.event.type} {act_words(claim.event.act)}" if claim.event.type else act_words(claim.event.act)
        if mark and claim.event.act == "deny":
            return ("DENIED", "bold red")
        return (f"{mark.upper()}: {plain(what)}", "bold red") if mark else (plain(what), "")

    def _sure(self, claim: Claim) -> tuple[str, str]:
        mark = denial(self.ledger, claim)
        return (f"{claim.certainty}, {mark}", "bold red") if mark else (claim.certainty, _SURE.get(claim.certainty, ""))

    def _words(self, claim: Claim) -> None:
        """The claim's own words, at most two lines of them (one where the terminal is narrow)."""
        from rich.cells import cell_len, set_cell_size

        words = f"“{isolated(words_of(self.ledger, claim.spans))}”"
        room = (self.console.width - self.indent) * (2 if self.wide else 1) - (12 if self.wide else 0)
        if cell_len(words) > room:
            words = set_cell_size(words, room - 2).rstrip() + "…”"
        self._hang("", (words, "dim"))

    # -- layout ------------------------------------------------------------------------------

    def _text(self, *pieces: tuple[str, str]) -> Text:
        from rich.text import Text

        text = Text(overflow="fold")
        for words, style in pieces:
            text.append(safe(words), style=style)
        return text

    def _line(self, *pieces: tuple[str, str]) -> None:
        self._columns((self.console.width, self._text(*pieces)))

    def _section(self, title: str) -> None:
        self.console.print()
        self._line((title, "bold underline"))

    def _hang(self, label: str, *pieces: tuple[str, str]) -> None:
        """A line whose further lines are indented under its first."""
        self._columns((self.indent, self._text((label, "dim"))), (self.console.width - self.indent, self._text(*pieces)))

    def _row(self, label: str, cells: list[tuple[str, str]]) -> None:
        room = self.console.width - self.indent - _GAP * (len(_SHARES) - 1)
        columns = [(self.indent, self._text((label, "dim")))]
        for number, (share, cell) in enumerate(zip(_SHARES, cells, strict=True)):
            if number:
                columns.append((_GAP, self._text()))
            columns.append((room * share // sum(_SHARES), self._text(cell)))
        self._columns(*columns)

    def _columns(self, *columns: tuple[int, Text]) -> None:
        """Texts side by side, each wrapped in its width."""
        from rich.text import Text

        wrapped = [(width, text.wrap(self.console, width, overflow="fold")) for width, text in columns]
        for number in range(max(len(lines) for _, lines in wrapped)):
            line = Text()
            for width, lines in wrapped:
                if number < len(lines):
                    lines[number].rstrip()
                    line.append_text(lines[number])
                    line.append(" " * (width - lines[number].cell_len))
                else:
                    line.append(" " * width)
            line.rstrip()
            self.console.print(line, no_wrap=True, overflow="ignore", crop=False)
