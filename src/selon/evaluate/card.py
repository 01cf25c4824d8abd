"""The score card: one Markdown page with the figures of many gold files, and all that they stand on.

No date, no path and nothing else of the machine goes on the page: the same data and commit, and the same versions of what runs the models, give
the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from selon import __version__
from selon.evaluate import attribution, events, fingerprints, timexes
from selon.evaluate.data import read_files, task_of
from selon.evaluate.intervals import Interval, intervals, shown
from selon.evaluate.measures import Document
from selon.evaluate.scheme import NESTED, tell_scheme
from selon.evaluate.tasks import MEASURES, grouped, parted, predictions

Result = dict[str, Any]
#: Where in the result of a task the rates of its one figure stand, if it is an F1.
MAIN: dict[str, tuple[str, ...]] = {"attribution": ("relations", "content+source"), "time": ("value",), "events": ("levels", "full")}
#: How the figures that follow were taken, task by task.
READING = {
    "attribution": "Relations are right in content, in content and source, or in content to the word. A class's precision is of what was found in it, its "
    "recall of what the gold has in it.",
    "time": "`strict`: the same span; `relaxed`: any overlap; `value`: overlap and the right TIMEX3 value.",
    "events": "`quad`: the quad class; `type`: the PLOVER type; `source`: type and source codes; `full`: type, source codes and target codes. Where the gold "
    "does not mark every event of a sentence, precision is a lower bound.",
    "ledger": "The score is the mean of claims F1, chain, certainty with polarity, and participants F1. Accuracies are over the claims that were found. "
    "`innermost` is the first link of the chain; `entities` is B-cubed.",
}
ABOUT = """\
Written by `selon evaluate card`; not edited by hand. To write it anew:

```sh
selon evaluate card --data {names} --out {out}
```

(with the folders of your copies before the names; the files come in the order of the tables below)

## How far to trust them

- **These are development figures.** Sets whose name says `dev`, and the model case `kcna-2023-09`, were in view while rules and tables were written, and how
  the rules and the encoder are weighed against each other was tuned on them. On texts that nobody looked at figures will be lower.
- {trained}
- The encoder's training files are told by their SHA-256, which its card lists; [how it was trained and cross-validated](../decisions/0009-encoder.md).
- In square brackets: the 95 % confidence interval, by the bootstrap over documents (percentile method, 1000 resamples). It tells how far the choice of
  documents moves a figure, not how far the gold is right. Where it is missing, there is one document or the figure is no simple share.
- `P` precision, `R` recall, `F1` their harmonic mean; all figures are micro averages. [How to measure](../howto/measure.md) says what each counts.
"""


@dataclass(frozen=True)
class Measured:
    """One gold file and what was predicted on it. *name* is the file's, without its folder; *unread* documents count as empty."""

    name: str
    task: str
    digest: str
    gold: list[Document]
    predicted: list[Document]
    unread: int

    @cached_property
    def result(self) -> Result:
        """The figures of all documents together."""
        return dict(MEASURES[self.task].score(self.gold, self.predicted))

    @cached_property
    def singles(self) -> list[Result]:
        """The figures of each document alone, whose counts the bootstrap draws from."""
        return [dict(MEASURES[self.task].score([each], [other])) for each, other in zip(self.gold, self.predicted, strict=True)]

    @cached_property
    def languages(self) -> dict[str, Measured]:
        """The documents of each language by themselves."""
        return {
            lang: Measured(self.name, self.task, self.digest, gold, predicted, 0)
            for lang, (gold, predicted) in parted(self.gold, self.predicted, "lang").items()
        }


def measure(path: Path) -> Measured:
    """Predict on one gold file; its task is told by its fields. Raises InputError for one that cannot be used."""
    from selon.cli.options import say

    task = task_of(path)
    (gold,) = read_files([path], task)
    say(f"selon: {task}: {path.name}: {len(gold)} documents")
    scheme = tell_scheme(gold).name if task == "attribution" else NESTED
    predicted, unread = predictions(task, gold, scheme=scheme)
    return Measured(path.name, task, fingerprints.digest_of(path), gold, predicted, unread)


def render(sets: Sequence[Measured], out: str, commit: str | None) -> str:
    """The page for measured *sets*; *out* is the page's own name, *commit* what the package was when they were measured (None: no checkout)."""
    sets = sorted(sets, key=lambda each: list(MEASURES).index(each.task))
    known = fingerprints.trained_on()
    seen = [f"`{each.name}`" for each in sets if each.digest in known]
    trained = (
        f"**The encoder was trained on {' and '.join(seen)}**: figures there say little about new texts."
        if seen
        else "The encoder was trained on none of them."
    )
    lines = ["# Scores", "", f"selon {__version__}, {f'commit {commit}' if commit else 'outside a checkout'}.", ""]
    lines += [ABOUT.format(names=" ".join(each.name for each in sets), out=out, trained=trained), "## At a glance"]
    lines += _glances(sets)
    for each in sets:
        lines += ["", f"## {each.task}: {each.name}", "", READING[each.task]]
        lines += [f"{each.unread} documents could not be read and count as empty."] if each.unread else []
        for title, table in SECTIONS[each.task](each):
            lines += ["", f"**{title}**", "", *table]
    return "\n".join([*lines, "", *_foundations(sets, known)])


