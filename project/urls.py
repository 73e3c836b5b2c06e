"""Where each room answers: the editors' screens, the REST API, the public pages."""

from django.contrib import admin
from django.urls import include, path

handler400 = "project.refusals.bad_request"
handler404 = "claims.web.answers.not_found"
handler500 = "project.refusals.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("claims.api.urls")),
    path("v1alpha1/", include("claims.api.fact_check_tools.urls")),
    path("", include("claims.web.urls")),
]
