"""The process that parses a saved page: markup on stdin, what the page says as JSON on stdout.

Started by `pages` with an empty environment and killed by it; it imports nothing of ours.
"""

import json
import logging
import resource
import sys
from typing import Any

from lxml import etree, html
from trafilatura import extract
from trafilatura.metadata import extract_metadata

MOST_MEMORY = 1024 * 1024 * 1024
_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}
# Never the article, whatever else a page is made of.
_NOT_THE_ARTICLE = (
    "//script|//style|//noscript|//template|//iframe|//object|//svg|//form|//button|//nav|//aside"
    "|//footer|//*[@hidden]|//*[@aria-hidden='true']|//figure|//dialog"
    "|//*[@id='comments']"
    "|//*[contains(concat(' ', normalize-space(@class), ' '), ' comments ')]"
    "|//*[contains(concat(' ', normalize-space(@class), ' '), ' comment ')]"
)
_MINUTES = (
    "string((//meta[@property='article:published_time' or @itemprop='datePublished']/@content)[1])"
)


def main() -> None:
    """Read, parse, write."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    logging.disable(logging.CRITICAL)
    most_tags, most_depth = int(sys.argv[1]), int(sys.argv[2])
    tree = _parsed(sys.stdin.buffer.read())
    if tree is None or not _within(tree, most_tags, most_depth):
        answer: dict[str, Any] = {"refused": tree is not None}
    else:
        answer = _read(tree)
    sys.stdout.write(json.dumps(answer))


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
    for element in tree.xpath(_NOT_THE_ARTICLE):
        if element.getparent() is not None and element.tag not in ("html", "body", "article"):
            element.drop_tree()
    text = extract(
        tree,
        output_format="txt",
        include_comments=False,
        include_tables=False,
        favor_precision=True,
    )
    return {**told, "text": text or ""}


if __name__ == "__main__":
    main()
