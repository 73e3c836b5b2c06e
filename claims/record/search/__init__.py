"""Finding claims, statements and entities of the read tables by words: `claims.search` over them.

words   what a released thing is found by: pure
"""

from claims.search.matching import PLACE, matching, place_of
from claims.search.queries import LONGEST, MOST_TERMS, fault, read_of

__all__ = ["LONGEST", "MOST_TERMS", "PLACE", "fault", "matching", "place_of", "read_of"]
