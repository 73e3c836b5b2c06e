"""The rows of a claim's form: statements, topics, contacts and translations."""

from django.db import models
from django.http import HttpRequest

from claims.admin.base import StackedRows, TabularRows
from claims.desk.models import ClaimStatement, ClaimTopic, ClaimTranslation, Contact


class StatementRows(TabularRows):
    """Who makes, denies or repeats the claim."""

    model = ClaimStatement
    verbose_name = "statement"
    verbose_name_plural = "statements: who makes, denies or repeats it"
    fields = ("statement", "stance")
    autocomplete_fields = ("statement",)
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Return the links with the statements and their speakers."""
        return super().get_queryset(request).select_related("statement__speaker")


class TopicRows(TabularRows):
    """What the claim is about."""

    model = ClaimTopic
    fields = ("topic",)
    autocomplete_fields = ("topic",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Return the links with their topics."""
        return super().get_queryset(request).select_related("topic")


class ContactRows(StackedRows):
    """The right of reply."""

    model = Contact
    verbose_name_plural = "contacts: the right of reply"
    rows = {"reply": 2}
    fields = (
        ("party", "channel"),
        ("asked_on", "deadline", "replied_on"),
        "reply",
        "publishable",
    )


class TranslationRows(StackedRows):
    """The claim in other languages."""

    model = ClaimTranslation
    rows = {"text": 2}
    fields = (("language", "translator"), "text")
