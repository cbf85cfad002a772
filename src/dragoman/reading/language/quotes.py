"""Quotes: the stretches of text between quotation marks, found in the raw text before parsing.

Marks need not match: an opening mark of one shape may be closed by another, a quote may run over
several paragraphs (each opened again or not, only the last one closed), and where a closing mark
lacks the quote ends with its paragraph. Single marks are told from apostrophes by what stands
around them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.reading.language.layout import Block

_MARK = re.compile(r"'{2,}|`{2}|[\"“”„‟«»＂‘’‚‛'`]")
_EITHER = frozenset({'"', "＂", "''", "'''"})
_OPENING = frozenset({"“", "„", "«", "‟", "``"})
_CLOSING = frozenset({"”", "»"})
#: What closes a quote that began with one of the marks that others use the other way round.
_REVERSED = {"„": "“‟", "»": "«", "‚": "‘"}
_SINGLE = frozenset({"‘", "’", "‚", "‛", "'", "`"})
_SINGLE_OPENING = frozenset({"‘", "‚", "‛", "`"})
_SENTENCE_SIGNS = frozenset(".,?!…;:")
_BEFORE_OPENING = frozenset("([{—–-/:")
#: A plural possessive ("the voters’") closes a single quote only so near to its opening mark.
NEAR_CHARACTERS = 60
SHORTEST = 2
PARAGRAPHS_AHEAD = 3


class Quote(NamedTuple):
    """Quoted text: characters ``[start, end)`` with its marks; ``closed`` is false where a mark lacks.

    ``continues`` says that the quote goes on from the one before it, in the paragraph above.
    """

    start: int
    end: int
    closed: bool
    continues: bool


class _Mark(NamedTuple):
    """A mark and what stands around it, within its paragraph."""

    start: int
    end: int
    shape: str
    before: str
    after: str

    @property
    def may_open(self) -> bool:
        if self.shape in _OPENING:
            return True
        stands_free = self.before.isspace() or self.before in _BEFORE_OPENING
        if self.shape in _CLOSING:
            # A closing mark where a quote can only begin: "singled out ”Russia's part”".
            return self.before.isspace() and not self.after.isspace()
        return stands_free or (not self.after.isspace() and not self.before.isalnum())

    @property
    def must_open(self) -> bool:
        return self.before.isspace() and (self.after.isalnum() or self.shape in _OPENING)

    def closes(self, opening: str) -> bool:
        if self.shape in _OPENING and self.shape not in _REVERSED.get(opening, ""):
            return not self.before.isspace() and not self.after.isalnum()
        return not self.must_open

    @property
    def surely_closes_single(self) -> bool:
        return self.before in _SENTENCE_SIGNS or (
            not self.before.isspace() and not self.after.isalnum() and self.before != "s"
        )


def find_quotes(text: str, blocks: Sequence[Block]) -> list[Quote]:
    """All quotes of ``text`` in order; nested ones are part of the outer one."""
    paragraphs = [
        (start, end, _marks(text, start, end)) for start, end in _paragraphs(text, blocks)
    ]
    quotes: list[Quote] = []
    open_before = False
    for number, (start, end, marks) in enumerate(paragraphs):
        rest = [following for _, _, following in paragraphs[number : number + PARAGRAPHS_AHEAD]]
        is_within = open_before and _is_closed_ahead(rest)
        found = list(_quotes_of(start, end, marks, open_before, is_within))
        quotes += found
        open_before = bool(found) and not found[-1].closed and found[-1].end == end
    return quotes


def _paragraphs(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The blocks, those of one line joined again."""
    joined: tuple[int, int] | None = None
    for block in blocks:
        if joined is not None and not text[joined[1] : block.start].strip(" –—-\xa0"):
            joined = (joined[0], block.end)
            continue
        if joined is not None:
            yield joined
        joined = (block.start, block.end)
    if joined is not None:
        yield joined


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    found = []
    for match in _MARK.finditer(text, start, end):
        first, last = match.span()
        before = text[first - 1] if first > start else " "
        after = text[last] if last < end else " "
        shape = match.group()
        if shape in {"'", "’", "`"} and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        found.append(_Mark(first, last, shape[:3], before, after))
    return found


def _is_closed_ahead(paragraphs: Sequence[Sequence[_Mark]]) -> bool:
    """Whether the next double mark, here or in a later paragraph, closes a quote."""
    for marks in paragraphs:
        for mark in marks:
            if mark.shape not in _SINGLE:
                is_apart = mark.before.isspace() and not mark.after.isspace()
                return not mark.must_open and not is_apart
    return False


def _quotes_of(
    start: int, end: int, marks: Sequence[_Mark], open_before: bool, is_within: bool
) -> Iterator[Quote]:
    """The quotes of one paragraph; ``is_within`` where it begins inside a quote."""
    opening: _Mark | None = _Mark(start, start, "“", " ", " ") if is_within else None
    depth = 0
    for number, mark in enumerate(marks):
        if opening is None:
            if _opens(mark, marks[number + 1 :], start):
                opening, depth = mark, 0
            continue
        continues = open_before and opening.start == start
        if _closes(mark, opening, marks[number + 1 :]):
            if depth:
                depth -= 1
                continue
            yield Quote(opening.start, mark.end, True, continues)
            opening = None
        elif mark.must_open and mark.shape not in _SINGLE and opening.shape not in _SINGLE:
            if _is_balanced(marks[number:], opening):
                depth += 1
                continue
            yield Quote(opening.start, mark.start, False, continues)
            opening = mark
    if opening is not None and (opening.shape not in _SINGLE or opening.start == start):
        yield Quote(opening.start, end, False, open_before and opening.start == start)


def _opens(mark: _Mark, later: Sequence[_Mark], start: int) -> bool:
    if mark.shape not in _SINGLE:
        return mark.may_open
    if mark.before.isalnum() or not (mark.after.isalnum() or mark.after in '…[($"“'):
        return False
    if mark.shape == "’" and not mark.before.isspace():
        return False
    if mark.start == start and mark.shape in _SINGLE_OPENING:
        return True
    return _single_end(mark, later) is not None


def _single_end(opening: _Mark, later: Sequence[_Mark]) -> _Mark | None:
    """The mark that closes a single quote; null where the mark is an apostrophe ("the ’90s")."""
    doubtful: _Mark | None = None
    if opening.after.isdigit():
        return None
    for mark in later:
        if mark.must_open:
            break  # another quote begins before this one ends
        if mark.shape in _CLOSING:
            return mark if opening.shape in _SINGLE_OPENING else doubtful
        if mark.shape not in _SINGLE:
            break
        if mark.surely_closes_single:
            return mark if mark.start - opening.end >= SHORTEST else None  # "rock ’n’ roll"
        near = mark.start - opening.end < NEAR_CHARACTERS
        if near and mark.before == "s" and not mark.after.isalnum():
            doubtful = mark
    return doubtful


def _closes(mark: _Mark, opening: _Mark, later: Sequence[_Mark]) -> bool:
    if opening.shape not in _SINGLE:
        return mark.shape not in _SINGLE and mark.closes(opening.shape)
    if mark.shape in _REVERSED.get(opening.shape, ""):
        return True
    return _single_end(opening, [mark, *later]) is mark


def _is_balanced(marks: Sequence[_Mark], opening: _Mark) -> bool:
    """Whether each mark that opens another quote inside the open one is closed, and that one too."""
    openings = sum(mark.shape in _OPENING for mark in marks)
    closings = sum(mark.shape in _CLOSING for mark in marks)
    if opening.shape in _OPENING:
        return closings > openings
    return marks[0].shape in _OPENING and closings >= openings
