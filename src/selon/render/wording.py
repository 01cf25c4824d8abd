"""The ledger's codes and ids in words a person reads: shared by the table and the page."""

from __future__ import annotations

import re

from selon.model.claim import AGENCY, Claim, When
from selon.model.ledger import Ledger
from selon.model.text import Span, Spans

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: EDTF's codes above 12 in the place of the month (ISO 8601-2, level 2).
_SEASONS = {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
    "33": "first quarter of",
    "34": "second quarter of",
    "35": "third quarter of",
    "36": "last quarter of",
    "40": "first half of",
    "41": "second half of",
}
_DATE = re.compile(r"(\d{4}|\d{3}X|\d\dXX|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?([~?%]?)")
#: C0 and C1 controls (an escape would reach the terminal) and the marks that turn the direction of all that follows.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LEFT_TO_RIGHT_MARK = "\u200e"
_OMISSIONS = {
    "detail": "gives no details",
    "mention": "not mentioned",
    "comment": "no comment",
    "confirmation": "not confirmed",
    "anonymity": "wants not to be named",
    "verification": "not verified",
    "answer": "no answer",
    "date": "gives no date",
}

_BASES = {
    "eyewitness": "as an eyewitness",
    "document": "from a document",
    "statement": "in a statement",
    "hearsay": "by hearsay",
    "anonymity": "unnamed",
}


def safe(words: str) -> str:
    """*words* with a space for each control character and direction override."""
    return _UNSAFE.sub(" ", words)


def plain(words: str) -> str:
    """*words* on one line, without control characters and direction overrides."""
    return " ".join(safe(words).split())


def isolated(words: str) -> str:
    """*words* as plain text that doesn't draw what follows it into right-to-left order."""
    words = plain(words)
    return words + _LEFT_TO_RIGHT_MARK if _RIGHT_TO_LEFT.search(words) else words


class Names:
    """The names of a ledger's entities, by id."""

    def __init__(self, ledger: Ledger) -> None:
        self._names = {entity.id: entity.name for entity in ledger.entities}
        self._names[AGENCY] = ledger.dispatch.provider or "the agency"

    def of(self, id: str) -> str:
        """The name of an entity or of the provider; an id that names nothing comes back as it is."""
        return self._names.get(id, id)

    def all(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The names of *ids*, in order."""
        return tuple(self.of(id) for id in ids)

    def link(self, link: str) -> str:
        """The name or names behind one link of a chain (``e1+e2`` is held jointly)."""
        return " + ".join(self.of(id) for id in link.split("+"))

    def chain(self, claim: Claim) -> tuple[str, ...]:
        """The chain in names, from the innermost speaker out to the provider."""
        return tuple(self.link(link) for link in claim.chain)


def act_words(act: str) -> str:
    """``deliver_arms`` as "deliver arms"."""
    return act.replace("_", " ")


def denial(ledger: Ledger, claim: Claim) -> str | None:
    """How a claim of negative polarity is marked: "denied" where a source denies it, else "not"; None for a positive one."""
    if claim.polarity == "positive":
        return None
    return "denied" if is_denial(ledger, claim) else "not"


def is_denial(ledger: Ledger, claim: Claim) -> bool:
    """Whether one of the claim's attributions is a denying one."""
    if claim.polarity == "positive":
        return False
    return claim.event.act == "deny" or any(a.kind == "deny" for a in ledger.attributions if a.id in claim.attributions)


def basis_words(kind: str) -> str:
    """A kind of basis in words."""
    return _BASES.get(kind, kind)


def omission_words(kind: str) -> str:
    """A kind of the omissions table in words."""
    return _OMISSIONS.get(kind, act_words(kind))


def words_of(ledger: Ledger, spans: Spans | tuple[Span, ...]) -> str:
    """The words under *spans* on one line, with an ellipsis where pieces of text lie between."""
    return " … ".join(plain(span.of(ledger.dispatch.text)) for span in spans)


def when_words(ledger: Ledger, when: When | None) -> str | None:
    """A time in words: its date, or, where no date is settled, the words of the text in quotation marks."""
    if when is None:
        return None
    if when.edtf is None:
        return f"“{plain(when.span.of(ledger.dispatch.text))}”"
    return date_words(when.edtf)


def date_words(edtf: str) -> str:
    """An EDTF date in words: ``[2023-09-06,2023-09-13]`` as "6 or 13 Sep 2023"; what it can't read comes back as it is."""
    if edtf.startswith("[") and edtf.endswith("]"):
        return _choice(edtf[1:-1].split(","), "or")
    if edtf.startswith("{") and edtf.endswith("}"):
        return _choice(edtf[1:-1].split(","), "and")
    if "/" in edtf:
        return _interval(edtf)
    return _single(edtf)


def _single(edtf: str) -> str:
    if edtf.startswith(".."):
        return f"until {_single(edtf[2:])}"
    if edtf.endswith(".."):
        return f"from {_single(edtf[:-2])}"
    found = _DATE.fullmatch(edtf)
    if found is None:
        return edtf
    year, month, day, doubt = found.groups()
    words = _calendar(year, month, day)
    if words is None:
        return edtf
    return {"": words, "~": f"about {words}", "?": f"{words} (uncertain)", "%": f"about {words} (uncertain)"}[doubt]


def _calendar(year: str, month: str | None, day: str | None) -> str | None:
    if "X" in (day or "") or "X" in (month or ""):
        return None
    open_year = year == "XXXX"
    if open_year:
        year = ""
    elif "X" in year:
        year = year.replace("X", "0") + "s"
    if month is None:
        return year or None
    if month in _SEASONS and day is None:
        return f"{_SEASONS[month]} {year or 'an open year'}"
    if not 1 <= int(month) <= 12:
        return None
    words = f"{_MONTHS[int(month) - 1]} {year}".strip()
    if day is not None:
        words = f"{int(day)} {words}"
    return f"{words} (year open)" if open_year else words


def _interval(edtf: str) -> str:
    begin, _, end = edtf.partition("/")
    if begin in ("", "..") and end in ("", ".."):
        return edtf
    if begin in ("", ".."):
        return f"until {_single(end)}"
    if end in ("", ".."):
        return f"from {_single(begin)}"
    first, last = _without_common_end(_single(begin), _single(end))
    return f"{first} to {last}"


def _choice(dates: list[str], word: str) -> str:
    words = [_single(date.strip()) for date in dates if date.strip()]
    if not words:
        return "open"
    ends = {tuple(item.split(" ")[1:]) for item in words}
    if len(ends) == 1 and all(item.split(" ")[0].isdigit() for item in words):
        words = [*(item.split(" ")[0] for item in words[:-1]), words[-1]]
    return ", ".join(words[:-1]) + f" {word} {words[-1]}" if len(words) > 1 else words[0]


def _without_common_end(first: str, last: str) -> tuple[str, str]:
    """The first date without the month and year that the last one says again."""
    parts, other = first.split(" "), last.split(" ")
    while len(parts) > 1 and len(other) > 1 and parts[-1] == other[-1] and parts[-1].isascii():
        parts.pop()
        other.pop()
    return " ".join(parts), last
