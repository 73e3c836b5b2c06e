"""Signing in with the newsroom's own provider: known, active accounts, and nobody else."""

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from claims import workflow
from claims.desk.models import AuditEntry, User
from project import accounts
from tests import desk_builders as make
from tests.admin.signing_in import provider as stub
from tests.admin.signing_in.conftest import DESK, LOGIN, code

pytestmark = pytest.mark.django_db

KNOWN = {"email": "Anna@Example.org", "email_verified": True}


@pytest.fixture
def provider(settings):
    """A provider that runs and stands in the settings."""
    cache.clear()
    with stub.running() as found:
        given = {"client": stub.CLIENT, "secret": stub.SECRET, "name": "Example SSO"}
        chosen = accounts.signing_in(production=False, desk="A desk", issuer=found.issuer, **given)
        settings.SOCIALACCOUNT_PROVIDERS = chosen["SOCIALACCOUNT_PROVIDERS"]
        settings.OIDC_ISSUER = chosen["OIDC_ISSUER"]
        found.claims = KNOWN
        yield found


def through(visitor, provider):
    """Go to the provider and back; the answer to the way back."""
    start = reverse("openid_connect_login", args=[accounts.PROVIDER])
    sent_to = visitor.client.get(start)
    assert sent_to.status_code == 302, sent_to.text
    assert sent_to["Location"].startswith(f"{provider.issuer}/authorise?")
    return visitor.client.get(provider.consent(sent_to["Location"]))


def is_refused(visitor, answer) -> bool:
    assert answer.status_code == 302 and answer["Location"] == LOGIN
    assert "_auth_user_id" not in visitor.client.session
    return not visitor.is_in()


def test_a_known_editor_comes_in_and_gives_the_desks_own_factor(visitor, provider):
    anna = visitor()
    page = anna.client.get(f"{LOGIN}?next=/admin/review/").text
    assert "Sign in with Example SSO" in page
    answer = through(anna, provider)
    assert answer["Location"] == reverse("mfa_authenticate") and not anna.is_in()
    anna.give_code(code())
    assert anna.is_in()
    assert provider.exchanges[0]["code_verifier"]


def test_without_a_factor_the_provider_leads_to_enrolment(visitor, provider):
    anna = visitor(app=False)
    through(anna, provider)
    assert anna.client.get(DESK)["Location"] == reverse("mfa_activate_totp")


def test_a_trusted_provider_stands_for_the_second_factor(visitor, provider, settings):
    settings.OIDC_SECOND_FACTOR_TRUSTED = True
    anna, olga = visitor(), visitor("olga", app=False)
    assert through(anna, provider)["Location"] == DESK
    assert anna.is_in()
    olga.give()
    assert not olga.is_in(), "a password is not the provider's word"


def test_where_one_was_going_is_kept(visitor, provider, settings):
    settings.OIDC_SECOND_FACTOR_TRUSTED = True
    anna = visitor()
    start = reverse("openid_connect_login", args=[accounts.PROVIDER])
    sent_to = anna.client.get(f"{start}?next=/admin/review/")
    back = anna.client.get(provider.consent(sent_to["Location"]))
    assert back["Location"] == "/admin/review/"


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@example.org", "email_verified": True},
        {"email": "anna@example.org", "email_verified": False},
        {"email": "anna@example.org", "email_verified": "true"},
        {"email": "anna@example.org"},
        {"email": "", "email_verified": True},
        {"email_verified": True},
    ],
)
def test_unknown_and_unverified_addresses_are_refused(visitor, provider, claims):
    provider.claims = claims
    anna = visitor()
    before = User.objects.count()
    assert is_refused(anna, through(anna, provider))
    assert "There is no account for you here" in anna.client.get(LOGIN).text
    assert User.objects.count() == before


def test_a_disabled_account_is_refused(visitor, provider):
    anna = visitor()
    User.objects.filter(pk=anna.account.pk).update(is_active=False)
    assert is_refused(anna, through(anna, provider))


def test_an_address_of_two_accounts_is_refused(visitor, provider):
    anna, other = visitor(), visitor("other")
    User.objects.filter(pk=other.account.pk).update(email="anna@example.org")
    assert is_refused(anna, through(anna, provider))


def test_accounts_without_an_address_are_nobodys(visitor, provider):
    anna = visitor()
    User.objects.update(email="")
    assert is_refused(anna, through(anna, provider))


def known_as(provider, subject, address="anna@example.org"):
    """Have the provider vouch for somebody by this `sub`."""
    provider.claims = {"email": address, "email_verified": True, "sub": subject}


def come_in(visitor, provider, *, ahead: int = 0):
    through(visitor, provider)
    visitor.give_code(code(ahead=ahead))
    return visitor.is_in()


def test_whoever_signed_in_first_is_who_may_sign_in(visitor, provider, mailoutbox):
    known_as(provider, "s-1")
    first = visitor()
    assert come_in(first, provider)
    kept = SocialAccount.objects.get(user=first.account)
    assert (kept.provider, kept.uid) == (provider.issuer, "s-1")
    told = AuditEntry.objects.get(verb="change_sign_in", subject=str(first.account.pk))
    assert "s-1" not in (told.payload or "s-1") and len(mailoutbox) == 1
    known_as(provider, "s-2")
    another = visitor()
    assert is_refused(another, through(another, provider))
    assert "somebody else than before" in another.client.get(LOGIN).text
    known_as(provider, "s-1")
    again = visitor()
    assert come_in(again, provider, ahead=1)
    assert SocialAccount.objects.count() == 1 and len(mailoutbox) == 1


