"""What figures stand on: the version, the commit, the data, the tables and the models, each by something that changes when it changes."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from selon.errors import InputError
from selon.lang.pack import get_pack, installed
from selon.tables import all_tables

PACKAGE = Path(__file__).parent.parent
WEIGHTS = PACKAGE / "encoder" / "weights"
#: Hexadecimal digits of SHA-256 that are shown.
SHOWN = 16
#: What runs the models: another version of one may move a figure in the last place.
ENGINES = ("spacy", "onnxruntime", "sentencepiece", "numpy", "babel")


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits. Raises InputError for one that cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def commit(package: Path = PACKAGE) -> str | None:
    """The commit of the checkout that the package lies in, "with changes" if the package differs from it; None outside of one.

    A package that merely lies in somebody's repository, as in a virtual environment there, is in no checkout.
    """
    if _git(package, "ls-files", "--error-unmatch", "__init__.py") is None:
        return None
    name = _git(package, "rev-parse", "--short=12", "HEAD")
    changed = _git(package, "status", "--porcelain", "--", ".")
    return f"{name}, with changes" if name and changed else name


def tables() -> dict[str, tuple[int, str]]:
    """For each folder of tables their number and one SHA-256 of all, by names and contents."""
    found: dict[str, list[str]] = {}
    for folder, name in all_tables():
        found.setdefault(folder, []).append(f"{name} {digest_of(PACKAGE.joinpath(*folder.split('/'), name + '.csv'))}\n")
    return {folder: (len(lines), hashlib.sha256("".join(lines).encode()).hexdigest()) for folder, lines in sorted(found.items())}


def weights(folder: Path = WEIGHTS) -> dict[str, str]:
    """The SHA-256 of each file of the encoder that is read."""
    return {path.name: digest_of(path) for path in sorted(folder.iterdir()) if path.suffix != ".md"}


def packages() -> dict[str, str]:
    """The version of each parser model and of what runs the models."""
    return {name: _version(name) for name in (*(get_pack(code).model for code in installed()), *ENGINES)}


def trained_on(folder: Path = WEIGHTS) -> frozenset[str]:
    """The SHA-256 of each file that the encoder was trained on, at any stage."""
    run = json.loads((folder / "card.json").read_text(encoding="utf-8"))["run"]
    return frozenset(each["sha256"] for stage in _stages(run) for each in stage["data"])


def _stages(run: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    while run is not None:
        yield run
        run = run["before"]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _git(folder: Path, *arguments: str) -> str | None:
    """What git prints, without white space around; None where there is no git, or it says no."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=True, encoding="utf-8")
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
