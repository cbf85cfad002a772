"""Layout keeps every offset, whatever the text."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.language.layout import find_blocks, plain


@given(st.text())
def test_plain_copy_has_the_same_length(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text())
def test_blocks_are_ordered_and_lose_no_letter(text: str) -> None:
    blocks = find_blocks(text)
    assert all(b.start < b.end for b in blocks)
    assert all(a.end <= b.start for a, b in itertools.pairwise(blocks))
    covered = {place for b in blocks for place in range(b.start, b.end)}
    missed = [c for place, c in enumerate(text) if place not in covered and c.isalnum()]
    assert not missed


def test_curly_quotes_become_plain_one_to_one() -> None:
    assert plain("“Kyiv’s ‘red lines’”") == "\"Kyiv's 'red lines'\""


def test_capital_line_is_a_heading() -> None:
    blocks = find_blocks("The talks failed.\nMOSCOW DIGS IN\nMoscow said no.")
    assert [b.kind for b in blocks] == ["paragraph", "heading", "paragraph"]


def test_short_first_line_without_full_stop_is_a_heading() -> None:
    assert find_blocks("Talks fail in Geneva\n\nThe talks failed on Monday.")[0].kind == "heading"


def test_date_line_is_told_apart() -> None:
    assert find_blocks("Friday, March 4, 2022\n\nThe talks failed.")[0].kind == "dateline"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "The president said on Monday that he would not accept\nthe terms of the treaty before the end of the year."
    assert len(find_blocks(text)) == 1


def test_dash_before_a_clause_splits() -> None:
    blocks = find_blocks("Zelensky repeated his view – he met Putin in Paris.")
    assert len(blocks) == 2
