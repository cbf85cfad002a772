"""Quotes: the stretches of text between quotation marks, found in the raw text before parsing.

Marks need not match: an opening mark of one shape may be closed by another, a quote may run over
several paragraphs (each opened again, only the last one closed), and a missing closing mark ends with
its paragraph.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.reading.language.layout import Block

_OPENING = frozenset('“„«‟')
_CLOSING = frozenset('”»')
_EITHER = frozenset('"＂')
_SINGLE_OPENING = frozenset("‘‚‛")
_SINGLE = frozenset("‘’‚‛'")


class Quote(NamedTuple):
    """Quoted text: characters ``[start, end)`` with its marks; ``closed`` is false where a mark lacks.

    ``continues`` says that the quote goes on from the one before it, in the paragraph above.
    """

    start: int
    end: int
    closed: bool
    continues: bool


def find_quotes(text: str, blocks: Sequence[Block]) -> list[Quote]:
    """All quotes of ``text`` in order; nested ones are part of the outer one."""
    quotes: list[Quote] = []
    open_before = False
    for block in blocks:
        found = list(_quotes_of_block(text, block, open_before))
        quotes += found
        open_before = bool(found) and not found[-1].closed and found[-1].end == block.end
    return quotes


def _quotes_of_block(text: str, block: Block, open_before: bool) -> Iterator[Quote]:
    start: int | None = None
    mark = ""
    for place in range(block.start, block.end):
        character = text[place]
        if start is None:
            if _opens(text, place, block):
                start, mark = place, character
        elif _closes(text, place, block, mark):
            yield Quote(start, place + 1, True, open_before and start == block.start)
            start = None
    if start is not None and mark not in _SINGLE:
        yield Quote(start, block.end, False, open_before and start == block.start)
    elif start is not None and start == block.start:
        yield Quote(start, block.end, False, open_before)


def _opens(text: str, place: int, block: Block) -> bool:
    character = text[place]
    before = text[place - 1] if place > block.start else " "
    after = text[place + 1] if place + 1 < block.end else " "
    if character in _OPENING:
        return True
    if character in _CLOSING:
        # A closing mark where a quote can only begin: "singled out ”Russia's part”".
        return before.isspace() and not after.isspace()
    if character in _EITHER:
        return not after.isspace() or before.isspace()
    if character in _SINGLE_OPENING or character == "'":
        return not before.isalnum() and (after.isalnum() or after in "…[(") and _has_single_end(text, place, block)
    return False


def _has_single_end(text: str, place: int, block: Block) -> bool:
    """Whether a single mark opens a quote rather than being an apostrophe ("the ’90s")."""
    stop = min(block.end, place + 600)
    for later in range(place + 2, stop):
        if text[later] in _SINGLE and not text[later - 1].isspace():
            after = text[later + 1] if later + 1 < block.end else " "
            if not after.isalnum() and text[later - 1] != "s":
                return True
        if text[later] in _CLOSING and text[place] in _SINGLE_OPENING:
            return True
    return place == block.start and text[place] in _SINGLE_OPENING


def _closes(text: str, place: int, block: Block, mark: str) -> bool:
    character = text[place]
    before = text[place - 1]
    after = text[place + 1] if place + 1 < block.end else " "
    if mark in _SINGLE:
        return character in _CLOSING or (
            character in _SINGLE and not after.isalnum() and not before.isspace() and character not in _SINGLE_OPENING
        )
    if character in _CLOSING or character in _EITHER:
        return not before.isspace() or not after.isalnum()
    return False
