"""The form of a request for correction, in the language of the page that it stands on."""

import re
from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.desk.models import CorrectionRequest, validation

FEWEST_CHARACTERS = 10

LABELS = {
    "wrong": _("What is wrong"),
    "evidence_url": _("Link to evidence"),
    "asker": _("Who you are"),
    "name": _("Your name"),
    "email": _("Your e-mail address"),
}
HELP = {
    "wrong": _("Which words are wrong, and what would be right."),
    "evidence_url": _("Where the desk can see for itself."),
    "asker": _("What you have to do with the claim."),
    "name": _("Only if you wish. It is never published."),
    "email": _("Only if you want an answer. It is used for nothing else."),
}
ASKERS = {
    CorrectionRequest.Asker.READER: _("A reader"),
    CorrectionRequest.Asker.CLAIMANT: _("Whoever made the claim, or somebody for them"),
    CorrectionRequest.Asker.PUBLISHER: _("A publisher of the claim or of a source"),
    CorrectionRequest.Asker.OFFICIAL: _("An authority"),
    CorrectionRequest.Asker.OTHER: _("Somebody else"),
}
_CHARACTER = re.compile(r"U\+[0-9A-F]{4,6}")


class ReportForm(forms.ModelForm):
    """What is wrong, where the desk can see it and, only if they wish, who writes."""

    # People do not see it; a program that fills in whatever it finds does not know that.
    website = forms.CharField(required=False, max_length=200)

    class Meta:
        model = CorrectionRequest
        fields = ("wrong", "evidence_url", "asker", "name", "email")
        labels = LABELS
        help_texts = HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        cast(forms.ChoiceField, self.fields["asker"]).choices = list(ASKERS.items())
        for name, told in _CHECKS.items():
            # Before the desk's own, which says the same in English alone.
            self.fields[name].validators.append(told)
        self.fields["wrong"].widget.attrs["rows"] = 8
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    def clean_wrong(self) -> str:
        """Refuse what is too short to say anything."""
        wrong: str = self.cleaned_data["wrong"].strip()
        if len(wrong) < FEWEST_CHARACTERS:
            raise ValidationError(_("Say in a sentence what is wrong."))
        return wrong

    @property
    def is_from_a_program(self) -> bool:
        """Whether the field was filled in that people do not see."""
        return bool(self.data.get("website"))


def _plain(check: Callable[[str], None]) -> Callable[[str], None]:
    """Return a check of the desk's that says in the reader's language what is wrong."""

    def told(value: str) -> None:
        try:
            check(value)
        except ValidationError as error:
            found = _CHARACTER.search(error.messages[0])
            if not found:
                raise ValidationError(_("There is nothing to read here.")) from error
            raise ValidationError(
                _("Remove the invisible character %(code)s."), params={"code": found[0]}
            ) from error

    return told


def _address(value: str) -> None:
    try:
        validation.web_url(value)
    except ValidationError as error:
        raise ValidationError(
            _("Give a whole web address that begins with http:// or https://.")
        ) from error


_CHECKS: dict[str, Callable[[str], None]] = {
    "wrong": _plain(validation.plain_text),
    "evidence_url": _address,
    "name": _plain(validation.plain_name),
    "email": _plain(validation.plain_name),
}
