"""Reporting clauses that follow or interrupt what they report (", KCNA said", "a-t-il ajouté")."""

from __future__ import annotations

from selon.attributions.cues import Cue, CueEntry
from selon.attributions.scene import Report, Scene, bounds, cue_tokens, group_start, inverted_source, mark_between, subject_before, that, top_in, tops, trim

#: Kinds of cue that may follow what they report, though the table does not give them the form "quote".
_REPORTING = frozenset("say report announce confirm claim show think estimate learn".split())

#: Parts of speech of a subject's words.
_NOMINAL = frozenset("DET ADJ NOUN PROPN NUM ADP PART".split())


def postposed(scene: Scene, cue: Cue) -> Report | None:
    view = scene.view
    entry = cue.taking("quote") or (cue.taking("clause") if cue.entry.kind in _REPORTING else None)
    if entry is None or not any(view.is_finite(t) for t in cue.tokens if view.pos[t] in ("VERB", "AUX")):
        return None
    begin, end, first, last = bounds(scene, cue)
    if _tells_after(scene, cue, first, last, end):
        return None
    first = _before_aside(scene, cue, begin, first, last)
    opens_with_as = any(view.word[k].lower() in scene.pack.as_words for k in range(first, cue.tokens[0]))
    if first <= begin:
        return None
    before = first - 1
    if view.word[begin] == "(" and view.word[before] == ")" and ")" not in view.word[begin:before]:
        return None  # "(Wire) Six ships were added": a credit tells nothing
    delimited = view.word[before] in (",", "-", ")", "?", "!") or mark_between(scene, before, first)
    if not delimited:
        return None
    # the stretch must hold a subject of its own, before or (inverted) after the cue
    own = next((s for t in cue.tokens for s in [view.kid(t, "subj", "subj:pass")] if s is not None and s not in cue.tokens), None)
    subject = list(view.conjuncts(own)) if own is not None else []
    if own is not None and own < first and view.quoted[own] < 0 and view.kid(cue.head, "aux:pass") is not None:
        return None  # "La mesure, qui ..., avait été réclamée par le Parlement"
    if any(t < first for t in subject) and any(first <= t <= last for t in subject):
        return None  # a coordinated subject that begins before the comma: no reporting clause
    subject = [t for t in subject if first <= t <= last]
    inverted = not any(t < group_start(scene, cue) for t in subject)
    if governs_after(scene, cue, last) and (not opens_with_as or view.kid(cue.head, "xcomp") is not None):
        return None  # "even as India asked it to open a corridor" asks what follows; "as he told reporters" tells what stands before
    if not subject:
        subject = inverted_source(scene, cue, first, last)
        if not subject or not all(first <= t <= last for t in subject):
            return None
    form = view.finite(cue.head)
    if (
        form.tense == "fut"
        or form.mood in ("cnd", "imp")
        or view.is_negated(cue.head)
        or any(view.word[t].lower() in scene.pack.modals for t in view.kids(cue.head, "aux"))
    ):
        return None
    if view.role[cue.head] in ("rel", "acl", "conj", "advcl") and not inverted and not opens_with_as:
        return None
    phrase = {t for s in subject for t in view.subtree(s)}  # "a guard who asked not to be named said"
    if any(view.role[t] == "mark" or view.pos[t] == "SCONJ" for t in range(first, cue.tokens[0]) if t not in phrase) and not opens_with_as:
        return None
    if any(view.pos[t] == "CCONJ" for t in range(first, min(cue.tokens[0], first + 1))):
        return None
    if (
        inverted
        and first < group_start(scene, cue)
        and not opens_with_as
        and any(view.pos[t] in ("NOUN", "PROPN", "VERB") for t in range(first, group_start(scene, cue)))
    ):
        return None
    clause = set(range(first, last + 1))
    last = extend_clause(scene, cue, clause, last, end)
    content, heads, quotation = reported(scene, begin, end, first, last, cue)
    if not content or not (quotation >= 0 or inverted and len(content) > 1 or any(view.is_predicate(t) for t in content)):
        return None
    if own is not None and own in content and not any(view.is_predicate(t) for t in content):
        return None  # "The minister, Ann Kale, ordered the crowd to go": her name parts the subject from its verb
    if own is not None and own < first and heads and heads[0] != own and view.sent[heads[0]] == view.sent[own] and not view.is_predicate(own):
        # the parser gave the reporting verb the subject of the clause it interrupts: "La Zambie, a indiqué X, va rouvrir"
        view.reattach(own, heads[0], "subj")
    report = Report(
        "postposed",
        cue,
        entry,
        "quote",
        cue_tokens(scene, cue),
        content,
        heads,
        inverted_source(scene, cue, first, last) if inverted else subject,
        clause,
        quotation,
    )
    return report


