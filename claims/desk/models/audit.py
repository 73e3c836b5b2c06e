"""The audit: every editorial change, append-only and chained."""

from django.conf import settings
from django.db import models

from claims.desk.models import validation
from claims.desk.models.base import AppendOnly
from claims.ledger.heads import ChainHead


class AuditHead(ChainHead):
    """Where the audit stands. Every verb locks it, so editorial changes happen in turn."""


class AuditEntry(AppendOnly):
    """Who did what to which thing, when and why. Hashed over all columns but payload and salt."""

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="audit_entries"
    )
    roles = models.CharField(max_length=120, blank=True)
    verb = models.CharField(max_length=30)
    subject_kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=40)
    version = models.PositiveIntegerField(null=True)
    contributes = models.BooleanField(
        default=False,
        help_text="It changed content, so its actor does not decide on it.",
    )
    reason = models.TextField(blank=True, validators=[validation.plain_text])
    request_id = models.CharField(max_length=64, blank=True)
    # NULL, not empty: a suppressed payload is gone, an empty one never was.
    payload = models.TextField(  # noqa: DJ001
        null=True, help_text='Canonical JSON: {"before": {...}, "after": {...}}.'
    )
    salt = models.CharField(max_length=64, null=True)  # noqa: DJ001
    payload_digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "audit entries"
        ordering = ["-sequence"]
        # Whoever contributed to a thing is asked at every decision.
        indexes = [
            models.Index(
                fields=["subject_kind", "subject", "sequence"],
                name="auditentry_subject_idx",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.verb} {self.subject_kind} {self.subject}"
