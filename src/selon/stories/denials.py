"""Claims that say that something is so and that it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from selon.knowledge.gazetteer import acts
from selon.stories.card import Fact
from selon.stories.facts import PLAIN, is_telling
from selon.stories.names import shared_quantities
from selon.stories.quantities import FATES
from selon.stories.senses import MARK
from selon.stories.told import ACCUSING, Told, What, corrects, in_every_language, side_of, words_for
from selon.stories.words import lexicon, term_of

#: How much of a denial's own words the denied claim must share, and the most words of one that a single word in common covers.
_SHARE, _FEW = 1 / 2, 2
#: How much of a denial's own words the claim in its dispatch that has most of them must have.
_LEAST = 1 / 3
#: How much a number must tell that one denies and another gives.
_TELLING_NUMBER = 0.6
#: How many claims before it a bare denial ("Phiri denied the charge") answers an accusation.
_BEFORE = 3
#: Acts that take something back: they tell no more than a denial does that it was so.
_TAKING_BACK = frozenset({"withdraw_report", "deny"})
#: Who denies any fault, who was there, when it is to be, and what takes up what was said ("no such assurance", "this toll").
_FAULT, _PRESENT, _DATE, _SUCH, _COUNT, _UNDECIDED = (MARK + sense for sense in ("fault", "present", "date", "such", "count", "undecided"))
#: Who may be there when something is done to people.
_THERE = frozenset({MARK + "civilian", MARK + "fighter"})
_ASSAULT, _AGREE, _SET_DATE = "ASSAULT", "AGREE", "set_date"
#: Sources that are one state: the country, its government, its army.
_STATES = frozenset({"country", "gov", "mil"})
#: Keys of places so exact that one is not inside another.
_TOWNS = ("city:", "capital:")
#: PLOVER types of what is rather denied than anything else.
_ALLEGED = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
#: PLOVER types of what is asked or offered, which nobody calls untrue.
_ASKED = frozenset({"REQUEST", "AGREE"})


def denied(claims: Sequence[Told]) -> Iterator[tuple[Told, Told, What, str]]:
    """(denying, denied, in what, why) for each two of the *claims* of a story of which one says that something is so and the other that it is not."""
    affirming = [each for each in claims if not each.negative and each.fact.act not in _TAKING_BACK]
    for denying in claims:
        if not denying.negative:
            continue
        answered = _answered(denying, claims)
        found = [(each, *what) for each in affirming if (what := _against(denying, each)) is not None]
        if not found:
            found = [(each, "denial", "a denial that answers it") for each in claims if each.number == answered and _may_be_of_two(denying, each)]
        if not found and denying.denies:
            found = [(each, "denial", f"a denial in part of what another claim affirms ({why})") for each, why in _nearest(denying, affirming)]
        if not found and denying.denies:
            found = [(each, "denial", "a denial by whom it accuses") for each in _accusations(denying, affirming)]
        yield from ((denying, *each) for each in found)


def _nearest(denying: Told, affirming: Sequence[Told]) -> list[tuple[Told, str]]:
    """The claim by somebody else in the same dispatch that has most of what is denied, a third of it at least and more than who or what is spoken of; with the
    words."""
    best: tuple[int, Told, frozenset[str]] | None = None
    for each in affirming:
        if each.card.key != denying.card.key or not _are_two_voices(denying, each) or not _may_be_of_two(denying, each) or _elsewhere(denying, each):
            continue
        shared = denying.content & (each.content | each.senses)
        if (
            each.fact.type != _ASSAULT
            and any(term.startswith(MARK) for term in shared - _THERE)
            and len(shared) >= _LEAST * len(denying.content)
            and (best is None or len(shared) > best[0])
        ):
            best = len(shared), each, shared
    return [(best[1], words_for(denying.fact, best[2]))] if best is not None else []


def _against(denying: Told, affirming: Told) -> tuple[What, str] | None:
    near = denying.card.key == affirming.card.key
    if near and (denying.fact.restates == affirming.fact.id or affirming.fact.restates == denying.fact.id):
        return "polarity", "one event, affirmed and denied"
    if not _may_be_of_two(denying, affirming):
        return None
    if not denying.denies and _elsewhere(denying, affirming):
        return None
    own, shared = denying.content, denying.content & (affirming.content | affirming.senses)
    half = _is_half(denying, affirming, shared)
    # "nothing of the kind" answers also who tells of talks without saying whose
    parties = same_parties(denying, affirming) or near and _SUCH in denying.senses and not affirming.fact.actor and not affirming.fact.recipient
    if denying.fact.act == affirming.fact.act and parties and may_be_simultaneous(denying.fact, affirming.fact):
        known = denying.fact.act in acts() and denying.fact.act not in PLAIN and (denying.fact.actor or denying.fact.sources)
        if (
            known
            and (is_telling(denying.fact) or len(own) <= 1 or shared or _SUCH in own or _common(denying, affirming) > 1)
            or half
            and (len(shared) > 1 or shared == own)
            or near
            and len(own) <= 1
            and denying.fact.act not in PLAIN
            and _are_two_voices(denying, affirming)
        ):
            return "polarity", "same act and party, affirmed and denied"
    numbers = [each for each in shared_quantities(denying.fact.quantities, affirming.fact.quantities) if each.weight >= _TELLING_NUMBER]
    if numbers and denying.voice and denying.fact.chain != affirming.fact.chain:
        return "denial", f"a denial of the number that another claim gives ({numbers[0].key})"
    if denying.denies and half and (len(shared) > 1 or denying.parties & affirming.parties and _is_told(affirming)):
        return "denial", f"a denial of what another claim affirms ({words_for(denying.fact, shared)})"
    if denying.denies and (near or denying.parties & affirming.parties) and len(own) == 1 and affirming.fact.act in set(denying.fact.hints) - PLAIN:
        return "denial", f"a denial of the act that another claim tells ({affirming.fact.act})"
    if denying.denies and shared - headcounts(denying.card.lang) - _THERE and affirming.fact.type in _types_named(denying) - {_ASSAULT}:
        return "denial", f"a denial of the act that another claim tells ({words_for(denying.fact, shared)})"
    if half and len(shared) > 1 and near and _are_of_one_matter(denying, affirming):
        return "polarity", f"said not to be, and to be ({words_for(denying.fact, shared)})"
    if _is_whole(denying, shared) and _are_of_one_matter(denying, affirming):
        return ("denial" if denying.denies else "polarity"), f"said to be, and not to be ({words_for(denying.fact, shared)})"
    if denying.denies and _accuses(affirming, denying) and (_FAULT in own or shared - headcounts(denying.card.lang) - _THERE):
        return "denial", "a denial by whom it accuses"
    if _PRESENT in own and (there := _there(denying, affirming)):
        return "denial", f"said not to have been there ({words_for(denying.fact, there)})"
    if _dates(denying, affirming):
        return "denial", "a day for it, denied by whom it quotes"
    if half and (len(shared) > 1 or shared == own and len(own) <= _FEW) and set(denying.fact.actor) & set(affirming.fact.names):
        if may_be_simultaneous(denying.fact, affirming.fact):
            return "polarity", f"said not to be, and to be ({words_for(denying.fact, shared)})"
    return None


def _may_be_of_two(denying: Told, affirming: Told) -> bool:
    """Whether two voices may stand behind the claims: an agency that tells anew, one source that goes on, a state and its army contradict nobody."""
    if not denying.fact.sources and not affirming.fact.sources:
        return denying.card.key == affirming.card.key
    if denying.fact.sources and (denying.fact.chain == affirming.fact.chain or denying.denies and _of_one_state(denying.fact.sources, affirming.fact.sources)):
        return corrects(*sorted((denying, affirming), key=lambda each: each.number))
    return True


def _is_whole(denying: Told, shared: frozenset[str]) -> bool:
    """Whether all that the denial says of its own is in the other claim, and that is more than who is spoken of."""
    return bool(shared) and shared == denying.content and not shared <= headcounts(denying.card.lang) | _THERE


def _are_of_one_matter(denying: Told, affirming: Told) -> bool:
    """Whether two sources speak of one thing, which is not only of what half of all news is about: whoever denies does, others in one dispatch or of the same
    parties."""
    if not _are_two_voices(denying, affirming) or not may_be_simultaneous(denying.fact, affirming.fact):
        return False
    if all(term.startswith("%") and term[1:] not in FATES for term in denying.content) and affirming.fact.act not in denying.fact.hints:
        return False
    if denying.fact.type and denying.fact.type == affirming.fact.type and denying.actors and affirming.actors and not denying.actors & affirming.actors:
        return False  # one backs it, the other doesn't
    return (
        denying.denies or denying.card.key == affirming.card.key or bool(denying.parties & (affirming.parties | side_of(affirming.sides, affirming.fact.names)))
    )


def _are_two_voices(denying: Told, affirming: Told) -> bool:
    """Whether each claim is somebody's, and not the same source's; who denies may deny what his own side has said."""
    if not denying.voice or not affirming.voice:
        return False
    return denying.fact.chain != affirming.fact.chain if denying.denies else denying.voice != affirming.voice


def _elsewhere(one: Told, other: Told) -> bool:
    """Whether both claims name towns, and never the same."""
    towns = [{key for key in (*each.fact.names, each.fact.place or "") if key.startswith(_TOWNS)} for each in (one, other)]
    return bool(towns[0]) and bool(towns[1]) and not towns[0] & towns[1]


def _types_named(told: Told) -> frozenset[str]:
    """The PLOVER types of the acts that the words of a claim may name."""
    return frozenset(acts().get(act, {}).get("type") or "" for act in told.fact.hints) - {""}


def _of_one_state(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one source is a state, its government or its army, and the other too."""
    states = [{key.partition(":")[2] for key in keys if key.split(":")[0] in _STATES and key.count(":") == 1} for keys in (one, other)]
    return bool(states[0] & states[1])


