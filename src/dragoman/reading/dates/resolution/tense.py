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
        self._scheduling = frozenset(words["scheduling"])
        self._was, self._is = frozenset(words["was"]), frozenset(words["is"])
        self._reporting = frozenset(words["reporting"])
        self._has = frozenset(words["has"])
        self._timetable = frozenset(words["timetable"])
        self._planning = frozenset(words["planning"])

    def direction(self, start: int) -> int:
        """The direction at the character ``start``: that of the verb which the date stands with."""
        tokens = self._tokens
        token = bisect_right(tokens.starts, start) - 1
        if token < 0:
            return 0
        above = False
        for place in (token, *tokens.ancestors(token)):
            lemma = tokens.lemmas[place]
            if lemma in self._scheduling or (above and lemma in self._planning):
                return 1
            if tokens.pos[place] not in _VERBAL or self._opens_after(place, token):
                continue
            direction = self._of_verb(place)
            if direction is not None:
                return direction
            above = True
        return 0

    def is_indirect(self, start: int, end: int) -> bool:
        """Whether a noun stands between the date at ``[start, end)`` and the verb above it."""
        tokens = self._tokens
        token = bisect_right(tokens.starts, start) - 1
        for place in tokens.ancestors(max(token, 0)):
            if tokens.pos[place] in _VERBAL:
                return False
            if tokens.pos[place] in {"NOUN", "PROPN"} and not start <= tokens.starts[place] < end:
                return True
        return True

    def _opens_after(self, verb: int, token: int) -> bool:
        """Whether the verb's clause begins behind the date ("his promise Tuesday that he will go")."""
        return any(mark > token for mark in self._tokens.children_with(verb, "mark"))

    def is_reported(self, start: int) -> bool:
        """Whether the date stands with a verb of report: "officials said in May"."""
        tokens = self._tokens
        token = bisect_right(tokens.starts, start) - 1
        for place in tokens.ancestors(max(token, 0)):
            if tokens.pos[place] in _VERBAL:
                return tokens.lemmas[place] in self._reporting
        return False

    def side_of_now(self, start: int, end: int) -> int:
        """Whether a length of time ends now (-1: "has ruled for 17 years"), begins now (1: "will leave

        within ten days") or neither (0).
        """
        tokens = self._tokens
        preposition = self.preposition(start, end)
        if preposition == "within":
            return 1 if self.direction(start) > 0 else 0
        if preposition != "for":
            return 0
        token = bisect_right(tokens.starts, start) - 1
        for place in tokens.ancestors(max(token, 0)):
            if tokens.pos[place] in _VERBAL:
                auxiliaries = {tokens.lowers[child] for child in tokens.children_with(place, *_AUXILIARIES)}
                return -1 if tokens.tags[place] in {"VBN", "VBG"} and auxiliaries & self._has else 0
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
        tag = tokens.tags[verb]
        if auxiliaries & self._future:
            return 1
        if tag == "VBD" or "did" in auxiliaries or auxiliaries & self._was:
            return -1
        if tag == "VBN":
            is_present = auxiliaries & self._is and not auxiliaries & self._perfect - self._is
            return (None if "to" in auxiliaries else 0) if is_present else -1
        if tag in {"VBZ", "VBP"}:
            return 1 if tokens.lemmas[verb] in self._timetable else 0
        if tag == "VBG" and auxiliaries:
            return -1 if auxiliaries & self._perfect - self._is else 1
        return -1 if auxiliaries & self._perfect - self._is else None
