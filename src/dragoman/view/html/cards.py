"""Cards: each kind of record as it stands at the right of the page."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dragoman.records import (
    Actor,
    Agreement,
    Claim,
    Date,
    Event,
    Evidence,
    Excerpt,
    Figure,
    Mention,
    Place,
    Shift,
    Statement,
    Tie,
)
from dragoman.view.html.highlight import (
    Html,
    Span,
    joined,
    marked_quote,
    role_of,
    tag,
    words,
)
from dragoman.view.html.links import (
    BASES,
    EVIDENCE,
    LONGEST_EXCERPT,
    QUADS,
    SIGNS,
    UNKNOWN,
    Links,
)
from dragoman.view.wording import days, quote


def _head(*content: Html) -> Html:
    return tag("h4", *content)


def _facts(*facts: Html | None) -> Html:
    return tag("p", *(tag("span", fact) for fact in facts if fact), class_="facts")


def _note(title: str, *content: Html, class_: str = "note") -> Html:
    return tag("p", tag("b", words(title)), words(" "), *content, class_=class_)


def _badge(text: str, look: str = "") -> Html:
    return tag("b", words(text.replace("_", " ")), class_=f"badge {look or text}")


def _plain(*texts: str | None, between: str = ", ") -> Html | None:
    said = between.join(text for text in texts if text)
    return words(said.replace("_", " ")) if said else None


def _after(word: str, content: Html | None) -> Html | None:
    return joined([words(f"{word} "), content]) if content else None


def _when(record: Any) -> Html | None:
    text = days(record.first_day, record.last_day)
    return tag("span", words(text), class_="when") if text else None


def _evidence(record: Any) -> Html:
    """The words of a record, each part marked by its role; shortened where they are many."""
    evidence: Evidence = record.evidence
    if len(evidence.text) > LONGEST_EXCERPT:
        return tag("blockquote", words(quote(evidence.text, LONGEST_EXCERPT)), dir="auto")
    parts = [Span(p.start, p.end, role_of(p.role), "") for p in evidence.parts if role_of(p.role)]
    quoted = marked_quote(evidence.text, evidence.start, parts)
    return tag("blockquote", words("“"), quoted, words("”"), dir="auto")


def _said(*excerpts: Excerpt) -> Html:
    text = " … ".join(excerpt.text for excerpt in excerpts)
    return tag("blockquote", words(quote(text, LONGEST_EXCERPT)), dir="auto")


def _actor(actor: Actor, links: Links) -> Iterator[Html]:
    yield _head(tag("bdi", words(actor.name)))
    unmet = None if actor.known else _badge("not in the tables", "unmet")
    sectors = _plain(*actor.sectors, between="/")
    yield _facts(_plain(actor.actor_kind), _plain(actor.country), sectors, unmet)
    for office in actor.offices:
        country = f" ({office.country})" if office.country else ""
        yield _facts(words(office.title + country), _when(office))
    key = links.keys[actor.id]
    forms = []
    for number, mentions in enumerate(links.mentions.get(actor.id, {}).values(), 1):
        form = words(quote(mentions[0].evidence.text))
        forms.append(joined([links.to_words(f"{key}-{number}", form), words(f" {len(mentions)}×")]))
    if forms:
        yield tag("p", joined(forms, ", "), class_="forms")


def _event(event: Event, links: Links) -> Iterator[Html]:
    whom = _after(" →", links.names(event.recipient_ids)) if event.recipient_ids else None
    yield _head(links.names(event.actor_ids), whom or Html(""))
    code = tag("b", words(event.type), class_=f"type quad{event.quad}")
    status = None if event.status == "occurred" else _badge(event.status)
    when = _when(event) or _after("date", UNKNOWN)
    basis = _plain(BASES.get(event.date_basis))
    place = _plain(event.place.name, event.place.country) if event.place else None
    yield _facts(code, _plain(event.mode), status, when, basis, place)
    contexts = _plain(*event.contexts)
    yield _facts(_plain(QUADS.get(event.quad)), _intensity(event.intensity), contexts)
    yield _evidence(event)
    reported = links.records.get(event.statement_id or "")
    if isinstance(reported, Statement):
        speaker = words(links.wording.speaker(reported))
        yield _note("Reported by", links.to_card(reported.id, speaker))
    figures = [links.figure(i) for i in event.figure_ids if i in links.records]
    if figures:
        yield _note("Figures", joined(figures, ", "))


def _intensity(intensity: float | None) -> Html:
    """The number with a bar that grows from the middle, to the left where it is conflict."""
    if intensity is None or math.isnan(intensity):
        return joined([words("intensity "), UNKNOWN])
    share = max(-10.0, min(intensity, 10.0)) * 5
    fill = tag("i", style=f"left:{50 + min(share, 0):.1f}%;width:{abs(share):.1f}%")
    bar = tag("span", fill, class_="scale", aria_hidden="true")
    number = f"{intensity:+.1f}".replace("-", "−") if intensity else "0"
    return joined([words(f"intensity {number} "), bar])


def _statement(statement: Statement, links: Links) -> Iterator[Html]:
    ids = statement.speaker_ids or tuple(filter(None, [statement.speaker_id]))
    by_words = tuple(map(words, statement.evidence.words_of("speaker")[:1])) or (UNKNOWN,)
    yield _head(*([links.names(ids)] if ids else by_words))
    status = None if statement.status == "said" else _badge(statement.status)
    cue = words(quote(statement.cue)) if statement.cue else None
    medium = _after("via", links.names([statement.medium_id])) if statement.medium_id else None
    to = _after("to", links.names(statement.addressee_ids)) if statement.addressee_ids else None
    yield _facts(_plain(statement.form), status, cue, medium, to, _when(statement))
    yield _said(*statement.content)


def _claim(claim: Claim, links: Links) -> Iterator[Html]:
    yield _head(links.names(claim.holder_ids))
    about = _after("about", links.names(claim.about_ids)) if claim.about_ids else None
    key = links.keys.get(claim.statement_id or "")
    statement = _after("statement", links.to_card(claim.statement_id, words(key))) if key else None
    yield _facts(_badge(claim.act, "act"), about, statement)
    yield _said(claim.content)
    given = EVIDENCE.get(claim.evidence_status)
    cited = _after(":", links.names(claim.cited_ids)) if claim.cited_ids else None
    look = f"note {claim.evidence_status}"
    yield _note("Evidence", words(given) if given else UNKNOWN, cited or Html(""), class_=look)
    answers = []
    for number, response in enumerate(claim.responses, 1):
        sign, verb = words(f"{SIGNS[response.response]} "), words(f" {response.response}: ")
        by = links.names(response.by_ids)
        answers.append(links.step(claim, number, sign, by, verb, class_=response.response))
    none = _note("Answers", words("none in this text"))
    yield tag("ul", *answers, class_="answers") if answers else none


def _agreement(agreement: Agreement, links: Links) -> Iterator[Html]:
    yield _head(words(f"{agreement.count} " if agreement.count else ""), words(agreement.name))
    stage = _stage(agreement.stage) if agreement.stage else _after("stage", UNKNOWN)
    yield _facts(_plain(agreement.agreement_kind), stage)
    yield _note("Parties", links.names(agreement.party_ids))
    if agreement.mediator_ids:
        yield _note("Mediated by", links.names(agreement.mediator_ids))
    rungs = []
    for number, step in enumerate(agreement.stages, 1):
        by = _after("by", links.names(step.by_ids)) if step.by_ids else None
        line = _facts(_stage(step.stage), _when(step), by)
        rungs.append(links.step(agreement, number, line, class_=step.stage))
    yield tag("ol", *rungs, class_="ladder") if rungs else _evidence(agreement)


def _stage(stage: str) -> Html:
    return _badge(stage, f"stage {stage}")


def _shift(shift: Shift, links: Links) -> Iterator[Html]:
    toward = _after(" toward", links.names(shift.toward_ids)) if shift.toward_ids else None
    yield _head(links.names(shift.actor_ids), toward or Html(""))
    yield _facts(_plain(shift.topic), _plain(shift.basis), _when(shift))
    sides = []
    for name, text in (("from", shift.from_text), ("to", shift.to_text)):
        side = tag("dd", words(text) if text else UNKNOWN, dir="auto")
        sides.append(tag("div", tag("dt", words(name)), side))
    yield tag("dl", *sides, class_="move")
    yield _evidence(shift)


def _tie(tie: Tie, links: Links) -> Iterator[Html]:
    to = links.names([tie.to_id]) if tie.to_id else _plain(tie.title) or UNKNOWN
    yield _head(links.names([tie.from_id]), words(" → "), to)
    title = _plain(tie.title) if tie.to_id else None
    status = None if tie.status == "stated" else _badge(tie.status)
    yield _facts(_badge(tie.tie_kind, "act"), title, _when(tie), status)
    yield _evidence(tie)


def _figure(figure: Figure, links: Links) -> Iterator[Html]:
    yield _head(words(links.wording.figure(figure)))
    said = _after("says", links.names(figure.said_by_ids)) if figure.said_by_ids else None
    whose = _after("of", links.names(figure.actor_ids)) if figure.actor_ids else None
    yield _facts(words(figure.of or ""), whose, _when(figure), said)
    if figure.replaces_id in links.records:
        yield _note("Replaces", links.figure(figure.replaces_id))
    yield _evidence(figure)


def _place(place: Place, links: Links) -> Iterator[Html]:
    yield _head(words(place.name))
    where = None
    if place.latitude is not None and place.longitude is not None:
        where = words(f"{place.latitude:.2f}, {place.longitude:.2f}")
    yield _facts(_plain(place.precision), _plain(place.region, place.country), where)
    yield _evidence(place)


def _date(date: Date, links: Links) -> Iterator[Html]:
    yield _head(_when(date) or UNKNOWN)
    anchor = words(f"read against {date.anchor}") if date.anchor else None
    yield _facts(_plain(date.precision), _plain(date.basis), anchor, _plain(date.reason))
    yield _evidence(date)


def _mention(mention: Mention, links: Links) -> Iterator[Html]:
    yield _head(words(quote(mention.evidence.text)))
    ids = mention.candidate_ids or tuple(filter(None, [mention.actor_id]))
    word = "may be" if mention.candidate_ids else "stands for"
    yield _facts(_plain(mention.mention_kind), _after(word, links.names(ids)))


def made_by(record: Any) -> Html:
    """How a record came about, folded away."""
    maker, evidence = record.made_by, record.evidence
    rows = {
        "made by": f"{maker.stage}, rule {maker.rule}",
        "with": f"tables {maker.tables}, model {maker.model}",
        "words": f"characters {evidence.start}–{evidence.end}",
        "record": record.id,
    }
    terms = (tag("div", tag("dt", words(k)), tag("dd", words(v))) for k, v in rows.items())
    steps = (tag("li", words(step)) for step in maker.why)
    summary = tag("summary", words(f"Why? Confidence {record.confidence:.2f}"))
    return tag("details", summary, tag("ul", *steps), tag("dl", *terms))


CARDS: Mapping[str, Callable[[Any, Links], Iterable[Html]]] = {
    "actor": _actor, "event": _event, "statement": _statement, "claim": _claim,
    "agreement": _agreement, "shift": _shift, "tie": _tie, "figure": _figure,
    "place": _place, "date": _date, "mention": _mention,
}  # fmt: skip
