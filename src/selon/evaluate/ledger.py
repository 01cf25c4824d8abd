"""Whole ledgers: claims, who stands behind them, how sure they are, who did what to whom.

Words are runs of letters and digits. All figures are micro averages over the dispatches.

*Claims* are paired one to one, greedily, by the Jaccard index of the words that their spans cover (0.4 or more; greater index first, then
the pair that agrees in more of chain and event type, then text order). Predicted claims that lie wholly in the headline are set aside.

*On the pairs*: ``chain`` (all links the same, in order; a link held jointly is the set of its members) and ``innermost`` (the first link);
``type`` (of the event); ``certainty``, ``polarity`` and both; ``quote``; ``time`` (the event's EDTF; none equals none) and ``dated`` (the
same where the gold has one) as accuracies, ``participants`` as rates over (actor or recipient, entity).

*Which entity is which*: a gold and a predicted mention are the same if their characters have a Jaccard index of 0.5 or more, paired one to
one, greatest first. A predicted entity stands for the gold entity on whose mentions most of its own fall (on a tie the one of the same
name, then the first id), else for that of the same name, else for itself. Names are compared without case, accents, articles and
punctuation.

*Omissions* are paired by span: they share at least half of the shorter one's words. *Entities*: B-cubed for mentions that may belong to
several entities (Amigó et al. 2009, multiplicity) over the gold's mentions; one that was not found counts 0. *Headers*: provider, dateline
place, headline (as names), date (as it is written), credits (rates over role and name).

*Commitments*: see ``selon.evaluate.commitments``.

The figure is the mean of claim F1, chain accuracy, accuracy of certainty and polarity together, and F1 of participants.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from selon.evaluate import commitments
from selon.evaluate.measures import Document, jaccard, pair_off, quoted, rates, row, share

#: The least Jaccard index of two claims' words.
LEAST_OF_CLAIM = 0.4
#: The least Jaccard index of two mentions' characters.
LEAST_OF_MENTION = 0.5
ACCURACIES = ("chain", "innermost", "type", "certainty", "polarity", "certainty and polarity", "quote", "time")
HEADERS = ("provider", "dateline_place", "date", "headline")
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"(?:the|an?|le|la|les|une?|du|des|de la|aux?)\s+|[ld]'")
_AGENCY = "AGENCY"
_FORMER_TYPES = {"YIELD": "CONCEDE"}

_Place: TypeAlias = tuple[int, int]
_Link: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim as it is compared; entities are those of the gold."""

    words: frozenset[int]
    chain: tuple[_Link, ...]
    participants: frozenset[tuple[str, str]]
    raw: dict[str, Any]

    @property
    def type(self) -> str | None:
        name = str(self.raw["event"].get("type") or "").upper()
        return _FORMER_TYPES.get(name, name) or None

    @property
    def time(self) -> str | None:
        when = self.raw["event"].get("time")
        return one_notation(when["edtf"]) if when and when.get("edtf") else None


@dataclass(frozen=True, slots=True)
class _Compared:
    """A gold dispatch, its prediction, and what answers what."""

    gold: Document
    predicted: Document
    wanted: list[_Claim]
    found: list[_Claim]
    pairs: list[tuple[int, int]]
    omissions: list[tuple[int, int]]
    same_mention: dict[_Place, _Place]
    owed: tuple[list[commitments.Owed], list[commitments.Owed]]
    owed_pairs: list[tuple[int, int]]


