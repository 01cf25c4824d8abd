"""The family of errors that selon raises.

Each class has a stable *code*, and its message is one line: what is wrong, where, and what to do.
"""

from __future__ import annotations


class SelonError(Exception):
    """The parent of every error that selon raises on purpose."""

    code = "selon"


class DispatchError(SelonError):
    """One dispatch cannot be read; the others go on. *raw* is the start of its bytes, where they are at hand, and *kind* their format, where the bytes
    do not tell it."""

    code = "dispatch"

    def __init__(self, message: str, *, raw: bytes | None = None, kind: str | None = None) -> None:
        super().__init__(message)
        self.raw = raw
        self.kind = kind


class InputError(SelonError):
    """A named file, folder or URL cannot be opened or is of no known kind."""

    code = "input"


class LanguageError(SelonError):
    """A language that no installed pack reads, or whose model is missing."""

    code = "language"


class TableError(SelonError):
    """A table of knowledge or of a language pack breaks its schema; names file, row and reason."""

    code = "table"


class AnchorError(SelonError):
    """A date that is no EDTF date, given as publication date."""

    code = "date"


class SettingError(SelonError):
    """A setting or option whose value cannot be used."""

    code = "setting"


class LedgerError(SelonError):
    """A ledger's database that cannot be opened, read or written, or a key that it does not hold."""

    code = "ledger"
