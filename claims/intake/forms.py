"""The form of a request for correction."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims.desk.models import CorrectionRequest

FEWEST_CHARACTERS = 10


class ReportForm(forms.ModelForm):
    """What is wrong, where the desk can see it and, only if they wish, who writes."""

    # People do not see it; a program that fills in whatever it finds does not know that.
    website = forms.CharField(required=False, max_length=200)

    class Meta:
        model = CorrectionRequest
        fields = ("wrong", "evidence_url", "asker", "name", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["wrong"].widget.attrs["rows"] = 8
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    def clean_wrong(self) -> str:
        """Refuse what is too short to say anything."""
        wrong: str = self.cleaned_data["wrong"].strip()
        if len(wrong) < FEWEST_CHARACTERS:
            raise ValidationError("Say in a sentence what is wrong.")
        return wrong

    @property
    def is_from_a_program(self) -> bool:
        """Whether the field was filled in that people do not see."""
        return bool(self.data.get("website"))
