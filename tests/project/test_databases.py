"""What both databases are told, and that the public alias can only read."""

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, connections

from claims.ledger import guards
from project.checks import databases_keep_their_word

WRITES = [
    "INSERT INTO auth_group (name) VALUES ('intruder')",
    "UPDATE auth_group SET name = 'intruder'",
    "DELETE FROM auth_group",
    "DROP TABLE auth_group",
    "CREATE TABLE intruder (id integer)",
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", WRITES)
def test_the_public_alias_refuses_to_write(statement):
    with pytest.raises(DatabaseError, match=r"(?i)read-?only"):
        connections["public"].cursor().execute(statement)
    assert not Group.objects.filter(name="intruder").exists()
    assert "intruder" not in connection.introspection.table_names()


@pytest.mark.django_db(transaction=True)
def test_a_reader_can_neither_write_nor_keep_a_server_busy_for_long():
    question, answer = {
        "sqlite": ("PRAGMA query_only", 1),
        "postgresql": ("SHOW statement_timeout", "3s"),
    }[connection.vendor]
    with connections["public"].cursor() as cursor:
        cursor.execute(question)
        assert cursor.fetchone()[0] == answer


@pytest.mark.django_db(transaction=True)
def test_the_public_alias_reads_what_was_committed():
    Group.objects.create(name="seen")
    assert Group.objects.using("public").filter(name="seen").exists()


@pytest.mark.django_db
def test_inside_a_test_transaction_the_public_alias_sees_what_is_not_committed():
    Group.objects.create(name="seen")
    assert Group.objects.using("public").filter(name="seen").exists()


@pytest.mark.django_db
def test_inside_a_test_transaction_the_public_alias_answers_to_its_own_name():
    named = Group.objects.using("public").filter(name="reviewer")
    assert Group.objects.using("public").filter(pk__in=named).count() == 1
    with pytest.raises(ValueError, match="different databases"):
        Group.objects.using("default").filter(pk__in=named).count()


@pytest.mark.django_db
def test_both_aliases_pass_the_database_check():
    assert databases_keep_their_word(databases=["default", "public"]) == []


@pytest.mark.django_db
def test_a_database_that_could_lose_or_unguard_work_is_reported():
    switch_off, switch_on = {
        "sqlite": ("PRAGMA recursive_triggers=OFF", "PRAGMA recursive_triggers=ON"),
        "postgresql": ("SET synchronous_commit=off", "SET synchronous_commit=on"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(switch_off)
        found = databases_keep_their_word(databases=["default"])
        cursor.execute(switch_on)
    assert [message.id for message in found] == ["onrecord.E004"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_guards_are_back_after_the_flush_that_ends_a_transactional_test(turn):
    assert guards.missing(connection) == []
    guards.drop(connection)
    assert guards.missing(connection)


@pytest.mark.django_db(transaction=True)
def test_the_database_keeps_what_it_acknowledged():
    if connection.vendor == "sqlite":
        question = "PRAGMA {}"
        expected = {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "busy_timeout": 20000,
        }
    else:
        question, expected = "SHOW {}", {"fsync": "on", "synchronous_commit": "on"}
    answers = {}
    with connection.cursor() as cursor:
        for name in expected:
            cursor.execute(question.format(name))
            answers[name] = cursor.fetchone()[0]
    assert answers == expected


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_all_get_through(concurrently):
    def add(number: int):
        return lambda: Group.objects.get_or_create(name=f"group {number}")[1]

    assert concurrently(*(add(number) for number in range(8))) == [True] * 8


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_roles_are_there_after_the_flush_that_ends_a_transactional_test(turn):
    assert {"contributor", "reviewer", "publisher", "admin", "auditor"} <= set(
        Group.objects.values_list("name", flat=True)
    )
    Group.objects.filter(name="reviewer").delete()
