"""What may be there already is told while somebody types, and again when it was saved."""

import pytest

from claims.admin.duplicates import mixed_scripts
from claims.desk.models import Publisher, Source, Speaker, Topic
from tests import desk_builders as make
from tests.admin.conftest import Desk, change_page, list_page, told

pytestmark = pytest.mark.django_db


def like(desk: Desk, kind: str, **said: str) -> list[str]:
    answer = desk.get(f"/admin/duplicates/{kind}/", **said)
    assert answer.status_code == 200
    return [one["href"] for one in answer.json()["found"]]


@pytest.mark.parametrize("name", ["Kasciunas", "Laurynas Kasčiūnas", "Кащюнас"])
def test_a_speaker_is_found_while_its_name_is_typed_in_any_script(anna, name):
    speaker = make.speaker(anna.account, "Laurynas Kasčiūnas")
    make.speaker(anna.account, "Somebody Else")
    assert like(anna, "speaker", name=name) == [change_page(speaker)]
    found = anna.get(list_page(Speaker), q=name).context["cl"].result_list
    assert [row.pk for row in found] == [speaker.pk]


def test_the_thing_itself_is_left_out(anna):
    speaker = make.speaker(anna.account)
    assert like(anna, "speaker", name="Ann Example", leaving_out=speaker.public_id) == []


def test_sources_publishers_topics_and_claims_are_found(anna):
    source = make.source(anna.account, url="https://daily.example/1", title="Bridge opened again")
    assert like(anna, "source", url="http://www.daily.example/1/", title="") == [
        change_page(source)
    ]
    assert like(anna, "source", url="", title="The bridge opened again") == [change_page(source)]
    publisher = Publisher.objects.get()
    assert like(anna, "publisher", name="", domains="x\ndaily.example") == []
    assert like(anna, "publisher", name="", domains="daily.example") == [change_page(publisher)]
    topic = make.topic(anna.account)
    assert like(anna, "topic", name="bridge") == [change_page(topic)]
    claim = make.claim(anna.account, "The old bridge over the river is safe for lorries.")
    text = "The bridge over the river is safe for lorries."
    assert like(anna, "claim", text=text) == [change_page(claim)]


@pytest.mark.parametrize("said", ["", " ", "'", "%", "\0", "a" * 9000, "…"])
def test_no_input_fails(anna, said):
    make.speaker(anna.account)
    for kind, name in (
        ("speaker", "name"),
        ("source", "url"),
        ("claim", "text"),
        ("topic", "name"),
    ):
        assert anna.get(f"/admin/duplicates/{kind}/", **{name: said}).status_code == 200


def test_only_editors_are_answered(at_desk, anna, client):
    make.speaker(anna.account)
    for role in ("auditor", "admin"):
        answer = at_desk(role, role).get("/admin/duplicates/speaker/", name="Ann Example")
        assert answer.status_code == 403 and "Ann Example" not in answer.text
    assert client.get("/admin/duplicates/speaker/?name=Ann").status_code == 302
    assert anna.get("/admin/duplicates/user/", name="anna").status_code == 404
    assert anna.client.post("/admin/duplicates/speaker/").status_code == 405


def test_a_new_thing_that_is_much_like_another_is_saved_with_a_warning(anna):
    make.speaker(anna.account, "Laurynas Kasčiūnas")
    messages = told(anna.add(Speaker, name="Laurynas Kasciunas"))
    assert any("Laurynas Kasčiūnas. Is it the same?" in message for message in messages)
    assert Speaker.objects.count() == 2
    assert len(told(anna.add(Topic, name="Bridges"))) == 1
    assert len(told(anna.add(Source, title="Quite another thing"))) == 1


@pytest.mark.parametrize(
    ("name", "warns"),
    [
        ("Kаsčiūnas", True),
        ("Lаurynas Kasčiūnas", True),
        ("Кащюнас", False),
        ("Лаурінас Kasčiūnas", False),
        ("Ξενοφών", False),
        ("O’Neill-Łukašenka 2", False),
        ("王Wang", False),
        ("", False),
    ],
)
def test_a_word_of_two_scripts_warns(name, warns):
    assert bool(mixed_scripts(name)) is warns


def test_a_name_of_two_scripts_warns_while_typing_and_when_saved(anna):
    answer = anna.get("/admin/duplicates/speaker/", name="Kаsčiūnas")
    assert answer.json()["warnings"] == [
        "“Kаsčiūnas” mixes Cyrillic and Latin letters: is it spelled as its bearer does?"
    ]
    assert any("mixes Cyrillic and Latin" in line for line in told(anna.add(Speaker, name="Kаs")))


def test_a_plus_opens_a_form_that_hands_the_new_thing_back(anna):
    where = "/admin/claims/speaker/add/?_to_field=id&_popup=1"
    page = anna.get(where).text
    assert 'id="desk-likes"' in page
    answer = anna.client.post(
        where, anna.blank(Speaker) | {"name": "New Speaker", "_popup": "1", "_to_field": "id"}
    )
    assert "data-popup-response" in answer.text and str(Speaker.objects.get().pk) in answer.text
