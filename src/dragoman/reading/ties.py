"""Ties: lasting relations that the text names: offices, alliances, membership, backing, hostility."""

from collections.abc import Iterable, Iterator

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import Appearance, Cast, Someone
from dragoman.reading.arguments import Arguments, ArgumentWords
from dragoman.reading.flow import Found
from dragoman.reading.language import Tokens
from dragoman.reading.making import Maker
from dragoman.records import Document, Tie
from dragoman.records.actors import Office, TieKind

CONFIDENCE = 0.8


class Ties:
    """The stage that makes ties."""

    name = "ties"
    needs = frozenset({Tokens, Cast})
    makes = frozenset({Tie})

    def __call__(self, document: Document, found: Found, knowledge: Knowledge) -> Iterable[Tie]:
        """Each tie once, at the first words that tell it."""
        reader = TieReader(document, found, knowledge)
        seen: set[tuple[str, str, str | None, str | None]] = set()
        for tie in (*reader.offices(), *reader.relations()):
            key = (tie.tie_kind, tie.from_id, tie.to_id, tie.title and tie.title.lower())
            if key not in seen:
                seen.add(key)
                yield tie


class TieReader:
    """Reads the ties of one document."""

    def __init__(self, document: Document, found: Found, knowledge: Knowledge) -> None:
        self.tokens = found.the(Tokens)
        self.cast = found.the(Cast)
        self.day = document.published
        self.knowledge = knowledge
        self.maker = Maker("ties", document, self.tokens, knowledge)
        table = knowledge.ties
        self.nouns = _inverted(table["nouns"])
        self.participles = _inverted(table["participles"])
        self.verbs = _inverted(table["verbs"])
        self.argument_words = ArgumentWords(
            knowledge.words.set_of("events", "object_control"),
            knowledge.words.set_of("events", "partitives"),
        )

    def offices(self) -> Iterator[Tie]:
        """ "Belarusian President Lukashenko": office held, with its term where the tables have it."""
        for appearance in self.cast.in_order():
            for someone in appearance.who if appearance.kind in {"name", "title"} else ():
                words = self.tokens.text_of(appearance.first, appearance.last).lower()
                for title, office in someone.offices.items():
                    if someone.is_person and title in words and self._is_office(title, someone):
                        yield self._office(someone, office, appearance)

    def _is_office(self, title: str, someone: Someone) -> bool:
        """Whether a title is an office, and not a part of a longer one ("minister")."""
        if any(title != other and other.endswith(title) for other in someone.offices):
            return False
        entry = self.knowledge.nouns.titles.get(title)
        return (
            entry is None or bool(entry.office) or bool(set(entry.sectors) - {"ELI", "CVL", "JRN"})
        )

    def _office(self, someone: Someone, office: Office, appearance: Appearance) -> Tie:
        first_day, last_day = office.first_day, office.last_day
        person = self.knowledge.people.persons.get(someone.name) if someone.known else None
        for holding in person.at(self.day) if person and self.day else ():
            if office.title.lower().split()[-1] in holding.title.lower():
                first_day, last_day = holding.first_day, holding.last_day
        state = self.cast.everybody.get(f"country:{office.country}")
        return Tie(
            id=self.maker.id_of("tie", "office", someone.id, office.title, office.country),
            document_id=self.maker.document.id,
            evidence=self.maker.evidence(appearance.first, appearance.last),
            made_by=self.maker.made_by("title before or beside the name"),
            confidence=CONFIDENCE,
            tie_kind="office",
            from_id=someone.id,
            to_id=state.id if state else None,
            title=office.title,
            first_day=first_day,
            last_day=last_day,
        )

    def relations(self) -> Iterator[Tie]:
        """Alliances, backing, membership, hostility, kinship."""
        for token in range(len(self.tokens)):
            if (
                self.tokens.pos[token] in {"NOUN", "PROPN"}
                and self.tokens.lemmas[token] in self.nouns
            ):
                yield from self._of_noun(token)
            elif self.tokens.lowers[token] in self.participles:
                yield from self._of_participle(token)
            elif self.tokens.pos[token] == "VERB" and self.tokens.lemmas[token] in self.verbs:
                yield from self._of_verb(token)

    def _of_noun(self, noun: int) -> Iterator[Tie]:
        """ "Russia's ally Belarus", "Russian proxies", "Chad, a member of the African Union"."""
        kind: TieKind = self.nouns[self.tokens.lemmas[noun]]  # type: ignore[assignment]
        owners = self._owners(noun)
        holders = self._named(noun)
        own = self.cast.headed_by(noun)
        if not holders and kind == "backing" and own is not None:
            holders = [own]  # the proxies themselves
        for owner in owners:
            for holder in holders:
                pair = (owner, holder) if kind == "backing" else (holder, owner)
                yield from self._tie(kind, *pair, noun, self.tokens.words[noun])

    def _owners(self, noun: int) -> list[Appearance]:
        tokens = self.tokens
        found: list[Appearance] = []
        for deps in (("amod", "compound", "nmod"), ("poss",)):
            found = found or [
                a
                for c in tokens.children_with(noun, *deps)
                if (a := self.cast.at(c)) is not None and a.kind != "pronoun"
            ]
        for prep in tokens.children_with(noun, "prep"):
            if tokens.lowers[prep] in {"of", "to"}:
                for object_ in tokens.children_with(prep, "pobj"):
                    found += [
                        a
                        for m in tokens.conjuncts(object_)
                        if (a := self.cast.headed_by(m)) is not None
                    ]
        return [a for a in found if a.who]

    def _named(self, noun: int) -> list[Appearance]:
        """Who the noun says something about: apposition, "X is an ally of", the name behind it."""
        tokens = self.tokens
        beside = tokens.children_with(noun, "appos")
        if tokens.deps[noun] == "appos":
            beside.append(tokens.heads[noun])
        if tokens.deps[noun] in {"attr", "oprd"}:
            beside += tokens.children_with(tokens.heads[noun], "nsubj")
        if tokens.deps[noun] in {"compound", "nmod"}:
            beside.append(tokens.heads[noun])
        return [a for t in beside if (a := self.cast.headed_by(t)) is not None and a.who]

    def _of_participle(self, token: int) -> Iterator[Tie]:
        """ "Iran-backed rebels": the name before the hyphen backs who follows."""
        tokens = self.tokens
        if token < 2 or tokens.words[token - 1] not in {"-", "–"}:
            return
        backer = self.cast.at(token - 2)
        head = tokens.heads[token]
        while head != tokens.heads[head] and self.cast.headed_by(head) is None and head < token:
            head = tokens.heads[head]
        backed = self.cast.headed_by(head)
        if backer is not None and backed is not None and backed is not backer:
            kind: TieKind = self.participles[tokens.lowers[token]]  # type: ignore[assignment]
            yield from self._tie(kind, backer, backed, token, tokens.words[token])

    def _of_verb(self, verb: int) -> Iterator[Tie]:
        """ "Finland joined NATO"."""
        if any(
            self.tokens.deps[c] in {"neg"} or self.tokens.tags[c] in {"TO", "MD"}
            for c in self.tokens.children[verb]
        ):
            return
        kind: TieKind = self.verbs[self.tokens.lemmas[verb]]  # type: ignore[assignment]
        arguments = Arguments(self.tokens, verb, self.argument_words)
        others = arguments.direct or [o for _, o in arguments.behind(frozenset({"to", "with"}))]
        for subject in arguments.agents:
            for other in others:
                first, second = self.cast.headed_by(subject), self.cast.headed_by(other)
                if first and second and _is_body(second):
                    yield from self._tie(kind, first, second, verb, self.tokens.words[verb])

    def _tie(
        self, kind: TieKind, first: Appearance, second: Appearance, token: int, word: str
    ) -> Iterator[Tie]:
        parts = [
            self.maker.part("actor", first.first, first.last),
            self.maker.part("recipient", second.first, second.last),
            self.maker.part("trigger", token, token + 1),
        ]
        for one in first.who:
            for other in second.who:
                if one is not other:
                    yield Tie(
                        id=self.maker.id_of("tie", kind, one.id, other.id),
                        document_id=self.maker.document.id,
                        evidence=self.maker.evidence(token, token + 1, parts),
                        made_by=self.maker.made_by(f"{kind} told by {word!r}"),
                        confidence=CONFIDENCE,
                        tie_kind=kind,
                        from_id=one.id,
                        to_id=other.id,
                    )


def _is_body(appearance: Appearance) -> bool:
    kinds = {"international_organisation", "party", "armed_group", "group", "government_body"}
    return any(s.actor_kind in kinds for s in appearance.who)


def _inverted(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}
