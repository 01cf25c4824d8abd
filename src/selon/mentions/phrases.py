"""Noun phrases in place: their extent, the name inside, the role noun, the nationality."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from selon.knowledge.gazetteer import Entry, Gazetteer, name_ends, normal
from selon.lang.pack import LanguagePack
from selon.mentions.names import Hit, is_proper
from selon.mentions.proper import name_in, persons_name, several
from selon.mentions.vocabulary import lexicon, roles_of
from selon.model.text import Span
from selon.syntax.view import View
from selon.tables import Row


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase with head token *head*, from token *first* to *last* (both included).

    *name* is the proper name in it (*name_tokens* its words), *entry* what the knowledge tables know of that name;
    *role* the row of the pack's roles table for its title or describing noun, *title* the words of it (*title_tokens*).
    *body* is that of the body named before the title ("Interior Ministry spokesman"). *countries* are those that its
    adjectives, possessors or names tell, *adjectival* that an adjective tells them. *number* is sing or plur; *definite* that
    it takes up something known; *pair* that it counts two or three ("les deux dirigeants"); *owner* the token of whose it is.
    """

    head: int
    first: int
    last: int
    span: Span
    name: str | None
    name_tokens: frozenset[int]
    entry: Entry | None
    role: Row | None
    body: Row | None
    title: str | None
    title_tokens: frozenset[int]
    countries: tuple[str, ...]
    adjectival: bool
    number: str
    definite: bool
    pair: bool
    owner: int | None


__all__ = ["Phrase", "lexicon", "phrase_at"]  # other stages take the lexicon from here

#: Ranks of those who are posted abroad: "a diplomat in Vienna" is not Austria's.
POSTED = frozenset({"diplomat", "journalist"})
_INSIDE = ("det", "amod", "nummod", "poss", "compound", "flat")


def phrase_at(view: View, head: int, hits: dict[int, Hit], pack: LanguagePack, gazetteer: Gazetteer, dated: AbstractSet[int] = frozenset()) -> Phrase:
    """The phrase headed by token *head*."""
    first, last = _extent(view, head, hits, dated, pack)
    name_tokens, entry = name_in(view, head, first, last, hits, dated, pack)
    if entry is None and gazetteer.persons:
        name_tokens = persons_name(view, name_tokens, hits, gazetteer)
    if name_tokens:
        first, last = min(first, min(name_tokens)), max(last, max(name_tokens))
    role, title_tokens = _role(view, first, last, head, pack, name_tokens)
    if name_tokens and title_tokens and title_tokens & name_tokens:
        rest = name_tokens - title_tokens
        of_many = view.number.get(max(title_tokens)) == "plur"  # "the Manufacturers Association": no title
        # "the Army for Justice", "Hospital Watch"; not "l'ONG Open Watch"
        for_what = rest and (view.pos[min(rest)] == "ADP" or normal(view.word[max(rest)]) in name_ends())
        of_a_body = role is not None and role["kind"] != "person" and for_what and not view.word[max(title_tokens)].isupper()
        if entry is None and rest and max(title_tokens) < min(rest) and not of_many and not of_a_body:
            name_tokens = rest  # "Prime Minister Helen Carver": the title is no part of the name
        else:
            title_tokens = frozenset()
            role = role if entry is None else None
    name = view.span(min(name_tokens), max(name_tokens)).of(view.text).rstrip("-") if name_tokens else None
    title = view.span(min(title_tokens), max(title_tokens)).of(view.text) if title_tokens else None
    plural = view.number.get(head) == "plur" or any(view.role[c] == "nummod" and view.word[c].lower() in pack.pair_words for c in view.children[head])
    determiner = next((c for c in view.children[head] if view.role[c] in ("det", "poss")), None)
    low = view.word[first].lower()
    before = [view.word[c].lower() for c in view.children[head] if view.role[c] == "case" and c < head]
    contracted = any(word in pack.definite and word in pack.prepositions for word in before)
    definite = (
        low in pack.definite or low in pack.possessives or contracted or (determiner is not None and view.role[determiner] == "poss") or bool(name_tokens)
    )
    pair = plural and any(view.word[c].lower() in pack.pair_words or view.lemma[c] in pack.pair_words for c in range(first, head + 1) if c != head)
    posted = role is not None and role["rank"] in POSTED
    countries, adjectival = _countries(view, first, last, hits, gazetteer, pack, name_tokens, entry, posted=posted)
    owner = next((c for c in view.children[head] if view.role[c] == "poss"), None)
    if owner is None:
        owner = next((c for c in view.children[head] if view.role[c] == "nmod" and view.case(c) in pack.of), None)
    return Phrase(
        head,
        first,
        last,
        view.span(first, last),
        name,
        name_tokens,
        entry,
        role,
        _body_before(view, first, min(title_tokens, default=first), pack) if role is not None and role["kind"] == "person" else None,
        title,
        title_tokens,
        countries,
        adjectival,
        "plur" if plural else "sing",
        definite,
        pair,
        owner,
    )


