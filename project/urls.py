"""Where each room answers: the editors' screens, the REST API, the way in, the public pages."""

from django.contrib import admin
from django.urls import include, path

from claims.record import reading

handler400 = "project.refusals.bad_request"
handler404 = "claims.web.answers.not_found"
handler500 = "project.refusals.server_error"

urlpatterns = [
    path("admin/", include("claims.admin.signing_in.urls")),
    path("admin/", admin.site.urls),
    path("api/", include("claims.api.urls")),
    # What is public is told to the way in from here: of the record it knows nothing itself.
    path("", include("claims.intake.urls"), {"published": reading.claim}),
    path("v1alpha1/", include("claims.api.fact_check_tools.urls")),
    path("", include("claims.web.urls")),
]
