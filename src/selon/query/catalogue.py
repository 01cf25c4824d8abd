"""The questions by name, with their help and the filters they take; light, for the command line's parser."""

from __future__ import annotations

WHO = ("actor", "recipient", "party", "country", "place", "source")
WHAT = ("act", "type", "certainty", "polarity", "text")
DATED = ("since", "until")
ALL = ("as_of", "limit")
CLAIMS = (*WHO, *WHAT, "provider", "outlet", "lang", *DATED, "dated", "key", "rejected", *ALL)

#: Name -> (help, filters).
CATALOGUE: dict[str, tuple[str, tuple[str, ...]]] = {
    "claims": ("what is claimed, by whom, how sure", CLAIMS),
    "events": ("what occurred, each occurrence once, with its reports and independent sources", (*CLAIMS, "min_origins", "max_origins")),
    "stories": (
        "dispatches about the same, with their reports, outlets and independent sources",
        (*WHO, *WHAT, "provider", "outlet", "lang", *DATED, "min_origins", "max_origins", "key", *ALL),
    ),
    "contested": ("claims that can't both hold, and who stands behind each", (*WHO, *WHAT, "kind", *DATED, "key", *ALL)),
    "commitments": ("what is owed, by whom, to whom, until when", ("by", "to", "party", "act", "status", "open", *DATED, "key", *ALL)),
    "omissions": ("what is left unsaid, and by whom", ("source", "kind", "provider", "outlet", "lang", *DATED, "key", *ALL)),
    "entities": ("who and what is named, and how often", ("name", "kind", "country", "key", "limit")),
    "sources": ("on whom claims rest", tuple(name for name in (*CLAIMS, "kind") if name not in ("rejected", "key"))),
    "timeline": ("claims whose event has a date, in its order", CLAIMS),
}