def _extent(view: View, head: int, hits: dict[int, Hit], dated: AbstractSet[int], pack: LanguagePack) -> tuple[int, int]:
    keep = {head}
    _collect(view, head, keep, hits, dated, pack)
    for token in tuple(keep):
        hit = hits.get(token)
        if hit is not None:
            keep.update(range(hit.first, hit.last + 1))
    first = last = head
    begin, end = view.sentences[view.sent[head]]
    while first - 1 >= begin and (first - 1 in keep or view.text[view.end[first - 1] - 1] == "-" and view.end[first - 1] == view.start[first]):
        first -= 1
        if first not in keep:  # "a Vienna-based diplomat" is one word where it stands
            keep.update(c for c in view.children[first] if view.role[c] == "det")
    while last + 1 < end and last + 1 in keep:
        last += 1
    while first < head and not _opens(view, first, begin, pack):
        first += 1
    return first, last


def _opens(view: View, i: int, begin: int, pack: LanguagePack) -> bool:
    """Whether token *i* may open a phrase: no relative or adverb left of the article ("dont le quotidien"), no stray preposition."""
    if view.word[i].lower() in pack.relatives or view.pos[i] in ("PUNCT", "SCONJ", "CCONJ") and view.word[i] not in ('"', "“", "«"):
        return False
    if view.pos[i] == "ADV" and view.role[i] in ("adv", "dep", "nmod", "flat") and view.word[i + 1].lower() in pack.articles:
        return False
    return not (i == begin and len(view.word[i]) == 1 and view.word[i].isalpha() and normal(view.word[i]) not in pack.articles)


def _collect(view: View, i: int, keep: set[int], hits: dict[int, Hit], dated: AbstractSet[int], pack: LanguagePack) -> None:
    for c in view.children[i]:
        if c in dated and c not in hits:
            continue
        role = view.role[c]
        inside = role in _INSIDE and not (role == "amod" and c > i and view.kid(c, "obl", "agent", "obj") is not None)
        if role == "nmod":
            case = view.case(c)
            named = (is_proper(view, c) or c in hits) and normal(case) not in lexicon(pack, "companion")
            counted = any(view.word[x].lower() in pack.pair_words for x in view.kids(i, "nummod"))  # "porté les deux pays à un nouveau niveau"
            inside = case in pack.of or not case or named or case in pack.holder_cases and not counted or _tells_who(view, i, case, pack)
        elif role == "dep":
            inside = view.word[c] in ("'s", "'", "’s")
        elif role == "appos":
            inside = _adjacent_name(view, i, c)
        elif role == "adv":
            inside = view.pos[i] in ("ADJ", "NUM")
        elif role in ("conj", "cc"):
            inside = view.pos[i] == "ADJ" and view.role[i] == "amod"
        if not inside:
            continue
        keep.add(c)
        if role == "nmod":
            keep.update(x for x in view.children[c] if view.role[x] == "case")
        _collect(view, c, keep, hits, dated, pack)
    # a name that the parser left in two pieces: "Vladimir" subj, "Poutine" subj
    nxt = i + 1
    if nxt < len(view) and nxt not in keep and view.sent[nxt] == view.sent[i] and nxt not in hits and i not in hits:
        named = all(view.pos[k] == "PROPN" and is_proper(view, k) for k in (i, nxt))
        if named and view.head[nxt] == view.head[i] and view.role[nxt] == view.role[i]:
            keep.add(nxt)


def _tells_who(view: View, i: int, case: str, pack: LanguagePack) -> bool:
    """Whether the complement with preposition *case* tells which of many the people at token *i* are: "rebels in the north", "a source in the ministry"."""
    row = roles_of(pack).by_form.get(normal(view.lemma[i]))
    return row is not None and row["kind"] in ("person", "group") and view.pos[i] == "NOUN" and case in pack.place_cases and case not in pack.dative


def _adjacent_name(view: View, i: int, c: int) -> bool:
    """An apposition with no comma before it: "le président Vladimir Poutine"."""
    if c < i or several(view, i, c):
        return False
    left = view.edges(c)[0]
    return left > 0 and not any(view.word[k] in (",", "(", "-", ":", ";") for k in range(i + 1, left + 1)) and is_proper(view, c)


