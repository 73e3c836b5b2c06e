"""How editors sign in: what django-allauth and django-axes are told."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

APPLICATIONS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
]

OWN = "claims.admin.signing_in"

# Nobody signs up, resets a password by mail or proves an address here: accounts are made by an
# administrator. Failures are counted by axes and claims.admin.signing_in.throttle, in the
# database, and by allauth nowhere.
ALLAUTH: dict[str, Any] = {
    "ACCOUNT_ADAPTER": f"{OWN}.adapters.AccountAdapter",
    "ACCOUNT_LOGIN_METHODS": {"username"},
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_LOGIN_TIMEOUT": 600,
    "ACCOUNT_RATE_LIMITS": False,
    "ACCOUNT_SESSION_REMEMBER": False,
    "MFA_ADAPTER": f"{OWN}.adapters.FactorAdapter",
    "MFA_ALLOW_UNVERIFIED_EMAIL": True,
    "MFA_FORMS": {
        "activate_totp": f"{OWN}.forms.EnrolAppForm",
        "authenticate": f"{OWN}.forms.CodeForm",
        "reauthenticate": f"{OWN}.forms.CodeAgainForm",
        "authenticate_webauthn": f"{OWN}.passkeys.PasskeyForm",
        "login_webauthn": f"{OWN}.passkeys.PasskeyAloneForm",
        "reauthenticate_webauthn": f"{OWN}.passkeys.PasskeyAgainForm",
    },
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_RATE_LIMITS": False,
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_TOTP_TOLERANCE": 1,
    "MFA_WEBAUTHN_USER_VERIFICATION": "preferred",
    "SOCIALACCOUNT_ADAPTER": f"{OWN}.adapters.ProviderAdapter",
    "SOCIALACCOUNT_EMAIL_VERIFICATION": "none",
    "SOCIALACCOUNT_LOGIN_ON_GET": True,
}

AXES: dict[str, Any] = {
    "AUTHENTICATION_BACKENDS": [
        "axes.backends.AxesStandaloneBackend",
        "django.contrib.auth.backends.ModelBackend",
    ],
    "AXES_CLIENT_IP_CALLABLE": f"{OWN}.throttle.address",
    "AXES_COOLOFF_TIME": timedelta(hours=1),
    "AXES_DISABLE_ACCESS_LOG": True,
    "AXES_ENABLE_ADMIN": False,
    "AXES_FAILURE_LIMIT": 5,
    "AXES_LOCKOUT_CALLABLE": f"{OWN}.throttle.as_answered",
    "AXES_LOCKOUT_PARAMETERS": f"{OWN}.throttle.counted_by",
    "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
    "AXES_RESET_ON_SUCCESS": True,
    "AXES_SENSITIVE_PARAMETERS": [
        *("username", "ip_address", "password", "code", "credential"),
        *("csrfmiddlewaretoken", "next"),
    ],
    "AXES_VERBOSE": False,
}

PROVIDER = "newsroom"
"""The id of the newsroom's own provider, as it stands in the address that it answers to."""

LONGEST_ISSUER = 200
"""As much as is kept of who vouched for whom."""


def signing_in(
    *, production: bool, desk: str, issuer: str, client: str, secret: str, name: str
) -> dict[str, Any]:
    """Return the settings of signing in; raises ImproperlyConfigured for half a provider."""
    return {
        **ALLAUTH,
        **AXES,
        **_sessions(production),
        "MFA_TOTP_ISSUER": desk,
        "OIDC_ISSUER": issuer.rstrip("/"),
        "SOCIALACCOUNT_PROVIDERS": _providers(production, issuer, client, secret, name),
    }


def _sessions(production: bool) -> dict[str, Any]:
    # A name that begins with __Host- is believed by browsers over https only, and from this host.
    return {
        "SESSION_ENGINE": "claims.desk.sessions",
        "SESSION_COOKIE_NAME": "__Host-onrecord" if production else "sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrf" if production else "csrftoken",
        "DEVICE_COOKIE_NAME": "__Host-device" if production else "device",
        "SESSION_COOKIE_AGE": 12 * 3600,
        "SESSION_COOKIE_SECURE": production,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SAMESITE": "Lax",
    }


def _providers(
    production: bool, issuer: str, client: str, secret: str, name: str
) -> dict[str, dict[str, Any]]:
    if not (issuer or client or secret):
        return {}
    if not (issuer and client and secret):
        raise ImproperlyConfigured(
            "Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET together, or none of them."
        )
    if urlsplit(issuer).scheme not in (("https",) if production else ("http", "https")):
        raise ImproperlyConfigured("OIDC_ISSUER must be an https:// address.")
    if len(issuer) > LONGEST_ISSUER:
        raise ImproperlyConfigured(f"OIDC_ISSUER is longer than {LONGEST_ISSUER} characters.")
    app = {
        "provider_id": PROVIDER,
        "name": name or "the newsroom's own sign-in",
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer.rstrip("/"), "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}
