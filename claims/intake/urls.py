"""Where the public asks for a correction: under the claim's own address."""

from django.urls import re_path

from claims.intake import views

CLAIM = r"^claims/(?P<public_id>[a-z2-7]{12})(?:-(?P<slug>[^/]*))?"

app_name = "intake"
urlpatterns = [
    re_path(rf"{CLAIM}/report\Z", views.report, name="report"),
    re_path(rf"{CLAIM}/report/received\Z", views.received, name="received"),
]