def _role(view: View, first: int, last: int, head: int, pack: LanguagePack, name_tokens: frozenset[int]) -> tuple[Row | None, frozenset[int]]:
    """The role noun of the phrase: the longest listed form that holds the head, else one before the name."""
    roles = roles_of(pack)
    words = [normal(view.word[k]) for k in range(first, last + 1)]
    best: tuple[tuple[bool, bool, int, int], Row, int, int] | None = None
    start_of_name = min(name_tokens) if name_tokens else None
    for i in range(len(words)):
        for j in range(min(len(words), i + roles.longest), i, -1):
            a, b = first + i, first + j - 1
            holds_head = a <= head <= b and view.pos[head] in ("NOUN", "PROPN")
            noun = view.pos[b] in ("NOUN", "PROPN") and view.role[b] != "poss"
            before_name = noun and start_of_name is not None and head in name_tokens and a <= start_of_name and b <= head
            if not holds_head and not before_name:
                continue
            row = roles.by_form.get(_joined(words[i:j]))
            if row is None and j - i == 1:
                row = roles.by_form.get(normal(view.lemma[a]))
            if row is None:
                continue
            if name_tokens and set(range(a, b + 1)) == set(name_tokens):
                continue
            # "Interior Ministry spokesman Ann Kale": what stands next to a person's name is the title
            beside = start_of_name is not None and b + 1 == start_of_name and row["kind"] == "person"
            score = (holds_head and head not in name_tokens, beside, j - i, -i if holds_head else i)
            if best is None or score > best[0]:
                best = (score, row, a, b)
            break
    if best is None:
        return None, frozenset()
    return best[1], frozenset(range(best[2], best[3] + 1))


def _body_before(view: View, first: int, title: int, pack: LanguagePack) -> Row | None:
    """The row of the body whose name ends right before a title."""
    roles = roles_of(pack)
    for a in range(max(first, title - roles.longest), title):
        row = roles.by_form.get(_joined([normal(view.word[k]) for k in range(a, title)]))
        if row is not None and row["kind"] == "organization":
            return row
    return None


def _joined(words: list[str]) -> str:
    joined = " ".join(words)
    return joined.replace("' ", "'").replace(" 's", "'s")


def _countries(
    view: View,
    first: int,
    last: int,
    hits: dict[int, Hit],
    gazetteer: Gazetteer,
    pack: LanguagePack,
    name_tokens: frozenset[int],
    entry: Entry | None,
    *,
    posted: bool,
) -> tuple[tuple[str, ...], bool]:
    found: list[str] = []
    if entry is not None and entry.country:
        found.append(entry.country)
    adjectival = False
    told = [k for k in range(first, last + 1) if not _takes_side(view, k, pack)]
    if entry is not None and entry.kind == "organization":
        told = [k for k in told if k not in name_tokens]  # the Organization of American States is not America's
    peoples = dict.fromkeys(iso3 for k in told if (iso3 := _people_at(view, k, first, name_tokens, gazetteer)))
    if not found and len(peoples) == 1 and any(k in view.national for k in told) and len(told) > 1:
        return tuple(peoples), False  # "Bosnian Serbs" are none of Serbia's
    for k in told:
        iso3 = view.national.get(k)
        if iso3 is None and view.word[k][:1].isupper():
            iso3 = gazetteer.people.get(normal(view.word[k]))
        if iso3 is not None and iso3 not in found:
            found.append(iso3)
            adjectival = True
    if not found:
        for k in told:
            hit = hits.get(k)
            if posted and view.case(k) in pack.place_cases:
                continue
            if hit is not None and hit.entry.country and hit.entry is not entry:
                found.append(hit.entry.country)
                adjectival = view.role[k] in ("compound", "poss") and hit.entry.kind != "region"
                break
    if not found and len(peoples) == 1:  # people of a region are no power of their own: "Karen guerrillas"
        found.extend(peoples)
    return tuple(found), adjectival


def _people_at(view: View, i: int, first: int, name_tokens: frozenset[int], gazetteer: Gazetteer) -> str | None:
    """The country of the people that the word *i* names, or that two words name the second of which it is; a part of another's name ("Karen Holt") is none."""
    for begin in (i - 1, i):
        words = set(range(begin, i + 1))
        if begin >= first and (not words & name_tokens or name_tokens <= words):
            iso3 = gazetteer.peoples.get(normal(" ".join(view.word[begin : i + 1])))
            if iso3 is not None:
                return iso3
    return None


def _takes_side(view: View, i: int, pack: LanguagePack) -> bool:
    """Whether token *i* tells whose friend or foe, not whose one is: "anti-Syria", "pro-iranien"."""
    prefixes = lexicon(pack, "side-prefix")
    prefix, mark, _ = view.word[i].partition("-")
    if mark:
        return normal(prefix) in prefixes
    before = view.word[i - 1] if i else ""
    return before.endswith("-") and normal(before[:-1] or view.word[max(i - 2, 0)]) in prefixes
