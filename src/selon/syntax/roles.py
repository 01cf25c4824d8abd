"""Role expressions over the neutral view: ``subj+obl:with``, ``obj.poss|obj``, ``xcomp.obj``.

Alternatives (``|``) are tried in order; ``+`` unites; ``.`` goes down to dependents. See
``docs/reference/tables.md``.
"""

from __future__ import annotations

from functools import cache

from selon.lang.pack import LanguagePack
from selon.syntax.view import View

Path = tuple[str, ...]
Expression = tuple[tuple[Path, ...], ...]


@cache
def compile_roles(expression: str) -> Expression:
    """``a.b+c|d`` as alternatives of unions of paths."""
    if not expression.strip():
        return ()
    return tuple(tuple(tuple(step.strip() for step in path.split(".")) for path in union.split("+")) for union in expression.split("|"))


def evaluate(view: View, i: int, expression: str, pack: LanguagePack) -> tuple[int, ...]:
    """The tokens that the first fruitful alternative of *expression* finds from *i*."""
    for union in compile_roles(expression):
        found: list[int] = []
        for path in union:
            found.extend(token for token in follow(view, i, path, pack) if token not in found)
        if found:
            return tuple(found)
    return ()


def follow(view: View, i: int, path: Path, pack: LanguagePack) -> tuple[int, ...]:
    """The tokens at the end of *path*."""
    tokens: tuple[int, ...] = (i,)
    for step in path:
        step = step.split("@")[0]
        tokens = tuple(dict.fromkeys(t for token in tokens for t in _step(view, token, step, pack)))
        if not tokens:
            return ()
    return tokens


def _spread(view: View, tokens: list[int]) -> tuple[int, ...]:
    return tuple(c for token in tokens for c in view.conjuncts(token))


def _step(view: View, i: int, step: str, pack: LanguagePack) -> tuple[int, ...]:
    nominal = view.pos[i] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") and view.kid(i, "cop") is None
    if step == "subj":
        return possessors(view, i, pack) if nominal else view.subject(i) or _lost_agent(view, i, pack)
    if step == "obj":
        return view.object(i) if not nominal else ()
    if step == "dat":
        found = view.kids(i, "dat") or _complements(view, i, pack.dative, pack, nominal=nominal)
        if not found and not nominal:
            return view.given_to(i)
        return _spread(view, found)
    if step.startswith("obl:"):
        return _spread(view, _complements(view, i, frozenset({step[4:]}), pack, nominal=nominal))
    if step == "obl":
        return _spread(view, view.kids(i, "obl"))
    if step == "poss":
        return possessors(view, i, pack)
    if step == "gen":
        return possessors(view, i, pack, genitive_only=True)
    if step == "head":
        return tuple(governor for governor in (governing_verb(view, i),) if governor is not None)
    if step == "refl":
        return tuple(view.kids(i, "refl"))
    if step == "comp":
        return tuple(view.kids(i, "comp"))
    if step == "xcomp":
        return tuple(view.kids(i, "xcomp"))
    if step == "attr":
        return tuple(view.kids(i, "attr")) or ((i,) if view.kid(i, "cop") is not None else ())
    if step == "prt":
        return tuple(c for c in view.kids(i, "prt", "adv") if view.role[c] == "prt" or view.lemma[c] in pack.particles)
    return tuple(view.kids(i, step))


#: How many nouns deep a complement may hang below the one it belongs to: "the seizure of [a tanker of crude] by ...".
_DEPTH = 2


