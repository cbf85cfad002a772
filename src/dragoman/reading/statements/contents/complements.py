"""Other contents of verbs: "to …", "X to …", "X as Y", "X for …", "about …", and passives."""

from collections.abc import Sequence

from dragoman.reading.language import Tokens
from dragoman.reading.statements.contents.clauses import ClauseReader, Content
from dragoman.reading.statements.drafts import Span
from dragoman.reading.statements.vocabulary import Cue, Vocabulary

_COMPLEMENTS = frozenset(
    {"dobj", "prep", "oprd", "xcomp", "ccomp", "acomp", "dative", "pcomp", "attr", "advcl", "prt"}
)  # fmt: skip
_SECOND = frozenset({"oprd", "ccomp", "xcomp", "attr", "acomp"})


class ComplementReader:
    """Finds what verbs promise, demand, criticise, describe or talk about."""

    def __init__(self, clauses: ClauseReader, vocabulary: Vocabulary) -> None:
        self.clauses = clauses
        self.tokens: Tokens = clauses.tokens
        self.reports = vocabulary.set_of("reports")
        self.wishing = vocabulary.set_of("wishing_verbs")
        self.reasons = vocabulary.set_of("reason_prepositions")

    def read(self, verb: int, cue: Cue) -> Content | None:
        """The content of ``verb``; null where nothing in its clause can be it."""
        if self.is_passive(verb):
            return self._passive(verb, cue)
        found = self.clauses.read(verb, cue) if cue.takes else None
        if found is not None:
            return found
        for way in (self._told, self._infinitive, self._small, self._behind, self._object):
            found = way(verb, cue)
            if found is not None:
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

    def _told(self, verb: int, cue: Cue) -> Content | None:
        """ "Urged X to …": the content begins with X."""
        if "told" not in cue.takes:
            return None
        tokens = self.tokens
        clauses = self._infinitives(verb, "xcomp", "ccomp", "advcl")
        if not clauses:
            return None
        objects = [*tokens.children_with(verb, "dobj"), *self._objects_of(verb, cue.rest)]
        before = [t for t in objects if verb < t < clauses[0]]
        subjects = tokens.children_with(clauses[0], "nsubj", "nsubjpass")
        if not before and not subjects:
            return None
        first = tokens.left_edges[before[0]] if before else tokens.left_edges[clauses[0]]
        told = () if tokens.lemmas[verb] in self.wishing else tuple(before or subjects)
        return Content("told", [(first, tokens.right_edges[clauses[0]])], told)

    def _infinitives(self, verb: int, *deps: str) -> list[int]:
        return [
            child
            for child in self.tokens.children_with(verb, *deps)
            if child > verb and self.clauses.is_infinitive(child)
        ]

    def _objects_of(self, verb: int, preps: Sequence[str]) -> list[int]:
        tokens = self.tokens
        return [
            object_
            for prep in tokens.children_with(verb, "prep")
            if tokens.lowers[prep] in preps
            for object_ in tokens.children_with(prep, "pobj")
        ]

    def _infinitive(self, verb: int, cue: Cue) -> Content | None:
        """ "Vowed to …"."""
        if "infinitive" not in cue.takes:
            return None
        tokens = self.tokens
        if tokens.children_with(verb, "dobj"):
            return None  # "offered money to end the strike" is about the money
        found = self._infinitives(verb, "xcomp", "ccomp", "advcl")
        return Content("infinitive", [tokens.subtree(found[0])]) if found else None

    def _small(self, verb: int, cue: Cue) -> Content | None:
        """ "Called X Y", "described X as Y"."""
        if "small" not in cue.takes:
            return None
        tokens = self.tokens
        second = [c for c in tokens.children[verb] if c > verb and tokens.deps[c] in _SECOND]
        preps = tokens.children_with(verb, "prep")
        second += [p for p in preps if tokens.lowers[p] == "as" and p > verb]
        if not second:
            return None
        members = [t for t in (*tokens.children_with(verb, "dobj"), *second) if t > verb]
        return self._run("small", verb, min(tokens.left_edges[t] for t in members))

    def _behind(self, verb: int, cue: Cue) -> Content | None:
        """ "Warned of …", "pointed to …"."""
        tokens = self.tokens
        if not cue.behind:
            return None
        for prep in tokens.children_with(verb, "prep", "prt", "advmod"):
            if prep > verb and tokens.lowers[prep] in cue.behind:
                found = tokens.children_with(prep, "pobj", "pcomp")
                if found:
                    return self._run("behind", verb, tokens.left_edges[found[0]])
        return None

    def _object(self, verb: int, cue: Cue) -> Content | None:
        """ "Denounced X for …", "proposed doing …", and with some verbs "a poll shows X …"."""
        tokens = self.tokens
        if "object" not in cue.takes and not ("found" in cue.takes and self._is_report(verb)):
            return None
        for child in tokens.children_with(verb, "dobj", "xcomp"):
            is_content = tokens.deps[child] == "dobj" or tokens.tags[child] == "VBG"
            if child > verb and is_content:
                found = self._run("object", verb, tokens.left_edges[child])
                is_pronoun = tokens.pos[child] == "PRON" and found.ranges == [(child, child + 1)]
                return None if is_pronoun else found
        return None

    def _is_report(self, verb: int) -> bool:
        """Whether a poll, study or document is the subject."""
        tokens = self.tokens
        subjects = tokens.children_with(verb, "nsubj")
        return any(tokens.lemmas[subject] in self.reports for subject in subjects)

    def _passive(self, verb: int, cue: Cue) -> Content | None:
        """ "It was reported that …", "X is expected to …", "X was accused of …"."""
        tokens = self.tokens
        subjects = tokens.children_with(verb, "nsubjpass", "csubjpass")
        clauses = self.clauses.clauses_of(verb, cue)
        if clauses:
            ranges = [piece for clause in clauses for piece in self.clauses.pieces(clause, verb)]
            return Content("passive clause", ranges, tuple(subjects))
        if "passive" not in cue.takes or not subjects:
            return None
        rest = [c for c in tokens.children[verb] if c > verb and self._is_said_of(c)]
        if not rest:
            return None
        ranges = [tokens.subtree(t) for t in subjects if tokens.tags[t] not in {"WDT", "WP"}]
        first = tokens.left_edges[rest[0]]
        return Content("passive", [*ranges, (first, self._run_end(verb, first))])

    def _is_said_of(self, child: int) -> bool:
        """Whether a dependent of a passive says what is said of its subject."""
        tokens = self.tokens
        if tokens.deps[child] == "prep":
            return tokens.lowers[child] in self.reasons
        return tokens.deps[child] in {"xcomp", "oprd"}

    def _run(self, rule: str, verb: int, first: int) -> Content:
        return Content(rule, [(first, self._run_end(verb, first))])

    def _run_end(self, verb: int, first: int) -> int:
        """The end of what belongs to the verb's complements from token ``first`` on."""
        tokens = self.tokens
        end = first
        for child in tokens.children[verb]:
            low, high = self._edges(child)
            if high <= first or child <= verb:
                continue
            if low <= first < high:
                end = high
            elif low > end or not self._is_complement(child):
                break
            else:
                end = high
        return self.clauses.tails.cut(first, end, verb)

    def _is_complement(self, child: int) -> bool:
        return self.tokens.deps[child] in _COMPLEMENTS and not self.clauses.is_setting(child)

    def _edges(self, child: int) -> Span:
        return self.tokens.left_edges[child], self.tokens.right_edges[child]
