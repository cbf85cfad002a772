"""Circumstances of an event: its clause, its date, the figures in it, who reports it, its contexts."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TypeVar

from dragoman.reading.events.coding import Draft
from dragoman.reading.language import Tokens
from dragoman.records import Date, Figure, Place, Statement
from dragoman.records.events import EventDateBasis

_CLAUSE_DEPS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis", "xcomp", "acl"})
MOST_CONTEXTS = 3
LONGEST_AGENCY = 40
_DASH = re.compile(r"\s*(?:\([A-Z][\w ]*\))?\s*[–—-]")

Dated = TypeVar("Dated", Date, Place, Figure)


class CircumstanceReader:
    """Looks up what surrounds a predicate among the records found before."""

    def __init__(
        self,
        tokens: Tokens,
        dates: Sequence[Date],
        places: Sequence[Place],
        figures: Sequence[Figure],
        statements: Sequence[Statement],
    ) -> None:
        self.tokens = tokens
        dated = [d for d in dates if (d.first_day or d.last_day) and not self._in_dateline(d)]
        self._dates = _by_token(tokens, dated)
        self._places = _by_token(tokens, places)
        self._figures = _by_token(tokens, figures)
        self._statements = statements

    def _in_dateline(self, date: Date) -> bool:
        """ "CAIRO, March 15 – …": the day of writing, not of what is told."""
        start = date.evidence.start
        block = next((b for b in self.tokens.blocks if b.start <= start < b.end), None)
        before = self.tokens.text[block.start : start] if block else ""
        after = self.tokens.text[date.evidence.end : date.evidence.end + LONGEST_AGENCY]
        return (
            len(before) <= LONGEST_AGENCY
            and before[:2].isupper()
            and _DASH.match(after) is not None
        )

    def clause(self, token: int) -> tuple[int, int]:
        """The predicate with its dependents, but without other clauses: tokens ``[first, last)``."""
        tokens = self.tokens
        first, last = token, token + 1
        for child in tokens.children[token]:
            if tokens.deps[child] in {
                "dobj",
                "nsubj",
                "nsubjpass",
                "prt",
                "prep",
                "agent",
                "dative",
                "aux",
                "neg",
                "auxpass",
                "poss",
                "amod",
                "compound",
                "attr",
                "acomp",
                "oprd",
                "xcomp",
            }:
                low, high = tokens.subtree(child)
                first, last = min(first, low), max(last, high)
        return first, last

    def date(self, draft: Draft) -> tuple[Date | None, EventDateBasis, Date | None]:
        """The event's date: of its own clause, else of its sentence; and the words that gave it."""
        tokens, token = self.tokens, draft.token
        sentence = tokens.sentences[tokens.sentence_of[token]]
        own = [(t, d) for t, d in self._dates if sentence.first <= t < sentence.last]
        for host in self._hosts(token):
            inside = [d for t, d in own if self._hangs_on(t, host)]
            if inside:
                return inside[0], "stated", inside[0]
        above = {token, *tokens.ancestors(token)}
        governing = [d for t, d in own if self._verb_of(t) in above]
        if len({d.value for d in governing}) == 1:
            return governing[0], "stated", governing[0]
        return None, "unknown", None

    def place(self, draft: Draft) -> Place | None:
        """Where the event took place: the place behind "in", "at" or "near" in its own clause."""
        tokens, token = self.tokens, draft.token
        sentence = tokens.sentences[tokens.sentence_of[token]]
        own = [
            (t, p)
            for t, p in self._places
            if sentence.first <= t < sentence.last and self._is_where(t)
        ]
        for host in self._hosts(token):
            inside = [place for t, place in own if self._hangs_on(t, host)]
            if inside:
                return inside[0]
        return None

    def _is_where(self, token: int) -> bool:
        tokens = self.tokens
        while tokens.deps[token] in {"compound", "nmod", "appos", "conj"}:
            token = tokens.heads[token]
        prep = tokens.lowers[tokens.heads[token]]
        return tokens.deps[token] == "pobj" and prep in {"in", "at", "near", "outside", "around"}

    def _verb_of(self, token: int) -> int:
        """The verb that a date word belongs to."""
        tokens = self.tokens
        while tokens.pos[token] not in {"VERB", "AUX"} and tokens.heads[token] != token:
            token = tokens.heads[token]
        return token

    def _hosts(self, token: int) -> list[int]:
        """The predicate, and the verb above it where the predicate is its object or complement."""
        tokens = self.tokens
        hosts = [token]
        while tokens.deps[hosts[-1]] in {
            "dobj",
            "pobj",
            "prep",
            "xcomp",
            "nsubjpass",
            "nsubj",
            "conj",
            "ccomp",
        }:
            head = tokens.heads[hosts[-1]]
            if tokens.deps[hosts[-1]] == "ccomp" or len(hosts) > 5:
                break
            hosts.append(head)
        return hosts

    def _hangs_on(self, token: int, host: int) -> bool:
        """Whether a date word hangs on ``host`` without another clause between them."""
        tokens = self.tokens
        while token != host:
            if tokens.heads[token] == token or tokens.deps[token] in _CLAUSE_DEPS:
                return False
            token = tokens.heads[token]
        return True

    def figures(self, first: int, last: int) -> tuple[str, ...]:
        """The figures among the tokens ``[first, last)``."""
        return tuple(figure.id for token, figure in self._figures if first <= token < last)

    def statement(self, token: int) -> Statement | None:
        """The innermost statement whose content holds the predicate."""
        start = self.tokens.starts[token]
        holding = [s for s in self._statements if any(e.start <= start < e.end for e in s.content)]
        return min(holding, key=lambda s: sum(e.end - e.start for e in s.content), default=None)

    def contexts(self, draft: Draft, context_of: Mapping[str, list[str]]) -> tuple[str, ...]:
        """The frame's contexts, then those that the clause's words show."""
        found = dict.fromkeys(draft.contexts)
        first, last = self.clause(draft.token)
        lemmas = self.tokens.lemmas
        for token in range(first, last):
            for word in (
                lemmas[token],
                f"{lemmas[token]} {lemmas[token + 1]}" if token + 1 < last else "",
            ):
                found.update(dict.fromkeys(context_of.get(word, ())))
        return tuple(found)[:MOST_CONTEXTS]


def _by_token(tokens: Tokens, records: Sequence[Dated]) -> list[tuple[int, Dated]]:
    placed = [(bisect_right(tokens.starts, r.evidence.end - 1) - 1, r) for r in records]
    return sorted(placed, key=lambda pair: pair[0])
