"""What holds for every format: same bytes, streams and files alike, nothing half written, losses told."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from selon.errors import SettingError
from selon.exports import FORMATS
from selon.exports.entry import Entry
from selon.exports.files import Options
from selon.exports.losses import REASONS
from tests.exports import sample
from tests.exports.helpers import export

FILES = [format.name for format in FORMATS.values() if not format.folder]


def _digest(out: Path) -> list[tuple[str, str]]:
    return [(str(path.relative_to(out.parent)), hashlib.sha256(path.read_bytes()).hexdigest()) for path in sorted([out, *out.rglob("*")]) if path.is_file()]


@pytest.mark.parametrize("name", FORMATS)
def test_same_entries_same_bytes(name: str, entries: list[Entry], tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "out", tmp_path / "b" / "out"
    for out in (first, second):
        out.parent.mkdir()
        losses = export(name, entries, out)
        assert set(losses.counts) <= set(REASONS)
    assert _digest(first) == _digest(second)
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("name", FILES)
def test_a_stream_gets_the_bytes_of_the_file(name: str, entries: list[Entry], tmp_path: Path) -> None:
    stream = io.BytesIO()
    FORMATS[name].write(entries, sample.owed(), stream)
    export(name, entries, tmp_path / "out")
    assert stream.getvalue() == (tmp_path / "out").read_bytes()


@pytest.mark.parametrize("name", [format.name for format in FORMATS.values() if format.folder])
def test_a_folder_is_no_stream_and_no_file(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for out in (io.BytesIO(), tmp_path / "file"):
        with pytest.raises(SettingError, match="folder of files"):
            FORMATS[name].write([], [], out)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_export(name: str, tmp_path: Path) -> None:
    assert list(FORMATS[name].write([], [], tmp_path / "out")) == []


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "ical"])
def test_what_breaks_off_leaves_no_file(name: str, tmp_path: Path) -> None:
    def broken() -> Iterator[Entry]:
        yield sample.visit()
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        FORMATS[name].write(broken(), [], tmp_path / "out")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.exports import sample; from tests.exports.helpers import export; from selon.exports import FORMATS\n"
        "for name in FORMATS: export(name, sample.entries(), Path(sys.argv[1]) / name)"
    )
    root = Path(__file__).resolve().parents[2]
    for seed in ("1", "2"):
        (tmp_path / seed / "x").mkdir(parents=True)
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
        subprocess.run([sys.executable, "-c", program, str(tmp_path / seed / "x")], check=True, env=environment)
    assert _digest(tmp_path / "1" / "x") == _digest(tmp_path / "2" / "x")


@pytest.mark.parametrize("name", ["cameo", "cameo-icews", "plover"])
def test_open_dates_can_be_left_out(name: str, tmp_path: Path) -> None:
    flagged, left = (tmp_path / "flag"), (tmp_path / "left")
    export(name, [sample.dated()], flagged)
    losses = export(name, [sample.dated()], left, open_dates="leave-out")
    header = name == "cameo-icews"
    assert len(left.read_text().splitlines()) == 1 + header
    # ten dates that are no day, and an event without a date
    assert losses.counts["left-out-open-date"] == 11
    assert len(flagged.read_text().splitlines()) == 12 + header


@pytest.mark.parametrize("name", ["prov", "schema-org", "ninjs"])
@pytest.mark.parametrize("base", ["", "no base", "x:<y>"])
def test_a_base_that_is_none_is_refused(name: str, base: str, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="is no base"):
        FORMATS[name].write([], [], tmp_path / "out", Options(base=base))
