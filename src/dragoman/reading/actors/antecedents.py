"""Antecedents: whom a pronoun or a bare noun points back to, by number, gender, kind and salience."""

from collections.abc import Callable

from dragoman.reading.actors.cast import Appearance, Someone
from dragoman.reading.language import Tokens

FARTHEST_SENTENCE = 4
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CLEAR_LEAD = 0.25
SPEAKER_BONUS = 1.5


class Antecedents:
    """Who has been mentioned so far, the most salient first."""

    def __init__(self, tokens: Tokens, reports: frozenset[str]) -> None:
        self.tokens = tokens
        self._reports = reports
        self._seen: list[tuple[int, Appearance]] = []
        self._counts: dict[int, int] = {}
        self._things: dict[str, Someone] = {}

    def note(self, appearance: Appearance) -> None:
        """Remember an appearance that has been read."""
        if appearance.who:
            self._seen.append((self.tokens.sentence_of[appearance.head], appearance))
            for someone in appearance.who:
                self._counts[id(someone)] = self._counts.get(id(someone), 0) + 1

    def note_things(self, token: int) -> None:
        """Remember a plural noun that is no actor: "they" may point back to it."""
        lemma = self.tokens.lemmas[token]
        if lemma not in self._things:
            thing = Someone(lemma, "group", number="many")
            thing.is_actor = False
            self._things[lemma] = thing
        appearance = Appearance(token, token + 1, token, "nominal", (self._things[lemma],))
        self._seen.append((self.tokens.sentence_of[token], appearance))

    def ranked(
        self,
        token: int,
        fits: Callable[[Someone], bool],
        farthest: int = FARTHEST_SENTENCE,
        barred: frozenset[int] = frozenset(),
    ) -> list[tuple[float, Someone]]:
        """Those who fit, with their salience at ``token``, the most salient first.

        ``barred`` holds the ids (``id()``) of those it cannot be, such as the subject of the same verb.
        """
        here = self.tokens.sentence_of[token]
        quote = self.tokens.quote_at(token)
        speaks = self._speaks(token)
        best: dict[int, tuple[float, Someone]] = {}
        for sentence, appearance in reversed(self._seen):
            if here - sentence > farthest:
                break
            if quote is not None and self.tokens.starts[appearance.head] < quote.start:
                break  # what is said in a quote points back to what was said in it
            for someone in appearance.who:
                if id(someone) in barred or not fits(someone):
                    continue
                score = self._salience(here - sentence, appearance, someone)
                if speaks and self._speaks(appearance.head):
                    score += SPEAKER_BONUS
                if id(someone) not in best or best[id(someone)][0] < score:
                    best[id(someone)] = (score, someone)
        return sorted(best.values(), key=lambda pair: -pair[0])

    def _speaks(self, token: int) -> bool:
        """Whether ``token`` is the subject of a verb of speech: "he said" is who spoke before."""
        tokens = self.tokens
        return tokens.deps[token] == "nsubj" and tokens.lemmas[tokens.heads[token]] in self._reports

    def _salience(self, distance: int, appearance: Appearance, someone: Someone) -> float:
        tokens, head = self.tokens, appearance.head
        score = -1.2 * distance
        if tokens.deps[head] in _SUBJECTS:
            score += 1.5 if tokens.deps[tokens.heads[head]] in {"ROOT", "conj", "ccomp"} else 1.0
        elif tokens.deps[head] in {"poss", "compound", "amod"}:
            score -= 0.4
        elif tokens.deps[head] == "pobj":
            score -= 0.2
        return score + 0.15 * min(self._counts.get(id(someone), 0), 4)


def the_clear_one(ranked: list[tuple[float, Someone]]) -> Someone | None:
    """The first, where it leads clearly; null where it is not clear."""
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR_LEAD:
        return None
    return ranked[0][1]
