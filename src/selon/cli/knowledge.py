"""``selon knowledge``: the tables that selon reads with, and the user's own."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from selon.cli.options import add_command, add_knowledge_option, say

if TYPE_CHECKING:
    from selon.cli.options import Commands

EXAMPLE = """\
examples:
  selon knowledge check
  selon knowledge import office-holders.csv"""
CHECK_EXAMPLE = """\
examples:
  selon knowledge check
  selon knowledge check --table cues
  selon knowledge check --table lang/fr/events
  selon knowledge check --knowledge my-tables"""
IMPORT_EXAMPLE = """\
examples:
  selon knowledge import entities.ftm.json
  selon knowledge import --format wikidata --knowledge my-tables office-holders.csv

formats:
  ftm       FollowTheMoney entities, one JSON object a line: Person, Organization, Company, PublicBody, LegalEntity,
            Position with Occupancy, Membership, Directorship, Employment
  wikidata  CSV of the Wikidata query service: person, personLabel, positionLabel, country, start, end ...

exit codes: 0 all read, 1 something was set aside, 2 the command line is wrong"""


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands,
        "knowledge",
        help="check the knowledge tables, import people and offices",
        description="The tables of names, acts and words that selon reads with, and your own tables of people, bodies and offices.",
        epilog=EXAMPLE,
    )
    below = parser.add_subparsers(title="commands", metavar="COMMAND", dest="knowledge_command", required=True)
    check = add_command(
        below,
        "check",
        help="print every fault of the tables",
        description="Check the tables, yours too, against their schemas and against each other; each fault on a line: file, row, reason.",
        epilog=CHECK_EXAMPLE,
    )
    check.add_argument("--table", metavar="NAME", help="only the tables of this name (cues, or lang/fr/cues; people)")
    add_knowledge_option(check, "folder of your own tables (SELON_KNOWLEDGE, else your data folder); '' for none")
    check.set_defaults(run=run_check, parser=check)
    bring = add_command(
        below,
        "import",
        help="read people, bodies and offices from a file into your own tables",
        description="Read people, bodies and offices with their terms into your own tables (people.csv, organizations.csv, offices.csv).\n"
        "Rows are matched by id and merged; the same file twice changes nothing. What cannot be used gets one line on standard error.",
        epilog=IMPORT_EXAMPLE,
    )
    bring.mixed = True
    bring.add_argument("files", nargs="+", metavar="FILE|-", help="what to read")
    bring.add_argument("--format", choices=("ftm", "wikidata"), help="what the files are; told by their content where not given")
    add_knowledge_option(bring, "folder to put the tables in (SELON_KNOWLEDGE, else your data folder)")
    bring.set_defaults(run=run_import, parser=bring)


def run_check(arguments: argparse.Namespace) -> int:
    """Print each fault; returns 1 if there is one."""
    from selon.knowledge.check import check_knowledge, check_own, tables
    from selon.knowledge.own import find_folder, own_tables

    folder = find_folder(arguments.knowledge)
    own = [table.name for table in own_tables(folder)] if folder is not None else []
    known = [*tables(), *own]
    name: str | None = arguments.table
    if name is not None:
        name = name.removesuffix(".csv")
        if name not in known and name not in {one.rsplit("/", 1)[-1] for one in known}:
            fail: Callable[[str], None] = arguments.parser.error
            fail(f"argument --table: there is no table {name!r}; there are: {', '.join(known)}")
    problems = check_knowledge(name)
    if folder is not None:
        problems.extend(check_own(folder, name))
    for problem in problems:
        print(problem)
    if not problems:
        count = sum(name in (None, one, one.rsplit("/", 1)[-1]) for one in known)
        print(f"{count} {'table' if count == 1 else 'tables'}: no fault")
    return 1 if problems else 0


def run_import(arguments: argparse.Namespace) -> int:
    """Import, and say what was done; returns 1 if something was set aside."""
    from pathlib import Path

    from selon.knowledge.imports.run import import_files, summary
    from selon.knowledge.own import VARIABLE, default_folder

    fail: Callable[[str], None] = arguments.parser.error
    if arguments.files.count("-") > 1:
        fail("standard input (-) can be read only once")
    folder = default_folder() if arguments.knowledge is None else Path(arguments.knowledge) if arguments.knowledge else None
    if folder is None:
        fail(f"there is no folder to put the tables in: {'argument --knowledge' if arguments.knowledge == '' else VARIABLE} is empty")
        raise AssertionError  # fail ends the process
    store = import_files(arguments.files, folder, arguments.format, lambda line: say(f"selon: {line}"))
    for line in summary(store):
        say(f"selon: {line}")
    if any(count.total() for count in store.counts.values()):
        say(f"selon: the tables are in {folder}")
    return 1 if store.faults else 0
