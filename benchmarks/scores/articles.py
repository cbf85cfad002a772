"""articles: days that make a timeline, and checks of a run over raw news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from benchmarks.counts import Counts, Scores, percent, ratio
from benchmarks.rows import Row, listed, pair_rows, row_id


def score(
    gold: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]], file: str
) -> Scores:
    """Score timelines (gold rows with `entries`), or check a run over articles."""
    if any("entries" in row for row in gold):
        return score_timelines(gold, predictions)
    return check_articles(gold, predictions)


def score_timelines(gold: Sequence[Row], predictions: Sequence[Row]) -> Scores:
    """Score ``{"id", "dates": ["2011-02-16"]}`` rows.

    Of the different days given the first k count; k is the number of gold days. Official is the
    mean over the timelines that leave out some day; where every day is a gold day any answer is
    right, so these are only reported one by one.
    """
    scores: Scores = {}
    official = []
    for row, given in pair_rows(gold, predictions):
        days = {entry["date"] for entry in row["entries"]}
        kept = set(list(dict.fromkeys(listed(given, "dates")))[: len(days)])
        counts = Counts.of(len(days & kept), len(kept), len(days))
        scores |= counts.scores(f"{row_id(row)}_date")
        if not _fills_every_day(days):
            official.append(counts.f1)
    mean: Scores = {"date_f1": ratio(sum(official), len(official)), "timelines": len(official)}
    return mean | scores


def check_articles(articles: Sequence[Row], runs: Sequence[Row]) -> Scores:
    """Check a run over raw news. These are checks, not scores.

    Each row of `runs` tells about one article: ``{"id", "error": null or its text, "spans": all
    spans of the records, "faithful_spans": those whose text[start:end] is the stored text,
    "identical": whether a second run gave the same bytes, "seconds", "records": {kind: count}}``.
    An article without row was not processed. `words` comes from the article's row, or is counted in
    its text.
    """
    done = [(row, run) for row, run in pair_rows(articles, runs) if run and not run.get("error")]
    words = sum(_words(row) for row, _ in done)
    spans = sum(run.get("spans") or 0 for _, run in done)
    kinds: Counter[str] = Counter()
    for _, run in done:
        kinds.update(run.get("records") or {})
    return {
        "articles": len(articles),
        "processed": len(done),
        "faithful_spans": percent(sum(run.get("faithful_spans") or 0 for _, run in done), spans),
        "spans": spans,
        "identical": percent(sum(run.get("identical") is True for _, run in done), len(done)),
        "words_per_second": ratio(words, sum(run.get("seconds") or 0.0 for _, run in done)),
        "words": words,
        **{f"{kind}_per_1000_words": 1000 * ratio(kinds[kind], words) for kind in sorted(kinds)},
    }


def count_spans(text: str, record: Any) -> tuple[int, int]:
    """Return how many spans a record holds at any depth, and how many are faithful to `text`.

    A span is a mapping with `start`, `end` (offsets in code points) and `text`.
    """
    spans = list(_spans(record))
    return len(spans), sum(text[span["start"] : span["end"]] == span["text"] for span in spans)


def _spans(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        start, end = value.get("start"), value.get("end")
        if isinstance(start, int) and isinstance(end, int) and isinstance(value.get("text"), str):
            yield value
        for part in value.values():
            yield from _spans(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _spans(part)


def _words(article: Row) -> int:
    words = article.get("words")
    return len(str(article.get("text", "")).split()) if words is None else int(words)


def _fills_every_day(days: set[str]) -> bool:
    dates = {date.fromisoformat(day) for day in days}
    return max(dates) - min(dates) == timedelta(days=len(dates) - 1) if dates else True
