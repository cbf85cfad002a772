"""First persons: "I" inside a quote is its speaker, "we" the side for which he speaks."""

from collections.abc import Iterator

from dragoman.reading.actors.cast import Appearance, Cast, Someone
from dragoman.reading.language import Quote, Tokens

FARTHEST_CUE = 40
_SINGULAR = "one"


class FirstPersonReader:
    """Resolves first-person pronouns after all other appearances are known."""

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        self.tokens = tokens
        self.cast = cast
        self.reports = cast.knowledge.words.set_of("reports", "verbs")
        self.pronouns = cast.knowledge.words.table_of("pronouns")

    def read(self) -> None:
        """Fill in who the first-person pronouns inside quotes stand for."""
        waiting = [a for a in self.cast.appearances if a.by == "first person"]
        if not waiting:
            return
        speakers: dict[Quote, Someone | None] = {}
        before: Someone | None = None
        for quote in self.tokens.quotes:
            speakers[quote] = before = self._speaker(quote) or (
                before if self._goes_on(quote) else None
            )
        for appearance in waiting:
            inside = self.tokens.quote_at(appearance.head)
            speaker = speakers.get(inside) if inside else None
            if speaker is not None:
                self._resolve(appearance, speaker)

    def _resolve(self, appearance: Appearance, speaker: Someone) -> None:
        entry = self.pronouns[self.tokens.lowers[appearance.head]]
        if entry["number"] == _SINGULAR:
            appearance.who, appearance.by = (speaker,), "speaker of the quote"
        elif speaker.offices and speaker.country:
            side = self.cast.country(speaker.country)
            appearance.who, appearance.by = (
                (side,),
                "the side for which the speaker of the quote speaks",
            )

    def _goes_on(self, quote: Quote) -> bool:
        """Whether nothing but white space and marks stands between this quote and its paragraph's start."""
        block = next((b for b in self.tokens.blocks if b.start <= quote.start < b.end), None)
        return quote.continues or (block is not None and quote.start - block.start <= 1)

    def _speaker(self, quote: Quote) -> Someone | None:
        """The subject of the verb of speech beside the quote, in the same paragraph."""
        for token in self._beside(quote):
            tokens = self.tokens
            if tokens.pos[token] != "VERB" or tokens.lemmas[token] not in self.reports:
                continue
            for subject in tokens.children_with(token, "nsubj"):
                found = self.cast.headed_by(subject)
                if found is not None and len(found.who) == 1:
                    return found.who[0]
        return None

    def _beside(self, quote: Quote) -> Iterator[int]:
        """The tokens of the paragraph behind the quote, then those before it, nearest first."""
        tokens = self.tokens
        block = next((b for b in tokens.blocks if b.start <= quote.start < b.end), None)
        if block is None:
            return
        after = tokens.first_at(quote.end)
        for token in range(after, min(after + FARTHEST_CUE, len(tokens))):
            if tokens.starts[token] >= block.end or tokens.quote_at(token):
                break
            yield token
        before = tokens.first_at(quote.start) - 1
        for token in range(before, max(before - FARTHEST_CUE, -1), -1):
            if tokens.starts[token] < block.start or tokens.quote_at(token):
                break
            yield token