def _is_told(affirming: Told) -> bool:
    """Whether a claim is someone's, or tells an event: more than what an agency recalls."""
    return bool(affirming.fact.sources) or affirming.fact.act not in PLAIN


def _common(one: Told, other: Told) -> int:
    """How many of those who act or undergo in one claim do in the other."""
    parties = other.actors | other.recipients
    return sum(bool(side_of(one.sides, (key,)) & parties) for key in {*one.fact.actor, *one.fact.recipient})


def _is_half(denying: Told, affirming: Told, shared: frozenset[str]) -> bool:
    """Whether the denied claim has half of what the denial says of its own; over two languages half of what both can say, and more than one word of many."""
    own = denying.content
    if denying.card.lang != affirming.card.lang:
        if len(shared) == 1 and len(own) > _FEW:
            return False
        own = in_every_language(own) | shared
    telling = shared == denying.content or not shared <= headcounts(denying.card.lang) | _THERE
    return bool(shared) and telling and len(shared) >= _SHARE * len(own)


def _accuses(accusing: Told, denying: Told) -> bool:
    """Whether one claim accuses whoever denies in the other, or is by him of whom it is denied; nobody accuses himself."""
    if accusing.fact.act not in ACCUSING:
        return False
    denier = side_of(denying.sides, denying.fact.actor) | set(denying.fact.sources)
    accuser = accusing.actors or frozenset(accusing.fact.sources)
    return not accuser & denier and bool(accusing.recipients & denier or accuser & denying.recipients)


