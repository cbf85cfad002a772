"""Arguments: the subject, objects and complements of a predicate, read off the parse.

Everything that syntax leaves out is put back here: inherited and controlled subjects, the objects of
passives and reduced relatives, objects shared by conjoined verbs.
"""

from functools import cached_property
from typing import NamedTuple

from dragoman.reading.language import Tokens
from dragoman.reading.subjects import antecedent_of_relative, subject_tokens

_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
_CLAUSES = ("xcomp", "ccomp", "advcl", "pcomp", "acl")
DEEPEST = 6


class ArgumentWords(NamedTuple):
    """The classes of words that arguments are read with."""

    object_control: frozenset[str]
    partitives: frozenset[str]


class Arguments:
    """The arguments of one predicate (verb, noun or adjective) at ``token``; all as head tokens."""

    def __init__(self, tokens: Tokens, token: int, words: "ArgumentWords") -> None:
        self.tokens = tokens
        self.token = token
        self._object_control = words.object_control
        self._partitives = words.partitives
        self.passive = self._is_passive(token)
        self.direct = self._direct()
        self.subjects = self._subjects()
        self.agents = self._agents()

    def _is_passive(self, token: int) -> bool:
        tokens = self.tokens
        if tokens.tags[token] not in {"VBN", "VBD"}:
            return False
        children = tokens.children[token]
        if any(tokens.deps[c] in {"auxpass", *_PASSIVE_SUBJECTS} for c in children):
            return True
        if any(tokens.deps[c] in {"nsubj", "aux"} for c in children):
            return False
        if tokens.deps[token] in {"acl", "relcl"} and tokens.tags[token] == "VBN":
            return not tokens.children_with(token, "dobj")
        if tokens.deps[token] in {"amod", "oprd"} and tokens.tags[token] == "VBN":
            return True
        if any(tokens.deps[c] == "agent" for c in children):
            return True
        if tokens.deps[token] in {"ccomp", "xcomp", "advcl"} and tokens.tags[token] == "VBN":
            return not tokens.children_with(token, "dobj")
        head = tokens.heads[token]
        if tokens.deps[token] == "conj" and head != token and tokens.tags[token] == "VBN":
            return self._is_passive(head) and not tokens.children_with(token, "dobj")
        return False

    def _subjects(self) -> list[int]:
        """Who stands as (logical) subject of an active predicate."""
        if self.passive:
            return []
        return self._expand(subject_tokens(self.tokens, self.token, self._object_control))

    def _agents(self) -> list[int]:
        tokens = self.tokens
        if not self.passive:
            return self.subjects
        found: list[int] = []
        for child in tokens.children[self.token]:
            if tokens.deps[child] == "agent" or (
                tokens.deps[child] == "prep" and tokens.lowers[child] == "by"
            ):
                found += tokens.children_with(child, "pobj")
        if not found:
            # "Was promised full cooperation by Eritrea": the parser may hang the agent on the object.
            for inner in tokens.children_with(self.token, "dobj", "oprd", "attr"):
                for prep in tokens.children_with(inner, "prep", "agent"):
                    if tokens.lowers[prep] == "by":
                        found += tokens.children_with(prep, "pobj")
        if not found and tokens.deps[self.token] == "conj":
            head = tokens.heads[self.token]
            for child in tokens.children_with(head, "agent"):
                found += tokens.children_with(child, "pobj")
        return self._expand(found)

    def _direct(self) -> list[int]:
        tokens, token = self.tokens, self.token
        if self.passive:
            found = tokens.children_with(token, *_PASSIVE_SUBJECTS)
            if found:
                return self._expand(self._antecedent(found))
            if tokens.deps[token] in {"acl", "relcl", "amod"}:
                return self._expand([tokens.heads[token]])
            small = tokens.children_with(token, "nsubj")
            if small:
                return self._expand(small)
            return self._expand(subject_tokens(tokens, token, self._object_control))
        found = tokens.children_with(token, "dobj") or self._raised_object()
        if found:
            return self._expand(self._antecedent(found))
        if (
            tokens.deps[token] == "relcl"
            and not self._relative_subject()
            and tokens.children_with(token, "nsubj")
        ):
            return self._expand([tokens.heads[token]])
        return self._shared_object()

    def _raised_object(self) -> list[int]:
        """ "Ordered the army to leave": the parser makes the object the infinitive's subject."""
        tokens = self.tokens
        return [
            subject
            for clause in tokens.children_with(self.token, "ccomp", "xcomp")
            if self._has_to(clause)
            for subject in tokens.children_with(clause, "nsubj", "nsubjpass")
        ]

    def _relative_subject(self) -> bool:
        tokens = self.tokens
        return any(
            tokens.tags[child] in _RELATIVE_TAGS or tokens.lowers[child] == "that"
            for child in tokens.children_with(self.token, "nsubj", "nsubjpass")
        )

    def _antecedent(self, found: list[int]) -> list[int]:
        """A relative pronoun stands for the noun that its clause hangs on."""
        return [antecedent_of_relative(self.tokens, token) for token in found]

    def _shared_object(self) -> list[int]:
        """ "Attacked and killed civilians": the later verb's object serves both."""
        tokens = self.tokens
        for other in tokens.children_with(self.token, "conj"):
            if tokens.pos[other] in {"VERB", "AUX"} and other - self.token <= 4:
                found = tokens.children_with(other, "dobj")
                between = [t for t in tokens.children[self.token] if self.token < t < other]
                if found and all(tokens.deps[t] in {"cc", "punct", "advmod"} for t in between):
                    return self._expand(found)
        return []

    def datives(self) -> list[int]:
        """Indirect objects without a preposition ("gave Ukraine weapons")."""
        tokens = self.tokens
        return self._expand(
            [c for c in tokens.children_with(self.token, "dative") if tokens.pos[c] != "ADP"]
        )

    def behind(self, preps: frozenset[str]) -> list[tuple[int, int]]:
        """(preposition, its object) for each of ``preps`` at the predicate or at its objects."""
        return [(p, o) for p, o in self._complements if self._prep_words(p) & preps]

    @cached_property
    def _complements(self) -> list[tuple[int, int]]:
        """All prepositions with their objects at the predicate, its objects and particles."""
        found: list[tuple[int, int]] = []
        tokens = self.tokens
        hosts = [self.token, *self.direct]
        hosts += [
            c
            for c in tokens.children[self.token]
            if tokens.deps[c] in {"prt", "acomp", "attr", "oprd", "advmod"}
        ]
        seen: set[int] = set()
        while hosts:
            host = hosts.pop(0)
            for child in tokens.children[host]:
                if child in seen or tokens.deps[child] not in {
                    "prep",
                    "agent",
                    "dative",
                    "advmod",
                    "pcomp",
                    "mark",
                }:
                    continue
                seen.add(child)
                found += [(child, o) for o in tokens.children_with(child, "pobj", "pcomp")]
                if tokens.deps[child] == "prep":
                    hosts.append(child)  # "out of", "as part of"
                    hosts += tokens.children_with(child, "pobj") if len(seen) < DEEPEST else []
        return found

    def _prep_words(self, prep: int) -> set[str]:
        lower = self.tokens.lowers[prep]
        return {lower, "by"} if self.tokens.deps[prep] == "agent" else {lower}

    def infinitives(self, *, with_purpose: bool = False) -> list[int]:
        """Verbs in "to …" that complement the predicate, with their conjuncts.

        ``with_purpose`` takes those too that only hang on it as a purpose ("gathered to protest").
        """
        tokens = self.tokens
        deps = {"xcomp", "ccomp", "acl", "advcl"} if with_purpose else {"xcomp", "ccomp", "acl"}
        found = [
            child
            for child in tokens.children[self.token]
            if tokens.deps[child] in deps
            and child > self.token
            and (self._has_to(child) or self._is_bare_infinitive(child))
        ]
        return [member for verb in found for member in self._verbs_joined(verb)]

    def _is_bare_infinitive(self, verb: int) -> bool:
        """ "Helped defend": an infinitive without "to"."""
        tokens = self.tokens
        if tokens.tags[verb] != "VB" or tokens.deps[verb] not in {"xcomp", "ccomp"}:
            return False
        return not any(
            tokens.tags[c] == "MD" or tokens.deps[c] == "mark" for c in tokens.children[verb]
        )

    def _verbs_joined(self, verb: int) -> list[int]:
        return [t for t in self.tokens.conjuncts(verb) if self.tokens.pos[t] in {"VERB", "AUX"}]

    def _has_to(self, verb: int) -> bool:
        tokens = self.tokens
        return any(
            tokens.lowers[c] == "to" and tokens.deps[c] in {"aux", "mark"}
            for c in tokens.children[verb]
        )

    def clauses(self) -> list[int]:
        """Finite clauses that the predicate governs ("demanded that …")."""
        tokens = self.tokens
        return [
            c
            for c in tokens.children[self.token]
            if tokens.deps[c] == "ccomp" and not self._has_to(c)
        ]

    def gerunds(self) -> list[int]:
        """Complements in -ing without a preposition ("began shelling")."""
        tokens = self.tokens
        return [
            c
            for c in tokens.children[self.token]
            if tokens.deps[c] in {"xcomp", "ccomp", "dobj"}
            and tokens.tags[c] in {"VBG", "VBN"}
            and not self._has_to(c)
        ]

    def _expand(self, found: list[int]) -> list[int]:
        expanded: list[int] = []
        for token in found:
            for member in self.tokens.conjuncts(token):
                expanded += [t for t in self._without_partitive(member) if t not in expanded]
        return expanded

    def _without_partitive(self, token: int) -> list[int]:
        """ "Dozens of schoolgirls": the schoolgirls."""
        tokens = self.tokens
        if tokens.lemmas[token] in self._partitives:
            for prep in tokens.children_with(token, "prep"):
                if tokens.lowers[prep] == "of" and (inside := tokens.children_with(prep, "pobj")):
                    return tokens.conjuncts(inside[0])
        return [token]
