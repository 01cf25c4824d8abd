"""``selon evaluate``: predict on gold files, measure, print."""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from selon.cli.options import add_command
from selon.errors import SelonError
from selon.evaluate import attribution, events, ledger, timexes
from selon.evaluate.data import ANNOTATION, read_gold, write_predictions
from selon.evaluate.measures import Document

if TYPE_CHECKING:
    from selon.cli.options import Commands

DESCRIPTION = """\
Predict on gold files and print how right the predictions are. The last line is "score" and the task's one figure: attribution, F1 of
relations right in content and source; time, F1 of expressions with their value; events, F1 of type, sources and targets; ledger, mean of
claim F1, chain accuracy, accuracy of certainty with polarity, and F1 of actors and recipients."""
EXAMPLE = """\
example:
  selon evaluate time --data gold.jsonl
  selon evaluate attribution --data gold.jsonl.gz --by prefix --errors 5 --predictions found.jsonl"""
#: Each module has score(gold, predicted), figure(result), table(result), brief(result) and faults(gold, predicted).
MEASURES: dict[str, ModuleType] = {"attribution": attribution, "time": timexes, "events": events, "ledger": ledger}
_PREFIX = re.compile(r"[^\W\d_]+(?:[-.][^\W\d_]+)*")


def add_to(commands: Commands) -> None:
    """Add the command to the parser of the command line."""
    parser = add_command(
        commands,
        "evaluate",
        help="measure accuracy on gold files",
        description=DESCRIPTION,
        epilog=EXAMPLE,
    )
    add_arguments(parser)
    parser.set_defaults(run=run)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``selon evaluate`` to *parser*."""
    from selon.cli.options import positive

    parser.add_argument("task", choices=tuple(MEASURES), help="what to measure")
    parser.add_argument("--data", nargs="+", required=True, type=Path, metavar="PATH", help="gold files (.jsonl, .jsonl.gz), measured together")
    parser.add_argument("--predictions", type=Path, metavar="OUT", help="also write selon's predictions, in the shape of the gold files")
    parser.add_argument("--json", action="store_true", help="print the figures as one line of JSON instead of a table")
    parser.add_argument("--by", choices=("lang", "prefix"), help="also print figures for each language, or for each set that the ids name")
    parser.add_argument("--errors", type=positive, default=0, metavar="N", help="first list the faults, N of each kind, the commonest kind first")
    parser.add_argument("--flat", action="store_true", help="attribution: leave out those inside another's content, as PolNeAR does")
    parser.add_argument("--limit", type=positive, metavar="N", help="read only the first N documents of each file")


def run(args: argparse.Namespace) -> int:
    """Evaluate as *args* say; the last line printed is ``score`` and the task's figure. Returns 1 if a document could not be read, else 0.

    Such a document counts as one in which nothing was found. Raises InputError for gold files that cannot be used.
    """
    measure = MEASURES[args.task]
    gold = read_gold(args.data, args.task, args.limit)
    predicted, failed = predictions(args.task, gold, flat=args.flat)
    if args.predictions is not None:
        write_predictions(args.predictions, predicted)
    if args.errors > 0:
        for line in fault_lines(measure.faults(gold, predicted), args.errors):
            print(line)
    result = measure.score(gold, predicted)
    groups = {name: measure.score(*both) for name, both in _grouped(gold, predicted, args.by).items()} if args.by else {}
    if args.json:
        print(json.dumps(result | ({f"by_{args.by}": groups} if args.by else {}), ensure_ascii=False))
    else:
        for line in measure.table(result):
            print(line)
        width = max((len(name) for name in groups), default=0)
        for name, figures in groups.items():
            print(f"  {name:<{width}}  {measure.brief(figures)}")
    print(f"score {measure.figure(result):.4f}")
    return 1 if failed else 0


def predictions(task: str, gold: Sequence[Document], *, flat: bool = False) -> tuple[list[Document], int]:
    """selon's prediction for each document of *gold*, in order, and how many documents could not be read (named on standard error)."""
    from selon.cli.options import say
    from selon.evaluate.predict import predict

    found: list[Document] = []
    failed = 0
    for document in gold:
        try:
            found.append(predict(task, document, flat=flat))
        except SelonError as error:
            reason = str(error)
        except Exception as error:  # one document that breaks a stage must not lose the figures of the others; it counts as empty
            reason = f"{type(error).__name__}: {error}"
        else:
            continue
        failed += 1
        say(f"selon: {document['id']}: counted as empty: {reason}")
        found.append({"id": document["id"], "lang": document.get("lang"), "text": document["text"], ANNOTATION[task]: []})
    return found, failed


def fault_lines(faults: Iterator[tuple[str, str, str]], most: int) -> Iterator[str]:
    """Faults (kind, document id, what) as lines: for each kind, the commonest first, its count and *most* of its faults."""
    kept: dict[str, list[str]] = {}
    count: Counter[str] = Counter()
    for kind, name, what in faults:
        count[kind] += 1
        if len(kept.setdefault(kind, [])) < most:
            kept[kind].append(f"  {name}  {what}")
    for kind, number in count.most_common():
        yield f"{kind}: {number}"
        yield from kept[kind]


def _grouped(gold: list[Document], predicted: list[Document], by: str) -> dict[str, tuple[list[Document], list[Document]]]:
    name: Callable[[Document], str] = _lang if by == "lang" else _prefix
    groups: dict[str, tuple[list[Document], list[Document]]] = {}
    for each, other in zip(gold, predicted, strict=True):
        both = groups.setdefault(name(each), ([], []))
        both[0].append(each)
        both[1].append(other)
    return dict(sorted(groups.items()))


def _lang(document: Document) -> str:
    return str(document.get("lang") or "?")


def _prefix(document: Document) -> str:
    """What an id begins with before its first number: ``pud-n`` of ``pud-n01004``."""
    match: Any = _PREFIX.match(document["id"])
    return match[0] if match else "?"
