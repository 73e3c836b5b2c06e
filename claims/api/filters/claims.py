"""The parameters of the list of claims, and what they do to its rows."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Exists, F, OuterRef, QuerySet

from claims.api import parameters, vocabulary
from claims.api.filters.searching import BEST_FIRST, SearchParameters
from claims.api.keyset import Ordering
from claims.api.pages import MOST_SIMILAR, RELEVANCE
from claims.record import faceting, reading
from claims.record.models import PublishedFacet
from claims.record.search import PLACE
from claims.text.likeness import LONGEST


class ClaimParameters(SearchParameters):
    """The list of claims."""

    ORDERINGS = {
        "-first_released": Ordering(("place",)),
        "first_released": Ordering(("place",), descending=False),
        "-released": Ordering(("released_at", "sequence")),
        "released": Ordering(("released_at", "sequence"), descending=False),
        "-first_said": Ordering(("first_said_order", "first_sequence")),
        "first_said": Ordering(("first_said_order", "first_sequence"), descending=False),
        RELEVANCE: Ordering(("place",)),
    }

    FACETS: ClassVar = ("source", "speaker", "topic", "publisher", "evidence", "stance")
    """Parameters that are facets of the same name, those that pick the fewest claims first."""

    q = parameters.question(
        "Words of the claim, its translations, its statements or the names of its speakers, in any "
        "script; all of them must be there."
    )
    similar_to = parameters.message(
        "A text, such as a post or a remark, to which claims are to be similar: those that say "
        f"much the same first, {MOST_SIMILAR} at most, as one page without others. It is a "
        "suggestion by words, never a judgement; `scores` tells how alike each is.",
        LONGEST,
    )
    status = parameters.word(
        "The claim's public status. Without it, retracted, merged and suppressed claims are left "
        "out.",
        vocabulary.STATUSES,
        "status",
    )
    corrected = parameters.flag("Whether a correction was ever released.", "corrected")
    verdict = parameters.code("The code of the verdict on this desk's own scale.", "verdict")
    normalised = parameters.word("The class of the verdict.", vocabulary.NORMALISED, "normalised")
    kind = parameters.word("What kind of claim it is.", vocabulary.CLAIM_KINDS, "kind")
    topic = parameters.public_id("The id of a topic.")
    speaker = parameters.public_id(
        "The id of a speaker whose statement makes the claim. With `stance`, one and the same "
        "statement has both."
    )
    source = parameters.public_id("The id of a source of a statement or a piece of evidence.")
    publisher = parameters.public_id("The id of the publisher of such a source.")
    stance = parameters.word("What a statement does with the claim.", vocabulary.STANCES)
    evidence = parameters.word(
        "The claim has evidence that points this way.", vocabulary.EVIDENCE_STANCES
    )
    language = parameters.language("The language the claim is written in.", "language")
    said_after = parameters.instant(
        "First said then or later; a month or year counts when any part of it does.",
        "first_said_end",
        "gt",
    )
    said_before = parameters.instant(
        "First said before then; a month or year counts when any part of it does.",
        "first_said_start",
        "lt",
    )
    released_after = parameters.instant("First released then or later.", "first_released_at", "gte")
    released_before = parameters.instant("First released before then.", "first_released_at", "lt")
    updated_since = parameters.instant(
        "What is sent of it changed then or later: by its own release, or by one of a claim it is "
        "related to. What was retracted or merged leaves this list: follow `changes` for that.",
        "changed_at",
        "gte",
    )
    has_contradicting_evidence = parameters.flag(
        "Whether evidence that counts contradicts the claim.", "has_contradicting_evidence"
    )
    ordering = parameters.ordering(
        ORDERINGS,
        "`first_released`: by first release, which never changes; `released`: by newest release; "
        f"`first_said`: by when it was first said, the unknown before every date; {BEST_FIRST}",
    )
    facets = parameters.words(
        "What to divide the results by, to narrow them further: how many of the first "
        f"{faceting.MOST_LOOKED_AT:,} of the list have which value. A value can be given to the "
        "parameter of the same name. In JSON alone.",
        faceting.FACETS,
    )

    def chosen(self, values: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the claims that have the values, with the column that the default order needs.

        `place` is the sequence of the first release. With a facet, or words looked for, it is read
        from their own index, which holds what it finds in that order.
        """
        if "status" not in values:
            self.queryset = reading.listed_claims()
        rows, facets = super().chosen(values), _facets(values)
        place = PLACE if "q" in values else "first_sequence"
        if facets:
            (kind, value), *others = facets
            rows = rows.filter(facets__kind=kind, facets__value=value)
            place = place if "q" in values else "facets__order_key"
            for other, wanted in others:
                rows = rows.filter(_has(other, wanted))
        return rows.annotate(place=F(place))


def _has(kind: str, value: str) -> Exists:
    # Asked of each claim by the unique index, where a list of ids could be as long as the record.
    return Exists(PublishedFacet.objects.filter(claim=OuterRef("pk"), kind=kind, value=value))


def _facets(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the (kind, value) pairs asked for, the one that picks fewest claims first."""
    named = {name: values[name] for name in ClaimParameters.FACETS if name in values}
    if "speaker" in named and "stance" in named:
        both = f"{named.pop('speaker')}:{named.pop('stance')}"
        named = {"speaker_stance": both, **named}
    return list(named.items())
