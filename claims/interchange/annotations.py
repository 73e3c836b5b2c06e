"""Statements as W3C Web Annotations of their sources, and links that lead to their words."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from claims.interchange.links import web_address

Body = Mapping[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
FRAGMENTS = "https://wicg.github.io/scroll-to-text-fragment/"

LONGEST_EXACT = 300
"""Longer quotes, and those of several paragraphs, are linked to by their first and last words."""

END_WORDS = 5
SHORT_WORDS = 3
"""A quote of so few words may stand elsewhere too, so that the words beside it go along."""


def annotation(statement: Body, *, page: str, claim_url: str) -> dict[str, Any] | None:
    """Return a statement as an annotation of its source, None where that has no web address.

    `page` is the address of the annotations of the claim that shows it, in which each statement has
    one, and `claim_url` that claim's own page. Positions count code points of the captured text,
    whose sha256 is `capture_sha256` of the statement's selector; the quote stands there exactly.
    """
    source, selector = statement.get("source") or {}, statement.get("selector")
    url = web_address(source.get("url") or "")
    if not url or not selector:
        return None
    return {
        "@context": CONTEXT,
        "id": f"{page}#statement-{statement['id']}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": claim_url,
        "target": {
            "source": url,
            "state": _state(source),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": selector["exact"],
                    "prefix": selector["prefix"],
                    "suffix": selector["suffix"],
                },
                {
                    "type": "TextPositionSelector",
                    "start": selector["start"],
                    "end": selector["end"],
                },
                {
                    "type": "FragmentSelector",
                    "conformsTo": FRAGMENTS,
                    "value": f":~:{text_directive(selector)}",
                },
            ],
        },
    }


def text_link(url: str, selector: Body) -> str:
    """Return an address that has browsers scroll to the selected words in the page at `url`."""
    separator = "" if "#" in url else "#"
    return f"{url}{separator}:~:{text_directive(selector)}"


def text_directive(selector: Body) -> str:
    """Return the text directive that finds the selected words: "text=...", percent-encoded.

    Beside a quote of three words or fewer, the whole words next to it in the same line go along.
    """
    exact = selector["exact"].strip()
    lines = [line for line in exact.split("\n") if line.strip()]
    if len(exact) > LONGEST_EXACT or len(lines) > 1:
        first, last = lines[0].split()[:END_WORDS], lines[-1].split()[-END_WORDS:]
        return f"text={_term(' '.join(first))},{_term(' '.join(last))}"
    if len(exact.split()) > SHORT_WORDS:
        return f"text={_term(exact)}"
    before, after = _before(selector["prefix"]), _after(selector["suffix"])
    start = f"{_term(before)}-," if before else ""
    end = f",-{_term(after)}" if after else ""
    return f"text={start}{_term(exact)}{end}"


def _state(source: Body) -> dict[str, Any]:
    state = {"type": "TimeState", "sourceDate": source.get("captured_at") or ""}
    cached = web_address(source.get("archive_url") or "")
    return {name: value for name, value in {**state, "cached": cached}.items() if value}


def _before(prefix: str) -> str:
    _, newline, line = prefix.rpartition("\n")
    # A prefix is cut by length, most often inside a word.
    whole = line.split() if newline else line.split()[1:]
    return "" if line[-1:].isalnum() else " ".join(whole[-SHORT_WORDS:])


def _after(suffix: str) -> str:
    line, newline, _ = suffix.partition("\n")
    whole = line.split() if newline else line.split()[:-1]
    return "" if line[:1].isalnum() else " ".join(whole[:SHORT_WORDS])


def _term(text: str) -> str:
    """Percent-encode all but what a term of a text directive may hold as it is."""
    return quote(text, safe="!$'()*+./:;=?@_~").replace("-", "%2D")
