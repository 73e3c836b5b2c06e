"""A claim as it was, and what was merged into another."""

import pytest

from claims.record.models import Release
from tests.api.making import content, id_of, lasting, released
from tests.builders import NOTE, release, speaker_content

pytestmark = pytest.mark.django_db

CLAIM, OTHER = id_of("claim", 1), id_of("claim", 2)


def released_at(number: int) -> str:
    moment = Release.objects.get(subject=CLAIM, number=number).released_at
    return moment.isoformat().replace("+00:00", "Z")


def test_a_claim_as_it_was_at_a_moment(api):
    released(1, context="First")
    before = api(f"claims/{CLAIM}").json()
    released(1, "correction", context="Second")
    then = api(f"claims/{CLAIM}", at=released_at(1))
    assert then.json() == before
    assert then["ETag"]
    assert "Last-Modified" not in then
    now = api(f"claims/{CLAIM}", at=released_at(2)).json()
    assert (now["context"], now["number"]) == ("Second", 2)
    assert api(f"claims/{CLAIM}", at="9999-12-31").json()["number"] == 2
    assert api(f"claims/{CLAIM}", at="2001-01-01").status_code == 404


@pytest.mark.parametrize("at", ["yesterday", "2024", "2024-13-01", "0", ""])
def test_what_is_no_moment_is_refused(api, at):
    released(1)
    assert api(f"claims/{CLAIM}", at=at).status_code == 400


def test_the_past_is_told_in_json_alone(api):
    released(1)
    assert api(f"claims/{CLAIM}.jsonld", at="2024-01-01").status_code == 400


def merge_claim() -> None:
    released(1)
    released(2)
    release("claim", content(1, merged_into=OTHER), "merge", NOTE)


@pytest.mark.parametrize("suffix", ["", ".jsonld"])
def test_a_merged_claim_leads_to_the_one_in_its_place(api, settings, suffix):
    settings.SITE_URL = "https://desk.example"
    merge_claim()
    answer = api(f"claims/{CLAIM}{suffix}")
    there = f"https://desk.example/api/v1/claims/{OTHER}{suffix}"
    assert answer.status_code == 307
    assert answer["Location"] == there
    assert answer.json() == {"id": CLAIM, "merged_into": OTHER, "url": there}
    assert answer["Cache-Control"] == "public, max-age=60, stale-while-revalidate=300"
    known = {"If-None-Match": answer["ETag"]}
    assert api(f"claims/{CLAIM}{suffix}", headers=known).status_code == 307


def test_what_a_merged_claim_was_stays_to_be_read(api):
    merge_claim()
    assert api(f"claims/{CLAIM}", at=released_at(1)).json()["status"] == "open"
    assert len(api(f"claims/{CLAIM}/releases").json()["results"]) == 2
    assert [one["id"] for one in api("claims").json()["results"]] == [OTHER]
    merged = api("claims", status="merged").json()["results"]
    assert [(one["id"], one["merged_into"]) for one in merged] == [(CLAIM, OTHER)]


def test_a_merged_speaker_leads_to_the_other_and_is_in_no_list(api):
    first, second = id_of("speaker", 1), id_of("speaker", 2)
    release("speaker", speaker_content(first))
    release("speaker", speaker_content(second))
    assert api(f"speakers/{first}").json()["merged_into"] is None
    release("speaker", {**speaker_content(first), "merged_into": second}, "merge", NOTE)
    answer = api(f"speakers/{first}")
    assert answer.status_code == 307
    assert answer["Location"].endswith(f"/api/v1/speakers/{second}")
    assert answer.json()["merged_into"] == second
    assert [one["id"] for one in api("speakers").json()["results"]] == [second]
    release("speaker", speaker_content(first), "unmerge", NOTE)
    assert api(f"speakers/{first}").status_code == 200
    assert lasting(api(f"speakers/{first}"))["Last-Modified"]
