"""Drafts: statements while they are being read, as tokens and characters."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.reading.actors import Someone
from dragoman.reading.language import Tokens
from dragoman.records.statements import StatementForm

Span = tuple[int, int]

MOSTLY = 0.9
_OUTSIDE = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "…", "(", "/"})


@dataclass(slots=True, eq=False)
class Draft:
    """One statement in the making.

    ``token`` is the head of the cue (the first of the content, where there is no cue), ``cue`` its
    tokens ``[first, last)``; ``contents`` are character spans; the actors are head tokens.
    ``borrowed`` says that the speaker was only carried over from the statement before, ``named`` who
    it is where the words alone do not say so; ``lead`` is a first part of the cue, apart from it:
    "quoted" in "quoted X as saying".
    """

    rule: str
    token: int
    cue: Span | None
    contents: list[Span]
    speakers: list[int] = field(default_factory=list)
    addressees: list[int] = field(default_factory=list)
    media: list[int] = field(default_factory=list)
    borrowed: bool = False
    named: Someone | None = None
    lead: Span | None = None
    why: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The first character of the content."""
        return min(start for start, _ in self.contents)

    @property
    def end(self) -> int:
        """The end of the content."""
        return max(end for _, end in self.contents)

    def covers(self, span: Span) -> int:
        """How many characters of ``span`` the content holds."""
        return sum(shared(span, own) for own in self.contents)

    def add(self, span: Span, text: str) -> None:
        """Take ``span`` into the content."""
        self.contents = join([*self.contents, span], text)


def shared(one: Span, other: Span) -> int:
    """The number of characters (or tokens) that both spans hold."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def join(spans: list[Span], text: str) -> list[Span]:
    """The spans in order; those that touch, but for white space, become one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and (start <= joined[-1][1] or not text[joined[-1][1] : start].strip()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def tokens_within(tokens: Tokens, span: Span) -> Span:
    """The tokens ``[first, last)`` that start inside the character span."""
    return bisect_left(tokens.starts, span[0]), bisect_left(tokens.starts, span[1])


def block_of(tokens: Tokens, token: int) -> int:
    """The number of the block that holds ``token``."""
    return tokens.sentences[tokens.sentence_of[token]].block


def in_blocks(tokens: Tokens, drafts: Iterable[Draft]) -> dict[int, list[Draft]]:
    """The drafts by the block of their token."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(block_of(tokens, draft.token), []).append(draft)
    return found


def chars(tokens: Tokens, first: int, last: int) -> Span | None:
    """The characters of a content ``[first, last)``, without what only joins it to the sentence."""
    while first < last and _is_outside(tokens, first):
        first += 1
    while last > first and _is_outside(tokens, last - 1):
        last -= 1
    return tokens.span(first, last) if first < last else None


def _is_outside(tokens: Tokens, token: int) -> bool:
    return (
        tokens.words[token] in _OUTSIDE
        or tokens.pos[token] in {"SPACE", "CCONJ"}
        or not tokens.words[token].strip()
    )


def form_of(draft: Draft, tokens: Tokens) -> StatementForm:
    """Direct where nearly all words of the content are quoted, indirect where none is, else mixed."""
    words = quoted = 0
    for span in draft.contents:
        first, last = tokens_within(tokens, span)
        for token in range(first, last):
            if tokens.pos[token] not in {"PUNCT", "SPACE"}:
                words += 1
                quoted += tokens.quote_at(token) is not None
    if not quoted:
        return "indirect"
    return "direct" if quoted >= MOSTLY * words else "mixed"
