"""Where each room answers: the editors' screens, the REST API, the way in, the public pages."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from claims.record import reading
from claims.web.answers import placed
from claims.web.languages import in_every_language

handler400 = "project.refusals.bad_request"
handler404 = "claims.web.answers.not_found"
handler500 = "project.refusals.server_error"


def way_in() -> list[URLPattern | URLResolver]:
    """Return the addresses of the way in, which knows nothing itself of the record or the pages.

    It is told from here what is public, and what stands around a page.
    """
    told = {"published": reading.claim, "placed": placed}
    return [path("", include("claims.intake.urls"), told)]


urlpatterns = [
    path("admin/", include("claims.admin.signing_in.urls")),
    path("admin/", admin.site.urls),
    path("api/", include("claims.api.urls")),
    *in_every_language(way_in, "way-in"),
    path("v1alpha1/", include("claims.api.fact_check_tools.urls")),
    path("", include("claims.web.urls")),
]
