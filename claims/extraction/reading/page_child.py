"""The process that parses a saved page: markup on stdin, what the page says as JSON on stdout.

Started by `pages` with an empty environment and killed by it; it imports nothing of ours.
"""

import json
import logging
import re
import resource
import sys
from typing import Any

from lxml import etree, html
from trafilatura import __version__, extract
from trafilatura.metadata import extract_metadata

MOST_MEMORY = 256 * 1024 * 1024
MOST_SECONDS = 5
"""Of the processor, at which the process ends: no matter how much else the machine has to do."""

_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}
# Never the article, whatever else a page is made of.
_NEVER = (
    "//script|//style|//noscript|//template|//iframe|//object|//svg|//form|//button|//nav|//aside"
    "|//footer|//*[@hidden]|//*[@aria-hidden='true']|//figure|//figcaption|//dialog|//menu"
    "|//select|//video|//audio"
)
_ROLES = "alert alertdialog complementary contentinfo dialog menu navigation search toolbar"
_COMMENTS = frozenset(["comment", "comments", "disqus", "discussion", "respond", "responses"])
_BESIDE = (
    "ad ads advert advertisement breadcrumb breadcrumbs caption captions consent cookie "
    "cookies gdpr infobox modal newsletter outbrain overlay popup promo recirculation "
    "recommended recommendations related share sharing sidebar social sponsored subscribe "
    "subscription taboola toc trending"
)
_LISTS = re.compile(
    r"\b(?:also[-_]?read|more[-_]?(?:from|on|news|stories)|most[-_]?(?:read|popular|viewed)"
    r"|read[-_]?(?:also|more|next)|see[-_]?also|sr[-_]only|up[-_]?next|user[-_]?(?:content|posts?)"
    r"|pull[-_]?quote|visually[-_]?hidden|you[-_]?may[-_]?(?:also[-_]?)?like)\b"
)
# A class such as "has-comments" or "with-sidebar" tells of the page, not of this part of it.
_OF_THE_PAGE = frozenset(["has", "no", "not", "with", "without", "open", "closed", "enabled"])
_UNSEEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
# A heading such as "Comments (2)": what follows it are other people's words.
_COMMENTS_BELOW = re.compile(
    r"(?:[0-9]{1,6}\s)?(?:(?:reader|user|your|all|leave\sa|post\sa|add\sa|join\sthe)\s)?"
    r"(?:comments?|responses?|conversation|discussion|replies|коментар(?:і|ів|ь)|комментари[ияй])"
    r"(?:\s?\(?[0-9]{1,6}\)?)?\s?:?",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:read\s(?:more|also|next)|also\sread|see\salso|more\son\sthis|related(?:\s\w+)?|recommended"
    r"|watch(?:\salso)?|don['’]t\smiss|читайте(?:\s(?:також|также|ещё|еще))?"
    r"|дивіться\sтакож|смотрите\sтакже)\s?[:|»>→–—-]",
    re.IGNORECASE,
)
_LONGEST_POINTER = 300
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_MOSTLY = 0.6
_KEPT = frozenset(["html", "head", "body", "article", "main", "h1"])
_ENDS = (".", "!", "?", ":", ";", '"', "”", "»", "…", "’", ")", "]")
_MINUTES = (
    "string((//meta[@property='article:published_time' or @itemprop='datePublished']/@content)[1])"
)


def main() -> None:
    """Read, parse, write."""
    bound(MOST_MEMORY, MOST_SECONDS)
    logging.disable(logging.CRITICAL)
    most_tags, most_depth = int(sys.argv[1]), int(sys.argv[2])
    tree = _parsed(sys.stdin.buffer.read())
    if tree is None or not _within(tree, most_tags, most_depth):
        answer: dict[str, Any] = {"refused": tree is not None}
    else:
        answer = _read(tree)
    sys.stdout.write(json.dumps(answer))


