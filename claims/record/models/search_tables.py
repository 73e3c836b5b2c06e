"""Search tables: the words that claims, statements and entities are found by, with their index.

The row id is the place of the found row in the order of lists.
"""

from django.db import models

from claims.record.models.read_tables import (
    PublishedClaim,
    PublishedEntity,
    PublishedStatement,
)
from claims.search.fields import WordsField, row_of


class ClaimWords(models.Model):
    """What a claim is found by."""

    row = row_of(PublishedClaim, "first_sequence")
    text = WordsField()

    def __str__(self) -> str:
        return self.text


class StatementWords(models.Model):
    """What a statement is found by, at one place where it is shown."""

    row = row_of(PublishedStatement, "place")
    text = WordsField()

    def __str__(self) -> str:
        return self.text


class EntityWords(models.Model):
    """What a speaker, source, publisher or topic is found by."""

    row = row_of(PublishedEntity, "first_sequence")
    text = WordsField()

    def __str__(self) -> str:
        return self.text


SEARCH_TABLES: tuple[type[models.Model], ...] = (ClaimWords, StatementWords, EntityWords)
