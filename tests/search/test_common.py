"""Words that no planner knows to be common make a search rare; the rest are left to the planner."""

import pytest

from claims.search.common import is_rare
from claims.search.queries import parse

KNOWN = {"the", "government", "border"}


@pytest.mark.parametrize(
    "asked",
    [
        "zyzzyva",
        "government zyzzyva",
        '"the zyzzyva"',
        "the-zyzzyva",
        '"zyzzyva gov*"',
        "zyzzyva -government",
    ],
)
def test_one_word_that_is_not_common_is_enough(asked: str) -> None:
    assert is_rare(parse(asked), KNOWN)


@pytest.mark.parametrize(
    "asked",
    [
        "government",
        "the government border",
        '"the border"',
        "government zyz*",
        "zyz*",
        "government -zyzzyva",
        "-zyzzyva",
        "",
    ],
)
def test_common_words_and_beginnings_are_not(asked: str) -> None:
    assert not is_rare(parse(asked), KNOWN)


def test_a_word_with_one_common_form_is_not() -> None:
    (term,) = parse("Lukashenka").wanted
    assert is_rare(parse("Lukashenka"), KNOWN)
    assert not is_rare(parse("Lukashenka"), {*KNOWN, term.phrases[-1].words[0]})


def test_where_nothing_is_known_nothing_is_rare() -> None:
    assert not is_rare(parse("zyzzyva"), {})