def _glances(sets: Sequence[Measured]) -> Iterator[str]:
    """For each task one table: a line for each set, and where it is in several languages for each of them."""
    for task, columns in GLANCE.items():
        parts = [
            (name, lang, part)
            for each in sets
            if each.task == task
            for name in [f"`{each.name}`"]
            for lang, part in (each.languages if len(each.languages) == 1 else {"all": each} | each.languages).items()
        ]
        if parts:
            rows = ((name, lang, str(len(part.gold)), *(cell(part) for cell in columns.values())) for name, lang, part in parts)
            yield from ("", *_table((task, "language", "documents", *columns), rows))


def _foundations(sets: Sequence[Measured], known: frozenset[str]) -> list[str]:
    """Fingerprints of data, tables and models."""
    lines = ["## What the figures stand on", "", f"SHA-256, the first {fingerprints.SHOWN} digits.", ""]
    data = ((f"`{each.name}`", each.task, str(len(each.gold)), "yes" if each.digest in known else "no", _short(each.digest)) for each in sets)
    lines += [*_table(("data", "task", "documents", "encoder trained on it", "SHA-256"), data), ""]
    tables = ((f"`{folder}`", str(number), _short(digest)) for folder, (number, digest) in fingerprints.tables().items())
    lines += [*_table(("tables", "number", "SHA-256"), tables), ""]
    lines += [*_table(("encoder", "SHA-256"), ((f"`{name}`", _short(digest)) for name, digest in fingerprints.weights().items())), ""]
    return [*lines, *_table(("parser model or library", "version"), ((f"`{name}`", number) for name, number in fingerprints.packages().items())), ""]


# -- sections of a task: (title, table) ----------------------------------------------------------

_Section = tuple[str, list[str]]
_RATES = ("P", "R", "F1", "right", "found", "gold")


def _attribution(each: Measured) -> Iterator[_Section]:
    result = each.result
    rows = [(f"relations, {level}", *_rates(result["relations"][level], result["relations"][level]["f1_interval"])) for level in attribution.LEVELS]
    yield "Figures", _table(("", *_RATES), [*rows, *((f"tokens, {role}", *_rates(result["tokens"][role])) for role in attribution.ROLES)])
    direct = ((level, _figure(result["direct"][level], result["direct_interval"][level]), str(result["direct_gold"])) for level in attribution.LEVELS)
    yield "Direct speech", _table(("", "R", "gold"), direct)
    yield from _languages(each)
    for by, title in (("quote", "By quotation"), ("cue", "By kind of cue")):
        classes = grouped("attribution", each.gold, each.predicted, by)
        rows_of = (
            (
                name,
                *(_figure(both[key]) for key in ("precision", "recall")),
                _figure(both["f1"], both["f1_interval"]),
                *(str(of[key]) for key in ("predicted", "gold")),
            )
            for name, of in classes.items()
            for both in [of["content+source"]]
        )
        yield f"{title}: content and source", _table((by, "P", "R", "F1", "found", "gold"), rows_of)


def _time(each: Measured) -> Iterator[_Section]:
    result = each.result
    rows = [(level, *_rates(result[level], _sure(each, level))) for level in timexes.LEVELS]
    yield "Figures", _table(("", *_RATES), rows)
    yield from _languages(each)
    types = (
        (name, *(_figure(of[key]) for key in ("recall", "precision_with_value", "recall_with_value", "f1_with_value")), str(of["predicted"]), str(of["gold"]))
        for name, of in result["by_type"].items()
    )
    yield "By type", _table(("TIMEX3 type", "R, any value", "P, value", "R, value", "F1, value", "found", "gold"), types)


def _events(each: Measured) -> Iterator[_Section]:
    result, none = each.result, each.result["no_event"]
    rows = [(level, *_rates(result["levels"][level], _sure(each, "levels", level))) for level in events.LEVELS]
    yield "Figures", _table(("", *_RATES), rows)
    others = [("sector right", _figure(result["sector"]["accuracy"]), f"{result['sector']['actors']} actors")]
    if none["documents"]:
        others.append(("an event found where there is none", _where_none(each), f"{none['documents']} documents"))
    yield "Sectors, and texts without event", _table(("", "share", "of"), others)
    yield from _languages(each)
    types = (
        (name, *(_figure(of[level][key]) for level in ("type", "full") for key in ("precision", "recall", "f1")), str(of["type"]["predicted"]), str(of["gold"]))
        for name, of in result["by_type"].items()
    )
    yield "By PLOVER type", _table(("type", "P, type", "R, type", "F1, type", "P, full", "R, full", "F1, full", "found", "gold"), types)


