"""Small documents with attributions, written as words of their text."""

from __future__ import annotations

from typing import Any

#: The mayor's words hold the deputy's, which hold the pilots'.
NESTED = (
    "The harbour is closed.\n\nThe mayor said her deputy told the press that the pilots believe the channel is safe.\n\n"
    "Monday was quiet.\n\nTuesday was quiet.\n\nWednesday was quiet.\n\nThursday was quiet.\n\n“We,” replied Ann, “stay”."
)
HOSTILE = 'Selon <script>alert("x")</script> & Cie, « le port </p> ferme ». Il espère qu\'il rouvrira.'


def document(name: str, lang: str, text: str, *attributions: dict[str, Any]) -> dict[str, Any]:
    """One line of a gold file."""
    return {"id": name, "lang": lang, "text": text, "attributions": list(attributions)}


def relation(text: str, source: str, cue: str, *content: str) -> dict[str, Any]:
    """An attribution; each role is given by its words, the first time they stand in *text*. Pieces of a cue are parted by ``|``."""

    def spans(*pieces: str) -> list[list[int]]:
        return [[text.index(piece), text.index(piece) + len(piece)] for piece in pieces if piece]

    return {"source": spans(source), "cue": spans(*cue.split("|")), "content": spans(*content)}


def nested_gold() -> dict[str, Any]:
    """Three attributions, one in the other, and a quotation in two pieces."""
    return document(
        "own-nested",
        "en",
        NESTED,
        relation(NESTED, "The mayor", "said", "her deputy told the press that the pilots believe the channel is safe"),
        relation(NESTED, "her deputy", "told", "that the pilots believe the channel is safe"),
        relation(NESTED, "the pilots", "believe", "the channel is safe"),
        relation(NESTED, "Ann", "replied", "“We,”", "“stay”"),
    )


def nested_found() -> dict[str, Any]:
    """The first overlaps with the second, the third has another source, one is spurious, the quotation is right."""
    return document(
        "own-nested",
        "en",
        NESTED,
        relation(NESTED, "The mayor", "said", "her deputy told the press that the pilots"),
        relation(NESTED, "her deputy", "told", "that the pilots believe the channel is safe"),
        relation(NESTED, "the press", "believe", "the channel is safe"),
        relation(NESTED, "Ann", "replied", "“We,”", "“stay”"),
        relation(NESTED, "", "closed", "harbour"),
    )


def hostile_gold() -> dict[str, Any]:
    """Text that would be a script if it were not escaped."""
    return document(
        "own-<b>hostile</b>",
        "fr",
        HOSTILE,
        relation(HOSTILE, '<script>alert("x")</script> & Cie', "Selon", "« le port </p> ferme »"),
        relation(HOSTILE, "Il", "espère", "qu'il rouvrira"),
    )
