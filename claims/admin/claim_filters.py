"""The filters of the list of claims: whose they are, and which verdict they have."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from claims.desk.models import Rating


class AssignedFilter(admin.SimpleListFilter):
    """Claims that somebody works on: me, another, nobody."""

    title, parameter_name = "assigned", "assigned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("me", "To me"), ("nobody", "To nobody")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the claims of the choice."""
        if self.value() == "me":
            return queryset.filter(assigned_to=request.user.pk)
        if self.value() == "nobody":
            return queryset.filter(assigned_to__isnull=True)
        return queryset


class VerdictFilter(admin.SimpleListFilter):
    """Claims by verdict; open ones have none."""

    title, parameter_name = "verdict", "verdict"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the scale, and the lack of a verdict."""
        return [("open", "Open"), *Rating.objects.values_list("code", "label")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the claims of the choice."""
        if self.value() == "open":
            return queryset.filter(rating__isnull=True)
        return queryset.filter(rating__code=self.value()) if self.value() else queryset
