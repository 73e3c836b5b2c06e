"""A start without any environment is safe and local."""

import stat
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from project import private_files
from project.environment import (
    generated_secret_key,
    is_production,
    refuse_unsafe_production,
    secret,
    webhooks,
)
from tests.project.processes import PRODUCTION, run, settings


def test_an_empty_environment_is_local_and_not_debugging(tmp_path):
    found = settings(
        "DEBUG", "ALLOWED_HOSTS", "PRODUCTION", "SINGLE_PERSON_DESK", DATA_DIR=str(tmp_path)
    )
    assert found["DEBUG"] is False
    assert found["PRODUCTION"] is False
    assert found["SINGLE_PERSON_DESK"] is False
    assert set(found["ALLOWED_HOSTS"]) == {"127.0.0.1", "localhost", "[::1]"}


def test_the_data_directory_is_made_and_holds_the_database(tmp_path):
    folder = tmp_path / "a folder" / "data"
    found = settings("DATABASES", DATA_DIR=str(folder))["DATABASES"]
    assert found["default"]["NAME"] == str(folder / "onrecord.sqlite3")
    assert folder.is_dir()


def test_what_sqlite_keeps_is_for_the_owner_alone(tmp_path):
    folder, linked = tmp_path / "data", tmp_path / "elsewhere"
    made = "import django; django.setup(); from django.db import connection as c;"
    made += "c.cursor().execute('create table if not exists t (a)'); import os; os._exit(0)"
    code = f"import os; os.umask(0); {made}"
    given = {"DJANGO_SETTINGS_MODULE": "project.settings", "DATA_DIR": str(folder)}
    assert run("-c", code, **given).returncode == 0
    names = ("onrecord.sqlite3", "onrecord.sqlite3-wal", "onrecord.sqlite3-shm")
    assert {name: mode(folder / name) for name in names} == dict.fromkeys(names, 0o600)
    assert mode(folder) == 0o700
    for name in names:
        (folder / name).chmod(0o644)
    folder.chmod(0o755)
    settings("DATA_DIR", **given)
    assert {mode(folder / name) for name in names} == {0o600}, "what stood there is mended"
    assert mode(folder) == 0o700
    linked.mkdir(mode=0o755)
    file = linked / "desk.sqlite3"
    settings("DATA_DIR", **given, DATABASE_URL=f"sqlite:///{file}")
    assert (mode(file), mode(linked)) == (0o600, 0o755), "a folder that was only named is left"


