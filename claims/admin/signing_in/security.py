"""An editor's own page of factors and sessions, and what may be done there."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from claims.admin import confirming
from claims.admin.access import editor
from claims.admin.signing_in import changes, codes, factors, open_sessions
from claims.admin.signing_in.drawing import square
from claims.admin.signing_in.views import DeskPage
from claims.desk.sessions import end_sessions

HOME = reverse_lazy("mfa_index")


class SecurityView(DeskPage, IndexView):
    """Everything that lets the editor in, and every session that is open."""

    title = "Signing in"
    template_name = "mfa/index.html"

    def get_context_data(self, **said: Any) -> dict[str, Any]:
        """Add the sessions."""
        return super().get_context_data(**said) | {
            "sessions": open_sessions.of(self.request),
            "is_required": settings.REQUIRE_SECOND_FACTOR,
        }


class OwnPasswordForm(AdminPasswordChangeForm):
    """The old password, a code where none was given lately, and the new password twice."""

    own_code = forms.CharField(
        required=False,
        max_length=20,
        label="A code of your second factor",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text="Or confirm with a passkey first, on the page “Signing in”.",
    )
    field_order = ("old_password", "own_code", "new_password1", "new_password2")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        if not confirming.needs_code(request):
            del self.fields["own_code"]

    def clean_old_password(self) -> str:
        """Leave it to be judged with the code, once and not too often."""
        return str(self.cleaned_data["old_password"])

    def clean(self) -> dict[str, Any]:
        """Refuse a wrong password or code, and after several of them every one for a while."""
        said = super().clean() or {}
        given, code = said.get("old_password", ""), said.get("own_code", "")
        if not self.errors and (refusal := confirming.refusal(self.request, given, code)):
            raise ValidationError(refusal)
        return said


class OwnPasswordView(PasswordChangeView):
    """Another password for whoever asks, who proves first who it is."""

    form_class = OwnPasswordForm
    template_name = "account/password_change.html"
    success_url = reverse_lazy("admin:password_change_done")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the request, which knows what this session has proved."""
        return {**super().get_form_kwargs(), "request": self.request}

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it and end the other sessions."""
        with changes.happening(self.request, "The password was changed"):
            answer: HttpResponse = super().form_valid(form)
        return answer


class EnrolAppView(DeskPage, ActivateTOTPView):
    """Take an app that shows codes as second factor."""

    title = "Set up your second factor"

    def get_context_data(self, **said: Any) -> dict[str, Any]:
        """Add the square to be read by a telephone."""
        shown = super().get_context_data(**said)
        return shown | {
            "square": square(shown["totp_url"]),
            "is_first": not factors.is_enrolled(editor(self.request)),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the app; its code was this session's second factor."""
        with changes.happening(self.request, "An app for codes was added"):
            answer: HttpResponse = super().form_valid(form)
            codes.forget_code_of_enrolment(editor(self.request))
            _given(self.request, Authenticator.Type.TOTP)
        return answer


class RemoveAppView(DeskPage, DeactivateTOTPView):
    """Take the app away, where another factor is left."""

    title = "Remove the app"

    def form_valid(self, form: Any) -> HttpResponse:
        """Take it away and end the other sessions."""
        with changes.happening(self.request, "The app for codes was removed"):
            answer: HttpResponse = super().form_valid(form)
        return answer


class EnrolPasskeyView(DeskPage, AddWebAuthnView):
    """Take a passkey as second factor, and as a way in of its own."""

    title = "Add a passkey"

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the passkey; making it was this session's second factor."""
        with changes.happening(self.request, "A passkey was added"):
            answer: HttpResponse = super().form_valid(form)
            _given(self.request, Authenticator.Type.WEBAUTHN)
        return answer


class RemovePasskeyView(DeskPage, RemoveWebAuthnView):
    """Take a passkey away, where another factor is left."""

    title = "Remove a passkey"
    success_url = HOME

    def form_valid(self, form: Any) -> HttpResponse:
        """Take it away and end the other sessions, or say why not."""
        if not get_adapter().can_delete_authenticator(self.get_object()):
            messages.error(self.request, "This is your only second factor: add another one first.")
            return HttpResponseRedirect(reverse("mfa_index"))
        with changes.happening(self.request, "A passkey was removed"):
            answer: HttpResponse = super().form_valid(form)
        return answer


class RenamePasskeyView(DeskPage, EditWebAuthnView):
    """Call a passkey something else."""

    title = "Rename a passkey"
    success_url = HOME


class RecoveryCodesView(DeskPage, ViewRecoveryCodesView):
    """The recovery codes, shown once."""

    title = "Recovery codes"


class NewRecoveryCodesView(DeskPage, GenerateRecoveryCodesView):
    """New recovery codes in place of all the old ones."""

    title = "New recovery codes"

    def form_valid(self, form: Any) -> HttpResponse:
        """Make them and end the other sessions."""
        with changes.happening(self.request, "New recovery codes were made"):
            answer: HttpResponse = super().form_valid(form)
        return answer


@login_required
@require_POST
@never_cache
def end_session(request: HttpRequest) -> HttpResponse:
    """End the session named in the form, or all but this one."""
    if "name" in request.POST:
        done = open_sessions.end(request, request.POST["name"])
        messages.success(request, "It was ended." if done else "It had ended already.")
    else:
        ended = end_sessions(editor(request), but=request.session.session_key)
        messages.success(request, f"Sessions ended: {ended}.")
    return HttpResponseRedirect(reverse("mfa_index"))


def _given(request: HttpRequest, kind: str) -> None:
    account = editor(request)
    made = Authenticator.objects.filter(user=account, type=kind).latest("pk")
    factors.give(request, made)
