"""How fast selon reads, beside the bare spaCy pipelines that it builds on, on the same texts in the same run.

Usage: python benchmarks/throughput.py [--texts FILE.jsonl] [--count 200] [--repeat 1]

For each language: milliseconds a dispatch and their ratio to ``nlp.pipe`` for selon (``selon.read``), the package's pipeline as it
loads (every component, ``nlp.pipe`` and ``nlp`` one by one). Then words a CPU second (words as attributions are measured in: runs of
letters, single marks) of spaCy alone, of the encoder alone, of selon by its rules alone and of all of selon. Then how long the encoder takes
to load, the peak memory of a process that does nothing but read, and the start-up of ``selon --help``.
Without --texts the project's own samples are taken, paragraphs shuffled with a fixed seed so that no two dispatches are the same.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
SEED = 20240516


def variations(lang: str, count: int) -> list[str]:
    """*count* dispatches of a language: the samples' own, then the samples with their paragraphs in another order."""
    chance = random.Random(SEED)
    samples = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob(f"{lang}-*.txt"))]
    found = list(samples)
    while len(found) < count:
        head, *body = chance.choice(samples).rstrip("\n").split("\n\n")
        chance.shuffle(body)
        found.append("\n\n".join([head, *body]) + "\n")
    return found[:count]


def from_file(path: Path, count: int) -> dict[str, list[str]]:
    """Language -> texts of a file of JSON lines, at most *count* of each; repeated in order where there are fewer."""
    from selon.intake.language import detect_language
    from selon.lang.pack import installed

    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                lang = row.get("lang") or detect_language(row["text"], installed())[0]
                if len(found.setdefault(lang, [])) < count:
                    found[lang].append(row["text"])
    return {lang: (texts * (count // len(texts) + 1))[:count] for lang, texts in sorted(found.items())}


def seconds(run: Callable[[], object], repeat: int) -> float:
    """The best of *repeat* runs."""
    best = float("inf")
    for _ in range(repeat):
        begin = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - begin)
    return best


def exhaust(things: Iterable[object]) -> None:
    """Take everything."""
    for _ in things:
        pass


def start_up(times: int = 7) -> float:
    """Seconds that ``selon --help`` takes: the middle of *times* runs."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-m", "selon", "--help"], stdout=subprocess.DEVNULL, env=environment(), check=True)
        taken.append(time.perf_counter() - begin)
    return sorted(taken)[times // 2]


#: Reads what it is given and tells its own peak, so that the bare pipelines are not counted.
_ALONE = """
import json, resource, sys
import selon
for lang, texts in json.load(sys.stdin).items():
    for text in texts:
        selon.read(text, lang=lang)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak_memory(texts: dict[str, list[str]]) -> float:
    """The peak memory, in MB, of a process that reads all *texts* with selon."""
    done = subprocess.run([sys.executable, "-c", _ALONE], input=json.dumps(texts), capture_output=True, text=True, env=environment(), check=True)
    return int(done.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def environment() -> dict[str, str]:
    """This process's environment, with the checkout's package to be found first."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))}


def words_a_second(lang: str, texts: list[str]) -> tuple[int, list[float]]:
    """How many words *texts* have, and how many of them spaCy, the encoder, selon by rules alone and all of selon read in a second of one processor.

    The four take turns on slices of the texts, so that a noisy machine slows them alike.
    """
    import spacy

    from selon.encoder.model import load_encoder
    from selon.encoder.words import WORD
    from selon.intake.assemble import build_dispatch
    from selon.lang.pack import get_pack
    from selon.pipeline import read_dispatch

    nlp = spacy.load(get_pack(lang).model)
    encoder = load_encoder()
    dispatches = {text: build_dispatch(text, id="b", lang=lang)[0] for text in texts}
    readers: list[Callable[[str], object]] = [
        nlp,
        encoder.read,
        lambda text: read_dispatch(dispatches[text], reader="rules"),
        lambda text: read_dispatch(dispatches[text]),
    ]
    words, taken = 0, [0.0] * len(readers)
    for text in texts[:2]:
        exhaust(reader(text) for reader in readers)
    for start in range(0, len(texts), 10):
        part = texts[start : start + 10]
        words += sum(len(WORD.findall(text)) for text in part)
        for number, reader in enumerate(readers):
            begin = time.process_time()
            exhaust(reader(text) for text in part)
            taken[number] += time.process_time() - begin
    return words, [words / each for each in taken]


def encoder_load(times: int = 3) -> float:
    """Seconds that loading the encoder takes, its libraries already there: the middle of *times*."""
    from selon.encoder.model import Encoder

    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        Encoder()
        taken.append(time.perf_counter() - begin)
    return sorted(taken)[times // 2]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, metavar="FILE.jsonl", help='dispatches, {"text": ..., "lang": ...} a line')
    parser.add_argument("--count", type=int, default=200, help="dispatches of each language (200)")
    parser.add_argument("--repeat", type=int, default=1, help="runs of each, of which the best counts (1)")
    arguments = parser.parse_args()

    sys.path.insert(0, str(ROOT / "src"))
    from selon.lang.pack import get_pack, installed

    texts = from_file(arguments.texts, arguments.count) if arguments.texts else {lang: variations(lang, arguments.count) for lang in installed()}
    # Before anything heavy is loaded here: a new process's peak begins at the memory of the one that started it.
    memory = peak_memory(texts)

    import spacy
    from spacy.about import __version__ as spacy_version

    import selon

    print(f"selon {selon.__version__}, spaCy {spacy_version}, Python {platform.python_version()}, {os.cpu_count()} processors, one process\n")
    print(f"{'':4}{'dispatches':>11}{'characters':>12}{'selon':>11}{'nlp.pipe':>11}{'nlp':>11}{'selon/pipe':>12}{'selon/nlp':>11}")
    print(f"{'':4}{'':>11}{'each':>12}{'ms each':>11}{'ms each':>11}{'ms each':>11}{'times':>12}{'times':>11}")
    for lang, dispatches in texts.items():
        nlp = spacy.load(get_pack(lang).model)
        selon.read(dispatches[0], lang=lang)
        nlp(dispatches[0])
        number = len(dispatches)
        ours = seconds(lambda: exhaust(selon.read(text, lang=lang) for text in dispatches), arguments.repeat)  # noqa: B023 (run at once)
        piped = seconds(lambda: exhaust(nlp.pipe(dispatches)), arguments.repeat)  # noqa: B023
        single = seconds(lambda: exhaust(nlp(text) for text in dispatches), arguments.repeat)  # noqa: B023
        each = [1000 * taken / number for taken in (ours, piped, single)]
        length = sum(map(len, dispatches)) // number
        print(f"{lang:4}{number:>11}{length:>12}{each[0]:>11.1f}{each[1]:>11.1f}{each[2]:>11.1f}{ours / piped:>12.2f}{ours / single:>11.2f}")
    print(f"\n{'':4}{'words':>11}" + "".join(f"{name:>12}" for name in ("spaCy", "encoder", "rules", "selon")) + "   words a CPU second")
    for lang, dispatches in texts.items():
        words, rates = words_a_second(lang, dispatches)
        print(f"{lang:4}{words:>11}" + "".join(f"{rate:>12.0f}" for rate in rates))
    print(f"\nencoder: loads in {1000 * encoder_load():.0f} ms")
    print(f"peak memory, both languages' dispatches read by selon alone: {memory:.0f} MB")
    print(f"selon --help: {1000 * start_up():.0f} ms")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
