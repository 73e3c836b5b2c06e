"""Signed checkpoints: one after each release, none of what was undone, none that contradict."""

import json
import logging
import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from claims.desk.models import AuditEntry, AuditHead
from claims.ledger import checkpoints, keeping
from claims.ledger.checkpoints import CheckpointError
from claims.record import reading
from claims.record.checkpoints import RECORD
from claims.record.models import Release, ReleaseHead
from tests import builders as build
from tests import desk_builders as desk
from tests.ledger import rows


def lines(chain: str = "releases") -> list[dict[str, Any]]:
    """The checkpoints that were kept, each with a good signature."""
    file = keeping.file_of(chain)
    found = checkpoints.read(file) if file.exists() else []
    for one in found:
        checkpoints.check(one, keeping.own_keys())
    return [json.loads(one.line()) for one in found]


def make() -> str:
    out = StringIO()
    call_command("make_checkpoint", stdout=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_each_committed_release_is_signed_at_once() -> None:
    first = build.release("claim", build.claim_content())
    build.release("topic", build.topic_content())
    assert [one["sequence"] for one in lines()] == [1, 2]
    assert lines()[0]["hash"] == first.hash
    assert lines()[0]["desk"] == settings.DESK_NAME
    assert reading.checkpoint().sequence == 2


@pytest.mark.django_db(transaction=True)
def test_a_release_that_is_rolled_back_was_never_signed() -> None:
    build.release("claim", build.claim_content())
    with pytest.raises(RuntimeError), transaction.atomic():
        build.release("topic", build.topic_content())
        raise RuntimeError
    with transaction.atomic():
        build.release("topic", build.topic_content())
        assert [one["sequence"] for one in lines()] == [1]
    assert [one["sequence"] for one in lines()] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_publishing_goes_on_where_nothing_can_be_signed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "key.pem"
    broken.write_text("no key")
    monkeypatch.setattr(settings, "CHECKPOINT_KEY_FILE", broken)
    with caplog.at_level(logging.ERROR):
        build.release("claim", build.claim_content())
    assert Release.objects.count() == 1
    assert f"No checkpoint was made: {broken} holds no key in PEM" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_releases_at_the_same_time_are_kept_in_order(concurrently) -> None:
    names = [f"topic{number}" for number in range(1, 7)]
    news = [
        build.new(
            "topic",
            build.topic_content(name),
            decision=build.decide(name, kind="topic").number,
        )
        for name in names
    ]
    done = concurrently(*(lambda new=new: build.release_all([new]) for new in news))
    assert all(isinstance(one, list) for one in done), done
    sequences = [one["sequence"] for one in lines()]
    assert sequences == sorted(set(sequences))
    assert sequences[-1] == 6


def test_the_daily_command_signs_both_chains(db: None) -> None:
    assert make() == "signed: nothing yet\n"
    desk.published(desk.user("author", "contributor"), desk.user("decider", "publisher"))
    said = make()
    head, audit = ReleaseHead.objects.get(), AuditHead.objects.get()
    assert f"releases to sequence {head.sequence} {head.hash}" in said
    assert f"audit to sequence {audit.sequence} {audit.hash}" in said
    make()
    assert len(lines()) == len(lines("audit")) == 2


def test_nothing_is_signed_that_contradicts_what_was(db: None) -> None:
    build.release("claim", build.claim_content())
    build.release("topic", build.topic_content())
    make()
    with rows.unguarded():
        rows.sql("DELETE FROM claims_release WHERE sequence = 2")
        ReleaseHead.objects.update(sequence=1, hash=Release.objects.get().hash)
    with pytest.raises(CommandError) as error:
        make()
    assert str(error.value).startswith("nothing is signed: release 2 is missing: only 1 stand")
    assert len(lines()) == 1


def test_a_line_that_was_cut_off_is_written_over(db: None) -> None:
    build.release("claim", build.claim_content())
    make()
    with keeping.file_of("releases").open("ab") as file:
        file.write(b'{"chain":"rel')
    assert reading.checkpoint().sequence == 1
    make()
    assert len(lines()) == 2


def test_a_key_of_its_own_is_made_once_and_kept_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "data" / "key.pem"
    monkeypatch.setattr(settings, "CHECKPOINT_KEY_FILE", file)
    assert keeping.own_keys().keys() == keeping.own_keys().keys()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["key.pem"]


def test_a_production_desk_makes_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CHECKPOINT_KEY_FILE", tmp_path / "key.pem")
    monkeypatch.setattr(settings, "PRODUCTION", True)
    with pytest.raises(CheckpointError, match=r"key\.pem: No such file"):
        keeping.signing_key()


def test_the_public_key_is_printed(db: None) -> None:
    out = StringIO()
    call_command("make_checkpoint", "--public-key", stdout=out)
    assert out.getvalue().startswith("-----BEGIN PUBLIC KEY-----")
    assert not keeping.folder().exists() or lines() == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no checkpoint"),
        ("[]", "is no checkpoint; its members are chain, desk"),
        ("{}", "is no checkpoint; its members are chain, desk"),
        ("{]\n{}", "line 1 is not JSON"),
        ('{"checkpoint": 3}', "is no checkpoint"),
    ],
)
def test_a_file_that_is_none_is_said_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "kept.json"
    file.write_text(text)
    with pytest.raises(CheckpointError) as error:
        checkpoints.read(file)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_the_audit_is_never_told_to_the_public(db: None) -> None:
    desk.claim(desk.user("author", "contributor"))
    make()
    assert AuditEntry.objects.exists()
    assert reading.checkpoint() is None
    assert RECORD.make() is None
