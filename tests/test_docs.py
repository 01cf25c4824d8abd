"""The docs say what the program says: generated parts are up to date, and what is promised to be documented is."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from selon.notices import CODES
from selon.tables import all_tables

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(ROOT.glob("docs/**/*.md")) + sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("samples/*.md"))


def _refresh() -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "docs" / "refresh.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFRESH = _refresh()


def _page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [page for page in REFRESH.PAGES if page != "README.md"])
def test_generated_parts_are_up_to_date(page: str) -> None:
    if page.endswith("command-line.md") and sys.version_info[:2] != (3, 11):
        pytest.skip("argparse words its help differently outside Python 3.11")
    stale = [name for name, _, _ in REFRESH.stale(page)]
    assert stale == [], f"{page}: run python docs/refresh.py"


def test_every_generated_part_has_a_place() -> None:
    text = "".join((ROOT / page).read_text(encoding="utf-8") for page in REFRESH.PAGES)
    assert {match[2] for match in REFRESH.PART.finditer(text)} == set(REFRESH.PARTS)


@pytest.mark.parametrize("code", CODES)
def test_every_notice_code_is_documented(code: str) -> None:
    assert f"| `{code}` |" in _page("reference/notices.md")


def test_every_table_is_documented() -> None:
    page = _page("reference/tables.md")
    assert [name for _, name in all_tables() if f"\n### {name}\n" not in page] == []


def test_every_notice_code_is_used() -> None:
    """A code that nothing gives is a promise that nothing keeps."""
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "selon").rglob("*.py") if path.name != "notices.py")
    assert [code for code in CODES if f'"{code}"' not in source] == []


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"(?<!\\)\]\(([^)\s]+)\)", text):
        if "://" not in target and not target.startswith("#"):
            assert (page.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_scripts_and_files_that_are_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name in re.findall(r"\b(?:tools|samples|docs|tests|src/selon)/[\w./-]*\w", text):
        if not re.search(r"[<*]", name) and "http" not in name:
            here = ROOT / name
            assert here.exists() or (page.parent / name).exists() or here.with_suffix(".md").exists(), name


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("0*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
