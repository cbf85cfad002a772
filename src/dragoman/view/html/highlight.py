"""Highlights: a text cut at every border of a record's words, so that overlaps can be shown.

``Html`` marks strings that are safe to put on a page; ``words`` is the only way in for a text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, NewType

Html = NewType("Html", str)

#: Parts of the evidence as the page shows them. Where a word plays several, the order decides which
#: line it gets; the grounds go with any line.
ROLES = {
    "trigger": "trigger of an event",
    "cue": "cue",
    "figure": "figure",
    "date": "date",
    "speaker": "speaker",
    "actor": "actor",
    "recipient": "recipient",
    "place": "place",
    "mention": "named or meant",
    "agreement": "agreement",
    "response": "answer to a claim",
    "content": "content of a statement",
}
GROUNDS = ("agreement", "response", "content")
SHOWN_AS = {
    "amount": "figure", "unit": "figure", "holder": "speaker", "medium": "speaker",
    "party": "actor", "mediator": "actor", "addressee": "recipient", "stage": "agreement",
}  # fmt: skip
_RANK = {role: rank for rank, role in enumerate([*ROLES, ""])}
#: Long stretches and those without a look of their own are no links: their record gets a mark.
_NO_LINK = frozenset({"content", ""})
#: Whose card words lead to that several records share: what they name before what they tell.
_NEAREST = "ADFPMGESCHT"
_LONGEST_HEADING_WORDS = 14
_NARROWEST_WRAP, _WIDEST_WRAP = 40, 100
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_CLOSED = re.compile(r"[.!?:;,\"')\]”’…–—-]$")
_OPENS_QUOTE = tuple("\"'“‘„«")
#: What has a meaning in HTML, and what it cannot hold: control characters, halves of pairs.
_SPECIAL = re.compile(
    r"[&<>\"'\x00-\x08\x0b\r\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def words(text: object) -> Html:
    """``text`` for the page, one character for one: what HTML cannot hold is shown by a picture."""
    plain = str(text)
    return Html(_SPECIAL.sub(_escape, plain) if _SPECIAL.search(plain) else plain)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] in "&<>\"'\r":
        return f"&#{code};"
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def tag(name: str, *content: Html, **attributes: str | None) -> Html:
    """An element; ``class_`` and ``data_n`` become ``class`` and ``data-n``; null ones go."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{words(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{given}>{''.join(content)}</{name}>")


def joined(parts: Iterable[Html], between: str = "") -> Html:
    """The parts one after the other, with plain text between them."""
    return Html(words(between).join(parts))


class Span(NamedTuple):
    """Half-open offsets of words, the part they play ("" for none), the key of their card."""

    start: int
    end: int
    role: str
    key: str


class Block(NamedTuple):
    """A heading (``h3``) or a paragraph (``p``) of the text."""

    start: int
    end: int
    element: str


def role_of(part_role: str) -> str:
    """How the page shows a part of the evidence; "" where it has no look of its own."""
    role = SHOWN_AS.get(part_role, part_role)
    return role if role in ROLES else ""


def find_blocks(text: str) -> Iterator[Block]:
    """Headings and paragraphs: a line each, but that wrapped lines are joined."""
    lines = [
        (m.end() - len(m[0].lstrip()), m.start() + len(m[0].rstrip()))
        for m in _LINE.finditer(text)
        if not m[0].isspace()
    ]
    widest = max((end - start for start, end in lines), default=0)
    start = lines[0][0] if lines else 0
    for line, following in pairwise([*lines, None]):
        if line is None or (following and _is_wrapped(text, line, following, widest)):
            continue
        yield Block(start, line[1], _element(text[start : line[1]], len(lines)))
        start = following[0] if following else len(text)


def _is_wrapped(text: str, line: tuple[int, int], following: tuple[int, int], widest: int) -> bool:
    """Whether the line ends for want of room, by the signs that the stages of reading go by."""
    width = line[1] - line[0]
    if width < _NARROWEST_WRAP or text.count("\n", line[1], following[0]) > 1:
        return False
    if text[following[0]].islower() and not _CLOSED.search(text, line[0], line[1]):
        return True
    first_word = text[following[0] : following[1]].split(None, 1)[0]
    return widest <= _WIDEST_WRAP and width + 1 + len(first_word) > widest - 2


def _element(line: str, line_count: int) -> str:
    if line_count == 1 or "\n" in line:
        return "p"
    if line.isupper() and " " in line:
        return "h3"
    is_short = len(line.split()) <= _LONGEST_HEADING_WORDS and not _CLOSED.search(line)
    return "h3" if is_short and not line.startswith(_OPENS_QUOTE) else "p"


class _Segment(NamedTuple):
    """A stretch of the text and the spans that cover it.

    ``role`` is the part whose line the words get, ``owner`` the card that they link to.
    """

    start: int
    end: int
    spans: tuple[Span, ...] = ()
    role: str = ""
    owner: str | None = None


def _segment(start: int, end: int, spans: Sequence[Span]) -> _Segment:
    if not spans:
        return _Segment(start, end)
    role = min((span.role for span in spans), key=_RANK.__getitem__)
    linked = [span for span in spans if span.role not in _NO_LINK]
    shown = "mention" if role in {"actor", "recipient", "speaker"} else role
    owner = min(linked, key=lambda span: _distance(span, shown)).key if linked else None
    return _Segment(start, end, tuple(spans), role, owner)


