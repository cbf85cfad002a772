"""The page: what it shows, that it links both ways, and that it stands by itself."""

import datetime
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import (
    Actor,
    Agreement,
    AnyRecord,
    Claim,
    Date,
    Document,
    Event,
    Evidence,
    Excerpt,
    Figure,
    MadeBy,
    Mention,
    Office,
    Part,
    Place,
    Response,
    Shift,
    StageReached,
    Statement,
    Tie,
    stable_id,
)
from dragoman.view.html import TITLES, fragment, page
from dragoman.view.html.highlight import ROLES, MarkedText, Span, find_blocks
from dragoman.view.sections import SECTIONS
from dragoman.view.wording import Wording

TEXT = """River talks stall

BORDER CLOSED
President Mara Olsen of Veldia ordered the crossing with Tarnow closed on Tuesday.
“Our engineers were shelled twice,” Olsen said. She gave no evidence. \
Tarnow rejected the charge at once.
“We signed the Aren treaty in 2009,” she added.
“Veldia left it in 2019 after at least 13 farmers died near Karsk.”
Olsen, who first pledged to share the water, now sees the dam as hers. They disagree.
"""
DOCUMENT = Document.from_text(
    TEXT,
    title="River talks stall",
    outlet="The Courier",
    url="https://example.org/a?b=1&c=2",
    published=datetime.date(2021, 10, 20),
)
MADE_BY = MadeBy(stage="events", rule="close-border", tables="t1", model="m1", why=("matched <b>",))
VOID = {"meta", "link", "br", "img"}


def excerpt(words: str) -> Excerpt:
    start = TEXT.index(words)
    return Excerpt(start, start + len(words), words)


def make(
    record_type: type[Any], words: str, parts: Sequence[tuple[str, str]] = (), **fields: Any
) -> Any:
    """A record whose evidence is the first place of ``words``; parts are (role, words inside)."""
    start, end, _ = msgspec.structs.astuple(excerpt(words))
    places = [(role, part, TEXT.index(part, start)) for role, part in parts]
    evidence = Evidence(
        start=start,
        end=end,
        text=words,
        sentence=(start, end),
        parts=tuple(Part(role, at, at + len(part), part) for role, part, at in places),
    )
    return record_type(
        id=stable_id(record_type.__name__.lower(), words, repr(fields)),
        document_id=DOCUMENT.id,
        evidence=evidence,
        made_by=MADE_BY,
        confidence=0.75,
        **fields,
    )


