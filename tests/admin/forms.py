"""A page's form as a browser would send it back: every field with the value the page gave it."""

from html.parser import HTMLParser


class Data(dict[str, str]):
    """What a form sends, by name; `blank` holds the inputs that its rows to add are made from."""

    blank: dict[str, str]

    def row(self, prefix: str, **values: str) -> "Data":
        """The same with one more row of that inline, as the page's own button adds it."""
        number = self[f"{prefix}-TOTAL_FORMS"]
        data = Data(self)
        data.blank = self.blank
        for name, value in self.blank.items():
            if name.removeprefix("initial-").startswith(f"{prefix}-__prefix__-"):
                data[name.replace("__prefix__", number)] = value
        data.update({f"{prefix}-{number}-{name}": value for name, value in values.items()})
        data[f"{prefix}-TOTAL_FORMS"] = str(int(number) + 1)
        return data


class _Fields(HTMLParser):
    """Collects the successful controls of one form."""

    def __init__(self, form_id: str):
        super().__init__()
        self.form_id, self.inside, self.data = form_id, False, Data()
        self.select = self.textarea = ""

    def handle_starttag(self, tag, attrs):
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = told.get("id") == self.form_id
        elif self.inside and tag == "input":
            self._input(told)
        elif self.inside and tag == "select":
            self.select = told["name"]
        elif self.inside and tag == "option" and self.select:
            if "selected" in told or self.select not in self.data:
                self.data[self.select] = told.get("value", "")
        elif self.inside and tag == "textarea":
            self.textarea = told["name"]
            self.data[self.textarea] = ""

    def _input(self, told: dict[str, str]):
        if told.get("type") in ("submit", "button") or "name" not in told:
            return
        if told.get("type") not in ("checkbox", "radio"):
            self.data[told["name"]] = told.get("value", "")
        elif "checked" in told:
            self.data[told["name"]] = told.get("value", "on")

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea" and self.textarea:
            # A browser leaves out the line end that stands right after the tag.
            self.data[self.textarea] = self.data[self.textarea].removeprefix("\n")
            self.textarea = ""

    def handle_data(self, data):
        if self.textarea:
            self.data[self.textarea] += data


def sent_by(page: str, form_id: str) -> Data:
    """What the form of that id sends when it is submitted as it stands."""
    fields = _Fields(form_id)
    fields.feed(page)
    data = Data({name: value for name, value in fields.data.items() if "__prefix__" not in name})
    data.blank = {name: value for name, value in fields.data.items() if "__prefix__" in name}
    return data