def score(gold: Sequence[Document], predicted: Sequence[Document]) -> dict[str, Any]:
    """The figures of this module for ledgers in their published JSON shape, joined by id.

    Out: ``documents``, ``claims`` (rates), ``accuracy`` (by ``ACCURACIES``), ``dated``, ``participants`` (rates), ``omissions`` (rates),
    ``commitments`` (see ``commitments.result_of``), ``headers`` (accuracy of each of ``HEADERS``),
    ``credits`` (rates), ``credits_exact``, ``mentions_found``, ``entities`` (B-cubed precision, recall, F1) and ``score``.
    """
    by_id = {document["id"]: document for document in predicted}
    count: Counter[str] = Counter()
    precision = recall = 0.0
    for document in gold:
        both = _compare(document, by_id.get(document["id"], {}))
        count.update(_counts(both))
        more_precision, more_recall = _b_cubed(both)
        precision += more_precision
        recall += more_recall
    mentions, pairs = count["mentions"], count["pairs"]
    mean_precision, mean_recall = share(precision, mentions), share(recall, mentions)
    result: dict[str, Any] = {
        "documents": len(gold),
        "claims": rates(pairs, count["found"], count["wanted"], when_empty=1.0),
        "accuracy": {name: share(count[name], pairs) for name in ACCURACIES},
        "dated": share(count["dated right"], count["dated"]),
        "participants": rates(count["parts right"], count["parts found"], count["parts wanted"], when_empty=1.0 if pairs else 0.0),
        "omissions": rates(count["omissions right"], count["omissions found"], count["omissions wanted"], when_empty=1.0),
        "commitments": commitments.result_of(count),
        "headers": {name: share(count[name], len(gold)) for name in HEADERS},
        "credits": rates(count["credits right"], count["credits found"], count["credits wanted"], when_empty=1.0),
        "credits_exact": share(count["credits exact"], len(gold)),
        "mentions_found": share(count["mentions found"], mentions),
        "entities": {
            "precision": mean_precision,
            "recall": mean_recall,
            "f1": share(2 * mean_precision * mean_recall, mean_precision + mean_recall),
        },
    }
    accuracy = result["accuracy"]
    parts = (result["claims"]["f1"], accuracy["chain"], accuracy["certainty and polarity"], result["participants"]["f1"])
    return result | {"score": sum(parts) / len(parts)}


def figure(result: dict[str, Any]) -> float:
    """The one figure of a result: the mean that the module describes."""
    return float(result["score"])


def table(result: dict[str, Any]) -> list[str]:
    """A result as printed lines."""
    lines = [f"documents {result['documents']}", row("claims", result["claims"]), row("participants", result["participants"])]
    lines += [f"{name:<26} {value:.4f}" for name, value in result["accuracy"].items()]
    lines += [f"{'time where gold has one':<26} {result['dated']:.4f}", row("omissions", result["omissions"])]
    lines += commitments.table(result["commitments"])
    entities = result["entities"]
    lines.append(f"{'entities (B-cubed)':<26} P {entities['precision']:.4f}  R {entities['recall']:.4f}  F1 {entities['f1']:.4f}")
    lines.append(f"{'mentions found':<26} {result['mentions_found']:.4f}")
    lines += [f"{name.replace('_', ' '):<26} {value:.4f}" for name, value in result["headers"].items()]
    return [*lines, row("credits", result["credits"]), f"{'credits exact':<26} {result['credits_exact']:.4f}"]


def brief(result: dict[str, Any]) -> str:
    """A result on one line, for a group of dispatches."""
    accuracy = result["accuracy"]
    return (
        f"{result['documents']} documents; claims F1 {result['claims']['f1']:.3f}  chain {accuracy['chain']:.3f}  certainty and polarity "
        f"{accuracy['certainty and polarity']:.3f}  participants F1 {result['participants']['f1']:.3f}  score {result['score']:.4f}"
    )


def faults(gold: Sequence[Document], predicted: Sequence[Document]) -> Iterator[tuple[str, str, str]]:
    """Each claim and omission missed or spurious, each field of a paired claim and each header that is wrong: (kind, document, words)."""
    by_id = {document["id"]: document for document in predicted}
    for document in gold:
        both = _compare(document, by_id.get(document["id"], {}))
        text, name = document["text"], document["id"]
        for left, right in both.pairs:
            yield from ((kind, name, what) for kind, what in _claim_faults(both.wanted[left], both.found[right], text))
        for number, claim in enumerate(both.wanted):
            if number not in {left for left, _ in both.pairs}:
                kind = "claim missed, agency's voice" if len(claim.chain) == 1 else "claim missed, attributed"
                yield kind, name, _words(text, claim)
        for number, claim in enumerate(both.found):
            if number not in {right for _, right in both.pairs}:
                kind = "claim spurious, agency's voice" if len(claim.chain) == 1 else "claim spurious, attributed"
                yield kind, name, _words(text, claim)
        for side, kind in ((0, "omission missed"), (1, "omission spurious")):
            mine = (document, both.predicted)[side].get("omissions") or []
            for number, each in enumerate(mine):
                if number not in {pair[side] for pair in both.omissions}:
                    yield kind, name, quoted(text, [each["span"]])
        yield from ((kind, name, what) for kind, what in commitments.faults(*both.owed, both.owed_pairs, partial(_quoted_words, text)))
        for header in HEADERS:
            if not _same_header(header, document, both.predicted):
                yield f"{header} wrong", name, f"{document.get(header)!r} | found: {both.predicted.get(header)!r}"


