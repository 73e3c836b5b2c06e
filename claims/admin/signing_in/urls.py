"""The addresses of signing in, under the names that allauth knows them by."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.urls import path
from django.views import View

from claims.admin.signing_in import provider, security, views

SECURITY = "security/"
PASSKEY = f"{SECURITY}passkeys/<int:pk>/"


def own(view: type[View]) -> Callable[..., HttpResponseBase]:
    """Return the view for whoever is signed in, at least by password."""
    return login_required(view.as_view())


urlpatterns = [
    path("login/", views.SignInView.as_view(), name="account_login"),
    path("login/code/", views.CodeView.as_view(), name="mfa_authenticate"),
    path("login/passkey/", views.PasskeyView.as_view(), name="mfa_login_webauthn"),
    path("login/leave/", views.leave, name="leave_sign_in"),
    path("login/with/<slug:provider_id>/", provider.sign_in, name="openid_connect_login"),
    path(
        "login/with/<slug:provider_id>/answer/", provider.callback, name="openid_connect_callback"
    ),
    path(SECURITY, own(security.SecurityView), name="mfa_index"),
    path(f"{SECURITY}sessions/end/", security.end_session, name="end_session"),
    path(f"{SECURITY}app/", own(security.EnrolAppView), name="mfa_activate_totp"),
    path(f"{SECURITY}app/remove/", own(security.RemoveAppView), name="mfa_deactivate_totp"),
    path(f"{SECURITY}passkeys/add/", own(security.EnrolPasskeyView), name="mfa_add_webauthn"),
    path(f"{PASSKEY}", own(security.RenamePasskeyView), name="mfa_edit_webauthn"),
    path(f"{PASSKEY}remove/", own(security.RemovePasskeyView), name="mfa_remove_webauthn"),
    path(
        f"{SECURITY}recovery-codes/",
        own(security.RecoveryCodesView),
        name="mfa_view_recovery_codes",
    ),
    path(
        f"{SECURITY}recovery-codes/new/",
        own(security.NewRecoveryCodesView),
        name="mfa_generate_recovery_codes",
    ),
    path(f"{SECURITY}again/code/", views.CodeAgainView.as_view(), name="mfa_reauthenticate"),
    path(
        f"{SECURITY}again/passkey/",
        views.PasskeyAgainView.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        f"{SECURITY}again/password/",
        views.PasswordAgainView.as_view(),
        name="account_reauthenticate",
    ),
]
