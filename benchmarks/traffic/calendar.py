"""Days as wires print them."""

from __future__ import annotations

from datetime import date

_WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
}
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
_SHORT = {
    "en": "Jan Feb March April May June July Aug Sept Oct Nov Dec".split(),
    "fr": "jan fév mars avr mai juin juil août sept oct nov déc".split(),
}


def weekday(day: date, lang: str) -> str:
    return _WEEKDAYS[lang][day.weekday()]


def month_name(day: date, lang: str) -> str:
    return _MONTHS[lang][day.month - 1]


def month_short(day: date, lang: str) -> str:
    return _SHORT[lang][day.month - 1]


def _ordinal(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def day_month(day: date, lang: str) -> str:
    """ "March 12", "12 mars"."""
    return f"{month_name(day, lang)} {day.day}" if lang == "en" else f"{_ordinal(day)} {month_name(day, lang)}"


def on_day(day: date, published: date, lang: str) -> str:
    """When something happened, seen from publication: " on Tuesday", " le 3 mars"; with the blank before it."""
    gone = (published - day).days
    if 0 <= gone < 7:
        return f" on {weekday(day, lang)}" if lang == "en" else f" {weekday(day, lang)}"
    if -150 < gone < 150:
        return f" on {day_month(day, lang)}" if lang == "en" else f" le {day_month(day, lang)}"
    return f" on {day_month(day, lang)}, {day.year}," if lang == "en" else f" le {day_month(day, lang)} {day.year}"


def due_words(day: date, published: date, lang: str, exact: bool) -> str:
    """A term: "by the end of March" / "d'ici à la fin mars", or the day itself if *exact*."""
    year = f" {day.year}" if day.year != published.year else ""
    if exact:
        return f"{day_month(day, lang)}" if lang == "fr" else day_month(day, lang)
    return f"by the end of {month_name(day, lang)}{year}" if lang == "en" else f"d'ici à la fin {month_name(day, lang)}{year}"