def claim_pairs(gold: Document, predicted: Document) -> list[tuple[str, str]]:
    """Which claim of the prediction answers which of the gold: (gold id, predicted id)."""
    both = _compare(gold, predicted)
    return [(both.wanted[left].raw["id"], both.found[right].raw["id"]) for left, right in both.pairs]


def normal(name: object) -> str:
    """A name without case, accents, article and punctuation, its words parted by one space."""
    letters = unicodedata.normalize("NFKD", str(name or "").replace("’", "'")).strip()
    bare = "".join(c for c in letters if not unicodedata.combining(c)).casefold()
    article = _ARTICLE.match(bare)
    return " ".join(_WORD.findall(bare[article.end() :] if article else bare))


def one_notation(edtf: str) -> str:
    """An EDTF expression without white space; the members of a set sorted, each once, a set of one as that one."""
    tight = "".join(edtf.split())
    if tight[:1] + tight[-1:] not in ("[]", "{}"):
        return tight
    members = sorted(set(tight[1:-1].split(",")))
    return members[0] if len(members) == 1 else tight[0] + ",".join(members) + tight[-1]


def _compare(gold: Document, predicted: Document) -> _Compared:
    text = gold["text"]
    same = _same_mentions(gold, predicted)
    names: dict[str, str] = {}
    for entity in gold.get("entities") or []:
        names.setdefault(normal(entity["name"]), entity["id"])
    wanted = _claims(gold["claims"], text, {entity["id"]: entity["id"] for entity in gold.get("entities") or []}, names, "")
    headline = len(gold.get("headline") or "")
    body = [claim for claim in predicted.get("claims") or [] if max((end for _, end in claim["text_spans"]), default=0) > headline]
    found = _claims(body, text, _stands_for(gold, predicted, same, names), names, normal(gold.get("provider")))
    pairs = pair_off(
        ((alike, (mine.chain == theirs.chain) + (mine.type == theirs.type)), left, right)
        for left, mine in enumerate(wanted)
        for right, theirs in enumerate(found)
        if (alike := jaccard(mine.words, theirs.words)) >= LEAST_OF_CLAIM
    )
    stands_for = _stands_for(gold, predicted, same, names)
    owed = (
        commitments.owed_of(gold, _numbering(text), lambda id: frozenset({id}), one_notation),
        commitments.owed_of(predicted, _numbering(text), lambda id: frozenset({stands_for.get(id, id)}), one_notation),
    )
    return _Compared(gold, predicted, wanted, found, pairs, _same_omissions(gold, predicted), same, owed, commitments.pairs_of(*owed))


def _counts(both: _Compared) -> Counter[str]:
    """What one dispatch adds to the counts (all but B-cubed)."""
    count: Counter[str] = Counter(wanted=len(both.wanted), found=len(both.found), pairs=len(both.pairs))
    for left, right in both.pairs:
        mine, theirs = both.wanted[left], both.found[right]
        count.update(name for name, holds in _agreement(mine, theirs).items() if holds)
        count["dated"] += mine.time is not None
        count["dated right"] += mine.time is not None and mine.time == theirs.time
        count["parts wanted"] += len(mine.participants)
        count["parts found"] += len(theirs.participants)
        count["parts right"] += len(mine.participants & theirs.participants)
    count["omissions wanted"] = len(both.gold.get("omissions") or [])
    count["omissions found"] = len(both.predicted.get("omissions") or [])
    count["omissions right"] = len(both.omissions)
    count.update(commitments.counts_of(*both.owed, both.owed_pairs))
    count.update(name for name in HEADERS if _same_header(name, both.gold, both.predicted))
    mine_credits, their_credits = _credits(both.gold), _credits(both.predicted)
    count["credits wanted"], count["credits found"] = len(mine_credits), len(their_credits)
    count["credits right"] = len(mine_credits & their_credits)
    count["credits exact"] = mine_credits == their_credits
    count["mentions"] = len(set().union(*_mentions(both.gold).values()))
    count["mentions found"] = len(both.same_mention)
    return count


