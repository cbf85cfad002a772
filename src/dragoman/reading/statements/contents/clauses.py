"""Clauses as contents: "said (that) …", "…, she said", "Russia, he said, …", "as X put it, …"."""

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.reading.language import Tokens
from dragoman.reading.statements.contents.tails import DASHES, TailCutter
from dragoman.reading.statements.drafts import Span
from dragoman.reading.statements.vocabulary import Cue, Vocabulary

_SET_IN = frozenset({"parataxis", "advcl", "ccomp", "dep", "intj", "conj"})


class Content(NamedTuple):
    """The content of a cue as tokens ``[first, last)``, by which pattern, and whom it was told."""

    rule: str
    ranges: list[Span]
    addressees: tuple[int, ...] = ()


class ClauseReader:
    """Finds the clauses that are the content of a verb."""

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.verbs = vocabulary.verbs
        self.settings = vocabulary.set_of("settings")
        self.setting_preps = vocabulary.set_of("setting_prepositions")
        self.marks = vocabulary.set_of("clause_marks")
        self.tails = TailCutter(tokens, vocabulary)

    def read(self, verb: int, cue: Cue) -> Content | None:
        """The clause that ``verb`` governs, or that it is set into."""
        return self._governed(verb, cue) or self._around(verb, cue)

    def _governed(self, verb: int, cue: Cue) -> Content | None:
        clauses = self.clauses_of(verb, cue)
        if not clauses:
            return None
        ranges = [piece for clause in clauses for piece in self.pieces(clause, verb)]
        ranges += self._led_in(verb, clauses[0])
        addressees = self.tokens.children_with(verb, "dobj", "dative")
        return Content("clause", ranges, tuple(addressees))

    def clauses_of(self, verb: int, cue: Cue) -> list[int]:
        """The heads of the clauses that ``verb`` governs and may report."""
        if not cue.takes & {"clause", "told_clause", "that"}:
            return []
        tokens = self.tokens
        found = [c for c in tokens.children_with(verb, "ccomp") if self._is_finite(c)] or [
            child
            for child in tokens.children_with(verb, "xcomp")
            if tokens.tags[child] == "VBG" and tokens.children_with(child, "ccomp")
        ]
        if not cue.takes & {"clause", "told_clause"}:
            found = [clause for clause in found if self.is_marked(clause)]
        if any(clause > verb for clause in found):
            # "Coverage was merciless: the paper said he had lost." The first clause is its own.
            found = [c for c in found if c > verb or not self._is_cut_off(c, verb)]
        return found

    def _is_finite(self, clause: int) -> bool:
        """Whether this is a clause, rather than "to …" or the second half of "finds X wanting"."""
        tokens = self.tokens
        if self.is_infinitive(clause):
            return False
        return tokens.pos[clause] in {"VERB", "AUX"} or any(
            tokens.deps[child] in {"mark", "aux", "cop"} for child in tokens.children[clause]
        )

    def is_marked(self, clause: int) -> bool:
        """Whether the clause begins with "that", "whether" or a question word."""
        tokens = self.tokens
        first = tokens.left_edges[clause]
        return tokens.lowers[first] in self.marks or any(
            tokens.deps[child] == "mark" and tokens.lowers[child] in self.marks
            for child in tokens.children[clause]
        )

    def _is_cut_off(self, clause: int, verb: int) -> bool:
        words = self.tokens.words[self.tokens.right_edges[clause] - 1 : verb]
        return any(word in {":", ";"} for word in words)

    def is_infinitive(self, clause: int) -> bool:
        """Whether a clause is "to …"."""
        tokens = self.tokens
        return any(
            tokens.lowers[child] == "to" and tokens.deps[child] in {"aux", "mark"}
            for child in tokens.children[clause]
        )

    def pieces(self, clause: int, verb: int) -> Iterator[Span]:
        """The tokens of a clause without the cue's own words that may stand inside it."""
        first, last = self.tokens.subtree(clause)
        first = self._with_subject(first, clause, verb)
        last = self.tails.cut(clause, last, verb)
        if clause < verb <= last and not first <= verb < last:
            first = self._after_colon(first, last)
        if not first <= verb < last:
            yield first, last
            return
        inner_first, inner_last = self.frame(verb, clause)
        yield first, max(inner_first, first)
        yield min(inner_last, last), last

    def _with_subject(self, first: int, clause: int, verb: int) -> int:
        """Take back the subject of the clause that the parser made the object of the verb."""
        tokens = self.tokens
        if clause < verb or tokens.children_with(clause, "nsubj", "nsubjpass", "expl"):
            return first
        objects = [t for t in tokens.children_with(verb, "dobj") if verb < t < first]
        takes = {take for cue in self.verbs.get(tokens.lemmas[verb], ()) for take in cue.takes}
        adjacent = objects and tokens.right_edges[objects[-1]] == first
        return tokens.left_edges[objects[-1]] if adjacent and "told_clause" not in takes else first

    def _after_colon(self, first: int, last: int) -> int:
        """ "She declared the need: “Change the world,” she said": only the quote was said."""
        tokens = self.tokens
        for token in range(last - 1, first, -1):
            if tokens.words[token] == ":" and token + 1 < last and tokens.quote_at(token + 1):
                return token + 1
        return first

    def frame(self, verb: int, clause: int) -> Span:
        """The cue's own words without its content ``clause``: "Kuleba said on Tuesday"."""
        tokens = self.tokens
        first, last = verb, verb + 1
        for child in tokens.children[verb]:
            if child == clause or tokens.deps[child] in {"ccomp", "conj", "cc", "punct", "advcl"}:
                continue
            low, high = tokens.subtree(child)
            if not low <= clause < high:
                first, last = min(first, low), max(last, high)
        return first, last

    def _led_in(self, verb: int, clause: int) -> list[Span]:
        """ "In an open race, they argued, …": what stands before such a cue is content too."""
        tokens = self.tokens
        first, last = self._core(verb)
        if clause < verb or last >= len(tokens) or tokens.words[last] not in {",", *DASHES}:
            return []
        if tokens.words[first - 1] != "," or tokens.quote_at(last + 1) is not None:
            return []
        before = [
            tokens.subtree(child)
            for child in tokens.children[verb]
            if child < first and tokens.deps[child] in {"prep", "advcl"}
            and not self.is_setting(child)
        ]  # fmt: skip
        return before[-1:]

    def _core(self, verb: int) -> Span:
        """Subject and verb."""
        tokens = self.tokens
        first, last = verb, verb + 1
        for child in tokens.children_with(verb, "nsubj", "aux", "neg", "mark"):
            first, last = min(first, tokens.left_edges[child]), max(last, tokens.right_edges[child])
        return first, last

    def _around(self, verb: int, cue: Cue) -> Content | None:
        """A cue set into the sentence that it reports: "Russia, he said, …", "as he put it"."""
        tokens = self.tokens
        if not cue.takes >= {"clause", "quote"} or tokens.deps[verb] not in _SET_IN:
            return None
        host = tokens.heads[verb]
        first, last = tokens.subtree(verb)
        while first < verb and tokens.pos[first] == "PUNCT":
            first += 1
        is_as = tokens.lowers[first] == "as"
        is_joined = tokens.deps[verb] in {"advcl", "conj"}
        if not is_as and (is_joined or not self._is_set_off(first, last)):
            return None
        if not tokens.children_with(verb, "nsubj", "nsubjpass"):
            return None
        if any(t > verb for t in tokens.children_with(verb, "dobj", "ccomp", "xcomp", "attr")):
            return None  # "as the talks show few signs of success" tells something itself
        low, high = tokens.subtree(host)
        return Content("around", [(low, max(first, low)), (min(last, high), high)])

    def _is_set_off(self, first: int, last: int) -> bool:
        tokens = self.tokens
        before = first == 0 or tokens.pos[first - 1] == "PUNCT"
        after = last >= len(tokens) or "PUNCT" in {tokens.pos[last], tokens.pos[last - 1]}
        return before and after

    def is_setting(self, child: int) -> bool:
        """Whether a dependent only says when or where: "on Tuesday", "in an interview"."""
        tokens = self.tokens
        if tokens.deps[child] != "prep" or tokens.lowers[child] not in self.setting_preps:
            return False
        return any(
            tokens.lemmas[t] in self.settings or tokens.lowers[t] in self.settings
            for t in tokens.children_with(child, "pobj")
        )
