"""A subject's releases -> what the public is sent, and the read tables that hold it.

history   what releases read in order say: status, corrections, dates    } pure
claims    a claim's content and those facts -> its body                  } pure
entities  the same for speakers, sources, publishers, topics, the scale  } pure
parts     facets, statements and evidence of a body                      } pure
markdown  the desk's Markdown -> safe HTML                               } pure
shapes    the order of a body's keys                                     } pure
sources   reading releases, many subjects at a time
relations how claims stand to one another
winners   what stands in the place of merged things, and the claims that name those
shown     rows of the statements and evidence of a body
tables    rows as they follow from the releases, with the words they are found by
counts    how many claims have a value
writing   bringing the read tables up to date
past      bodies as they were
"""

from claims.record.projection.claims import body_text, claim_body, etag_of
from claims.record.projection.entities import entity_body
from claims.record.projection.history import Facts, Relation, Version
from claims.record.projection.past import body_at
from claims.record.projection.writing import project

__all__ = [
    "Facts",
    "Relation",
    "Version",
    "body_at",
    "body_text",
    "claim_body",
    "entity_body",
    "etag_of",
    "project",
]
