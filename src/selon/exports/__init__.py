"""Ledgers in the formats of others. Each format is a module with one function ``write``; each counts what the format could not say."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:  # the command line lists the formats before it needs any of them
    from selon.exports.entry import Entry, Owed
    from selon.exports.files import Options, Target
    from selon.exports.losses import Losses


class Format(NamedTuple):
    """A format to export to.

    *suffix* is what names of its files end with; *folder* whether it is a folder of several files; *help* one line that says what it is; *cannot* what
    it cannot say, empty for nothing. *module* and *function* are where it is written.
    """

    name: str
    suffix: str
    folder: bool
    help: str
    cannot: str
    module: str
    function: str = "write"

    def write(self, entries: Iterable[Entry], owed: Iterable[Owed], out: Target, options: Options | None = None) -> Losses:
        """Write *entries*, then what is *owed* over them, to *out*; both are gone through once, in order.

        *out* is a path (of a folder, where the format is one) or, for a single file, a binary stream. Returns what could not be said. Raises
        SettingError where a library is missing or an option cannot be used, OSError where *out* cannot be written.
        """
        from selon.exports.files import Options

        write = getattr(import_module(f"selon.exports.{self.module}"), self.function)
        return cast("Losses", write(entries, owed, out, options or Options()))


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("jsonl", ".jsonl", False, "JSON lines: every ledger whole, with its keys", "", "jsonl"),
        Format("csv", "", True, "CSV tables in a folder, with datapackage.json (Frictionless)", "control characters", "csvs"),
        Format("parquet", "", True, "Parquet tables in a folder, with datapackage.json", "", "parquet"),
        Format("plover", ".plover.jsonl", False, "PLOVER events, JSON lines", "what is denied, supposed or long past; acts of no PLOVER type", "plover"),
        Format("cameo", ".export.CSV", False, "CAMEO events in the 61 columns of GDELT 2.0", "who says it, how sure; open dates; tone, scale", "gdelt"),
        Format("cameo-icews", ".icews.tab", False, "CAMEO events in the columns of ICEWS", "who says it, how sure; open dates; intensity", "icews"),
        Format("ftm", ".ftm.json", False, "FollowTheMoney entities, JSON lines", "who did it to whom; the chain as data; open dates", "ftm"),
        Format("ftm-statements", ".statements.json", False, "FollowTheMoney statements, JSON lines", "as ftm", "ftm", "write_statements"),
        Format("prov", ".trig", False, "RDF (TriG): PROV-O, a named graph for each claim", "attributions that no claim rests on", "prov"),
        Format("schema-org", ".jsonld", False, "schema.org Claim, JSON-LD", "how sure and what is denied, but in words; long chains", "schemaorg"),
        Format("ninjs", ".ninjs.jsonl", False, "IPTC ninjs 3.0, JSON lines", "claims, but as JSON in descriptions; days without a time", "ninjs"),
        Format("graphml", ".graphml", False, "GraphML: who relays whom, with counts and days", "what was said", "graphml"),
        Format("ical", ".ics", False, "iCalendar of visits and meetings that are owed", "all else; a day that is open", "ical"),
    )
}
