"""The compose file asks for what a production start demands, and its health check can tell."""

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils.module_loading import import_string

from project import health
from project.logs import JsonFormatter
from tests.project.processes import PRODUCTION

ROOT = Path(__file__).resolve().parent.parent.parent


class Site(BaseHTTPRequestHandler):
    """Answers as a site that knows one name and one address."""

    def do_GET(self) -> None:
        well = self.path == "/healthz" and self.headers["Host"] == "claims.example.org"
        self.send_response(200 if well else 400)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


IN_FILES = {"SECRET_KEY": "secret_key", "CHECKPOINT_KEY": "checkpoint_key"}
IN_FILES["POSTGRES_PASSWORD"] = "postgres_password"


@pytest.fixture
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return found


def test_compose_refuses_to_start_without_what_production_demands(compose):
    given = compose["services"]["web"]["environment"]
    files = {f"{name}_FILE" for name in IN_FILES}
    for name in PRODUCTION.keys() - {"SECRET_KEY", "DATABASE_URL"} - files:
        assert ":?" in given[name], f"{name} has to be required"
    for variable, secret in IN_FILES.items():
        assert given[f"{variable}_FILE"] == f"/run/secrets/{secret}"
        assert compose["secrets"][secret]["file"].startswith(f"${{{variable}_FILE:?")
        assert secret in compose["services"]["web"]["secrets"]


def test_compose_passes_on_every_setting_that_a_deployment_may_need(compose):
    read = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.M))
    local = {"DATA_DIR", "DEBUG", "DEMO_PASSWORD", "REQUIRE_SECOND_FACTOR"}
    given = compose["services"]["web"]["environment"].keys() | override()["x-more"]["environment"]
    missing = {name for name in read - local if not {name, f"{name}_FILE"} & given}
    assert {name for name in missing if not name.endswith("_FILE")} == set()


def override() -> dict[str, Any]:
    """What docs/deployment.md has operators add for the secrets that not every desk has."""
    text = (ROOT / "docs" / "deployment.md").read_text()
    (found,) = re.findall(r"```yaml\n(x-more.*?)```", text, re.S)
    told: dict[str, Any] = yaml.safe_load(found)
    return told


def test_every_secret_can_come_by_file_and_none_as_a_value(compose):
    readme = (ROOT / "README.md").read_text()
    secrets = set(re.findall(r"^\| `([A-Z_]+)_FILE` \|", readme, re.M)) - {"CHECKPOINT_KEY"}
    more = override()
    for service in compose["services"].values():
        assert secrets & service["environment"].keys() <= {"DATABASE_URL"}
        assert "@" not in service["environment"].get("DATABASE_URL", "").split("onrecord@")[0]
        for name, value in service["environment"].items():
            if name.endswith("_FILE"):
                assert value.startswith("/run/secrets/"), name
    given = compose["services"]["web"]["environment"] | more["x-more"]["environment"]
    for name in secrets - {"DATABASE_URL"}:
        assert given[f"{name}_FILE"] == f"/run/secrets/{name.lower()}"
        assert name.lower() in {*compose["secrets"], *more["secrets"]}
    assert set(more["services"]) == {"web", "desk", "jobs"}
    assert set(more["x-more"]["secrets"]) == set(more["secrets"])


def test_the_folder_of_secrets_is_in_neither_image_nor_repository():
    assert "mkdir -m 700 secrets" in (ROOT / "README.md").read_text()
    assert "secrets" in (ROOT / ".dockerignore").read_text().splitlines()
    assert "secrets/" in (ROOT / ".gitignore").read_text().splitlines()


def test_every_service_is_held_to_limits_and_may_end_its_work(compose):
    assert set(compose["services"]) == {"db", "web", "desk", "jobs"}
    for service in compose["services"].values():
        assert {"cpus", "memory", "pids"} == service["deploy"]["resources"]["limits"].keys()
        assert service["stop_grace_period"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    for name in ("web", "desk", "jobs"):
        assert compose["services"][name]["read_only"] is True
        assert compose["services"][name]["cap_drop"] == ["ALL"]
    assert "manage.py run_due" in compose["services"]["jobs"]["command"][-1]
    # The server has ended its requests before it is killed.
    grace = int(compose["services"]["web"]["stop_grace_period"].removesuffix("s"))
    waits = re.search(r"GRANIAN_WORKERS_KILL_TIMEOUT=(\d+)", (ROOT / "Dockerfile").read_text())
    assert waits
    assert int(waits[1]) < grace


def test_editors_have_a_server_of_their_own_that_the_proxy_leads_to(compose):
    web, desk = compose["services"]["web"], compose["services"]["desk"]
    assert web["environment"].items() <= desk["environment"].items()
    image = (ROOT / "Dockerfile").read_text()
    served = " ".join(desk["command"])
    assert f"exec {served}" in image, "what migrates is the other one"
    port = re.search(r"DESK_PORT:-(\d+)", desk["ports"][0])
    assert port
    proxy = (ROOT / "docs" / "deployment.md").read_text()
    led = re.findall(r"location (/\S*) \{[^}]*proxy_pass http://127.0.0.1:(\d+);", proxy)
    assert {path for path, to in led if to == port[1]} == {"/admin/", "/admin/login"}


def test_the_server_logs_in_the_form_of_the_site():
    name = "project/server_logs.json"
    assert f"GRANIAN_LOG_CONFIG={name}\n" in (ROOT / "Dockerfile").read_text()
    told = json.loads((ROOT / name).read_text())["formatters"]
    # These two are what granian calls its own.
    assert told.keys() == {"generic", "access"}
    assert {import_string(one["()"]) for one in told.values()} == {JsonFormatter}


def test_health_is_asked_under_a_name_the_site_is_allowed_to_have(port, monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "claims.example.org, www.example.org")
    assert health.main("/healthz", port) == 0
    assert health.main("/elsewhere", port) == 1


def test_a_site_that_does_not_answer_is_not_well(port, monkeypatch, capsys):
    assert health.main("/healthz", 1) == 1
    assert capsys.readouterr().err.count("\n") == 1
