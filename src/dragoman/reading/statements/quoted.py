"""Quoted contents: to which cue, and so to which speaker, the quotes of a text belong."""

from typing import NamedTuple

from dragoman.reading.language import Quote, Tokens
from dragoman.reading.statements.cues import CueReader
from dragoman.reading.statements.drafts import Draft, Span, join, shared, tokens_within

LONGEST_SCARE = 3
FEWEST_WORDS_ALONE = 6
FARTHEST_CUE = 30
MOST_BLOCKS_BETWEEN = 2
_ENDS = frozenset({".", "?", "!"})
_SPEECH_ENDS = frozenset(",?!-–—…")
_MARKS = "\"'“”„‟«»‘’‚‛`＂"


class Piece(NamedTuple):
    """A quote as tokens ``[first, last)``, with the number of its words and its block."""

    quote: Quote
    first: int
    last: int
    words: int
    block: int

    @property
    def span(self) -> Span:
        """The quote's characters, with its marks."""
        return self.quote.start, self.quote.end


class QuoteReader:
    """Gives every quote that is somebody's words to a statement."""

    def __init__(self, cues: CueReader, drafts: list[Draft]) -> None:
        self.cues = cues
        self.tokens: Tokens = cues.tokens
        self.text = self.tokens.text
        self.drafts = drafts
        self.by_token = {draft.token: draft for draft in drafts}
        self.last: Draft | None = None
        self.last_piece: Piece | None = None

    def read(self) -> list[Draft]:
        """All statements, with the quotes that belong to them."""
        pieces = [piece for quote in self.tokens.quotes if (piece := self._piece(quote))]
        for number, piece in enumerate(pieces):
            following = pieces[number + 1].first if number + 1 < len(pieces) else len(self.tokens)
            before = pieces[number - 1].last if number else 0
            draft = self._covering(piece) or self._attribute(piece, before, following)
            if draft is not None:
                self.last, self.last_piece = draft, piece
        return self.drafts

    def _piece(self, quote: Quote) -> Piece | None:
        tokens = self.tokens
        first, last = tokens_within(tokens, (quote.start, quote.end))
        if first >= last:
            return None
        words = sum(tokens.pos[t] not in {"PUNCT", "SPACE"} for t in range(first, last))
        return Piece(quote, first, last, words, self.block_of(first))

    def block_of(self, token: int) -> int:
        """The number of the block that holds ``token``."""
        return self.tokens.sentences[self.tokens.sentence_of[token]].block

    def _covering(self, piece: Piece) -> Draft | None:
        """The statement of a cue outside the quote whose content reaches into it, widened to it."""
        inside = range(piece.first, piece.last)
        found = [d for d in self.drafts if d.token not in inside and d.covers(piece.span)]
        if not found:
            return None
        draft = max(found, key=lambda d: (d.covers(piece.span), d.end - d.start))
        draft.contents = join([*draft.contents, piece.span], self.text)
        return draft

    def _attribute(self, piece: Piece, before: int, following: int) -> Draft | None:
        if self._is_scare(piece):
            return None
        ahead = self._segment_before(piece, before)
        cue = self._cue_after(piece, following)
        rule = "quote, cue after"
        if cue is None:
            cue, rule = self._cue_before(ahead), "quote, cue before"
        if cue is not None:
            return self._with_cue(piece, cue, rule)
        if ahead[0] == ahead[1]:
            return self._continued(piece)
        return None

    def _is_scare(self, piece: Piece) -> bool:
        """Whether the marks only name a title or keep a word at arm's length."""
        tokens = self.tokens
        inner = self.text[piece.quote.start : piece.quote.end].strip(_MARKS + " ")
        if piece.words <= LONGEST_SCARE and not inner.endswith(tuple(",.?!")):
            return True
        words = [t for t in range(piece.first, piece.last) if len(tokens.words[t]) > 3]
        titled = sum(tokens.words[t][:1].isupper() for t in words)
        return len(words) > 1 and titled == len(words) and not inner.endswith(tuple("?!"))

    def _segment_before(self, piece: Piece, before: int) -> Span:
        """The tokens of the quote's own sentence that stand before it."""
        tokens = self.tokens
        first = piece.first
        while first > before and self.block_of(first - 1) == piece.block:
            if tokens.words[first - 1] in _ENDS:
                break
            first -= 1
        while first < piece.first and tokens.pos[first] == "SPACE":
            first += 1
        return first, piece.first

    def _cue_after(self, piece: Piece, following: int) -> int | None:
        """The cue in "…," said X, or "…?" X asked."""
        tokens = self.tokens
        last = piece.last
        while (
            last < following
            and last < piece.last + FARTHEST_CUE
            and self.block_of(last) == piece.block
            and tokens.words[last] not in _ENDS
        ):
            last += 1
        if last <= piece.last:
            return None
        inner = self.text[piece.quote.start : piece.quote.end].rstrip(_MARKS + " ")
        if inner[-1:] not in _SPEECH_ENDS and not tokens.words[piece.last][0].islower():
            return None
        for token in range(piece.last, last):
            cue = self.cues.cue_at(token)
            if cue is not None and "quote" in cue.takes:
                return token
        if inner.endswith(","):
            for token in range(piece.last, min(last, piece.last + 6)):
                if tokens.tags[token] in {"VBD", "VBZ"} and tokens.children_with(token, "nsubj"):
                    return token
        return None

    def _cue_before(self, ahead: Span) -> int | None:
        """The cue in X said: "…" or, as X put it, "…"."""
        tokens = self.tokens
        first, last = ahead
        if first >= last:
            return None
        lead = tokens.words[last - 1]
        for token in range(last - 1, max(first, last - FARTHEST_CUE) - 1, -1):
            cue = self.cues.cue_at(token)
            if cue is not None and "quote" in cue.takes and tokens.quote_at(token) is None:
                return token if lead in {",", ":"} or last - token <= 8 else None
        if lead == ":":
            for token in range(last - 1, first - 1, -1):
                if tokens.pos[token] in {"VERB", "AUX"} and tokens.children_with(token, "nsubj"):
                    return token
        return None

    def _with_cue(self, piece: Piece, cue: int, rule: str) -> Draft:
        draft = self.by_token.get(cue)
        if draft is not None:
            draft.contents = join([*draft.contents, piece.span], self.text)
            return draft
        draft = Draft(rule, cue, (cue, cue + 1), [piece.span], self.cues.subjects(cue))
        return self._add(draft)

    def _add(self, draft: Draft) -> Draft:
        self.drafts.append(draft)
        self.by_token.setdefault(draft.token, draft)
        return draft

    def _continued(self, piece: Piece) -> Draft | None:
        """A quote that is a sentence of its own: the last speaker goes on."""
        last, before = self.last, self.last_piece
        if piece.quote.continues and last is not None:
            last.contents = join([*last.contents, piece.span], self.text)
            return last
        near = before is not None and piece.block - before.block <= MOST_BLOCKS_BETWEEN
        if last is not None and before is not None and before.block == piece.block:
            last.contents = join([*last.contents, piece.span], self.text)
            return last
        lead = self._lead_of(piece)
        if lead is not None:
            return self._with_cue(piece, lead, "quote, cue in the paragraph before")
        if piece.words < FEWEST_WORDS_ALONE:
            return None
        speakers = list(last.speakers) if last is not None and near else []
        return self._add(
            Draft("quote, no cue", piece.first, None, [piece.span], speakers, borrowed=True)
        )

    def _lead_of(self, piece: Piece) -> int | None:
        """The cue at the end of the paragraph before, where that ends with a colon."""
        last = piece.first
        while last > 0 and self.tokens.pos[last - 1] == "SPACE":
            last -= 1
        if last == 0 or self.tokens.words[last - 1] != ":":
            return None
        first = self.tokens.sentences[self.tokens.sentence_of[last - 1]].first
        return self._cue_before((first, last))


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share anything."""
    return shared(one, other) > 0
