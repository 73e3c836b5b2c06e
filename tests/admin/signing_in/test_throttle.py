"""Passwords are guessed few times an hour, from wherever; and the editor still gets in."""

import logging
from datetime import timedelta
from itertools import count

import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.admin.signing_in import throttle
from claims.management.commands import forget_sign_ins
from tests.admin.signing_in.conftest import DESK, LOGIN, PASSWORD, Visitor, code

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test moves; the rows that were written follow it."""

    class Clock:
        def on(self, seconds: float) -> None:
            for model in (AccessFailureLog, AccessAttempt):
                for row in model.objects.all():
                    earlier = row.attempt_time - timedelta(seconds=seconds)
                    model.objects.filter(pk=row.pk).update(attempt_time=earlier)

    return Clock()


@pytest.fixture
def attacker(visitor):
    """Somebody with an address for every guess, who cannot know the password."""
    found = visitor()
    addresses = (f"203.0.113.{number % 250 + 1}" for number in count())

    def guess(**said: str):
        return Visitor(found.account, Client()).give("guessed", address=next(addresses), **said)

    return guess


def judged(answer) -> bool:
    return "is wrong" in answer.text


def test_one_address_is_refused_after_five_failures(visitor):
    anna = visitor()
    answers = [anna.give("guessed") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429]
    assert anna.give().status_code == 429, "the right password is not taken either"


def test_rotating_addresses_gain_nothing(attacker, clock):
    taken, seconds = 0, 0
    while seconds < 3600:
        if judged(attacker()):
            taken += 1
        clock.on(60)
        seconds += 60
    assert 10 <= taken <= 15


def test_each_wait_is_longer_and_ends(attacker, clock):
    for _ in range(throttle.FREE):
        assert judged(attacker())
    answer = attacker()
    assert not judged(answer) and answer.status_code == 429
    assert "Try again in a minute, or sign in now with a passkey" in answer.text
    clock.on(31)
    assert judged(attacker())
    clock.on(31)
    assert not judged(attacker())
    clock.on(30)
    assert judged(attacker())
    assert [throttle.wait_after(failed) for failed in (4, 5, 6, 9, 10, 1000)] == [
        *(0, 30, 60, 480, 600, 600),
    ]


def test_spellings_of_one_name_are_one_name(visitor, attacker):
    visitor("fine")
    for _ in range(throttle.FREE):
        attacker(username="ﬁne")
    answer = attacker(username="fine")
    assert not judged(answer)


def test_the_right_password_of_a_stranger_waits_too(visitor, attacker):
    for _ in range(throttle.FREE):
        attacker()
    stranger = visitor()
    assert stranger.give(address="192.0.2.1").status_code == 429
    assert stranger.give_code(code())["Location"] == LOGIN


def test_the_editor_gets_in_from_a_known_device_all_the_while(visitor, attacker):
    anna = visitor()
    anna.give()
    anna.give_code(code())
    assert anna.is_in()
    anna.client.post("/admin/logout/")
    for _ in range(throttle.FREE + 2):
        attacker()
    assert anna.give(address="203.0.113.1").status_code == 302
    spare = anna.account.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    anna.give_code(spare)
    assert anna.is_in()


def test_the_editor_gets_in_with_a_code_beside_the_password(visitor, attacker):
    for _ in range(throttle.FREE + 2):
        attacker()
    anna = visitor()
    assert anna.give(address="203.0.113.1", code="000000").status_code == 429
    assert anna.give(address="203.0.113.1", code=code())["Location"] == DESK
    assert anna.is_in()


def test_a_code_beside_a_wrong_password_opens_nothing(visitor, attacker):
    for _ in range(throttle.FREE):
        attacker()
    anna = visitor()
    assert anna.give("guessed", code=code()).status_code == 429
    assert not anna.is_in()


def test_a_wrong_code_beside_the_right_password_counts_for_account_and_network(visitor):
    anna = visitor()
    answers = [anna.give(code="000000") for _ in range(throttle.FREE)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429]
    assert all(judged(answer) for answer in answers) and not anna.is_in()
    stranger = visitor()
    assert stranger.give(address="192.0.2.1").status_code == 429


def test_codes_beside_the_right_password_are_guessed_few_times_while_others_wait(
    visitor, attacker, clock, mailoutbox
):
    for _ in range(throttle.FREE):
        attacker()
    anna = visitor()
    wrong = [anna.give("guessed", code="000000", address="192.0.2.1") for _ in range(6)]
    right = [anna.give(code="000000", address="192.0.2.2") for _ in range(throttle.FREE)]
    assert {answer.status_code for answer in (*wrong, *right)} == {429}
    words = {answer.context["form"].non_field_errors()[0] for answer in (*wrong, *right)}
    assert len(words) == 1, "nothing tells that the password was right"
    assert anna.give(code=code(), address="192.0.2.3").status_code == 429
    assert not anna.is_in(), "nor is the right code taken after five wrong ones"
    clock.on(31)
    assert anna.give(code=code(), address="192.0.2.4")["Location"] == DESK


def test_guesses_at_the_password_use_up_no_code(visitor, attacker):
    for _ in range(throttle.FREE):
        attacker()
    for _ in range(throttle.FREE + 1):
        attacker(code="000000")
    assert visitor().give(code=code(), address="192.0.2.3")["Location"] == DESK


def test_a_right_password_beside_a_wrong_code_takes_no_other_work(visitor, attacker):
    for _ in range(throttle.FREE):
        attacker()
    anna = visitor()
    asked = []
    for password in ("guessed", *[PASSWORD] * (throttle.FREE + 1)):
        with CaptureQueriesContext(connection) as made:
            anna.give(password, code="000000", address="192.0.2.1")
        asked.append(len(made))
    assert asked[0] == asked[-1]
    # What is counted is not taken back: one statement less, and five times at most.
    assert set(asked[1:-1]) <= {asked[0], asked[0] - 1}


def test_the_owner_is_told_of_codes_guessed_beside_the_password(visitor, clock, mailoutbox):
    anna = visitor()
    for number in range(throttle.NOTICED + 1):
        anna.give(code="000000", address=f"192.0.2.{number + 1}")
        clock.on(601)
    assert any("Whoever it is knows your password" in mail.body for mail in mailoutbox)


def test_a_forged_or_foreign_device_is_a_stranger(visitor, attacker):
    olga, anna = visitor("olga"), visitor("anna")
    olga.give()
    olga.give_code(code())
    assert olga.is_in()
    anna.client.cookies["device"] = olga.client.cookies["device"].value
    for _ in range(throttle.FREE):
        attacker()
    assert anna.give(address="192.0.2.1").status_code == 429
    anna.client.cookies["device"] = "forged"
    assert anna.give(address="192.0.2.2").status_code == 429


def test_a_stolen_device_guesses_no_more_than_a_stranger(visitor, clock):
    anna = visitor()
    anna.give()
    anna.give_code(code())
    assert anna.is_in()
    anna.client.post("/admin/logout/")
    answers = [anna.give("guessed", address=f"192.0.2.{number}") for number in range(1, 9)]
    assert sum(map(judged, answers)) <= throttle.FREE
    assert visitor().give(address="192.0.2.200").status_code == 302, "strangers are not slowed"


def test_codes_are_guessed_few_times_too(visitor):
    wrong = [visitor() for _ in range(8)]
    for number, each in enumerate(wrong):
        each.give(address=f"192.0.2.{number}")
    answers = [each.give_code("000000").text for each in wrong]
    assert sum("was used already" in text for text in answers) == throttle.FREE
    assert "or use a passkey" in answers[-1]


def test_the_owner_is_told_once_of_many_failures(attacker, clock, mailoutbox):
    for _ in range(30):
        attacker()
        clock.on(300)
    (mail,) = mailoutbox
    assert mail.to == ["anna@example.org"] and "wrong password" in mail.body
    assert "203.0.113" not in mail.body


def test_a_name_that_nobody_has_is_answered_alike(attacker):
    known = [attacker().status_code for _ in range(7)]
    unknown = [attacker(username="nobody").status_code for _ in range(7)]
    assert known == unknown
    assert attacker(username="nobody-2").text.count("is wrong") == 1


def test_guesses_at_the_same_moment_share_one_allowance(
    transactional_db, visitor, concurrently
) -> None:
    anna = visitor()

    def guess(number: int):
        return lambda: Visitor(anna.account, Client()).give("no", address=f"192.0.2.{number}")

    answers = concurrently(*(guess(number) for number in range(12)))
    assert sum(map(judged, answers)) == throttle.FREE


def test_no_address_and_no_name_is_logged(attacker, visitor, caplog):
    with caplog.at_level(logging.INFO):
        for _ in range(7):
            attacker()
        anna = visitor("olga")
        anna.give()
        anna.give_code(code())
    assert anna.is_in()
    for told in ("203.0.113", "198.51.100", "anna", "olga", "guessed", PASSWORD):
        assert told not in caplog.text, told
    assert f"Account {anna.account.pk} signed in" in caplog.text


def test_what_is_kept_of_attempts_is_little_and_not_for_long(attacker):
    for _ in range(6):
        attacker()
    entries = AccessFailureLog.objects.values_list("ip_address", "user_agent", "path_info")
    assert set(entries) == {(None, "stranger", "password")}
    for row in AccessAttempt.objects.all():
        assert "guessed" not in row.post_data and "anna" not in row.post_data
    now = timezone.now()
    assert throttle.forget_old(now) == 0
    assert throttle.forget_old(now + 3 * HOUR) == 5
    assert throttle.forget_old(now + timedelta(days=31)) == 5
    assert forget_sign_ins.forget() == {"attempts": 0, "sessions": 0}
