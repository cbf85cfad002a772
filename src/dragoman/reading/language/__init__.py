"""Language: text into blocks, sentences and tokens. The only part that sees spaCy's objects."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from dragoman.reading.language.layout import Block, find_blocks, plain
from dragoman.reading.language.model import DEFAULT_MODEL, Model, load_model, model_digest
from dragoman.reading.language.quotes import Quote, find_quotes
from dragoman.reading.language.tokens import Entity, Sentence, Tokens
from dragoman.records import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

DOCUMENTS_AT_ONCE = 16


class Language:
    """The stage that makes tokens. Blocks of several documents share the model's batches."""

    name = "language"
    needs: frozenset[type[Any]] = frozenset()
    makes: frozenset[type[Any]] = frozenset({Tokens})

    def __init__(self, model: Model) -> None:
        self.model = model

    def __call__(self, document: Document, found: object, knowledge: object) -> Iterable[Tokens]:
        """The parse of one document."""
        return [tokens for _, tokens in self.read_many([document])]

    def read_many(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Tokens]]:
        """Each document with its parse, in order."""
        rest = iter(documents)
        while group := list(islice(rest, DOCUMENTS_AT_ONCE)):
            texts = [plain(document.text or "") for document in group]
            blocks = [find_blocks(document.text or "") for document in group]
            pieces = [t[b.start : b.end] for t, own in zip(texts, blocks, strict=True) for b in own]
            parses = self.model.parse(pieces)
            for document, text, own in zip(group, texts, blocks, strict=True):
                tokens = _tokens(text, own, list(islice(parses, len(own))), self.model)
                tokens.quotes = find_quotes(document.text or "", own)
                yield document, tokens


def _tokens(text: str, blocks: Sequence[Block], parses: Sequence["Doc"], model: Model) -> Tokens:
    tokens = Tokens(text)
    tokens.model = model.label
    for number, (block, parse) in enumerate(zip(blocks, parses, strict=True)):
        _append(tokens, number, block, parse)
    tokens.find_edges()
    tokens.blocks = blocks
    return tokens


def _append(tokens: Tokens, number: int, block: Block, parse: "Doc") -> None:
    from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, LOWER, ORTH, POS, SENT_START, TAG

    columns: Any = parse.to_array(
        [ORTH, LOWER, LEMMA, POS, TAG, DEP, HEAD, IDX, LENGTH, SENT_START]
    )
    offset = len(tokens)
    strings = _Strings(parse.vocab.strings)
    rows = columns.astype("int64")
    hashes = columns.T[:6].tolist()
    words, lowers, lemmas, pos, tags, deps = ([strings[key] for key in column] for column in hashes)
    tokens.words += words
    tokens.lowers += lowers
    tokens.lemmas += [lemma.lower() for lemma in lemmas]
    tokens.pos += pos
    tokens.tags += tags
    tokens.deps += deps
    tokens.heads += [offset + i + head for i, head in enumerate(rows[:, 6].tolist())]
    starts = [block.start + start for start in rows[:, 7].tolist()]
    tokens.starts += starts
    tokens.ends += [
        start + length for start, length in zip(starts, rows[:, 8].tolist(), strict=True)
    ]
    firsts = [i for i, flag in enumerate(rows[:, 9].tolist()) if flag == 1 or i == 0]
    _append_sentences(tokens, number, block, [offset + first for first in firsts])
    tokens.entities += [Entity(offset + e.start, offset + e.end, e.label_) for e in parse.ents]


def _append_sentences(tokens: Tokens, number: int, block: Block, firsts: list[int]) -> None:
    for first, last in zip(firsts, [*firsts[1:], len(tokens.starts)], strict=True):
        # White space at the edges belongs to no sentence.
        begin, end = first, last
        while begin < end - 1 and tokens.pos[begin] == "SPACE":
            begin += 1
        while end - 1 > begin and tokens.pos[end - 1] == "SPACE":
            end -= 1
        sentence = Sentence(
            first, last, tokens.starts[begin], tokens.ends[end - 1], number, block.kind
        )
        tokens.sentence_of += [len(tokens.sentences)] * (last - first)
        tokens.sentences.append(sentence)


class _Strings(dict[int, str]):
    """spaCy's string store behind a dictionary: most words of a text come back."""

    def __init__(self, store: Any) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        self[key] = found = str(self._store[key])
        return found


def sentence_at(tokens: Tokens, start: int) -> Sentence | None:
    """The sentence that holds the character ``start``, or the last one before it."""
    number = bisect_right(tokens.sentences, start, key=lambda sentence: sentence.start) - 1
    return tokens.sentences[number] if number >= 0 else None


__all__ = [
    "DEFAULT_MODEL",
    "Block",
    "Entity",
    "Language",
    "Model",
    "Quote",
    "Sentence",
    "Tokens",
    "load_model",
    "model_digest",
    "sentence_at",
]
