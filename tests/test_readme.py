"""README.md promises two commands that do all the set-up, and shows what the first of them prints."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.split("\n## Two commands\n")[1].split("\n## ")[0]
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", SECTION, re.DOTALL) for line in block.splitlines()]


def test_there_are_two_commands() -> None:
    assert len(COMMANDS) == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_command_names_what_exists(command: str) -> None:
    shell, script, *arguments = shlex.split(command)
    assert shell == "sh"
    assert (ROOT / script).is_file()
    assert all((ROOT / argument).is_file() for argument in arguments if "/" in argument)


@pytest.mark.slow
def test_output_shown_is_the_real_one() -> None:
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "docs" / "refresh.py")
    assert spec is not None and spec.loader is not None
    refresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(refresh)
    assert refresh.SAMPLE in COMMANDS[0]
    for name, shown, real in refresh.stale("README.md"):
        assert shown == real, f"{name}: run python docs/refresh.py"
