"""Noun phrases in place: their extent, the name inside, the role noun, the nationality."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from selon.knowledge.gazetteer import Entry, Gazetteer, normal
from selon.lang.pack import LanguagePack
from selon.mentions.names import Hit, is_proper
from selon.model.text import Span
from selon.syntax.view import View
from selon.tables import Row, values


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase with head token *head*, from token *first* to *last* (both included).

    *name* is the proper name in it, *entry* what the knowledge tables know of that name; *role* the row of the
    pack's roles table for its title or describing noun, *title* the words of it. *countries* are those that its
    adjectives, possessors or names tell. *number* is sing or plur; *definite* that it takes up something known;
    *pair* that it counts two or three ("les deux dirigeants").
    """

    head: int
    first: int
    last: int
    span: Span
    name: str | None
    entry: Entry | None
    role: Row | None
    title: str | None
    countries: tuple[str, ...]
    number: str
    definite: bool
    pair: bool
    owner: int | None


_INSIDE = ("det", "amod", "nummod", "poss", "compound", "flat", "nmod", "dep")


@dataclass(frozen=True, slots=True)
class Roles:
    """The pack's roles by normalised form; *longest* in words."""

    by_form: dict[str, Row]
    longest: int


@cache
def roles_of(pack: LanguagePack) -> Roles:
    """The roles table of *pack*, every form of every row."""
    forms: dict[str, Row] = {}
    for row in pack.table("roles"):
        for form in (row["lemma"], *values(row["forms"])):
            forms.setdefault(normal(form), row)
    return Roles(forms, max(len(form.split(" ")) for form in forms))


def phrase_at(view: View, head: int, hits: dict[int, Hit], pack: LanguagePack, gazetteer: Gazetteer) -> Phrase | None:
    """The phrase headed by token *head*, or None where that is a word inside another phrase's name."""
    first, last = _extent(view, head, hits, pack)
    name, entry, name_tokens = _name(view, head, first, last, hits, pack)
    role, title, role_tokens = _role(view, first, last, head, pack, name_tokens)
    plural = view.number.get(head) == "plur" or any(view.role[c] == "nummod" and view.lemma[c] in pack.pair_words for c in view.children[head])
    determiner = next((c for c in view.children[head] if view.role[c] in ("det", "poss")), None)
    low = view.word[first].lower()
    definite = low in pack.definite or low in pack.possessives or (determiner is not None and view.role[determiner] == "poss") or name is not None
    pair = any(view.lemma[c] in pack.pair_words or view.word[c].lower() in pack.pair_words for c in range(first, last + 1) if view.role[c] in ("nummod", "det", "cc", "amod", "dep")) and plural
    countries = _countries(view, head, first, last, hits, pack, gazetteer, entry)
    owner = next((c for c in view.children[head] if view.role[c] == "poss"), None)
    if owner is None:
        owner = next((c for c in view.children[head] if view.role[c] == "nmod" and view.case(c) in pack.of), None)
    return Phrase(
        head, first, last, view.span(first, last), name, entry, role, title, countries,
        "plur" if plural else "sing", definite, pair, owner,
    )


def _extent(view: View, head: int, hits: dict[int, Hit], pack: LanguagePack) -> tuple[int, int]:
    keep = {head}
    _collect(view, head, keep, hits)
    hit = hits.get(head)
    if hit is not None:
        keep.update(range(hit.first, hit.last + 1))
    first = last = head
    begin, end = view.sentences[view.sent[head]]
    while first - 1 >= begin and (first - 1 in keep):
        first -= 1
    while last + 1 < end and (last + 1 in keep):
        last += 1
    return first, last


def _collect(view: View, i: int, keep: set[int], hits: dict[int, Hit]) -> None:
    for c in view.children[i]:
        role = view.role[c]
        if role in _INSIDE or (role == "appos" and _adjacent_name(view, i, c)) or (role == "adv" and view.pos[i] in ("ADJ", "NUM")):
            if role == "dep" and not (view.word[c] in ("'s", "'", "’s")):
                continue
            if role == "amod" and c > i and view.verbal.get(c) and view.kid(c, "obl", "agent", "obj") is not None:
                continue
            keep.add(c)
            keep.update(x for x in view.children[c] if view.role[x] == "case")
            _collect(view, c, keep, hits)
        elif role in ("conj", "cc") and view.pos[i] == "ADJ":
            keep.add(c)
            _collect(view, c, keep, hits)
        elif role == "cc" and any(view.role[x] == "conj" and view.role[i] in ("amod",) for x in view.children[i]):
            keep.add(c)


def _adjacent_name(view: View, i: int, c: int) -> bool:
    """An apposition with no comma before it: "le président Vladimir Poutine"."""
    if c < i:
        return False
    left = view.edges(c)[0]
    return left > 0 and not any(view.word[k] in (",", "(", "-", ":", ";") for k in range(i + 1, left + 1)) and is_proper(view, c)


