"""Passkeys that count their use: one whose count goes backwards has a copy somewhere."""

import logging
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal.auth import parse_authentication_response
from django.core.exceptions import ValidationError
from django.db import transaction

from claims.admin.signing_in import notices

logger = logging.getLogger(__name__)

LAST = "last_count"
"""Where the data of a passkey keeps the count of its last use."""

COPIED = (
    "This passkey was refused: it may have been copied. Sign in another way, remove it under "
    "Signing in, and tell your administrator."
)


@transaction.atomic
def is_counted(factor: Authenticator, count: int) -> bool:
    """Keep the count of a use and tell whether it went up; passkeys that count none send 0."""
    passkey = Authenticator.objects.select_for_update().get(pk=factor.pk)
    last = passkey.data.get(LAST, passkey.wrap().authenticator_data.counter)
    if (count or last) and count <= last:
        return False
    passkey.data[LAST] = factor.data[LAST] = count
    passkey.save(update_fields=["data"])
    return True


class Counted:
    """A form that refuses a passkey whose count went backwards, and tells its owner."""

    cleaned_data: dict[str, Any]

    def clean_credential(self) -> Authenticator:
        """Return the passkey that has signed the challenge."""
        sent = self.cleaned_data["credential"]
        factor: Authenticator = super().clean_credential()  # type: ignore[misc]
        count = parse_authentication_response(sent).response.authenticator_data.counter
        if is_counted(factor, count):
            return factor
        logger.warning("Account %s: a passkey was refused, its count went back", factor.user_id)
        notices.copied(factor.user)
        raise ValidationError(COPIED)


class PasskeyForm(Counted, AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class PasskeyAloneForm(Counted, LoginWebAuthnForm):
    """A passkey as the whole way in."""


class PasskeyAgainForm(Counted, ReauthenticateWebAuthnForm):
    """A passkey again, before something that matters."""
