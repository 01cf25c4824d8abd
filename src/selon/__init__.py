"""selon: who did what to whom, when and where, according to whom.

>>> import selon
>>> ledger = selon.read("PARIS, 3 mai - Le ministre est parti, a dit son porte-parole.", date="2023")
>>> [claim.chain for claim in ledger.claims]  # doctest: +SKIP

The names below are loaded when first used, so that ``import selon`` is light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selon.api import read, read_all, read_file
    from selon.errors import DispatchError, LanguageError, SelonError
    from selon.model.claim import Claim
    from selon.model.dispatch import Dispatch
    from selon.model.ledger import Ledger
    from selon.query.book import open_ledger
    from selon.render.json import to_dict
    from selon.render.json import to_text as to_json

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "Dispatch",
    "DispatchError",
    "LanguageError",
    "Ledger",
    "SelonError",
    "__version__",
    "open_ledger",
    "read",
    "read_all",
    "read_file",
    "to_dict",
    "to_json",
]

#: Public name -> (module, name there).
_WHERE = {
    "Claim": ("selon.model.claim", "Claim"),
    "Dispatch": ("selon.model.dispatch", "Dispatch"),
    "DispatchError": ("selon.errors", "DispatchError"),
    "LanguageError": ("selon.errors", "LanguageError"),
    "Ledger": ("selon.model.ledger", "Ledger"),
    "SelonError": ("selon.errors", "SelonError"),
    "open_ledger": ("selon.query.book", "open_ledger"),
    "read": ("selon.api", "read"),
    "read_all": ("selon.api", "read_all"),
    "read_file": ("selon.api", "read_file"),
    "to_dict": ("selon.render.json", "to_dict"),
    "to_json": ("selon.render.json", "to_text"),
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'selon' has no attribute {name!r}")
    module, there = _WHERE[name]
    found = getattr(import_module(module), there)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
