"""The scale of verdicts: everybody reads it, administrators change it."""

from claims.admin.base import DeskAdmin
from claims.desk.permissions import Role


class RatingAdmin(DeskAdmin):
    """The desk's scale."""

    changers = frozenset({Role.ADMIN})
    list_display = ("label", "code", "value", "normalised", "meaning")
    search_fields = ("label", "code")
    rows = {"meaning": 2}
    fields = (("label", "code"), "meaning", ("value", "normalised"))
