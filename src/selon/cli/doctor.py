"""``selon doctor``: whether this installation can read."""

from __future__ import annotations

import argparse
import platform
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from selon.cli.options import add_command

if TYPE_CHECKING:
    from selon.cli.options import Commands

EXAMPLE = """\
example:
  selon doctor"""
#: What reading needs at run time, by the name it is installed under.
PACKAGES = ("spacy", "babel", "rich", "trafilatura", "numpy", "onnxruntime", "sentencepiece")
PYTHON = (3, 11)

#: (whether it is well, what was looked at, what was found or what to do).
Finding: TypeAlias = "tuple[bool, str, str]"


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands,
        "doctor",
        help="check the installation",
        description="Check Python, packages, language models, the encoder, knowledge tables and your own tables; one line each.",
        epilog=EXAMPLE,
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one line a check; returns 1 if one of them found a fault."""
    faults = 0
    for well, what, found in findings():
        faults += not well
        print(f"{'ok   ' if well else 'FAULT'}  {what}: {found}", flush=True)
    if faults:
        print(f"{faults} {'fault' if faults == 1 else 'faults'}", file=sys.stderr)
    return 1 if faults else 0


def findings() -> Iterator[Finding]:
    """Every check, in order."""
    from selon import __version__

    yield True, "selon", __version__
    wanted = ".".join(map(str, PYTHON))
    yield sys.version_info[:2] >= PYTHON, "python", f"{platform.python_version()} (needs {wanted} or later)"
    yield from _packages()
    yield from _languages()
    yield _encoder()
    yield from _tables()
    yield _own()


def _packages() -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, requires, version

    try:
        declared = [line for line in requires("selon") or [] if "extra ==" not in line]
    except PackageNotFoundError:
        declared = list(PACKAGES)
    for line in declared:
        match = re.match(r"[A-Za-z0-9._-]+", line)
        if match is None:
            continue
        name = match.group()
        try:
            found = version(name)
        except PackageNotFoundError:
            yield False, f"package {name}", "is not installed; run: pip install selon"
            continue
        fits = _fits(line, found)
        yield fits, f"package {name}", found if fits else f"{found} is installed, selon needs {line.split(';')[0].strip()}"


def _fits(requirement: str, found: str) -> bool:
    """Whether a version is one that a requirement allows; True where that cannot be told."""
    try:
        from packaging.requirements import Requirement
    except ImportError:
        return True
    asked = Requirement(requirement)
    return (asked.marker is not None and not asked.marker.evaluate()) or asked.specifier.contains(found, prereleases=True)


def _languages() -> Iterator[Finding]:
    from selon.errors import SelonError
    from selon.lang.pack import get_pack, installed

    if not installed():
        yield False, "languages", "no language pack is installed; run: pip install selon"
    for code in installed():
        what = f"language {code}"
        try:
            pack = get_pack(code)
            from selon.syntax.parse import load_pipeline

            nlp = load_pipeline(pack.model, pack.disable)
        except SelonError as error:
            yield False, what, str(error)
            continue
        except Exception as error:  # a model of another spaCy version may fail in any way
            reason = " ".join(f"{error.__class__.__name__}: {error}".split())[:200]
            yield False, what, f"the pipeline cannot be loaded ({reason}); run: pip install --force-reinstall selon"
            continue
        meta = nlp.meta
        yield "parser" in nlp.pipe_names, what, f"{pack.model} {meta.get('version', '?')} ({', '.join(nlp.pipe_names)})"


def _encoder() -> Finding:
    """Whether the network's files are those that its card names, and run."""
    import hashlib

    from selon.encoder.model import FOLDER, load_encoder
    from selon.errors import SelonError

    what = "encoder"
    try:
        encoder = load_encoder()
    except SelonError as error:
        return False, what, str(error)
    files = encoder.card["files"]
    for name, about in files.items():
        if hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() != about["sha256"]:
            return False, what, f"{name} is not the file that the card names; run: pip install --force-reinstall selon"
    encoder.read("The port is shut, he said.")
    return True, what, f"{encoder.card['layers']} layers, {sum(about['bytes'] for about in files.values()) / 1e6:.1f} MB"


def _tables() -> Iterator[Finding]:
    from selon.errors import SelonError
    from selon.knowledge.check import check_knowledge, tables

    for name in tables():
        try:
            problems = check_knowledge(name)
        except SelonError as error:
            yield False, f"table {name}", str(error)
            continue
        if problems:
            yield False, f"table {name}", f"{len(problems)} {'fault' if len(problems) == 1 else 'faults'}; see: selon knowledge check --table {name}"
        else:
            yield True, f"table {name}", "no fault"


def _own() -> Finding:
    """The user's own tables, with their fingerprint."""
    from selon.errors import SelonError
    from selon.knowledge.check import check_own
    from selon.knowledge.own import find_folder, load_own

    what = "own tables"
    try:
        folder = find_folder(None)
        own = load_own()
        if folder is None or own is None:
            return True, what, "none" if folder is None else f"none in {folder}"
        problems = check_own(folder)
    except SelonError as error:
        return False, what, str(error)
    if problems:
        return False, what, f"{folder}: {len(problems)} {'fault' if len(problems) == 1 else 'faults'}; see: selon knowledge check"
    return True, what, str(own)
