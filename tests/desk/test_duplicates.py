"""What is suggested as the same thing twice, and what is not suggested again."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.desk.duplicates import (
    claims_like,
    publishers_like,
    sources_like,
    speakers_like,
    speakers_named,
    topics_like,
)
from claims.desk.models import Speaker, SpeakerName, User
from claims.text.sounds import sound_key
from claims.workflow import approve, merge, not_duplicate, submit
from tests import desk_builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


def found(likenesses: list[Any]) -> list[Any]:
    return [one.object for one in likenesses]


@pytest.mark.parametrize("name", ["Kasciunas", "Kasčiūnas", "Кащюнас"])
@pytest.mark.parametrize("term", ["Kasciunas", "kasčiūnas", "Кащюнас", "КАЩЮНАС", " Kaščiunas "])
def test_a_name_is_found_in_every_script_and_spelling(author: User, name: str, term: str) -> None:
    speaker = build.speaker(author, f"Laurynas {name}")
    build.speaker(author, "Laurynas Somebody")
    assert Speaker.objects.filter(speakers_named(term)).distinct().get() == speaker
    assert found(speakers_like(term)) == [speaker]


def test_other_names_find_their_speaker_once(author: User) -> None:
    names = (SpeakerName(name="Олександр Лукашенко"), SpeakerName(name="Alexander Lukashenko"))
    speaker = build.speaker(author, "Aliaksandr Lukašenka", save=names)
    for term in ("Лукашенко", "Lukashenko", "Lukašenka", "Alexander Lukashenko"):
        assert Speaker.objects.filter(speakers_named(term)).distinct().get() == speaker


@pytest.mark.parametrize(
    ("name", "least"), [("Ann Example", 1.0), ("ANN  EXAMPLE", 1.0), ("Anne Example", 0.75)]
)
def test_a_name_nearly_the_same_is_suggested_with_the_likest_first(
    author: User, name: str, least: float
) -> None:
    near = build.speaker(author, "Ann Example")
    build.speaker(author, "Bob Example-Miller")
    build.speaker(author, "Somebody Else")
    first = speakers_like(name)[0]
    assert (first.object, first.score >= least, bool(first.reason)) == (near, True, True)


def test_anonymous_speakers_are_like_nobody(author: User) -> None:
    source = build.source(author)
    build.speaker(author, "an official", kind="anonymous", source=source)
    assert speakers_like("an official") == []


def test_claims_that_say_nearly_the_same_are_suggested(author: User) -> None:
    same = build.claim(author, "Kaliningrad Oblast is empty of Russian troops.")
    near = build.claim(author, "The Kaliningrad oblast is now empty of troops.")
    build.claim(author, "The bridge in Exampleton is safe.")
    likenesses = claims_like("KALININGRAD oblast is empty of Russian troops.")
    assert found(likenesses) == [same, near]
    assert likenesses[0].score == 1.0
    assert found(claims_like(same.text, leaving_out=same)) == [near]


def test_publishers_are_found_by_domain_and_by_name(author: User) -> None:
    pravda = build.publisher(author, "European Pravda", domains=["eurointegration.com.ua"])
    other = build.publisher(author, "Ukrainska Pravda", domains=["pravda.com.ua"])
    for domain in ("www.pravda.com.ua", "https://pravda.com.ua/news/"):
        assert found(publishers_like("", domain=domain)) == [other]
    assert found(publishers_like("Європейська правда"))[:1] in ([], [pravda])
    assert found(publishers_like("european  pravda")) == [pravda]
    assert found(publishers_like("Europen Pravda")) == [pravda]


def test_sources_are_found_by_address_however_written_and_by_title(author: User) -> None:
    source = build.source(author, title="Bridge opened in spring", url="https://example.org/a/b")
    for url in ("http://www.example.org/a/b/", "https://example.org/a/b?utm_source=x"):
        assert found(sources_like(url)) == [source]
    assert found(sources_like(title="BRIDGE opened in spring")) == [source]
    assert sources_like("no address", "") == []


def test_topics_of_nearly_one_name_are_suggested(author: User) -> None:
    topic = build.topic(author, "Energy security")
    build.topic(author, "Bridges")
    assert found(topics_like("Energy-security")) == [topic]


def test_what_was_judged_different_does_not_come_back(author: User) -> None:
    one, two, three = (build.speaker(author, "Ann Example") for _ in range(3))
    not_duplicate(two, one, by=author)
    assert found(speakers_like("Ann Example", leaving_out=one)) == [three]
    assert found(speakers_like("Ann Example", leaving_out=two)) == [three]
    assert set(found(speakers_like("Ann Example", leaving_out=three))) == {one, two}
    assert len(speakers_like("Ann Example")) == 3


def test_what_was_merged_away_is_not_suggested(author: User) -> None:
    winner, loser = build.topic(author, "Bridges"), build.topic(author, "Bridge")
    submit(loser, by=author, verb="merge", target=winner.public_id)
    chief = build.user("chief", "publisher")
    approve(loser, by=chief)
    merge(loser, by=chief, note="")
    assert found(topics_like("Bridge")) == [winner]


def test_asking_takes_few_queries_however_much_there_is(
    author: User, django_assert_max_num_queries
) -> None:
    for number in range(30):
        build.claim(author, f"The bridge number {number} in Exampleton is safe.", made_by=None)
    with django_assert_max_num_queries(6):
        assert len(claims_like("The bridge number 7 in Exampleton is safe.")) == 5


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    for ask in (claims_like, speakers_like, topics_like, publishers_like):
        assert ask(text) == []
    assert sources_like(text, text) == []
    assert not Speaker.objects.filter(speakers_named(text)).exists()


@given(st.text(max_size=40))
def test_a_sound_is_of_letters_digits_and_single_spaces(text: str) -> None:
    key = sound_key(text)
    assert key == " ".join(key.split())
    assert all(letter.isascii() and (letter.isalnum() or letter == " ") for letter in key)
