"""What answers best comes first, of equals the newest."""

from claims.search.ranking import best
from claims.search.words import written


def ranked(q: str, *texts: tuple[str, ...]) -> list[int]:
    rows = [
        (at, written([(text, "en") for text in each], ["Laurynas Kasčiūnas"]))
        for at, each in enumerate(texts)
    ]
    return best(rows, q)


def test_the_first_text_tells_more_than_what_follows_it() -> None:
    assert ranked("gap", ("Words.", "The gap."), ("The gap.", "Words.")) == [1, 0]


def test_what_is_said_oftener_tells_more() -> None:
    assert ranked("gap", ("A gap in a wall.",), ("The gap is a gap.",)) == [1, 0]


def test_as_it_was_typed_is_better_than_what_sounds_like_it() -> None:
    assert ranked("Putin", ("Putinas spoke.",), ("Putin spoke.",)) == [1, 0]


def test_of_equals_the_earlier_given_is_first() -> None:
    assert ranked("gap", ("The gap.",), ("The gap.",), ("The gap.",)) == [0, 1, 2]