def bound(memory: int, seconds: int) -> None:
    """Hold this process to so many bytes and so many seconds of the processor."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _parsed(markup: bytes) -> Any:
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _within(tree: Any, most_tags: int, most_depth: int) -> bool:
    """Say whether what the parser made of the markup is as small as the markup looked."""
    depth = tags = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        tags += event == "start"
        # The parser adds html, head, body and paragraphs of its own.
        if depth > most_depth + 8 or tags > 2 * most_tags:
            return False
    return True


def _read(tree: Any) -> dict[str, Any]:
    about = extract_metadata(html.fromstring(html.tostring(tree)), date_config=_DATES)
    told = {
        "title": about.title,
        "authors": about.author,
        "date": about.date,
        "moment": tree.xpath(_MINUTES),
        "publisher": about.sitename,
        "url": about.url,
        "language": tree.xpath("string(/html/@lang)"),
    }
    _open_layout_tables(tree)
    _drop_what_is_not_the_article(tree)
    _join_lines(tree)
    text = extract(
        tree,
        output_format="txt",
        include_comments=False,
        include_tables=False,
        favor_precision=True,
    )
    return {**told, "text": text or "", "parser": f"trafilatura-{__version__}"}


def _drop_what_is_not_the_article(tree: Any) -> None:
    for element in tree.xpath(_NEVER):
        _drop(element)
    most = len("".join(tree.itertext())) / 2
    holding = {
        above
        for element in tree.xpath("//h1|//article|//main")
        for above in (element, *element.iterancestors())
    }
    for element in list(tree.iter("*")):
        if element not in holding and (_is_apart(element, most) or _is_link(element)):
            _drop(element)
    for heading in list(tree.iter(*_HEADINGS[1:])):
        if _COMMENTS_BELOW.fullmatch(" ".join("".join(heading.itertext()).split())):
            _drop_from(heading)


def _drop_from(heading: Any) -> None:
    """Drop a heading with its bare wrappers and what is below, up to the next of its rank."""
    top = heading
    while (
        top.getparent() is not None
        and top.getparent().tag not in _KEPT
        and not any(
            "".join(beside.itertext()).strip() for beside in top.getparent() if beside is not top
        )
    ):
        top = top.getparent()
    doomed = [top]
    for below in top.itersiblings():
        if below.tag in _HEADINGS and below.tag <= heading.tag:
            break
        doomed.append(below)
    for element in doomed:
        _drop(element)


def _drop(element: Any) -> None:
    if element.getparent() is not None and element.tag not in _KEPT:
        element.drop_tree()


def _is_apart(element: Any, most: float) -> bool:
    """Say whether its role, its style or its names tell that an element is not the article."""
    if element.get("role", "").strip().lower() in _ROLES.split() or _UNSEEN.search(
        element.get("style", "")
    ):
        return True
    called = f"{element.get('class', '')} {element.get('id', '')}".lower()
    for name in called.split():
        words = set(_NOT_LETTERS.split(name))
        if words & _OF_THE_PAGE:
            continue
        if words & _COMMENTS or name == "hidden":
            return True
        if not words.isdisjoint(_BESIDE.split()) or _LISTS.search(name):
            return len("".join(element.itertext())) < most
    return False


def _is_link(element: Any) -> bool:
    """Say whether a paragraph is little else than a link to another page: "Read also: ..."."""
    if element.tag not in ("p", "li"):
        return False
    said = "".join(element.itertext()).strip()
    words = len(said)
    if words <= _LONGEST_POINTER and _ELSEWHERE.match(said):
        return True
    linked = sum(len("".join(link.itertext()).strip()) for link in element.iter("a"))
    return linked > _MOSTLY * words


def _open_layout_tables(tree: Any) -> None:
    """Make the tables that hold most of a page, as pages once were laid out, plain divisions."""
    most = len("".join(tree.itertext())) / 2
    layout = {table for table in tree.iter("table") if len("".join(table.itertext())) > most}
    for element in list(tree.iter("table", "tbody", "tr", "td", "th")):
        table = element if element.tag == "table" else next(element.iterancestors("table"), None)
        if table in layout and element.tag != "table":
            element.tag = "div"
    for table in layout:
        table.tag = "div"


def _join_lines(tree: Any) -> None:
    """Make a line break inside a sentence a space; one that ends a sentence, or two, stay."""
    for element in list(tree.iter("br")):
        parent, before = element.getparent(), element.getprevious()
        if parent is None:
            continue
        said = (before.tail if before is not None else parent.text) or ""
        if before is not None and not said.strip():
            if before.tag == "br":
                continue
            said = "".join(before.itertext())
        following = element.getnext()
        doubled = following is not None and following.tag == "br"
        if doubled and not (element.tail or "").strip():
            continue
        if said.rstrip().endswith(_ENDS) or not said.strip():
            continue
        element.tail = f" {element.tail or ''}"
        element.drop_tag()


if __name__ == "__main__":
    main()
