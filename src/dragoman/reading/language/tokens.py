"""Tokens: the parse of one document as columns, so that no stage touches the parser's objects.

Token ``i`` of the document has its word in ``words[i]``, its head in ``heads[i]`` (the root of a
sentence is its own head) and its characters at ``[starts[i], ends[i])`` of the document's text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from dragoman.reading.language.layout import Block, BlockKind
from dragoman.reading.language.quotes import Quote

_NOUN_POS: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
# What follows the head of a noun phrase without belonging to its name.
_OUTSIDE_PHRASE: Final = frozenset(
    {
        "relcl",
        "acl",
        "appos",
        "conj",
        "cc",
        "punct",
        "advcl",
        "parataxis",
        "ccomp",
        "dep",
        "preconj",
    }
)


class Sentence(NamedTuple):
    """A sentence: its tokens ``[first, last)``, its characters ``[start, end)``, its block."""

    first: int
    last: int
    start: int
    end: int
    block: int
    kind: BlockKind


class Entity(NamedTuple):
    """A named entity that the model found: tokens ``[first, last)`` and the model's label."""

    first: int
    last: int
    label: str


class Tokens:
    """The parse of a document. A layer: stages may ask for it, it is not stored."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.lowers: list[str] = []
        self.lemmas: list[str] = []
        self.pos: list[str] = []
        self.tags: list[str] = []
        self.deps: list[str] = []
        self.heads: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.children: list[list[int]] = []
        self.sentence_of: list[int] = []
        self.left_edges: list[int] = []
        self.right_edges: list[int] = []
        self.sentences: list[Sentence] = []
        self.entities: list[Entity] = []
        self.blocks: Sequence[Block] = ()
        self.quotes: list[Quote] = []
        self.model = ""

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the tokens ``[first, last)``."""
        return self.starts[first], self.ends[last - 1]

    def text_of(self, first: int, last: int) -> str:
        """The document's words at the tokens ``[first, last)``."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def subtree(self, token: int) -> tuple[int, int]:
        """All that hangs on ``token``, as tokens ``[first, last)``."""
        return self.left_edges[token], self.right_edges[token]

    def children_with(self, token: int, *deps: str) -> list[int]:
        """The dependents of ``token`` with one of the labels ``deps``, in text order."""
        return [child for child in self.children[token] if self.deps[child] in deps]

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads of ``token`` up to the root, nearest first."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def root_of(self, token: int) -> int:
        """The root of the sentence that ``token`` stands in."""
        while self.heads[token] != token:
            token = self.heads[token]
        return token

    def phrase(self, token: int) -> tuple[int, int]:
        """The noun phrase around its head ``token``, without what follows it (clauses, apposition).

        "the Ukrainian foreign minister, who spoke" gives "the Ukrainian foreign minister".
        """
        first = token
        for child in self.children[token]:
            if child >= token:
                break
            if self.deps[child] not in _OUTSIDE_PHRASE:
                first = min(first, self.left_edges[child])
        for place in range(token - 1, first, -1):
            joined = self.heads[place]
            if self.deps[place] == "cc" and joined != token and self.pos[joined] == "NOUN":
                first = place + 1  # the parser took "its army and proxies" for one name
                break
        while first < token and (
            self.pos[first] == "PUNCT" and self.words[first] not in {'"', "'"}
        ):
            first += 1
        return first, token + 1

    def phrase_with_complements(self, token: int) -> tuple[int, int]:
        """The noun phrase with its prepositional complements: "the ministry of defence"."""
        first, last = self.phrase(token)
        for child in self.children[token]:
            if child > token and self.deps[child] == "prep":
                last = max(last, self.right_edges[child])
            elif child > token and self.deps[child] in _OUTSIDE_PHRASE:
                break
        return first, last

    def is_nominal(self, token: int) -> bool:
        """Whether ``token`` is a noun, name, pronoun or number."""
        return self.pos[token] in _NOUN_POS

    def conjuncts(self, token: int) -> list[int]:
        """``token`` and what is joined to it by "and", "or" or a list, in text order."""
        found = [token]
        for member in found:
            found.extend(self.children_with(member, "conj"))
        return found

    def first_at(self, start: int) -> int:
        """The first token that begins at or behind the character ``start``."""
        return bisect_left(self.starts, start)

    def is_time(self, token: int) -> bool:
        """Whether ``token`` belongs to a date or time that the model sees."""
        return token in self._times

    @cached_property
    def _times(self) -> frozenset[int]:
        spans = (e for e in self.entities if e.label in {"DATE", "TIME"})
        return frozenset(token for e in spans for token in range(e.first, e.last))

    def quote_at(self, token: int) -> Quote | None:
        """The quote that holds ``token``, if any."""
        start = self.starts[token]
        number = bisect_right(self.quotes, start, key=lambda quote: quote.start) - 1
        return self.quotes[number] if number >= 0 and start < self.quotes[number].end else None

    def find_edges(self) -> None:
        """Fill ``children``, ``left_edges`` and ``right_edges`` from ``heads``."""
        size = len(self.words)
        self.children = [[] for _ in range(size)]
        self.left_edges = list(range(size))
        self.right_edges = list(range(1, size + 1))
        for token, head in enumerate(self.heads):
            if head != token:
                self.children[head].append(token)
        for sentence in self.sentences:
            self._widen(sentence.first, sentence.last)

    def _widen(self, first: int, last: int) -> None:
        # Each token widens the edges of all its ancestors; trees of news sentences are shallow.
        left, right, heads = self.left_edges, self.right_edges, self.heads
        for token in range(first, last):
            head = heads[token]
            while True:
                if left[head] > token:
                    left[head] = token
                if right[head] <= token:
                    right[head] = token + 1
                if heads[head] == head:
                    break
                head = heads[head]