def _distance(span: Span, shown: str) -> tuple[int, bool, int]:
    """The shortest span is the nearest; of the same words, that whose part is shown."""
    return span.end - span.start, span.role != shown, _NEAREST.find(span.key[:1])


def _cut(length: int, spans: Iterable[Span], points: Iterable[int] = ()) -> Iterator[_Segment]:
    """The stretches between all borders, each with the spans that cover it."""
    opening: dict[int, list[Span]] = {}
    borders = {0, length, *(point for point in points if 0 <= point <= length)}
    for span in spans:
        span = span._replace(start=max(span.start, 0), end=min(span.end, length))
        if span.start < span.end:
            opening.setdefault(span.start, []).append(span)
            borders |= {span.start, span.end}
    active: list[Span] = []
    ordered = sorted(borders)
    for start, end in pairwise(ordered):
        active = [span for span in active if span.end > start] + opening.get(start, [])
        yield _segment(start, end, active)


def marked_quote(text: str, offset: int, spans: Iterable[Span]) -> Html:
    """Words quoted in a card, with the parts that they play in this one record."""
    moved = [Span(s.start - offset, s.end - offset, s.role, s.key) for s in spans]
    pieces = (
        tag("span", words(text[s.start : s.end]), class_=s.role, title=ROLES[s.role])
        if s.role
        else words(text[s.start : s.end])
        for s in _cut(len(text), moved)
    )
    return joined(pieces)


class MarkedText:
    """A text with its highlights, links and anchors.

    ``spans`` are the words of all cards, ``anchors`` further places (key to offset) that cards
    point at. The text of the elements together is exactly ``text``.
    """

    def __init__(
        self, text: str, spans: Sequence[Span], anchors: Mapping[str, int], prefix: str
    ) -> None:
        self.text = text
        self.prefix = prefix
        self.blocks = list(find_blocks(text))
        first = dict(anchors)
        for span in spans:
            start = min(max(span.start, 0), len(text))
            first[span.key] = min(start, first.get(span.key, start))
        points = [*first.values(), *(border for block in self.blocks for border in block[:2])]
        self.segments = list(_cut(len(text), spans, points))
        self.keys = tuple(dict.fromkeys(span.key for span in spans))
        self.roles = frozenset(span.role for span in spans if span.role)
        linked = {*anchors, *(segment.owner for segment in self.segments)}
        self._at: dict[int, list[Html]] = {}
        for key, place in first.items():
            self._at.setdefault(place, []).append(self._anchor(key, key in linked))

    def keys_over_several_blocks(self) -> list[str]:
        """The keys whose words run over a paragraph's end."""
        found: Counter[str] = Counter()
        for _, inside in self._by_block():
            found.update({span.key for segment in inside for span in segment.spans})
        return [key for key, count in found.items() if count > 1]

    def opens_with(self, title: str) -> bool:
        """Whether the first line of the text is its title."""
        first = self.blocks[0] if self.blocks else None
        return first is not None and self.text[first.start : first.end] == title

    def html(self, title_element: str | None = None) -> Html:
        """Headings, paragraphs and the white space between them.

        The first of them becomes a ``title_element``, where one is given.
        """
        pieces: list[Html] = []
        for block, inside in self._by_block():
            content = [piece for segment in inside for piece in self._piece(segment)]
            if block:
                content = [tag(title_element or block.element, *content, dir="auto")]
                title_element = None
            pieces += content
        return joined([*pieces, *self._at.get(len(self.text), [])])

    def _by_block(self) -> Iterator[tuple[Block | None, list[_Segment]]]:
        rest = iter([*self.blocks, None])
        block = next(rest)
        inside: list[_Segment] = []
        for segment in self.segments:
            if block and segment.start == block.start and inside:
                yield None, inside
                inside = []
            inside.append(segment)
            if block and segment.end == block.end:
                yield block, inside
                inside, block = [], next(rest)
        if inside:
            yield None, inside

    def _anchor(self, key: str, is_linked: bool) -> Html:
        name, target = f"{self.prefix}w-{key}", f"#{self.prefix}{key}"
        if is_linked:
            return tag("i", id=name, data_n=key)
        return tag("a", id=name, href=target, data_n=key, class_="mark", aria_label=f"record {key}")

    def _piece(self, segment: _Segment) -> Iterator[Html]:
        yield from self._at.get(segment.start, [])
        content = words(self.text[segment.start : segment.end])
        if not segment.spans:
            yield content
            return
        roles = sorted({s.role for s in segment.spans if s.role}, key=_RANK.__getitem__)
        shown = [segment.role, *(role for role in GROUNDS if role in roles)]
        keys = [self.prefix + s.key for s in segment.spans]
        title = ", ".join(ROLES[role] for role in roles) or None
        names = " ".join(dict.fromkeys(filter(None, [*shown, *keys])))
        href = f"#{self.prefix}{segment.owner}" if segment.owner else None
        yield tag("a" if href else "span", content, class_=names, href=href, title=title)
