"""The form in the languages of the pages: its own address in each, and its own words."""

import pytest
from django.core.cache import cache

from claims.desk.models import CorrectionRequest
from claims.intake.forms import ASKERS, HELP, LABELS
from tests.web import released
from tests.web.markup import Markup

pytestmark = pytest.mark.django_db

REPORT = f"/claims/{released.CLAIM}/report"
WRONG = {"wrong": "Це був третій міст, як сказано в протоколі.", "asker": "reader"}
LANGUAGES = [("", "en-gb"), ("/uk", "uk"), ("/lt", "lt")]


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


@pytest.mark.parametrize(("prefix", "tag"), LANGUAGES)
def test_the_form_stands_in_the_language_of_the_page_that_leads_to_it(client, prefix, tag):
    path = released.publish()
    page = Markup(client.get(f"{prefix}{path}").content)
    assert f"{prefix}{REPORT}" in page.values("href", "a")
    form = Markup(client.get(f"{prefix}{REPORT}").content)
    assert form.faults == []
    assert form.values("lang", "html") == [tag]
    assert form.values("action", "form") == [f"{prefix}{REPORT}"]
    assert f"{prefix}/claims/{released.CLAIM}" in form.values("href", "a")
    assert {"lang": "en"}.items() <= form.elements_of("bdi", "lang")[0].items()


@pytest.mark.parametrize("prefix", [prefix for prefix, _ in LANGUAGES])
@pytest.mark.parametrize("tail", ["", "/received"])
def test_a_page_of_the_form_says_where_the_other_languages_are(client, prefix, tail):
    released.publish()
    page = Markup(client.get(f"{prefix}{REPORT}{tail}").content)
    links = {one["hreflang"]: one["href"] for one in page.elements_of("link", "hreflang")}
    assert links == {
        "en-gb": f"http://127.0.0.1:8000{REPORT}{tail}",
        "uk": f"http://127.0.0.1:8000/uk{REPORT}{tail}",
        "lt": f"http://127.0.0.1:8000/lt{REPORT}{tail}",
        "x-default": f"http://127.0.0.1:8000{REPORT}{tail}",
    }
    canonical = [one["href"] for one in page.elements_of("link") if one["rel"] == "canonical"]
    assert canonical == [f"http://127.0.0.1:8000{prefix}{REPORT}{tail}"]


@pytest.mark.parametrize("prefix", ["/uk", "/lt"])
def test_nothing_on_the_form_is_left_in_english(client, prefix):
    released.publish()
    words = Markup(client.get(f"{prefix}{REPORT}").content).words
    assert len(ASKERS) == len(CorrectionRequest.Asker)
    for english in (*LABELS.values(), *HELP.values(), *ASKERS.values(), "needed"):
        assert str(english) not in words


def test_what_is_sent_is_thanked_for_in_its_language(client):
    released.publish()
    answer = client.post(f"/uk{REPORT}", WRONG)
    assert (answer.status_code, answer["Location"]) == (303, f"/uk{REPORT}/received")
    assert "робочих днів" in client.get(answer["Location"]).content.decode()
    assert CorrectionRequest.objects.get().wrong == WRONG["wrong"]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"wrong": ""}, "обов"),
        ({"wrong": "Ні."}, "Скажіть одним реченням"),
        ({"wrong": "Було \u202eнавпаки завжди"}, "Приберіть невидимий символ U+202E."),
        ({"evidence_url": "javascript:alert(1)"}, "Подайте повну вебадресу"),
        ({"name": "A\nB"}, "Приберіть невидимий символ"),
    ],
)
def test_what_cannot_be_taken_is_said_in_its_language(client, values, told):
    released.publish()
    answer = client.post(f"/uk{REPORT}", {**WRONG, **values})
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert "Remove the" not in answer.content.decode()


def test_a_draft_is_as_absent_in_every_language(client):
    for prefix, tag in LANGUAGES:
        answer = client.get(f"{prefix}/claims/zzzzzzzzzzzz/report")
        assert answer.status_code == 404
        assert Markup(answer.content).values("lang", "html") == [tag]
