"""Contents that a cue governs: a clause, an infinitive or a noun phrase ("said that ...", "denied any deal")."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from selon.attributions.cues import Cue, CueEntry, cue_index
from selon.attributions.nouns import is_complement
from selon.attributions.scene import Report, Scene, cue_tokens, linked_infinitive, source, subtree, that, tops, trim
from selon.syntax.roles import possessors

#: Cases of what somebody is accused of.
_ACCUSED_OF = frozenset({"de", "of", "for", "à", "pour", "over"})


def is_taken_up(scene: Scene, cue: Cue) -> bool:
    """Whether the cue's clause takes up what stands before its comma: ", ce qu'a démenti la police", ", which the police denied", ", a charge it denied"."""
    return _takes_up_from(scene, cue) >= 0


def _takes_up_from(scene: Scene, cue: Cue) -> int:
    """The first word behind the comma, where the cue's clause takes up what stands before it; else -1."""
    view = scene.view
    word, pronoun = view.head[cue.head], view.kid(cue.head, "obj")
    related = pronoun is not None and view.lemma[pronoun] in view.relatives
    first = -1
    if view.role[cue.head] == "rel" and view.pos[word] == "PRON" and related:
        first = word
    elif view.role[cue.head] in ("rel", "advcl") and related and view.is_predicate(word):
        first = pronoun if pronoun is not None else -1
    elif view.role[cue.head] == "rel" and pronoun is None and view.pos[word] == "NOUN" and view.role[word] in ("appos", "tmod", "obj", "dep", "attr"):
        spoken = ("NOUN", view.lemma[word]) in cue_index(scene.pack) and not any(view.word[c].lower() in scene.pack.definite for c in view.children[word])
        first = view.edges(word)[0] if spoken else -1
        first += first >= 0 and view.word[first] == ","
    begin = view.sentences[view.sent[cue.head]][0]
    return first if first > begin and view.word[first - 1] == "," and first < cue.head else -1


def _taken_up(scene: Scene, cue: Cue, entry: CueEntry) -> Report | None:
    """A relative clause that reports on what stands before it: "a charge which X denied", ", ce que X a démenti"."""
    view = scene.view
    noun, first = view.head[cue.head], _takes_up_from(scene, cue)
    aside: set[int] = set()
    if first >= 0:
        content = set(range(view.sentences[view.sent[first]][0], first - 1))
        aside = set(range(first - 1, view.edges(cue.head)[1] + 1))
    elif noun != cue.head and view.pos[noun] in ("NOUN", "PROPN"):
        content = subtree(scene, noun, ("rel",)) - {c for c in view.children[noun] if view.role[c] == "case"}
    else:
        return None
    content = trim(scene, content)
    heads = tops(view, content)
    return Report("governed", cue, entry, "np", cue_tokens(scene, cue), content, heads, source(scene, cue), aside=aside) if content else None


def addressee(scene: Scene, cue: Cue, entry: CueEntry) -> set[int]:
    """Whom the act is put to as its direct object (or subject of its passive): "accuse [Kiev] de", "[Elle] a été accusée de"."""
    if not entry.act or entry.recipient.split("|")[0] != "obj":
        return set()
    noun = scene.view.kid(cue.head, "subj:pass") if scene.view.is_passive(cue.head) else scene.view.kid(cue.head, "obj")
    if noun is None or noun in cue.tokens:
        return set()
    return subtree(scene, noun, without=("rel", "acl", "gerund"))


