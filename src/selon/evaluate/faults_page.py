"""The faults of attribution on one page: each text twice, the gold's marks beside the predicted ones, and what is wrong beneath.

The two texts of a paragraph stand side by side (one under the other on a narrow screen). Attributions are numbered in text order; a predicted
one bears the number of the gold one that it answers, or one of its own with a plus sign. Paragraphs without a fault are folded away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from selon.errors import InputError, LanguageError
from selon.evaluate.attribution import LEVELS, ROLES, Fault, document_faults, matches, words_of
from selon.evaluate.data import language_of
from selon.evaluate.intervals import Interval, shown
from selon.evaluate.measures import Document
from selon.intake.layout import blocks
from selon.lang.pack import get_pack
from selon.model.text import Span
from selon.render.shell import bdi, counted, esc, page
from selon.syntax.quotation import find_quotations
from selon.syntax.segment import sentence_spans

TITLE = "Attribution: gold and predicted"
#: A paragraph longer than this, in code points, is shown in several pieces, cut between sentences.
PIECE = 700
#: Paragraphs shown before and after one with a fault.
CONTEXT = 1
_HEADS = ("precision", "recall", "F1", "95 % interval", "right", "predicted", "gold")
_CLASS_HEADS = ("precision", "recall", "F1", "95 % interval", "F1 of content", "predicted", "gold")
_LEGEND = (("content", "what is said"), ("source", "who says it"), ("cue", "words that attribute"), ("content unpaired", "what was missed or is spurious"))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A span of the text: its role, the key and the label of its attribution, whether that has a fault, and whether it is paired."""

    start: int
    end: int
    role: str
    key: str
    label: str
    faulty: bool
    paired: bool


def write_page(path: Path, content: str) -> None:
    """Write a page; an existing file is replaced. Raises InputError where that fails."""
    try:
        path.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error


def render(
    gold: Sequence[Document],
    predicted: Sequence[Document],
    result: Mapping[str, Any],
    document_groups: Mapping[str, Mapping[str, Mapping[str, Any]]],
    class_groups: Mapping[str, Mapping[str, Mapping[str, Any]]],
    facts: Sequence[str] = (),
) -> str:
    """One HTML file: figures, groups, and every document that has a fault, the one with the most first.

    In: documents in the same order; *result* of ``attribution.score``; for each way of grouping (lang, quote ...) the same by group of
    documents, or ``attribution.score_classes``; *facts*: lines to print under the title. Out: a page with no link to anything outside it.
    """
    pairs = [(document, other["attributions"], document_faults(document, other["attributions"])) for document, other in zip(gold, predicted, strict=True)]
    count = Counter(fault.kind for _, _, faults in pairs for fault in faults)
    kinds = {kind: number for number, (kind, _) in enumerate(count.most_common())}
    faulty = sorted((each for each in pairs if each[2]), key=lambda each: -len(each[2]))
    lines = [f"<header><h1>{TITLE}</h1>", *(f'<p class="facts">{esc(fact)}</p>' for fact in facts)]
    lines += _figures(result)
    lines += [line for by, groups in document_groups.items() for line in _groups(by, {name: _of_documents(each) for name, each in groups.items()}, _HEADS)]
    lines += [line for by, groups in class_groups.items() for line in _groups(by, {name: _of_class(each) for name, each in groups.items()}, _CLASS_HEADS)]
    lines += _filter(count, kinds)
    lines += _contents(faulty)
    lines += ["</header>", "<main>"]
    for number, (document, others, faults) in enumerate(faulty, 1):
        lines += _Article(document, others, faults, f"d{number}-", kinds).lines()
    flawless = len(pairs) - len(faulty)
    lines.append(f'<p class="facts">{counted(flawless, "document")} without a fault {"is" if flawless == 1 else "are"} not shown.</p>')
    lines += ["</main>", '<div id="peek" hidden aria-live="polite"></div>']
    shared, own = files("selon.render"), files("selon.evaluate")
    css = (shared / "page.css").read_text(encoding="utf-8") + (own / "faults.css").read_text(encoding="utf-8")
    script = (shared / "page.js").read_text(encoding="utf-8") + (own / "faults.js").read_text(encoding="utf-8")
    return page(TITLE, lines, css=css, script=script)


# -- figures -------------------------------------------------------------------------------------


