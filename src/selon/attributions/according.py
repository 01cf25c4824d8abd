"""Preposition cues: "selon X", "d'après X", "according to X"."""

from __future__ import annotations

from selon.attributions.cues import Cue
from selon.attributions.scene import Report, Scene, subtree, tops, trim
from selon.syntax.roles import possessors


def according(scene: Scene, cue: Cue) -> Report | None:
    view = scene.view
    first_case = cue.tokens[0]
    if any(view.lemma[t] in view.relatives for t in cue.tokens[1:]):
        return _rumoured(scene, cue)
    opinion = cue.entry.kind in ("think", "show")
    noun = view.head[cue.tokens[-1]] if view.role[cue.tokens[-1]] in ("case", "mark") else None
    if noun is None or noun in cue.tokens:
        noun = next(
            (c for t in cue.tokens for c in view.children[t] if view.pos[c] in ("NOUN", "PROPN", "PRON") and c > first_case and c not in cue.tokens), None
        )
    if noun is None:
        noun = next(
            (
                t
                for t in range(cue.last + 1, min(len(view), cue.last + 5))
                if view.pos[t] in ("NOUN", "PROPN", "PRON") and view.sent[t] == view.sent[first_case]
            ),
            None,
        )
    if noun is None or view.role[noun] == "adv" or noun < first_case or view.pos[noun] not in ("NOUN", "PROPN", "PRON", "NUM", "X"):
        return None
    if view.pos[noun] == "NOUN" and not scene.speaks(noun) and view.lemma[noun] not in scene.pack.source_words | scene.pack.document_words:
        begin, end = view.sentences[view.sent[noun]]
        set_off = view.word[first_case - 1] == "," if first_case > begin else any(view.word[t] == "," for t in range(noun, min(end, view.edges(noun)[1] + 2)))
        if not set_off or view.lemma[noun] in scene.pack.conformity_words or noun in scene.dated:
            return None  # "selon les cas", "according to plan": conformity, no source
    begin, end = view.sentences[view.sent[noun]]
    # the phrase ends at the comma that parts it from the clause it governs
    stop = min(view.edges(noun)[1], end - 1)
    if view.word[stop] in (",", "."):
        stop -= 1
    if first_case == begin:
        comma = next((t for t in range(noun, end) if view.word[t] == "," and t > noun and not inside_source(scene, noun, t)), None)
        if comma is not None:
            stop = comma - 1
    if opinion and not (first_case == begin and stop + 1 < end and view.word[stop + 1] == ","):
        if not (first_case > begin and view.word[first_case - 1] == "," and stop + 1 < end and view.word[stop + 1] in (",", ".")):
            return None
    segment = set(range(first_case, stop + 1))
    inner = inner_clause(scene, noun, first_case, stop, begin, end)
    if inner is not None:
        content = inner
    else:
        content = set(range(begin, end)) - segment
        if first_case > begin:
            tail = list(range(stop + 1, end))
            if tail and not any(view.is_predicate(t) and view.is_finite(t) and view.role[t] != "rel" for t in tail):
                content -= set() if any(view.quoted[t] >= 0 for t in tail) else set(tail)
            elif tail and view.word[tail[0]] == "," and view.word[tail[min(1, len(tail) - 1)]].lower() in ("mais", "but", "et", "and"):
                content -= set(tail)
    content = trim(scene, content)
    if not content:
        return None
    quotation = -1
    numbers = {view.quoted[t] for t in content if view.quoted[t] >= 0}
    if len(numbers) == 1 and all(view.quoted[t] >= 0 or view.pos[t] == "PUNCT" for t in content):
        quotation = numbers.pop()
        content |= set(scene.tokens_of_quotation[quotation])
    heads = tops(view, content)
    speakers = [t for t in view.conjuncts(noun) if t <= stop] or [noun]
    return Report("according", cue, cue.entry, "clause", list(cue.tokens), content, heads, speakers, segment, quotation, settled=inner is not None)


def _rumoured(scene: Scene, cue: Cue) -> Report | None:
    """A relative clause that tells what a document or a rumour says: "un rapport selon lequel la mine est épuisée"."""
    view = scene.view
    clause = next((a for a in view.ancestors(cue.last) if view.is_predicate(a) and view.role[a] in ("rel", "acl", "comp")), None)
    if clause is None or view.head[clause] >= cue.tokens[0]:
        return None
    word = view.head[clause]
    content = trim(scene, subtree(scene, clause) - set(cue.tokens))
    owners = [t for t in possessors(view, word, scene.pack) if scene.speaks(t)]
    source = owners or ([word] if scene.speaks(word) or view.lemma[word] in scene.pack.document_words else [])
    return Report("governed", cue, cue.entry, "clause", list(cue.tokens), content, [clause], source, settled=True) if content else None


def inside_source(scene: Scene, noun: int, comma: int) -> bool:
    """Whether a comma parts an apposition or relative clause of the source, or one of its conjuncts."""
    nxt = comma + 1
    view = scene.view
    if nxt >= len(view) or view.sent[nxt] != view.sent[comma]:
        return False
    top = nxt
    while view.head[top] != top and view.head[top] > comma:
        top = view.head[top]
    if view.role[top] in ("conj", "appos"):
        # "..., Bruxelles pourrait ...", "..., parts will follow": no conjunct nor apposition of the source, but the subject of the clause
        after = view.edges(top)[1] + 1
        if after < len(view) and (view.is_predicate(after) or view.pos[after] == "AUX") and view.is_finite(after):
            verb = after if view.is_predicate(after) else view.head[after]
            if view.role[top] == "appos" and view.is_predicate(verb) and view.kid(verb, "subj", "subj:pass") is None:
                view.reattach(top, verb, "subj")
            return False
    if view.head[top] == top or not noun <= view.head[top] <= comma:
        return False
    if view.role[top] == "nmod" and view.role[nxt] == "case" and view.edges(top)[0] in (nxt, comma):
        if view.case(view.head[nxt]) not in scene.pack.of:
            return False
        after = view.edges(top)[1] + 1  # "Selon Ann Kale, de Ridge Bank, les prix baisseront"
        return after < len(view) and "," in (view.word[after], view.word[after - 1])
    return view.role[top] in ("appos", "rel", "acl", "conj")


def clause_of(scene: Scene, noun: int) -> int | None:
    return next((a for a in scene.view.ancestors(noun) if scene.view.is_predicate(a)), None)


def inner_clause(scene: Scene, noun: int, first: int, last: int, begin: int, end: int) -> set[int] | None:
    """The subordinate clause that the phrase stands in ("une décision qui, selon eux, n'a aucune ...")."""
    view = scene.view
    if first == begin:
        return None
    head = clause_of(scene, noun)
    if head is None or view.role[head] not in ("rel", "comp", "advcl") or view.edges(head)[0] >= first:
        return None
    goes_on = last + 1 < end and last + 1 in subtree(scene, head)
    if view.role[head] == "rel" and goes_on and view.word[view.edges(head)[0] - 1] == ",":
        return subtree(scene, head) - set(range(first, last + 1))  # "la frappe, qui a fait selon eux neuf morts"
    if view.word[first - 1] != "," or last + 1 < end and view.word[last + 1] != ",":
        return None
    if last + 1 < end and not goes_on and not any(view.pos[t] in ("VERB", "AUX") for t in range(last + 1, end)):
        return None  # "a attendu avant d'informer les députés, selon la maire, Awa Diop.": the name behind the comma closes the sentence
    return subtree(scene, head) - set(range(first, last + 1))