def content_child(scene: Scene, cue: Cue) -> tuple[int, str] | None:
    """The child of the cue that heads its content, and the form it has."""
    view = scene.view
    anchors = sorted({cue.head, cue.last, *cue.tokens})
    kids = sorted({c for a in anchors for c in view.children[a]} - set(cue.tokens))
    for c in kids:
        if view.role[c] == "comp" and c > cue.head:
            form = "clause" if view.is_finite(c) or that(scene, c) else "inf"
            if cue.taking(form) or (form == "clause" and cue.taking("inf")):
                return c, form
    if cue.last != cue.head and view.pos[cue.last] == "NOUN":
        for c in view.children[cue.last]:  # "a l'intention de vendre", "a exprimé l'espoir que le pont rouvre"
            if c > cue.last and view.role[c] in ("acl", "comp", "xcomp", "rel"):
                if cue.taking("clause") and view.is_finite(c) and that(scene, c):
                    return c, "clause"
                if cue.taking("inf") and not view.is_finite(c) and linked_infinitive(scene, c):
                    return c, "inf"
    for c in kids:
        if view.role[c] in ("advcl", "para", "root") and c > cue.last and that(scene, c) and cue.taking("clause"):
            return c, "clause"
    if cue.entry.reflexive:
        for c in kids:
            if view.role[c] in ("xcomp", "attr", "obj") and c > cue.last and view.pos[c] == "ADJ":
                return c, "inf"
    for c in kids:
        if (
            view.role[c] in ("xcomp", "gerund")
            and c > cue.head
            and said_noun(scene, cue, c) is None
            and (view.is_predicate(c) or view.pos[c] in ("ADJ", "NOUN"))
        ):
            if cue.taking("inf", "gerund"):
                return c, "inf"
    for c in kids:
        if view.role[c] in ("obl", "adv", "tmod") and c > cue.last and cue.taking("clause"):
            for x in view.children[c]:
                if x > c and that(scene, x) and view.is_predicate(x) and view.is_finite(x) and view.role[x] in ("acl", "comp", "advcl"):
                    return x, "clause"
    # the infinitive hung on the object: "exhorte les Philippines à cesser"
    asked = cue.taking("inf", "gerund")
    if asked is not None and asked.act:
        for c in kids if cue.last != cue.head and view.pos[cue.last] == "NOUN" else ():
            if c > cue.last and view.role[c] == "advcl" and view.finite(c).mood == "inf" and view.kid(c, "mark") is not None:
                return c, "inf"  # "a donné trois jours à Quito pour retirer ses troupes"
        for c in kids:
            if view.role[c] in ("obj", "dat", "obl", "subj:pass", "nmod"):
                for x in [*view.children[c], *(g for n in view.kids(c, "nmod", "flat", "appos") for g in view.children[n])]:
                    if x > c and view.role[x] == "acl" and view.kid(x, "mark") is not None and not view.is_finite(x):
                        return x, "inf"
    for c in kids:
        if view.role[c] in ("obj", "subj:pass", "agent") and cue.taking("gerund"):  # "accused by [Chad of arming rebels]"
            for x in view.children[c]:
                if x > cue.last and view.role[x] == "gerund":
                    return x, "inf"
    for c in kids:
        if view.role[c] == "advcl" and c > cue.last and cue.taking("inf", "gerund") and linked_infinitive(scene, c):
            return c, "inf"
    return None


def said_noun(scene: Scene, cue: Cue, infinitive: int) -> int | None:
    """The noun of speech or will between a cue and an infinitive: "a réaffirmé sa volonté de poursuivre"."""
    view = scene.view
    if not cue.taking("np"):
        return None
    index = cue_index(scene.pack)
    return next((c for c in view.kids(cue.head, "obj") if cue.last < c < infinitive and ("NOUN", view.lemma[c]) in index), None)


