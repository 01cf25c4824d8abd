"""The page: well formed, self-contained, safe, and the whole text in it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.model.claim import Event
from selon.model.ledger import Ledger
from selon.model.mention import Entity
from selon.model.text import Span
from selon.render.html import render

from .dispatches import bare, claim, hostile, visit

_VOID = {"meta", "br"}


class _Reader(HTMLParser):
    """Checks the nesting of tags; gathers ids, links, keys and the words inside ``div.text``."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.keys: set[str] = set()
        self.attributes: set[str] = set()
        self.scripts = 0
        self.lines: list[str] = []
        self.inside: dict[str, set[str]] = {}
        self.feed(page)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.attributes |= set(values)
        self.scripts += tag == "script"
        if "id" in values:
            self.ids.append(values["id"])
        if "href" in values:
            self.links.append(values["href"])
        self.keys |= set(values.get("data-k", "").split())
        if self._in_text() and tag in ("p", "h1", "h2"):
            self.lines.append("")
        if tag not in _VOID:
            self.stack.append((tag, values.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._in_text() and self.stack[-1] not in (("a", "no"), ("div", "text")):
            self.lines[-1] += data
        for _, kinds in self.stack:
            for kind in kinds.split():
                self.inside.setdefault(kind, set()).add(data)

    def _in_text(self) -> bool:
        return any(kinds == "text" for _, kinds in self.stack)


def check(page: str) -> _Reader:
    read = _Reader(page)
    assert len(read.ids) == len(set(read.ids))
    for link in read.links:
        assert link.startswith("http") or (link.startswith("#") and link[1:] in read.ids), link
    assert read.keys <= set(read.ids), read.keys - set(read.ids)
    assert not read.attributes & {"src", "srcset", "style", "onclick", "onload", "action"}
    assert read.scripts == 1
    assert "url(" not in page and "@import" not in page and "<link" not in page
    return read


def lines_of(text: str) -> list[str]:
    forbidden = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    return [forbidden.sub("\ufffd", line) for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("ledger", [visit(), hostile(), bare("One\n\ntwo")], ids=["visit", "hostile", "bare"])
def test_the_whole_text_is_there(ledger: Ledger) -> None:
    assert check(render([ledger])).lines == lines_of(ledger.dispatch.text)


def test_marks() -> None:
    read = check(render([visit()]))
    assert {"Ana Lorca", " invited"} <= read.inside["claim"]
    assert "reported" in read.inside["cue"] and "the VNA agency" in read.inside["source"] and "Monday" in read.inside["time"]
    assert "without saying when he would travel" in read.inside["omission"]
    assert {"c1", "c5", "o1"} <= read.inside["no"]


def test_lists() -> None:
    page = re.sub(r"<[^>]*>", "", render([visit()]))
    for words in (
        "REQUEST invite",
        "5 or 12 May 2031",
        "denied, certain",
        "= c1",
        "Left unsaid",
        "gives no details",
        "Commitments",
        "Contested",
        "Entities",
        "3 mentions",
        "Notices",
    ):
        assert words in page, words


def test_nothing_hostile_gets_through() -> None:
    page = render([hostile(), visit()], title='<b>"&')
    read = check(page)
    assert "<script>x" not in page and "<script>alert" not in page and '<b>"' not in page
    assert not any(link.startswith("javascript") for link in read.links)
    assert "\x1b" not in page and "\u202e" not in page


def test_several_dispatches_have_contents() -> None:
    page = render([visit(), bare("x"), visit()])
    read = check(page)
    assert page.count("<nav") == 1 and {"#d1-", "#d2-", "#d3-"} <= set(read.links)
    assert "<title>3 dispatches</title>" in page


def test_no_dispatch() -> None:
    assert "There are no dispatches." in render([])
    check(render([], title="Nothing"))


def test_one_heading_of_the_first_level() -> None:
    for ledgers in ([visit()], [visit(), visit()], [bare("x")]):
        assert render(ledgers).count("<h1") == 1


def test_same_bytes() -> None:
    assert render([visit(), hostile()]) == render([visit(), hostile()])


spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda p: Span(min(p), max(p)))


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(alphabet="ab <&\"\n\r\t'é金\u2028", max_size=60),
    places=st.lists(st.lists(spans, max_size=3), max_size=6),
    mentions=st.lists(spans, max_size=6),
)
def test_any_spans(text: str, places: list[list[Span]], mentions: list[Span]) -> None:
    inside = [[s for s in group if s.end <= len(text)] for group in places]
    claims = tuple(
        replace(claim(f"c{n}", Span(0, 0), Event(None, None, "be", None, Span(0, 0), ("e1",), (), None, None)), spans=tuple(sorted(group)))
        for n, group in enumerate(inside, 1)
    )
    entity = Entity("e1", "A", "person", None, tuple(sorted(s for s in mentions if s.end <= len(text))))
    ledger = replace(bare(text), claims=claims, entities=(entity,))
    page = render([ledger])
    assert check(page).lines == lines_of(text)
