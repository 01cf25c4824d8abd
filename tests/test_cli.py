"""The command line, mostly as users run it: in a process of its own."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import selon
from selon.cli import main
from selon.cli import read as read_module
from selon.cli.progress import progress
from selon.cli.read import file_name
from selon.errors import DispatchError, SelonError
from selon.model.ledger import Ledger
from selon.workers import in_order

ROOT = Path(selon.__file__).parents[1]
WIRE = "Ferry sinks off {port}\n\n{PORT}, July 3 (Northline) - A ferry sank on Monday, the harbour master Ana Peric said.\n"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "COLUMNS": "100"}


def wire(port: str) -> str:
    return WIRE.format(port=port, PORT=port.upper())


def selon_(*arguments: str | Path, stdin: str | bytes = b"", **environment: str) -> tuple[int, str, str]:
    """(exit code, standard output, standard error) of the command line."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "selon", *map(str, arguments)], input=data, capture_output=True, env={**ENVIRONMENT, **environment}, check=False, timeout=240
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen dispatches, one of them broken."""
    path = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    lines = [json.dumps({"id": f"d{n}", "text": wire(port), "date": "2017"}) for n, port in enumerate(["Split", "Bari", "Oran", "Kotor", "Rijeka", "Bar"] * 2)]
    lines.insert(3, '{"id": "broken", "text": 3}')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_help_and_version() -> None:
    code, out, err = selon_("--help")
    assert (code, err) == (0, "") and "example:" in out
    assert selon_("--version") == (0, f"selon {selon.__version__}\n", "")


@pytest.mark.parametrize(
    "command", [["read"], ["schema"], ["doctor"], ["knowledge"], ["knowledge", "check"], ["knowledge", "import"], ["evaluate"]], ids=" ".join
)
def test_each_command_shows_an_example(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--help"]) == 0
    out = capsys.readouterr().out
    assert f"\n  selon {' '.join(command)}" in out.split("example", 1)[1]


def test_start_up_loads_nothing_heavy() -> None:
    code = (
        "import sys; from selon.cli import main; main(['--help']);"
        "print([name for name in ('spacy', 'rich', 'babel', 'trafilatura', 'numpy', 'urllib.request') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, check=True)
    assert done.stderr.strip() == "[]"


def test_start_up_is_quick() -> None:
    best = 9.0
    for _ in range(5):
        # Processor time: the clock on the wall also tells how busy the machine is with other things.
        begin = os.times()
        subprocess.run([sys.executable, "-m", "selon", "--help"], capture_output=True, env=ENVIRONMENT, check=True)
        end = os.times()
        best = min(best, end.children_user + end.children_system - begin.children_user - begin.children_system)
    assert best < 0.4


def test_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(wire("Split"), encoding="utf-8")
    assert main(["read", str(path), "--date", "2017"]) == 0
    out, err = capsys.readouterr()
    assert "Ferry sinks off Split" in out and "Ana Peric" in out and "\x1b" not in out
    assert err == ""


def test_standard_input() -> None:
    code, out, err = selon_("read", "-", "--format", "json", stdin=wire("Split"))
    assert (code, err) == (0, "")
    ledger = json.loads(out)
    assert isinstance(ledger, dict) and ledger["id"] == "stdin" and ledger["claims"]


def test_json_of_several_is_an_array(tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(wire("Split"), encoding="utf-8")
    assert main(["read", str(path), str(path), "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert [ledger["id"] for ledger in json.loads(out)] == ["ferry", "ferry"]
    assert err == "selon: 2 read, 0 rejected\n"
    assert main(["read", str(path), str(tmp_path / "none.txt"), "--format", "json"]) == 1
    assert [ledger["id"] for ledger in json.loads(capsys.readouterr().out)] == ["ferry"]
    assert main(["read", str(tmp_path / "no.txt"), str(tmp_path / "none.txt"), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == []
    assert main(["read", str(tmp_path / "no.txt"), "--format", "json"]) == 1
    assert capsys.readouterr().out == ""


def test_lines_are_the_same_at_any_number_of_jobs(corpus: Path, tmp_path: Path) -> None:
    code, one, err = selon_("read", corpus, "--format", "jsonl")
    assert code == 1
    assert err.splitlines() == [f'selon: {corpus}:4: "text" is no string', 'selon: 12 read, 1 rejected ("text" is no string: 1)']
    assert [json.loads(line)["id"] for line in one.splitlines()] == [f"d{n}" for n in range(12)]
    assert selon_("read", corpus, "--format", "jsonl", "--jobs", "2") == (code, one, err)
    output = tmp_path / "out.jsonl"
    assert selon_("read", corpus, "--format", "jsonl", "--jobs", "3", "-o", output) == (code, "", err)
    assert output.read_bytes() == one.encode()


def test_every_bad_input_gets_one_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(wire("Split"), encoding="utf-8")
    (tmp_path / "empty").mkdir()
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"text": "One fell.", "lang": "xx"}\n[]\n{"text": "Two fell.", "date": "soon"}\n', encoding="utf-8")
    code, out, err = selon_("read", tmp_path / "none.txt", tmp_path / "empty", good, lines, "--format", "jsonl")
    assert code == 1
    assert len(out.splitlines()) == 1 and json.loads(out)["id"] == "good"
    told = [line.replace(str(tmp_path), "") for line in err.splitlines()]
    assert told == [
        "selon: /none.txt: there is no such file",
        "selon: /empty: no file in the folder has the ending of a known format",
        "selon: /lines.jsonl: dispatch '1': no language pack for 'xx'; there are: en, fr",
        'selon: /lines.jsonl:2: not an object; write {"id": ..., "text": ...}',
        "selon: /lines.jsonl:3: the date 'soon' is no date: write 2023-09-14, 2023-09 or 2023",
        told[-1],
    ]
    assert told[-1].startswith("selon: 1 read, 5 rejected (")
    assert "there is no such file: 1" in told[-1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["read"], "required: FILE|DIR|-|URL"),
        ([], "required: COMMAND"),
        (["reed"], "invalid choice: 'reed'"),
        (["read", "x", "--lang", "de"], "no language pack for 'de'; there are: en, fr"),
        (["read", "x", "--date", "soon"], "the date 'soon' is no date"),
        (["read", "x", "--format", "xml"], "invalid choice: 'xml'"),
        (["read", "x", "--jobs", "0"], "'0' is no whole number above zero"),
        (["read", "x", "--jobs", "two"], "'two' is no whole number above zero"),
        (["read", "-", "-"], "only once"),
        (["read", "x", "y", "--format", "brat"], "-o must name a folder"),
        (["read", "x", "-o", "no/such/folder/x.json"], "there is no folder no/such/folder"),
        (["read", "x", "-o", ""], "the name is empty"),
        (["read", "x", "--spell"], "unrecognized arguments: --spell"),
        (["knowledge", "check", "--table", "verbs"], "there is no table 'verbs'; there are: knowledge/acts,"),
    ],
)
def test_usage_errors(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == "" and told in " ".join(err.split()) and "Traceback" not in err


def test_output_is_never_an_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(wire("Split"), encoding="utf-8")
    assert main(["read", str(path), "-o", str(tmp_path / ".." / tmp_path.name / "ferry.txt")]) == 2
    assert "is an input too" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == wire("Split")


def test_options_may_stand_anywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(wire("Split"), encoding="utf-8")
    assert main(["read", "--format", "jsonl", str(tmp_path / "a.txt"), "--lang", "en", str(tmp_path / "b.txt")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_folder_gets_a_file_for_each(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(corpus), "--format", "json", "-o", f"{tmp_path}/out/"]) == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"d{n}.json" for n in range(12))
    assert json.loads((tmp_path / "out" / "d3.json").read_text(encoding="utf-8"))["id"] == "d3"
    assert capsys.readouterr().out == ""


def test_file_names_are_safe() -> None:
    taken: set[str] = set()
    ids = ["a/b", "../../etc/passwd", "", "...", "CON", "É\n\x00", "A", "a", "a", "x" * 300]
    names = [file_name(id, taken) for id in ids]
    assert names == ["a_b", "etc_passwd", "dispatch", "dispatch-2", "_CON", "dispatch-3", "A", "a-2", "a-3", "x" * 80]


def _wanted(module: str) -> Any:
    return pytest.importorskip(f"selon.render.{module}", reason=f"selon.render.{module} is not there")


def test_brat(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _wanted("brat")
    assert main(["read", str(corpus), "--format", "brat"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "-o must name a folder" in err
    folder = tmp_path / "brat"
    assert main(["read", str(corpus), "--format", "brat", "-o", str(folder)]) == 1
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"d{n}.{end}" for n in range(12) for end in ("ann", "txt"))
    text = (folder / "d0.txt").read_text(encoding="utf-8")
    for line in (folder / "d0.ann").read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            _, where, words = line.split("\t")
            pieces = [piece.split() for piece in where.split(" ", 1)[1].split(";")]
            assert " ".join(text[int(start) : int(end)] for start, end in pieces) == words
    assert main(["read", str(corpus), "--format", "brat", "-o", str(folder / "d0.ann")]) == 2


def test_html(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _wanted("html")
    assert main(["read", str(corpus), "--format", "html"]) == 1
    out = capsys.readouterr().out
    assert out.lower().count("<html") == 1 and "Ferry sinks off Kotor" in out


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_doctor(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["doctor"])
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith(("ok     ", "FAULT  ")) for line in lines)
    assert code == (1 if any(line.startswith("FAULT") for line in lines) else 0)
    for what in ("python:", "package spacy:", "language en:", "language fr:", "table lang/fr/cues:"):
        assert any(line[7:].startswith(what) for line in lines)
    assert not any(line.startswith("FAULT") for line in lines if " table " not in line)


def test_doctor_tells_a_fault(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from selon.syntax import parse

    def missing(model: str, disable: tuple[str, ...]) -> None:
        raise selon.LanguageError(f"the spaCy pipeline {model} is not installed")

    monkeypatch.setattr(parse, "load_pipeline", missing)
    assert main(["doctor"]) == 1
    assert "FAULT  language fr: the spaCy pipeline fr_core_news_md is not installed" in capsys.readouterr().out


def test_knowledge_check_of_one_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "check", "--table", "countries"]) == 0
    assert capsys.readouterr().out == "1 table: no fault\n"
    assert main(["knowledge", "check", "--table", "lang/fr/omissions.csv"]) == 0


def test_what_is_wrong_with_a_role_expression() -> None:
    from selon.knowledge.check import condition_faults, role_faults

    assert role_faults("") == role_faults("subj+obl:with|obj.poss@agent|head.subj") == []
    assert condition_faults("") == condition_faults("subj@agent;obj~accord|traité;!refl;obl:auprès_de") == []
    assert role_faults("subject") == ["'subject': 'subject' is no role (see docs/reference/tables.md)"]
    assert role_faults("subj|") == ["'': '' is no role (see docs/reference/tables.md)"]
    assert "'alien' is no class" in role_faults("subj@alien")[0]
    assert "has an empty word" in condition_faults("obj~accord|")[0]


def test_broken_pipe_is_quiet(corpus: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "selon", "read", str(corpus), "--format", "jsonl", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    told = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(60) in (141, 1)
    assert "Traceback" not in told and "Exception" not in told and "BrokenPipe" not in told


_UP = "import sys; from selon.cli import main; print('up', flush=True); sys.exit(main())"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("wait", [0.05, 4.0])
def test_interruption_is_quiet(tmp_path: Path, jobs: str, wait: float) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": wire("Split") * 9}) + "\n" for n in range(2000)), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", _UP, "read", str(path), "--format", "jsonl", "--jobs", jobs],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"up\n"  # an interpreter that is still starting is not ours to quiet
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == b""


def _length(word: str) -> int:
    """A task for worker processes: some of them kill theirs."""
    if word == "die":
        os._exit(9)
    return len(word)


def test_a_process_that_dies_costs_one_dispatch() -> None:
    words = ["a", "bb", "die", "ccc", "dddd"] * 3
    found = list(in_order(_length, iter(words), jobs=2))
    assert [item if isinstance(item, int) else str(item) for item in found] == [
        1, 2, "die: the process that read it died (out of memory?); leave it out, or read it alone", 3, 4,
    ] * 3  # fmt: skip


def test_look_ahead_is_bounded_and_errors_keep_their_place() -> None:
    taken: list[int] = []
    error = DispatchError("x:1: no")

    def source() -> Iterator[str | DispatchError]:
        for number in range(200):
            taken.append(number)
            yield error if number % 50 == 7 else "w" * number

    results = in_order(_length, source(), jobs=2)
    found = [next(results) for _ in range(10)]
    assert found == [0, 1, 2, 3, 4, 5, 6, error, 8, 9]
    assert len(taken) <= 10 + 2 * 8
    results.close()


def test_a_fault_of_selon_costs_one_dispatch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import selon.pipeline

    def broken(*_: object, **__: object) -> Ledger:
        raise KeyError("nothing")

    monkeypatch.setattr(selon.pipeline, "read_dispatch", broken)
    path = tmp_path / "ferry.txt"
    path.write_text(wire("Split"), encoding="utf-8")
    assert main(["read", str(path)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"selon: {path}: dispatch 'ferry': a fault of selon itself (KeyError: 'nothing')") and told.count("\n") == 1


def test_output_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(wire("Split"), encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["read", str(path), "-o", str(tmp_path / "file") + "/"]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_control_characters_in_names_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "no\x1b[31mfile\n.txt"]) == 1
    assert capsys.readouterr().err == "selon: no\\x1b[31mfile\\n.txt: there is no such file\n"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    from selon.cli.options import wants_colour

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert not wants_colour(False)
    monkeypatch.setattr(sys, "stdout", _Terminal())
    assert wants_colour(False) and not wants_colour(True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(False)


def test_progress_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    count = read_module._Count()
    with progress(True, count.told) as tick:
        count.read = 5
        tick()
    assert "5 read, 0 rejected" in terminal.getvalue()


def test_selon_errors_have_codes() -> None:
    family: list[type[SelonError]] = [SelonError, *SelonError.__subclasses__()]
    codes = [error.code for error in family]
    assert len(codes) == len(set(codes))


FTM = """\
{"id": "Q7747", "schema": "Person", "properties": {"name": ["Vladimir Putin"], "alias": ["Vladimir Poutine"], "nationality": ["ru"]}}
{"id": "post", "schema": "Position", "properties": {"name": ["President of Russia"], "country": ["ru"]}}
{"id": "held", "schema": "Occupancy", "properties": {"holder": ["Q7747"], "post": ["post"], "startDate": ["2012-05-07"]}}
"""
PRESIDENTS = [
    {"id": "a", "lang": "fr", "date": "2023-09-14", "text": "Vladimir Poutine a quitté Minsk jeudi, a annoncé le Kremlin."},
    {"id": "b", "lang": "en", "date": "2023-09-14", "text": "The Russian president left Minsk on Thursday, the Kremlin said."},
    {"id": "c", "lang": "en", "date": "2011-09-14", "text": "The Russian president left Minsk on Thursday, the Kremlin said."},
]


def _known_people(out: str) -> list[list[str]]:
    ledgers = [json.loads(line) for line in out.splitlines()]
    return [[e["known"] for e in ledger["entities"] if (e["known"] or "").startswith("person:")] for ledger in ledgers]


def test_import_then_read_with_the_people_imported(tmp_path: Path) -> None:
    entities, dispatches, tables = tmp_path / "entities.json", tmp_path / "in.jsonl", tmp_path / "tables"
    entities.write_text(FTM, encoding="utf-8")
    dispatches.write_text("".join(json.dumps(one) + "\n" for one in PRESIDENTS), encoding="utf-8")
    code, out, err = selon_("knowledge", "import", entities, "--knowledge", tables)
    assert (code, out) == (0, "") and "selon: people: 1 new, 0 changed, 0 unchanged\n" in err
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    code, _, err = selon_("knowledge", "import", "--format", "ftm", "-", stdin=FTM, SELON_KNOWLEDGE=str(tables))
    assert code == 0 and "selon: offices: 0 new, 0 changed, 1 unchanged\n" in err
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == before
    assert selon_("knowledge", "check", "--table", "offices", "--knowledge", tables)[:2] == (0, "1 table: no fault\n")

    code, one, _ = selon_("read", dispatches, "--format", "jsonl", "--knowledge", tables)
    assert code == 0 and _known_people(one) == [["person:Q7747"], ["person:Q7747"], []]
    assert selon_("read", dispatches, "--format", "jsonl", "--jobs", "2", SELON_KNOWLEDGE=str(tables))[1] == one
    code, none, _ = selon_("read", dispatches, "--format", "jsonl", "--knowledge", "", SELON_KNOWLEDGE=str(tables))
    assert _known_people(none) == [["person:vladimir-putin"], [], []] and "knowledge-own" not in none


def test_import_goes_on_after_what_is_bad(tmp_path: Path) -> None:
    entities = tmp_path / "entities.json"
    entities.write_text("{broken\n" + FTM, encoding="utf-8")
    code, out, err = selon_("knowledge", "import", entities, tmp_path / "missing.csv", "--knowledge", tmp_path / "tables")
    assert (code, out) == (1, "") and "Traceback" not in err
    assert f"selon: {entities}:1: no JSON" in err and "missing.csv: cannot be read" in err and "people: 1 new" in err


def test_own_tables_that_cannot_be_used_are_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id\n", encoding="utf-8")
    for arguments in (["read", "-"], ["knowledge", "import", "-"]):
        code, out, err = selon_(*arguments, "--knowledge", tmp_path, stdin="Rain fell.")
        assert (code, out) == (1, "") and len(err.splitlines()) == 1 and "people.csv:1: the columns are" in err
    code, _, err = selon_("read", "-", "--knowledge", tmp_path / "nowhere", stdin="Rain fell.")
    assert code == 1 and "there is no folder" in err
    assert selon_("knowledge", "import", "-", "--knowledge", "")[0] == 2
    code, out, _ = selon_("knowledge", "check", "--knowledge", tmp_path)
    assert code == 1 and "people.csv:1: the columns are" in out


def test_doctor_tells_the_fingerprint_of_own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from selon.cli import doctor
    from tests.knowledge.own import write_tables

    monkeypatch.setenv("SELON_KNOWLEDGE", str(write_tables(tmp_path)))
    assert list(doctor.findings())[-1] == (True, "own tables", f"{tmp_path}: people 7, organizations 0, offices 4, fingerprint {_fingerprint(tmp_path)}")
    write_tables(tmp_path, offices="person\n")
    assert list(doctor.findings())[-1][0] is False
    monkeypatch.setenv("SELON_KNOWLEDGE", "")
    assert list(doctor.findings())[-1] == (True, "own tables", "none")


def _fingerprint(folder: Path) -> str:
    from selon.knowledge.own import load_own

    own = load_own(folder)
    assert own is not None
    return own.fingerprint