def _decided(denying: Told, told: Sequence[Told]) -> int | None:
    """The number of the claim before, by somebody else, that whoever says that nothing is decided has agreed or is to do something."""
    deniers = denying.actors | side_of(denying.sides, denying.fact.chain[:1])
    for each in reversed(told[max(0, denying.number - _BEFORE) : denying.number]):
        agreed = each.card.key == denying.card.key and not each.negative and (each.fact.type == _AGREE or each.fact.ahead)
        if agreed and each.actors & deniers and _are_two_voices(denying, each):
            return each.number
    return None


def _names_charge(after: Told, denying: Told) -> bool:
    """Whether a claim only names a charge that somebody else made."""
    if after.fact.act not in ACCUSING or after.content and not after.bare:
        return False
    return _accuses(after, denying) or not after.fact.recipient and bool(after.actors) and not after.actors & (denying.actors | set(denying.fact.sources))


def _accusations(denying: Told, affirming: Sequence[Told]) -> list[Told]:
    """The accusations in the story against whoever denies, where all are by one accuser: it is them that he denies."""
    found = [each for each in affirming if _accuses(each, denying)]
    accusers = [each.actors or frozenset(each.fact.sources) for each in found]
    return found if found and all(each & accusers[0] for each in accusers) else []


def _answered(denying: Told, told: Sequence[Told]) -> int | None:
    """The number of the claim shortly before in the same dispatch that a denial answers: the nearest accusation of whoever denies, or by whom he denies it
    of; for a denial without a word of its own ("the charge", "these reports") else the first claim of him whose words they are, else the nearest claim
    of someone else. A charge that is named right after what is said against it ("..., a charge that Oslo made") is answered too."""
    bare = denying.bare or _SUCH in denying.senses and len(denying.content) <= 1 + _FEW
    if not denying.voice:
        return None
    if _UNDECIDED in denying.senses:
        return _decided(denying, told)
    if not denying.denies and (not bare or denying.fact.actor):
        after = next((each for each in told[denying.number + 1 : denying.number + 2] if each.card.key == denying.card.key), None)
        return after.number if after is not None and _names_charge(after, denying) else None
    before = [each for each in reversed(told[max(0, denying.number - _BEFORE) : denying.number]) if each.card.key == denying.card.key]
    if denying.denies and _COUNT in denying.content and len(denying.content) <= _FEW:
        return next((each.number for each in before if not each.negative and each.fact.quantities and _are_two_voices(denying, each)), None)
    for each in before:
        if _accuses(each, denying):
            return each.number
    if not bare:
        return None
    whose = frozenset(denying.fact.recipient)
    theirs = [each for each in told[: denying.number] if each.card.key == denying.card.key and whose & set(each.fact.chain)]
    theirs = [each for each in theirs if not each.negative and each.fact.type not in _ASKED]
    if theirs:
        return theirs[0].number
    others = [each for each in before if not each.negative and each.fact.chain and each.fact.chain != denying.fact.chain]
    ranked = sorted(others, key=lambda each: (each.fact.act not in ACCUSING, each.fact.type not in _ALLEGED, -each.number))
    return ranked[0].number if ranked else None


