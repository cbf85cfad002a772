"""Speed: the whole reading against the bare spaCy pipeline, in pairs, on the same texts."""

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dragoman.reading import Reader
from dragoman.reading.language import DEFAULT_MODEL, load_model
from dragoman.records import Document

PAIRS = 5
BATCH = 32
MANY = 4


def texts_in(folder: Path) -> list[str]:
    """The texts below ``folder``: plain-text files, in the order of their paths."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]


def run(folder: Path, predictions: Path | None = None) -> dict[str, dict[str, Any]]:
    """The figures: seconds, words a second, the ratio of the pairs, memory, start-up."""
    texts = texts_in(folder)
    if not texts:
        raise SystemExit(f"benchmarks: no .txt files below {folder}")
    words = sum(len(text.split()) for text in texts)
    pipeline = load_model().pipeline
    reader = Reader()

    def bare() -> None:
        for _ in pipeline.pipe(texts, batch_size=BATCH):
            pass

    def whole() -> None:
        for _ in reader.read_many(Document.from_text(text) for text in texts):
            pass

    bare()
    whole()
    pairs = [(_seconds(bare), _seconds(whole)) for _ in range(PAIRS)]
    spacy, reading = (statistics.median(column) for column in zip(*pairs, strict=True))
    return {
        "speed": {
            "words": words,
            "spacy_words_per_second": words / spacy,
            "reading_words_per_second": words / reading,
            "ratio_to_spacy": statistics.median(b / a for a, b in pairs),
            **_stage_shares(reader, texts, spacy),
            **_memory(folder),
            **_workers(texts),
            "help_seconds": _median_process(["-m", "dragoman", "--help"]),
            "one_article_cold_seconds": _median_process(
                ["-m", "dragoman", "read", str(_middle(folder))]
            ),
        }
    }


def _middle(folder: Path) -> Path:
    paths = sorted(folder.rglob("*.txt"), key=lambda path: path.stat().st_size)
    return paths[len(paths) // 2]


def _seconds(work: Callable[[], None]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _stage_shares(reader: Reader, texts: list[str], spacy: float) -> dict[str, float]:
    """Each stage's time as a share of the bare pipeline's."""
    spent = reader.time_stages(Document.from_text(text) for text in texts)
    return {f"share_{name}": seconds / spacy for name, seconds in spent.items()}


def _memory(folder: Path) -> dict[str, float]:
    """Peak memory of a process that parses, and of one that reads, in MB and as their ratio."""
    bare = (
        "import sys;from pathlib import Path;from benchmarks.speed import texts_in,BATCH;"
        "from dragoman.reading.language import load_model;"
        "[None for _ in load_model().pipeline.pipe(texts_in(Path(sys.argv[1])),batch_size=BATCH)];"
        "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    )
    whole = (
        "import sys;from pathlib import Path;from benchmarks.speed import texts_in;"
        "from dragoman.reading import Reader;"
        "[None for _ in Reader().read_many(texts_in(Path(sys.argv[1])))];"
        "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    )
    peaks = [
        int(
            subprocess.run(
                [sys.executable, "-c", code, str(folder)], check=True, capture_output=True
            ).stdout
        )
        / 1024
        for code in (bare, whole)
    ]
    return {
        "spacy_peak_mb": peaks[0],
        "reading_peak_mb": peaks[1],
        "memory_ratio": peaks[1] / peaks[0],
    }


def _workers(texts: list[str]) -> dict[str, float]:
    """How much faster two workers are than one, start-up left out by reading the texts often."""
    many = texts * MANY
    rates = []
    for workers in (1, 2):
        readings = Reader(model=DEFAULT_MODEL).read_many(many, workers=workers)
        next(readings)
        start = time.perf_counter()
        count = sum(1 for _ in readings)
        rates.append(count / (time.perf_counter() - start))
    return {"two_workers_to_one": rates[1] / rates[0]}


def _median_process(arguments: list[str]) -> float:
    def once() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        return time.perf_counter() - start

    return statistics.median(once() for _ in range(5))