def _complements(view: View, i: int, cases: frozenset[str], pack: LanguagePack, *, nominal: bool) -> list[int]:
    """The complements of *i* with one of the prepositions *cases*, wherever the parser hangs them.

    In order: on *i*; below the object of a verb or the possessor of a noun; for a noun, on the verb that governs it ("held
    talks on Monday with ...").
    """
    found = [c for c in view.kids(i, "obl", "nmod", "agent", "gerund", "dat") if view.case(c) in cases]
    if found:
        return found
    if nominal:
        below = [c for c in view.kids(i, "nmod", "poss") if c > i and view.case(c) in pack.of]
    else:
        below = view.kids(i, "obj", "subj:pass")
    for _ in range(_DEPTH):
        found = [c for b in below for c in view.kids(b, "nmod", "obl", "agent") if view.case(c) in cases]
        if found:
            return found
        below = [c for b in below for c in view.kids(b, "nmod") if view.case(c) in pack.of]
    if nominal and cases & pack.of:
        return _behind_agent(view, i, pack)
    if nominal:
        verb = view.head[i]
        if verb != i and view.role[i] in ("obj", "subj", "subj:pass") and view.pos[verb] == "VERB":
            return [c for c in view.kids(verb, "obl", "agent") if view.case(c) in cases]
    return []


def _behind_agent(view: View, i: int, pack: LanguagePack) -> list[int]:
    """The "of" phrases of noun *i* that the parser hung on its agent: "the launch by Seoul of a missile", "l'abandon par le cabinet kényan de la taxe"."""
    agents = [c for c in view.kids(i, "nmod", "obl", "agent") if view.case(c) in pack.agent]
    # "par la Corée du Nord d'un missile": a name may be of two
    agents += [c for a in agents for c in view.kids(a, "nmod") if view.case(c) in pack.of and view.word[c][:1].isupper()]
    found = [(a, c) for a in agents for c in view.kids(a, "nmod") if view.case(c) in pack.of]
    # "par le ministre de la Défense" is one phrase; a name or what already tells its country takes no "of"
    return [c for a, c in found if view.word[a][:1].isupper() or any(a < t < c for t in view.kids(a, "amod") if t in view.national)]


def _lost_agent(view: View, i: int, pack: LanguagePack) -> tuple[int, ...]:
    """The agent of passive *i* that the parser hung on a complement: "was threatened with sanctions by the union"."""
    if not view.is_passive(i):
        return ()
    near = [c for c in view.kids(i, "obl") if view.case(c) in pack.agent and (view.pos[c] != "NOUN" or view.kid(c, "det", "nummod", "poss") is not None)]
    if near:
        return _spread(view, near[:1])
    below = [c for c in view.kids(i, "obl", "xcomp", "obj", "dat", "subj:pass", "attr", "tmod") if c > i]
    for _ in range(_DEPTH):
        found = [
            c for b in below for c in view.children[b] if c > i and (view.role[c] == "agent" or view.role[c] in ("nmod", "obl") and view.case(c) in pack.agent)
        ]
        if found:
            return _spread(view, found[:1])
        below = [c for b in below for c in view.kids(b, "nmod", "obl", "obj", "xcomp") if c > i]
    return ()


def possessors(view: View, i: int, pack: LanguagePack, *, genitive_only: bool = False) -> tuple[int, ...]:
    """Whose it is, or who does it, for a noun: 's, of, a possessive, an adjective of nationality, a modifying name.

    *genitive_only* leaves the "of" phrase out: it may be the object ("the French test of a drone")."""
    found = list(view.kids(i, "poss"))
    found += [c for c in view.kids(i, "det") if view.word[c].lower() in pack.possessives]
    if not found and not genitive_only:
        found = [c for c in view.kids(i, "nmod") if view.case(c) in pack.of] or _behind_agent(view, i, pack)
    if not found:
        found = [c for c in view.kids(i, "amod", "compound", "nmod") if view.role[c] != "nmod" or not view.case(c)]
        found = [c for c in found if c in view.national or view.pos[c] == "PROPN"]
    if not found and not genitive_only:
        found = view.kids(i, "agent")
    return _spread(view, found)


def governing_verb(view: View, i: int) -> int | None:
    """The predicate that governs noun *i* as its argument."""
    h = view.head[i]
    for _ in range(4):
        if h == i:
            return None
        if view.is_predicate(h):
            return h
        if view.role[i] not in ("conj", "nmod"):
            return None
        i, h = h, view.head[h]
    return None
