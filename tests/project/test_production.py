"""A start that the public can reach refuses to run with anything missing or unsafe."""

import pytest

from tests.project.processes import PRODUCTION, run, settings


def refusal(tmp_path, **environment: str) -> str:
    done = run("manage.py", "check", DATA_DIR=str(tmp_path), **environment)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_everything_missing_is_named_at_once(tmp_path):
    line = refusal(tmp_path, ALLOWED_HOSTS="claims.example.org")
    for name in ("SECRET_KEY", "DATABASE_URL", "SITE_URL", "DESK_NAME", "DATA_LICENCE"):
        assert f"{name} is not set" in line
    assert "CHECKPOINT_KEY_FILE names no file" in line
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SECRET_KEY", "change-me" * 10, "SECRET_KEY is a placeholder"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY is a placeholder"),
        ("SECRET_KEY", "kq0Z4vXbWu9", "SECRET_KEY is a placeholder"),
        ("SECRET_KEY_FALLBACKS", "kq0Z4vXbWu9", "SECRET_KEY_FALLBACKS holds a placeholder"),
        ("SITE_URL", "http://claims.example.org", "SITE_URL must be an https:// address"),
        ("DESK_NAME", " ", "DESK_NAME is not set"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must name its hosts"),
        ("DEBUG", "on", "DEBUG must be off"),
        ("CHECKPOINT_KEY_FILE", "/nowhere/key.pem", "CHECKPOINT_KEY_FILE names no file"),
        ("DEMO_PASSWORD", "letmein", "DEMO_PASSWORD is for local runs only"),
        ("REQUIRE_SECOND_FACTOR", "off", "REQUIRE_SECOND_FACTOR must be on"),
        ("REQUIRE_SECOND_FACTOR", "False", "REQUIRE_SECOND_FACTOR must be on"),
    ],
)
def test_each_unsafe_value_is_refused_by_name(tmp_path, name, value, said):
    assert said in refusal(tmp_path, **PRODUCTION | {name: value})


def test_the_deployment_check_finds_nothing(tmp_path):
    done = run(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        **PRODUCTION,
        DATA_DIR=str(tmp_path),
    )
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_cookies_and_addresses_need_https(tmp_path):
    found = settings(
        *("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"),
        "SECURE_HSTS_SECONDS",
        **PRODUCTION,
        DATA_DIR=str(tmp_path),
    )
    assert all(found.values())


def test_the_server_has_a_wsgi_entry_that_starts(tmp_path):
    done = run("-c", "import project.wsgi", **PRODUCTION, DATA_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
