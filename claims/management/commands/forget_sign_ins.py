"""What is kept of attempts to sign in and of sessions, deleted once nothing asks for it."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from claims.admin.signing_in import throttle
from claims.desk.models import EditorSession


class Command(BaseCommand):
    """Delete what is old; run it daily."""

    help = (
        "Delete what is known of failed sign-ins: addresses after two hours, the rest after thirty "
        "days; and sessions that have ended. Run it daily."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = forget()
        self.stdout.write(f"Deleted: {done['attempts']} attempts, {done['sessions']} sessions.")


def forget() -> dict[str, int]:
    """Delete what is old and return how many rows of each kind went."""
    attempts = throttle.forget_old()
    sessions, _ = EditorSession.objects.filter(expire_date__lt=timezone.now()).delete()
    return {"attempts": attempts, "sessions": sessions}
