"""The learned back-off: marks, windows, abstention, the same answer on every run."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ModelError
from dragoman.reading.events.backoff import MODEL, BackOff, MarkedSentence, load_backoff
from dragoman.reading.language.word_pieces import WordPieces

PLAIN = {
    "<s>Norway</s> sent blankets and tents to <t>Nepal</t>.": "AID",
    "<s>Ghana</s> accused <t>Togo</t> of shelling a border post.": "ACCUSE",
    "<s>The junta</s> refused to release <t>the former president</t>.": "REJECT",
    "<s>The junta</s> agreed to release <t>the former president</t>.": "AGREE",
    "<s>The junta</s> released <t>the former president</t>.": "RETREAT",
    "<s>The opposition</s> demanded that <t>the junta</t> release the former president.": "REQUEST",
    "<t>Three reporters</t> were arrested by <s>police in Minsk</s>.": "COERCE",
    "<s>Chile</s> threatened to cut diplomatic ties with <t>Peru</t>.": "THREATEN",
    "<s>Rebel gunmen</s> attacked <t>a market in Goma</t>, killing nine.": "ASSAULT",
    "<s>Finland's president</s> met <t>Estonia's prime minister</t> in Turku.": "CONSULT",
}


@pytest.fixture(scope="module")
def backoff() -> BackOff:
    return load_backoff()


def test_plain_acts_get_their_type(backoff: BackOff) -> None:
    guesses = backoff.classify([MarkedSentence.from_marks(text) for text in PLAIN])
    assert [guess.likeliest_act for guess in guesses] == list(PLAIN.values())


def test_direction_of_the_marks_counts(backoff: BackOff) -> None:
    text = "After {} urged a truce, {} bombed {}."
    urging = MarkedSentence.from_marks(text.format("<s>Oman</s>", "<t>Iran</t>", "Iraq"))
    bombing = MarkedSentence.from_marks(text.format("Oman", "<s>Iran</s>", "<t>Iraq</t>"))
    first, second = backoff.classify([urging, bombing])
    assert second.type == "ASSAULT"
    assert first.by_type["ASSAULT"] < second.by_type["ASSAULT"]


def test_an_answer_does_not_hang_on_its_neighbours(backoff: BackOff) -> None:
    sentences = [MarkedSentence.from_marks(text) for text in PLAIN]
    together = backoff.classify(sentences)
    assert together == [backoff.classify([sentence])[0] for sentence in sentences]
    assert together == BackOff().classify(sentences)


def test_probabilities_are_a_distribution_over_the_labels(backoff: BackOff) -> None:
    (guess,) = backoff.classify([MarkedSentence.from_marks("<s>Mali</s> warned <t>Niger</t>.")])
    assert set(guess.by_type) == set(backoff.settings.types)
    assert sum(guess.by_type.values()) == pytest.approx(1)
    assert guess.probability == max(guess.by_type.values())


def test_unsure_answers_are_held_back(backoff: BackOff, tmp_path: Path) -> None:
    for name in ("model.onnx", "vocabulary.txt"):
        (tmp_path / name).symlink_to(MODEL / name)
    strict = json.loads((MODEL / "settings.json").read_text()) | {"abstain_below": 1.01}
    (tmp_path / "settings.json").write_text(json.dumps(strict))
    sentence = MarkedSentence.from_marks(next(iter(PLAIN)))
    (guess,) = BackOff(tmp_path).classify([sentence])
    assert guess.type is None
    assert guess.probability == backoff.classify([sentence])[0].probability


def test_no_sentence_no_answer(backoff: BackOff) -> None:
    assert backoff.classify([]) == []


def test_a_sentence_without_recipient_is_answered(backoff: BackOff) -> None:
    (guess,) = backoff.classify([MarkedSentence.from_marks("<s>Workers</s> went on strike.")])
    assert guess.likeliest_act == "PROTEST"


def test_marks_become_spans() -> None:
    sentence = MarkedSentence.from_marks("On Monday <t>Iraq</t> was blamed by <s>Iran</s>.")
    assert sentence.text == "On Monday Iraq was blamed by Iran."
    assert sentence.text[slice(*sentence.actor or ())] == "Iran"
    assert sentence.text[slice(*sentence.recipient or ())] == "Iraq"
    assert MarkedSentence.from_marks("<s>Iran</s> left.").recipient is None


def test_a_recipient_may_lie_inside_the_actor(backoff: BackOff) -> None:
    nested = MarkedSentence.from_marks("<s><t>Malian</t> rebels</s> laid down their arms.")
    assert nested.actor == (0, 13) and nested.recipient == (0, 6)
    marks = [backoff.word_pieces.number(piece) for piece in backoff.settings.marks.values()]
    assert [number for number in backoff.encode(nested) if number in marks] == [
        marks[0],
        marks[2],
        marks[3],
        marks[1],
    ]


def test_the_window_keeps_the_marks(backoff: BackOff) -> None:
    filler = "one two three four five six seven eight nine ten " * 20
    sentence = MarkedSentence.from_marks(f"{filler}<s>Iran</s> hit <t>Iraq</t> {filler}")
    numbers = backoff.encode(sentence)
    assert len(numbers) == backoff.settings.most_pieces
    for piece in backoff.settings.marks.values():
        assert backoff.word_pieces.number(piece) in numbers


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_any_text_and_spans_fit_the_model(text: str, first: int, second: int, third: int) -> None:
    a, b, c = sorted(min(place, len(text)) for place in (first, second, third))
    sentence = MarkedSentence(text, (a, b), (b, c))
    assert 6 <= len(load_backoff().encode(sentence)) <= load_backoff().settings.most_pieces


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is not complete"):
        BackOff(tmp_path).classify([MarkedSentence("Iran hit Iraq.", (0, 4), (9, 13))])


def test_model_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) <= 30_000_000


def test_word_pieces_are_those_of_the_method() -> None:
    names = ["[UNK]", "[CLS]", "[SEP]", "un", "##affordable", "uni", "!", "中", "i", "cafe", "##s"]
    pieces = WordPieces(names)
    assert [names[n] for n in pieces.encode("Unaffordable! CAFÉS 中中 zzz İ")] == [
        "un",
        "##affordable",
        "!",
        "cafe",
        "##s",
        "中",
        "中",
        "[UNK]",
        "i",
    ]


@given(st.text())
def test_word_pieces_read_any_text(text: str) -> None:
    pieces = WordPieces(
        ["[UNK]", "[CLS]", "[SEP]", *"abcdefghij", *("##" + c for c in "abcdefghij")]
    )
    assert all(0 <= number < 23 for number in pieces.encode(text))
