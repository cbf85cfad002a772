"""Phrases and signs that attribute: "according to X", "in X's view", and "X: …" in headings."""

from dragoman.reading.language import Tokens
from dragoman.reading.statements.drafts import Draft, Span, chars, join
from dragoman.reading.statements.vocabulary import Vocabulary

LONGEST_LABEL = 8


class PhraseReader:
    """Reads the statements that prepositional phrases and colons make."""

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary, names: frozenset[str]) -> None:
        self.tokens = tokens
        self.names = names
        self.views = {noun: prep for prep, noun in vocabulary.phrases_of("views")}
        self.labels = vocabulary.set_of("label_nouns")

    def read_according(self, token: int) -> Draft | None:
        """ "…, according to X": the clause around it is the content."""
        tokens = self.tokens
        if token + 1 >= len(tokens) or tokens.lowers[token + 1] != "to":
            return None
        found = [
            object_
            for prep in (token, token + 1)
            for object_ in tokens.children_with(prep, "pobj", "pcomp")
        ]
        if not found:
            return None
        return self._around(token, token + 2, found[0], "according to")

    def read_view(self, noun: int) -> Draft | None:
        """ "In X's view, …", "in the words of X, …"."""
        tokens = self.tokens
        prep = tokens.heads[noun]
        if tokens.deps[noun] != "pobj" or tokens.lowers[prep] != self.views[tokens.lemmas[noun]]:
            return None
        speakers = tokens.children_with(noun, "poss")
        for of in tokens.children_with(noun, "prep"):
            if tokens.lowers[of] == "of":
                speakers += tokens.children_with(of, "pobj")
        if not speakers:
            return None
        return self._around(prep, noun + 1, speakers[0], "in the view of")

    def _around(self, token: int, cue_end: int, speaker: int, rule: str) -> Draft | None:
        tokens = self.tokens
        top = token
        while tokens.deps[top] in {"prep", "pcomp", "pobj", "advmod"} and tokens.heads[top] != top:
            head = tokens.heads[top]
            if tokens.pos[head] not in {"ADP", "ADV"}:
                break
            top = head
        phrase_first, phrase_last = min(token, tokens.left_edges[top]), tokens.right_edges[top]
        first, last = self._host(top, phrase_first, phrase_last)
        spans = self._chars([(first, phrase_first), (phrase_last, last)])
        if not spans:
            return None
        return Draft(rule, token, (token, cue_end), spans, [speaker])

    def _host(self, top: int, first: int, last: int) -> Span:
        """The clause that the phrase is about: up to the sentence, without what joins it."""
        tokens = self.tokens
        host = tokens.heads[top]
        sentence = tokens.sentences[tokens.sentence_of[top]]
        if tokens.pos[host] not in {"VERB", "AUX"}:
            for head in tokens.ancestors(host):
                host = head
                if tokens.pos[head] in {"VERB", "AUX"}:
                    break
        low, high = tokens.subtree(host)
        if last >= sentence.last - 2 or first <= sentence.first + 1:
            return low, high
        return low, high

    def _chars(self, ranges: list[Span]) -> list[Span]:
        spans = [span for piece in ranges if (span := chars(self.tokens, *piece))]
        return join(spans, self.tokens.text)

    def read_label(self, first: int, last: int) -> Draft | None:
        """ "Kuleba: …" at the start of a block: a heading or a transcript."""
        tokens = self.tokens
        colon = first
        while colon < min(last, first + LONGEST_LABEL) and tokens.words[colon] != ":":
            colon += 1
        if colon in {first, last, first + LONGEST_LABEL} or colon + 1 >= last:
            return None
        if any(tokens.pos[t] in {"VERB", "AUX", "ADP"} for t in range(first, colon)):
            return None
        head = colon - 1
        word = tokens.words[head]
        is_name = word in self.names or (tokens.pos[head] == "PROPN" and word[:1].isupper())
        if not is_name and tokens.lemmas[head] not in self.labels:
            return None
        spans = self._chars([(colon + 1, last)])
        return Draft("colon", colon, (colon, colon + 1), spans, [head]) if spans else None
