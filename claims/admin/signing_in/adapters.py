"""What allauth asks us: who may sign in, how factors are kept, and whose word is believed."""

import logging
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from claims.admin.signing_in import factors, lasting, links
from claims.desk.models import User

logger = logging.getLogger(__name__)

REFUSED = "There is no account for you here. An administrator makes one, with your e-mail address."

ANOTHER = (
    "The newsroom's sign-in knows you as somebody else than before. Use your password, and tell an "
    "administrator, who can have it forget who you were."
)
FAILED = "Signing in with the newsroom's provider did not work. Try again, or use your password."


class FactorStage(AuthenticateStage):
    """Asks for the second factor, unless this sign-in has given it already."""

    def _should_handle(self, request: HttpRequest) -> bool:
        given = get_authentication_records(request, self.login.user)
        if any(each["method"] == "mfa" for each in given):
            return False
        if settings.OIDC_SECOND_FACTOR_TRUSTED and given and given[-1]["method"] != "password":
            return False
        return bool(super()._should_handle(request))


class AccountAdapter(DefaultAccountAdapter):
    """Signs in accounts that an administrator has made, and makes none."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def get_login_stages(self) -> list[str]:
        """Return what stands between a password and the desk: the second factor alone."""
        return [f"{FactorStage.__module__}.{FactorStage.__name__}"]

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Turn away who is no active member of the desk, whatever they have proved."""
        if user.is_active and user.is_staff:
            return None
        return refused(request)

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in, under a new session key, and start the clocks.

        Whom the provider vouched for has by now given all that is asked, and is kept.
        """
        given = get_authentication_records(request, user)
        subjects = [each["uid"] for each in given if each["method"] == "socialaccount"]
        if subjects:
            _keep(request, user, subjects[-1])
        super().login(request, user)
        lasting.begin(request)
        by = "+".join(each["method"] for each in get_authentication_records(request, user))
        logger.info("Account %s signed in by %s", user.pk, by)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Tell whether a factor must be given again before factors change."""
        return not factors.is_fresh(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """Return how: with a factor by whoever has one, else with the password."""
        found: list[dict[str, str]] = super().get_reauthentication_methods(user)
        if found and factors.is_enrolled(user):
            return [each for each in found if each["id"] != "reauthenticate"]
        return found

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send none: our own notices name no address."""

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Say only what went wrong; the pages themselves say the rest."""
        if level >= messages.ERROR:
            super().add_message(request, level, *args, **kwargs)


class FactorAdapter(DefaultMFAAdapter):
    """Keeps secrets encrypted under SECRET_KEY: a stolen dump gives no codes."""

    def encrypt(self, text: str) -> str:
        """Return the text as it is stored."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was encrypted, under today's key or one of SECRET_KEY_FALLBACKS."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: Any) -> str:
        """Return the name under which an app lists the account."""
        return str(user.get_username())

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Tell whether the account still has a second factor without this one."""
        others = Authenticator.objects.filter(user=authenticator.user_id, type__in=factors.STRONG)
        return not settings.REQUIRE_SECOND_FACTOR or others.exclude(pk=authenticator.pk).exists()

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """Return how a passkey names the account: never by its e-mail address."""
        named = super().get_public_key_credential_user_entity(user)
        return {**named, "display_name": user.get_username(), "name": user.get_username()}


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Believes the newsroom's provider about e-mail addresses that it has verified."""

    def list_apps(self, request: HttpRequest, **asked: Any) -> list[SocialApp]:
        """Return the provider of the settings; none in the database is believed."""
        return [app for app in super().list_apps(request, **asked) if not app.pk]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the one active account of the address, or turn the visitor away."""
        account = _account_of(sociallogin)
        if account is None:
            logger.warning("The provider vouched for somebody without an account")
            raise ImmediateHttpResponse(refused(request))
        if not links.agree(account, sociallogin.account.uid):
            _disagree(request, account)
        sociallogin.user = account

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Lead back to the way in; what went wrong is in the log."""
        logger.warning("Signing in with the provider failed: %s", kwargs.get("exception"))
        raise ImmediateHttpResponse(refused(request, FAILED))


def refused(request: HttpRequest, why: str = REFUSED) -> HttpResponse:
    """Lead back to the way in, saying why; without more, that there is no account."""
    messages.error(request, why)
    return HttpResponseRedirect(reverse("account_login"))


def _keep(request: HttpRequest, account: User, subject: str) -> None:
    try:
        links.keep(account, subject)
    except links.Disagreement:
        _disagree(request, account)


def _disagree(request: HttpRequest, account: User) -> NoReturn:
    logger.warning("The provider knows account %s as somebody else than before", account.pk)
    raise ImmediateHttpResponse(refused(request, ANOTHER))


def _account_of(sociallogin: SocialLogin) -> User | None:
    # Only True itself: some providers send the word "false".
    verified = [each.email for each in sociallogin.email_addresses if each.verified is True]
    if len(verified) != 1:
        return None
    named = User.objects.filter(email__iexact=verified[0], is_staff=True)
    found = [each for each in named if each.email.casefold() == verified[0].casefold()]
    return found[0] if len(found) == 1 and found[0].is_active else None


def _cipher() -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    return urlsafe_b64encode(sha256(b"claims.admin.signing_in.factors\0" + key.encode()).digest())
