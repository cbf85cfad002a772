"""Word pieces: text into the numbers of a BERT vocabulary, lower-cased and without accents."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

LONGEST_WORD = 100
_REMEMBERED_WORDS = 20_000


class WordPieces:
    """The WordPiece method of BERT: words and punctuation, each the longest known pieces from the left.

    ``vocabulary`` lists the pieces in the order of their numbers; ``##`` marks one inside a word.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown = self._numbers["[UNK]"]
        self.start = self._numbers["[CLS]"]
        self.end = self._numbers["[SEP]"]
        self._word = lru_cache(maxsize=_REMEMBERED_WORDS)(self._find_pieces)

    def number(self, piece: str) -> int:
        """The number of a piece. Raises ``KeyError`` for an unknown one."""
        return self._numbers[piece]

    def encode(self, text: str) -> list[int]:
        """The numbers of the pieces of ``text``, without start and end."""
        return [number for word in _words(text) for number in self._word(word)]

    def _find_pieces(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (self.unknown,)
        found: list[int] = []
        begin = 0
        while begin < len(word):
            prefix = "##" if begin else ""
            for end in range(len(word), begin, -1):
                number = self._numbers.get(prefix + word[begin:end])
                if number is not None:
                    found.append(number)
                    begin = end
                    break
            else:
                return (self.unknown,)
        return tuple(found)


def _words(text: str) -> Iterator[str]:
    # Lower-casing comes first: İ becomes an i with a dot above it, which then goes as an accent.
    plain = unicodedata.normalize("NFD", text.lower())
    word = ""
    for char in plain:
        category = unicodedata.category(char)
        if category == "Mn" or char == "\ufffd":
            continue
        if char.isspace() or category.startswith("Z"):
            if word:
                yield word
            word = ""
        elif category.startswith("C"):
            continue
        elif _stands_alone(char, category):
            if word:
                yield word
            yield char
            word = ""
        else:
            word += char
    if word:
        yield word


def _stands_alone(char: str, category: str) -> bool:
    if category.startswith("P") or (char.isascii() and not char.isalnum()):
        return True
    return (
        "\u3400" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0002fa1f"
    )
