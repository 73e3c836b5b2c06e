"""Words are found where they stand, or the editor is told why not."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from claims.admin.passages import find

TEXT = "He said no. She said no\u00a0more. “Ні,” сказав він."


def test_words_that_stand_once_are_found():
    assert find(TEXT, "“Ні,”") == (TEXT.index("“"), TEXT.index("“") + 5)


def test_a_no_break_space_or_line_end_is_as_good_as_a_space():
    start, end = find(TEXT, "no more")
    assert TEXT[start:end] == "no\u00a0more"
    assert find("one\n  two", "one two") == (0, 9)


def test_words_that_stand_twice_need_a_start():
    with pytest.raises(ValidationError, match="occur 2 times in the captured text, at 3, 16"):
        find(TEXT, "said no")
    assert find(TEXT, "said no", 16) == (16, 23)


def test_a_start_where_the_words_do_not_stand_is_refused():
    with pytest.raises(ValidationError, match="do not stand at 5"):
        find(TEXT, "said no", 5)


def test_words_that_do_not_stand_there_are_refused():
    with pytest.raises(ValidationError, match="do not occur"):
        find(TEXT, "said yes")


@given(st.text(min_size=1), st.text(), st.text())
def test_words_found_are_the_words_given(words, before, after):
    text = f"{before}{words}{after}"
    start = len(before)
    if words.strip():
        assert find(text, words, start) == (start, start + len(words))
