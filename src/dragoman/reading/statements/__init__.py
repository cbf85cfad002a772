"""Statements: who said, thought or held what, to whom, on what medium and when."""

from collections.abc import Iterable, Iterator

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import Cast
from dragoman.reading.flow import Found
from dragoman.reading.language import Tokens
from dragoman.reading.making import Maker
from dragoman.reading.statements.circumstances import CircumstanceReader
from dragoman.reading.statements.drafting import read_drafts
from dragoman.reading.statements.drafts import Draft, Span, form_of
from dragoman.reading.statements.speakers import SpeakerReader
from dragoman.reading.statements.vocabulary import Vocabulary
from dragoman.records import Date, Document, Part, Statement

CONFIDENCE = {"quote": 0.95, "verb, clause": 0.9, "according to": 0.9, "quoted as": 0.95}
CONFIDENCE_OTHERWISE = 0.75
CONFIDENCE_BORROWED = 0.7


class Statements:
    """The stage that makes statements."""

    name = "statements"
    needs = frozenset({Tokens, Cast, Date})
    makes = frozenset({Statement})

    def __init__(self) -> None:
        self._known: tuple[Knowledge, Vocabulary] | None = None

    def __call__(
        self, document: Document, found: Found, knowledge: Knowledge
    ) -> Iterable[Statement]:
        """Read cues and quotes, then give each its speaker, medium, addressee, date and status."""
        tokens, cast = found.the(Tokens), found.the(Cast)
        vocabulary = self._vocabulary(knowledge)
        drafts = read_drafts(tokens, cast, vocabulary)
        speakers = SpeakerReader(tokens, cast, vocabulary)
        circumstances = CircumstanceReader(tokens, found.all_of(Date), knowledge, vocabulary)
        maker = Maker(self.name, document, tokens, knowledge)
        for draft in drafts:
            yield _statement(draft, maker, speakers, circumstances)

    def _vocabulary(self, knowledge: Knowledge) -> Vocabulary:
        """The cue words of these tables, arranged once."""
        if self._known is None or self._known[0] is not knowledge:
            self._known = (knowledge, Vocabulary(knowledge.speech))
        return self._known[1]


def _statement(
    draft: Draft, maker: Maker, speakers: SpeakerReader, circumstances: CircumstanceReader
) -> Statement:
    who = [draft.named] if draft.named else speakers.who(draft.speakers)
    media = speakers.media(draft)
    medium = next((someone for someone in speakers.who(media) if someone not in who), None)
    date = circumstances.date(draft)
    form = form_of(draft, maker.tokens)
    parts = tuple(_parts(draft, media, maker, speakers))
    content = tuple(maker.excerpt(start, end) for start, end in draft.contents)
    first_part = parts[0]
    return Statement(
        id=maker.id_of("statement", form, draft.contents, [someone.id for someone in who]),
        document_id=maker.document.id,
        evidence=maker.evidence_at(first_part.start, first_part.end, parts),
        made_by=maker.made_by(draft.rule, *_reasons(draft, speakers)),
        confidence=_confidence(draft),
        form=form,
        content=content,
        cue=" … ".join(maker.tokens.text_of(*span) for span in _cue_spans(draft)) or None,
        speaker_id=who[0].id if who else None,
        speaker_ids=tuple(someone.id for someone in who),
        medium_id=medium.id if medium else None,
        addressee_ids=tuple(someone.id for someone in speakers.who(draft.addressees)),
        first_day=date.first_day if date else None,
        last_day=date.last_day if date else None,
        status=circumstances.status(draft),
    )


def _cue_spans(draft: Draft) -> list[Span]:
    return [span for span in (draft.lead, draft.cue) if span is not None]


def _parts(draft: Draft, media: list[int], maker: Maker, speakers: SpeakerReader) -> Iterator[Part]:
    for start, end in draft.contents:
        yield Part("content", start, end, maker.text[start:end])
    for first, last in speakers.phrases(draft):
        yield maker.part("speaker", first, last)
    for first, last in _cue_spans(draft):
        yield maker.part("cue", first, last)
    for role, heads in (("addressee", draft.addressees), ("medium", media)):
        for head in heads:
            yield maker.part(role, *speakers.phrase(head, draft))


def _reasons(draft: Draft, speakers: SpeakerReader) -> Iterator[str]:
    yield from draft.why
    for head in draft.speakers:
        appearance = speakers.appearance(head)
        words = speakers.tokens.words[head]
        yield f"{words!r}: {appearance.by}" if appearance else f"{words!r}: nobody known"


def _confidence(draft: Draft) -> float:
    if draft.borrowed:
        return CONFIDENCE_BORROWED
    return next(
        (value for rule, value in CONFIDENCE.items() if draft.rule.startswith(rule)),
        CONFIDENCE_OTHERWISE,
    )


__all__ = ["Statements"]
