"""Headers that every answer carries or must not carry."""

import pytest
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import timezone

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def hour(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{timezone.localtime():%z}")


urlpatterns = [
    path("api/v1/hour", hour),
    path("hour", hour),
    path("desk/", include(([path("hour", hour)], "admin"), namespace="desk")),
    path("admin/", include("claims.admin.signing_in.urls")),
    path("admin/", admin.site.urls),
]


@pytest.fixture(autouse=True)
def small_site(settings):
    settings.ROOT_URLCONF = __name__


def test_an_answer_is_fenced_in(client):
    answer = client.get("/hour")
    assert set(answer["Content-Security-Policy"].split("; ")) >= POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Referrer-Policy" in answer


@pytest.mark.parametrize("address", ["/hour", "/api/v1/hour", "/nowhere"])
def test_a_public_answer_has_no_cookie_and_does_not_vary_by_one(client, address):
    answer = client.get(address)
    assert not answer.cookies
    assert "cookie" not in answer.get("Vary", "").lower()


def test_other_sites_may_read_the_api_and_nothing_else(client):
    elsewhere = {"Origin": "https://elsewhere.example"}
    assert client.get("/api/v1/hour", headers=elsewhere)["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/hour", headers=elsewhere)
    asked = elsewhere | {"Access-Control-Request-Method": "POST"}
    allowed = client.options("/api/v1/hour", headers=asked)["Access-Control-Allow-Methods"]
    assert set(allowed.split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_editors_see_the_desks_time_and_readers_utc(client, settings):
    settings.DESK_TIME_ZONE = "Asia/Kolkata"
    assert client.get("/desk/hour").content == b"+0530"
    assert client.get("/hour").content == b"+0000"


@pytest.mark.django_db
def test_the_sign_in_page_works_under_the_policy(client):
    page = client.get("/admin/login/").content.decode()
    assert "<style" not in page
    assert 'style="' not in page
    assert "<script>" not in page
    assert "base." in page, "static files carry the hash of their content in their name"
