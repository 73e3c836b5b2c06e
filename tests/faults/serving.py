"""The site in a process of its own, as a deployment runs it, and whoever asks it things."""

import http.client
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from claims.desk.models import Claim, User
from tests.admin.forms import sent_by
from tests.faults import database
from tests.signing_in import sign_in

PATIENCE = 60
"""Seconds after which nobody waits for an answer any more."""

JSON = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, and after how many seconds; status 0 where nothing came."""

    status: int
    headers: dict[str, str]
    text: str
    seconds: float
    cookies: tuple[str, ...] = ()


class Site:
    """The site on a database, on loopback; it is gone when the block ends.

    It has `workers`, each of so many `threads`.
    """

    workers = 1

    def __init__(self, database_url: str = "", threads: int = 4, **environment: str) -> None:
        self._url, self._threads = database_url, threads
        self._environment = {"REQUIRE_SECOND_FACTOR": "off", **environment}

    def __enter__(self) -> Self:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        served = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)]
        workers, threads = f"--workers={self.workers}", f"--blocking-threads={self._threads}"
        granian = Path(sys.executable).with_name("granian")
        self._log = (Path(settings.DATA_DIR) / f"served.{self.port}.log").open("w+b")
        self._process = subprocess.Popen(
            [granian, *served, workers, threads, "--no-access-log", "project.wsgi:application"],
            cwd=database.ROOT,
            env=database.environment(self._url, **self._environment),
            stdout=self._log,
            stderr=self._log,
        )
        self.until("/healthz", 200)
        return self

    def __exit__(self, *error: object) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE)
        self._log.close()

    def log(self) -> str:
        """What the site has written to its log until now."""
        return Path(self._log.name).read_text("utf-8", "replace")

    def ask(self, path: str, cookie: str = "", form: dict[str, str] | None = None) -> Answer:
        """Get a path, or send it a form, and give the answer."""
        began = time.monotonic()
        headers = {"Cookie": cookie} if cookie else {}
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            asking.request("POST" if form is not None else "GET", path, body, headers)
            answer = asking.getresponse()
            text = answer.read().decode("utf-8", "replace")
            told = {name.lower(): value for name, value in answer.getheaders()}
            given = answer.headers.get_all("set-cookie", [])
            cookies = tuple(one.partition(";")[0] for one in given)
            return Answer(answer.status, told, text, time.monotonic() - began, cookies)
        except OSError:
            return Answer(0, {}, "", time.monotonic() - began)
        finally:
            asking.close()

    def until(self, path: str, status: int, cookie: str = "") -> float:
        """Ask until the answer has that status; give how many seconds it took."""
        began = time.monotonic()
        while (answer := self.ask(path, cookie)).status != status:
            if time.monotonic() - began > PATIENCE:
                raise AssertionError(f"{path} still answers {answer.status}: {self.log()[-4000:]}")
            time.sleep(0.05)
        return time.monotonic() - began


class Editor:
    """Somebody signed in at a site, with a browser's habits."""

    def __init__(self, site: Site, account: User) -> None:
        name = settings.SESSION_COOKIE_NAME
        signed_in: Any = sign_in(Client(), account).cookies[name]
        self.site, self._cookies = site, {name: f"{name}={signed_in.value}"}

    @property
    def cookie(self) -> str:
        """What the browser sends along."""
        return "; ".join(self._cookies.values())

    def form(self, path: str, form_id: str = "claim_form") -> dict[str, str]:
        """The form of a page, as it would be sent back."""
        answer = self.site.ask(path, self.cookie)
        assert answer.status == 200, (path, answer.status, answer.text[:300])
        self._cookies |= {one.partition("=")[0]: one for one in answer.cookies}
        return dict(sent_by(answer.text, form_id))

    def save(self, claim: Claim, context: str) -> Answer:
        """Open a claim, change its context and save it."""
        path = f"/admin/claims/claim/{claim.pk}/change/"
        form = {**self.form(path), "context": context}
        return self.site.ask(path, self.cookie, form)