def _agreement(mine: _Claim, theirs: _Claim) -> dict[str, bool]:
    certainty, polarity, quote = (mine.raw[key] == theirs.raw[key] for key in ("certainty", "polarity", "quote"))
    return {
        "chain": mine.chain == theirs.chain,
        "innermost": mine.chain[:1] == theirs.chain[:1] and bool(theirs.chain),
        "type": mine.type == theirs.type,
        "certainty": certainty,
        "polarity": polarity,
        "certainty and polarity": certainty and polarity,
        "quote": quote,
        "time": mine.time == theirs.time,
    }


def _claims(claims: Iterable[dict[str, Any]], text: str, entity: dict[str, str], names: dict[str, str], provider: str) -> list[_Claim]:
    """Claims with their words by number and their links and participants as gold entities; *entity* maps ids to these."""
    words_of = _numbering(text)

    def one(part: str) -> str:
        if part == _AGENCY or (part not in entity and provider and normal(part) == provider):
            return _AGENCY
        return entity.get(part) or names.get(normal(part)) or f"name:{normal(part)}"

    def link(written: str) -> _Link:
        return frozenset({one(written)}) if written in entity else frozenset(one(part.strip()) for part in written.split("+"))

    return [
        _Claim(
            words_of(claim["text_spans"]),
            tuple(link(written) for written in claim["chain"]),
            frozenset((role, each) for role in ("actor", "recipient") for written in claim["event"][role] for each in link(written)),
            claim,
        )
        for claim in claims
    ]


def _numbering(text: str) -> Callable[[list[list[int]]], frozenset[int]]:
    """What gives the numbers of the words of *text* that spans cover."""
    word_at = [-1] * len(text)
    for number, match in enumerate(_WORD.finditer(text)):
        word_at[match.start() : match.end()] = [number] * (match.end() - match.start())
    return lambda spans: frozenset(w for start, end in spans for w in word_at[start:end] if w >= 0)


def _quoted_words(text: str, words: frozenset[int]) -> str:
    """From the first of the numbered *words* to the last, as a fault quotes it."""
    bounds = [match.span() for match in _WORD.finditer(text)]
    return quoted(text, [[bounds[min(words)][0], bounds[max(words)][1]]]) if words else ""


def _mentions(document: Document) -> dict[str, set[_Place]]:
    """The places of each entity, by id."""
    return {entity["id"]: {(start, end) for start, end in entity["mentions"] if start < end} for entity in document.get("entities") or []}


def _same_mentions(gold: Document, predicted: Document) -> dict[_Place, _Place]:
    """The predicted mention that answers each gold mention."""
    mine = sorted(set().union(*_mentions(gold).values()))
    theirs = sorted(set().union(*_mentions(predicted).values()))
    candidates = [
        ((alike,), left, right) for left, one in enumerate(mine) for right, other in enumerate(theirs) if (alike := _overlap(one, other)) >= LEAST_OF_MENTION
    ]
    return {mine[left]: theirs[right] for left, right in pair_off(candidates)}


