"""Shapes: where a place name begins and ends."""

from collections.abc import Container, Iterator
from typing import Final

from dragoman.reading.language import Tokens
from dragoman.reading.places.vocabulary import Vocabulary

LONGEST_NAME: Final = 5
_EDGES: Final = frozenset("'s ’s ' ’ \" “ ” , . ( ) [ ] - -- — – ; : * • |".split())
_LEADING: Final = frozenset({"the", "of", "in", "a", "an"})


class Shapes:
    """Cuts and widens spans of tokens ``[first, last)`` to names."""

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.directions = vocabulary.set_of("directions")
        self.joining = vocabulary.set_of("joining")

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
            is_own_part = words[first][:1].isupper() and not lowers[first].endswith("ern")
            if is_own_part or self.vocabulary.is_named(self.tokens.text_of(first, last)):
                break
            first += 2 if words[first + 1] == "-" and last - first > 2 else 1
        return first

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """With what the model left off: "Butler" of "Butler County", "KwaZulu" of "KwaZulu-Natal"."""
        tokens, words = self.tokens, self.tokens.words
        if last < len(tokens) and words[last][:1].isupper():
            if tokens.lowers[last] in self.vocabulary.generics and self._known(first, last + 1):
                return first, last + 1
        if last + 1 < len(tokens) and words[last] == "-" and words[last + 1][:1].isupper():
            if self.vocabulary.is_named(tokens.text_of(first, last + 2)):
                return first, last + 2
        if first > 1 and words[first - 1] == "-" and words[first - 2][:1].isupper():
            if self.vocabulary.is_named(tokens.text_of(first - 2, last)):
                return first - 2, last
        return first, last

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
        return not all(w in self.directions or w in self.vocabulary.kinds or w == "-" for w in words)
