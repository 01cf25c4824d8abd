"""``selon evaluate``: predict on gold files, measure, print."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, get_args

from selon.cli.options import add_command
from selon.errors import SettingError
from selon.evaluate import attribution
from selon.evaluate.data import read_files, write_predictions
from selon.evaluate.measures import Document
from selon.evaluate.scheme import AUTO, FLAT, NESTED, tell_scheme
from selon.evaluate.tasks import CLASS_GROUPS, DOCUMENT_GROUPS, MEASURES, grouped, predictions
from selon.model.attribution import Reader

if TYPE_CHECKING:
    from selon.cli.options import Commands

DESCRIPTION = """\
Predict on gold files and print how right the predictions are. The last line is "score" and the task's one figure: attribution, F1 of
relations right in content and source; time, F1 of expressions with their value; events, F1 of type, sources and targets; ledger, mean of
claim F1, chain accuracy, accuracy of certainty with polarity, and F1 of actors and recipients. What stands in square brackets behind a figure
is its 95 % confidence interval. The task "stories" measures how dispatches are linked: --data is a file of stories, --dispatches are gold
ledgers; its figure is the mean of grouping F1, exact counts of sources, and F1 of contradictions and commitment links. The task
"card" takes gold files of all kinds and writes one page of scores."""
EXAMPLE = """\
example:
  selon evaluate time --data gold.jsonl
  selon evaluate attribution --data gold.jsonl.gz --by prefix --errors 5 --predictions found.jsonl
  selon evaluate attribution --data gold.jsonl.gz --by lang,quote,cue --errors-page faults.html
  selon evaluate stories --data stories.json --dispatches ledgers.jsonl --gold-ledgers
  selon evaluate card --data events.jsonl time.jsonl ledgers.jsonl --out scores.md"""
#: Not a task: the page of scores of many files.
CARD = "card"
#: A task over dispatches: the gold is a file of stories beside the gold ledgers.
STORIES = "stories"


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

    parser.add_argument("task", choices=(*MEASURES, STORIES, CARD), help="what to measure; card: each file by what it holds, on one page")
    parser.add_argument("--data", nargs="+", required=True, type=Path, metavar="PATH", help="gold files (.jsonl, .jsonl.gz), measured together")
    parser.add_argument(
        "--dispatches", nargs="+", type=Path, metavar="PATH", help="stories: gold ledgers (.jsonl, .jsonl.gz) of their dispatches, and of others"
    )
    parser.add_argument("--gold-ledgers", action="store_true", help="stories: link the gold's ledgers instead of those that are read from the texts")
    parser.add_argument("--out", type=Path, metavar="OUT", help="card: the page (Markdown) to write; printed where none is named")
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
    """Evaluate as *args* say; the last line printed is ``score`` and the task's figure (but for the card). Returns 1 if a document could not be read, else 0.

    Such a document counts as one in which nothing was found. Raises InputError for gold files that cannot be used, SettingError for an option
    that the task does not have.
    """
    _check(args)
    if args.task == CARD:
        return _write_card(args)
    if args.task == STORIES:
        return _measure_stories(args)
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


def _write_page(
    args: argparse.Namespace, gold: list[Document], predicted: list[Document], result: dict[str, Any], groups: dict[str, dict[str, Any]], told: list[str]
) -> None:
    """The page of faults: with figures by language where there are several, by quote and by cue, and by what was asked for."""
    from selon.evaluate.faults_page import render, write_page

    shown = {by: groups[by] if by in groups else grouped(args.task, gold, predicted, by) for by in dict.fromkeys(("lang", *groups, *CLASS_GROUPS))}
    documents = {by: shown[by] for by in shown if by in DOCUMENT_GROUPS and (by in groups or len(shown[by]) > 1)}
    facts = [", ".join(path.name for path in args.data), *told]
    write_page(args.errors_page, render(gold, predicted, result, documents, {by: shown[by] for by in shown if by in CLASS_GROUPS}, facts))


def _measure_stories(args: argparse.Namespace) -> int:
    from selon.evaluate.stories import ledgers_of, read_stories, score, table

    stories = [story for path in args.data for story in read_stories(path)]
    documents = [document for documents in read_files(args.dispatches, "ledger") for document in documents]
    ledgers = ledgers_of(documents, gold=args.gold_ledgers)
    result = score(stories, documents, ledgers)
    for line in [json.dumps(result, ensure_ascii=False)] if args.json else table(result):
        print(line)
    print(f"score {result['score']:.4f}")
    return 1 if len(ledgers) < len(documents) else 0


def _write_card(args: argparse.Namespace) -> int:
    from selon.evaluate.card import measure, render
    from selon.evaluate.faults_page import write_page
    from selon.evaluate.fingerprints import commit

    at = commit()  # before anything is read: the package may change while the sets are measured
    sets = [measure(path) for path in args.data]
    page = render(sets, "OUT.md" if args.out is None else args.out.name, at)
    if args.out is None:
        print(page, end="")
    else:
        write_page(args.out, page)
    return 1 if any(each.unread for each in sets) else 0


def _check(args: argparse.Namespace) -> None:
    """Raises SettingError for an option that the task does not have; ``--flat`` has always been taken and passed over."""
    if args.task != "attribution":
        given = [f"--by {by}" for by in args.by if by in CLASS_GROUPS]
        given += [option for option, value in (("--errors-page", args.errors_page), ("--scheme", args.scheme)) if value is not None]
        if given:
            raise SettingError(f"{given[0]} is for attribution only, not for {args.task}")
    if args.task == STORIES:
        if not args.dispatches:
            raise SettingError("stories needs --dispatches: the gold ledgers of the stories' dispatches")
    elif args.dispatches or args.gold_ledgers:
        raise SettingError(f"--dispatches and --gold-ledgers are for stories only, not for {args.task}")
    if args.task != CARD:
        if args.out is not None:
            raise SettingError(f"--out is for the card only, not for {args.task}")
        return
    others = {"--predictions": args.predictions, "--json": args.json, "--by": args.by, "--errors": args.errors, "--limit": args.limit}
    given = [option for option, value in others.items() if value]
    if given or args.reader != "both":
        raise SettingError(f"{(given or ['--reader'])[0]} is for single tasks, not for the card")


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
