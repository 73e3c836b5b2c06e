"""One e-mail a day to each editor, of what waits for them."""

from collections.abc import Iterable, Iterator
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError, transaction
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from claims.desk.models import Claim, CorrectionRequest, User
from claims.desk.models.requests import desk_day
from claims.workflow.waiting import Waiting, waiting_for

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
SHOWN = 10
"""Things of each sort that are named; of the others the number is told."""


class Command(BaseCommand):
    """Exit code 0 when everybody was told for whom something waits; 1 where mail was refused."""

    help = (
        "Send each editor one e-mail of what waits for them: claims to decide on, to publish, "
        "sent back or due, suggested wording, mentions, and requests for correction. Nothing is "
        "sent where nothing waits, to accounts that want none or have no address, and no second "
        "time on one day of the desk. Meant to be run once a day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.EMAIL_BACKEND == NOWHERE:
            raise CommandError("EMAIL_URL is not set: there is nowhere to send mail from")
        sent, refused = 0, []
        try:
            for user in _readers():
                try:
                    sent += _send(user)
                except (OSError, SMTPException) as error:
                    refused.append(f"{user.get_username()}: {' '.join(str(error).split())}")
        except (OperationalError, ProgrammingError) as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"nothing is sent: {reason}; run migrate?") from error
        self.stdout.write(f"sent: {sent}")
        if refused:
            raise CommandError(f"mail was refused for {'; '.join(refused)}")


def _readers() -> Iterable[User]:
    wanting = User.objects.filter(is_active=True, wants_digest=True).exclude(email="")
    return wanting.order_by("pk")


def _send(user: User) -> bool:
    """Send one editor the day's e-mail, unless it was sent or nothing waits."""
    today = desk_day(timezone.now())
    with transaction.atomic():
        # Held until it is sent, so that two runs at once send one.
        held = User.objects.select_for_update().get(pk=user.pk)
        if held.digest_sent_on == today:
            return False
        waiting = waiting_for(held, today)
        if not waiting:
            return False
        User.objects.filter(pk=held.pk).update(digest_sent_on=today)
        send_mail(
            subject=f"{settings.DESK_NAME}: what waits for you",
            message="\n".join(_lines(waiting)),
            from_email=None,
            recipient_list=[held.email],
        )
    return True


def _lines(waiting: Waiting) -> Iterator[str]:
    of_claims = (
        ("To decide on", waiting.to_decide),
        ("Approved, to be published", waiting.to_publish),
        ("Sent back to you", waiting.sent_back),
        ("Due", waiting.due),
        ("Suggested wording", [one.claim for one in waiting.suggestions]),
    )
    for heading, claims in of_claims:
        yield from _section(heading, [_line(claim) for claim in claims])
    mentions = [f"{one.note.written_by}: {_plain(one.note)}" for one in waiting.mentions]
    yield from _section("Notes that call you", mentions)
    yield from _section("Requests for correction, overdue", _requests(waiting.overdue))
    yield from _section("Requests for correction", _requests(waiting.requests))
    yield f"The desk: {settings.SITE_URL}{reverse('admin:index')}"


def _requests(requests: Iterable[CorrectionRequest]) -> list[str]:
    return [f"due {request.due_on}: {_plain(request)}" for request in requests]


def _section(heading: str, lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"{heading}: {len(lines)}"
    yield from (f"- {line}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"- and {len(lines) - SHOWN} more"
    yield ""


def _line(claim: Claim) -> str:
    address = reverse("admin:claims_claim_change", args=[claim.pk])
    return f"{_plain(claim)}\n  {settings.SITE_URL}{address}"


def _plain(row: Model) -> str:
    return " ".join(str(row).split())
