"""Types that stages share across folders."""

from __future__ import annotations

from typing import Protocol

from selon.lang.pack import LanguagePack
from selon.model.dispatch import Dispatch
from selon.syntax.quotation import Quotation
from selon.syntax.view import View


class Parsed(Protocol):
    """A dispatch with its syntax, as the pipeline hands it on."""

    @property
    def dispatch(self) -> Dispatch: ...
    @property
    def pack(self) -> LanguagePack: ...
    @property
    def view(self) -> View: ...
    @property
    def quotations(self) -> tuple[Quotation, ...]: ...
    @property
    def paragraph_of(self) -> list[int]: ...
    @property
    def body_start(self) -> int: ...
