"""What is installed is whole, and starts fast: the wheel holds the data, the locks pin what pyproject asks for, heavy imports wait."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import entry_points, version
from pathlib import Path

import pytest

import selon

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
#: What `selon --help` and `import selon` must not load: each alone takes a good part of the time that starting may take.
HEAVY = ("spacy", "thinc", "numpy", "trafilatura", "lxml", "rich", "babel", "pydantic", "typer", "click", "requests", "sqlalchemy", "alembic", "pyarrow")


def test_one_version_everywhere() -> None:
    assert selon.__version__ == version("selon") == PROJECT["project"]["version"]
    assert f"## {selon.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PROJECT["project"]["entry-points"]["spacy_factories"])
def test_factory_is_installed_and_loads(name: str) -> None:
    (found,) = entry_points(group="spacy_factories", name=name)
    assert callable(found.load())


def test_script_is_installed() -> None:
    (found,) = entry_points(group="console_scripts", name="selon")
    assert callable(found.load())


@pytest.mark.parametrize("statement", ["import selon", "from selon.cli import main; main(['--help'])"])
def test_start_loads_nothing_heavy(statement: str) -> None:
    code = f"{statement}\nimport sys\nprint('loaded:', *sorted({{name.split('.')[0] for name in sys.modules}} & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    assert done.stdout.splitlines()[-1] == "loaded:"


def _pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_place_and_hashes_everything(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|^-|index-url|find-links|trusted-host", text, re.MULTILINE)
    entries = re.split(r"(?m)^(?=[\w.-]+==)", text)[1:]
    assert len(entries) > 50
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_locks_agree() -> None:
    run, dev = _pins(LOCKS[0]), _pins(LOCKS[1])
    assert run.items() <= dev.items()


def test_locks_hold_what_is_asked_for() -> None:
    project, run, dev = PROJECT["project"], _pins(LOCKS[0]), _pins(LOCKS[1])
    extras = [name for extra, names in project["optional-dependencies"].items() if extra != "interop" for name in names]
    for asked, pins in [(name, run) for name in [*project["dependencies"], *PROJECT["build-system"]["requires"]]] + [(name, dev) for name in extras]:
        found = re.match(r"[\w.-]+", asked)
        assert found is not None
        assert found[0] == "selon" or found[0].lower() in pins, f"{asked}: run sh tools/lock"


@pytest.mark.slow
def test_wheel_holds_the_data(tmp_path: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--quiet",
            "--disable-pip-version-check",
            "wheel",
            "--no-deps",
            "--no-build-isolation",
            "--wheel-dir",
            str(tmp_path),
            str(ROOT),
        ],
        check=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("selon-*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    wanted = {
        path.relative_to(source).as_posix()
        for path in (source / "selon").rglob("*")
        if path.is_file() and path.suffix in {".py", ".csv", ".json", ".css", ".js", ".sql", ".typed"}
    }
    assert "selon/py.typed" in wanted
    assert wanted <= inside, sorted(wanted - inside)
    assert not [name for name in inside if name.startswith(("tests", "docs", "samples"))]
    assert {Path(name).name for name in inside if ".dist-info/licenses/" in name} == {"LICENSE", "NOTICE"}
