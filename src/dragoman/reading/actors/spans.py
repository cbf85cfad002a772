"""Name spans: where names stand in the text, by the tables first, then by the model."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.knowledge import Knowledge, Meaning
from dragoman.reading.language import Tokens

PERSON = "PERSON"


class Span(NamedTuple):
    """Tokens ``[first, last)`` that carry a name: its meanings in the tables, the model's label."""

    first: int
    last: int
    meanings: tuple[Meaning, ...]
    label: str


def find_name_spans(tokens: Tokens, knowledge: Knowledge) -> list[Span]:
    """The names in the text: those of the tables first, then what only the model sees."""
    labels = {(e.first, e.last): e.label for e in tokens.entities}
    inside = {token: e for e in tokens.entities for token in range(e.first, e.last)}
    spans: list[Span] = []
    taken: set[int] = set()
    for first, last, meanings in _hits_on_tokens(tokens, knowledge):
        entity = inside.get(first)
        if entity and _is_part_of_other_name(tokens, (first, last), entity, meanings):
            continue
        label = labels.get((first, last), entity.label if entity else "")
        if not _is_plausible(tokens, first, last, meanings, label):
            continue
        spans.append(Span(first, last, meanings, label))
        taken.update(range(first, last))
    for entity in tokens.entities:
        span = _trimmed(tokens, entity.first, entity.last)
        if tokens.sentences[tokens.sentence_of[entity.first]].kind == "heading":
            continue
        if span and not taken.intersection(range(*span)) and _is_name(tokens, *span):
            spans.append(Span(*span, (), entity.label))
    spans += _titled_strangers(
        tokens, knowledge, taken | {t for s in spans for t in range(s.first, s.last)}
    )
    return sorted(spans)


def _titled_strangers(tokens: Tokens, knowledge: Knowledge, taken: set[int]) -> Iterator[Span]:
    """Names that neither tables nor model see, behind a title: "Judge Clark Waddoups"."""
    titles = knowledge.nouns.titles
    for token in range(len(tokens) - 1):
        if tokens.pos[token] != "PROPN" or tokens.lowers[token] not in titles:
            continue
        first = last = token + 1
        while last < len(tokens) and last not in taken and _can_be_name(tokens, last):
            last += 1
        if last - first >= 1 and tokens.lowers[first] not in titles:
            yield Span(first, last, (), PERSON)


def _can_be_name(tokens: Tokens, token: int) -> bool:
    word = tokens.words[token]
    return (
        tokens.pos[token] == "PROPN"
        and word[:1].isupper()
        and not word.isupper()
        and word.isalpha()
    )


def _hits_on_tokens(
    tokens: Tokens, knowledge: Knowledge
) -> Iterator[tuple[int, int, tuple[Meaning, ...]]]:
    for start, end, meanings in knowledge.names.find(tokens.text):
        first = bisect_right(tokens.starts, start) - 1
        last = bisect_right(tokens.starts, end - 1)
        if first >= 0 and tokens.ends[first] > start:
            yield first, last, meanings


def _is_part_of_other_name(
    tokens: Tokens,
    span: tuple[int, int],
    entity: tuple[int, int, str],
    meanings: tuple[Meaning, ...],
) -> bool:
    """Whether the model sees a longer name around the hit that is somebody or something else."""
    first, last = _trimmed(tokens, entity[0], entity[1]) or (entity[0], entity[1])
    if last - first <= span[1] - span[0]:
        return False
    senses = {meaning.sense for meaning in meanings}
    if entity[2] == PERSON:
        # "Michael Jordan" is not the country; "President Lukashenko" still is Lukashenko.
        before = tokens.words[first : span[0]]
        is_titled = bool(before) and all(not word[:1].isupper() for word in before)
        return span[1] == last and not is_titled and "person" not in senses
    if entity[2] == "ORG":
        return senses <= {"surname", "capital"} or (
            "adjective" not in senses
            and "organisation" not in senses
            and span[0] > first
            and tokens.lowers[span[0] - 1] == "of"
        )
    return entity[2] in {"GPE", "LOC", "FAC", "WORK_OF_ART", "EVENT", "LAW"} and senses <= {
        "surname"
    }


def _is_plausible(
    tokens: Tokens, first: int, last: int, meanings: tuple[Meaning, ...], label: str
) -> bool:
    if all(meaning.sense == "surname" for meaning in meanings):
        if tokens.pos[first] not in {"PROPN", "NOUN", "X"} or label in {"GPE", "LOC", "FAC"}:
            return False
        following = tokens.words[last] if last < len(tokens) else ""
        if tokens.deps[last - 1] in {"compound", "nmod"} and following[:1].isupper():
            return False  # a first name: "Clark Waddoups"
        # A surname at the start of a sentence that the model takes for an ordinary word.
        return label in {PERSON, "ORG", ""} and tokens.pos[last - 1] == "PROPN"
    return True


def _trimmed(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """An entity of the model without determiner and possessive mark."""
    while first < last and (tokens.pos[first] in {"DET", "PUNCT"} or tokens.lowers[first] == "the"):
        first += 1
    while last > first and tokens.words[last - 1] in {"'s", "'", '"', ",", "."}:
        last -= 1
    return (first, last) if first < last else None


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens.words[token][:1].isupper() for token in range(first, last))
