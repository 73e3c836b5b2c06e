"""The pages of signing in: name and password, the second step, and giving a factor again."""

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from claims.admin.signing_in.forms import SignInForm

SLOWED = 429


class DeskPage:
    """A page in the desk's look, without its lists."""

    request: HttpRequest
    title = ""

    def get_context_data(self, **said: Any) -> dict[str, Any]:
        """Return what the page shows, within what every page of the desk shows."""
        shown: dict[str, Any] = {
            **admin.site.each_context(self.request),
            "available_apps": [],
            "is_nav_sidebar_enabled": False,
            "title": self.title,
        }
        return shown | super().get_context_data(**said)  # type: ignore[misc]


class SignInView(DeskPage, LoginView):
    """Name and password, or a passkey, or the newsroom's own provider."""

    title = "Sign in"
    template_name = "account/login.html"

    def get_form_class(self) -> type[SignInForm]:
        """Return our own form, which knows how often may be tried."""
        return SignInForm

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """Show what is wrong; 429 where the attempt was not judged."""
        answer: HttpResponse = super().form_invalid(form)
        if form.slowed:
            answer.status_code = SLOWED
        return answer

    def get_context_data(self, **said: Any) -> dict[str, Any]:
        """Add the ways in beside the password."""
        next_page = self.get_next_url() or ""
        return super().get_context_data(**said) | {
            "provider": _provider(),
            "next": next_page,
            "onward": f"?{urlencode({REDIRECT_FIELD_NAME: next_page})}" if next_page else "",
        }


class CodeView(DeskPage, AuthenticateView):
    """The second step: a code or a passkey."""

    title = "Second step"


class PasskeyView(LoginWebAuthnView):
    """A passkey alone: whoever holds it and unlocks it needs no password."""


class CodeAgainView(DeskPage, ReauthenticateByCodeView):
    """A code again, before something that matters."""

    title = "Is it you?"


class PasskeyAgainView(DeskPage, ReauthenticateWebAuthnView):
    """A passkey again, before something that matters."""

    title = "Is it you?"


class PasswordAgainView(DeskPage, ReauthenticateView):
    """The password again of somebody who has no second factor yet."""

    title = "Is it you?"


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget a sign-in that waits for its second step, and begin again."""
    clear_login(request)
    return HttpResponseRedirect(reverse("account_login"))


def _provider() -> dict[str, str] | None:
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return {"id": apps[0]["provider_id"], "name": apps[0]["name"]} if apps else None