def _figures(result: Mapping[str, Any]) -> list[str]:
    rows = {f"tokens, {role}": _rates(result["tokens"][role]) for role in ROLES}
    rows |= {f"relations, {level}": _rates(result["relations"][level]) for level in LEVELS}
    direct: dict[str, tuple[str, ...]] = {
        f"direct speech, {level}": ("", _figure(result["direct"][level]), "", _sure(result["direct_interval"][level]), "", "", str(result["direct_gold"]))
        for level in LEVELS
    }
    return _table(f"Figures of {counted(result['documents'], 'document')}", rows | direct, _HEADS)


def _groups(by: str, rows: Mapping[str, Sequence[str]], heads: Sequence[str]) -> list[str]:
    return _table(f"By {by}: relations right in content and source", rows, heads)


def _of_documents(result: Mapping[str, Any]) -> tuple[str, ...]:
    return _rates(result["relations"]["content+source"])


def _of_class(figures: Mapping[str, Any]) -> tuple[str, ...]:
    both = figures["content+source"]
    shares = (_figure(both["precision"]), _figure(both["recall"]), _figure(both["f1"]), _sure(both["f1_interval"]))
    return (*shares, _figure(figures["content"]["f1"]), str(figures["predicted"]), str(figures["gold"]))


def _rates(figures: Mapping[str, Any]) -> tuple[str, ...]:
    shares = (_figure(figures["precision"]), _figure(figures["recall"]), _figure(figures["f1"]), _sure(figures.get("f1_interval")))
    return (*shares, str(figures["right"]), str(figures["predicted"]), str(figures["gold"]))


def _sure(interval: Interval) -> str:
    return shown(interval, 3).strip()


def _figure(value: float) -> str:
    return f"{value:.3f}"


def _table(caption: str, rows: Mapping[str, Sequence[str]], heads: Sequence[str]) -> list[str]:
    lines = [f'<div class="figures"><table><caption>{esc(caption)}</caption><thead><tr><td></td>']
    lines += [f'<th scope="col">{esc(head)}</th>' for head in heads]
    lines.append("</tr></thead><tbody>")
    lines += [f'<tr><th scope="row">{bdi(name)}</th>{"".join(f"<td>{esc(cell)}</td>" for cell in cells)}</tr>' for name, cells in rows.items()]
    return [*lines, "</tbody></table></div>"]


# -- what leads to the documents -----------------------------------------------------------------


def _filter(count: Counter[str], kinds: Mapping[str, int]) -> list[str]:
    if not kinds:
        return []
    lines = ['<fieldset id="kinds"><legend>Faults</legend>']
    lines += [f'<label><input type="checkbox" value="{kinds[kind]}" checked> {esc(kind)} <small>{count[kind]}</small></label>' for kind in kinds]
    return [
        *lines,
        '<button type="button" value="all">all</button> <button type="button" value="none">none</button>',
        '<p id="shown" role="status"></p></fieldset>',
    ]


def _contents(faulty: Sequence[tuple[Document, list[dict[str, Any]], list[Fault]]]) -> list[str]:
    lines = [f"<details><summary>Documents with a fault <small>{len(faulty)}</small></summary><nav><ol>"]
    for number, (document, _, faults) in enumerate(faulty, 1):
        lines.append(f'<li><a href="#d{number}-">{bdi(document["id"])}</a> <small>{counted(len(faults), "fault")}</small></li>')
    legend = " ".join(f'<span class="key"><span class="{kind}">{words}</span></span>' for kind, words in _LEGEND)
    return [*lines, "</ol></nav></details>", f'<p class="legend">{legend}</p>']


# -- one document --------------------------------------------------------------------------------


