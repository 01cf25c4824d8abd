"""What a temporal expression is read against: the publication date, the dates before it, the tense around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from selon.errors import AnchorError
from selon.timexes.detect import Candidate, Tokens
from selon.timexes.edtf import as_day, month_end
from selon.timexes.links import link
from selon.timexes.tables import TimexTables
from selon.timexes.templates import BREAK, OTHER

Tense = Literal["past", "future", "present"]
TenseAt = Callable[[int], Tense]
_ANCHOR = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?")
_FIRST_YEAR, _LAST_YEAR = 1600, 2199
_STAND_IN = 2401
_BACK, _FORTH = 16, 12
#: The openers that settle the tense whatever the verb says.
_BOUNDS: dict[str | None, Tense] = {"ahead": "future", "behind": "past"}
_REACH = 400


@dataclass(frozen=True, slots=True)
class Anchor:
    """The publication date as far as it is known. Where the year is not, *year* stands in for it (*floating*)."""

    year: int | None
    month: int | None
    day: int | None
    floating: bool = False
    settled: bool = True

    @property
    def date(self) -> date | None:
        """The day, where the anchor has one."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def edtf(self) -> str | None:
        """The date as it was given."""
        if self.year is None:
            return None
        text = "XXXX" if self.floating else f"{self.year:04d}"
        return text + "".join(f"-{part:02d}" for part in (self.month, self.day) if part is not None)


def read_anchor(text: str | None) -> Anchor:
    """The anchor of an EDTF date of the four forms that a dispatch's date has. Raises AnchorError on any other."""
    if text is None:
        return Anchor(None, None, None)
    found = _ANCHOR.fullmatch(text)
    if not found or (found[1] == "XXXX" and not found[3]):
        raise AnchorError(f"{text!r} is no date of the form 2023-09-14, 2023-09, 2023 or XXXX-09-14")
    floating = found[1] == "XXXX"
    year = 2400 if floating else int(found[1])
    month = int(found[2]) if found[2] else None
    day = int(found[3]) if found[3] else None
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise AnchorError(f"{text!r} is no date of the calendar") from error
    if not floating and not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise AnchorError(f"{text!r} lies outside {_FIRST_YEAR}-{_LAST_YEAR}, when no dispatch was published")
    return Anchor(year, month, day, floating, not floating)


def settle(anchor: Anchor, lead_weekdays: tuple[int, ...]) -> Anchor:
    """Give a floating anchor a stand-in year in which its day falls on the weekday that the lead reports under.

    A lead that names one weekday was written on it; one that names an event's weekday too, on the later of the two.
    """
    if not anchor.floating or anchor.month is None or anchor.day is None:
        return anchor
    weekday = report_weekday(lead_weekdays)
    if weekday is not None:
        for year in range(_STAND_IN, _STAND_IN + 28):
            try:
                if date(year, anchor.month, anchor.day).isoweekday() == weekday:
                    return Anchor(year, anchor.month, anchor.day, True, True)
            except ValueError:
                continue
    return anchor


def report_weekday(weekdays: tuple[int, ...]) -> int | None:
    """The weekday on which a lead that names these was written: the only one, or the later of two within three days."""
    if len(weekdays) == 1:
        return weekdays[0]
    if len(weekdays) == 2:
        return weekdays[1] if (weekdays[1] - weekdays[0]) % 7 <= 3 else weekdays[0]
    return None


