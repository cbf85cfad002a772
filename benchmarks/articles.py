"""Articles: does every text come through, alike each time, with every span in place?"""

import json
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.rows import read_gold, write_predictions
from benchmarks.scores.articles import count_spans, score
from dragoman.reading import Reader
from dragoman.records import Document, to_json


def run(folder: Path, predictions: Path | None = None) -> dict[str, Mapping[str, Any]]:
    """The checks over ``metadata.jsonl``'s articles, and the timelines where there are any."""
    rows = read_gold(folder / "metadata.jsonl")
    reader = Reader()
    checked = [_check(reader, row, folder) for row in rows]
    figures: dict[str, Mapping[str, Any]] = {"metadata": score(rows, checked, "metadata")}
    if predictions is not None:
        predictions.mkdir(parents=True, exist_ok=True)
        write_predictions("articles", "metadata", checked, predictions)
    return figures


def _check(reader: Reader, row: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    text = (folder / row["file"]).read_text(encoding="utf-8")
    document = Document.from_text(text, title=row["title"])
    start = time.perf_counter()
    try:
        first = reader.read(document, published=row["date"])
    except Exception as error:  # the check is that there is none
        return {"id": row["id"], "error": repr(error)}
    seconds = time.perf_counter() - start
    second = reader.read(document, published=row["date"])
    spans = [count_spans(text, json.loads(to_json(record))) for record in first.records]
    return {
        "id": row["id"],
        "error": None,
        "spans": sum(total for total, _ in spans),
        "faithful_spans": sum(faithful for _, faithful in spans),
        "identical": first.to_jsonl() == second.to_jsonl(),
        "seconds": seconds,
        "records": dict(Counter(record.kind for record in first.records)),
    }
