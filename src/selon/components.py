"""selon as spaCy components: ``nlp.add_pipe("selon_attribution")`` and its like on a pipeline of any kind.

Each component takes the Doc's text and reads it with selon's own tokens and syntax, so it asks nothing of the pipeline it is put in; character
offsets (``doc.char_span(*span)``) tie the findings to the Doc. It writes plain rows into ``doc.user_data``, and extensions build
model objects from them, so that ``Doc.to_bytes`` and ``nlp.pipe(n_process=2)`` keep them.

``doc._.selon_date`` (EDTF), set before the component runs, is the publication date of that Doc; the setting ``date`` is that of all others;
``knowledge`` is the folder of the user's own tables.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from selon.intake.assemble import build_dispatch, check_date
from selon.knowledge.own import OwnTables, load_own
from selon.lang.pack import get_pack
from selon.pipeline import read_dispatch
from selon.render.json import to_dict
from selon.render.rebuild import BUILDERS

#: Key in ``doc.user_data`` of the rows.
KEY = "selon"
#: How many readings are kept for other components of the same pipeline.
_READINGS = 64
_SETTINGS = {"date": None, "knowledge": None}
#: Component -> the lists of the ledger that it keeps.
_KEEPS: dict[str, tuple[str, ...]] = {
    "selon": ("entities", "attributions", "timexes", "claims", "omissions", "commitments", "notices"),
    "selon_attribution": ("entities", "attributions"),
    "selon_claims": ("entities", "claims"),
    "selon_timexes": ("timexes",),
    "selon_entities": ("entities",),
}


class SelonComponent:
    """Reads each Doc's text and keeps some lists of its ledger."""

    def __init__(self, nlp: Language, name: str, keeps: tuple[str, ...], date: str | None, knowledge: str | None) -> None:
        """Raises LanguageError for a pipeline of a language that no pack reads, AnchorError for a *date* that is none, SettingError and
        TableError for own tables (in the folder *knowledge*, see ``selon.read``) that cannot be read."""
        get_pack(nlp.lang)
        if date is not None:
            check_date(date)
        self.name = name
        self.lang = nlp.lang
        self.keeps = keeps
        self.date = date
        self.own = load_own(knowledge)

    def __call__(self, doc: Doc) -> Doc:
        """Read *doc* and write what was found into it."""
        rows = _rows(doc.text, self.lang, doc._.selon_date or self.date, self.own)
        doc.user_data[KEY] = {**(doc.user_data.get(KEY) or {}), **{name: rows[name] for name in self.keeps}}
        return doc


@lru_cache(maxsize=_READINGS)
def _rows(text: str, lang: str, date: str | None, own: OwnTables | None) -> dict[str, Any]:
    """The ledger's lists; kept for the components further down the pipeline, and never changed."""
    dispatch, notices = build_dispatch(text, id="doc", lang=lang, date=date)
    ledger = to_dict(read_dispatch(dispatch, notices, own=own))
    return {name: ledger[name] for name in BUILDERS}


def _getter(name: str) -> Callable[[Doc], tuple[Any, ...]]:
    def get(doc: Doc) -> tuple[Any, ...]:
        return tuple(BUILDERS[name](row) for row in (doc.user_data.get(KEY) or {}).get(name, ()))

    return get


def _register() -> None:
    """The extensions; safe to call twice."""
    for name in BUILDERS:
        if not Doc.has_extension(f"selon_{name}"):
            Doc.set_extension(f"selon_{name}", getter=_getter(name))
    if not Doc.has_extension("selon_date"):
        Doc.set_extension("selon_date", default=None)


_register()


def _assigns(factory: str) -> list[str]:
    return [f"doc._.selon_{name}" for name in _KEEPS[factory]]


@Language.factory("selon", assigns=_assigns("selon"), default_config=_SETTINGS)
def make_selon(nlp: Language, name: str, date: str | None, knowledge: str | None) -> SelonComponent:
    """Everything: ``doc._.selon_claims``, ``selon_attributions``, ``selon_timexes``, ``selon_entities``, ``selon_omissions`` ..."""
    return SelonComponent(nlp, name, _KEEPS["selon"], date, knowledge)


@Language.factory("selon_attribution", assigns=_assigns("selon_attribution"), default_config=_SETTINGS)
def make_attribution(nlp: Language, name: str, date: str | None, knowledge: str | None) -> SelonComponent:
    """Attributions and the entities they are credited to: ``doc._.selon_attributions``, ``doc._.selon_entities``."""
    return SelonComponent(nlp, name, _KEEPS["selon_attribution"], date, knowledge)


@Language.factory("selon_claims", assigns=_assigns("selon_claims"), default_config=_SETTINGS)
def make_claims(nlp: Language, name: str, date: str | None, knowledge: str | None) -> SelonComponent:
    """Claims and the entities in them: ``doc._.selon_claims``, ``doc._.selon_entities``."""
    return SelonComponent(nlp, name, _KEEPS["selon_claims"], date, knowledge)


@Language.factory("selon_timexes", assigns=_assigns("selon_timexes"), default_config=_SETTINGS)
def make_timexes(nlp: Language, name: str, date: str | None, knowledge: str | None) -> SelonComponent:
    """Temporal expressions: ``doc._.selon_timexes``."""
    return SelonComponent(nlp, name, _KEEPS["selon_timexes"], date, knowledge)


@Language.factory("selon_entities", assigns=_assigns("selon_entities"), default_config=_SETTINGS)
def make_entities(nlp: Language, name: str, date: str | None, knowledge: str | None) -> SelonComponent:
    """Entities: ``doc._.selon_entities``."""
    return SelonComponent(nlp, name, _KEEPS["selon_entities"], date, knowledge)
