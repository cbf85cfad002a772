"""actors: who is who (coreference), and which country an actor belongs to.

Rows with a `topic` (NewsWCL50) have chains that run across the documents of the topic, and
countries; rows without (GUM) have chains within the document, and types.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from benchmarks.clusters import score_clusters, without_singles
from benchmarks.counts import (
    Counts,
    Scores,
    Span,
    distinct,
    match_greedily,
    percent,
    same_span,
    span_of,
)
from benchmarks.rows import listed, pair_rows

CHAIN_TYPES_ACROSS = ("COUNTRY", "ACTOR", "GROUP")
CHAIN_TYPES_WITHIN = ("person", "organization", "place")
TYPES_WITH_COUNTRY = ("COUNTRY", "ACTOR", "ACTOR-I", "GROUP")
PRONOUNS = frozenset(
    (
        *("i", "me", "my", "mine", "myself"),
        *("we", "us", "our", "ours", "ourselves"),
        *("you", "your", "yours"),
        *("he", "him", "his", "himself"),
        *("she", "her", "hers", "herself"),
        *("it", "its", "itself"),
        *("they", "them", "their", "theirs", "themselves"),
        *("who", "whom", "whose", "which"),
        *("that", "this", "these", "those"),
    )
)
FORMS = ("pronoun", "capitalised", "lower")

_CAPITALISED = re.compile(r"\b[A-Z]")

Mention = Mapping[str, Any]
Pairs = Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]
Clusters = dict[Hashable, Hashable]


def score(
    gold: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]], file: str
) -> Scores:
    """Score ``{"id", "mentions": [{"start", "end", "entity", "country" or "type"}]}`` rows.

    ``given_…`` metrics take the gold mentions and look up the prediction with the same span;
    predicted spans that are no gold mention play no part. ``end_to_end_…`` metrics take the
    predicted spans. A `file` that ends in ``.given`` gets only the former.
    """
    pairs = pair_rows(gold, predictions)
    if any(row.get("topic") is not None for row in gold):
        return _score_across(pairs)
    scores = _score_within(pairs)
    return scores if file.endswith(".given") else scores | _score_end_to_end(pairs)


def form_of(words: str) -> str:
    """Return pronoun, capitalised (a word begins with A-Z) or lower."""
    if words.lower() in PRONOUNS:
        return "pronoun"
    return "capitalised" if _CAPITALISED.search(words) else "lower"


def _answers(mentions: Sequence[Mention], given: Mapping[str, Any]) -> list[Mention]:
    """Return the prediction for each gold mention, found by its span; empty if there is none.

    Where several gold mentions have the same span, the first takes the first prediction with that
    span, the second the second, and so on; the last prediction serves all that remain.
    """
    found: dict[Span, list[Mention]] = {}
    for item in listed(given, "mentions"):
        found.setdefault(span_of(item), []).append(item)
    asked: dict[Span, int] = {}
    answers: list[Mention] = []
    for mention in mentions:
        candidates = found.get(span_of(mention), [{}])
        turn = asked.get(span_of(mention), 0)
        asked[span_of(mention)] = turn + 1
        answers.append(candidates[min(turn, len(candidates) - 1)])
    return answers


def _cluster(scope: Hashable, answer: Mention, mention: Hashable) -> Hashable:
    """Return the predicted cluster's name, unique over all rows; null is a cluster of its own."""
    entity = answer.get("entity")
    return ("alone", mention) if entity is None else ("together", scope, entity)


def _score_across(pairs: Pairs) -> Scores:
    gold: Clusters = {}
    predicted: Clusters = {}
    countries: list[tuple[str, bool]] = []
    for number, (row, given) in enumerate(pairs):
        asked = [m for m in row["mentions"] if m["chain_type"] in TYPES_WITH_COUNTRY]
        for place, (mention, answer) in enumerate(zip(asked, _answers(asked, given), strict=True)):
            if mention["chain_type"] in CHAIN_TYPES_ACROSS:
                gold[number, place] = row["topic"], mention["chain"]
                predicted[number, place] = _cluster(row["topic"], answer, (number, place))
            if mention.get("country") is not None:
                words = row["text"][mention["start"] : mention["end"]]
                form = "capitalised" if _CAPITALISED.search(words) else "lower"
                countries.append((form, mention["country"] == answer.get("country")))
    return {
        **score_clusters(gold, predicted, "given"),
        "country_accuracy": percent(sum(right for _, right in countries), len(countries)),
        **_shares(countries, ("capitalised", "lower"), "country_accuracy"),
        "mentions": len(gold),
        "mentions_with_country": len(countries),
    }


def _score_within(pairs: Pairs) -> Scores:
    gold: Clusters = {}
    predicted: Clusters = {}
    linked: list[tuple[str, bool]] = []
    for number, (row, given) in enumerate(pairs):
        mentions = [m for m in row["mentions"] if m["chain_type"] in CHAIN_TYPES_WITHIN]
        mentions.sort(key=lambda mention: (mention["start"], -mention["end"]))
        earlier: dict[Hashable, set[Hashable]] = {}
        answers = _answers(mentions, given)
        for place, (mention, answer) in enumerate(zip(mentions, answers, strict=True)):
            cluster = _cluster(number, answer, (number, place))
            gold[number, place] = number, mention["chain"]
            predicted[number, place] = cluster
            if mention["chain"] in earlier:
                words = row["text"][mention["start"] : mention["end"]]
                linked.append((form_of(words), cluster in earlier[mention["chain"]]))
            earlier.setdefault(mention["chain"], set()).add(cluster)
    return {
        **score_clusters(gold, predicted, "given"),
        **_shares(linked, FORMS, "linked"),
        "mentions": len(gold),
    }


def _score_end_to_end(pairs: Pairs) -> Scores:
    gold: Clusters = {}
    predicted: Clusters = {}
    spans = Counts()
    for number, (row, given) in enumerate(pairs):
        wanted = [m for m in row["mentions"] if m["chain_type"] in CHAIN_TYPES_WITHIN]
        found = _found(given)
        matched = match_greedily(wanted, found, same_span)
        spans += Counts.of(len(matched), len(found), len(wanted))
        for mention in wanted:
            gold[number, span_of(mention)] = number, mention["chain"]
        for item in found:
            place = number, span_of(item)
            predicted.setdefault(place, _cluster(number, item, place))
    return {
        **score_clusters(without_singles(gold), without_singles(predicted), "end_to_end"),
        **spans.scores("span"),
    }


def _found(given: Mapping[str, Any]) -> list[Mention]:
    """Return the predicted mentions of the three types (or of none stated), identical ones once."""
    kept = [m for m in listed(given, "mentions") if m.get("type") in (None, *CHAIN_TYPES_WITHIN)]
    return distinct(kept, key=lambda m: (span_of(m), m.get("entity"), m.get("type")))


def _shares(answers: Sequence[tuple[str, bool]], forms: Sequence[str], name: str) -> Scores:
    scores: Scores = {}
    for form in forms:
        right = [is_right for each, is_right in answers if each == form]
        scores[f"{form}_{name}"] = percent(sum(right), len(right))
        scores[f"{form}_{name}_of"] = len(right)
    return scores
