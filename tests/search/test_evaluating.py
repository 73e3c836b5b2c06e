"""Both databases find what a slow reading of the words finds, whatever is asked."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.record import reading
from claims.record.models import ClaimWords
from claims.record.search import matching
from claims.search.queries import Phrase, Query, Term, parse
from tests.record.bodies import publish

pytestmark = pytest.mark.django_db

TEXTS = {
    "one": ("en", "The Suwałki Gap: it's 65 km wide, said Lukashenka."),
    "two": ("en", "Vaccines reached 50% of the U.S.; the gap widened."),
    "three": ("lt", "Putinas susitiko su Kasčiūnu Vilniuje; vakcinos veikia."),
    "four": ("zh", "中国人民解放军在台湾海峡演习 COVID-19。"),
    "five": ("uk", "Зеленський сказав: «п’ять років»."),
}
PIECES = [
    "gap", "Gap", "the", "suwalki", "Suwałki", "km", "65", "50%", "it's", "wide", "widened", "vac",
    "vaccine", "putin", "Putin", "kasci", "Kasčiūnas", "vilnius", "中", "解放", "军在", "covid",
    "19", "зел", "zelensky", "п'ять", "lukashenko", "u.s.", '"', '"', "-", "*", " ", " ",
    " ", "(", "OR",
]  # fmt: skip


def stands(phrase: Phrase, words: list[str]) -> bool:
    size = len(phrase.words)
    for at in range(len(words) - size + 1):
        *whole, last = words[at : at + size]
        ending = last.startswith(phrase.words[-1]) if phrase.open else last == phrase.words[-1]
        if ending and tuple(whole) == phrase.words[:-1]:
            return True
    return False


def has(term: Term, words: list[str]) -> bool:
    return any(stands(phrase, words) for phrase in term.phrases)


def evaluated(query: Query, words: list[str]) -> bool:
    if not query.wanted and not query.unwanted:
        return False
    wanted = all(has(term, words) for term in query.wanted)
    return wanted and not any(has(term, words) for term in query.unwanted)


@pytest.fixture
def five(db: None) -> None:
    alone: dict[str, Any] = {"topics": [], "statements": [], "evidence": [], "first_said_on": None}
    for id, (language, text) in TEXTS.items():
        publish(id=id, claim=text, language=language, **alone)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join),
    st.sampled_from(["", "en", "lt"]),
    st.booleans(),
)
def test_the_database_finds_what_the_words_have(
    five: None, q: str, stemming: str, typing: bool
) -> None:
    query = parse(q, stemming=stemming, typing=typing)
    words = dict(ClaimWords.objects.values_list("row__public_id", "text"))
    expected = {id for id, text in words.items() if evaluated(query, text.split(" "))}
    if not q.strip():
        expected = set(words)
    rows = matching(reading.claims(), q, stemming=stemming, typing=typing)
    assert set(rows.values_list("public_id", flat=True)) == expected


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60), st.sampled_from(["", "lt", "ru", "xx"]))
def test_any_text_is_read_without_an_error(q: str, stemming: str) -> None:
    assert len(parse(q, stemming=stemming, typing=True).wanted) <= 16
