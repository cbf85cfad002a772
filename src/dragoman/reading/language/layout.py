"""Layout: the blocks of a text, found before parsing, with every offset kept.

The parser is given a copy of the text in which curly quotes, odd spaces and control characters are
replaced one to one, so that a position in the copy is the same position in the text.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "dateline", "paragraph"]

LONGEST_BLOCK = 20_000
LONGEST_HEADING_WORDS = 14
NARROWEST_WRAP = 40
WIDEST_WRAP = 100

_QUOTES = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "`": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"', "＂": '"',
}  # fmt: skip
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z])")
_CLOSED = re.compile(r"[.!?:;,\"')\]]$")
_DASH_CLAUSE = re.compile(r"\s[–—-]{1,2}\s(?=(?:he|she|it|they|we|I|this|there)\s+\w)")
_DASH = re.compile(r"\s[–—-]{1,2}\s")
_DATELINE = re.compile(
    r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    r"(?:[A-Z][a-z]+\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]+),?\s+\d{4}$|^\d{4}-\d\d-\d\d$"
)


class Block(NamedTuple):
    """A stretch of text that is parsed by itself: half-open character offsets and what it is."""

    start: int
    end: int
    kind: BlockKind


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    if character in _QUOTES:
        return _QUOTES[character]
    category = unicodedata.category(character)
    if category in {"Zs", "Zl", "Zp", "Cc", "Cf"}:
        return " "
    return "?" if category in {"Cs", "Cn", "Co"} else character


def plain(text: str) -> str:
    """A copy of ``text`` of the same length that the parser reads well; line ends become spaces."""
    if text.isascii() and text.isprintable() and "`" not in text and "''" not in text:
        return text
    table = {ord(character): _plain_character(character) for character in set(text)}
    copy = text.replace("``", ' "').replace("''", '" ')
    return copy.translate(table)


def find_blocks(text: str) -> list[Block]:
    """The blocks of ``text`` in order: split at line breaks first, wrapped lines joined again."""
    lines = [
        line for line in (_trim(text, *match.span()) for match in _LINE.finditer(text)) if line
    ]
    blocks: list[Block] = []
    for start, end in _join_wrapped(text, lines):
        kind = _kind_of(text[start:end], is_only=len(lines) == 1)
        pieces = _pieces(text, start, end) if kind == "paragraph" else [(start, end)]
        blocks.extend(Block(first, last, kind) for first, last in pieces)
    return blocks


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _join_wrapped(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    widest = max((end - start for start, end in lines), default=0)
    joined: tuple[int, int] | None = None
    last_line = (0, 0)
    for start, end in lines:
        if joined is None:
            joined = (start, end)
        elif _is_wrapped(text, last_line, (start, end), widest):
            joined = (joined[0], end)
        else:
            yield joined
            joined = (start, end)
        last_line = (start, end)
    if joined is not None:
        yield joined


def _is_wrapped(text: str, line: tuple[int, int], following: tuple[int, int], widest: int) -> bool:
    width = line[1] - line[0]
    if text.count("\n", line[1], following[0]) > 1 or width < NARROWEST_WRAP:
        return False
    if text[following[0]].islower() and not _CLOSED.search(text[line[0] : line[1]]):
        return True
    first_word = text[following[0] : following[1]].split(None, 1)[0]
    return widest <= WIDEST_WRAP and width + 1 + len(first_word) > widest - 2


def _kind_of(line: str, *, is_only: bool) -> BlockKind:
    if _DATELINE.match(line):
        return "dateline"
    words = line.split()
    letters = [character for character in line if character.isalpha()]
    if letters and len(words) > 1 and all(not letter.islower() for letter in letters):
        return "heading"
    is_short = len(words) <= LONGEST_HEADING_WORDS and not _CLOSED.search(line)
    opens_quote = line[0] in _QUOTES or line[0] == '"' or line.endswith(("…", "...", "-", "–", "—"))
    return "heading" if is_short and not opens_quote and not is_only else "paragraph"


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut before a clause that follows a single dash, and where a block is too long to parse."""
    cut = start
    for match in _DASH_CLAUSE.finditer(text, start, end):
        sentence_end = _SENTENCE_END.search(text, match.end(), end)
        rest_end = sentence_end.start() if sentence_end else end
        begin = max(
            (m.end() for m in _SENTENCE_END.finditer(text, cut, match.start())), default=cut
        )
        if len(_DASH.findall(text, begin, rest_end)) == 1:
            yield cut, match.start()
            cut = match.end()
    while end - cut > LONGEST_BLOCK:
        ends = [m.end() for m in _SENTENCE_END.finditer(text, cut, cut + LONGEST_BLOCK)]
        stop = ends[-1] if ends else text.rfind(" ", cut, cut + LONGEST_BLOCK) + 1
        stop = stop if stop > cut else cut + LONGEST_BLOCK
        yield cut, stop
        cut = stop
    if cut < end:
        yield cut, end
