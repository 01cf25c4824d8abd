"""What a question asks for, as the user words it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import Any

from selon.errors import SettingError
from selon.store.guards import storable

CERTAINTIES = ("certain", "probable", "possible", "unknown")
POLARITIES = ("positive", "negative")
STATUSES = ("open", "fulfilled", "cancelled", "lapsed")
#: Rows that are answered where no other limit is asked for; 0 is none.
LIMIT = 50


def _option(help: str, *, choices: tuple[str, ...] = (), metavar: str = "", flag: bool = False, default: Any = None) -> Any:
    return field(default=default, metadata={"help": help, "choices": choices, "metavar": metavar, "flag": flag})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The filters of all questions; each question takes those that concern it. All that are given must hold.

    Who (*actor*, *recipient*, *party*, *place*, *source*, *by*, *to*) is a country (ISO 3166-1 alpha-3), the key of an entity, or a name.
    Raises SettingError for a value that can't be.
    """

    actor: str | None = _option("who acts: a country (RUS), the key of an entity, or a name", metavar="WHO")
    recipient: str | None = _option("whom it concerns", metavar="WHO")
    party: str | None = _option("who acts or is concerned", metavar="WHO")
    country: str | None = _option("a country on any side, its place too (ISO 3166-1 alpha-3)", metavar="ISO3")
    place: str | None = _option("where", metavar="WHERE")
    source: str | None = _option("according to whom: anyone in the chain", metavar="WHO")
    act: str | None = _option("the finer act: visit, deny, deliver_arms", metavar="ACT")
    type: str | None = _option("the PLOVER type: CONSULT, ASSAULT", metavar="TYPE")
    certainty: str | None = _option("how sure", choices=CERTAINTIES)
    polarity: str | None = _option("affirmed or denied", choices=POLARITIES)
    text: str | None = _option('words of the claim, all of them: "arms deal" as a phrase, deliver* as a beginning', metavar="WORDS")
    provider: str | None = _option("the agency whose dispatch it is", metavar="NAME")
    outlet: str | None = _option("who carried it", metavar="NAME")
    lang: str | None = _option("language (ISO 639-1)", metavar="CODE")
    since: str | None = _option("from this day, month or year on (EDTF)", metavar="EDTF")
    until: str | None = _option("up to this day, month or year, itself included (EDTF)", metavar="EDTF")
    dated: str = _option("what --since and --until look at", choices=("published", "event"), default="published")
    by: str | None = _option("who owes", metavar="WHO")
    to: str | None = _option("who is owed", metavar="WHO")
    status: str | None = _option("how it stands", choices=STATUSES)
    open: bool = _option("only what is still open", flag=True, default=False)
    kind: str | None = _option("the kind", metavar="KIND")
    name: str | None = _option("a name, or some words of one", metavar="NAME")
    min_origins: int | None = _option("with at least so many independent primary sources", metavar="N")
    max_origins: int | None = _option("with at most so many independent primary sources", metavar="N")
    key: str | None = _option("one of this key, or of this dispatch", metavar="KEY")
    rejected: bool = _option("also claims that a person rejected", flag=True, default=False)
    as_of: str | None = _option("as the ledger stood at the end of this day, or at this moment (UTC)", metavar="WHEN")
    limit: int = _option(f"how many at most; 0 for all ({LIMIT})", metavar="N", default=LIMIT)

    def __post_init__(self) -> None:
        from selon.stories.days import days_of  # loads tables; the command line's parser needs none

        for name in ("since", "until"):
            value = getattr(self, name)
            if value is not None and days_of(value) is None:
                raise SettingError(f"{name}: {value!r} is no date; write 2023-09-14, 2023-09 or 2023 (EDTF)")
        for each in fields(self):
            if isinstance(getattr(self, each.name), str) and not storable(getattr(self, each.name)):
                raise SettingError(f"{each.name}: {getattr(self, each.name)!r} has characters that stand for nothing")
            choices = each.metadata["choices"]
            value = getattr(self, each.name)
            if choices and value is not None and value not in choices:
                raise SettingError(f"{each.name}: {value!r} is none of {', '.join(choices)}")
        if self.country is not None and not re.fullmatch("[A-Z]{3}", self.country):
            raise SettingError(f"country: {self.country!r} is no code of a country; write RUS (ISO 3166-1 alpha-3)")
        if self.limit < 0:
            raise SettingError(f"limit: {self.limit} is below zero; 0 is for all")

    @property
    def first_day(self) -> str | None:
        """The first day of *since* (ISO)."""
        from selon.stories.days import days_of

        days = days_of(self.since)
        return days[0] if days else None

    @property
    def last_day(self) -> str | None:
        """The last day of *until* (ISO)."""
        from selon.stories.days import days_of

        days = days_of(self.until)
        return days[1] if days else None