def _before_aside(scene: Scene, cue: Cue, begin: int, first: int, last: int) -> int:
    """Where the reporting clause begins if an aside parts its subject from its verb: "..., Ann Kale, a nurse in Orly, said", "..., an official, speaking on
    condition of anonymity, said"; else *first*, the begin of the stretch around the cue. The subject is hung on the cue, however it was parsed."""
    view = scene.view
    opening = first - 2
    if first - 1 <= begin or view.word[first - 1] != "," or any(view.pos[t] in ("NOUN", "PROPN", "PRON") for t in range(first, cue.tokens[0])):
        return first
    if any(first <= t <= last for t in inverted_source(scene, cue, first, last)):
        return first
    while opening > begin and view.word[opening] != ",":
        opening -= 1
    start = opening
    while start - 1 > begin and view.word[start - 1] != "," and view.quoted[start - 1] == view.quoted[cue.head]:
        start -= 1
    ahead = range(begin, start - 1)
    if start - 1 <= begin or start == opening or not (view.quoted[start - 1] >= 0 or any(view.is_predicate(t) and view.is_finite(t) for t in ahead)):
        return first
    speaker = top_in(scene, start, opening - 1)
    if any(view.quoted[t] >= 0 for t in range(start, first)) or any(view.pos[t] not in _NOMINAL for t in range(start, opening)):
        return first
    if speaker is None or view.pos[speaker] not in ("NOUN", "PROPN") or view.case(speaker) or not scene.speaks(speaker):
        return first
    if view.role[speaker] not in ("subj", "subj:pass") or view.head[speaker] != cue.head:
        view.reattach(speaker, cue.head, "subj")
    return start


def _tells_after(scene: Scene, cue: Cue, first: int, last: int, end: int) -> bool:
    """Whether a quotation follows the cue while none stands before it: "Asked about it, he replied: « ... »"."""
    view = scene.view
    after = last + 1
    while after < end and view.word[after] in (",", ":"):
        after += 1
    if after >= end or view.quoted[after] < 0 or view.quoted[after] == view.quoted[cue.head]:
        return False
    begin, _ = view.sentences[view.sent[cue.head]]
    return not any(view.quoted[t] >= 0 for t in range(max(begin, first - 2), first))


def tail(scene: Scene, cue: Cue) -> Report | None:
    """A reporting clause after a comma that the parser took for an apposition or a relative clause:
    "..., the BTA news agency reported on Tuesday"."""
    view = scene.view
    entry = cue.taking("quote") or (cue.taking("clause") if cue.entry.kind in ("say", "report", "show") else None)
    if entry is None or view.role[cue.head] not in ("rel", "acl", "advcl", "conj", "comp") or view.quoted[cue.head] >= 0:
        return None
    form = view.verbal.get(cue.head)
    if (
        form is None
        or form.tense != "past"
        and form.mood != "ind"
        or form.mood == "inf"
        or view.kid(cue.head, "aux:pass", "agent", "aux") is not None
        and not view.is_finite(cue.head)
    ):
        return None
    begin, end, first, last = bounds(scene, cue)
    quoted = any(view.quoted[t] >= 0 for t in range(max(begin, first - 2), first))
    if (
        first <= begin
        or view.word[first - 1] not in ((",", "?", "!") if quoted else (",",))
        or last < end - 2
        and view.word[last + 1] != ","
        or first >= cue.tokens[0]
    ):
        return None
    own = view.kid(cue.head, "subj")
    phrase = set(view.subtree(own)) if own is not None and first <= own < cue.tokens[0] else set()  # "..., an official who asked not to be named said"
    ahead = [t for t in range(first, cue.tokens[0]) if t not in phrase or t == own]
    if any(view.role[t] == "mark" or view.pos[t] == "SCONJ" or view.lemma[t] in view.relatives for t in ahead) or governs_after(scene, cue, last):
        return None
    if any(view.pos[t] == "CCONJ" and view.pos[view.head[t]] not in ("NOUN", "PROPN") for t in range(first, cue.tokens[0])):
        return None  # "..., and officials said"; but "..., an official and residents said"
    top = next((t for t in range(first, cue.tokens[0]) if view.pos[t] in ("NOUN", "PROPN") and not first <= view.head[t] < cue.tokens[0]), None)
    if top is None or not (quoted or scene.speaks(top)) or any(view.case(c) in scene.pack.agent for c in view.children[cue.head]):
        return None  # "... « terroristes », des accusations démenties par Paris"
    if any(view.role[c] in ("comp", "xcomp") or view.role[c] == "obj" and not scene.speaks(c) for c in view.children[cue.head] if c > cue.last):
        return None  # whom it was told to is no content: "residents told AFP"
    content, heads, quotation = reported(scene, begin, end, first, last, cue)
    content -= set(range(first, end))
    if not any(view.is_predicate(t) and view.is_finite(t) for t in content):
        return None
    heads = tops(view, content)
    clause = set(range(first, last + 1))
    return Report("postposed", cue, entry, "quote", cue_tokens(scene, cue), trim(scene, content), heads, list(view.conjuncts(top)), clause, quotation)


