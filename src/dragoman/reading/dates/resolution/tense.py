"""Tense: whether the clause around a date looks back or forward."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dragoman.reading.language.tokens import Tokens

_VERBAL: Final = frozenset({"VERB", "AUX"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN"})


class Tense:
    """Tells the direction of a date from the verb of its clause: -1 past, +1 future, 0 unknown."""

    def __init__(self, tokens: Tokens, words: Mapping[str, Sequence[str]]) -> None:
        self._tokens = tokens
        self._words = {name: frozenset(entries) for name, entries in words.items()}

    def direction(self, start: int) -> int:
        """The direction at the character ``start``: that of the verb which the date stands with."""
        tokens, words = self._tokens, self._words
        token = self._token_at(start)
        above = False
        for place in self._upwards(token):
            lemma = tokens.lemmas[place]
            if lemma in words["scheduling"] or (above and lemma in words["planning"]):
                return 1
            if lemma in words["scheduled"] and tokens.tags[place] == "VBN":
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
        for place in self._upwards(self._token_at(start)):
            if tokens.pos[place] in _VERBAL:
                return False
            if tokens.pos[place] in _NOMINAL and not start <= tokens.starts[place] < end:
                return True
        return True

    def is_reported(self, start: int) -> bool:
        """Whether the date stands with a verb of report: "officials said in May"."""
        verb = self._verb_above(start)
        return verb is not None and self._tokens.lemmas[verb] in self._words["reporting"]

    def side_of_now(self, start: int, end: int) -> int:
        """Whether a length of time ends now (-1), begins now (1) or neither (0).

        "Has ruled for 17 years" ends now, "will leave within ten days" begins now.
        """
        preposition = self.preposition(start, end)
        if preposition in self._words["ahead"]:
            return 1 if self.direction(start) > 0 else 0
        verb = self._verb_above(start) if preposition in self._words["lasting"] else None
        if verb is None or self._tokens.tags[verb] not in {"VBN", "VBG"}:
            return 0
        return -1 if self._auxiliaries(verb) & self._words["has"] else 0

    def modifies_noun(self, start: int, end: int) -> bool:
        """Whether the date at ``[start, end)`` stands before its noun ("the July vote")."""
        tokens, token = self._tokens, self._token_at(end - 1)
        head = tokens.heads[token] if token >= 0 else token
        return head > token and tokens.pos[head] in _NOMINAL

    def preposition(self, start: int, end: int) -> str:
        """The preposition whose object the date at ``[start, end)`` is, lower-case, or nothing."""
        tokens = self._tokens
        first, last = self._token_at(start), self._token_at(end - 1)
        for token in range(max(first, 0), last + 1):
            head = tokens.heads[token]
            if not first <= head <= last:
                is_object = tokens.deps[token] in {"pobj", "pcomp"} and head == first - 1
                return tokens.lowers[head] if is_object else ""
        return ""

    def _token_at(self, start: int) -> int:
        return bisect_right(self._tokens.starts, start) - 1

    def _upwards(self, token: int) -> Iterator[int]:
        """``token`` and what it hangs on, nearest first."""
        if token >= 0:
            yield token
            yield from self._tokens.ancestors(token)

    def _verb_above(self, start: int) -> int | None:
        above = self._upwards(self._token_at(start))
        return next((place for place in above if self._tokens.pos[place] in _VERBAL), None)

    def _opens_after(self, verb: int, token: int) -> bool:
        """Whether the verb's clause opens behind the date ("his vow Tuesday that he will go")."""
        return any(mark > token for mark in self._tokens.children_with(verb, "mark"))

    def _auxiliaries(self, verb: int) -> frozenset[str]:
        tokens = self._tokens
        children = tokens.children_with(verb, "aux", "auxpass")
        return frozenset(tokens.lowers[child] for child in children)

    def _of_verb(self, verb: int) -> int | None:
        """The direction of one verb; ``None`` where the verb above it decides."""
        words, tag, auxiliaries = self._words, self._tokens.tags[verb], self._auxiliaries(verb)
        perfect = auxiliaries & words["perfect_auxiliaries"]
        if auxiliaries & words["future_auxiliaries"]:
            return 1 if auxiliaries & words["certain_future"] or not perfect else -1
        if tag == "VBD" or auxiliaries & words["past_auxiliaries"]:
            return -1
        if tag == "VBN":
            if perfect or not auxiliaries & words["is"]:
                return -1
            return None if "to" in auxiliaries else 0
        if tag in {"VBZ", "VBP"}:
            return 1 if self._tokens.lemmas[verb] in words["timetable"] else 0
        if perfect:
            return -1
        return 1 if tag == "VBG" and auxiliaries else None
