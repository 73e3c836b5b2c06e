"""Readers at the site, as it is deployed, while an editor saves; readers who are slow."""

import re
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from claims.desk.models import Claim
from claims.record.models import PublishedClaim, PublishedEntity
from tests import desk_builders as desk
from tests.faults.acts import people
from tests.faults.serving import Editor, Site
from tests.soak.proxy import Proxy

CONNECTIONS, SECONDS = 64, 60
IDLE_SAVES = 30
SLOW, SLOW_SECONDS = 200, 30
LONGEST_PROBE = 2.0
"""Seconds that a reader may wait beside the slow ones, who have all asked before."""

MIXED = """
local paths = {{{paths}}}
local turn = 0
request = function()
  turn = turn + 1
  return wrk.format("GET", paths[turn % #paths + 1])
end
local counters = {{}}
setup = function(thread) table.insert(counters, thread) end
init = function() failed = 0 end
response = function(status) if status >= 500 then failed = failed + 1 end end
done = function(summary)
  local all = 0
  for _, thread in ipairs(counters) do all = all + thread:get("failed") end
  local lost = summary.errors.connect + summary.errors.read + summary.errors.write
  io.write("answered-5xx " .. all .. " errors-network " .. lost
    .. " errors-timeout " .. summary.errors.timeout .. "\\n")
end
"""


def load() -> tuple[list[float], list[float], dict[str, str]]:
    """An editor's saves on an idle site and beside readers, in seconds, and what was read."""
    author, _ = people()
    claim = desk.claim(author)
    with tempfile.TemporaryDirectory() as folder, deployed(Path(folder)) as site:
        editor = Editor(site, author)
        for path in _paths():
            site.until(path, 200)
        idle = [_save(editor, claim, number) for number in range(IDLE_SAVES)]
        script = Path(folder) / "mixed.lua"
        script.write_text(MIXED.format(paths=", ".join(f'"{path}"' for path in _paths())))
        reading = subprocess.Popen(
            ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout=30s", "--latency",
             f"--script={script}", f"http://127.0.0.1:{site.port}"],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        busy: list[float] = []
        while reading.poll() is None:
            busy.append(_save(editor, claim, IDLE_SAVES + len(busy)))
            time.sleep(0.2)
        told = reading.stdout.read() if reading.stdout else ""
    return idle, busy, _read(told)


class Readers(Site):
    """The site as docker-compose.yml serves it to readers."""

    workers = 2


@contextmanager
def deployed(folder: Path) -> Iterator[Site]:
    """The site as docker-compose.yml and docs/deployment.md have it, behind their proxy."""
    with Readers() as web, Site() as desk, Proxy(web, desk, folder) as site:
        yield site


def faults(read: dict[str, str]) -> list[str]:
    """What is wrong with what was read: whatever a reader did not get for a fault of ours."""
    wrong = ("answers of 500 and above", "broken connections", "answers after more than 30 s")
    return [f"{what}: {read[what]}" for what in wrong if read[what] != "0"]


def _paths() -> list[str]:
    """What readers read: pages, lists, single claims, searches, feeds."""
    found = PublishedClaim.objects.order_by("-first_sequence").exclude(status="suppressed")
    claims = list(found.values_list("pk", "slug")[:40])
    speakers = PublishedEntity.objects.filter(kind="speaker").values_list("public_id", "slug")
    pages = [f"/claims/{id}-{slug}" for id, slug in claims]
    singles = [f"/api/v1/claims/{id}" for id, _ in claims]
    entities = [f"/speakers/{id}-{slug}" for id, slug in speakers[:20]]
    return [
        *pages, *singles, *entities, "/", "/corrections", "/feeds/corrections.atom",
        "/api/v1/claims", "/api/v1/claims?page_size=100", "/api/v1/statements",
        "/api/v1/claims?q=water", "/search?q=water", "/api/v1/stats",
    ]  # fmt: skip


def _save(editor: Editor, claim: Claim, number: int) -> float:
    path = f"/admin/claims/claim/{claim.pk}/change/"
    form = {**editor.form(path), "context": f"Saved {number}."}
    answer = editor.site.ask(path, editor.cookie, form)
    assert answer.status == 302, (answer.status, answer.text[:300])
    return answer.seconds


