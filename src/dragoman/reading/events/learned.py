"""The learned back-off at work: acts between two actors for which the lexicon has no frame.

Rules find who and whom; the model is asked only for the type, in one batch a document, and what it is
not sure of is left out. Where frames and model both speak (``weigh``), each frame adds to the
model's probability of its type.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dragoman.knowledge import Frame, Knowledge, Pattern
from dragoman.reading.actors import Appearance
from dragoman.reading.arguments import Arguments
from dragoman.reading.events.backoff import NO_EVENT, MarkedSentence, load_backoff
from dragoman.reading.events.coder import EventCoder
from dragoman.reading.events.coding import Draft, apply_plan
from dragoman.reading.events.matching import Match
from dragoman.reading.language import Sentence

#: Below this calibrated probability an act without a frame is left out.
SURE = 0.95
#: What a frame adds to the model's probability of its type: with both roles right, with one.
BOTH_ROLES, ONE_ROLE = 0.5, 0.2


class Question(NamedTuple):
    """An act that no frame covers: its verb, who does it, to whom, in which sentence."""

    verb: int
    actor: Appearance
    recipient: Appearance
    arguments: Arguments
    sentence: MarkedSentence


def learned_drafts(coder: EventCoder, knowledge: Knowledge) -> list[Draft]:
    """Events for the verbs between two actors that no frame covers."""
    questions = list(_questions(coder, knowledge))
    if not questions:
        return []
    guesses = load_backoff().classify([question.sentence for question in questions])
    return [
        _draft(question, guess.type, guess.probability, coder, knowledge)
        for question, guess in zip(questions, guesses, strict=True)
        if guess.type is not None and guess.type != NO_EVENT and guess.probability >= SURE
    ]


def weigh(by_type: Mapping[str, float], votes: Iterable[tuple[str, bool]]) -> str:
    """The type of an act between two given actors.

    ``by_type`` holds the model's probabilities, ``votes`` the types that frames give and whether the
    frame has both actors in their roles. Each type is counted once.
    """
    scores = {name: share for name, share in by_type.items() if name != NO_EVENT}
    seen: set[str] = set()
    for name, both in votes:
        if name not in seen:
            seen.add(name)
            scores[name] = scores.get(name, 0.0) + (BOTH_ROLES if both else ONE_ROLE)
    return max(scores, key=scores.__getitem__)


def _questions(coder: EventCoder, knowledge: Knowledge) -> Iterator[Question]:
    tokens, words = coder.tokens, knowledge.words
    passed = (
        words.set_of("events", "light_verbs")
        | words.set_of("events", "transparent_verbs")
        | words.set_of("events", "planning_words")
        | words.set_of("reports", "verbs")
        | words.set_of("actors", "motion_verbs")
    )
    for verb in range(len(tokens)):
        if tokens.pos[verb] != "VERB" or tokens.lemmas[verb] in passed:
            continue
        sentence = tokens.sentences[tokens.sentence_of[verb]]
        if sentence.kind != "paragraph" or coder.is_covered(verb) or tokens.quote_at(verb):
            continue
        arguments = Arguments(tokens, verb, coder.matcher.argument_words)
        actors = coder.roles.named(arguments.agents)
        recipients = [a for a in coder.roles.named(arguments.direct) if a not in actors]
        if actors and recipients and not (actors[0].is_place or recipients[0].is_place):
            spans = [
                _inside(tokens.span(a.first, a.last), sentence) for a in (actors[0], recipients[0])
            ]
            if all(spans):
                marked = MarkedSentence(tokens.text[sentence.start : sentence.end], *spans)
                yield Question(verb, actors[0], recipients[0], arguments, marked)


def _inside(span: tuple[int, int], sentence: Sentence) -> tuple[int, int] | None:
    """The characters of the span counted from the sentence's start; null where it lies outside."""
    start, end = span[0] - sentence.start, span[1] - sentence.start
    return (start, end) if 0 <= start < end <= sentence.end - sentence.start else None


def _draft(
    question: Question, name: str, probability: float, coder: EventCoder, knowledge: Knowledge
) -> Draft:
    lemma = coder.tokens.lemmas[question.verb]
    frame = Frame(
        id="learned",
        words=(lemma,),
        pattern="ACTOR _ RECIPIENT",
        example="",
        expect={},
        type=name,  # type: ignore[arg-type]  # a label of the model is a type
    )
    match = Match(Pattern(frame, (), (), 0, ()), question.verb, {}, (), question.arguments, 0.0)
    draft = Draft(match, name, None)  # type: ignore[arg-type]
    draft.actors, draft.recipients = [question.actor], [question.recipient]
    draft.confidence = probability
    draft.why.append(
        f"no frame for {lemma!r}: the learned back-off says {name} ({probability:.2f})"
    )
    draft.status = coder.statuses.read(question.verb).status
    apply_plan(draft, knowledge)
    return draft
