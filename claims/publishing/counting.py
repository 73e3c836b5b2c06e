"""Which evidence counts: not the claimant's own word, and each origin once."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.desk.models import Claim, ClaimStatement, Evidence
from claims.publishing.gathering import Gathered
from claims.publishing.words import Party, is_rendering, own_words, word_of, word_of_evidence
from claims.text.folding import fold


@dataclass(frozen=True, slots=True)
class Counting:
    """The outcome: primary keys of evidence that counts, and distinct origins a side."""

    counting: frozenset[int]
    supports: int
    contradicts: int


def count(gathered: Gathered) -> Counting:
    """Decide which of a claim's accepted evidence counts.

    An origin that holds a word of the claimant's is the claimant's own and does not count, except
    for a claim about what somebody said. A rendering of the claim's own statements never counts.
    Evidence without an origin is an origin of its own; origins are the same however they are typed.
    """
    claimants = claimants_of(gathered.links)
    own_words_count = gathered.claim.kind == Claim.Kind.ATTRIBUTION
    tainted = (
        set()
        if own_words_count
        else {_origin(item) for item in gathered.evidence if word_of_evidence(item) & claimants}
    )
    own = own_words(gathered)
    counting = [
        item
        for item in gathered.evidence
        if _origin(item) not in tainted and not is_rendering(item, own)
    ]
    return Counting(
        frozenset(item.pk for item in counting),
        _origins(counting, Evidence.Stance.SUPPORTS),
        _origins(counting, Evidence.Stance.CONTRADICTS),
    )


def claimants_of(links: Iterable[ClaimStatement]) -> set[Party]:
    """Return those whose own word asserts the claim."""
    found: set[Party] = set()
    for link in links:
        if link.stance == ClaimStatement.Stance.ASSERTS:
            found |= word_of(link.statement)
    return found


def origin_names(evidence: Iterable[Evidence]) -> dict[int, str]:
    """Return the name of each item's origin by primary key, one spelling for each origin.

    It is the spelling that comes first, without the spaces around it; "" where there is none.
    """
    names: dict[str, str] = {}
    return {
        item.pk: names.setdefault(_origin(item), " ".join(item.origin.split())) for item in evidence
    }


def _origin(item: Evidence) -> str:
    folded = fold(item.origin)
    return f"group {folded}" if folded else f"item {item.pk}"


def _origins(counting: list[Evidence], stance: Evidence.Stance) -> int:
    return len({_origin(item) for item in counting if item.stance == stance})
