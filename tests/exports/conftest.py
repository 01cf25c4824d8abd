"""What the tests of exports share: entries made by hand, and entries read from texts in each language."""

from __future__ import annotations

import pytest

from selon.exports.entry import Entry
from selon.exports.ledgers import entry_of
from tests.exports import sample
from tests.reading import read

TEXTS = {
    "en": "Norway's foreign minister Ida Holm will visit Latvia on June 3, the ministry said on Tuesday.\n"
    'Latvia denied on Monday that its troops had crossed the border. "We have met nobody," President Janis Ozols told LETA.\n'
    "The talks may take place in autumn, a senior official said, without giving details.",
    "fr": "La ministre norvégienne Ida Holm se rendra en Lettonie le 3 juin, a annoncé mardi le ministère.\n"
    "La Lettonie a démenti lundi tout passage de ses troupes. « Nous n'avons rencontré personne », a déclaré le président Janis Ozols à l'agence LETA.\n"
    "Des pourparlers pourraient se tenir à l'automne, selon un haut responsable, qui n'a pas donné de détails.",
}


@pytest.fixture(scope="session")
def told() -> list[Entry]:
    """Entries read from a text in each language."""
    return [entry_of(read(text, lang)) for lang, text in TEXTS.items()]


@pytest.fixture(scope="session")
def entries(told: list[Entry]) -> list[Entry]:
    """Entries of every kind, made by hand and read."""
    return [*sample.entries(), *told]