DAY = datetime.date(2021, 10, 19)
OLSEN = make(
    Actor, "Mara Olsen", name="Mara Olsen", actor_kind="person", country="VEL",
    offices=(Office(title="President", country="VEL"),),
)  # fmt: skip
VELDIA = make(Actor, "Veldia", name="Veldia", actor_kind="state", country="VEL", known=True)
TARNOW = make(Actor, "Tarnow", name="Tarnow", actor_kind="state", country="TAR", known=True)
SAID = make(
    Statement, "“Our engineers were shelled twice,” Olsen said",
    [("speaker", "Olsen"), ("cue", "said")],
    form="direct", content=(excerpt("“Our engineers were shelled twice,”"),), cue="said",
    speaker_id=OLSEN.id,
)  # fmt: skip
ADDED = make(
    Statement, "“We signed the Aren treaty in 2009,” she added.\n“Veldia left it in 2019",
    form="direct", content=(excerpt("“We signed the Aren treaty in 2009,”"),),
)  # fmt: skip
DEATHS = make(
    Figure, "at least 13 farmers", [("amount", "at least 13")], low=13, high=None,
    bound="at_least", measures="killed",
)  # fmt: skip
CLOSED = make(
    Event, "President Mara Olsen of Veldia ordered the crossing with Tarnow closed on Tuesday",
    [("actor", "President Mara Olsen"), ("trigger", "closed"), ("recipient", "Tarnow")],
    type="COERCE", mode="restrict", status="occurred", actor_ids=(OLSEN.id,),
    recipient_ids=(TARNOW.id,), first_day=DAY, last_day=DAY, quad=4, intensity=-7.0,
)  # fmt: skip
SHELLED = make(
    Event, "Our engineers were shelled twice", [("trigger", "shelled")], type="ASSAULT",
    status="alleged", recipient_ids=(VELDIA.id,), quad=4, intensity=None, statement_id=SAID.id,
    figure_ids=(DEATHS.id,),
)  # fmt: skip
REJECTED = excerpt("Tarnow rejected the charge")
CHARGE = make(
    Claim, "Our engineers were shelled twice", content=excerpt("Our engineers were shelled twice"),
    act="accuse", holder_ids=(OLSEN.id,), about_ids=(TARNOW.id,), evidence_status="none_offered",
    statement_id=SAID.id,
    responses=(Response(by_ids=(TARNOW.id,), response="rejects", evidence=REJECTED),),
)  # fmt: skip
TREATY = make(
    Agreement, "the Aren treaty", name="Aren treaty", agreement_kind="treaty",
    party_ids=(VELDIA.id, TARNOW.id), stage="suspended", stages=(
        StageReached(stage="signed", evidence=excerpt("signed the Aren treaty")),
        StageReached(stage="suspended", by_ids=(VELDIA.id,), evidence=excerpt("left it in 2019")),
    ),
)  # fmt: skip
SHIFT = make(
    Shift, "Olsen, who first pledged to share the water, now sees the dam as hers",
    actor_ids=(OLSEN.id,), from_text="pledged to share", to_text=None,
)  # fmt: skip
RECORDS: tuple[AnyRecord, ...] = (
    OLSEN,
    VELDIA,
    TARNOW,
    make(Mention, "Olsen said", actor_id=OLSEN.id, mention_kind="name", resolved_by="name"),
    make(Mention, "They", actor_id=None, mention_kind="pronoun", resolved_by="nothing fits",
         candidate_ids=(VELDIA.id, TARNOW.id)),
    make(Date, "on Tuesday", first_day=DAY, last_day=DAY, precision="day", basis="relative"),
    make(Place, "Karsk", name="Karsk", country="VEL", latitude=49.0, longitude=24.0),
    CLOSED,
    SHELLED,
    SAID,
    ADDED,
    CHARGE,
    TREATY,
    DEATHS,
    make(Tie, "President Mara Olsen of Veldia", tie_kind="office", from_id=OLSEN.id,
         to_id=VELDIA.id, title="President"),
    SHIFT,
)  # fmt: skip


class Element:
    """An element with its attributes and the elements and strings in it."""

    def __init__(self, name: str, attributes: dict[str, str], parent: "Element | None") -> None:
        self.name, self.attributes, self.parent = name, attributes, parent
        self.content: list[Element | str] = []

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.content)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def all(self, name: str = "", class_: str = "", **attributes: str) -> "list[Element]":
        found = []
        for part in self.content:
            if isinstance(part, Element):
                fits = name in {"", part.name} and (not class_ or class_ in part.classes)
                if fits and attributes.items() <= part.attributes.items():
                    found.append(part)
                found += part.all(name, class_, **attributes)
        return found

    def one(self, name: str = "", class_: str = "", **attributes: str) -> "Element":
        (found,) = self.all(name, class_, **attributes)
        return found


