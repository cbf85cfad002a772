"""Shapes: where a place name begins and ends."""

from collections.abc import Container, Iterator
from typing import Final

from dragoman.reading.language import Tokens
from dragoman.reading.places.vocabulary import Vocabulary

LONGEST_NAME: Final = 5
_EDGES: Final = frozenset({"'s", "’s", "--", *"'’\"“”,.()[]-—–;:*•|"})
_LEADING: Final = frozenset({"the", "of", "in", "a", "an"})


class Shapes:
    """Cuts and widens spans of tokens ``[first, last)`` to names."""

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.directions = vocabulary.set_of("directions")
        self.joining = vocabulary.set_of("joining")
        self.parties = vocabulary.set_of("parties")

    def pieces(self, first: int, last: int, taken: Container[int]) -> Iterator[tuple[int, int]]:
        """The parts of an entity between commas and what is taken: "Homs, Syria" is two places."""
        start = first
        for token in range(first, last):
            if self.tokens.words[token] in {",", ";", "/"} or token in taken:
                if token > start:
                    yield start, token
                start = token + 1
        if last > start:
            yield start, last

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """A name without article, possessive mark, and words that are no part of it."""
        lowers, words = self.tokens.lowers, self.tokens.words
        while first < last and (words[first] in _EDGES or lowers[first] in _LEADING):
            first += 1
        while last > first and words[last - 1] in _EDGES:
            last -= 1
        if last - first > 2 and words[first + 1] == "-" and words[first] in self.parties:
            first += 2  # "Sen. Smith, R-Ohio"
        first = self._without_direction(first, last)
        if last - first > 2 and " ".join(lowers[first : first + 2]) in self.vocabulary.heads:
            if not self._known(first, last):
                first += 2  # "City of Santa Ana"
        first, last = self._widened(first, last)
        kinds = self.vocabulary.kinds
        while last - first > 1 and words[last - 1].islower() and lowers[last - 1] in kinds:
            last -= 1  # "Idlib province"
        return first, last

    def _known(self, first: int, last: int) -> bool:
        return bool(self.vocabulary.spots_of(self.tokens.text_of(first, last)))

    def _without_direction(self, first: int, last: int) -> int:
        """Without a direction that the name is not known with: "Eastern China", "south-west Mali"."""
        words, lowers = self.tokens.words, self.tokens.lowers
        while last - first > 1 and lowers[first] in self.directions:
            is_written_big = words[first][:1].isupper()
            if is_written_big and not lowers[first].endswith("ern"):
                break
            if is_written_big and self.vocabulary.is_named(self.tokens.text_of(first, last)):
                break
            first += 2 if words[first + 1] == "-" and last - first > 2 else 1
        return first

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """With what the model left off: "Butler" of "Butler County", "Tex" of "Tex."."""
        tokens = self.tokens
        if last < len(tokens) and tokens.words[last] == ".":
            if tokens.text_of(first, last + 1) in self.vocabulary.gazetteer.abbreviations:
                return first, last + 1
        kinds = self.vocabulary.kinds.get(tokens.lowers[last] if last < len(tokens) else "", ())
        if kinds and tokens.words[last][:1].isupper() and self._known(first, last + 1):
            # "Butler County Sheriff", but not "California State Senator".
            ends = last + 1 == len(tokens) or not tokens.words[last + 1][:1].isupper()
            if kinds == {"county"} or (ends and tokens.lowers[last] in self.vocabulary.generics):
                last += 1
        return self.longest(first, last)

    def longest(self, first: int, last: int) -> tuple[int, int]:
        """The longest name of the gazetteer around a shorter one: "Mbanza Congo", "KwaZulu-Natal"."""
        for stop in range(self._reach(last), last, -1):
            if self.tokens.words[stop - 1][:1].isupper():
                if self.vocabulary.is_named(self.tokens.text_of(first, stop)):
                    return first, stop
        start = self._reach_back(first)
        if start < first and self.vocabulary.is_named(self.tokens.text_of(start, last)):
            return start, last
        return first, last

    def _reach(self, last: int) -> int:
        """How far the capitalised words go on behind a name."""
        words = self.tokens.words
        end = min(last + LONGEST_NAME, len(words))
        for token in range(last, end):
            if words[token][:1].isupper():
                last = token + 1
            elif words[token] not in self.joining and words[token] != "and":
                break
        return last

    def _reach_back(self, first: int) -> int:
        """Where the name begins if the capitalised word before it belongs to it."""
        words = self.tokens.words
        start = first - 2 if first > 1 and words[first - 1] == "-" else first - 1
        is_part = start >= 0 and words[start][:1].isupper() and self.tokens.pos[start] != "DET"
        return start if is_part else first

    def run(self, first: int, taken: Container[int]) -> int:
        """The end of the capitalised words from ``first``, joined by particles and hyphens."""
        words = self.tokens.words
        last = stop = first + 1
        sentence = self.tokens.sentences[self.tokens.sentence_of[first]]
        limit = min(first + 2 * LONGEST_NAME, sentence.last)
        while stop < limit and stop not in taken:
            if words[stop][:1].isupper():
                last = stop + 1
            elif words[stop].lower() not in self.joining:
                break
            stop += 1
        return last

    def is_name(self, first: int, last: int) -> bool:
        """Whether the span is capitalised and more than a direction or a word for a kind."""
        if first >= last or not any(word[:1].isupper() for word in self.tokens.words[first:last]):
            return False
        words = self.tokens.lowers[first:last]
        if words[0] in self.vocabulary.set_of("ships"):
            return False
        return not all(
            w in self.directions or w in self.vocabulary.kinds or w == "-" for w in words
        )