def _overlap(one: _Place, other: _Place) -> float:
    """The Jaccard index of two mentions' characters."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def _stands_for(gold: Document, predicted: Document, same: dict[_Place, _Place], names: dict[str, str]) -> dict[str, str]:
    """The gold entity (or own name) that each predicted entity stands for, by id."""
    answered = {theirs: mine for mine, theirs in same.items()}
    owners: dict[_Place, list[str]] = {}
    for each, places in _mentions(gold).items():
        for place in places:
            owners.setdefault(place, []).append(each)
    found: dict[str, str] = {}
    places_of = _mentions(predicted)
    for entity in predicted.get("entities") or []:
        named = names.get(normal(entity["name"]))
        votes = Counter(owner for place in places_of[entity["id"]] if place in answered for owner in owners[answered[place]])
        if votes:
            found[entity["id"]] = min(votes, key=lambda owner: (-votes[owner], owner != named, owner))
        else:
            found[entity["id"]] = named or f"name:{normal(entity['name'])}"
    return found


def _b_cubed(both: _Compared) -> tuple[float, float]:
    """The sums over the gold's mentions of B-cubed precision and recall.

    For a mention, each one that shares a predicted entity with it gives min(shared predicted, shared gold) / shared predicted to
    precision, each that shares a gold entity min / shared gold to recall; both are averaged over those mentions, itself among them.
    """
    mine: dict[_Place, set[str]] = {}
    for each, places in _mentions(both.gold).items():
        for place in places:
            mine.setdefault(place, set()).add(each)
    holders: dict[_Place, set[str]] = {}
    for each, places in _mentions(both.predicted).items():
        for place in places:
            holders.setdefault(place, set()).add(each)
    theirs = {place: holders[both.same_mention[place]] if place in both.same_mention else set() for place in mine}
    precision = recall = 0.0
    for place in mine:
        if not theirs[place]:
            continue
        precisions: list[float] = []
        recalls: list[float] = []
        for other in mine:
            found, wanted = len(theirs[place] & theirs[other]), len(mine[place] & mine[other])
            if found:
                precisions.append(min(found, wanted) / found)
            if wanted:
                recalls.append(min(found, wanted) / wanted)
        precision += sum(precisions) / len(precisions)
        recall += sum(recalls) / len(recalls)
    return precision, recall


def _same_omissions(gold: Document, predicted: Document) -> list[tuple[int, int]]:
    bounds = [match.span() for match in _WORD.finditer(gold["text"])]

    def words(omission: dict[str, Any]) -> frozenset[int]:
        start, end = omission["span"]
        return frozenset(number for number, (low, high) in enumerate(bounds) if low < end and start < high)

    wanted = [words(each) for each in gold.get("omissions") or []]
    found = [words(each) for each in predicted.get("omissions") or []]
    return pair_off(
        ((jaccard(mine, theirs),), left, right)
        for left, mine in enumerate(wanted)
        for right, theirs in enumerate(found)
        if mine and theirs and 2 * len(mine & theirs) >= min(len(mine), len(theirs))
    )


def _same_header(name: str, gold: Document, predicted: Document) -> bool:
    mine, theirs = gold.get(name), predicted.get(name)
    if name == "date":
        return (mine or "").strip() == (theirs or "").strip()
    return normal(mine) == normal(theirs)


def _credits(document: Document) -> set[tuple[str, str]]:
    return {(credit["role"].strip().lower(), normal(name)) for credit in document.get("credits") or [] for name in credit["names"]}


def _claim_faults(mine: _Claim, theirs: _Claim, text: str) -> Iterator[tuple[str, str]]:
    """What is wrong in a paired claim: (kind, words)."""
    agreed = _agreement(mine, theirs)
    words = quoted(text, mine.raw["text_spans"])
    if not agreed["chain"]:
        size = len(theirs.chain) - len(mine.chain)
        kind = "chain: a link lacks" if size < 0 else "chain: a link too many" if size > 0 else "chain: another source"
        yield kind, f"{words} | {_chain(mine)} | found: {_chain(theirs)}"
    for name in ("certainty", "polarity"):
        if not agreed[name]:
            yield f"{name} {mine.raw[name]} as {theirs.raw[name]}", words
    if not agreed["type"]:
        yield "type wrong", f"{words} | {_act(mine)} | found: {_act(theirs)}"
    if not agreed["time"]:
        yield "time wrong", f"{words} | {mine.time} | found: {theirs.time}"
    if not agreed["quote"]:
        yield f"quote {mine.raw['quote']} as {theirs.raw['quote']}", words
    for role in ("actor", "recipient"):
        wanted = {each for name, each in mine.participants if name == role}
        found = {each for name, each in theirs.participants if name == role}
        if wanted != found:
            kind = f"{role} missed" if found < wanted else f"{role} spurious" if wanted < found else f"{role} wrong"
            yield kind, f"{words} | {mine.raw['event']['act']} {sorted(wanted)} | found: {theirs.raw['event']['act']} {sorted(found)}"


def _words(text: str, claim: _Claim) -> str:
    return f"{quoted(text, claim.raw['text_spans'])} | {_act(claim)} {_chain(claim)}"


def _act(claim: _Claim) -> str:
    """Type, act and, if predicted, the rule that found it."""
    rule = f" ({claim.raw['rule']})" if claim.raw.get("rule") else ""
    return f"{claim.type} {claim.raw['event']['act']}{rule}"


def _chain(claim: _Claim) -> str:
    return " < ".join("+".join(sorted(link)) for link in claim.chain)
