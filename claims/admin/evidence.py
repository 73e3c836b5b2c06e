"""Evidence on the claim's page: which way it points, and the passage or statement it is."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from claims.admin.base import StackedRows
from claims.admin.passages import PassageForm, only_capture
from claims.desk.models import Capture, Evidence


class EvidenceForm(PassageForm):
    """Evidence with its passage. The capture is found by the words where the source has several."""

    def capture_for(self, cleaned: dict[str, Any], words: str) -> Capture | None:
        """Return the chosen capture, or the one of the source that holds the words."""
        source, capture = cleaned.get("source"), cleaned.get("capture")
        if capture is None:
            if source is None:
                raise ValidationError("Choose the source that the words stand in.")
            return only_capture(source.captures.all(), words) if words else None
        if source is None:
            cleaned["source"] = capture.source
        elif capture.source_id != source.pk:
            raise ValidationError("The capture is of another source; choose one of this source.")
        return capture

    def no_passage(self, cleaned: dict[str, Any]) -> None:
        """Take the passage away; evidence may be a source as a whole, or a statement."""
        if cleaned.get("capture") and "words" not in self.changed_data:
            raise ValidationError("Give the words quoted from the capture, or choose no capture.")
        cleaned["capture"] = cleaned["start"] = cleaned["end"] = None


class EvidenceRows(StackedRows):
    """Evidence is withdrawn, never taken away."""

    model = Evidence
    form = EvidenceForm
    kept = True
    verbose_name = "evidence"
    verbose_name_plural = "evidence: for, against, in context"
    rows = {"note": 2, "translation": 2}
    autocomplete_fields = ("source", "statement", "speaker", "capture")
    fieldsets = (
        (
            "Which way it points, and what it is",
            {
                "classes": ("collapse",),
                "fields": (
                    ("stance", "kind", "state"),
                    ("source", "statement"),
                    "words",
                    ("origin", "speaker"),
                    "note",
                ),
            },
        ),
        (
            "Exact place of the words",
            {"classes": ("collapse",), "fields": (("capture", "start", "end"),)},
        ),
        (
            "Translation",
            {
                "classes": ("collapse",),
                "fields": (
                    ("translation_language", "translator", "translation_method"),
                    "translation",
                ),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Return the rows with all that their labels need."""
        rows = super().get_queryset(request)
        return rows.select_related(
            "source", "statement__speaker", "speaker", "capture__source"
        ).defer("capture__text", "capture__original")
