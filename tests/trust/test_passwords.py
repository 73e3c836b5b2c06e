"""What passwords may be, and how one is changed."""

from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from claims.desk.models import User
from tests import desk_builders as make
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

OLD = "a passphrase of the editor"
CHANGE = "/admin/password_change/"


@pytest.fixture
def anna() -> User:
    account = make.user("annalise.vogt", "contributor")
    account.set_password(OLD)
    account.save()
    return account


@pytest.mark.parametrize(
    "password",
    ["eleven-char", "123456789012", "qwertyuiop12", "annalise.vogt", "password1234"],
)
def test_short_common_and_personal_passwords_are_refused(password: str, anna: User) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, anna)


@pytest.mark.parametrize(
    "password",
    [
        "ExampleDesk2024",
        "onrecord-onrecord",
        "TheExampleDesk1!",
        "publisher-admin-7",
        "Newsroom-2026",
    ],
)
def test_passwords_of_words_that_belong_to_the_desk_are_refused(
    password: str, settings: Any, anna: User
) -> None:
    settings.DESK_NAME = "The Example Desk"
    with pytest.raises(ValidationError, match="Beside words that belong to this desk"):
        validate_password(password, anna)


@pytest.mark.parametrize(
    "password",
    [
        "tarnish orbit seven lamps",
        "ąčęėįšųūž ąčęėįšųūž",
        "🐟🐟🐟🐟 four fish",
        "x-" * 64,
        " leading blanks",
    ],
)
def test_any_characters_and_any_length_are_taken_as_they_are(password: str, anna: User) -> None:
    validate_password(password, anna)
    client = sign_in(Client(), anna)
    sent = {"old_password": OLD, "new_password1": password, "new_password2": password}
    assert client.post(CHANGE, sent).status_code == 302
    anna.refresh_from_db()
    assert anna.check_password(password)
    assert not anna.check_password(password[:-1])
    assert not anna.check_password(password.upper())


def test_the_old_password_is_asked_for_and_no_change_is_forced(anna: User) -> None:
    client = sign_in(Client(), anna)
    new = "tarnish orbit seven lamps"
    sent = {"old_password": "wrong", "new_password1": new, "new_password2": new}
    assert client.post(CHANGE, sent).status_code == 200
    anna.refresh_from_db()
    assert anna.check_password(OLD)
    page = client.get(CHANGE).text
    assert page.count('type="password"') == 3
    assert 'autocomplete="current-password"' in page and 'autocomplete="new-password"' in page
    assert 'id="logout-form"' in page
