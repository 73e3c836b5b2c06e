"""Ways to narrow a list of claims: the values that its first claims have, and what is chosen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.web.presentation import words
from claims.web.presentation.words import gettext_noop as _

Address = Callable[[Mapping[str, str]], str]
"""The address of the list narrowed by these values, by parameter."""

LABELS = {
    "kind": _("Kind of claim"),
    "topic": _("Topic"),
    "speaker": _("Speaker"),
    "language": _("Language of the claim"),
}
"""What claims can be narrowed by on a page, with what it is called."""

MOST_WAYS = 8


@dataclass(frozen=True, slots=True)
class Way:
    """One value: `fixed` ones are labelled in English and translated, the others as released.

    `href` narrows the list by it; where it is `chosen`, it takes that back.
    """

    label: str
    fixed: bool
    count: int
    chosen: bool
    href: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The values of one kind that a list can be narrowed by."""

    label: str
    ways: tuple[Way, ...]


def narrowings(
    facets: Mapping[str, Sequence[Mapping[str, Any]]],
    chosen: Mapping[str, str],
    address: Address,
) -> tuple[Narrowing, ...]:
    """Return the ways to narrow a list, from its facets; what would narrow nothing is left out."""
    found = []
    for name, called in LABELS.items():
        values = facets.get(name, ())
        taken = chosen.get(name, "")
        if len(values) > 1 or taken:
            ways = tuple(_way(name, one, chosen, address) for one in values[:MOST_WAYS])
            found.append(Narrowing(called, ways))
    return tuple(one for one in found if one.ways)


def _way(name: str, facet: Mapping[str, Any], chosen: Mapping[str, str], address: Address) -> Way:
    value = facet["value"]
    taken = chosen.get(name) == value
    kept = {other: chosen[other] for other in chosen if other != name}
    return Way(
        label=_label(name, value, facet),
        fixed=name in ("kind", "language"),
        count=facet["count"],
        chosen=taken,
        href=address(kept if taken else {**kept, name: value}),
    )


def _label(name: str, value: str, facet: Mapping[str, Any]) -> str:
    if name == "kind":
        return words.label(words.CLAIM_KINDS, value)
    return words.language_name(value) if name == "language" else facet.get("label") or value
