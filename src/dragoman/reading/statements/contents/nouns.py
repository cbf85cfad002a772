"""Nouns and adjectives that attribute: "his insistence that …", "is confident that …"."""

from dragoman.reading.language import Tokens
from dragoman.reading.statements.contents.clauses import ClauseReader
from dragoman.reading.statements.contents.tails import DASHES
from dragoman.reading.statements.drafts import Draft, Span, chars
from dragoman.reading.statements.vocabulary import Cue, Vocabulary
from dragoman.reading.subjects import subject_tokens

#: Nouns that attribute also where the text does not say whose words they are: "allegations that …".
_STAND_ALONE = frozenset({"noun, clause", "noun is"})


class NounReader:
    """Reads the statements that cue nouns and cue adjectives make."""

    def __init__(
        self, contents: ClauseReader, vocabulary: Vocabulary, object_control: frozenset[str]
    ) -> None:
        self.tokens: Tokens = contents.tokens
        self.contents = contents
        self.light = vocabulary.set_of("light_verbs")
        self.expressing = vocabulary.set_of("expressing_verbs")
        self.sayer_preps = vocabulary.set_of("sayer_prepositions")
        self.object_control = object_control

    def read_noun(self, noun: int, cue: Cue) -> Draft | None:
        """The statement that the noun at ``noun`` makes."""
        found = self._clause(noun, cue) or self._predicate(noun, cue) or self._behind(noun, cue)
        if found is None:
            return None
        rule, span = found
        content = chars(self.tokens, *span)
        speakers = self._speakers(noun, span)
        if content is None or not (speakers or rule in _STAND_ALONE):
            return None
        return Draft(rule, noun, self._cue_words(noun, span), [content], speakers)

    def _clause(self, noun: int, cue: Cue) -> tuple[str, Span] | None:
        tokens = self.tokens
        for child in tokens.children_with(noun, "acl", "ccomp", "relcl", "advcl", "xcomp"):
            if child < noun:
                continue
            if self.contents.is_infinitive(child):
                if "infinitive" in cue.takes and tokens.deps[child] != "relcl":
                    return "noun, infinitive", tokens.subtree(child)
            elif "clause" in cue.takes and self._has_mark(child) and self._is_whole(child):
                return "noun, clause", tokens.subtree(child)
        return None

    def _is_whole(self, clause: int) -> bool:
        """Whether the clause lacks nothing: "estimates that Kyiv disputes" tells no estimate."""
        tokens = self.tokens
        has_end = tokens.right_edges[clause] > clause + 1
        return has_end or tokens.lemmas[clause] not in self.contents.verbs

    def _has_mark(self, clause: int) -> bool:
        tokens = self.tokens
        return any(
            tokens.deps[child] == "mark" and tokens.lowers[child] in {"that", "whether", "if"}
            for child in tokens.children[clause]
        )

    def _predicate(self, noun: int, cue: Cue) -> tuple[str, Span] | None:
        """ "His argument is that …", "the message was: …"."""
        tokens = self.tokens
        verb = tokens.heads[noun]
        if "clause" not in cue.takes or tokens.deps[noun] != "nsubj" or tokens.lemmas[verb] != "be":
            return None
        for child in tokens.children_with(verb, "ccomp", "xcomp", "attr", "advcl"):
            if child > verb and (self._has_mark(child) or self.contents.is_infinitive(child)):
                return "noun is", tokens.subtree(child)
        return None

    def _behind(self, noun: int, cue: Cue) -> tuple[str, Span] | None:
        """ "Criticism of X", and with some nouns "expressed sympathy for X"."""
        tokens = self.tokens
        if "expressed" in cue.takes and tokens.lemmas[tokens.heads[noun]] not in self.expressing:
            return None
        for prep in tokens.children_with(noun, "prep"):
            found = tokens.children_with(prep, "pobj", "pcomp")
            if found and tokens.lowers[prep] in cue.behind:
                return "noun, behind", (prep + 1, self._before_dash(prep, found[0]))
        return None

    def _before_dash(self, prep: int, object_: int) -> int:
        """The end of the object, without an aside after a dash."""
        tokens = self.tokens
        last = tokens.right_edges[object_]
        return next((t for t in range(prep, last) if tokens.words[t] in DASHES), last)

    def _speakers(self, noun: int, content: Span) -> list[int]:
        tokens = self.tokens
        owners = tokens.children_with(noun, "poss")
        if owners:
            return owners[:1]
        for prep in tokens.children_with(noun, "prep", "agent"):
            if tokens.lowers[prep] in self.sayer_preps and not content[0] <= prep + 1 < content[1]:
                found = tokens.children_with(prep, "pobj")
                if found:
                    return found[:1]
        verb, dep = tokens.heads[noun], tokens.deps[noun]
        if dep in {"dobj", "attr"} and tokens.lemmas[verb] in self.light:
            found = subject_tokens(tokens, verb, self.object_control)
            return [t for t in found if tokens.deps[t] != "expl"][:1]
        modifiers = [
            child
            for child in tokens.children_with(noun, "compound", "amod", "nmod")
            if tokens.words[child][:1].isupper()
        ]
        return modifiers[-1:]

    def _cue_words(self, noun: int, content: Span) -> Span:
        tokens = self.tokens
        verb = tokens.heads[noun]
        first = noun
        if tokens.deps[noun] == "dobj" and tokens.lemmas[verb] in self.light and noun - verb <= 6:
            first = verb
        last = noun + 1
        if last < len(tokens) and content[0] == last + 1 and tokens.pos[last] in {"ADP", "AUX"}:
            last += 1
        return first, last

    def read_adjective(self, adjective: int, cue: Cue) -> Draft | None:
        """The statement that an adjective makes: "is confident that …", "critical of …"."""
        tokens = self.tokens
        found = self._clause_of_adjective(adjective, cue) or self._behind(adjective, cue)
        if found is None:
            return None
        rule, span = found
        if tokens.deps[adjective] in {"acomp", "oprd", "conj", "attr"}:
            speakers = subject_tokens(tokens, adjective, self.object_control)
        else:
            speakers = [tokens.heads[adjective]] if tokens.deps[adjective] == "amod" else []
        if any(tokens.deps[t] == "expl" or tokens.lowers[t] == "it" for t in speakers):
            return None
        verb = tokens.heads[adjective]
        first = verb if tokens.deps[adjective] == "acomp" and adjective - verb <= 4 else adjective
        rule = rule.replace("noun", "adjective")
        content = chars(tokens, *span)
        if content is None:
            return None
        return Draft(rule, adjective, (first, adjective + 1), [content], speakers[:1])

    def _clause_of_adjective(self, adjective: int, cue: Cue) -> tuple[str, Span] | None:
        tokens = self.tokens
        if not cue.takes:
            return None
        hosts = [adjective]
        if tokens.deps[adjective] == "acomp":
            hosts.append(tokens.heads[adjective])
        for host in hosts:
            for child in tokens.children_with(host, "ccomp", "xcomp", "advcl"):
                if child < adjective:
                    continue
                infinitive = self.contents.is_infinitive(child)
                if infinitive and "infinitive" in cue.takes:
                    return "noun, infinitive", tokens.subtree(child)
                if not infinitive and "clause" in cue.takes and tokens.deps[child] == "ccomp":
                    return "noun, clause", tokens.subtree(child)
        return None