def governs_after(scene: Scene, cue: Cue, last: int) -> bool:
    """Whether the cue has a content of its own to its right: then it is no postposed clause."""
    view = scene.view
    if any(view.role[c] == "comp" and c < group_start(scene, cue) and view.is_finite(c) for c in view.children[cue.head]):
        return False
    for a in {cue.head, cue.last, *cue.tokens}:
        for c in view.children[a]:
            if (
                c > cue.last
                and view.role[c] in ("comp", "xcomp", "gerund")
                and c not in cue.tokens
                and (that(scene, c) or c <= last and subject_before(scene, cue))
            ):
                return True
            if c > cue.last and c <= last and view.role[c] == "obj" and cue.taking("np") and subject_before(scene, cue):
                return True
    return False


def extend_clause(scene: Scene, cue: Cue, clause: set[int], last: int, end: int) -> int:
    """Take in what still belongs to the reporting clause: appositions of the source, adjuncts, participles."""
    view = scene.view
    j = last + 1
    while j < end and view.word[j] in (",", "("):
        nxt = j + 1
        if nxt >= end or mark_between(scene, last, nxt) and view.quoted[nxt] >= 0 and view.word[j] == ",":
            break
        stop = nxt
        depth = 1 if view.word[j] == "(" else 0
        while stop + 1 < end and (depth or view.word[stop + 1] not in (",", ";")) and not mark_between(scene, stop, stop + 1):
            stop += 1
            if view.word[stop] == ")":
                depth = 0
                break
        top = top_in(scene, nxt, stop)
        if top is None:
            break
        governor = view.head[top]
        if not (
            governor in clause
            or view.role[top] in ("appos", "acl", "advcl")
            and governor in clause
            or view.verbal.get(top) is not None
            and not view.is_finite(top)
            and view.role[top] in ("advcl", "acl")
        ):
            break
        if view.is_predicate(top) and view.is_finite(top) and view.role[top] not in ("rel", "acl"):
            break
        clause.update(range(j, stop + 1))
        last = stop
        j = last + 1
    return last


def reported(scene: Scene, begin: int, end: int, first: int, last: int, cue: Cue) -> tuple[set[int], list[int], int]:
    """What a postposed or interrupting clause reports: the words before it, and those after where they go on."""
    view = scene.view
    before = list(range(begin, first))
    after = list(range(last + 1, end))
    quotation = -1
    near = [view.quoted[t] for t in (first - 1, first - 2) if t >= begin and view.quoted[t] >= 0 and view.quoted[t] != view.quoted[cue.head]]
    if near:
        quotation = near[0]
        opening = min(scene.tokens_of_quotation[quotation])
        if opening - 1 > begin and view.word[opening - 1] == ":" and any(view.is_predicate(t) for t in range(begin, opening - 1)):
            before = list(range(opening, first))  # "Un habitant a contesté ce bilan: « Ce sont des bergers », a-t-il dit"
    main = next((t for t in before if view.is_predicate(t) and view.role[t] in ("root", "comp", "para", "advcl", "adv")), None)
    keep_after = False
    if after and any(view.quoted[t] == quotation and quotation >= 0 for t in after):
        keep_after = True
    elif (
        after and view.word[last + 1 if last + 1 < end else last] in (",",) and main is None and any(view.is_predicate(t) and view.is_finite(t) for t in after)
    ):
        keep_after = True
    elif after and quotation >= 0 and after[0] < end and view.quoted[min(end - 1, last + 2)] >= 0:
        keep_after = True
    content = set(before) | (set(after) if keep_after else set())
    if quotation >= 0:
        # a quotation that began in an earlier sentence is reported whole
        content |= set(scene.tokens_of_quotation[quotation])
    content = trim(scene, content - set(cue_tokens(scene, cue)))
    heads = [t for t in sorted(content) if view.is_predicate(t) and view.head[t] not in content or view.head[t] == t and t in content]
    return content, heads, quotation


def unlisted(scene: Scene, reports: list[Report]) -> list[Report]:
    """An inverted verb right after a quotation speaks, listed or not: "« Non », s'est-il emporté"."""
    view = scene.view
    heads = {r.cue.head for r in reports}
    found: list[Report] = []
    for i in range(1, len(view)):
        if not view.word[i].startswith("-") or view.word[i].lower() not in scene.pack.pronouns or view.quoted[i] >= 0:
            continue
        verb = next((a for a in (i, *view.ancestors(i)) if view.is_predicate(a)), None)
        if verb is None or verb in heads or view.quoted[verb] >= 0 or abs(verb - i) > 4:
            continue
        entry = CueEntry(view.lemma[verb], (), False, "VERB", "say", frozenset({"quote"}), None, None, None, "", {})
        cue = Cue(verb, verb, (verb,), (entry,), "")
        _, _, first, _ = bounds(scene, cue)
        if first >= 2 and (view.quoted[first - 1] >= 0 or view.quoted[first - 2] >= 0):
            view.reattach(i, verb, "subj")
            report = postposed(scene, cue)
            if report is not None:
                found.append(report)
    return found
