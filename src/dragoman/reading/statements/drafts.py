"""Drafts: statements while they are being read, as tokens and characters."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from dragoman.reading.language import Tokens

Span = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """One statement in the making.

    ``token`` is the head of the cue (of the content, where there is no cue), ``cue`` its tokens
    ``[first, last)``; ``contents`` are character spans; the actors are head tokens.
    """

    rule: str
    token: int
    cue: Span | None
    contents: list[Span]
    speakers: list[int] = field(default_factory=list)
    addressees: list[int] = field(default_factory=list)
    media: list[int] = field(default_factory=list)
    borrowed: bool = False
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


def token_at(tokens: Tokens, place: int) -> int:
    """The last token that starts at or before the character ``place``."""
    return max(bisect_right(tokens.starts, place) - 1, 0)
