"""Tails: where the narrator goes on inside what the parser takes for the content."""

from dragoman.reading.language import Tokens
from dragoman.reading.statements.vocabulary import Vocabulary

DASHES = frozenset({"-", "–", "—", "--"})
_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_JOINED = frozenset({"advcl", "conj", "acl"})


class TailCutter:
    """Cuts contents where another cue begins that the content only seems to hold."""

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.verbs = vocabulary.verbs
        self.narrators = vocabulary.set_of("narrators_conjunctions")

    def cut(self, first: int, last: int, cue: int) -> int:
        """Cut off what the narrator says next: ", adding that …", ", while others said …"."""
        tokens = self.tokens
        for token in range(first + 1, last):
            if tokens.tags[token] not in _VERB_TAGS:
                continue
            begin = tokens.left_edges[token]
            if first < begin <= token and self._is_narrators(token, begin, cue):
                return begin
        return last

    def _is_narrators(self, verb: int, begin: int, cue: int) -> bool:
        """Whether a verb that hangs on the content goes on where the cue ended."""
        tokens = self.tokens
        dep = tokens.deps[verb]
        comma = tokens.words[begin - 1] in {",", *DASHES}
        if dep == "advcl" and comma and tokens.lowers[begin] in self.narrators:
            return bool(tokens.children_with(verb, "nsubj", "nsubjpass"))
        if tokens.lemmas[verb] not in self.verbs:
            return False
        if tokens.tags[verb] == "VBG":
            joined = dep in _JOINED and self._reports(verb)
            return joined and (comma or tokens.lowers[begin] in self.narrators)
        if dep == "conj":
            bare = tokens.tags[verb] == tokens.tags[cue] == "VB"
            return tokens.lemmas[verb] == tokens.lemmas[cue] or (
                bare and not tokens.children_with(verb, "nsubj")
            )
        return (
            dep == "advcl"
            and tokens.lowers[begin] in self.narrators
            and bool(tokens.children_with(verb, "nsubj") and tokens.children_with(verb, "ccomp"))
        )

    def _reports(self, verb: int) -> bool:
        tokens = self.tokens
        takes = self.verbs[tokens.lemmas[verb]][-1].takes
        return takes >= {"quote", "clause"} or bool(
            tokens.children_with(verb, "ccomp", "dobj", "prep")
        )
