"""Reads a page as a strict parser would: its elements, its words, and what is wrong with it."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
INLINE = {"a", "bdi", "code", "em", "q", "s", "span", "strong", "time"}
DRAWN = {"path", "circle", "use", "rect"}


class Markup(HTMLParser):
    """A parsed page: `elements` in order, `words` with white space folded, `faults` in words.

    `scripts` are the texts of script elements, which are no words.
    """

    def __init__(self, page: bytes | str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.faults: list[str] = []
        self.scripts: list[str] = []
        self._open: list[str] = []
        self._text: list[str] = []
        text = page.decode() if isinstance(page, bytes) else page
        if not text.startswith("<!DOCTYPE html>"):
            self.faults.append("no doctype")
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        ids = self.values("id")
        self.faults += [f"id {one} stands twice" for one in set(ids) if ids.count(one) > 1]

    @property
    def words(self) -> str:
        return " ".join("".join(self._text).split())

    def values(self, attribute: str, tag: str = "") -> list[str]:
        """Every value of an attribute, in order, on any element or on those of one tag."""
        return [
            attributes[attribute]
            for name, attributes in self.elements
            if attribute in attributes and tag in ("", name)
        ]

    def elements_of(self, tag: str, attribute: str = "") -> list[dict[str, str]]:
        """Every element of a tag, or those of them that have an attribute."""
        return [
            found
            for name, found in self.elements
            if name == tag and (not attribute or attribute in found)
        ]

    def with_class(self, name: str) -> list[dict[str, str]]:
        return [found for _, found in self.elements if name in found.get("class", "").split()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "p" and "p" in self._open:
            self.faults.append("a paragraph inside a paragraph")
        if tag not in VOID | DRAWN:
            self._open.append(tag)
        elif tag in DRAWN:
            self.faults.append(f"<{tag}> is not closed by itself")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def _part(self, tag: str) -> None:
        if tag not in INLINE:
            self._text.append(" ")

    def handle_data(self, data: str) -> None:
        (self.scripts if self._open[-1:] == ["script"] else self._text).append(data)
