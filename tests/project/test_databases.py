"""What both databases are told, and that the public alias can only read."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, OperationalError, connection, connections, transaction
from django.db.utils import ConnectionHandler

from claims.ledger import guards
from project import databases
from project.checks import databases_keep_their_word
from project.files import base
from tests.faults import database

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


def on_file(file: Path):
    """A connection of the desk's to an SQLite file, whatever the tests run on."""
    told = databases.databases("", "", file)["default"]
    return ConnectionHandler({"default": told})["default"]


def asked(desk, question: str):
    """What a request is answered, on a connection that was kept from the one before."""
    desk.close_if_unusable_or_obsolete()
    with desk.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()


@pytest.mark.django_db
@pytest.mark.parametrize("started", ["before", "while it is away"])
def test_a_file_that_is_moved_is_not_made_anew_and_what_its_log_holds_is_not_lost(
    tmp_path, monkeypatch, started
):
    file, gone = tmp_path / "desk.sqlite3", tmp_path / "gone.sqlite3"
    one, keeping = on_file(file), on_file(file)
    asked(one, "CREATE TABLE kept (word text)")
    asked(keeping, "SELECT count(*) FROM kept")
    asked(one, "INSERT INTO kept VALUES ('stands in the log')")
    one.close()
    file.rename(gone)
    if started == "while it is away":
        monkeypatch.setattr(base, "_opened", set())
    for desk in (one, keeping):
        with pytest.raises(OperationalError, match="is gone, but not its log"):
            asked(desk, "SELECT word FROM kept")
    assert not file.exists()
    gone.rename(file)
    for desk in (one, keeping):
        assert asked(desk, "SELECT word FROM kept") == ("stands in the log",)
        desk.close()


@pytest.mark.django_db
def test_a_file_in_the_place_of_another_is_what_is_read_from_then_on(tmp_path):
    file, restored = tmp_path / "desk.sqlite3", tmp_path / "restored.sqlite3"
    for each in (file, restored):
        desk = on_file(each)
        asked(desk, "CREATE TABLE kept (word text)")
        asked(desk, f"INSERT INTO kept VALUES ('{each.stem}')")
        desk.close()
    desk = on_file(file)
    assert asked(desk, "SELECT word FROM kept") == ("desk",)
    file.rename(tmp_path / "old.sqlite3")
    for end in ("-wal", "-shm"):
        (tmp_path / f"desk.sqlite3{end}").unlink()
    restored.rename(file)
    assert asked(desk, "SELECT word FROM kept") == ("restored",)
    desk.close()


@pytest.mark.django_db(transaction=True)
def test_who_hangs_in_the_middle_of_an_act_does_not_keep_others_waiting_for_ever():
    if connection.vendor == "sqlite":
        # Nobody ends it there: whoever waits is told so once their own patience is at an end.
        assert 0 < connection.settings_dict["OPTIONS"]["timeout"] <= 20
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        assert cursor.fetchone()[0] == "5min"
    hanging = connection.copy()
    sooner = "&options=-c%20idle_in_transaction_session_timeout%3D300"
    told = databases.databases(f"{database.url()}{sooner}", "", Path("unused"))["default"]
    hanging.settings_dict["OPTIONS"] = told["OPTIONS"]
    hanging.set_autocommit(False)
    try:
        hanging.cursor().execute("INSERT INTO auth_group (name) VALUES ('held')")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '60s'")
            cursor.execute("INSERT INTO auth_group (name) VALUES ('held')")
        with pytest.raises(DatabaseError):
            hanging.cursor().execute("SELECT 1")
    finally:
        hanging.close()


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