def test_a_folder_that_all_share_is_left_as_it_is(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    assert stat.S_IMODE(private_files.folder(shared).stat().st_mode) == 0o1777


def test_earlier_keys_are_believed_and_never_sign(tmp_path):
    assert settings("SECRET_KEY_FALLBACKS", DATA_DIR=str(tmp_path))["SECRET_KEY_FALLBACKS"] == []
    file = tmp_path / "earlier"
    file.write_text("first$one\nsecond\n")
    given = {"SECRET_KEY_FALLBACKS_FILE": str(file), "DATA_DIR": str(tmp_path)}
    found = settings("SECRET_KEY_FALLBACKS", **given)
    assert found["SECRET_KEY_FALLBACKS"] == ["first$one", "second"]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_secret_key_is_made_once_and_kept_private(tmp_path):
    first = settings("SECRET_KEY", DATA_DIR=str(tmp_path))["SECRET_KEY"]
    second = settings("SECRET_KEY", DATA_DIR=str(tmp_path))["SECRET_KEY"]
    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_starts_at_the_same_time_agree_on_the_secret_key(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(generated_secret_key, [tmp_path] * 64))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_a_key_given_is_taken_as_it_stands(tmp_path):
    found = settings("SECRET_KEY", DATA_DIR=str(tmp_path), SECRET_KEY="$HOME is part of the key")
    assert found["SECRET_KEY"] == "$HOME is part of the key"
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DATABASE_URL", "mysql://desk:hidden@host/name", "postgres://"),
        ("DATABASE_URL", "onrecord.sqlite3", "postgres://"),
        ("DATABASE_PUBLIC_URL", "postgres://desk:hidden@host:port/name", "port"),
        ("DATABASE_PUBLIC_URL", "postgres://a/b, mysql://desk:hidden@host/name", "number 2"),
        ("DATABASE_PUBLIC_URL", "postgres://a/b hidden", "has a blank in it"),
        ("DATABASE_PUBLIC_URL", "postgres://a/b postgres://hidden/b", "only PostgreSQL"),
        ("DATABASE_PUBLIC_URL", "postgres://a/b?prepare_threshold=hidden", "prepare_threshold"),
        ("DATABASE_PUBLIC_LAG", "soon", "DATABASE_PUBLIC_LAG is 'soon'"),
        ("DATABASE_PUBLIC_LAG", "0", "whole seconds"),
        ("DESK_TIME_ZONE", "Vilnius", "DESK_TIME_ZONE"),
        ("DESK_TIME_ZONE", "../UTC", "DESK_TIME_ZONE"),
        ("SECRET_KEY_FILE", "/nowhere/hidden", "SECRET_KEY_FILE cannot be read"),
        ("LOG_FORMAT", "xml", "LOG_FORMAT"),
        ("WEBHOOK_URLS", "https://cdn.example/hidden", "WEBHOOK_SECRET"),
        ("WEBHOOK_URLS", "https://hidden:hidden@cdn.example/", "number 1"),
        ("WEBHOOK_URLS", "https://cdn.example/ file:///hidden", "number 2"),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_one_line(tmp_path, name, value, said):
    done = run("manage.py", "check", DATA_DIR=str(tmp_path), **{name: value})
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert said in done.stderr
    assert "hidden" not in done.stderr


def test_one_database_named_twice_is_refused(tmp_path):
    urls = "postgres://a@r/c,postgres://b:hidden@r:5432/c"
    told = {"DATABASE_URL": "postgres://a@b/c", "DATABASE_PUBLIC_URL": urls}
    done = run("manage.py", "check", DATA_DIR=str(tmp_path), **told)
    assert done.returncode == 1
    assert done.stderr == "onrecord: DATABASE_PUBLIC_URL names one database twice.\n"


def test_public_is_the_same_database_opened_read_only(tmp_path):
    postgresql = settings("DATABASES", DATA_DIR=str(tmp_path), DATABASE_URL="postgres://a@b/c")
    options = postgresql["DATABASES"]["public"]["OPTIONS"]
    assert options["options"].split(" -c ")[0] == "-c statement_timeout=3000"
    assert options["options"].endswith(" -c default_transaction_read_only=on")
    assert (options["connect_timeout"], options["prepare_threshold"]) == (3, 5)
    assert postgresql["DATABASES"]["public"]["NAME"] == "c"
    sqlite = settings("DATABASES", DATA_DIR=str(tmp_path / "50% off"))
    assert sqlite["DATABASES"]["public"]["NAME"].endswith("50%25%20off/onrecord.sqlite3?mode=ro")


def public(tmp_path: Path, *urls: str, **environment: str) -> dict[str, Any]:
    """What readers are given where the desk has a PostgreSQL at b."""
    told = {"DATABASE_URL": "postgres://desk@b/c", "DATABASE_PUBLIC_URL": ", ".join(urls)}
    found = settings("DATABASES", DATA_DIR=str(tmp_path), **told, **environment)["DATABASES"]
    assert found["default"]["USER"] == "desk"
    reading: dict[str, Any] = found["public"]
    return reading


def test_public_may_be_another_role_and_stays_read_only(tmp_path):
    url = "postgres://reader@b/c?options=-c%20statement_timeout%3D5000&prepare_threshold=off"
    found = public(tmp_path, url)
    assert (found["USER"], found["HOST"]) == ("reader", "b")
    assert "SERVERS" not in found
    # The last one told counts: what the operator's address says.
    told = found["OPTIONS"]["options"]
    assert told.endswith("-c statement_timeout=5000 -c default_transaction_read_only=on")
    assert found["OPTIONS"]["prepare_threshold"] is None


def test_readers_of_replicas_have_the_primary_as_their_last_way(tmp_path):
    replicas = ("postgres://reader@r1/c", "postgres://reader@r2/c")
    found = public(tmp_path, *replicas)
    assert [(one["HOST"], one["USER"]) for one in found["SERVERS"]] == [
        *(("r1", "reader"), ("r2", "reader"), ("b", "desk")),
    ]
    assert found["MOST_SECONDS_BEHIND"] == 10
    for one in found["SERVERS"]:
        assert one["OPTIONS"]["options"].endswith(" -c default_transaction_read_only=on")
    alone = public(tmp_path, replicas[0], DATABASE_PUBLIC_LAG="2")
    assert [one["HOST"] for one in alone["SERVERS"]] == ["r1", "b"]
    assert alone["MOST_SECONDS_BEHIND"] == 2


def test_a_primary_named_among_the_readers_is_the_last_way_as_that_role(tmp_path):
    found = public(tmp_path, "postgres://reader@b:5432/c", "postgres://reader@r1/c")
    assert [(one["HOST"], one["USER"]) for one in found["SERVERS"]] == [
        *(("r1", "reader"), ("b", "reader")),
    ]


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        (["127.0.0.1", "localhost", "[::1]"], False),
        (["localhost", "claims.example.org"], True),
        (["*"], True),
        (["192.168.0.7"], True),
    ],
)
def test_production_is_any_host_beyond_loopback(hosts, expected):
    assert is_production(hosts) is expected


