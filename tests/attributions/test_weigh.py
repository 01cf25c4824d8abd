"""Rules and encoder weighed against each other, on a hand-made hearing of a real parse."""

from __future__ import annotations

import pytest

from selon.attributions.confidence import features
from selon.attributions.cues import find_cues
from selon.attributions.edges import UNSEEN, content_of, source_of, worth
from selon.attributions.find import find_reports
from selon.attributions.learned import Heard, Hearing, in_tokens, source_heads
from selon.attributions.scene import Scene, Weight, runs
from selon.attributions.weigh import Policy, weigh
from selon.encoder.decode import Relation
from selon.encoder.model import load_encoder
from selon.encoder.words import split
from selon.intake.assemble import build_dispatch
from selon.mentions.resolve import Mentions
from selon.syntax.parsed import parse_dispatch


def scene_of(text: str, lang: str) -> Scene:
    parsed = parse_dispatch(build_dispatch(text, id="t", lang=lang)[0])
    mentions = Mentions(parsed.view, parsed.pack, None, 0, frozenset())
    return Scene(parsed.view, parsed.pack, parsed.paragraph_of, mentions.may_speak)


def tokens(scene: Scene, words: str) -> set[int]:
    start = scene.view.text.index(words)
    return {t for t in range(len(scene.view)) if start <= scene.view.start[t] < start + len(words)}


def heard(scene: Scene, source: str, cue: str, content: str, chance: float = 0.9) -> Heard:
    roles = [frozenset(tokens(scene, words)) if words else frozenset() for words in (source, cue, content)]
    odds = [{t: 4.0 if t in role else -4.0 for t in range(len(scene.view))} for role in (roles[0], roles[2])]
    return Heard(min(roles[1]), *roles, chance, (0.9, 0.9, 0.9), *odds)


def hearing(scene: Scene, *relations: Heard) -> Hearing:
    likely = [0.0] * len(scene.view)
    for each in relations:
        likely[each.anchor] = each.chance
    return Hearing(relations, tuple(likely))


def told(scene: Scene, heard_: Hearing | None, policy: Policy | None = None) -> list[tuple[str, str]]:
    view = scene.view
    reports = find_reports(scene) if heard_ is None else weigh(scene, find_reports(scene), heard_, find_cues(view, scene.pack), policy or Policy())
    return [(" ".join(view.word[t] for t in r.cue_tokens), " ".join(view.word[t] for t in sorted(r.content))) for r in reports]


def test_what_only_the_rules_find_needs_the_encoders_nod() -> None:
    scene = scene_of("The minister said that the port was shut.", "en")
    assert told(scene, None) == [("said", "that the port was shut")]
    assert told(scene, hearing(scene)) == []
    nod = Hearing((), tuple(0.4 if word == "said" else 0.0 for word in scene.view.word))
    assert told(scene, nod) == [("said", "that the port was shut")]


def test_what_only_the_encoder_finds_stands_if_it_is_likely() -> None:
    scene = scene_of("The minister blinked : the port was shut.", "en")
    for chance, found in ((0.9, [("blinked", "the port was shut")]), (0.3, [])):
        assert told(scene, hearing(scene, heard(scene, "The minister", "blinked", "the port was shut", chance))) == found


def test_a_much_likelier_content_replaces_the_rules() -> None:
    scene = scene_of("The minister said that the port was shut.", "en")
    shorter = heard(scene, "The minister", "said", "the port was shut")
    assert told(scene, hearing(scene, shorter)) == [("said", "that the port was shut")]  # one word is no reason
    assert told(scene, hearing(scene, shorter), Policy(content=1.0)) == [("said", "the port was shut")]


@pytest.mark.parametrize(
    ("text", "lang", "cue", "heard_content", "whole"),
    [
        ("The minister said that the old port was shut.", "en", "said", "that the old port", "that the old port was shut"),
        ("Le ministre a dit que le vieux port était fermé.", "fr", "a dit", "que le vieux port était", "que le vieux port était fermé"),
    ],
)
def test_edges_move_to_where_no_dependency_is_parted(text: str, lang: str, cue: str, heard_content: str, whole: str) -> None:
    scene = scene_of(text, lang)
    doubtful = heard(scene, "", cue, heard_content)
    odds = {t: 4.0 if t in doubtful.content else -0.2 for t in range(len(scene.view))}
    moved = content_of(scene, Heard(doubtful.anchor, doubtful.source, doubtful.cue, doubtful.content, 0.9, doubtful.sure, {}, odds), 1.0)
    assert moved - tokens(scene, ".") == tokens(scene, whole)


def test_a_source_has_no_date_or_preposition_at_its_edges() -> None:
    scene = scene_of("« Non », a dit mardi le porte-parole du ministère dans la soirée.", "fr")
    scene.dated = frozenset(tokens(scene, "mardi"))
    found = source_of(scene, heard(scene, "mardi le porte-parole du ministère dans", "a dit", "« Non »"))
    assert found == tokens(scene, "le porte-parole du ministère")
    assert [scene.view.word[t] for t in source_heads(scene.view, found)] == ["porte-parole"]


def test_runs_and_worth() -> None:
    assert runs([5, 1, 2, 6, 9]) == [[1, 2], [5, 6], [9]]
    assert worth({1: 2.0}, [1, 2]) == 2.0 + UNSEEN


def test_relations_in_words_become_relations_in_tokens() -> None:
    text = "« Oui », a-t-il dit à l'ONU."
    scene = scene_of(text, "fr")
    words = split(text, load_encoder().vocabulary)
    spelled = [text[s:e] for s, e in zip(words.start, words.end, strict=True)]
    relation = Relation(spelled.index("dit"), (spelled.index("il"),), (spelled.index("a"), spelled.index("dit")), (0, 1, 2), 0.9, (0.9, 0.9, 0.9))
    found = in_tokens(words, [0.5] * len(words), [relation], scene.view)
    (only,) = found.relations
    assert [scene.view.word[t].lstrip("-") for t in sorted(only.source)] == ["t-il"] or [scene.view.word[t] for t in sorted(only.source)] == ["il"]
    assert [scene.view.word[t] for t in sorted(only.content)] == ["Oui"]
    assert len(found.likely) == len(scene.view)


def test_features_of_confidence() -> None:
    assert features(Weight(0.5), 2) == [1.0, 0.0, 0.0, 0.0, 1.0, 0.0]
    assert features(Weight(0.5, (0.5, 0.5, 0.5), (1.0, 0.25), alone=True), 2) == [1.0, 0.0, 0.0, 1.0, 0.0, 0.25]
