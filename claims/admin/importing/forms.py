"""The form of an import: a text or a file, and what is known of it."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget, AdminURLFieldWidget

from claims.admin.fields import LinesField, PartialDateFormField, TextField
from claims.admin.importing.parcel import ABOUT, Parcel
from claims.desk.models import User

LONGEST_ADDRESS = 2000
LONGEST_LINE = 500


def _line(label: str, help_text: str, most: int = LONGEST_LINE) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=most,
        widget=AdminTextInputWidget,
    )


class ImportForm(forms.Form):
    """An article to import. What is left out is read from the text or from the saved page."""

    required_css_class = "required"

    text = TextField(
        rows=12,
        required=False,
        strip=False,
        label="Text of the article",
        help_text="Paste it whole, headline first. At most 200,000 characters.",
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="Or a file",
        help_text="A text (.txt) or a page saved from the browser (.html), at most 1 MiB.",
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.xhtml,text/plain,text/html"}),
    )
    url = forms.CharField(
        required=False,
        max_length=LONGEST_ADDRESS,
        label="Address",
        help_text="Where it was published. One source per address: the same is not made twice.",
        widget=AdminURLFieldWidget,
    )
    publisher = _line("Publisher", "Who published it; a known one is found by the address first.")
    title = _line("Title", "Its headline; else the first line.")
    authors = LinesField(
        rows=2, required=False, label="Authors", help_text="The bylines, one on each line."
    )
    published = PartialDateFormField(label="Published", help_text="When it was published.")
    language = _line("Language", "BCP 47, such as uk; else what the page says, or en.", 35)
    encoding = _line("Encoding", "Of the file, where it is not UTF-8: such as windows-1251.", 40)

    def clean(self) -> dict[str, Any]:
        """Have exactly one of text and file."""
        said = super().clean() or self.cleaned_data
        pasted, file = (said.get("text") or "").strip(), said.get("file")
        if bool(pasted) == bool(file) and not {"text", "file"} & set(self.errors):
            fault = (
                "Give the text or a file, not both."
                if pasted
                else "Paste the text of the article, or choose a file."
            )
            self.add_error("text", fault)
        return said

    def parcel(self, by: User) -> Parcel:
        """Return what was sent, for the next step."""
        said = self.cleaned_data
        file = said.get("file")
        about = {name: said.get(name) or "" for name in ABOUT}
        about["authors"] = "\n".join(said.get("authors") or ())
        about["published"] = said["published"].value if said.get("published") else ""
        data = file.read() if file else said["text"].encode("utf-8", "surrogatepass")
        encoding = about["encoding"] if file else "utf-8"
        return Parcel(
            by=by.pk,
            data=data,
            name=file.name if file else "",
            about=about | {"encoding": encoding},
        )
