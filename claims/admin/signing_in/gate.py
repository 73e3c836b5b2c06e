"""The gate of the admin: past it there is no page without a second factor."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from claims.admin.signing_in import devices, factors, lasting
from claims.desk.models import User

ADMIN = "/admin/"
"""Where the desk stands; everything beneath it is behind the gate."""

ALWAYS_OPEN = {
    *("account_login", "admin:login", "admin:logout", "mfa_authenticate", "mfa_login_webauthn"),
    *("openid_connect_login", "openid_connect_callback", "leave_sign_in"),
}
ENROLMENT = {"mfa_activate_totp", "mfa_add_webauthn"}
"""What a session that was given a password only still reaches: the way in, out, and these."""


class SignInGate:
    """Lets a signed-in session into the admin only when it was given a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; sessions that have lasted long enough are ended first."""
        if not request.path_info.startswith(ADMIN):
            return self.get_response(request)
        if request.user.is_authenticated:
            lasting.keep(request)
        response = self.get_response(request)
        if isinstance(request.user, User) and factors.is_confirmed(request):
            devices.remember(request, response, request.user)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Send a session without second factor to enrol, or to sign in again."""
        if not request.path_info.startswith(ADMIN) or not isinstance(request.user, User):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in ALWAYS_OPEN or factors.is_confirmed(request):
            return None
        if factors.is_enrolled(request.user):
            # Its factor was made elsewhere since; this session never gave it.
            logout(request)
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if name in ENROLMENT:
            return None
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