class _Article:
    """One document; *prefix* keeps its ids apart from the others', *kinds* numbers the kinds of faults."""

    def __init__(self, document: Document, others: Sequence[dict[str, Any]], faults: Sequence[Fault], prefix: str, kinds: Mapping[str, int]) -> None:
        self.document = document
        self.text: str = document["text"]
        self.gold: Sequence[dict[str, Any]] = document["attributions"]
        self.others = others
        self.faults = faults
        self.prefix = prefix
        self.kinds = kinds
        self.lang = esc(str(document.get("lang") or ""))
        self.answers = matches(document, others)
        self.gold_labels = {number: str(place) for place, number in enumerate(_in_order(self.gold), 1)}
        free = [number for number in _in_order(others) if number not in self.answers]
        self.labels = {right: self.gold_labels[left] for right, left in self.answers.items()} | {number: f"+{n}" for n, number in enumerate(free, 1)}
        faulty = {fault.gold for fault in faults}
        self.marks = [
            [mark for number, each in enumerate(self.gold) for mark in self._marks(each, self.gold_labels[number], number in faulty, self._answered(number))],
            [
                mark
                for number, each in enumerate(others)
                for mark in self._marks(each, self.labels[number], number not in self.answers or self.answers[number] in faulty, number in self.answers)
            ],
        ]

    def lines(self) -> list[str]:
        """Heading and paragraphs, those without a fault folded away."""
        facts = [counted(len(self.faults), "fault"), f"{len(self.gold)} gold", f"{len(self.others)} predicted", str(self.document.get("lang") or "")]
        lines = [
            f'<article id="{self.prefix}"><h2>{bdi(self.document["id"])}</h2>',
            f'<p class="facts">{" · ".join(esc(fact) for fact in facts if fact)}</p>',
            '<div class="pair heads" aria-hidden="true"><p>gold</p><p>predicted</p></div>',
        ]
        rows = _rows(self.document)
        cards, touched = self._placed(rows)
        near: list[set[int]] = [set().union(*touched[max(0, n - CONTEXT) : n + CONTEXT + 1]) for n in range(len(rows))]
        folded: list[Span] = []
        for number, row in enumerate(rows):
            if not near[number]:
                folded.append(row)
                continue
            lines += self._fold(folded)
            folded = []
            kind = "row" if touched[number] else "row context"
            lines.append(f'<div class="{kind}" data-f="{_numbers(near[number])}">{self._pair(row)}')
            lines += ['<ul class="cards">', *cards[number], "</ul>"] if cards[number] else []
            lines.append("</div>")
        return [*lines, *self._fold(folded), "</article>"]

    def _placed(self, rows: Sequence[Span]) -> tuple[list[list[str]], list[set[int]]]:
        """For each row the cards that stand beneath it, and the numbers of the kinds of faults whose attributions touch it."""
        cards: list[list[str]] = [[] for _ in rows]
        touched: list[set[int]] = [set() for _ in rows]
        grouped: dict[tuple[int | None, int | None], list[Fault]] = {}
        for fault in self.faults:
            grouped.setdefault((fault.gold, None if fault.gold is not None else fault.predicted), []).append(fault)
        for faults in sorted(grouped.values(), key=lambda each: _first(self._concerned(each[0])[0])):
            concerned = self._concerned(faults[0])
            numbers = {self.kinds[fault.kind] for fault in faults}
            spans = [span for each in concerned for role in ROLES for span in each[role]]
            reached = [number for number, row in enumerate(rows) if any(start < row.end and row.start < end for start, end in spans)]
            for number in reached:
                touched[number] |= numbers
            # a predicted cue far off is context; the card stands under the first paragraph of what the fault is about
            own = [number for number in reached if any(s < rows[number].end and rows[number].start < e for role in ROLES for s, e in concerned[0][role])]
            place = own[0] if own else reached[0] if reached else 0
            if rows:
                cards[place].append(self._card(faults))
                touched[place] |= numbers
        return cards, touched

    def _concerned(self, fault: Fault) -> list[dict[str, Any]]:
        gold = [self.gold[fault.gold]] if fault.gold is not None else []
        return gold + ([self.others[fault.predicted]] if fault.predicted is not None else [])

    def _card(self, faults: Sequence[Fault]) -> str:
        first = faults[0]
        label = self.gold_labels[first.gold] if first.gold is not None else self.labels[first.predicted if first.predicted is not None else 0]
        unpaired = first.gold is None or not self._answered(first.gold)
        badges = " ".join(f'<b class="kind" data-f="{self.kinds[fault.kind]}">{esc(fault.kind)}</b>' for fault in faults)
        sides = ""
        if first.gold is not None:
            sides += self._words("gold", self.gold[first.gold])
        if first.predicted is not None:
            other = self.labels[first.predicted]
            sides += self._words("predicted" if other == label else f"predicted, {other}", self.others[first.predicted])
        key = self._key(label)
        return (
            f'<li id="{key}" class="card{" denied" if unpaired else ""}" data-k="{key}" data-f="{_numbers({self.kinds[fault.kind] for fault in faults})}">'
            f'<p class="what"><span class="no">{label}</span> {badges}</p>{sides}</li>'
        )

    def _words(self, side: str, each: dict[str, Any]) -> str:
        return f'<p class="words"><small>{side}</small> <span lang="{self.lang}" dir="auto">{esc(words_of(self.text, each))}</span></p>'

    def _answered(self, gold: int) -> bool:
        return gold in self.answers.values()

    def _key(self, label: str) -> str:
        return self.prefix + label.replace("+", "x")

    # -- the text --------------------------------------------------------------------------------

    def _fold(self, rows: Sequence[Span]) -> list[str]:
        if not rows:
            return []
        summary = f"{counted(len(rows), 'paragraph')} without a fault"
        return [f'<details class="fold"><summary>{summary}</summary>', *(f'<div class="row">{self._pair(row)}</div>' for row in rows), "</details>"]

    def _pair(self, row: Span) -> str:
        if not any(mark.start < row.end and row.start < mark.end for marks in self.marks for mark in marks):
            return f'<div class="side"><p class="text" lang="{self.lang}" dir="auto">{esc(row.of(self.text))}</p></div>'
        sides = "".join(
            f'<div class="side"><small class="which">{name}</small><p class="text" lang="{self.lang}" dir="auto">{self._marked(row, marks)}</p></div>'
            for name, marks in zip(("gold", "predicted"), self.marks, strict=True)
        )
        return f'<div class="pair">{sides}</div>'

    def _marks(self, each: dict[str, Any], label: str, faulty: bool, paired: bool) -> Iterator[_Mark]:
        for role in ROLES:
            for start, end in each[role]:
                if 0 <= start < end <= len(self.text):
                    yield _Mark(start, end, role, self._key(label), label, faulty, paired)

    def _marked(self, row: Span, marks: Sequence[_Mark]) -> str:
        """A row with its marks: stretches under the same marks, a bracket with the number where a content begins or ends, the number behind
        a source or cue."""
        inside = [mark for mark in marks if mark.start < row.end and row.start < mark.end]
        bounds = sorted({row.start, row.end} | {edge for mark in inside for edge in (mark.start, mark.end) if row.start < edge < row.end})
        out: list[str] = []
        for number, at in enumerate(bounds):
            ending = sorted((mark for mark in inside if mark.end == at), key=lambda mark: (mark.role == "content", -mark.start))
            out += [_tag(mark, f"{mark.label}]" if mark.role == "content" else mark.label) for mark in ending]
            if at == row.end:
                break
            out += [_tag(m, f"[{m.label}") for m in sorted(inside, key=lambda m: -m.end) if m.start == at and m.role == "content"]
            upto = bounds[number + 1]
            out.append(_stretch(self.text[at:upto], [mark for mark in inside if mark.start <= at and upto <= mark.end]))
        return "".join(out)


