"""The compose file asks for what a production start demands, and its health check can tell."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml

from project import health
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


def test_compose_refuses_to_start_without_what_production_demands():
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    given = compose["services"]["web"]["environment"]
    for name in PRODUCTION:
        assert ":?" in given[name], f"{name} has to be required"


def test_no_secret_stands_in_the_compose_file():
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    for service in compose["services"].values():
        for name, value in service["environment"].items():
            if "KEY" in name or "PASSWORD" in name:
                assert value.startswith("${"), name


def test_health_is_asked_under_a_name_the_site_is_allowed_to_have(port, monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "claims.example.org, www.example.org")
    assert health.main("/healthz", port) == 0
    assert health.main("/elsewhere", port) == 1


def test_a_site_that_does_not_answer_is_not_well(port, monkeypatch, capsys):
    assert health.main("/healthz", 1) == 1
    assert capsys.readouterr().err.count("\n") == 1
