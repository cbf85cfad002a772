"""Surroundings: what the words around a name say about it being a place, and which."""

from typing import Final

from dragoman.reading.language import Tokens
from dragoman.reading.places.toponyms import Toponym
from dragoman.reading.places.vocabulary import Vocabulary

#: So many tokens may stand between a place and the one that it lies in.
FARTHEST_CONTAINER: Final = 6
_POSSESSIVE: Final = frozenset({"'s", "’s", "'", "’"})


class Surroundings:
    """Answers questions about the words around the tokens ``[first, last)`` of a name."""

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.locative = vocabulary.set_of("locative")
        self.motion = vocabulary.set_of("motion")
        self.moving = vocabulary.set_of("moving")
        self.directions = vocabulary.set_of("directions")

    def word(self, token: int) -> str:
        """The word at ``token`` in lower case; empty outside the text."""
        return self.tokens.lowers[token] if 0 <= token < len(self.tokens) else ""

    def before(self, first: int) -> int:
        """The first token on the left that is no article or direction: "in the far north of X"."""
        token = first - 1
        while token >= 0 and (self.word(token) == "the" or self.word(token) in self.directions):
            token -= 1
        return token

    def kinds(self, first: int, last: int) -> frozenset[str]:
        """The kinds of place that a common noun beside the name asks for.

        "Idlib province", "the province of Idlib", "the Syrian city of Homs", "the village Kisima".
        """
        kinds = self.vocabulary.kinds
        if not self.tokens.words[last - 1].islower() and self.word(last) in kinds:
            return kinds[self.word(last)]
        token = first - 1
        if self.word(token) == "of":
            token -= 1
        return kinds.get(self.word(token), frozenset())

    def preposition(self, first: int) -> str:
        """The locative preposition before the name, or one of motion with a word of moving."""
        token = self.before(first)
        word = self.word(token)
        if word in self.locative:
            return word
        if word in self.motion and self._moves(token):
            return word
        if word == "of" and self.word(token - 1) in self.directions:
            return "of"
        return ""

    def _moves(self, token: int) -> bool:
        tokens = self.tokens
        head = tokens.heads[token]
        near = tokens.lemmas[max(token - 3, 0) : token]
        return tokens.lemmas[head] in self.moving or any(word in self.moving for word in near)

    def is_located(self, first: int, last: int) -> bool:
        """Whether the name stands where something is or goes: "in Iraq and Syria", "northern Mali"."""
        tokens = self.tokens
        if self.preposition(first) or self.word(first - 1) in self.directions:
            return True
        head = self.head(first, last)
        for _ in range(4):
            if tokens.deps[head] not in {"conj", "appos"}:
                break
            head = tokens.heads[head]
            if self.preposition(tokens.left_edges[head] if head < first else head):
                return True
            if self.preposition(head):
                return True
        verb = tokens.heads[head]
        if tokens.deps[head] == "dobj" and tokens.lemmas[verb] in self.moving:
            return True
        return self.word(last) in _POSSESSIVE and self.word(last + 1) in self.directions

    def head(self, first: int, last: int) -> int:
        """The token of the name on which its other tokens hang."""
        heads = self.tokens.heads
        for token in range(last - 1, first - 1, -1):
            if not first <= heads[token] < last or heads[token] == token:
                return token
        return last - 1

    def container(self, inner: Toponym, outer: Toponym) -> bool:
        """Whether the words between put ``inner`` into ``outer``, which stands behind it.

        "Homs, Syria", "Homs (Syria)", "the town of Homs in central Syria".
        """
        gap = self.tokens.lowers[inner.last : outer.first]
        if not gap or len(gap) > FARTHEST_CONTAINER:
            return False
        if len(gap) == 1 and gap[0] in {",", "("}:
            return True
        rest = gap[1:] if gap[0] in {",", "("} else gap
        if "in" not in rest[:2] and "of" not in rest[:2] and gap[0] not in {","}:
            return False
        return all(self._joins(word) for word in rest) and gap[0] != "and"

    def owner(self, outer_last: int, inner: Toponym) -> bool:
        """Whether the words between put ``inner`` into the country that ends at ``outer_last``.

        "Syria's Idlib", "the Iraqi city of Mosul", "Syria's northern province of Idlib".
        """
        gap = self.tokens.lowers[outer_last : inner.first]
        if len(gap) > FARTHEST_CONTAINER:
            return False
        if gap and gap[0] in _POSSESSIVE:
            return all(self._joins(word) for word in gap[1:])
        kinds = self.vocabulary.kinds
        return bool(gap) and all(self._joins(word) for word in gap) and any(w in kinds for w in gap)

    def _joins(self, word: str) -> bool:
        return (
            word in self.vocabulary.set_of("between")
            or word in self.directions
            or word in self.vocabulary.kinds
            or word == "-"
        )

    def is_dateline(self, first: int, last: int) -> bool:
        """Whether the name opens a paragraph as the place of the report: "BAGHDAD (AP) --"."""
        tokens = self.tokens
        sentence = tokens.sentences[tokens.sentence_of[first]]
        opens = first == sentence.first or not tokens.lowers[first - 1].strip()
        if not opens or not tokens.text_of(first, last).isupper():
            return False
        return self.word(last) in {"(", "-", "--", "—", "–", ",", "_", "|", ":", "/"}
