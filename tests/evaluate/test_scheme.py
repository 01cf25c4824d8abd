"""The convention of a gold file: flat or nested."""

from __future__ import annotations

from typing import Any

from selon.evaluate.scheme import FLAT_BELOW, LEAST_ATTRIBUTIONS, Scheme, count_nested, tell_scheme

from .examples import document, nested_gold, relation

TEXT = "Ann said that Ben left."


def plain(number: int) -> list[dict[str, Any]]:
    """As many documents with one attribution each."""
    return [document(f"own-{n}", "en", TEXT, relation(TEXT, "Ann", "said", "that Ben left")) for n in range(number)]


def test_nested_ones_are_counted_by_their_cue() -> None:
    assert count_nested(nested_gold()) == 2
    assert count_nested(plain(1)[0]) == 0
    split = document("own", "en", TEXT, relation(TEXT, "Ann", "said", "that Ben left"), relation(TEXT, "", "said|left", "Ben"))
    assert count_nested(split) == 0, "a cue that lies only partly in the content of another"
    assert count_nested(document("own", "en", TEXT, relation(TEXT, "Ann", "", "that Ben left"))) == 0


def test_many_attributions_of_which_hardly_any_is_nested_are_flat() -> None:
    scheme = tell_scheme(plain(LEAST_ATTRIBUTIONS))
    assert (scheme.name, str(scheme)) == ("flat", "scheme flat: 0.0 % of the gold attributions are nested")
    slips = tell_scheme([*plain(196), nested_gold()])
    assert (slips.name, str(slips)) == ("flat", "scheme flat: 1.0 % of the gold attributions are nested")
    assert slips.nested < FLAT_BELOW * slips.gold


def test_some_nested_ones_make_it_nested() -> None:
    scheme = tell_scheme([*plain(46), nested_gold()])
    assert (scheme.name, str(scheme)) == ("nested", "scheme nested: 4.0 % of the gold attributions are nested")


def test_too_few_to_tell_are_taken_as_nested() -> None:
    scheme = tell_scheme(plain(3))
    assert (scheme.name, str(scheme)) == ("nested", "scheme nested: 3 gold attributions, none of them nested, are too few to tell")
    assert str(tell_scheme([nested_gold()])) == "scheme nested: 50.0 % of the gold attributions are nested"
    assert str(tell_scheme([])) == "scheme nested: there are no gold attributions"


def test_what_is_asked_for_is_taken() -> None:
    assert tell_scheme([nested_gold()], "flat") == Scheme("flat", 2, 4, given=True)
    assert str(tell_scheme(plain(60), "nested")) == "scheme nested: as asked; 0.0 % of the gold attributions are nested"
