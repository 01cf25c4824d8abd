"""The proper name inside a noun phrase."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from selon.knowledge.gazetteer import Entry, Gazetteer, normal, person_name
from selon.lang.pack import LanguagePack
from selon.mentions.names import Hit, is_proper
from selon.mentions.vocabulary import lexicon, roles_of
from selon.syntax.view import View

#: How many tokens a known person's name may go on behind what looks like it.
_MOST_MORE = 5
#: Articles and patronymics that open a name in lower case ("al-Obeidi", "ould Taya").
_OPENERS = frozenset({"al", "el", "bin", "ben", "ould", "ibn", "ag", "abu", "abou"})


def name_in(
    view: View, head: int, first: int, last: int, hits: dict[int, Hit], dated: AbstractSet[int], pack: LanguagePack
) -> tuple[frozenset[int], Entry | None]:
    """The proper name of the phrase: its tokens and, where the tables know it, the entry.

    In order: the known name that the head is part of; the run of name words around the head; the name apposed
    without a comma; a known medium that modifies the describing noun ("ISNA news agency"); the name that stands
    right behind a title ("le capitaine Saeed Rahbari"), however the parser hung it.
    """
    hit = hits.get(head)
    trailing = next((c for c in view.children[head] if c > head and view.role[c] in ("appos", "flat") and c <= last and _name_word(view, c, hits)), None)
    if trailing is not None and several(view, head, trailing):
        trailing = None
    if hit is not None and first <= hit.first and hit.last <= last:
        return frozenset(range(hit.first, hit.last + 1)), hit.entry
    if is_proper(view, head):
        a, b = _run(view, head, first, last, hits, dated, pack)
        if b < last:
            of = next((c for c in view.children[head] if view.role[c] == "nmod" and c > head and is_proper(view, c) and view.case(c) in pack.of), None)
            if of is not None and view.edges(of)[1] <= last and b >= head:
                b = max(b, of)
            if a <= head <= b and _is_band(view, head, pack):
                b = max(b, _cause(view, head, hits, pack))
        return frozenset(range(a, b + 1)), None
    if trailing is not None:
        inner = hits.get(trailing)
        if inner is not None:
            return frozenset(range(inner.first, inner.last + 1)), inner.entry
        a, b = _run(view, trailing, trailing, last, hits, dated, pack)
        if _is_band(view, trailing, pack):
            b = max(b, _cause(view, trailing, hits, pack))
        return frozenset(range(a, b + 1)), None
    for c in view.children[head]:
        inner = hits.get(c)
        if inner is not None and view.role[c] in ("compound", "amod", "flat", "nmod") and inner.entry.kind == "agency" and not view.case(c):
            return frozenset(range(inner.first, inner.last + 1)), inner.entry
        if inner is not None and c > head and view.role[c] == "nmod" and not view.case(c):
            return frozenset(range(inner.first, inner.last + 1)), inner.entry
        if c > head and view.role[c] in ("nmod", "flat", "appos", "amod") and not view.case(c) and _is_band(view, c, pack):
            return frozenset(range(c, _cause(view, c, hits, pack) + 1)), None  # "le groupe armé Mouvement pour la justice"
        if c > head and view.role[c] == "nmod" and not view.case(c) and is_proper(view, c) and (c == head + 1 or _titles(view, head, c, pack)):
            a, b = _run(view, c, c, last, hits, dated, pack)
            return frozenset(range(a, b + 1)), None
    return _behind_title(view, head, last, hits, dated, pack)


def persons_name(view: View, name: frozenset[int], hits: dict[int, Hit], gazetteer: Gazetteer) -> frozenset[int]:
    """The words of *name*, and those behind it that make it a known person's: parsers take the "Un" of Kim Jong Un for an article."""
    if not name:
        return name
    first, last = min(name), max(name)
    end = min(view.sentences[view.sent[first]][1], last + 1 + _MOST_MORE)
    for stop in range(end - 1, last, -1):
        if any(k in hits for k in range(last + 1, stop + 1)):
            continue
        if person_name(view.span(first, stop).of(view.text)) in gazetteer.persons:
            return frozenset(range(first, stop + 1))
    return name


def several(view: View, head: int, name: int) -> bool:
    """Whether *head* tells of several and *name* of one: "a dit aux journalistes Pierre Dumas" names no journalists."""
    return view.pos[head] == "NOUN" and view.number.get(head) == "plur" and view.kid(name, "conj") is None and view.kid(head, "conj") is None


def _titles(view: View, head: int, name: int, pack: LanguagePack) -> bool:
    """Whether *head* is a title with complements of its own before *name*: "le secrétaire d'Etat américain Jean Dupont"."""
    row = roles_of(pack).by_form.get(normal(view.lemma[head]))
    body = normal(view.lemma[head]) in lexicon(pack, "organization") or row is not None and row["kind"] != "person"
    if row is None and not body or view.number.get(head) == "plur" or view.pos[name] != "PROPN":
        return False
    if body:  # "l'organisation non gouvernementale Lantern Watch"
        return all(view.pos[k] in ("ADJ", "ADV") for k in range(head + 1, name))
    return all(view.pos[k] in ("ADJ", "NOUN", "ADP", "DET", "PROPN") and head in view.ancestors(k) for k in range(head + 1, name))


def _is_band(view: View, i: int, pack: LanguagePack) -> bool:
    return is_proper(view, i) and normal(view.word[i]) in lexicon(pack, "band-noun")