def test_nobody_is_kept_before_the_second_factor_is_given(visitor, provider):
    known_as(provider, "s-2")
    another = visitor()
    through(another, provider)
    assert not SocialAccount.objects.exists()
    known_as(provider, "s-1")
    anna = visitor()
    assert come_in(anna, provider)
    # Begun before, ended after: the one who was first stays.
    another.give_code(code(ahead=1))
    assert not another.is_in()
    assert SocialAccount.objects.get().uid == "s-1"


def test_a_subject_of_one_account_opens_no_other(visitor, provider):
    known_as(provider, "s-1")
    assert come_in(visitor(), provider)
    known_as(provider, "s-1", "other@example.org")
    other = visitor("other")
    assert is_refused(other, through(other, provider))


def test_an_administrator_has_it_forgotten_who_somebody_was(visitor, provider):
    known_as(provider, "s-1")
    anna = visitor()
    assert come_in(anna, provider)
    desk_admin = make.user("boss", "admin")
    workflow.take_factors(anna.account, by=desk_admin)
    assert not SocialAccount.objects.exists()
    known_as(provider, "s-2")
    assert come_in(visitor(), provider, ahead=1)
    workflow.set_email(anna.account, "anna@elsewhere.example", by=desk_admin)
    assert not SocialAccount.objects.exists()


def test_another_issuer_knows_nobody_yet(visitor, provider):
    anna = visitor()
    SocialAccount.objects.create(user=anna.account, provider="https://old.example", uid="s-1")
    known_as(provider, "s-2")
    assert come_in(anna, provider)


@pytest.mark.parametrize("subject", ["", "s" * 192])
def test_a_subject_that_cannot_be_kept_is_refused(visitor, provider, subject):
    known_as(provider, subject)
    provider.subject_of_userinfo = subject
    anna = visitor()
    assert is_refused(anna, through(anna, provider))


def test_a_token_signed_by_somebody_else_is_refused(visitor, provider):
    provider.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    anna = visitor()
    assert is_refused(anna, through(anna, provider))


def test_a_token_of_another_issuer_is_refused(visitor, provider):
    provider.issuer_in_token = "https://elsewhere.example"
    anna = visitor()
    assert is_refused(anna, through(anna, provider))


@pytest.mark.parametrize(
    "said",
    [{"aud": "another"}, {"aud": ["another"]}, {"exp": 1_700_000_000}, {"exp": None}],
)
def test_a_token_out_of_its_time_or_for_another_is_refused(visitor, provider, said):
    provider.claims = {**KNOWN, **said}
    anna = visitor()
    assert is_refused(anna, through(anna, provider))


def test_two_answers_about_different_people_are_refused(visitor, provider):
    provider.subject_of_userinfo = "somebody else"
    anna = visitor()
    assert is_refused(anna, through(anna, provider))


def test_an_answer_that_nobody_asked_for_is_refused(visitor, provider):
    anna = visitor()
    where = reverse("openid_connect_callback", args=[accounts.PROVIDER])
    assert is_refused(anna, anna.client.get(where, {"code": "given", "state": "made up"}))
    assert is_refused(anna, anna.client.get(where, {"error": "access_denied"}))
    assert provider.exchanges == []


def test_another_site_does_not_begin_a_sign_in(visitor, provider):
    anna = visitor()
    start = reverse("openid_connect_login", args=[accounts.PROVIDER])
    answer = anna.client.get(start, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer["Location"] == LOGIN and provider.asked == []


def test_a_provider_that_does_not_answer_is_said_so(visitor, provider, settings):
    provider.server.shutdown()
    provider.server.server_close()
    anna = visitor()
    answer = anna.client.get(reverse("openid_connect_login", args=[accounts.PROVIDER]))
    assert answer["Location"] == LOGIN
    assert "does not answer as it should" in anna.client.get(LOGIN).text


def test_without_settings_there_is_no_provider_and_nothing_is_asked(visitor, monkeypatch):
    def reach(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("requests.Session.request", reach)
    anna = visitor()
    assert "Sign in with" not in anna.client.get(LOGIN).text
    for name in ("openid_connect_login", "openid_connect_callback"):
        assert anna.client.get(reverse(name, args=[accounts.PROVIDER])).status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"issuer": "https://sso.example"}, "together"),
        ({"client": "onrecord", "secret": "x"}, "together"),
        ({"issuer": "http://sso.example", "client": "onrecord", "secret": "x"}, "https://"),
        (
            {"issuer": f"https://{'s' * 200}.example", "client": "onrecord", "secret": "x"},
            "longer than 200",
        ),
    ],
)
def test_half_a_provider_is_refused_at_the_start(given, said):
    whole = {"issuer": "", "client": "", "secret": "", "name": ""} | given
    with pytest.raises(ImproperlyConfigured, match=said):
        accounts.signing_in(production=True, desk="A desk", **whole)
