"""One e-mail a day to each editor for whom something waits."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.desk.models import Claim, CorrectionRequest, User
from claims.workflow import comment, request_changes, set_active, submit, suggest, waiting_for
from tests import desk_builders as build

pytestmark = pytest.mark.django_db


def editor(name: str, *roles: str) -> User:
    account = build.user(name, *roles)
    account.email = f"{name}@desk.example"
    account.save()
    return account


@pytest.fixture
def author(db: None) -> User:
    return editor("author", "contributor")


@pytest.fixture
def chief(db: None) -> User:
    return editor("chief", "publisher")


def digest() -> str:
    out = StringIO()
    call_command("send_digest", stdout=out)
    return out.getvalue().strip()


def letters() -> dict[str, str]:
    return {letter.to[0].partition("@")[0]: str(letter.body) for letter in mail.outbox}


def test_each_is_told_what_waits_for_them_once_a_day(author: User, chief: User) -> None:
    waiting = build.claim(author, "To be decided.")
    submit(waiting, by=author)
    returned = build.claim(author, "Sent back.")
    submit(returned, by=author)
    request_changes(returned, by=chief, reason="Which bridge?")
    comment(returned, by=chief, text="Ann, look at this.", mentioned=[author])
    suggest(waiting, by=chief, changes={"context": "At noon."})
    due = build.claim(author, "Due.", assigned_to=author, due_on=timezone.localdate())
    late = timezone.now() - timedelta(days=60)
    claim = due.public_id
    CorrectionRequest.objects.create(claim=claim, wrong="Late one.", received_at=late)
    CorrectionRequest.objects.create(claim=claim, wrong="New one.")
    assert digest() == "sent: 2"
    told = letters()
    assert set(told) == {"author", "chief"}
    for words in ("Sent back.", "Ann, look at this.", "Due.", "Suggested wording: 1"):
        assert words in told["author"]
        assert words not in told["chief"].replace("Requests for correction, overdue", "")
    for words in ("To decide on: 1", "To be decided.", "overdue: 1", "Late one.", "New one."):
        assert words in told["chief"]
        assert words not in told["author"].replace("Suggested wording: 1\n- To be decided.", "")
    assert "/admin/" in told["chief"]
    assert digest() == "sent: 0"
    assert len(mail.outbox) == 2


def test_nothing_is_sent_where_nothing_waits(author: User, chief: User) -> None:
    build.claim(author)
    assert digest() == "sent: 0"
    submit(Claim.objects.get(), by=author)
    assert digest() == "sent: 1"
    assert set(letters()) == {"chief"}


def test_who_wants_none_has_no_address_or_left_gets_none(author: User, chief: User) -> None:
    submit(build.claim(author), by=author)
    other, gone = build.user("other", "publisher"), editor("gone", "publisher")
    set_active(gone, False, by=build.user("boss", "admin"))
    chief.wants_digest = False
    chief.save()
    assert other.email == ""
    assert digest() == "sent: 0"


def test_what_one_wrote_is_not_theirs_to_decide(author: User, chief: User) -> None:
    claim = build.claim(author)
    build.evidence(chief, claim)
    submit(Claim.objects.get(), by=author)
    assert not waiting_for(chief)


def test_mail_that_is_refused_is_sent_the_next_time(
    author: User, chief: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(build.claim(author), by=author)

    def refuse(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError("nobody there")

    with monkeypatch.context() as patch:
        patch.setattr("claims.management.commands.send_digest.send_mail", refuse)
        with pytest.raises(CommandError, match="mail was refused for chief: nobody there"):
            digest()
    assert digest() == "sent: 1"


def test_without_a_mail_server_it_says_so(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    with pytest.raises(CommandError, match="EMAIL_URL is not set"):
        digest()
