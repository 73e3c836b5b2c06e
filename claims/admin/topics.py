"""Topics."""

from claims.admin.reviewed import ReviewedAdmin


class TopicAdmin(ReviewedAdmin):
    """What claims are about."""

    list_display = ("name", "description", "wikidata_id")
    search_fields = ("words__text",)
    found_through = ()
    rows = {"description": 2}
    fields = ("name", "description", "wikidata_id")
