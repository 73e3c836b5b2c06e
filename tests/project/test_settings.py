"""A start without any environment is safe and local."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from project.environment import generated_secret_key, is_production
from tests.project.processes import run, settings


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
        ("DESK_TIME_ZONE", "Vilnius", "DESK_TIME_ZONE"),
        ("DESK_TIME_ZONE", "../UTC", "DESK_TIME_ZONE"),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_one_line(tmp_path, name, value, said):
    done = run("manage.py", "check", DATA_DIR=str(tmp_path), **{name: value})
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert said in done.stderr
    assert "hidden" not in done.stderr


def test_public_is_the_same_database_opened_read_only(tmp_path):
    postgresql = settings("DATABASES", DATA_DIR=str(tmp_path), DATABASE_URL="postgres://a@b/c")
    options = postgresql["DATABASES"]["public"]["OPTIONS"]["options"]
    assert options == "-c default_transaction_read_only=on"
    assert postgresql["DATABASES"]["public"]["OPTIONS"]["connect_timeout"] == 3
    assert postgresql["DATABASES"]["public"]["NAME"] == "c"
    sqlite = settings("DATABASES", DATA_DIR=str(tmp_path / "50% off"))
    assert sqlite["DATABASES"]["public"]["NAME"].endswith("50%25%20off/onrecord.sqlite3?mode=ro")


def test_public_may_be_another_role_and_stays_read_only(tmp_path):
    found = settings(
        "DATABASES",
        DATA_DIR=str(tmp_path),
        DATABASE_URL="postgres://desk@b/c",
        DATABASE_PUBLIC_URL="postgres://reader@replica/c?options=-c%20statement_timeout%3D5000",
    )["DATABASES"]
    assert found["default"]["USER"] == "desk"
    assert found["public"]["USER"] == "reader"
    assert found["public"]["HOST"] == "replica"
    assert found["public"]["OPTIONS"]["options"] == (
        "-c statement_timeout=5000 -c default_transaction_read_only=on"
    )


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


def test_settings_fit_on_a_few_screens():
    lines = (Path(__file__).parents[2] / "project" / "settings.py").read_text().splitlines()
    assert len(lines) < 250
