"""Topics."""

from claims.admin.fields import shown_name
from claims.admin.listing import ALPHABETICAL
from claims.admin.reviewed import ReviewedAdmin


class TopicAdmin(ReviewedAdmin):
    """What claims are about."""

    list_display = ("called", "description", "wikidata_id")
    ordering = ALPHABETICAL
    called = shown_name()
    search_fields = ("words__text",)
    found_through = ()
    rows = {"description": 2}
    fields = ("name", "description", "wikidata_id")
