"""The newsroom's own provider: its answer is believed once its signature and issuer are proved."""

import logging
from typing import Any

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from requests import RequestException

from claims.admin.signing_in.adapters import refused

logger = logging.getLogger(__name__)

AWAY = "The newsroom's sign-in does not answer as it should. Try again, or use your password."


class ProviderView(OpenIDConnectOAuth2Adapter):
    """What allauth does, and stricter: no token passes on the word of the line it came by."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the provider says of itself; it must be the issuer of the settings."""
        found: dict[str, Any] = super().openid_config
        if str(found.get("issuer", "")).rstrip("/") != settings.OIDC_ISSUER:
            raise OAuth2Error("The provider is not the issuer of the settings.")
        return found

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Return who signed in, from an identity token whose signature is proved."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("The provider sent no identity token.")
        # Otherwise allauth skips the signature of a token that it has fetched itself.
        self.did_fetch_access_token = False
        found = super().complete_login(request, app, token, **kwargs)
        told = found.account.extra_data
        if told["userinfo"].get("sub") != told["id_token"]["sub"]:
            raise OAuth2Error("The provider speaks of two different people.")
        if not found.account.uid:
            raise OAuth2Error("The provider gives no subject.")
        return found


def sign_in(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Go to the provider, unless another site sends the visitor."""
    # A link and no form: browsers hold the policy for forms against where they are led on to.
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return HttpResponseRedirect(reverse("account_login"))
    return _answered(OAuth2LoginView, request, provider_id)


def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take the provider's answer."""
    return _answered(OAuth2CallbackView, request, provider_id)


def _answered(view: Any, request: HttpRequest, provider_id: str) -> HttpResponseBase:
    try:
        adapter = ProviderView(request, provider_id)
        answer: HttpResponseBase = view.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    # The last is what allauth makes of a subject longer than it keeps.
    except (OAuth2Error, RequestException, ValueError, KeyError, ImproperlyConfigured):
        logger.exception("The provider does not answer as it should")
        return refused(request, AWAY)
    return answer
