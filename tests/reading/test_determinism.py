"""The same records, whatever the worker count, the order of files and the hash seed."""

import os
import random
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import Document, Reader

EXAMPLE = Path(__file__).parents[2] / "examples" / "nile_dam.txt"
TEXTS = [
    EXAMPLE.read_text(encoding="utf-8"),
    "Serbia refused to recognise Kosovo. The two countries met in Brussels last week.",
    "“We will not leave,” the rebel commander said. More than 40 soldiers were killed.",
    "",
    "Les deux pays ont signé un accord sur la frontière, et le président a dit que la paix est pour tous.",
]


def readings(reader: Reader, texts: list[str], workers: int = 1) -> dict[str, bytes]:
    documents = [Document.from_text(text) for text in texts]
    return {r.document.id: r.to_jsonl() for r in reader.read_many(documents, workers=workers)}


def test_two_workers_give_the_same_records(reader: Reader) -> None:
    many = TEXTS * 5
    assert readings(reader, many, workers=2) == readings(reader, many)


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 1000))
def test_order_of_files_changes_nothing(reader: Reader, seed: int) -> None:
    shuffled = list(TEXTS)
    random.Random(seed).shuffle(shuffled)
    assert readings(reader, shuffled) == readings(reader, TEXTS)


def test_hash_seed_changes_nothing() -> None:
    code = (
        "import sys; from pathlib import Path; import dragoman;"
        "text = Path(sys.argv[1]).read_text(encoding='utf-8');"
        "sys.stdout.buffer.write(dragoman.read(text, published='2022-03-15').to_jsonl())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code, str(EXAMPLE)],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") > 20


def test_failed_documents_stop_nothing(reader: Reader) -> None:
    found = list(reader.read_many(Document.from_text(text) for text in TEXTS))
    assert [r.failure is None for r in found] == [True, True, True, False, False]
    assert "empty" in str(found[3].failure)
    assert "not English" in str(found[4].failure)
    assert found[4].document.language == "fr"