def _cause(view: View, head: int, hits: dict[int, Hit], pack: LanguagePack) -> int:
    """The last word of a band's or a party's name that goes on with what it is for: "Movement for Justice", "Front de libération de Valmiera". Where other
    words of a name have capitals, these have them too. "Army of Mali" is no name, but a body and its country."""
    last, end = head, view.sentences[view.sent[head]][1]
    while last + 1 < end:
        i = last + 1
        word = view.word[i].lower()
        if pack.prepositions.get(word, word) in pack.cause_cases:
            i += 1
            while i < end and view.word[i].lower() in pack.articles:
                i += 1
            if i >= end or i in hits and (last == head or hits[i].entry.kind not in ("country", "capital", "region")):
                break
        elif last == head or not (view.word[i][:1].isupper() or view.pos[i] == "ADJ" and not pack.title_case):
            break
        if not view.word[i][:1].isalpha() or not view.word[i][:1].isupper() and (pack.title_case or view.pos[i] not in ("NOUN", "ADJ")):
            break
        last = i
    return last


def _name_word(view: View, c: int, hits: dict[int, Hit]) -> bool:
    return (is_proper(view, c) or c in hits) and not any(view.role[x] == "case" and x < c for x in view.children[c])


def _behind_title(view: View, head: int, last: int, hits: dict[int, Hit], dated: AbstractSet[int], pack: LanguagePack) -> tuple[frozenset[int], Entry | None]:
    after = head + 1 if head < last and is_proper(view, head + 1) and view.pos[head + 1] == "PROPN" else last + 1
    if after >= view.sentences[view.sent[head]][1] or after in dated or view.number.get(head) == "plur":
        return frozenset(), None
    forms = roles_of(pack).by_form
    row = forms.get(normal(view.word[head])) or forms.get(normal(view.lemma[head]))
    if row is None or view.pos[head] != "NOUN":
        return frozenset(), None
    hit = hits.get(after)
    if hit is not None:
        if row["kind"] == "agency" and hit.entry.kind == "agency" and hit.first == after:
            return frozenset(range(hit.first, hit.last + 1)), hit.entry
        return frozenset(), None
    anchor = after
    if normal(view.word[after]) in _OPENERS and after + 1 < len(view):
        anchor = after + (2 if view.word[after + 1] == "-" else 1)
    if anchor >= len(view) or not is_proper(view, anchor) or view.pos[anchor] != "PROPN" or anchor in view.national:
        return frozenset(), None
    a, b = _run(view, anchor, after, anchor, hits, dated, pack)
    return (frozenset(range(a, b + 1)), None) if a == after else (frozenset(), None)


def _glued(view: View, i: int) -> bool:
    """Whether a hyphen or apostrophe *i* ties the words around it together, with no space."""
    return 0 < i < len(view) - 1 and view.word[i] in ("-", "'", "’", "‘") and view.start[i] == view.end[i - 1] and view.start[i + 1] == view.end[i]


def _run(view: View, anchor: int, first: int, last: int, hits: dict[int, Hit], dated: AbstractSet[int], pack: LanguagePack) -> tuple[int, int]:
    """The run of name words around *anchor*: no title, nationality, known name, date or preposition.

    Beyond the phrase (*first* to *last*) it goes on over words that are tagged as names: parsers often break
    foreign names in two.
    """
    roles = roles_of(pack).by_form
    particles = lexicon(pack, "particle")
    begin, end = view.sentences[view.sent[anchor]]
    a = b = anchor

    def belongs(i: int) -> bool:
        return is_proper(view, i) and i not in dated and (first <= i <= last or view.pos[i] in ("PROPN", "X") and i not in view.national)

    def tied(i: int) -> bool:
        return _glued(view, i) and view.word[i + 1][:1].isupper() and i + 1 not in hits

    while b + 1 < end and b + 1 not in hits:
        word = normal(view.word[b + 1])
        if belongs(b + 1):
            b += 1
        elif b + 2 < end and (tied(b + 1) or word in particles and view.role[b + 1] != "case" and belongs(b + 2)):
            b += 2
        elif word in _OPENERS and b + 3 < end and _glued(view, b + 2) and view.word[b + 3][:1].isupper():
            b += 3
        else:
            break
    while a - 1 >= begin and a - 1 not in hits:
        i = a - 1
        low = normal(view.word[i])
        if low in pack.honorifics or low.strip(".") in pack.honorifics or view.role[i] == "case" and low not in _OPENERS:
            break
        if _glued(view, i) and i - 1 >= begin and i - 1 not in hits and (view.word[i - 1][:1].isupper() or normal(view.word[i - 1]) in _OPENERS):
            a = i - 1
            continue
        owned = view.word[i] in ("'s", "'", "’s", "’") and i - 1 >= first and belongs(i - 1) and i - 1 not in hits
        if owned and normal(view.word[anchor]) in lexicon(pack, "organization"):
            a = i - 1  # "the Shipbreakers' Union"
            continue
        joiner = (low in particles or low == "&") and i - 1 >= first and is_proper(view, i - 1)
        if not belongs(i) and not joiner and low not in _OPENERS:
            break
        if i in view.national or low in roles and view.pos[anchor] == "PROPN" and roles[low]["kind"] in ("person", "group"):
            break
        a -= 1
    while a < b and (
        view.word[a] in ("-", "'")
        or view.role[a] == "det"
        or view.word[a].islower()
        and normal(view.word[a]) not in _OPENERS
        or view.word[a].lower() in pack.honorifics
        or view.word[a].lower().rstrip(".") in pack.honorifics
    ):
        a += 1
    return a, b
