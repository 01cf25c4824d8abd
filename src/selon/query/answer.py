"""An answer: rows under named columns, and what they can be turned into."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

#: What stands between several values in a cell of CSV or of a table.
BETWEEN = "; "
#: A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows, each a tuple in the order of *columns*. A cell is a string, a number, None, or a tuple of strings; *kinds* says which (``str``, ``int``, ``list``).
    *more* says that the limit cut rows off."""

    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool = False

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_json(self) -> str:
        """A JSON array of objects."""
        return json.dumps(list(self), ensure_ascii=False, indent=2)

    def to_csv(self) -> str:
        """CSV with a line of names. Cells that a spreadsheet would take for formulas get an apostrophe."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_cell(value) for value in row] for row in self.rows)
        return out.getvalue()

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table; several values are a list."""
        import pyarrow

        types = {"str": pyarrow.string(), "int": pyarrow.int64(), "list": pyarrow.list_(pyarrow.string())}
        columns = list(zip(*self.rows, strict=True)) or [()] * len(self.columns)
        arrays = [pyarrow.array([_plain(v) for v in values], types[kind]) for values, kind in zip(columns, self.kinds, strict=True)]
        return pyarrow.table(arrays, names=list(self.columns))

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas frame. Raises ModuleNotFoundError where pandas is not installed."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """A polars frame. Raises ModuleNotFoundError where polars is not installed."""
        import polars

        frame = polars.from_arrow(self.to_arrow())
        assert isinstance(frame, polars.DataFrame)
        return frame


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _cell(value: Any) -> Any:
    text = BETWEEN.join(value) if isinstance(value, tuple) else value
    return "'" + text if isinstance(text, str) and text.startswith(_FORMULA) else text


def answer(columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[Any]], *, more: bool = False) -> Answer:
    """An answer of columns (name, kind) and rows."""
    return Answer(tuple(name for name, _ in columns), tuple(kind for _, kind in columns), tuple(tuple(row) for row in rows), more)
