"""Stage: temporal expressions (TIMEX3) with their values and, for what stays open, EDTF."""

from selon.timexes.claims import claim_time
from selon.timexes.normalise import find_timexes
from selon.timexes.tables import TimexTables, load_timex_tables

__all__ = ["TimexTables", "claim_time", "find_timexes", "load_timex_tables"]
