"""Places: the same words in the same context are the same place, found without a search of all."""

from hypothesis import given
from hypothesis import strategies as st

from claims.desk.models import Statement
from claims.workflow.places import Occupied, Place

TEXTS = st.text(alphabet="ab ", min_size=1, max_size=90)


@st.composite
def places(draw):
    text = draw(st.sampled_from(draw(st.lists(TEXTS, min_size=1, max_size=2))))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, min(len(text), start + 3)))
    return Place(draw(st.sampled_from("XY")), start, end, text)


@given(st.lists(places(), max_size=30), places())
def test_the_first_of_the_same_places_is_found(standing, wanted):
    occupied, statements = Occupied(), [Statement() for _ in standing]
    for place, statement in zip(standing, statements, strict=True):
        occupied.add(place, statement)
    expected = (
        one for place, one in zip(standing, statements, strict=True) if place.is_same(wanted)
    )
    assert occupied.find(wanted) is next(expected, None)


def test_a_look_up_does_not_ask_every_place(monkeypatch):
    text = "“x” " * 2000
    occupied, wanted = Occupied(), "“x” " * 1990
    for start in range(0, len(text), 4):
        occupied.add(Place("X", start, start + 3, text), Statement())
    asked = []
    same = Place.is_same

    def counted(one, other):
        asked.append(one)
        return same(one, other)

    monkeypatch.setattr(Place, "is_same", counted)
    for start in range(0, len(wanted), 4):
        assert occupied.find(Place("Y", start, start + 3, wanted)) is not None
    assert len(asked) < 40 * len(wanted)