def _name(
    view: View, head: int, first: int, last: int, hits: dict[int, Hit], pack: LanguagePack
) -> tuple[str | None, Entry | None, frozenset[int]]:
    """The proper name in the phrase: the run of name words that holds the head or closes the phrase."""
    hit = hits.get(head)
    if hit is not None and first <= hit.first and hit.last <= last:
        trailing = _run(view, hit.last + 1, last, hits, pack) if hit.last < last else None
        if trailing is None or not is_proper(view, last):
            return view.span(hit.first, hit.last).of(view.text), hit.entry, frozenset(range(hit.first, hit.last + 1))
    if is_proper(view, head) or (head != last and is_proper(view, last)) or hits.get(last):
        end = head if is_proper(view, head) and head == last else last
        run = _run(view, first, end, hits, pack)
        if run is not None:
            a, b = run
            inner = hits.get(b)
            if inner is not None and inner.first <= a:
                return view.span(inner.first, inner.last).of(view.text), inner.entry, frozenset(range(inner.first, inner.last + 1))
            return view.span(a, b).of(view.text), None, frozenset(range(a, b + 1))
    # "ISNA news agency": a known name that modifies the describing noun
    for c in view.children[head]:
        inner = hits.get(c)
        if inner is not None and view.role[c] in ("compound", "amod", "flat") and inner.entry.kind == "agency":
            return view.span(inner.first, inner.last).of(view.text), inner.entry, frozenset(range(inner.first, inner.last + 1))
    return None, None, frozenset()


def _run(view: View, first: int, last: int, hits: dict[int, Hit], pack: LanguagePack) -> tuple[int, int] | None:
    """The longest run of name words that ends at *last* and is no title, nationality or preposition's noun."""
    if not is_proper(view, last):
        return None
    roles = roles_of(pack).by_form
    a = last
    while a - 1 >= first:
        word = view.word[a - 1]
        low = normal(word)
        if not (is_proper(view, a - 1) or low in _PARTICLES) or low.strip(".") in pack.honorifics or low in pack.honorifics:
            break
        if low in roles or (view.pos[a - 1] == "ADJ" and view.role[a - 1] == "amod" and view.pos[last] == "PROPN" and low.endswith(("an", "ese", "ish"))):
            break
        joined = normal(view.text[view.start[a - 1] : view.end[a]])
        if joined in roles:
            break
        a -= 1
    while a < last and normal(view.word[a]) in _PARTICLES and view.word[a].islower() and a == first:
        a += 1
    if any(view.role[c] == "case" for c in view.children[last]) and last != first and a == last and view.role[last] == "nmod":
        return None
    return a, last


_PARTICLES = frozenset("de du des d' la le van von der den al el bin ben ibn ould mac of the and et dos da di y san st".split())


def _role(
    view: View, first: int, last: int, head: int, pack: LanguagePack, name_tokens: frozenset[int]
) -> tuple[Row | None, str | None, frozenset[int]]:
    """The role noun of the phrase: the longest listed form that holds the head, else one before the name."""
    roles = roles_of(pack)
    words = [normal(view.word[k]).rstrip(".") for k in range(first, last + 1)]
    lemmas = [normal(view.lemma[k]) for k in range(first, last + 1)]
    best: tuple[int, int, int, Row] | None = None
    for i in range(len(words)):
        for j in range(min(len(words), i + roles.longest), i, -1):
            a, b = first + i, first + j - 1
            holds_head = a <= head <= b
            if not holds_head and not (name_tokens and b < min(name_tokens) and head in name_tokens and not any(view.role[k] == "nmod" for k in range(a, b + 1))):
                continue
            row = roles.by_form.get(_joined(words[i:j])) or roles.by_form.get(_joined(lemmas[i:j])) if j - i == 1 else roles.by_form.get(_joined(words[i:j]))
            if row is not None and not set(range(a, b + 1)) <= name_tokens:
                score = (holds_head, j - i, -i)
                if best is None or score > (best[0], best[1], best[2]):
                    best = (holds_head, j - i, -i, row)
                break
    if best is None:
        return None, None, frozenset()
    a = first - best[2]
    b = a + best[1] - 1
    return best[3], view.span(a, b).of(view.text), frozenset(range(a, b + 1))


def _joined(words: list[str]) -> str:
    joined = " ".join(words)
    return joined.replace("' ", "'").replace(" 's", "'s")


def _countries(
    view: View, head: int, first: int, last: int, hits: dict[int, Hit], pack: LanguagePack, gazetteer: Gazetteer, entry: Entry | None
) -> tuple[str, ...]:
    found: list[str] = []
    if entry is not None and entry.country:
        found.append(entry.country)
    for k in range(first, last + 1):
        word = view.word[k]
        iso3 = gazetteer.adjectives.get(normal(word))
        if iso3 is None:
            iso3 = gazetteer.people.get(normal(word)) if word[:1].isupper() else None
        if iso3 is not None and iso3 not in found:
            found.append(iso3)
    if not found:
        for k in range(first, last + 1):
            hit = hits.get(k)
            if hit is not None and hit.entry.country and hit.entry.country not in found and hit.entry is not entry:
                found.append(hit.entry.country)
                break
    return tuple(found)
