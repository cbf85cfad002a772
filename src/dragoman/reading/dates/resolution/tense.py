"""Tense: whether the clause around a date looks back or forward."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from dragoman.reading.language.tokens import Tokens

_VERBAL: Final = frozenset({"VERB", "AUX"})
_AUXILIARIES: Final = ("aux", "auxpass")


class Tense:
    """Tells the direction of a date from the verb of its clause: -1 past, +1 future, 0 unknown."""

    def __init__(self, tokens: Tokens, words: Mapping[str, Sequence[str]]) -> None:
        self._tokens = tokens
        self._future = frozenset(words["future_auxiliaries"])
        self._perfect = frozenset(words["perfect_auxiliaries"])
        self._planning = frozenset(words["planning"])

    def direction(self, start: int) -> int:
        """The direction at the character ``start``."""
        token = bisect_right(self._tokens.starts, start) - 1
        if token < 0:
            return 0
        for ancestor in (token, *self._tokens.ancestors(token)):
            if self._tokens.lemmas[ancestor] in self._planning:
                return 1
            if self._tokens.pos[ancestor] in _VERBAL:
                direction = self._of_verb(ancestor)
                if direction is not None:
                    return direction
        return 0

    def modifies_noun(self, start: int, end: int) -> bool:
        """Whether the date at ``[start, end)`` stands before a noun that it belongs to ("the July vote")."""
        tokens = self._tokens
        token = bisect_right(tokens.starts, end - 1) - 1
        head = tokens.heads[token] if token >= 0 else token
        return head > token and tokens.pos[head] in {"NOUN", "PROPN"}

    def preposition(self, start: int, end: int) -> str:
        """The preposition whose object the date at ``[start, end)`` is, in lower case, or nothing."""
        tokens = self._tokens
        first = bisect_right(tokens.starts, start) - 1
        last = bisect_right(tokens.starts, end - 1) - 1
        for token in range(max(first, 0), last + 1):
            head = tokens.heads[token]
            if not first <= head <= last:
                is_object = tokens.deps[token] in {"pobj", "pcomp"} and head == first - 1
                return tokens.lowers[head] if is_object else ""
        return ""

    def _of_verb(self, verb: int) -> int | None:
        """The direction of one verb; ``None`` where the verb above it decides."""
        tokens = self._tokens
        auxiliaries = {tokens.lowers[child] for child in tokens.children_with(verb, *_AUXILIARIES)}
        if auxiliaries & self._future:
            return 1
        tag = tokens.tags[verb]
        if tag == "VBD" or tag == "VBN":
            return -1
        if auxiliaries & self._perfect or "did" in auxiliaries:
            return -1
        if tag in {"VBZ", "VBP"}:
            return 0
        if tag == "VBG" and auxiliaries:
            return -1 if auxiliaries & {"was", "were"} else 1
        return None
