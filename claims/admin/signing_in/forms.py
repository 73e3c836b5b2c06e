"""The forms of signing in: name and password, and codes."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa.base.forms import BaseAuthenticateForm
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.forms import UsernameField
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from claims.admin.signing_in import codes, throttle
from claims.desk.models import User

WRONG = "User name or password is wrong. Mind capital letters."
WRONG_BESIDE = (
    "User name, password or code is wrong. Mind capital letters, and leave the code out unless you "
    "are made to wait."
)
WRONG_CODE = "This code is wrong, or was used already. Wait for the next one."
WRONG_FIRST = "This code is wrong. Give the one that stands there now."
MANY = "Too many wrong {what}s were given for this account. Try again in {time}{ways}."
WAYS = (
    ", or sign in now with a passkey, from a browser that you have used before, or with the code "
    "of your app beside the password"
)


class SignInForm(forms.Form):
    """Name and password, and a code of the account's app for whoever is made to wait.

    `slowed` tells after validation that the attempt was not judged at all.
    """

    username = UsernameField(
        max_length=150,
        label="User name",
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    password = forms.CharField(
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        max_length=20,
        required=False,
        label="Code of your app",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.slowed = request, False
        self.account: User | None = None
        self.factor: Authenticator | None = None

    def clean(self) -> dict[str, Any]:
        """Judge name and password, once and not too often."""
        said = super().clean() or {}
        if self.errors:
            return said
        try:
            self.account = self._judged(said)
        except throttle.Wait as wait:
            self.slowed = True
            raise ValidationError(many("password", wait, WAYS)) from None
        if self.account is None:
            self.slowed = getattr(self.request, "axes_locked_out", False)
            raise ValidationError(WRONG_BESIDE if said["code"] else WRONG)
        return said

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in, or ask for the second factor."""
        if self.factor is not None:
            post_authentication(request, self.factor)
        login = Login(user=self.account, redirect_url=redirect_url)
        return perform_password_login(request, {"username": self.data["username"]}, login)

    def _judged(self, said: dict[str, Any]) -> User | None:
        name, password, code = said["username"], said["password"], said["code"]
        if code and (account := self._by_both(name, password, code)):
            return account
        attempt = throttle.begin(self.request, name, throttle.PASSWORD)
        if code:
            throttle.count_network(self.request, name)
            return None
        found = authenticate(self.request, username=name, password=password)
        if not isinstance(found, User):
            return None
        throttle.strike_out(attempt)
        return found

    def _by_both(self, name: str, password: str, code: str) -> User | None:
        """Judge password and code together, whoever else is trying.

        Whether one of the two was right is told by nothing, not by the queries made either.
        """
        known = User.objects.filter(username=name).first()
        right = ModelBackend().authenticate(self.request, username=name, password=password)
        attempt, is_judged = throttle.begin_beside(self.request, name, is_right=right is not None)
        if known is not None:
            self.factor = codes.take_of_app(known, code if is_judged else "")
        if self.factor is not None or not is_judged:
            throttle.strike_out(attempt)
        return known if self.factor is not None else None


class CodeForm(BaseAuthenticateForm):
    """The second step: a code of the app, or a recovery code."""

    code = forms.CharField(
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "inputmode": "numeric"}
        ),
    )
    again = False
    user: User
    authenticator: Authenticator

    def clean_code(self) -> str:
        """Take the code, once and not too often."""
        code: str = self.cleaned_data["code"]
        request, name = context.request, self.user.get_username()
        try:
            attempt = throttle.begin(request, name, throttle.CODE)
        except throttle.Wait as wait:
            raise ValidationError(many("code", wait, ", or use a passkey")) from None
        found = codes.take(self.user, code)
        if found is None:
            raise ValidationError(WRONG_CODE)
        throttle.strike_out(attempt)
        self.authenticator = found
        return code

    def save(self) -> None:
        """Have the session remember that the factor was given."""
        post_authentication(context.request, self.authenticator, reauthenticated=self.again)


class CodeAgainForm(CodeForm):
    """The same of somebody who is signed in, before something that matters."""

    again = True


class EnrolAppForm(ActivateTOTPForm):
    """The first code of a new app, which proves that it has the secret."""

    code = forms.CharField(
        max_length=20,
        label="Code that the app shows",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Compare the code with the secret that the page has shown."""
        try:
            return str(super().clean_code())
        except ValidationError:
            raise ValidationError(WRONG_FIRST) from None


def many(what: str, wait: throttle.Wait, ways: str) -> str:
    """Return in words how long to wait, and what to do instead."""
    minutes = -(-wait.seconds // 60)
    time = f"{minutes} minutes" if minutes > 1 else "a minute"
    return MANY.format(what=what, time=time, ways=ways)
