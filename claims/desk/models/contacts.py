"""Contacts: the right of reply."""

from django.db import models
from django.db.models import F, Q

from claims.desk.models import validation
from claims.desk.models.base import Child
from claims.desk.models.claims import Claim


class Contact(Child):
    """The right of reply: whom the desk asked, when, and what came back."""

    ROOT = "claim"

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="contacts")
    party = models.CharField(
        max_length=200, validators=[validation.plain_name], help_text="Who was asked."
    )
    channel = models.CharField(
        max_length=100,
        blank=True,
        validators=[validation.plain_name],
        help_text="How: e-mail, telephone, letter.",
    )
    asked_on = models.DateField(help_text="When they were asked.")
    deadline = models.DateField(null=True, blank=True, help_text="By when a reply was asked for.")
    replied_on = models.DateField(null=True, blank=True, help_text="When they replied.")
    reply = models.TextField(
        blank=True, validators=[validation.plain_text], help_text="What they replied."
    )
    publishable = models.BooleanField(
        default=False,
        help_text="The reply, and that they were asked, may be published.",
    )

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | Q(replied_on__gte=F("asked_on")),
                name="contact_replied_after_asked",
                violation_error_message="The reply is dated before the question.",
            ),
            models.CheckConstraint(
                condition=Q(reply="") | Q(replied_on__isnull=False),
                name="contact_reply_dated",
                violation_error_message="Give the day of the reply.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}, asked {self.asked_on}"
