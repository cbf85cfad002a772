"""Pieces: the quotes of a text as tokens, and which of them only name or hedge."""

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.reading.language import Quote, Tokens
from dragoman.reading.statements.drafts import Span, block_of, tokens_within

LONGEST_SCARE = 3
SHORT_WORD = 3
_MARKS = "\"'“”„‟«»‘’‚‛`＂ \xa0"


class Piece(NamedTuple):
    """A quote as tokens ``[first, last)``: its words without marks, how many, and its block."""

    quote: Quote
    first: int
    last: int
    inner: str
    words: int
    block: int

    @property
    def span(self) -> Span:
        """The quote's characters, with its marks."""
        return self.quote.start, self.quote.end

    @property
    def is_scare(self) -> bool:
        """Whether the marks may only keep a word at arm's length."""
        return self.words <= LONGEST_SCARE and not self.inner.endswith((",", ".", "?", "!"))


def pieces_of(tokens: Tokens) -> Iterator[Piece]:
    """The quotes of the text that hold a token."""
    for quote in tokens.quotes:
        first, last = tokens_within(tokens, (quote.start, quote.end))
        if first < last:
            words = sum(tokens.pos[t] not in {"PUNCT", "SPACE"} for t in range(first, last))
            inner = tokens.text[quote.start : quote.end].strip(_MARKS)
            yield Piece(quote, first, last, inner, words, block_of(tokens, first))


def is_name(tokens: Tokens, piece: Piece) -> bool:
    """Whether the marks stand around the title of a book, film or song."""
    words = [
        tokens.words[t] for t in range(piece.first, piece.last) if len(tokens.words[t]) > SHORT_WORD
    ]
    is_titled = len(words) > 1 and all(not word[:1].islower() for word in words)
    return is_titled and not piece.inner.endswith(("?", "!", "."))
