"""The page of faults: well formed, self-contained, safe, and every mark in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from selon.errors import InputError
from selon.evaluate.attribution import score, score_classes
from selon.evaluate.classes import QUOTES, quote_kinds
from selon.evaluate.faults_page import PIECE, render, write_page

from .examples import HOSTILE, NESTED, document, hostile_gold, nested_found, nested_gold, relation

_VOID = {"meta", "br", "input"}


class _Reader(HTMLParser):
    """Checks the nesting of tags; gathers ids, links and attributes, the words of the two sides of each document, and those under each key."""

    def __init__(self, content: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.tags: list[str] = []
        self.headings: list[str] = []
        self.cards: list[str] = []
        self.side = -1
        #: for each paragraph shown: the words of its sides, and of each side the words under each key
        self.rows: list[tuple[list[str], list[dict[str, str]]]] = []
        self.feed(content)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes |= set(values)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        if values.get("class") == "pair":
            self.rows.append(([], []))
        if values.get("class") == "side" and self._inside("pair"):
            self.rows[-1][0].append("")
            self.rows[-1][1].append({})
        if "card" in values.get("class", "").split():
            self.cards.append("")
        if tag == "h2":
            self.headings.append("")
        if tag not in _VOID:
            self.stack.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._inside("card"):
            self.cards[-1] += data
        if any(tag == "h2" for tag, _ in self.stack):
            self.headings[-1] += data
        if self._inside("pair") and self._inside("text") and not self._inside("tag"):
            sides, keyed = self.rows[-1]
            sides[-1] += data
            for key in self.stack[-1][1].get("data-k", "").split():
                keyed[-1][key] = keyed[-1].get(key, "") + data

    def _inside(self, kind: str) -> bool:
        return any(kind in values.get("class", "").split() for _, values in self.stack)


def page_of(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> tuple[str, _Reader]:
    classes = {"quote": score_classes(gold, predicted, quote_kinds, QUOTES)}
    content = render(gold, predicted, score(gold, predicted), {}, classes, ["gold.jsonl"])
    read = _Reader(content)
    assert len(read.ids) == len(set(read.ids))
    assert all(link.startswith("#") and link[1:] in read.ids for link in read.links)
    assert not {name for name in read.attributes if name.startswith("on")} | read.attributes & {"src", "srcset", "style", "action"}
    assert read.tags.count("script") == read.tags.count("style") == 1
    assert "url(" not in content and "@import" not in content and "<link" not in content and "http:" not in content
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', content)
    assert policy is not None and policy[1].startswith("default-src 'none'; style-src 'sha256-")
    return content, read


def covered(each: dict[str, Any], text: str) -> str:
    """The characters of *text* that an attribution marks in any role."""
    marked = {at for role in ("source", "cue", "content") for start, end in each[role] for at in range(start, end)}
    return "".join(text[at] for at in sorted(marked))


def test_nested_overlapping_and_split_spans_are_marked_on_their_side() -> None:
    gold, found = nested_gold(), nested_found()
    _, read = page_of([gold], [found])
    sides, keyed = read.rows[1]
    paragraph = NESTED.split("\n\n")[1]
    assert sides == [paragraph, paragraph]
    for number, label in ((0, "1"), (1, "2"), (2, "3")):
        assert keyed[0][f"d1-{label}"] == covered(gold["attributions"][number], NESTED)
        assert keyed[1][f"d1-{label}"] == covered(found["attributions"][number], NESTED)


def test_a_predicted_attribution_bears_the_number_of_the_one_it_answers() -> None:
    content, read = page_of([nested_gold()], [nested_found()])
    assert any("source wrong" in card and "the press [believe] the channel is safe" in card for card in read.cards)
    assert any(card.startswith("+1") and "spurious" in card for card in read.cards)
    assert '<li id="d1-x1" class="card denied" data-k="d1-x1"' in content


def test_paragraphs_without_a_fault_are_folded_but_for_the_nearest() -> None:
    content, _ = page_of([nested_gold()], [nested_found()])
    before, _, fold = content.partition('<details class="fold">')
    assert "Monday was quiet." in before
    assert "Tuesday was quiet." in fold
    assert "4 paragraphs without a fault" in fold


def test_hostile_text_stays_text() -> None:
    gold = hostile_gold()
    content, read = page_of([gold], [gold | {"attributions": []}])
    assert "<script>alert" not in content
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; Cie" in content
    assert read.rows[0][0] == [HOSTILE, HOSTILE]
    assert read.headings == ["own-<b>hostile</b>"]
    assert [card[:1] for card in read.cards] == ["1", "2"]


def test_the_document_with_the_most_faults_comes_first_and_flawless_ones_are_not_shown() -> None:
    gold = [document("own-right", "en", "Ann said no.", relation("Ann said no.", "Ann", "said", "no")), hostile_gold(), nested_gold()]
    content, read = page_of(gold, [gold[0], gold[1] | {"attributions": []}, gold[2] | {"attributions": []}])
    assert read.headings == ["own-nested", "own-<b>hostile</b>"]
    assert "1 document without a fault is not shown." in content
    assert "4 faults · 4 gold · 0 predicted" in content


def test_a_page_without_faults_has_figures_only() -> None:
    content, read = page_of([nested_gold()], [nested_gold()])
    assert read.headings == [] and "fieldset" not in read.tags
    assert "1.000" in content


def test_a_long_paragraph_is_shown_in_pieces_without_loss() -> None:
    text = "The pilots went home early that day. " * 60 + "Ann said no."
    gold = document("own-long", "en", text, relation(text, "Ann", "said", "no"))
    content, read = page_of([gold], [gold | {"attributions": []}])
    pieces = re.findall(r'<div class="side">(?:<small class="which">gold</small>)?<p class="text"[^>]*>(.*?)</p>', content)
    assert all(len(re.sub("<b.*?</b>|<[^>]*>", "", piece)) <= PIECE for piece in pieces)
    assert " ".join(re.sub("<b.*?</b>|<[^>]*>", "", piece) for piece in pieces) == text
    assert len(read.rows) == 1, "pieces without any mark are shown once"


def test_the_same_bytes_for_the_same_documents_and_an_error_where_they_cannot_be_written(tmp_path: Path) -> None:
    content, _ = page_of([nested_gold()], [nested_found()])
    assert content == page_of([nested_gold()], [nested_found()])[0]
    write_page(tmp_path / "faults.html", content)
    assert (tmp_path / "faults.html").read_bytes() == content.encode()
    with pytest.raises(InputError, match="cannot be written"):
        write_page(tmp_path / "none" / "faults.html", content)
