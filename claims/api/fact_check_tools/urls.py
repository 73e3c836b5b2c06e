"""The addresses under /v1alpha1/: one method of Google's API."""

from django.urls import path, re_path

from claims.api.fact_check_tools.views import ClaimSearch, nothing_here

urlpatterns = [
    path("claims:search", ClaimSearch.as_view()),
    re_path("", nothing_here),
]
