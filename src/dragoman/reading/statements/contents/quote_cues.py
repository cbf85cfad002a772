"""The cues of quotes: the verb before or after quoted words, or the verb that governs them."""

from dragoman.reading.language import Tokens
from dragoman.reading.statements.contents.pieces import Piece
from dragoman.reading.statements.contents.verbs import VerbReader
from dragoman.reading.statements.drafts import Span, block_of

FARTHEST_CUE = 30
NEAR_CUE = 8
NEAR_VERB = 10
FEWEST_WORDS = 4
DEEPEST = 8
SENTENCE_ENDS = frozenset({".", "?", "!"})
_SPEECH_ENDS = frozenset(",?!-–—…")


class QuoteCueReader:
    """Finds the verb that a quote belongs to."""

    def __init__(self, verbs: VerbReader) -> None:
        self.verbs = verbs
        self.tokens: Tokens = verbs.tokens

    def before(self, piece: Piece, floor: int) -> Span:
        """The tokens of the quote's own sentence that stand before it, from ``floor`` on."""
        tokens = self.tokens
        first = piece.first
        while first > floor and block_of(tokens, first - 1) == piece.block:
            if tokens.words[first - 1] in SENTENCE_ENDS:
                break
            first -= 1
        while first < piece.first and tokens.pos[first] == "SPACE":
            first += 1
        return first, piece.first

    def _after(self, piece: Piece, ceiling: int) -> Span:
        """The tokens after the quote up to the end of the sentence."""
        tokens = self.tokens
        last = piece.last
        while (
            last < min(ceiling, piece.last + FARTHEST_CUE)
            and block_of(tokens, last) == piece.block
            and tokens.words[last] not in SENTENCE_ENDS
        ):
            last += 1
        return piece.last, last

    def cue_after(self, piece: Piece, ceiling: int) -> int | None:
        """The cue in "…," said X, or "…?" X asked."""
        tokens = self.tokens
        first, last = self._after(piece, ceiling)
        if first >= last:
            return None
        if piece.inner[-1:] not in _SPEECH_ENDS and not tokens.words[first][0].islower():
            return None
        for token in range(first, last):
            if self._takes_quote(token):
                return token
        if piece.inner.endswith(",") and piece.words >= FEWEST_WORDS:
            for token in range(first, min(last, first + NEAR_VERB)):
                if tokens.tags[token] in {"VBD", "VBZ"} and tokens.children_with(token, "nsubj"):
                    return token
        return None

    def cue_before(self, segment: Span) -> int | None:
        """The cue in X said: "…" or, as X put it, "…"."""
        tokens = self.tokens
        first, last = segment
        if first >= last:
            return None
        lead = tokens.words[last - 1]
        for token in range(last - 1, max(first, last - FARTHEST_CUE) - 1, -1):
            if self._takes_quote(token) and tokens.quote_at(token) is None:
                return token if lead in {",", ":"} or last - token <= NEAR_CUE else None
        if lead != ":":
            return None
        for token in range(last - 1, first - 1, -1):
            if tokens.pos[token] in {"VERB", "AUX"} and tokens.children_with(token, "nsubj"):
                return token
        return None

    def _takes_quote(self, token: int) -> bool:
        cue = self.verbs.cue_at(token)
        return cue is not None and "quote" in cue.takes

    def cue_beside(self, piece: Piece) -> int | None:
        """The cue that stands right before the quote: signs saying "no"."""
        before = piece.first - 1
        if before > 0 and self.tokens.words[before] == ",":
            before -= 1
        return before if before >= 0 and self._takes_quote(before) else None

    def governor(self, piece: Piece, segment: Span) -> int | None:
        """The verb before the quote that has it in its complement: pledged "cooperation"."""
        tokens = self.tokens
        for _, above in zip(range(DEEPEST), tokens.ancestors(self._head(piece)), strict=False):
            if tokens.pos[above] == "VERB":
                is_before = segment[0] <= above < piece.first
                return above if is_before and tokens.quote_at(above) is None else None
        return None

    def _head(self, piece: Piece) -> int:
        """The token of the quote whose head stands outside."""
        tokens = self.tokens
        for token in range(piece.first, piece.last):
            head = tokens.heads[token]
            if tokens.pos[token] != "PUNCT" and not piece.first <= head < piece.last:
                return token
        return piece.first
