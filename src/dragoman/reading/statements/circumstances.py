"""Circumstances of a statement: when it was made, and whether it was made at all."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from dragoman.knowledge import Knowledge
from dragoman.reading.language import Tokens
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.vocabulary import Vocabulary
from dragoman.records import Date

Status = Literal["said", "not_said", "planned", "hypothetical"]
_OWN_CLAUSE = frozenset({"ccomp", "xcomp", "advcl", "relcl", "conj", "parataxis", "acl", "pcomp"})
_STEPS_UP = frozenset({"xcomp", "pcomp", "prep", "conj"})
HIGHEST = 3


class CircumstanceReader:
    """Reads dates and status off the cue's clause."""

    def __init__(
        self, tokens: Tokens, dates: Sequence[Date], knowledge: Knowledge, vocabulary: Vocabulary
    ) -> None:
        self.tokens = tokens
        dated = [date for date in dates if date.first_day or date.last_day]
        placed = ((bisect_right(tokens.starts, d.evidence.end - 1) - 1, d) for d in dated)
        self._dates = sorted(placed, key=lambda pair: pair[0])
        self.modals: dict[str, str] = knowledge.words.table_of("events", "modals")
        self.negations = knowledge.words.set_of("events", "negations")
        self.unsaid = vocabulary.set_of("unsaid_verbs")
        self.planning = vocabulary.set_of("planning_verbs")

    def date(self, draft: Draft) -> Date | None:
        """The day in the cue's own clause: "said on Tuesday"."""
        if draft.cue is None or not self._dates:
            return None
        tokens = self.tokens
        sentence = tokens.sentences[tokens.sentence_of[draft.token]]
        low = bisect_right(self._dates, sentence.first - 1, key=lambda pair: pair[0])
        high = bisect_right(self._dates, sentence.last - 1, key=lambda pair: pair[0])
        own = [pair for pair in self._dates[low:high] if self._is_own(pair[0], draft)]
        return min(own, key=lambda pair: abs(pair[0] - draft.token))[1] if own else None

    def _is_own(self, token: int, draft: Draft) -> bool:
        """Whether the date at ``token`` belongs to the cue, not to something in its content."""
        place = self.tokens.starts[token]
        inside = any(start <= place < end for start, end in draft.contents)
        if inside and self.tokens.heads[token] != draft.token:
            return False
        return any(self._hangs_on(token, host) for host in self._hosts(draft))

    def _hosts(self, draft: Draft) -> list[int]:
        """The cue, and the verb above a cue that is its object: "repeated his insistence"."""
        token = draft.token
        return [token, self.tokens.heads[token]] if self._is_bound(token) else [token]

    def _hangs_on(self, token: int, cue: int) -> bool:
        tokens = self.tokens
        while token != cue:
            if tokens.heads[token] == token or tokens.deps[token] in _OWN_CLAUSE:
                return False
            token = tokens.heads[token]
        return True

    def status(self, draft: Draft) -> Status:
        """Whether the words were said, not said, are still to be said, or only may be."""
        if draft.cue is None:
            return "said"
        tokens, token = self.tokens, draft.token
        if tokens.pos[token] not in {"VERB", "AUX"}:
            token = tokens.heads[token] if self._is_bound(token) else token
        own = self._own(token)
        for _ in range(HIGHEST):
            head, dep = tokens.heads[token], tokens.deps[token]
            if head == token or dep not in _STEPS_UP or (dep == "conj" and own != "said"):
                break
            above = self._above(token, head)
            if above != "said":
                return above
            token = head
        return own

    def _is_bound(self, noun: int) -> bool:
        tokens = self.tokens
        return tokens.deps[noun] in {"dobj", "acomp", "attr"} and tokens.pos[
            tokens.heads[noun]
        ] in {
            "VERB",
            "AUX",
        }

    def _own(self, token: int) -> Status:
        tokens = self.tokens
        children = tokens.children[token]
        found: Status = "said"
        for child in children:
            lower, dep = tokens.lowers[child], tokens.deps[child]
            if dep == "neg" or (lower in self.negations and dep in {"advmod", "preconj", "det"}):
                return "not_said"
            if dep == "nsubj" and any(tokens.lowers[c] == "no" for c in tokens.children[child]):
                return "not_said"
            if dep == "aux" and lower in self.modals:
                found = "planned" if self.modals[lower] == "planned" else "hypothetical"
            if dep == "mark" and lower in {"if", "unless"}:
                found = "hypothetical"
        return found

    def _above(self, token: int, head: int) -> Status:
        tokens = self.tokens
        lemma = tokens.lemmas[head]
        if tokens.deps[token] == "xcomp" and self._has_to(token):
            if lemma in self.unsaid:
                return "not_said"
            if lemma in self.planning:
                return "planned"
        if tokens.deps[token] == "pcomp" and tokens.lowers[head] == "without":
            return "not_said"
        return "said"

    def _has_to(self, token: int) -> bool:
        tokens = self.tokens
        return any(tokens.lowers[child] == "to" for child in tokens.children_with(token, "aux"))
