"""What a page shows, computed from a body alone: no database, no Django, no clock.

words       codes in words: kinds, stances, events, languages and their direction
dates       dates in words
links       addresses that may be followed, and the names that lead somewhere
quotations  exact words with the text around them, and their translations
statements  what was said, by whom, and the chain through which it reached the desk
evidence    the three sides of the evidence, grouped by origin
verdicts    the verdict as a word, a shape and a place on the scale
claims      a whole claim: the page, the card in a list, the releases
entities    speakers, sources, publishers, topics and the rating scale
passages    a source's text with its statements marked in it
differences where two texts differ
renderings  how an outlet's rendering reads beside the statement it renders
changes     what one release says differently from the one before it
highlights  the words that were searched for
narrowing   ways to narrow a list of search results
publications what a publisher has on record
speakers    what a speaker said of each claim, and the verdicts on the claims they make

Bodies are those of the record (`/api/v1/claims/{id}`); a missing key counts as empty, so that the
preview of an unfinished claim and the body of a suppressed one can be shown too. Results are frozen
dataclasses. Labels are English and marked for the catalogues; whoever shows them translates them.
"""

from claims.web.presentation.claims import (
    Card,
    ClaimPage,
    Entry,
    Found,
    Noted,
    claim_card,
    claim_page,
    found,
    noted,
    timeline,
)
from claims.web.presentation.entities import (
    EntityPage,
    ScalePage,
    entity_page,
    scale_page,
)
from claims.web.presentation.narrowing import LABELS as NARROWED
from claims.web.presentation.narrowing import narrowings
from claims.web.presentation.passages import SourceText, source_text
from claims.web.presentation.publications import Publication, publications
from claims.web.presentation.speakers import Bar, tally
from claims.web.presentation.verdicts import (
    ATTRIBUTION,
    placed_on,
    placed_ratings,
    verdict_choices,
)

__all__ = [
    "ATTRIBUTION",
    "NARROWED",
    "Bar",
    "Card",
    "ClaimPage",
    "EntityPage",
    "Entry",
    "Found",
    "Noted",
    "Publication",
    "ScalePage",
    "SourceText",
    "claim_card",
    "claim_page",
    "entity_page",
    "found",
    "narrowings",
    "noted",
    "placed_on",
    "placed_ratings",
    "publications",
    "scale_page",
    "source_text",
    "tally",
    "timeline",
    "verdict_choices",
]