@dataclass(slots=True)
class Context:
    """The state in which the candidates of one text are read, from left to right."""

    tokens: Tokens
    tables: TimexTables
    anchor: Anchor
    tense_at: TenseAt | None
    report: int | None = None
    #: the last value that names a date, and the last that names a day
    last: str | None = None
    last_end: int = 0
    last_day: date | None = None
    last_day_end: int = 0
    #: the last quarter named by its number: "a year earlier" then means the same quarter
    quarter: str | None = None
    #: the candidate read before, and the direction taken for the last weekday: "Friday and Saturday" go together
    previous: Candidate | None = None
    direction: str = "open"
    #: whether the expression is coarser than a weekday: an infinitive then points ahead (invited him to come in the spring)
    _distant: bool = True
    _stops: frozenset[str] = field(default=frozenset(".;!?"))

    def tense(self, candidate: Candidate) -> Tense | None:
        """Past or future, where the clause says so.

        What stands right before comes first (``until Friday`` is to come, ``since Friday`` is not), then the verb; but a participle under
        which things are planned is past in form only (``a hearing scheduled for Friday``, ``was due on Friday``), and an infinitive that
        was tried or begun is not to come (``tried to enter on Monday``).
        """
        first = candidate.first
        if self.previous is not None and 0 <= first - self.previous.last <= 2 and self.previous.pattern.action not in ("clock", "part"):
            first = self.previous.first
        opener = self._opener(first)
        if opener in _BOUNDS:
            return _BOUNDS[opener]
        if self.tense_at is not None:
            told = self.tense_at(candidate.span.start)
            self._distant = False
            if told != "present":
                return self._overruled(first) or told
        self._distant = "weekday" not in candidate.fields
        return "future" if opener == "future" else self._cue(first, candidate.last)

    def _overruled(self, first: int) -> Tense | None:
        """The tense that the nearest sign on the left gives, where that is surer than the verb's."""
        near = self._before(first)
        if near is None:
            return None
        word = self.tables.tense_words.get(self.tokens.word(first - near[0]).lower())
        return near[1] if word == "done" or (near[1] == "future" and word != "present") else None

    def _opener(self, first: int) -> str | None:
        """What the word or the three words right before the token *first* say, articles and prepositions passed over."""
        phrase = " ".join(self.tokens.word(index).lower() for index in range(max(0, first - 3), first))
        if phrase in self.tables.tense_openers:
            return self.tables.tense_openers[phrase]
        for index in range(first - 1, max(0, first - 4), -1):
            told = self.tables.tense_openers.get(self.tokens.word(index).lower())
            if told != "none":
                return told
        return None

    def _before(self, first: int) -> tuple[int, Tense] | None:
        """The nearest sign of tense on the left, and how far off it is."""
        for index in range(first - 1, max(0, first - _BACK), -1):
            if self._stops_at(index):
                break
            cue = self._cue_of(index)
            if cue:
                return first - index, cue
        return None

    def _cue(self, first: int, last: int) -> Tense | None:
        """The nearest word around that is a sign of tense; what stands before counts as nearer."""
        best = self._before(first)
        for index in range(last, min(len(self.tokens.code), last + _FORTH)):
            if self._stops_at(index) or (best and index - last + 3 >= best[0]):
                break
            cue = self._cue_of(index)
            if cue:
                return cue
        return best[1] if best else None

    def _stops_at(self, index: int) -> bool:
        if self.tokens.code[index] == BREAK:
            return True
        word = self.tokens.word(index)
        if word not in self._stops:
            return False
        previous = self.tokens.word(index - 1) if index else ""
        return word != "." or len(previous) > 4 or (previous.islower() and len(previous) > 1)

    def _cue_of(self, index: int) -> Tense | None:
        word = self.tokens.word(index).lower()
        cue = self.tables.tense_words.get(word)
        if cue is None and len(word) > 3:
            for suffix, tense in self.tables.tense_suffixes:
                if word.endswith(suffix):
                    cue = tense
                    break
        if cue in ("past", "perfect", "done"):
            bare = self.tables.tense_words.get(self.tokens.word(index - 1).lower()) == "bare"
            return None if bare else "past"
        if cue == "infinitive" and self._distant:
            following = self.tokens.word(index + 1)
            verb = following.islower() and self.tokens.code[index + 1] == OTHER and following.endswith(self.tables.infinitives)
            return "future" if verb else None
        return "future" if cue in ("future", "present") else None

    def remember(self, value: str | None, candidate: Candidate) -> None:
        """Keep a date as what the next expressions may lean on."""
        if not value or value[0] in "PX" or value.endswith("_REF") or value.startswith("F"):
            return
        self.last = value
        self.last_end = candidate.span.end
        day = as_day(value.split("T")[0])
        if day is not None:
            self.last_day = day
            self.last_day_end = candidate.span.end

    def opened(self, candidate: Candidate) -> str | None:
        """The value of the date that begins the range which *candidate* closes (``from December`` to March)."""
        before = self.previous
        if before is None or self.last is None or self.last_end != before.span.end:
            return None
        joined = link(self.tokens.text, before.span, candidate.span, self.tables)
        days = "day" in candidate.fields or "weekday" in candidate.fields
        return self.last if joined is not None and joined.relation == "to" and days == (len(self.last) == 10) else None

    def near_day(self, candidate: Candidate) -> date | None:
        """The last day named, if it was named in the same paragraph and not far before."""
        gap = candidate.span.start - self.last_day_end
        return self.last_day if gap < _REACH and "\n\n" not in self.tokens.text[self.last_day_end : candidate.span.start] else None

    def month_days(self, weekday: int) -> list[date]:
        """Under a publication month: the days of that month that fall on *weekday* (in step with the report's day)."""
        if self.anchor.year is None or self.anchor.month is None or self.anchor.day is not None:
            return []
        first = date(self.anchor.year, self.anchor.month, 1)
        end = month_end(first.year, first.month)
        report = self.report
        paired = report is not None and report == weekday % 7 + 1
        wanted = report if paired and report is not None else weekday
        days = [first + timedelta(n) for n in range((end - first).days + 1)]
        days = [day for day in days if day.isoweekday() == wanted]
        return [day - timedelta(1) for day in days] if paired else days