def _read(told: str) -> dict[str, str]:
    def of(pattern: str) -> str:
        found = re.search(pattern, told)
        return found.group(1) if found else "?"

    return {
        f"requests from {CONNECTIONS} connections in {SECONDS} s": of(r"(\d+) requests in"),
        "requests a second": of(r"Requests/sec:\s+([\d.]+)"),
        "readers' p50": of(r"\n\s+50%\s+(\S+)"),
        "readers' p99": of(r"\n\s+99%\s+(\S+)"),
        "answers of 500 and above": of(r"answered-5xx (\d+)"),
        "broken connections": of(r"errors-network (\d+)"),
        "answers after more than 30 s": of(r"errors-timeout (\d+)"),
    }


def slow_readers() -> tuple[list[tuple[str, str]], list[str]]:
    """How others are answered while many ask slowly, send slowly, or read slowly."""
    rows, wrong = [], []
    with tempfile.TemporaryDirectory() as folder, deployed(Path(folder)) as site:
        site.until("/api/v1/claims", 200)
        alone = _probed(site, 5)
        rows.append(("nobody is slow: longest answer", f"{max(alone):.2f} s"))
        for name, how in WAYS.items():
            with _slow(site, how):
                beside = _probed(site, SLOW_SECONDS)
            longest = max(beside)
            rows.append(
                (f"{SLOW} {name}: longest of {len(beside)} answers to others", _told(longest))
            )
            if longest > LONGEST_PROBE + max(alone):
                wrong.append(f"{name}: others waited {_told(longest)}")
        rows.append(_slowhttptest(site, wrong, max(alone)))
    return rows, wrong


WAYS: dict[str, tuple[bytes, bytes]] = {
    "who read a byte a second": (
        b"GET /api/v1/claims?page_size=100 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"",
    ),
    "who send their headers a byte a second": (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ", b"a"),
    "who send a form a byte a second": (
        b"POST /v1alpha1/claims:search HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4096\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nX-HTTP-Method-Override: GET\r\n\r\n",
        b"a",
    ),
}  # fmt: skip
"""How to be slow: what is sent at once, and what each second; without, a byte is read."""


def _told(seconds: float) -> str:
    return "none came" if seconds == float("inf") else f"{seconds:.2f} s"


@contextmanager
def _slow(site: Site, how: tuple[bytes, bytes]) -> Iterator[None]:
    first, each = how
    over = threading.Event()

    def go_on() -> None:
        with ExitStack() as stack:
            sockets = []
            for _ in range(SLOW):
                one = stack.enter_context(socket.socket())
                # The least that there is, so that the site cannot send all of it at once.
                one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
                one.connect(("127.0.0.1", site.port))
                one.sendall(first)
                one.settimeout(0)
                sockets.append(one)
            while not over.wait(1):
                for one in sockets:
                    try:
                        one.send(each) if each else one.recv(1)
                    except OSError:
                        # The site has had enough of it, or has sent nothing yet.
                        continue

    thread = threading.Thread(target=go_on)
    thread.start()
    time.sleep(5)
    try:
        yield
    finally:
        over.set()
        thread.join()


def _probed(site: Site, seconds: float) -> list[float]:
    """How long each answer took to somebody who asks all the while."""
    taken, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        answer = site.ask("/api/v1/claims")
        taken.append(answer.seconds if answer.status == 200 else float("inf"))
        time.sleep(0.1)
    return taken


def _slowhttptest(site: Site, wrong: list[str], alone: float) -> tuple[str, str]:
    url = f"http://127.0.0.1:{site.port}/api/v1/claims?page_size=100"
    how = ["-X", "-c", str(SLOW), "-r", "100", "-w", "10", "-y", "20", "-n", "1", "-z", "1"]
    with subprocess.Popen(
        ["slowhttptest", *how, "-l", str(SLOW_SECONDS), "-p", "5", "-u", url],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ):
        time.sleep(3)
        beside = _probed(site, SLOW_SECONDS - 5)
    if max(beside) > LONGEST_PROBE + alone:
        wrong.append(f"slowhttptest: others waited {max(beside):.2f} s")
    return f"slowhttptest, slow reading: longest of {len(beside)} answers", f"{max(beside):.2f} s"
