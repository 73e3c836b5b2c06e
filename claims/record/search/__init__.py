"""Finding claims, statements and entities by words, the same on both databases.

queries   what a reader typed -> what is looked for             } pure
matching  that, as a condition on rows of the read tables
words     what a released thing is found by                     } pure
"""

from claims.record.search.matching import PLACE, matching
from claims.record.search.queries import LONGEST, MOST_TERMS, fault

__all__ = ["LONGEST", "MOST_TERMS", "PLACE", "fault", "matching"]