def governed(scene: Scene, cue: Cue) -> Report | None:
    view = scene.view
    how = any(view.lemma[m] in scene.pack.as_words for m in view.kids(cue.head, "mark")) and not view.is_finite(cue.head)
    if how and not view.kids(cue.head, "comp", "agent"):
        return None  # "comme prévu", "as announced": how, not what
    child = content_child(scene, cue)
    if child is not None:
        c, form = child
        entry = cue.taking(form) or cue.taking("clause", "inf", "gerund") or cue.entry
        if form == "inf" and entry.kind in ("know", "learn") or view.finite(cue.head).mood == "imp":
            return None  # a skill, or the author's formula ("rappelons que")
        content = subtree(scene, c)
        content -= set(cue.tokens)
        content = to_the_end(scene, cue, c, content, form)
        if form == "inf":
            # a finite verb coordinated with the infinitive goes on with the reporting clause, not with the content
            for x in view.kids(c, "conj"):
                if view.is_predicate(x) and view.is_finite(x):
                    content -= subtree(scene, x)
            # and so does a participle that tells on: "a démenti avoir perdu la ville, affirmant que ..."
            for x in sorted(content):
                if x > c and view.role[x] in ("advcl", "acl") and view.word[x - 1] == "," and not view.is_finite(x) and view.kid(x, "comp") is not None:
                    content -= subtree(scene, x) if ("VERB", view.lemma[x]) in cue_index(scene.pack) else set()
        later = [t for t in sorted(content) if scene.view.head[t] == t and scene.view.sent[t] > scene.view.sent[cue.head]]
        heads = [c, *later, *(x for x in view.kids(c, "conj") if view.is_predicate(x))]
        content = trim(scene, content)
        report = Report("governed", cue, entry, form, cue_tokens(scene, cue), content, heads, source(scene, cue))
        report.addressee = addressee(scene, cue, entry) - content
        return report
    entry_np = cue.taking("np")
    if entry_np is None:
        return None
    if is_taken_up(scene, cue):
        return _taken_up(scene, cue, entry_np)
    noun = noun_content(scene, cue, entry_np)
    if noun is None:
        return None
    if view.pos[noun] == "PRON" and view.role[cue.head] == "rel" and view.lemma[noun] in view.relatives:
        return _taken_up(scene, cue, entry_np)
    if entry_np.kind in ("deny", "refuse"):
        rumour = _rumour(scene, cue, entry_np, noun)
        if rumour is not None:
            return rumour
    content = subtree(scene, noun, without=("rel",) if view.role[noun] != "obj" else ())
    if view.role[cue.head] == "acl" and view.is_passive(cue.head):
        if entry_np.kind not in ("confirm", "deny") or not source(scene, cue):
            return None
        content -= subtree(scene, cue.head)
    for c in sorted(content):
        if view.role[c] == "conj" and c != noun and view.pos[c] == "VERB" and view.pos[view.head[c]] in ("NOUN", "PROPN"):
            content -= subtree(scene, c)  # "a demandé une enquête et averti que": the verb goes with the cue
    if cue.detached >= 0:
        content |= subtree(scene, cue.detached)
    for c in scene.view.kids(cue.head, "attr"):
        if c > noun and entry_np.kind in ("say", "claim", "think") and scene.view.role[noun] == "obj":
            content |= subtree(scene, c)  # "called the vote a farce"
    content = to_the_end(scene, cue, noun, content, "np")
    for c in sorted(content):
        if c > noun and view.head[c] in (noun, cue.head) and view.case(c) in scene.pack.carrier_cases and view.lemma[c] in scene.pack.document_words:
            content -= subtree(scene, c)  # "confirmed the deal in a statement": the document carries the report
    for c in view.kids(cue.head, "xcomp"):
        if said_noun(scene, cue, c) == noun:
            content |= subtree(scene, c)
    content = trim(scene, content)
    heads = [noun, *(x for x in view.kids(noun, "conj"))]
    report = Report("governed", cue, entry_np, "np", cue_tokens(scene, cue), content, heads, source(scene, cue))
    report.addressee = addressee(scene, cue, entry_np) - content
    promised = cue_index(scene.pack).get(("NOUN", view.lemma[noun]), ())
    if promised and any(not view.is_finite(t) and linked_infinitive(scene, t) for t in content if view.is_predicate(t)):
        report.said_noun = next((e for e in promised if e.forms & {"inf", "gerund"}), None)
    return report


def _rumour(scene: Scene, cue: Cue, entry: CueEntry, word: int) -> Report | None:
    """What is denied is what is said, where nobody is named who says it: "denied reports that", "a démenti les rumeurs selon lesquelles"."""
    view = scene.view
    if view.pos[word] != "NOUN" or possessors(view, word, scene.pack) or ("NOUN", view.lemma[word]) not in cue_index(scene.pack):
        return None
    for clause in view.children[word]:
        if clause < word or not view.is_finite(clause):
            continue
        link = {t for x in view.children[clause] if x < clause and view.lemma[x] in view.relatives and view.case(x) for t in view.subtree(x)}
        if {("ADP", view.lemma[t]) for t in link} & set(cue_index(scene.pack)) or that(scene, clause) and is_complement(scene, clause):
            tokens = sorted({*cue_tokens(scene, cue), word, *link})
            return Report("governed", cue, entry, "clause", tokens, trim(scene, subtree(scene, clause) - link), [clause], source(scene, cue))
    return None


