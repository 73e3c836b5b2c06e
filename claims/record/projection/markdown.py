"""Markdown of the desk -> HTML that is safe to send as it is."""

import html
import re

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from claims.text.links import is_web_url

LARGEST = 100_000
DEEPEST = 24
"""Sanitising time grows with the square of the nesting, so depth is checked before it."""

_HEADING_SHIFT = 2
_LOWEST_HEADING = 6
_TAGS = frozenset(
    {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}
    | {"h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr"}
)
_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 2 * DEEPEST})
_PARSER.enable("table").disable("image")


def explanation_html(markdown: str) -> str:
    """Return CommonMark (with tables; no HTML, no images) as HTML of a few plain elements.

    Headings begin at h3, links lead to http and https only. A text of more than 100,000
    characters, or nested more than 24 deep, comes back as plain paragraphs. Never raises.
    """
    if len(markdown) > LARGEST:
        return _plain(markdown)
    tokens = _PARSER.parse(markdown)
    if _depth(tokens) > DEEPEST:
        return _plain(markdown)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            level = int(token.tag[1:]) + _HEADING_SHIFT
            token.tag = f"h{min(level, _LOWEST_HEADING)}"
    return _sanitised(_PARSER.renderer.render(tokens, _PARSER.options, {})).strip()


def explanation_text(markdown: str) -> str:
    """Return the words of CommonMark without its signs, each block and each line on its own line.

    What `explanation_html` would not parse comes back as it is. Never raises.
    """
    if len(markdown) > LARGEST:
        return markdown
    tokens = _PARSER.parse(markdown)
    if _depth(tokens) > DEEPEST:
        return markdown
    return "\n".join(_words(token) for token in tokens if token.children or token.content).strip()


def _words(token: Token) -> str:
    if not token.children:
        return token.content.rstrip()
    return "".join(
        "\n" if part.type in ("softbreak", "hardbreak") else part.content for part in token.children
    )


def _depth(tokens: list[Token]) -> int:
    return max(
        (token.level + _depth(token.children or []) for token in tokens),
        default=0,
    )


def _sanitised(text: str) -> str:
    return nh3.clean(
        text,
        tags=set(_TAGS),
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        attribute_filter=_kept,
        link_rel="noopener noreferrer nofollow ugc",
        url_schemes={"http", "https"},
        url_relative="deny",
    )


def _kept(tag: str, attribute: str, value: str) -> str | None:
    return None if attribute == "href" and not is_web_url(value) else value


def _plain(text: str) -> str:
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text)]
    return "\n".join(f"<p>{html.escape(block)}</p>" for block in blocks if block)