def _ledger(each: Measured) -> Iterator[_Section]:
    result, pairs = each.result, each.result["claims"]["right"]
    rows = [(name, *_rates(result[name], _sure(each, name))) for name in ("claims", "participants", "omissions", "credits")]
    entities = tuple(_figure(result["entities"][key]) for key in ("precision", "recall", "f1"))
    yield "Figures", _table(("", *_RATES), [*rows, ("entities", *entities, "", "", "")])
    accuracies = [(name, _figure(value, _shares(each, *_of_pairs(name))), f"{pairs} claims") for name, value in result["accuracy"].items()]
    accuracies.append(("time where the gold has one", _figure(result["dated"]), "dated claims"))
    accuracies += [(name.replace("_", " "), _figure(value), f"{result['documents']} dispatches") for name, value in result["headers"].items()]
    yield "Accuracy", _table(("", "share", "of"), accuracies)


SECTIONS: dict[str, Callable[[Measured], Iterator[_Section]]] = {"attribution": _attribution, "time": _time, "events": _events, "ledger": _ledger}


def _languages(each: Measured) -> Iterator[_Section]:
    """The rates of the main figure by language, where there are several."""
    if len(each.languages) > 1:
        path = MAIN[each.task]
        rows = ((lang, *_rates(_at(part.result, *path), _sure(part, *path))) for lang, part in each.languages.items())
        yield f"By language: {', '.join(path)}", _table(("language", *_RATES), rows)


def _f1(*path: str) -> Callable[[Measured], str]:
    return lambda each: _figure(_at(each.result, *path)["f1"], _sure(each, *path))


def _accuracy(name: str) -> Callable[[Measured], str]:
    return lambda each: _figure(each.result["accuracy"][name], _shares(each, *_of_pairs(name)))


def _where_none(each: Measured) -> str:
    """The share of the documents without event in which one was found; a dash where all have one."""
    none = each.result["no_event"]
    sure = _shares(each, lambda r: round(r["no_event"]["found_in"] * r["no_event"]["documents"]), lambda r: int(r["no_event"]["documents"]))
    return _figure(none["found_in"], sure) if none["documents"] else "-"


#: The columns of the first tables: head and how to tell the cell.
GLANCE: dict[str, dict[str, Callable[[Measured], str]]] = {
    "attribution": {"F1, content and source": _f1("relations", "content+source"), "F1, exact content": _f1("relations", "exact content")},
    "time": {"F1, with value": _f1("value"), "F1, any value": _f1("relaxed")},
    "events": {"F1, type and both sides": _f1("levels", "full"), "F1, type": _f1("levels", "type"), "found where there is none": _where_none},
    "ledger": {
        "score": lambda each: _figure(each.result["score"]),
        "claims F1": _f1("claims"),
        "chain": _accuracy("chain"),
        "certainty and polarity": _accuracy("certainty and polarity"),
        "participants F1": _f1("participants"),
        "event type": _accuracy("type"),
        "time": _accuracy("time"),
        "omissions F1": _f1("omissions"),
    },
}


# -- cells ---------------------------------------------------------------------------------------


def _at(result: Result, *path: str) -> Result:
    """What stands in a result under the keys of *path*, one after the other."""
    for key in path:
        result = result[key]
    return result


def _sure(each: Measured, *path: str) -> Interval:
    """The interval of the F1 of the rates that stand under *path*."""
    counts = [{key: _at(single, *path)[key] for key in ("right", "predicted", "gold")} for single in each.singles]
    return intervals(counts, {"f1": ("right", "predicted", "right", "gold")})["f1"]


def _shares(each: Measured, part: Callable[[Result], int], whole: Callable[[Result], int]) -> Interval:
    """The interval of a share, told by its *part* and *whole* in the result of one document."""
    counts = [{"part": part(single), "whole": whole(single)} for single in each.singles]
    return intervals(counts, {"share": ("part", "whole")})["share"]


def _of_pairs(name: str) -> tuple[Callable[[Result], int], Callable[[Result], int]]:
    """How many of a dispatch's paired claims are right in *name*, and how many there are."""
    return lambda r: round(r["accuracy"][name] * r["claims"]["right"]), lambda r: int(r["claims"]["right"])


def _rates(figures: Result, sure: Interval = None) -> tuple[str, ...]:
    shares = (_figure(figures["precision"]), _figure(figures["recall"]), _figure(figures["f1"], sure))
    return (*shares, *(str(figures[key]) for key in ("right", "predicted", "gold")))


def _figure(value: float, sure: Interval = None) -> str:
    return f"{value:.3f}{shown(sure, 3)}"


def _short(digest: str) -> str:
    return f"`{digest[: fingerprints.SHOWN]}`"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads), *(f"| {' | '.join(row)} |" for row in rows)]