class Tree(HTMLParser):
    """Reads a page strictly: what opens must close in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.root = self.inner = Element("", {}, None)
        self.feed(source)
        self.close()
        assert self.inner is self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        element = Element(tag, {k: v or "" for k, v in attrs}, self.inner)
        self.inner.content.append(element)
        if tag not in VOID:
            self.inner = element

    def handle_endtag(self, tag: str) -> None:
        assert self.inner.name == tag
        assert self.inner.parent is not None
        self.inner = self.inner.parent

    def handle_data(self, data: str) -> None:
        self.inner.content.append(data)


def read(source: bytes | str) -> Element:
    return Tree(source if isinstance(source, str) else source.decode()).root


@pytest.fixture(scope="module")
def shown() -> Element:
    return read(page([(DOCUMENT, RECORDS)]))


def card_of(root: Element, record: AnyRecord) -> Element:
    """The card of a record: those of a kind stand in the order of the records."""
    own = [r for r in RECORDS if r.kind == record.kind]
    return root.all("li", record.kind)[own.index(record)]


def test_every_record_has_a_card_or_stands_on_its_actors_card(shown: Element) -> None:
    assert len(shown.all("li", "card")) == len(RECORDS) - 1
    assert "“Olsen said” 1×" in card_of(shown, OLSEN).text
    assert "“They”" in shown.one("li", "mention").text


def test_sections_have_the_titles_order_and_counts_of_all_views(shown: Element) -> None:
    titles = [heading.text for heading in shown.one("aside").all("h3")]
    counted = {kind: sum(r.kind == kind for r in RECORDS) for kind in TITLES} | {"mention": 1}
    assert titles == [f"{title} {counted[kind]}" for kind, title in TITLES.items()]
    assert list(TITLES)[: len(SECTIONS)] == [section.kind for section in SECTIONS]


def test_every_card_links_to_its_words_and_they_link_back(shown: Element) -> None:
    article = shown.one("article")
    addresses = {link.attributes["href"] for link in article.all("a")}
    for card in shown.all("li", "card"):
        name = card.attributes["id"]
        assert card.one("a", "label").attributes["href"] == f"#w-{name}"
        assert len(article.all(id=f"w-{name}")) == 1
        assert f"#{name}" in addresses


def test_the_words_of_a_card_are_the_evidence(shown: Element) -> None:
    for record in (r for r in RECORDS if isinstance(r, Event | Figure | Shift | Tie)):
        name = card_of(shown, record).attributes["id"]
        lit = "".join(words.text for words in shown.one("article").all(class_=name))
        assert lit == record.evidence.text


def test_all_ids_are_unique_and_all_links_lead_somewhere() -> None:
    root = read(page([(DOCUMENT, RECORDS), (DOCUMENT, RECORDS)], why=True))
    ids = [element.attributes["id"] for element in root.all() if "id" in element.attributes]
    assert len(set(ids)) == len(ids)
    links = {a.attributes["href"] for a in root.all("a")} - {DOCUMENT.url}
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_text_of_the_article_is_the_text_of_the_document(shown: Element) -> None:
    assert shown.one("article").text == TEXT


def test_headings_and_paragraphs_are_kept(shown: Element) -> None:
    article = shown.one("article")
    assert article.one("h1").text == "River talks stall"
    assert article.one("h3").text == "BORDER CLOSED"
    assert len(article.all("p")) == TEXT.count("\n") - 3


def test_wrapped_lines_are_one_paragraph() -> None:
    first = "The first line of a text that was cut where it\nbecame too long for its column."
    text = f"A title\n\n{first}\n\nAnother one."
    assert [text[b.start : b.end] for b in find_blocks(text)] == text.split("\n\n")
    assert [b.element for b in find_blocks(text)] == ["h3", "p", "p"]


def test_page_loads_nothing_from_the_network(shown: Element) -> None:
    source = page([(DOCUMENT, RECORDS)], why=True).decode()
    for element in shown.all():
        assert not {"src", "srcset", "data", "action", "poster"} & element.attributes.keys()
        if "http" in element.attributes.get("href", ""):
            assert element.name == "a"
    assert [link.attributes["href"] for link in shown.all("link")] == ["data:,"]
    assert not re.search(r"@import|url\(|fetch\(|XMLHttp|import\(", source)
    assert "default-src 'none'" in source


def test_page_can_be_read_without_script(shown: Element) -> None:
    source = page([(DOCUMENT, RECORDS)]).decode()
    without = read(re.sub(r"<script>.*?</script>", "", source, flags=re.S))
    assert without.one("article").text == TEXT
    assert len(without.all("li", "card")) == len(shown.all("li", "card"))
    attributes = {name for element in shown.all() for name in element.attributes}
    assert not {name for name in attributes if name.startswith("on") or name == "hidden"}
    style = shown.one("style").text
    for card in shown.all("li", "card"):
        name = card.attributes["id"]
        assert f".dragoman #w-{name}:target~.{name}" in style


def test_words_over_several_paragraphs_light_up_in_all_of_them(shown: Element) -> None:
    name = card_of(shown, ADDED).attributes["id"]
    assert f".dragoman .text:has(#w-{name}:target) .{name}" in shown.one("style").text


def test_overlapping_words_carry_all_their_records(shown: Element) -> None:
    (words,) = [e for e in shown.one("article").all("a") if e.text == "shelled"]
    assert {"trigger", "content", "E2", "S1", "C1"} <= set(words.classes)
    assert words.attributes["href"] == "#E2"
    assert words.attributes["title"] == "trigger of an event, content of a statement"


def test_legend_names_the_parts_that_occur(shown: Element) -> None:
    names = [item.text for item in shown.one("ul", "legend").all("li")]
    assert names == list(ROLES.values())


def test_event_card_tells_type_status_quad_and_intensity(shown: Element) -> None:
    card = card_of(shown, SHELLED)
    assert "quad4" in card.classes
    assert card.one(class_="badge").text == "alleged"
    assert "material conflict" in card.text
    assert "intensity −7.0" in card_of(shown, CLOSED).text
    assert [span.text for span in card_of(shown, CLOSED).one("blockquote").all("span")] == [
        "President Mara Olsen", "Tarnow", "closed",
    ]  # fmt: skip


def test_what_is_not_known_is_shown_as_unknown(shown: Element) -> None:
    card = card_of(shown, SHELLED)
    assert card.one("h4").text == "unknown → Veldia"
    assert "date unknown" in card.text
    assert "intensity unknown" in card.text
    assert card_of(shown, ADDED).one("h4").text == "unknown"


def test_names_are_those_of_all_views(shown: Element) -> None:
    assert card_of(shown, CLOSED).one("h4").text == Wording(RECORDS).event(CLOSED)


def test_claim_shows_who_claims_it_on_what_evidence_and_who_rejects_it(shown: Element) -> None:
    card = card_of(shown, CHARGE)
    assert card.one("h4").text == "VEL / Mara Olsen"
    assert "accuse" in card.text
    assert "Evidence none offered" in card.text
    (answer,) = card.one("ul", "answers").all("li")
    assert answer.text == "✗ Tarnow rejects: “Tarnow rejected the charge”"
    assert shown.one("article").all(id="w-C1-1")
    assert "#S1" in {link.attributes["href"] for link in card.all("a")}


def test_agreement_shows_its_ladder_in_order(shown: Element) -> None:
    rungs = card_of(shown, TREATY).one("ol", "ladder").all("li")
    assert [rung.one("b").text for rung in rungs] == ["signed", "suspended"]
    assert "by Veldia" in rungs[1].text
    assert "“left it in 2019”" in rungs[1].text


def test_shift_shows_from_and_to(shown: Element) -> None:
    (shift,) = shown.all("li", "shift")
    assert [side.text for side in shift.all("dd")] == ["pledged to share", "unknown"]


def test_why_tells_how_a_record_came_about() -> None:
    root = read(page([(DOCUMENT, RECORDS)], why=True))
    details = card_of(root, CLOSED).one("details")
    assert details.one("summary").text == "Why? Confidence 0.75"
    assert "matched <b>" in details.text
    assert "rule close-border" in details.text
    assert not read(page([(DOCUMENT, RECORDS)])).all("details")


def test_kinds_limit_cards_and_highlights() -> None:
    root = read(page([(DOCUMENT, RECORDS)], frozenset({"event"})))
    assert {card.classes[1] for card in root.all("li", "card")} == {"event"}
    assert card_of(root, CLOSED).one("h4").text == "VEL / Mara Olsen → Tarnow"
    keys = {name for e in root.one("article").all() for name in e.classes if name[0].isupper()}
    assert keys == {"E1", "E2"}
    assert root.one("article").text == TEXT


def test_several_documents_have_a_table_of_contents() -> None:
    second = Document.from_text("Nothing here.", title="Second")
    root = read(page([(DOCUMENT, RECORDS), (second, [])]))
    links = root.one("header", "contents").all("a")
    assert [link.text for link in links] == ["River talks stall", "Second"]
    assert [root.one("section", "document", id=link.attributes["href"][1:]).all("article")[0].text
            for link in links] == [TEXT, "Nothing here."]  # fmt: skip
    assert "Nothing was found." in root.text


def test_document_without_title_is_called_by_its_first_words() -> None:
    root = read(page([(Document.from_text("Talks failed on Monday."), [])]))
    assert root.one("title").text == root.one("h1").text == "Talks failed on Monday."
    assert root.one("article").one("p").text == "Talks failed on Monday."


def test_no_document_makes_a_page_all_the_same() -> None:
    assert "0 documents" in read(page([])).text


def test_document_whose_text_was_not_kept_still_has_its_cards() -> None:
    root = read(page([(msgspec.structs.replace(DOCUMENT, text=None), RECORDS)]))
    assert "The text itself was not kept." in root.text
    assert len(root.all("li", "card")) == len(RECORDS) - 1
    assert not [a for a in root.all("a") if a.attributes["href"].startswith("#w-")]


def test_everything_is_escaped() -> None:
    evil = "</title><script>alert('x')</script>\"&amp;"
    document = Document.from_text(
        evil, title=evil, outlet=evil, author=evil, url=f"javascript:{evil}", notes=(evil,)
    )
    actor = msgspec.structs.replace(OLSEN, name=evil, country=evil, offices=(Office(title=evil),))
    made_by = msgspec.structs.replace(MADE_BY, rule=evil, why=(evil,))
    shift = msgspec.structs.replace(
        SHIFT,
        evidence=Evidence(start=0, end=len(evil), text=evil, sentence=(0, 1)),
        made_by=made_by, topic=evil, from_text=evil, to_text=evil,
    )  # fmt: skip
    root = read(page([(document, [actor, shift])], why=True))
    assert len(root.all("script")) == 1
    assert root.one("title").text == evil
    assert root.one("article").text == evil
    assert evil in root.one("li", "shift").text
    assert not [a for a in root.all("a") if not a.attributes["href"].startswith("#")]


def test_text_from_right_to_left_keeps_its_direction() -> None:
    text = "قال الرئيس إن المحادثات فشلت.\nHe agreed."
    article = read(page([(Document.from_text(text), [])])).one("article")
    assert article.text == text
    assert {p.attributes["dir"] for p in article.all("p")} == {"auto"}


def test_control_characters_are_shown_one_for_one() -> None:
    text = "a\x00b\x1bc\x7fd\ud800e\ufffe"
    data = page([(Document.from_text(text), [])])
    assert read(data).one("article").text == "a\u2400b\u241bc\u2421d\ufffde\ufffd"


def spans_in(text: str) -> st.SearchStrategy[list[Span]]:
    place = st.integers(-2, len(text) + 3)
    keys = st.sampled_from(["A1", "E1", "E2", "S1", "C1-1"])
    return st.lists(st.builds(Span, place, place, st.sampled_from([*ROLES, ""]), keys), max_size=12)


TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")) | st.just("\n"), max_size=60)


@given(st.data(), TEXTS)
def test_any_text_with_any_spans_stays_whole(data: st.DataObject, text: str) -> None:
    spans = data.draw(spans_in(text))
    marked = MarkedText(text, spans, {"A1-1": 0}, "x-")
    root = read(marked.html())
    assert root.text == text
    anchors = [e.attributes["id"] for e in root.all() if "id" in e.attributes]
    assert sorted(anchors) == sorted({f"x-w-{key}" for key in ["A1-1", *(s.key for s in spans)]})


def test_fragment_stays_inside_its_own_element() -> None:
    root = read(fragment(DOCUMENT, RECORDS))
    (outer,) = (part for part in root.content if isinstance(part, Element))
    assert (outer.name, outer.classes) == ("div", ["dragoman", "notebook"])
    assert not [e for e in root.all() if e.name in {"html", "head", "body", "script", "title"}]
    assert outer.one("article").text == TEXT
    style = re.sub(r"/\*.*?\*/", "", outer.one("style").text, flags=re.S)
    selectors = re.findall(r"([^{};]+)\{", style)
    assert selectors
    for selector in selectors:
        assert selector.strip().startswith(("@", ".dragoman")), selector
