"""Quoted contents: to which statement, and so to which speaker, the quotes of a text belong."""

from collections.abc import Callable

from dragoman.reading.language import Tokens
from dragoman.reading.statements.contents.pieces import LONGEST_SCARE, Piece, is_name, pieces_of
from dragoman.reading.statements.contents.quote_cues import QuoteCueReader
from dragoman.reading.statements.contents.verbs import VerbReader
from dragoman.reading.statements.drafts import Draft, Span, block_of, in_blocks

FEWEST_WORDS_ALONE = 6
FEWEST_WORDS_BLOCK = 8
MOST_BLOCKS_BETWEEN = 2


class QuoteReader:
    """Gives every quote that is somebody's words to a statement."""

    def __init__(
        self, verbs: VerbReader, drafts: list[Draft], is_actor: Callable[[int], bool]
    ) -> None:
        self.verbs = verbs
        self.cues = QuoteCueReader(verbs)
        self.tokens: Tokens = verbs.tokens
        self.text = self.tokens.text
        self.drafts = drafts
        self.by_token = {draft.token: draft for draft in drafts}
        self.by_block = in_blocks(self.tokens, drafts)
        self.is_actor = is_actor
        self.last: Draft | None = None
        self.last_piece: Piece | None = None

    def read(self) -> list[Draft]:
        """All statements, with the quotes that belong to them."""
        pieces = list(pieces_of(self.tokens))
        for number, piece in enumerate(pieces):
            following = pieces[number + 1].first if number + 1 < len(pieces) else len(self.tokens)
            before = pieces[number - 1].last if number else 0
            self._cut_before_colon(piece, following)
            draft = self._covering(piece) or self._attribute(piece, before, following)
            if draft is not None:
                self._take_in_opening(draft, piece)
                self.last, self.last_piece = draft, piece
        self._read_block_quotes({piece.block for piece in pieces})
        return self.drafts

    def _cut_before_colon(self, piece: Piece, following: int) -> None:
        """ "He denied it: “I was at home,” he said." has two statements, not one in the other."""
        if piece.first == 0 or self.tokens.words[piece.first - 1] != ":":
            return
        cue = self.cues.cue_after(piece, following)
        colon = self.tokens.starts[piece.first - 1]
        for draft in self._near(piece) if cue is not None else ():
            if draft.token < piece.first and draft.covers(piece.span) and draft.start < colon:
                draft.contents = [(s, min(e, colon)) for s, e in draft.contents if s < colon]

    def _take_in_opening(self, draft: Draft, piece: Piece) -> None:
        """A quote of several paragraphs whose speaker is named only in a later one."""
        last, before = self.last, self.last_piece
        if last is None or before is None or last is draft or last.cue is not None:
            return
        if piece.quote.continues and not before.quote.closed:
            for span in last.contents:
                draft.add(span, self.text)
            self.drafts.remove(last)
            self.by_block[block_of(self.tokens, last.token)].remove(last)

    def _near(self, piece: Piece) -> list[Draft]:
        """The statements whose cue stands in the paragraph of the quote or in the one before."""
        return [*self.by_block.get(piece.block - 1, ()), *self.by_block.get(piece.block, ())]

    def _covering(self, piece: Piece) -> Draft | None:
        """The statement of a cue outside the quote whose content reaches into it, widened to it."""
        found = [
            draft
            for draft in self._near(piece)
            if not piece.first <= draft.token < piece.last and draft.covers(piece.span)
        ]
        if not found:
            return None
        draft = max(found, key=lambda d: (d.covers(piece.span), d.end - d.start))
        draft.add(piece.span, self.text)
        return draft

    def _attribute(self, piece: Piece, before: int, following: int) -> Draft | None:
        ahead = self.cues.before(piece, before)
        if is_name(self.tokens, piece):
            return None
        if not piece.is_scare:
            cue = self.cues.cue_after(piece, following)
            if cue is not None:
                return self._with_cue(piece.span, cue, "quote, cue after")
            cue = self.cues.cue_before(ahead)
            if cue is not None:
                return self._with_cue(piece.span, cue, "quote, cue before")
            if self._goes_on(piece, ahead):
                return self._continued(piece)
        return self._embedded(piece, ahead)

    def _goes_on(self, piece: Piece, ahead: Span) -> bool:
        """Whether nothing of its own sentence stands before the quote, or only the last cue."""
        first, last = ahead
        if all(self.tokens.pos[token] in {"PUNCT", "SPACE"} for token in range(first, last)):
            return True
        draft, before = self.last, self.last_piece
        if draft is None or before is None or draft.cue is None or before.block != piece.block:
            return False
        return first <= draft.token < last

    def _with_cue(self, span: Span, cue: int, rule: str) -> Draft:
        draft = self.by_token.get(cue)
        if draft is None:
            draft = self._add(self.verbs.draft(rule, cue, [span]))
        draft.add(span, self.text)
        return draft

    def _add(self, draft: Draft) -> Draft:
        self.drafts.append(draft)
        self.by_token.setdefault(draft.token, draft)
        self.by_block.setdefault(block_of(self.tokens, draft.token), []).append(draft)
        return draft

    def _continued(self, piece: Piece) -> Draft | None:
        """A quote that is a sentence of its own: the last speaker goes on."""
        last, before = self.last, self.last_piece
        if last is not None and before is not None:
            if piece.quote.continues or before.block == piece.block:
                last.add(piece.span, self.text)
                return last
        lead = self._lead_of(piece.first)
        if lead is not None:
            return self._with_cue(piece.span, lead, "quote, cue in the paragraph before")
        if piece.words < FEWEST_WORDS_ALONE:
            return None
        speakers = self._speakers_before(piece)
        draft = Draft("quote, no cue", piece.first, None, [piece.span], speakers, borrowed=True)
        return self._add(draft)

    def _speakers_before(self, piece: Piece) -> list[int]:
        """Who spoke last: in the same paragraph, else in a quote shortly before."""
        own = [
            d for d in self.by_block.get(piece.block, ()) if d.token < piece.first and d.speakers
        ]
        if own:
            return list(max(own, key=lambda d: d.token).speakers)
        if self.last is None or self.last_piece is None:
            return []
        near = piece.block - self.last_piece.block <= MOST_BLOCKS_BETWEEN
        return list(self.last.speakers) if near else []

    def _lead_of(self, first: int) -> int | None:
        """The cue at the end of the paragraph before, where that ends with a colon."""
        last = first
        while last > 0 and self.tokens.pos[last - 1] == "SPACE":
            last -= 1
        if last == 0 or self.tokens.words[last - 1] != ":":
            return None
        sentence = self.tokens.sentences[self.tokens.sentence_of[last - 1]]
        return self.cues.cue_before((sentence.first, last))

    def _embedded(self, piece: Piece, ahead: Span) -> Draft | None:
        """A quote inside a clause: the verb above it is its cue, its subject the speaker."""
        verb = self.cues.cue_beside(piece)
        if verb is None:
            verb = self.cues.governor(piece, ahead)
        if verb is None:
            return None
        known = self.by_token.get(verb)
        if known is not None and known.contents:
            known.add((known.start, piece.quote.end), self.text)
            return known
        passive = self.verbs.complements.is_passive(verb)
        if self.verbs.cue_at(verb) is None or passive:
            subjects = self.verbs.subjects(verb)
            if passive or piece.words <= LONGEST_SCARE or not any(map(self.is_actor, subjects)):
                return None
        first = self._after_verb(verb, piece)
        return self._with_cue((self.tokens.starts[first], piece.quote.end), verb, "quote, inside")

    def _after_verb(self, verb: int, piece: Piece) -> int:
        """The first token of the complement of ``verb`` that holds the quote."""
        tokens = self.tokens
        for child in tokens.children[verb]:
            low, high = tokens.subtree(child)
            if child > verb and low <= piece.first < high and tokens.pos[child] != "PUNCT":
                return low + (tokens.pos[low] == "ADP" and low < piece.first)
        return piece.first

    def _read_block_quotes(self, quoted: set[int]) -> None:
        """X wrote: and then a paragraph without any marks."""
        tokens = self.tokens
        for number, sentence in enumerate(tokens.sentences[1:], start=1):
            above = tokens.sentences[number - 1]
            if above.block == sentence.block or sentence.block in quoted:
                continue
            lead = self._lead_of(sentence.first)
            if lead is None or lead in self.by_token or sentence.kind != "paragraph":
                continue
            end = self._block_end(number)
            if end - sentence.first >= FEWEST_WORDS_BLOCK:
                span = (sentence.start, tokens.ends[end - 1])
                self._with_cue(span, lead, "paragraph, cue before")

    def _block_end(self, number: int) -> int:
        sentences = self.tokens.sentences
        last = number
        while last + 1 < len(sentences) and sentences[last + 1].block == sentences[number].block:
            last += 1
        return sentences[last].last
