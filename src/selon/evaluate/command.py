"""``selon evaluate``: predict on gold files, measure, print."""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, get_args

from selon.cli.options import add_command
from selon.errors import SelonError, SettingError
from selon.evaluate import attribution, events, ledger, timexes
from selon.evaluate.data import ANNOTATION, read_files, write_predictions
from selon.evaluate.measures import Document
from selon.evaluate.scheme import AUTO, FLAT, NESTED, tell_scheme
from selon.model.attribution import Reader

if TYPE_CHECKING:
    from selon.cli.options import Commands

DESCRIPTION = """\
Predict on gold files and print how right the predictions are. The last line is "score" and the task's one figure: attribution, F1 of
relations right in content and source; time, F1 of expressions with their value; events, F1 of type, sources and targets; ledger, mean of
claim F1, chain accuracy, accuracy of certainty with polarity, and F1 of actors and recipients. What stands in square brackets behind a figure
is its 95 % confidence interval."""
EXAMPLE = """\
example:
  selon evaluate time --data gold.jsonl
  selon evaluate attribution --data gold.jsonl.gz --by prefix --errors 5 --predictions found.jsonl
  selon evaluate attribution --data gold.jsonl.gz --by lang,quote,cue --errors-page faults.html"""
#: Each module has score(gold, predicted), figure(result), table(result), brief(result) and faults(gold, predicted).
MEASURES: dict[str, ModuleType] = {"attribution": attribution, "time": timexes, "events": events, "ledger": ledger}
#: What --by groups: documents, or single attributions.
DOCUMENT_GROUPS, CLASS_GROUPS = ("lang", "prefix"), ("quote", "cue")
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
    parser.add_argument(
        "--by",
        type=_groupings,
        action="extend",
        default=[],
        metavar="GROUPS",
        help="also print figures by group: lang (language), prefix (the set that the ids name); attribution also quote (how much of the content is "
        "quoted) and cue (kind of cue); several parted by commas",
    )
    parser.add_argument("--errors", type=positive, default=0, metavar="N", help="first list the faults, N of each kind, the commonest kind first")
    parser.add_argument("--errors-page", type=Path, metavar="OUT", help="attribution: also write a page with gold and predictions side by side and every fault")
    schemes = parser.add_mutually_exclusive_group()
    schemes.add_argument(
        "--scheme",
        choices=(AUTO, NESTED, FLAT),
        help="attribution: whether the gold annotates those inside another's content (nested) or not, as PolNeAR (flat: such predictions are left out); "
        "auto, the default, tells it by each gold file",
    )
    schemes.add_argument("--flat", action="store_const", const=FLAT, dest="flat", help="the same as --scheme flat")
    parser.add_argument(
        "--reader", choices=get_args(Reader), default="both", help="attribution, ledger: who reads attributions: the rules, the encoder, or both (the default)"
    )
    parser.add_argument("--limit", type=positive, metavar="N", help="read only the first N documents of each file")


def run(args: argparse.Namespace) -> int:
    """Evaluate as *args* say; the last line printed is ``score`` and the task's figure. Returns 1 if a document could not be read, else 0.

    Such a document counts as one in which nothing was found. Raises InputError for gold files that cannot be used, SettingError for an option
    that the task does not have.
    """
    _check(args)
    measure = MEASURES[args.task]
    attributing = args.task == "attribution"
    files = read_files(args.data, args.task, None if attributing else args.limit)  # the convention of attributions shows in the whole file
    schemes = [tell_scheme(documents, args.scheme or args.flat or AUTO) for documents in files] if attributing else []
    gold: list[Document] = []
    predicted: list[Document] = []
    failed = 0
    for documents, scheme in zip(files, [each.name for each in schemes] or [NESTED] * len(files), strict=True):
        gold += documents[: args.limit]
        found, unread = predictions(args.task, documents[: args.limit], scheme=scheme, reader=args.reader)
        predicted += found
        failed += unread
    if args.predictions is not None:
        write_predictions(args.predictions, predicted)
    if args.errors > 0:
        for line in fault_lines(measure.faults(gold, predicted), args.errors):
            print(line)
    result = measure.score(gold, predicted)
    groups = {by: grouped(args.task, gold, predicted, by) for by in dict.fromkeys(args.by)}
    told = [f"{scheme} ({path.name})" if len(schemes) > 1 else str(scheme) for path, scheme in zip(args.data, schemes, strict=False)]
    if args.errors_page is not None:
        _write_page(args, gold, predicted, result, groups, told)
    if args.json:
        schemes_told = [{"data": path.name} | asdict(scheme) for path, scheme in zip(args.data, schemes, strict=False)]
        figures = result | ({"schemes": schemes_told} if schemes else {}) | {f"by_{by}": figures for by, figures in groups.items()}
        print(json.dumps(figures, ensure_ascii=False))
    else:
        for line in (*told, *measure.table(result), *_group_lines(measure, groups)):
            print(line)
    print(f"score {measure.figure(result):.4f}")
    return 1 if failed else 0


