"""Timing: which date a verb carries."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from dragoman.reading.language import Tokens
from dragoman.records import Date


class Timing:
    """The dates of a document by the verbs they hang on."""

    def __init__(self, tokens: Tokens, dates: Iterable[Date]) -> None:
        self.tokens = tokens
        self._dates = sorted((d for d in dates if d.first_day), key=lambda d: d.evidence.start)
        self._starts = [d.evidence.start for d in self._dates]

    def of_verb(self, verb: int) -> Date | None:
        """The first date that hangs on ``verb`` itself; null where none does."""
        tokens = self.tokens
        sentence = tokens.sentences[tokens.sentence_of[verb]]
        low = bisect_left(self._starts, sentence.start)
        for date in self._dates[low : bisect_left(self._starts, sentence.end)]:
            token = bisect_right(tokens.starts, date.evidence.end - 1) - 1
            while tokens.pos[token] != "VERB" and tokens.heads[token] != token:
                token = tokens.heads[token]
            if token == verb:
                return date
        return None