def to_the_end(scene: Scene, cue: Cue, head: int, content: set[int], form: str) -> set[int]:
    """Take in what the parser hung on the cue though it stands behind the content, and the rest of a quotation
    that the content enters; nothing beyond the quotation that the cue itself stands in."""
    view = scene.view
    begin, end = view.sentences[view.sent[cue.head]]
    if form == "clause" and not any(view.is_predicate(t) and view.is_finite(t) for t in content):
        content = content | set(range(min(content), end))
    last = max(content)
    if last > cue.last:
        for c in sorted({x for a in {cue.head, cue.last} for x in view.children[a] if x > last}):
            left, right = view.edges(c)
            if left != last + 1 or view.role[c] not in ("obl", "nmod", "adv", "advcl", "acl") or view.case(c) in scene.pack.dative and scene.speaks(c):
                break
            if view.word[left] in (",", ";", "-", ":") or c in scene.dated:
                break
            content = content | set(range(left, right + 1))
            last = max(content)
    own = view.quoted[cue.head]
    if own >= 0:
        return {t for t in content if view.quoted[t] == own}
    entered = {view.quoted[t] for t in content if view.quoted[t] >= 0 and t > cue.last}
    for number in entered:
        # a quotation that goes on over several sentences is reported whole
        rest = scene.tokens_of_quotation[number]
        content = content | (set(rest) if rest and rest[0] >= begin else {t for t in rest if begin <= t < end})
    return content


def noun_content(scene: Scene, cue: Cue, entry: CueEntry) -> int | None:
    """The noun phrase that a cue takes: after its preposition, as its object, or as subject of its passive."""
    view = scene.view
    anchors = sorted({cue.head, cue.last, *cue.tokens})
    kids = sorted({c for a in anchors for c in view.children[a]} - set(cue.tokens))
    if cue.detached >= 0:
        return next((c for c in kids if view.role[c] in ("obj", "subj:pass")), cue.detached)
    if cue.particle:
        for c in kids:
            if c > cue.last and view.role[c] in ("obl", "nmod", "obj", "gerund", "xcomp") and view.case(c).split("_")[0] == cue.particle:
                return c
        return None
    if cue.last != cue.head and view.role[cue.last] == "obj" and view.pos[cue.last] == "NOUN" and not entry.recipient:
        matter = _matter(scene, kids, cue.last, scene.pack.matter_cases)  # "a exprimé sa préoccupation devant les combats"
        if matter is not None:
            return matter
    accused = entry.act is not None and entry.recipient.split("|")[0] == "obj"
    if view.is_passive(cue.head):
        found = view.object(cue.head)
        matter = _matter(scene, kids, cue.last, _ACCUSED_OF) if accused else None
        return matter if matter is not None else found[0] if found else None
    if cue.entry.reflexive and view.kid(cue.head, "obj") is None:
        return next(
            (
                c
                for c in kids
                if c > cue.last and view.role[c] == "obl" and view.pos[c] in ("NOUN", "PROPN") and view.case(c).split("_")[0] in scene.pack.matter_cases
            ),
            None,
        )
    for c in kids:
        if view.role[c] == "obj" and (view.pos[c] in ("NOUN", "PROPN", "PRON", "NUM") or view.kid(c, "det") is not None):
            if accused:
                other = _matter(scene, kids, c, _ACCUSED_OF)
                if other is None:
                    other = next((x for x in view.children[c] if x > c and view.role[x] == "nmod" and view.case(x) in ("for", "over", "pour")), None)
                return other
            return c
    return None


def _matter(scene: Scene, kids: list[int], after: int, cases: AbstractSet[str]) -> int | None:
    """Among *kids* the phrase behind token *after* that tells, by one of *cases*, what it is about: "(is accused) of fraud", "(concern) over the vote"."""
    view = scene.view
    behind = (x for x in kids if x > after and view.role[x] in ("obl", "nmod", "gerund"))
    return next((x for x in behind if {view.case(x), view.case(x).split("_")[0]} & cases), None)
