"""The measure of ledgers, on an example counted by hand."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from selon.evaluate.ledger import faults, figure, normal, one_notation, score

TEXT = (
    "Oslo and Riga sign pact\n\nRIGA (Wire) - Norway signed a fishing pact with Latvia, the minister told Daily Fjord. "
    "The two countries may meet in May, he said, without naming a day."
)


def span(words: str, number: int = 0) -> list[int]:
    at = -1
    for _ in range(number + 1):
        at = TEXT.index(words, at + 1)
    return [at, at + len(words)]


def entity(key: str, name: str, kind: str, *mentions: list[int]) -> dict[str, Any]:
    return {"id": key, "name": name, "kind": kind, "country": None, "mentions": list(mentions)}


def claim(words: str, chain: list[str], kind: str | None, act: str, actor: list[str], recipient: list[str], edtf: str | None = None) -> dict[str, Any]:
    time = {"text_span": span("in May"), "edtf": edtf} if edtf else None
    event = {"type": kind, "act": act, "actor": actor, "recipient": recipient, "place": None, "time": time}
    return {"text_spans": [span(words)], "event": event, "chain": chain, "quote": "indirect", "certainty": "certain", "polarity": "positive"}


GOLD: dict[str, Any] = {
    "id": "g1",
    "lang": "en",
    "date": "2021-04",
    "text": TEXT,
    "headline": "Oslo and Riga sign pact",
    "provider": "Wire",
    "dateline_place": "RIGA",
    "credits": [{"role": "writing", "names": ["Zoé Lind"]}],
    "entities": [
        entity("no", "Norway", "country", span("Oslo"), span("Norway"), span("The two countries")),
        entity("lv", "Latvia", "country", span("Riga"), span("Latvia"), span("The two countries")),
        entity("mi", "minister", "person", span("the minister")),
        entity("df", "Daily Fjord", "agency", span("Daily Fjord")),
    ],
    "claims": [
        claim("Norway signed a fishing pact with Latvia", ["mi", "df", "AGENCY"], "SUPPORT", "sign_agreement", ["no"], ["lv"]),
        claim("The two countries may meet in May", ["mi", "AGENCY"], "CONSULT", "meet", ["no", "lv"], [], "[2021-05-02,2021-05-01]"),
    ],
    "omissions": [{"source": "mi", "what": "day", "span": span("without naming a day")}],
    "commitments": [],
}


def changed() -> dict[str, Any]:
    return deepcopy(GOLD)


def test_gold_against_itself_is_perfect() -> None:
    result = score([GOLD], [GOLD])
    assert figure(result) == 1.0
    assert set(result["accuracy"].values()) == set(result["headers"].values()) == {1.0}
    assert result["entities"]["f1"] == result["omissions"]["f1"] == result["credits_exact"] == result["mentions_found"] == 1.0
    assert list(faults([GOLD], [GOLD])) == []


@pytest.mark.parametrize("predicted", [[], [{"id": "g1"}], [{"id": "g1", "claims": []}]])
def test_nothing_found(predicted: list[dict[str, Any]]) -> None:
    assert figure(score([GOLD], predicted)) == 0.0


def test_entities_are_told_by_their_mentions_and_the_provider_by_name() -> None:
    found = changed()
    names = {"no": "x1", "lv": "x2", "mi": "x3", "df": "x4", "AGENCY": "wire"}
    for each in found["entities"]:
        each["id"], each["name"] = names[each["id"]], "nameless"
    for each in found["claims"]:
        each["chain"] = [names[link] for link in each["chain"]]
        for role in ("actor", "recipient"):
            each["event"][role] = [names[one] for one in each["event"][role]]
    assert figure(score([GOLD], [found])) == 1.0


def test_a_claim_in_the_headline_is_set_aside_and_one_in_the_body_is_not() -> None:
    found = changed()
    found["claims"].append(claim("Oslo and Riga sign pact", ["AGENCY"], None, "sign", [], []))
    assert score([GOLD], [found])["claims"]["f1"] == 1.0
    found["claims"].append(claim("without naming a day", ["AGENCY"], None, "name", [], []))
    assert score([GOLD], [found])["claims"]["precision"] == 2 / 3
    assert [kind for kind, _, _ in faults([GOLD], [found])] == ["claim spurious, agency's voice"]


def test_a_chain_counts_whole_and_by_its_first_link() -> None:
    found = changed()
    found["claims"][0]["chain"] = ["mi", "AGENCY"]
    accuracy = score([GOLD], [found])["accuracy"]
    assert (accuracy["chain"], accuracy["innermost"]) == (0.5, 1.0)
    assert [kind for kind, _, _ in faults([GOLD], [found])] == ["chain: a link lacks"]


def test_a_joint_link_is_a_set() -> None:
    gold, found = changed(), changed()
    gold["claims"][0]["chain"] = ["no+lv", "AGENCY"]
    found["claims"][0]["chain"] = ["lv+no", "AGENCY"]
    assert score([gold], [found])["accuracy"]["chain"] == 1.0


def test_participants_certainty_polarity_type_and_time() -> None:
    found = changed()
    first, second = found["claims"]
    first["event"]["recipient"] = ["lv", "df"]
    first["event"]["type"] = "AGREE"
    second["certainty"], second["polarity"] = "possible", "negative"
    second["event"]["time"]["edtf"] = "[2021-05-01, 2021-05-02]"
    result = score([GOLD], [found])
    assert result["participants"]["precision"] == 4 / 5
    assert result["participants"]["recall"] == 1.0
    assert (result["accuracy"]["type"], result["accuracy"]["time"], result["dated"]) == (0.5, 1.0, 1.0)
    assert (result["accuracy"]["certainty"], result["accuracy"]["polarity"], result["accuracy"]["certainty and polarity"]) == (0.5, 0.5, 0.5)
    assert figure(result) == pytest.approx((1 + 1 + 0.5 + 2 * 0.8 / 1.8) / 4)
    assert {kind for kind, _, _ in faults([GOLD], [found])} == {
        "recipient spurious",
        "type wrong",
        "certainty certain as possible",
        "polarity positive as negative",
    }


def test_claims_need_two_fifths_of_their_words() -> None:
    found = changed()
    found["claims"][0]["text_spans"] = [span("Norway signed a")]  # 3 of 7 words
    assert score([GOLD], [found])["claims"]["right"] == 2
    found["claims"][0]["text_spans"] = [span("Norway signed")]  # 2 of 7
    assert score([GOLD], [found])["claims"]["right"] == 1


def test_b_cubed_of_two_entities_taken_for_one() -> None:
    found = changed()
    found["entities"][0]["mentions"] = [span("Oslo"), span("Norway"), span("Riga"), span("Latvia")]
    del found["entities"][1]
    # Found are 6 of 7 mentions. Precision: each of the four is right for 2 of 4, the two single ones wholly: (4 * 0.5 + 2) / 7.
    # Recall: each of the four shares an entity with itself, its like and the pair, which was not found: (4 * 2 / 3 + 2) / 7.
    entities = score([GOLD], [found])["entities"]
    assert entities["precision"] == pytest.approx(4 / 7)
    assert entities["recall"] == pytest.approx((8 / 3 + 2) / 7)


def test_headers_and_credits() -> None:
    found = changed()
    found |= {"provider": "wire", "dateline_place": "Riga", "date": "2021-04-01", "credits": [{"role": "Writing", "names": ["Zoe Lind", "Ada Moss"]}]}
    result = score([GOLD], [found])
    assert result["headers"] == {"provider": 1.0, "dateline_place": 1.0, "date": 0.0, "headline": 1.0}
    assert (result["credits"]["precision"], result["credits_exact"]) == (0.5, 0.0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("The Élysée", "elysee"), ("l’ONU", "onu"), ("de la Réunion", "reunion"), ("de Gaulle", "de gaulle"), ("U.S. Navy", "u s navy"), (None, "")],
)
def test_names(name: str | None, expected: str) -> None:
    assert normal(name) == expected


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [("[2021-05-02, 2021-05-01]", "[2021-05-01,2021-05-02]"), ("[2021-05-01]", "2021-05-01"), ("2021-05/2021-06", "2021-05/2021-06"), ("{2021,2021}", "2021")],
)
def test_edtf(edtf: str, expected: str) -> None:
    assert one_notation(edtf) == expected


def test_commitments_are_compared_field_by_field() -> None:
    gold, found = changed(), changed()
    for document, due, by in ((gold, "2021-05", ["no", "lv"]), (found, None, ["no"])):
        for number, each in enumerate(document["claims"], 1):
            each["id"] = f"c{number}"
        document["commitments"] = [{"id": "m1", "act": "meet_minister", "by": by, "to": [], "due": due, "status": "open", "claims": ["c2"]}]
    result = score([gold], [found])["commitments"]
    assert (result["f1"], result["accuracy"], result["dated"]) == (1.0, {"act": 1.0, "due": 0.0, "status": 1.0}, 0.0)
    assert (result["by"]["precision"], result["by"]["recall"]) == (1.0, 0.5)
    assert [kind for kind, _, _ in faults([gold], [found])] == ["commitment due wrong", "commitment by wrong"]
    assert score([gold], [changed()])["commitments"]["recall"] == 0.0