def _there(denying: Told, affirming: Told) -> frozenset[str]:
    """Who one claim says was not there, and another that something was done to."""
    return denying.senses & affirming.senses & _THERE if does_harm(affirming.fact) else frozenset()


def does_harm(fact: Fact) -> bool:
    """Whether a claim tells of an assault, or of people killed, hurt or taken."""
    return fact.type == _ASSAULT or any(each.of in FATES for each in fact.quantities)


def _dates(denying: Told, affirming: Told) -> bool:
    """Whether one claim says when something is to be, as whoever denies in the other that there is a date is quoted by somebody else."""
    dateless = denying.fact.act == _SET_DATE or _DATE in denying.content and len(denying.content) <= _FEW
    quoted = frozenset(link for each in affirming.fact.chain[:-1] for link in each.split("+"))
    deniers = frozenset(denying.fact.actor) | frozenset(denying.fact.chain[:1])
    day = affirming.fact.days
    ahead = day is not None and affirming.card.days is not None and day[1] > affirming.card.days[0]
    return dateless and ahead and bool(quoted & deniers)


def same_parties(one: Told, other: Told) -> bool:
    """Whether actors meet (or recipients, where a claim names no actor) and named recipients don't part."""
    actors, recipients = one.actors & other.actors, one.recipients & other.recipients
    if one.fact.actor and other.fact.actor:
        return bool(actors) and (bool(recipients) or not (one.fact.recipient and other.fact.recipient))
    return bool(recipients)


def may_be_simultaneous(denying: Fact, affirming: Fact) -> bool:
    """Whether what is affirmed lies in the time that is denied, as far as both are dated."""
    if denying.days is None or affirming.days is None:
        return True
    return denying.days[0] <= affirming.days[0] and affirming.days[1] <= denying.days[1]


@cache
def headcounts(lang: str) -> frozenset[str]:
    """The terms that only tell who is spoken of: soldiers, civilians."""
    lex = lexicon(lang)
    return frozenset(term_of(word, lex) for word, (concept, kind) in lex.concepts.items() if kind == "headcount" and concept not in FATES)