def _tag(mark: _Mark, words: str) -> str:
    return f'<b class="tag {mark.role}-tag{" faulty" if mark.faulty else ""}" data-k="{mark.key}">{words}</b>'


def _stretch(words: str, marks: Sequence[_Mark]) -> str:
    if not marks:
        return esc(words)
    contents = [mark for mark in marks if mark.role == "content"]
    names = [role for role in ROLES if any(mark.role == role for mark in marks)]
    names += [f"deep{min(len(contents), 3)}"] if len(contents) > 1 else []
    names += ["unpaired"] if any(not mark.paired for mark in contents) else []
    keys = dict.fromkeys(mark.key for mark in sorted(marks, key=lambda mark: mark.end - mark.start))
    return f'<span class="{" ".join(names)}" data-k="{" ".join(keys)}">{esc(words)}</span>'


def _rows(document: Document) -> list[Span]:
    """The paragraphs of a text, long ones in pieces of some sentences."""
    text = document["text"]
    try:
        abbreviations = get_pack(language_of(document)).abbreviations
    except LanguageError:
        abbreviations = frozenset()
    rows: list[Span] = []
    paragraphs = blocks(text)
    quotations, _ = find_quotations(text, tuple(paragraphs))
    for paragraph in paragraphs:
        begin = paragraph.start
        sentences = sentence_spans(text, [paragraph], quotations, abbreviations=abbreviations, limit=PIECE) if paragraph.end - begin > PIECE else []
        for before, after in pairwise(sentences):
            if after.end - begin > PIECE:
                rows.append(Span(begin, before.end))
                begin = after.start
        rows.append(Span(begin, paragraph.end))
    return rows


def _in_order(attributions: Sequence[dict[str, Any]]) -> list[int]:
    """The numbers of attributions in the order of their text."""
    return sorted(range(len(attributions)), key=lambda number: (_first(attributions[number]), number))


def _first(each: dict[str, Any]) -> int:
    return min((start for role in ROLES for start, _ in each[role]), default=0)


def _numbers(numbers: set[int]) -> str:
    return " ".join(map(str, sorted(numbers)))