def grouped(task: str, gold: list[Document], predicted: list[Document], by: str) -> dict[str, Any]:
    """The figures of each group: of documents by *by* = lang or prefix, of attributions by quote or cue."""
    if by in CLASS_GROUPS:
        from selon.evaluate.classes import CUES, QUOTES, cue_kinds, quote_kinds

        return attribution.score_classes(gold, predicted, *((quote_kinds, QUOTES) if by == "quote" else (cue_kinds, CUES)))
    return {name: MEASURES[task].score(*both) for name, both in _parted(gold, predicted, by).items()}


def predictions(task: str, gold: Sequence[Document], *, scheme: str = NESTED, reader: Reader = "both") -> tuple[list[Document], int]:
    """selon's prediction for each document of *gold*, in order, and how many documents could not be read (named on standard error).

    *scheme* is the convention of the gold for attributions: nested or flat. *reader* is who reads attributions: rules, encoder or both.
    """
    from selon.cli.options import say
    from selon.evaluate.predict import predict

    found: list[Document] = []
    failed = 0
    for document in gold:
        try:
            found.append(predict(task, document, scheme=scheme, reader=reader))
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


def _write_page(
    args: argparse.Namespace, gold: list[Document], predicted: list[Document], result: dict[str, Any], groups: dict[str, dict[str, Any]], told: list[str]
) -> None:
    """The page of faults: with figures by language where there are several, by quote and by cue, and by what was asked for."""
    from selon.evaluate.faults_page import render, write_page

    shown = {by: groups[by] if by in groups else grouped(args.task, gold, predicted, by) for by in dict.fromkeys(("lang", *groups, *CLASS_GROUPS))}
    documents = {by: shown[by] for by in shown if by in DOCUMENT_GROUPS and (by in groups or len(shown[by]) > 1)}
    facts = [", ".join(path.name for path in args.data), *told]
    write_page(args.errors_page, render(gold, predicted, result, documents, {by: shown[by] for by in shown if by in CLASS_GROUPS}, facts))


def _check(args: argparse.Namespace) -> None:
    """Raises SettingError for an option of attribution with another task; ``--flat`` has always been taken and passed over."""
    if args.task == "attribution":
        return
    given = [f"--by {by}" for by in args.by if by in CLASS_GROUPS]
    given += [option for option, value in (("--errors-page", args.errors_page), ("--scheme", args.scheme)) if value is not None]
    if given:
        raise SettingError(f"{given[0]} is for attribution only, not for {args.task}")


def _groupings(text: str) -> list[str]:
    """What ``--by`` says, for argparse."""
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if name not in DOCUMENT_GROUPS + CLASS_GROUPS:
            raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(DOCUMENT_GROUPS + CLASS_GROUPS)}")
    return names


def _group_lines(measure: ModuleType, groups: dict[str, dict[str, Any]]) -> Iterator[str]:
    for by, figures in groups.items():
        yield f"by {by}"
        width = max((len(name) for name in figures), default=0)
        for name, each in figures.items():
            yield f"  {name:<{width}}  {attribution.brief_class(each) if by in CLASS_GROUPS else measure.brief(each)}"


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


def _parted(gold: list[Document], predicted: list[Document], by: str) -> dict[str, tuple[list[Document], list[Document]]]:
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
