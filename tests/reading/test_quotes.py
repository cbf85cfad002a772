"""Quotes: which characters stand between quotation marks, whatever the marks look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.language.layout import find_blocks
from dragoman.reading.language.quotes import Quote, find_quotes


def quotes(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in found(text)]


def found(text: str) -> list[Quote]:
    return find_quotes(text, find_blocks(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('He said "yes" and "no" to her.', ['"yes"', '"no"']),
        ("He said “yes” and “no” to her.", ["“yes”", "“no”"]),
        ("She wrote «enough», then „genug“.", ["«enough»", "„genug“"]),
        ("``We wait , '' he said .", ["``We wait , ''"]),
        ("''We wait,'' he said. ''No.''", ["''We wait,''", "''No.''"]),
        ("It is ‘over’, he said.", ["‘over’"]),
        ("It is 'over', he said.", ["'over'"]),
    ],
)
def test_marks_of_every_shape(text: str, wanted: list[str]) -> None:
    assert quotes(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The ministers’ plan won’t work, it’s the ’90s again.",
        "Iran's and Oman's envoys met the states' lawyers in '08.",
        "The tall man (6'2\") left.",
        "They sang rock ’n’ roll.",
    ],
)
def test_apostrophes_and_inches_open_nothing(text: str) -> None:
    assert quotes(text) == []


def test_inner_quotes_belong_to_the_outer_one() -> None:
    assert quotes("“They shouted ‘traitors’ at us,” she said.") == [
        "“They shouted ‘traitors’ at us,”"
    ]
    assert quotes("“He called it “madness” twice,” she said.") == [
        "“He called it “madness” twice,”"
    ]


def test_marks_need_not_match() -> None:
    assert quotes('"We are leaving,” he said.') == ['"We are leaving,”']
    assert quotes("It singled out ”one side of the war”.") == ["”one side of the war”"]
    assert quotes("‘We have left our homes behind.”") == ["‘We have left our homes behind.”"]


def test_a_possessive_does_not_close_a_single_quote() -> None:
    text = "‘The farmers’ fields are dry,’ he said."
    assert quotes(text) == ["‘The farmers’ fields are dry,’"]


def test_a_missing_mark_ends_with_its_paragraph() -> None:
    text = "“We left at dawn, the driver said.\n\nThe road was empty and nobody spoke."
    assert quotes(text) == ["“We left at dawn, the driver said."]
    assert not found(text)[0].closed


def test_a_quote_opened_again_in_the_next_paragraph_continues() -> None:
    first, second = found("“We left at dawn.\n\n“We came back at night,” he said.")
    assert not first.closed
    assert second.continues
    assert second.closed


def test_a_quote_not_opened_again_runs_to_the_mark_that_closes_it() -> None:
    text = "“We left at dawn and walked all day.\n\nAt night we came back.” That was all."
    assert quotes(text) == ["“We left at dawn and walked all day.", "At night we came back.”"]
    assert found(text)[1].continues


def test_a_new_quote_after_an_unclosed_one_starts_afresh() -> None:
    text = 'He called it "a shame. "We shall see," she said.'
    assert quotes(text)[-1] == '"We shall see,"'


def test_a_clause_behind_a_dash_leaves_the_quote_whole() -> None:
    text = "“It was a long winter – we had no wood and he was ill,” she said."
    assert quotes(text) == ["“It was a long winter – we had no wood and he was ill,”"]


@given(st.text(alphabet="ab .,'\"“”‘’«»`\n–?s", max_size=80))
def test_quotes_are_in_order_and_inside_the_text(text: str) -> None:
    ends = 0
    for quote in found(text):
        assert ends <= quote.start < quote.end <= len(text)
        ends = quote.end


@given(st.text(max_size=60))
def test_any_text_can_be_scanned(text: str) -> None:
    for quote in found(text):
        assert text[quote.start : quote.end]
