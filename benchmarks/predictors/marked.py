"""Marked pairs: a sentence whose actor and recipient are given, as the PLV data has them."""

import re
from typing import NamedTuple

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import Appearance, Cast, Someone, read_cast
from dragoman.reading.language import Tokens

_MARK = re.compile(r"</?[st]>")


class MarkedPair(NamedTuple):
    """The plain sentence and the characters ``[start, end)`` of actor and recipient, null if unmarked."""

    text: str
    actor: tuple[int, int] | None
    recipient: tuple[int, int] | None


def read_marks(marked: str) -> MarkedPair:
    """The sentence without its ``<s>`` and ``<t>`` marks, and where they stood."""
    plain, last = "", 0
    places: dict[str, int] = {}
    for match in _MARK.finditer(marked):
        plain += marked[last : match.start()]
        places.setdefault(match.group(), len(plain))
        last = match.end()
    plain += marked[last:]
    spans = [
        _trim(plain, places[f"<{m}>"], places[f"</{m}>"])
        if f"<{m}>" in places and f"</{m}>" in places
        else None
        for m in "st"
    ]
    return MarkedPair(plain, spans[0], spans[1])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def cast_of(
    tokens: Tokens, pair: MarkedPair, knowledge: Knowledge
) -> tuple[Cast, Someone, Someone]:
    """The cast of the sentence in which the marked spans stand for the two given actors."""
    cast = read_cast(tokens, knowledge, None)
    given = Someone("(actor)", "group"), Someone("(recipient)", "group")
    for span, someone in zip((pair.actor, pair.recipient), given, strict=True):
        if span is None:
            continue
        inside = [
            t for t in range(len(tokens)) if tokens.starts[t] < span[1] and tokens.ends[t] > span[0]
        ]
        if inside:
            first, last = inside[0], inside[-1] + 1
            cast.put(
                Appearance(first, last, _head(tokens, first, last), "name", (someone,), "given")
            )
    return cast, *given


def _head(tokens: Tokens, first: int, last: int) -> int:
    for token in range(first, last):
        head = tokens.heads[token]
        if (not first <= head < last or head == token) and tokens.pos[token] not in {
            "DET",
            "PUNCT",
        }:
            return token
    return last - 1
