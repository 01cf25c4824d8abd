"""What outlets do to a wire: run it as it is, cut its tail, change the headline, add a paragraph, swap a word; or send notes about it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from benchmarks.traffic import wire
from benchmarks.traffic.calendar import weekday
from benchmarks.traffic.compose import Draft, Paragraph, common
from benchmarks.traffic.grammar import Marked, expand
from benchmarks.traffic.telling import Teller
from benchmarks.traffic.world import World, person

#: What a sub-editor changes in passing; single words, so that grammar holds.
_SWAPS = {
    "en": [
        ("said", "stated"),
        ("near", "close to"),
        ("about", "around"),
        ("according to", "as told by"),
        ("largely", "mostly"),
        ("last year", "in the past year"),
    ],
    "fr": [
        ("notamment", "en particulier"),
        ("souvent", "fréquemment"),
        ("a indiqué", "a fait savoir"),
        ("a déclaré", "a dit"),
        ("selon", "d'après"),
        ("Selon", "D'après"),
        ("quelque", "environ"),
        ("largement", "amplement"),
    ],
}
_CREDITS = {
    "en": ["(With {a})", "With {a}", "Source: {a}", "({a})", "With agencies", "Additional reporting from {a}"],
    "fr": ["Avec {a}", "(Avec {a})", "Source: {a}", "({a})", "Avec agences", "LA REDACTION avec {a}"],
}
_OWN = {
    "en": ["{paper} was able to reach {who}, who said that {c}.", "{who}, told {paper} that {c}."],
    "fr": ["Joint par {paper}, {who}, a affirmé que {c}.", "{who}, a assuré à {paper} que {c}."],
}
_SEEN = {
    "en": [
        "(shops|cafes|offices) in the centre had (stayed closed|closed early) (all day|since the morning)",
        "people (in the street|at the market|at work) (spoke|talked) of (nothing else|little else)",
        "nobody in the (neighbourhood|district|village) had been (warned|told)",
        "(life|work|school) was going on (as usual|almost as usual)",
        "(bread|petrol|candles) had (run out|become scarce) in (several|many) shops",
    ],
    "fr": [
        "les (magasins|cafés|bureaux) du centre étaient restés fermés (toute la journée|depuis le matin)",
        "on ne parlait que de cela (dans la rue|au marché|au travail)",
        "personne (dans le quartier|au village) n'avait été (prévenu|informé)",
        "la (vie|journée) suivait son cours (presque normalement|comme d'habitude)",
        "(le pain|l'essence) (manquait|commençait à manquer) dans (plusieurs|bien des) magasins",
    ],
}
_WHO = {
    "en": "{name}, a (teacher|baker|nurse|retired engineer|student) from {town}",
    "fr": "{name}, (guide|bibliothécaire|fleuriste|architecte) à {town}",
}
_KILLS = {
    "en": (
        "KILL: {h}",
        '({a}) - {a} has withdrawn its dispatch of {day} headlined "{h}", which contained errors. '
        "Please do not use it. There will be no substitute story for the time being.",
    ),
    "fr": (
        "ANNULATION: {h}",
        '({a}) - {A} annule sa dépêche de {day} intitulée "{h}", qui comportait des erreurs. '
        "Prière de ne pas l'utiliser. Elle ne sera pas remplacée pour le moment.",
    ),
}


def carried(parent: Draft, outlet: wire.Outlet, chance: random.Random, world: World) -> Draft:
    """A copy of *parent* as *outlet* runs it."""
    body = list(parent.body)
    copy = replace(parent, outlet=outlet, parent=parent, relation="copy", cut=0, added=[], reworded=[], link=None, header=None, version=1)
    copy.minute = parent.minute + chance.randint(4, 600)
    copy.day = parent.day + timedelta(days=copy.minute // 1440)
    copy.minute %= 1440
    if chance.random() < 0.6 and len(body) > 4:
        copy.cut = chance.randint(1, max(1, len(body) // 2 - 1))
        body = body[: -copy.cut]
    if chance.random() < 0.3:
        body = _reword(body, copy, chance)
    if chance.random() < 0.25:
        copy.added = [len(body)]
        body.append(_own_paragraph(copy, outlet, chance, world))
    copy.body = body
    if chance.random() < 0.65:
        teller = Teller(copy.facts, copy.lang, copy.day, copy.phase, chance)
        copy.headline = teller.headline(chance.choice(copy.facts.schema.words(copy.lang, f"h.{copy.phase}")))
        copy.new_headline = copy.headline != parent.headline
    manner = chance.random()
    if manner < 0.35:
        pass
    elif manner < 0.6:
        copy.dateline = ""
        copy.credit = chance.choice(_CREDITS[copy.lang]).format(a=parent.agency)
    elif manner < 0.8:
        copy.dateline = f"({parent.agency}) - " if chance.random() < 0.5 else f"({parent.agency}) "
        copy.credit = None
    else:
        copy.credit = chance.choice(_CREDITS[copy.lang]).format(a=parent.agency)
    return copy


def _reword(body: list[Paragraph], copy: Draft, chance: random.Random) -> list[Paragraph]:
    """*body* with up to three words changed outside quotations of the swap list."""
    swaps = list(_SWAPS[copy.lang])
    chance.shuffle(swaps)
    for old, new in swaps:
        if len(copy.reworded) >= 3:
            break
        for index, paragraph in enumerate(body):
            at = paragraph.text.find(f" {old} ")
            if at >= 0 and paragraph.text.count('"', 0, at) % 2 == 0:
                body[index] = _swapped(paragraph, at + 1, len(old), new)
                copy.reworded.append((old, new))
                break
    return body


def _swapped(paragraph: Paragraph, at: int, length: int, new: str) -> Paragraph:
    more = len(new) - length
    marks = tuple(replace(mark, start=mark.start + (more if mark.start > at else 0), end=mark.end + (more if mark.end > at else 0)) for mark in paragraph.marks)
    return Paragraph(paragraph.text[:at] + new + paragraph.text[at + length :], marks)


def _own_paragraph(copy: Draft, outlet: wire.Outlet, chance: random.Random, world: World) -> Paragraph:
    """What an outlet adds: background, or once in three times what somebody told its own reporter."""
    facts, lang = copy.facts, copy.lang
    if chance.random() < 0.67:
        fitting = [line for line in common(lang, "bg") if "{E}" not in line]
        printed = "\n".join(paragraph.text for paragraph in (copy.parent or copy).body)
        told = Teller(facts, lang, copy.day, copy.phase, chance).sentence(chance.choice(fitting))
        if told not in printed:
            return Paragraph(told)
    held = person(facts.first, chance)
    names = {"name": held.full(lang), "town": facts.towns["t2"]}
    who = expand(_WHO[lang], chance, names.__getitem__)
    said = expand(chance.choice(_SEEN[lang]), chance, names.__getitem__)
    text = chance.choice(_OWN[lang]).format(paper=outlet.name, who=who, c="\ue000")
    if said[0] in "aeiou":
        text = text.replace("que \ue000", "qu'\ue000")
    at = text.index("\ue000")
    key = held.full("en")
    return Paragraph(text.replace("\ue000", said), (Marked(at, at + len(said), f"own.{outlet.site}", (key,), "indirect"),))


def killed(parent: Draft, chance: random.Random) -> Draft:
    """The note by which an agency withdraws *parent*."""
    head, note = _KILLS[parent.lang]
    named = wire.named_in(parent.agency, parent.lang)[1]
    day = weekday(parent.day, parent.lang)
    text = note.format(a=parent.agency, A=named[0].upper() + named[1:], h=parent.headline, day=day)
    place = parent.dateline.split(",")[0].split(" (")[0]
    draft = replace(
        parent,
        headline=head.format(h=parent.headline),
        dateline=f"{place} ",
        body=[Paragraph(text)],
        plan=[],
        credit=None,
        relation=None,
        parent=None,
        version=2,
        link=("kills", parent),
    )
    draft.minute = parent.minute + chance.randint(20, 240)
    draft.day = parent.day + timedelta(days=draft.minute // 1440)
    draft.minute %= 1440
    return draft
