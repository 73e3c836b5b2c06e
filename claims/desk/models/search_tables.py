"""Search tables of the desk: the words that editors find things by, with their index.

The row id is the key of the found row.
"""

from django.db import models

from claims.desk.models.claims import Claim, Topic
from claims.desk.models.sources import Publisher, Source
from claims.desk.models.speakers import Speaker
from claims.desk.models.statements import Statement
from claims.search.fields import WordsField, row_of


class DeskWords(models.Model):
    """What one thing of the desk is found by."""

    text = WordsField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text


class DeskClaimWords(DeskWords):
    """What a claim is found by."""

    row = row_of(Claim, "id")


class DeskStatementWords(DeskWords):
    """What a statement is found by, beside its speaker's names."""

    row = row_of(Statement, "id")


class DeskSpeakerWords(DeskWords):
    """What a speaker is found by."""

    row = row_of(Speaker, "id")


class DeskSourceWords(DeskWords):
    """What a source is found by, beside its publisher's names."""

    row = row_of(Source, "id")


class DeskPublisherWords(DeskWords):
    """What a publisher is found by."""

    row = row_of(Publisher, "id")


class DeskTopicWords(DeskWords):
    """What a topic is found by."""

    row = row_of(Topic, "id")


DESK_SEARCH_TABLES: tuple[type[DeskWords], ...] = (
    DeskClaimWords,
    DeskStatementWords,
    DeskSpeakerWords,
    DeskSourceWords,
    DeskPublisherWords,
    DeskTopicWords,
)
