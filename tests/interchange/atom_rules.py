"""The musts of RFC 4287, for feeds of text, links and dates."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

ATOM = "{http://www.w3.org/2005/Atom}"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
ONCE = ("id", "title", "updated")
AT_MOST_ONCE = (
    "subtitle",
    "rights",
    "logo",
    "icon",
    "generator",
    "published",
    "summary",
    "content",
)


def broken_rules(document: str) -> list[str]:
    """Every rule that an Atom document breaks, in words."""
    root = ElementTree.fromstring(document.encode())  # noqa: S314 - it is ours
    if root.tag != f"{ATOM}feed":
        return ["the document is no feed"]
    return [*_of(root, "feed"), *_of_entries(root), *_of_links(root, "feed")]


def _of_entries(root: Element) -> Iterator[str]:
    seen = set()
    for entry in root.findall(f"{ATOM}entry"):
        name = entry.findtext(f"{ATOM}id") or "entry"
        yield from _of(entry, name)
        if root.find(f"{ATOM}author") is None and entry.find(f"{ATOM}author") is None:
            yield f"{name} has no author"
        yield from _of_links(entry, name)
        version = name, entry.findtext(f"{ATOM}updated")
        if version in seen:
            yield f"{name} stands twice with the same updated"
        seen.add(version)
        for category in entry.findall(f"{ATOM}category"):
            if not category.get("term"):
                yield f"{name} has a category without a term"


def _of(element: Element, name: str) -> Iterator[str]:
    for child in ONCE:
        if len(element.findall(f"{ATOM}{child}")) != 1:
            yield f"{name} needs exactly one {child}"
    for child in AT_MOST_ONCE:
        if len(element.findall(f"{ATOM}{child}")) > 1:
            yield f"{name} has more than one {child}"
    if not urlsplit(element.findtext(f"{ATOM}id") or "").scheme:
        yield f"the id of {name} is no absolute IRI"
    for child in ("updated", "published"):
        text = element.findtext(f"{ATOM}{child}")
        if text is not None and not DATE.fullmatch(text):
            yield f"{child} of {name} is no RFC 3339 date"
    for child in ("title", "subtitle", "rights", "summary", "content"):
        found = element.find(f"{ATOM}{child}")
        if found is not None and found.get("type", "text") not in ("text", "html", "xhtml"):
            yield f"{child} of {name} is of an unknown type"
    for author in element.findall(f"{ATOM}author"):
        if len(author.findall(f"{ATOM}name")) != 1:
            yield f"an author of {name} needs exactly one name"


def _of_links(element: Element, name: str) -> Iterator[str]:
    links = element.findall(f"{ATOM}link")
    if any(not urlsplit(link.get("href") or "").scheme for link in links):
        yield f"{name} has a link that leads nowhere"
    alternates = [
        (link.get("type"), link.get("hreflang"))
        for link in links
        if link.get("rel", "alternate") == "alternate"
    ]
    if len(alternates) != len(set(alternates)):
        yield f"{name} has two alternate links of one type and language"
    if not alternates:
        yield f"{name} has no alternate link"
    if name == "feed" and [link.get("rel") for link in links].count("self") != 1:
        yield "the feed should link to itself once"
