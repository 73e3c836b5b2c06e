"""Where each room answers: the editors' screens, the REST API, the public pages."""

from django.contrib import admin
from django.urls import include, path

handler404 = "claims.web.answers.not_found"
handler500 = "claims.web.answers.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("claims.api.urls")),
    path("", include("claims.web.urls")),
]