@pytest.mark.parametrize(
    ("word", "on"), [("", True), ("on", True), ("disabled?", True), ("off", False), ("0", False)]
)
def test_the_second_factor_is_off_only_where_that_is_said(tmp_path, word, on):
    found = settings("REQUIRE_SECOND_FACTOR", DATA_DIR=str(tmp_path), REQUIRE_SECOND_FACTOR=word)
    assert found["REQUIRE_SECOND_FACTOR"] is on


def test_secrets_may_stand_in_files(tmp_path):
    key, password = tmp_path / "key", tmp_path / "password"
    key.write_text("a key that is long\n")
    password.write_text("p:ss/w@rd\n")
    found = settings(
        *("SECRET_KEY", "DATABASES"),
        DATA_DIR=str(tmp_path),
        SECRET_KEY_FILE=str(key),
        DATABASE_URL="postgres://desk@db/onrecord",
        POSTGRES_PASSWORD_FILE=str(password),
    )
    assert found["SECRET_KEY"] == "a key that is long"
    assert {one["PASSWORD"] for one in found["DATABASES"].values()} == {"p:ss/w@rd"}


@pytest.mark.parametrize(("key", "unsafe"), [("change-me" * 10, True), ("kq0Z4vX_bWu9" * 5, False)])
def test_a_key_in_a_file_is_judged_like_any_other(tmp_path, key, unsafe):
    file = tmp_path / "key"
    file.write_text(f"{key}\n")
    given = {name: value for name, value in PRODUCTION.items() if name != "SECRET_KEY"}
    given["SECRET_KEY_FILE"] = str(file)
    if unsafe:
        with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is a placeholder"):
            refuse_unsafe_production(given, ["claims.example.org"], False)
    else:
        refuse_unsafe_production(given, ["claims.example.org"], False)


def test_a_secret_given_twice_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY and SECRET_KEY_FILE are both set"):
        secret("SECRET_KEY", {"SECRET_KEY": "a", "SECRET_KEY_FILE": str(tmp_path / "key")})


def test_webhooks_go_to_https_alone_in_production():
    key = "whsec_" + b64encode(bytes(range(24))).decode()
    with pytest.raises(ImproperlyConfigured, match="number 2 is no https address"):
        webhooks("https://a.example/x, http://b.example/y", key, True)
    assert webhooks("https://a.example/x,\nhttps://b.example/", key, True) == {
        "WEBHOOK_URLS": ["https://a.example/x", "https://b.example/"],
        "WEBHOOK_SECRET": bytes(range(24)),
    }
    assert webhooks("", "", True)["WEBHOOK_URLS"] == []


@pytest.mark.parametrize("key", ["", "whsec_", "whsec_AAAA", "c2hvcnQ=" * 8, "whsec_!" * 9])
def test_a_key_for_webhooks_has_to_be_strong(key):
    with pytest.raises(ImproperlyConfigured, match="WEBHOOK_SECRET must be"):
        webhooks("https://a.example/x", key, True)


def test_settings_fit_on_a_few_screens():
    lines = (Path(__file__).parents[2] / "project" / "settings.py").read_text().splitlines()
    assert len(lines) < 250
