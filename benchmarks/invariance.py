"""Invariance: the code of a sentence must not change when only its countries or its voice do.

The pairs are made from the lexicon's own examples: one country put for another, the active turned
into the passive, a government called by its capital or its adjective.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.rows import write_predictions
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.reading.actors import read_cast
from dragoman.reading.events.coder import EventCoder
from dragoman.reading.language import Language, Tokens, load_model
from dragoman.records import Document

PAIRS_OF_A_KIND = 100
SEED = 2021
_SWAPS = ("BRA", "KEN", "NOR", "VNM", "PER", "GHA", "CHL", "POL", "THA", "MAR")


class Pair(NamedTuple):
    """Two sentences that must get the same code, and what was changed between them."""

    change: str
    first: str
    second: str


def run(folder: Path, predictions: Path | None = None) -> dict[str, dict[str, Any]]:
    """The share of pairs with the same types, modes and statuses, in all and for each change."""
    knowledge = load_knowledge()
    language = Language(load_model())
    pairs = make_pairs(knowledge, language)
    texts = [text for pair in pairs for text in (pair.first, pair.second)]
    codes = list(_codes(texts, knowledge, language))
    same = [codes[2 * n] == codes[2 * n + 1] for n in range(len(pairs))]
    if predictions is not None:
        predictions.mkdir(parents=True, exist_ok=True)
        rows = [
            {"id": str(n), **pair._asdict(), "same": ok}
            for n, (pair, ok) in enumerate(zip(pairs, same, strict=True))
        ]
        write_predictions("invariance", "pairs", rows, predictions)
    figures: dict[str, Any] = {"pairs": len(pairs), "same_code": 100 * sum(same) / len(same)}
    for change in dict.fromkeys(pair.change for pair in pairs):
        own = [ok for pair, ok in zip(pairs, same, strict=True) if pair.change == change]
        figures[change] = 100 * sum(own) / len(own)
    return {"invariance": figures}


def make_pairs(knowledge: Knowledge, language: Language) -> list[Pair]:
    """A hundred pairs of each change, the same ones every time."""
    examples = sorted(
        {f.example for f in knowledge.lexicon.frames.values() if f.type and not f.blank}
    )
    random.Random(SEED).shuffle(examples)
    parses = [tokens for _, tokens in language.read_many(map(Document.from_text, examples))]
    pairs: list[Pair] = []
    for make in (_swapped, _passive, _paraphrased):
        made = [pair for tokens in parses for pair in make(tokens, knowledge)]
        pairs += made[:PAIRS_OF_A_KIND]
    return pairs


def _codes(
    texts: Sequence[str], knowledge: Knowledge, language: Language
) -> Iterator[list[tuple[str, str, str]]]:
    for _, tokens in language.read_many(map(Document.from_text, texts)):
        drafts = EventCoder(tokens, read_cast(tokens, knowledge, None), knowledge).code()
        yield sorted((d.type, d.mode or "", d.status) for d in drafts)


def _country_tokens(tokens: Tokens, knowledge: Knowledge) -> Iterator[tuple[int, int, str]]:
    for start, end, meanings in knowledge.names.find(tokens.text):
        if (
            meanings[0].sense == "country"
            and knowledge.countries[meanings[0].key].name == tokens.text[start:end]
        ):
            yield start, end, meanings[0].key


def _swapped(tokens: Tokens, knowledge: Knowledge) -> Iterator[Pair]:
    """Every country of the sentence replaced by another."""
    found = list(_country_tokens(tokens, knowledge))
    present = {code for _, _, code in found}
    others = [code for code in _SWAPS if code not in present]
    if not found or len(found) > len(others):
        return
    text = tokens.text
    for (start, end, _), code in reversed(list(zip(found, others, strict=False))):
        text = text[:start] + knowledge.countries[code].name + text[end:]
    yield Pair("countries_swapped", tokens.text, text)


def _passive(tokens: Tokens, knowledge: Knowledge) -> Iterator[Pair]:
    """ "X attacked Y." becomes "Y was attacked by X."; only regular verbs in plain sentences."""
    for verb in range(len(tokens)):
        if (
            tokens.deps[verb] != "ROOT"
            or tokens.tags[verb] != "VBD"
            or not tokens.words[verb].endswith("ed")
        ):
            continue
        subjects, objects = tokens.children_with(verb, "nsubj"), tokens.children_with(verb, "dobj")
        extras = [
            c for c in tokens.children[verb] if tokens.deps[c] not in {"nsubj", "dobj", "punct"}
        ]
        if len(subjects) != 1 or len(objects) != 1 or extras or len(tokens.sentences) > 1:
            continue
        subject = tokens.text_of(*tokens.subtree(subjects[0]))
        first, last = tokens.subtree(objects[0])
        object_ = tokens.text_of(first, last)
        if tokens.tags[subjects[0]] == "PRP" or tokens.tags[objects[0]] == "PRP":
            continue
        joined = any(tokens.deps[c] == "conj" for c in tokens.children[objects[0]])
        plural = joined or tokens.tags[objects[0]] in {"NNS", "NNPS"}
        lowered = subject[0].lower() + subject[1:] if _is_common(tokens, knowledge) else subject
        yield Pair(
            "active_and_passive",
            tokens.text,
            f"{object_[0].upper()}{object_[1:]} {'were' if plural else 'was'} {tokens.words[verb]} by {lowered}.",
        )


def _paraphrased(tokens: Tokens, knowledge: Knowledge) -> Iterator[Pair]:
    """A country that acts, called by its capital or by "the … government"."""
    for start, end, code in _country_tokens(tokens, knowledge):
        country = knowledge.countries[code]
        token = tokens.first_at(start)
        if tokens.deps[token] != "nsubj" or not country.capital or not country.adjectives:
            continue
        head = country.capital if token % 2 else f"the {country.adjectives[0]} government"
        text = tokens.text[:start] + head + tokens.text[end:]
        yield Pair("actor_paraphrased", tokens.text, text[0].upper() + text[1:])
        return


def _is_common(tokens: Tokens, knowledge: Knowledge) -> bool:
    """Whether the sentence's first word is a capital only because it comes first."""
    word = tokens.words[0]
    is_word = tokens.pos[0] in {"DET", "NOUN", "ADJ"} and not word.isupper()
    return is_word and not knowledge.names.meanings(word)
