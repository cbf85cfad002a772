"""Contents of cue verbs: the clause, infinitive, object or preposition behind (or before) a verb."""

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.reading.language import Tokens
from dragoman.reading.statements.drafts import Span
from dragoman.reading.statements.vocabulary import Cue, Vocabulary

_COMPLEMENTS = frozenset(
    {"dobj", "prep", "oprd", "xcomp", "ccomp", "acomp", "dative", "pcomp", "attr", "advcl", "prt"}
)  # fmt: skip
_CLAUSE_MARKS = frozenset({"that", "whether", "if"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


class Content(NamedTuple):
    """The content of a cue as tokens, by which pattern, and whom it was told."""

    rule: str
    ranges: list[Span]
    addressees: list[int]


class ContentReader:
    """Finds the content of cue verbs in the parse."""

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.settings = vocabulary.set_of("settings")
        self.setting_preps = vocabulary.set_of("setting_prepositions")
        self.reporting = vocabulary.set_of("trailing")

    def read(self, verb: int, cue: Cue) -> Content | None:
        """The content of ``verb``; null where nothing in its clause can be it."""
        if self.is_passive(verb):
            return self._passive(verb, cue)
        for way in (self._clause, self._told, self._infinitive, self._small, self._behind,
                    self._object, self._around):  # fmt: skip
            found = way(verb, cue)
            if found is not None and found.ranges:
                return found
        return None

    def is_passive(self, verb: int) -> bool:
        """Whether the verb is a passive: "was told", "is expected", "described as"."""
        tokens = self.tokens
        if tokens.tags[verb] not in {"VBN", "VBD"}:
            return False
        deps = {tokens.deps[child] for child in tokens.children[verb]}
        if deps & {"auxpass", "nsubjpass", "csubjpass"}:
            return True
        if deps & {"nsubj", "aux", "dobj"}:
            return False
        return tokens.tags[verb] == "VBN" and tokens.deps[verb] in {"acl", "advcl"}

    def _clause(self, verb: int, cue: Cue) -> Content | None:
        """ "Said (that) …", "asked whether …", also before the verb: "…, she said"."""
        told = "told_clause" in cue.takes
        if not told and "clause" not in cue.takes:
            return None
        tokens = self.tokens
        clauses = [
            child
            for child in tokens.children[verb]
            if tokens.deps[child] == "ccomp" and not self.is_infinitive(child)
        ]
        if not clauses:
            return None
        addressees = tokens.children_with(verb, "dobj", "dative")
        ranges = [piece for clause in clauses for piece in self._pieces(clause, verb)]
        return Content("clause", ranges, addressees)

    def _pieces(self, clause: int, verb: int) -> Iterator[Span]:
        """The tokens of a clause without the words around the cue that may stand inside it."""
        tokens = self.tokens
        first, last = tokens.subtree(clause)
        last = self._without_tail(clause, last)
        if not first <= verb < last:
            yield first, last
            return
        inner_first, inner_last = self.frame(verb, clause)
        yield first, max(inner_first, first)
        yield min(inner_last, last), last

    def frame(self, verb: int, clause: int) -> Span:
        """The cue's own words without its content ``clause``: "Kuleba said on Tuesday"."""
        tokens = self.tokens
        first, last = verb, verb + 1
        for child in tokens.children[verb]:
            if child == clause or tokens.deps[child] in {"ccomp", "conj", "cc"}:
                continue
            low, high = tokens.subtree(child)
            if low <= clause < high or tokens.deps[child] == "punct":
                continue
            first, last = min(first, low), max(last, high)
        return first, last

    def _without_tail(self, clause: int, last: int) -> int:
        """Cut ", adding that …" off, which the parser hangs on the content."""
        tokens = self.tokens
        for child in tokens.children[clause]:
            if (
                child > clause
                and tokens.deps[child] in {"advcl", "conj"}
                and tokens.tags[child] == "VBG"
                and tokens.lemmas[child] in self.reporting
            ):
                first = tokens.left_edges[child]
                if tokens.lowers[first - 1] == "," or tokens.deps[first - 1] == "cc":
                    return min(last, first)
        return last

    def is_infinitive(self, clause: int) -> bool:
        """Whether a clause is "to …"."""
        tokens = self.tokens
        return any(
            tokens.lowers[child] == "to" and tokens.deps[child] in {"aux", "mark"}
            for child in tokens.children[clause]
        )

    def _told(self, verb: int, cue: Cue) -> Content | None:
        """ "Urged X to …": the content begins with X."""
        if "told" not in cue.takes:
            return None
        tokens = self.tokens
        clauses = [
            child
            for child in tokens.children[verb]
            if child > verb
            and tokens.deps[child] in {"xcomp", "ccomp", "advcl"}
            and self.is_infinitive(child)
        ]
        if not clauses:
            return None
        objects = tokens.children_with(verb, "dobj")
        objects += [
            object_
            for prep in tokens.children_with(verb, "prep")
            if tokens.lowers[prep] in cue.rest
            for object_ in tokens.children_with(prep, "pobj")
        ]
        before = [t for t in objects if verb < t < clauses[0]]
        subjects = tokens.children_with(clauses[0], "nsubj", "nsubjpass")
        if not before and not subjects:
            return None
        first = tokens.left_edges[before[0]] if before else tokens.left_edges[clauses[0]]
        return Content("told", [(first, tokens.right_edges[clauses[0]])], before or subjects)

    def _infinitive(self, verb: int, cue: Cue) -> Content | None:
        if "infinitive" not in cue.takes:
            return None
        tokens = self.tokens
        for child in tokens.children_with(verb, "xcomp", "ccomp", "advcl"):
            if child > verb and self.is_infinitive(child):
                if tokens.children_with(verb, "dobj") and tokens.deps[child] == "advcl":
                    continue
                return Content("infinitive", [tokens.subtree(child)], [])
        return None

    def _small(self, verb: int, cue: Cue) -> Content | None:
        """ "Called X Y", "described X as Y"."""
        if "small" not in cue.takes:
            return None
        tokens = self.tokens
        as_ = [p for p in tokens.children_with(verb, "prep") if tokens.lowers[p] == "as"]
        second = [
            child
            for child in tokens.children[verb]
            if child > verb and tokens.deps[child] in {"oprd", "ccomp", "xcomp", "attr", "acomp"}
        ] + [p for p in as_ if p > verb]
        objects = tokens.children_with(verb, "dobj")
        if not second:
            return None
        first = min(tokens.left_edges[t] for t in [*objects, *second] if t > verb)
        return Content("small", [(first, self._run_end(verb, first))], [])

    def _behind(self, verb: int, cue: Cue) -> Content | None:
        tokens = self.tokens
        if not cue.behind:
            return None
        for prep in tokens.children_with(verb, "prep", "prt", "advmod"):
            if prep < verb or tokens.lowers[prep] not in cue.behind:
                continue
            found = tokens.children_with(prep, "pobj", "pcomp")
            if found:
                first = tokens.left_edges[found[0]]
                return Content("behind", [(first, self._run_end(verb, first))], [])
        return None

    def _object(self, verb: int, cue: Cue) -> Content | None:
        if "object" not in cue.takes:
            return None
        tokens = self.tokens
        for child in tokens.children_with(verb, "dobj"):
            if child > verb:
                first = tokens.left_edges[child]
                return Content("object", [(first, self._run_end(verb, first))], [])
        return None

    def _around(self, verb: int, cue: Cue) -> Content | None:
        """A cue set into the sentence that it reports: "Russia, he said, …", "as he put it"."""
        tokens = self.tokens
        if not cue.takes & {"clause", "quote"} or tokens.deps[verb] not in {
            "parataxis", "advcl", "ccomp", "dep", "intj", "conj"
        }:  # fmt: skip
            return None
        host = tokens.heads[verb]
        first, last = tokens.subtree(verb)
        while tokens.pos[first] == "PUNCT":
            first += 1
        is_as = tokens.lowers[first] == "as"
        if tokens.deps[verb] in {"advcl", "conj"} and not is_as:
            return None
        if not is_as and not (self._is_set_off(first, last)):
            return None
        low, high = tokens.subtree(host)
        return Content("around", [(low, max(first, low)), (min(last, high), high)], [])

    def _is_set_off(self, first: int, last: int) -> bool:
        tokens = self.tokens
        before = first == 0 or tokens.lowers[first - 1] in {",", "-", "–", "—", "--"}
        after = last >= len(tokens) or tokens.pos[last] == "PUNCT" or tokens.pos[last - 1] == "PUNCT"
        return before and after

    def _passive(self, verb: int, cue: Cue) -> Content | None:
        """ "X is expected to …", "it was reported that …", "X was accused of …"."""
        tokens = self.tokens
        subjects = tokens.children_with(verb, "nsubjpass", "csubjpass")
        clauses = [
            c for c in tokens.children_with(verb, "ccomp") if not self.is_infinitive(c)
        ]
        if clauses and cue.takes & {"clause", "told_clause"}:
            ranges = [piece for clause in clauses for piece in self._pieces(clause, verb)]
            return Content("passive clause", ranges, subjects)
        takes = cue.takes & {"infinitive", "told", "object", "small", "clause"}
        if not takes or not (subjects or tokens.deps[verb] == "acl"):
            return None
        ranges = [tokens.subtree(subject) for subject in subjects]
        rest = [
            child
            for child in tokens.children[verb]
            if child > verb and tokens.deps[child] in {"xcomp", "oprd", "prep"}
            and (tokens.deps[child] != "prep" or tokens.lowers[child] in {"as", "of", "for"})
        ]
        if not rest and "object" not in takes:
            return None
        if rest:
            ranges.append((tokens.left_edges[rest[0]], self._run_end(verb, rest[0])))
        return Content("passive", ranges, [])

    def _run_end(self, verb: int, first: int) -> int:
        """The end of what belongs to the verb's complements from token ``first`` on."""
        tokens = self.tokens
        end = first
        for child in tokens.children[verb]:
            if tokens.right_edges[child] <= first or child <= verb:
                continue
            if tokens.left_edges[child] <= first < tokens.right_edges[child]:
                end = tokens.right_edges[child]
                continue
            if tokens.left_edges[child] > end + (tokens.pos[end] == "PUNCT"):
                break
            if tokens.deps[child] not in _COMPLEMENTS or self._is_setting(child):
                break
            if tokens.left_edges[child] > end and tokens.deps[child] == "advcl":
                break
            end = tokens.right_edges[child]
        return end

    def _is_setting(self, child: int) -> bool:
        """Whether a dependent only says when or where: "on Tuesday", "in an interview"."""
        tokens = self.tokens
        if tokens.deps[child] != "prep" or tokens.lowers[child] not in self.setting_preps:
            return False
        return any(
            tokens.lemmas[t] in self.settings or tokens.lowers[t] in self.settings
            for t in tokens.children_with(child, "pobj")
        )
