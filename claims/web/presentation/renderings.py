"""How another outlet's rendering of a statement reads beside the statement's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claims.web.presentation import words
from claims.web.presentation.differences import (
    Part,
    are_comparable,
    differences,
    is_alike,
    nearest,
)
from claims.web.presentation.words import gettext_noop as _

ALIKE = _("Word for word as above.")
MARKED = _("Marked: what reads otherwise than above.")
MARKED_IN_TRANSLATION = _("Marked in the translation: what reads otherwise than above.")
SHORTER = _("As above, but for words that are left out.")
OTHERWISE = _("Worded otherwise than above.")
TRANSLATED = _("In another language than above: compare the translation.")
UNTRANSLATED = _("In another language than above; the desk has no translation of it.")


@dataclass(frozen=True, slots=True)
class Beside:
    """How a rendering reads beside the statement, in a sentence of ours, to be translated.

    `own` are the rendering's words in parts, marked where the statement reads otherwise, and
    `translated` those of its translation at `translation`; () where nothing is marked.
    """

    told: str
    own: tuple[Part, ...] = ()
    translated: tuple[Part, ...] = ()
    translation: int | None = None


def beside(item: Mapping[str, Any], original: Mapping[str, Any]) -> Beside | None:
    """Return how a rendering reads beside the statement it renders, None where one is not quoted.

    Words are compared within one language alone: the rendering's own with the statement's or with
    a translation of it, else a translation of the rendering with the statement's words.
    """
    mine, theirs = item.get("quote") or "", _texts(original)
    if not mine or not theirs:
        return None
    other = theirs.get(_language(item))
    if other is not None:
        other = nearest(mine, other)
        if is_alike(mine, other):
            return Beside(ALIKE)
        parts = differences(mine, other)
        if parts:
            return Beside(MARKED, own=parts)
        return Beside(SHORTER if are_comparable(mine, other) else OTHERWISE)
    for at, translation in enumerate(item.get("translations") or ()):
        other = theirs.get(_language(translation))
        if other is not None:
            text = translation.get("text") or ""
            parts = differences(text, nearest(text, other))
            if parts:
                return Beside(MARKED_IN_TRANSLATION, translated=parts, translation=at)
    return Beside(TRANSLATED if item.get("translations") else UNTRANSLATED)


def _texts(item: Mapping[str, Any]) -> dict[str, str]:
    """Return what a statement says by language, its own words first."""
    texts: dict[str, str] = {}
    if item.get("quote"):
        texts[_language(item)] = item["quote"]
    for translation in item.get("translations") or ():
        texts.setdefault(_language(translation), translation.get("text") or "")
    return texts


def _language(item: Mapping[str, Any]) -> str:
    return words.primary_language(item.get("language") or "")
