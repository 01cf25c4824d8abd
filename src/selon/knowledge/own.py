"""The user's own tables: where they lie, what is in them, and their fingerprint."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from selon.errors import SettingError, TableError
from selon.notices import Notice
from selon.tables import OWN, Row, Table, read_rows

#: Names the folder; empty for none at all.
VARIABLE = "SELON_KNOWLEDGE"


@dataclass(frozen=True, slots=True, eq=False)
class OwnTables:
    """What a user's tables say.

    *rows* are those of each table; *fingerprint* is the same for the same tables, whatever the folder (twelve hex digits of SHA-256).
    """

    folder: Path
    rows: dict[str, tuple[Row, ...]]
    fingerprint: str

    @property
    def notice(self) -> Notice:
        """That a ledger was read with these tables."""
        return Notice("knowledge-own", "knowledge", None, f"read with the user's own tables, fingerprint {self.fingerprint}")

    def __str__(self) -> str:
        counts = ", ".join(f"{name} {len(self.rows[name])}" for name in OWN)
        return f"{self.folder}: {counts}, fingerprint {self.fingerprint}"


def default_folder() -> Path | None:
    """Where the tables lie if nobody says otherwise: what SELON_KNOWLEDGE names (None where it is empty), else ``selon/knowledge`` in the
    platform's folder for data of users."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    data = os.environ.get("XDG_DATA_HOME", "")
    if not os.path.isabs(data):  # as the XDG specification asks
        if sys.platform == "darwin":
            data = "~/Library/Application Support"
        else:
            data = os.environ.get("LOCALAPPDATA", "~/AppData/Local") if sys.platform == "win32" else "~/.local/share"
    return Path(data).expanduser() / "selon" / "knowledge"


def find_folder(given: str | os.PathLike[str] | None) -> Path | None:
    """The folder to read with: *given*, else the default one where there is one; None for none (an empty *given* says so).

    Raises SettingError for a folder that somebody named and that is none.
    """
    folder = default_folder() if given is None else Path(given) if os.fspath(given) else None
    if folder is None or folder.is_dir():
        return folder
    if given is None and VARIABLE not in os.environ:
        return None
    what = f"{VARIABLE}: " if given is None else ""
    raise SettingError(f"{what}there is no folder {folder}; selon knowledge import makes one")


def own_tables(folder: Path) -> Iterator[Table]:
    """The tables that there are in *folder*."""
    for name in OWN:
        path = folder / f"{name}.csv"
        if path.is_file():
            yield Table(path, str(path), name)


def load_own(given: str | os.PathLike[str] | None = None) -> OwnTables | None:
    """The user's tables in the folder *given* (see ``find_folder``), None where there is no row.

    Read once for as long as the files stay as they are. Raises SettingError for a folder that is none, TableError for a table that is none.
    """
    folder = find_folder(given)
    if folder is None:
        return None
    try:
        stamps = tuple(
            (table.name, (folder / f"{table.name}.csv").stat().st_mtime_ns, (folder / f"{table.name}.csv").stat().st_size) for table in own_tables(folder)
        )
    except OSError as error:
        raise TableError(f"{folder}: cannot be read ({error.strerror or error})") from error
    return _load(folder.absolute(), stamps)


@lru_cache(maxsize=4)
def _load(folder: Path, stamps: tuple[tuple[str, int, int], ...]) -> OwnTables | None:
    digest = hashlib.sha256()
    rows: dict[str, tuple[Row, ...]] = dict.fromkeys(OWN, ())
    for table in own_tables(folder):
        try:
            raw = (folder / f"{table.name}.csv").read_bytes()
            text = raw.decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TableError(f"{table.label}: cannot be read ({error.__class__.__name__})") from error
        rows[table.name] = tuple(row for _, row in read_rows(table, text))
        digest.update(f"{table.name} {len(raw)}\n".encode() + raw)
    return OwnTables(folder, rows, digest.hexdigest()[:12]) if any(rows.values()) else None
