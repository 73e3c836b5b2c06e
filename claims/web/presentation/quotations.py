"""Exact words with the text around them, and their translations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claims.web.presentation import words

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words as printed.

    `before` and `after` are what stands around them in the same paragraph of the source, cut at
    whole words, with an ellipsis where the source goes on.
    """

    text: str
    before: str
    after: str
    language: str
    language_name: str
    direction: str


@dataclass(frozen=True, slots=True)
class Translation:
    """Words in another language, and who or what translated them."""

    text: str
    language: str
    language_name: str
    direction: str
    translator: str
    method: str


def quotation(item: Mapping[str, Any]) -> Quotation | None:
    """Return the quotation of a statement or a piece of evidence, None where it quotes nothing."""
    text = item.get("quote") or ""
    if not text:
        return None
    language = item.get("language") or ""
    selector = item.get("selector") or {}
    return Quotation(
        text=text,
        before=_before(selector),
        after=_after(selector),
        language=language,
        language_name=words.language_name(language),
        direction=words.direction(language),
    )


def translations(items: Iterable[Mapping[str, Any]] | None) -> tuple[Translation, ...]:
    """Return the translations of a claim, a statement or a piece of evidence, in their order."""
    return tuple(
        Translation(
            text=item.get("text") or "",
            language=item.get("language") or "",
            language_name=words.language_name(item.get("language") or ""),
            direction=words.direction(item.get("language") or ""),
            translator=item.get("translator") or "",
            method=words.METHODS.get(item.get("method") or "", ""),
        )
        for item in items or ()
    )


def _before(selector: Mapping[str, Any]) -> str:
    prefix = selector.get("prefix") or ""
    cut = (selector.get("start") or 0) > len(prefix)
    _, newline, line = prefix.rpartition("\n")
    if not newline and cut:
        # The prefix is cut by length, most often inside a word.
        head, space, whole_words = line.partition(" ")
        line = ELLIPSIS + (whole_words if space else head)
    return line.lstrip() if line.strip(f" {ELLIPSIS}") else ""


def _after(selector: Mapping[str, Any]) -> str:
    suffix = selector.get("suffix") or ""
    line, newline, _ = suffix.partition("\n")
    if not newline and suffix:
        # Whether the source ends here is not known, so that no word is shown that may be half one.
        whole_words, space, tail = line.rpartition(" ")
        line = (whole_words if space else tail) + ELLIPSIS
    return line.rstrip() if line.strip(f" {ELLIPSIS}") else ""
