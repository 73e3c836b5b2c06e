"""The newest checkpoint: signed, of releases alone, the same until the next."""

import json

import pytest

from claims.desk.checkpoints import AUDITED
from claims.ledger import checkpoints, keeping
from claims.ledger.checkpoints import Checkpoint
from claims.record.checkpoints import RECORD
from claims.record.models import ReleaseHead
from tests import builders as build

pytestmark = pytest.mark.django_db


def test_it_names_the_end_of_the_record_and_proves(api, tmp_path):
    build.release("claim", build.claim_content())
    made = RECORD.make()
    AUDITED.make()
    told = api("checkpoint").json()
    assert told["checkpoint"] == json.loads(made.line())
    head = ReleaseHead.objects.get()
    assert (told["checkpoint"]["sequence"], told["checkpoint"]["hash"]) == (
        head.sequence,
        head.hash,
    )
    key = tmp_path / "key.pem"
    key.write_text(told["public_key"])
    public = checkpoints.public_key(key)
    given = Checkpoint.of(told["checkpoint"], "the answer")
    checkpoints.check(given, {checkpoints.key_id(public): public})
    assert "PRIVATE" not in told["public_key"]
    assert set(told) == {"checkpoint", "public_key"}


def test_it_stays_the_same_until_the_next(api):
    build.release("claim", build.claim_content())
    RECORD.make()
    first = api("checkpoint")
    assert api("checkpoint").content == first.content
    again = api("checkpoint", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    RECORD.make()
    assert api("checkpoint")["ETag"] != first["ETag"]


def test_before_the_first_there_is_none(api):
    answer = api("checkpoint")
    assert answer.status_code == 404
    assert answer.json()["detail"] == "Nothing was signed yet."


def test_a_file_that_cannot_be_read_is_no_trace(api):
    keeping.folder().mkdir(parents=True, exist_ok=True)
    keeping.file_of("releases").write_text("{}\n")
    answer = api("checkpoint")
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "jsonl" not in answer.text


def test_it_takes_no_parameters(api):
    assert api("checkpoint", q="a").status_code == 400
