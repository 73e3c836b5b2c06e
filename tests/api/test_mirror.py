"""A mirror that has nothing but `changes` holds the record, and can prove it."""

import hashlib
import json
from typing import Any

import pytest

from claims.record.models import Release, ReleaseHead
from tests import builders
from tests.api.making import id_of, released
from tests.builders import relation_content, release, speaker_content

pytestmark = pytest.mark.django_db

HASHED = (
    *("sequence", "subject_kind", "subject", "number", "event", "note", "decision"),
    *("released_at", "content_digest", "previous_hash"),
)


def canonical(value: Any) -> bytes:
    """The value as RFC 8785 writes it, as long as it holds no floats and plain keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


class Mirror:
    """Follows the record and believes nothing: every entry is checked as it comes."""

    def __init__(self, api) -> None:
        self.api = api
        self.after = 0
        self.hash = "0" * 64
        self.newest: dict[tuple[str, str], Any] = {}
        self.entries: list[dict[str, Any]] = []

    def follow(self, size: int = 3) -> None:
        """Take in whatever was released since."""
        while True:
            answer = self.api("changes", after=self.after, page_size=size)
            assert answer.status_code == 200, answer.content
            told = answer.json()
            for entry in told["results"]:
                self.check(entry)
            assert told["after"] == self.after
            if told["next"] is None:
                return
            assert told["next"].endswith(f"/api/v1/changes?after={self.after}&page_size={size}")
            assert answer["Link"].startswith(f'<{told["next"]}>; rel="next", <')

    def check(self, entry: dict[str, Any]) -> None:
        """Prove one entry from those before it."""
        assert entry["sequence"] == self.after + 1
        assert entry["previous_hash"] == self.hash
        hashed = {name: entry[name] for name in HASHED}
        assert hashlib.sha256(canonical(hashed)).hexdigest() == entry["hash"]
        if entry["content"] is not None:
            proof = bytes.fromhex(entry["salt"]) + canonical(entry["content"])
            assert hashlib.sha256(proof).hexdigest() == entry["content_digest"]
        self.newest[entry["subject_kind"], entry["subject"]] = entry["content"]
        self.entries.append(entry)
        self.after, self.hash = entry["sequence"], entry["hash"]


def some_record() -> None:
    release("speaker", speaker_content(id_of("speaker")))
    release("scale", builders.scale_content())
    for number in (1, 2, 3):
        released(number, claim=f"Zażółć gęślą jaźń {number} 😀")
    release("relation", relation_content(id_of("relation"), id_of("claim", 1), id_of("claim", 2)))
    released(1, "correction", context="Corrected")
    released(2, "flag")
    released(3, "retraction")


def test_a_mirror_rebuilds_the_record_and_proves_the_chain(api):
    some_record()
    mirror = Mirror(api)
    mirror.follow()
    stored = Release.objects.order_by("sequence")
    assert [entry["hash"] for entry in mirror.entries] == [row.hash for row in stored]
    assert [canonical(entry["content"]).decode() for entry in mirror.entries] == [
        row.content for row in stored
    ]
    assert mirror.hash == ReleaseHead.objects.get().hash
    released(1, "update", context="Later")
    release("speaker", speaker_content(id_of("speaker"), name="Somebody else"), "update")
    mirror.follow(size=1)
    assert mirror.after == Release.objects.count() == 11
    assert mirror.newest["speaker", id_of("speaker")]["name"] == "Somebody else"
    assert mirror.newest["claim", id_of("claim", 1)]["context"] == "Later"
    assert {subject for kind, subject in mirror.newest if kind == "claim"} == {
        id_of("claim", number) for number in (1, 2, 3)
    }


def test_the_chain_still_proves_once_a_release_is_suppressed(api):
    some_record()
    released(2, "suppression")
    builders.decide(id_of("claim", 2), verb="suppress")
    Release.objects.filter(subject=id_of("claim", 2)).update(content=None, salt=None)
    mirror = Mirror(api)
    mirror.follow()
    assert mirror.newest["claim", id_of("claim", 2)] is None
    assert mirror.hash == ReleaseHead.objects.get().hash


def test_a_mirror_that_is_up_to_date_gets_an_empty_page_to_go_on_from(api):
    some_record()
    mirror = Mirror(api)
    mirror.follow(size=100)
    answer = api("changes", after=mirror.after)
    assert answer.json() == {"next": None, "after": mirror.after, "results": []}
    tag = answer["ETag"]
    assert api("changes", after=mirror.after, headers={"If-None-Match": tag}).status_code == 304
    released(4)
    again = api("changes", after=mirror.after, headers={"If-None-Match": tag})
    assert again.status_code == 200


@pytest.mark.parametrize("rows", [1, 9])
def test_a_page_of_changes_is_one_query(api, django_assert_num_queries, rows):
    for number in range(rows):
        released(number)
    with django_assert_num_queries(1):
        assert len(api("changes", page_size=100).json()["results"]) == rows


@pytest.mark.parametrize(
    "query",
    [
        *({"after": "-1"}, {"after": "x"}, {"after": "01"}, {"after": str(2**63)}, {"after": ""}),
        *({"page_size": "0"}, {"page_size": "101"}, {"cursor": "1"}, {"since": "2024-01-01"}),
    ],
)
def test_what_is_no_place_in_the_record_is_refused(api, query):
    assert api("changes", **query).status_code == 400


def test_a_place_beyond_the_record_is_an_empty_page(api):
    released(1)
    assert api("changes", after=2**63 - 1).json()["results"] == []
