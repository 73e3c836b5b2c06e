"""Which account at the newsroom's provider is whose: kept from the first time that it was used."""

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Q

from claims import workflow
from claims.admin.signing_in import notices
from claims.desk.models import User

BOUND = "The newsroom's sign-in was bound to one account there"


class Disagreement(Exception):
    """The provider calls somebody otherwise than before, or by the name of another here."""


def agree(account: User, subject: str) -> bool:
    """Tell whether whom the provider calls `subject` may be whoever the account is of.

    That is who signed in to it first, and is nobody else here; before that, whoever is nobody here.
    A provider of another issuer knows nobody yet.
    """
    kept = SocialAccount.objects.filter(provider=settings.OIDC_ISSUER)
    either = kept.filter(Q(user=account) | Q(uid=subject))
    return not either.exclude(user=account, uid=subject).exists()


def keep(account: User, subject: str) -> None:
    """Keep issuer and subject as the account's own, where they are not; raises Disagreement.

    That is in the audit, and the owner is told by e-mail.
    """
    told = {"provider": settings.OIDC_ISSUER, "uid": subject}
    if SocialAccount.objects.filter(user=account, **told).exists():
        return
    # It has whoever else would be the first wait.
    with workflow.changing_sign_in(BOUND, by=account):
        if not agree(account, subject):
            raise Disagreement
        SocialAccount.objects.get_or_create(user=account, **told)
    notices.bound(account)
