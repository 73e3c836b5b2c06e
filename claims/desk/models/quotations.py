"""Quotations: words anchored in a captured text, derived from it and never typed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from claims.text.spans import context, quote_at

CONTEXT = 32
"""Characters kept on either side of a quote, so that it is found again in a changed text."""


class Quotation(models.Model):
    """Start and end in a capture, counting code points, end exclusive; the quote follows from them.

    The database refuses a quote that differs from the text at its offsets.
    """

    quote = models.TextField(editable=False, default="", blank=True)
    prefix = models.CharField(max_length=60, editable=False, default="", blank=True)
    suffix = models.CharField(max_length=60, editable=False, default="", blank=True)

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        """Save with quote and context taken from the capture; ValueError outside its text."""
        self.take_quote()
        super().save(**options)

    def clean(self) -> None:
        """Refuse offsets outside the captured text."""
        super().clean()
        # What is absent or no number has been refused as a field.
        if not all(isinstance(getattr(self, name), int) for name in ("capture_id", "start", "end")):
            return
        try:
            self.take_quote()
        except ValueError as error:
            raise ValidationError(f"{error}.") from error

    def take_quote(self) -> None:
        """Derive the quote from the capture's text at the stored offsets."""
        capture = self.capture  # type: ignore[attr-defined]
        if capture is None:
            self.quote = self.prefix = self.suffix = ""
            return
        start, end = self.start, self.end  # type: ignore[attr-defined]
        self.quote = quote_at(capture.text, start, end)
        self.prefix, self.suffix = context(capture.text, start, end, CONTEXT)


def span_constraint(name: str, *, optional: bool = False) -> models.CheckConstraint:
    """Return the constraint on start, end and capture; all may be absent where `optional`."""
    # Each column is asked for NULL by itself: a comparison with NULL would let a row pass.
    filled = Q(capture__isnull=False, start__isnull=False, end__isnull=False)
    present = filled & Q(start__gte=0, end__gt=F("start"))
    absent = Q(start__isnull=True, end__isnull=True, capture__isnull=True)
    return models.CheckConstraint(
        condition=present | absent if optional else present,
        name=name,
        violation_error_message="Give the captured text and both offsets of the quoted words.",
    )
