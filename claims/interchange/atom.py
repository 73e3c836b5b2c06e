"""Feeds as Atom (RFC 4287), in pages (RFC 5005)."""

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from claims.interchange.entries import Entry, Feed
from claims.interchange.links import licence_address

MEDIA_TYPE = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(feed: Feed) -> str:
    """Return a page of a feed as an Atom document.

    What XML 1.0 cannot hold, control characters among it, is dropped from its texts.
    """
    root = Element("feed", {"xmlns": _NAMESPACE})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated)
    author = SubElement(root, "author")
    _add(author, "name", feed.desk)
    _add(author, "uri", f"{feed.site}/")
    _add(root, "rights", feed.licence)
    _link(root, "self", feed.address, MEDIA_TYPE)
    _link(root, "alternate", feed.page, "text/html")
    if licence := licence_address(feed.licence):
        _link(root, "license", licence)
    if feed.older:
        _link(root, "next", feed.older, MEDIA_TYPE)
    for entry in feed.entries:
        _entry(root, entry)
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _entry(root: Element, entry: Entry) -> None:
    element = SubElement(root, "entry", {"xml:lang": entry.language} if entry.language else {})
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "published", entry.published)
    _add(element, "updated", entry.updated)
    _link(element, "alternate", entry.url, "text/html")
    for tag in entry.tags:
        named = {"term": tag.term, "scheme": tag.scheme, "label": tag.label}
        SubElement(element, "category", {name: _clean(text) for name, text in named.items()})
    _add(element, "summary", entry.summary)
    _add(element, "content", entry.html, type="html")


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = _clean(text)


def _link(parent: Element, relation: str, address: str, type: str = "") -> None:
    given = {"rel": relation, "href": _clean(address), **({"type": type} if type else {})}
    SubElement(parent, "link", given)


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
