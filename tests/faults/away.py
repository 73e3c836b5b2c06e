"""A site whose database is away: what it answers meanwhile, and how soon it is back by itself."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, connections

from claims.desk.models import Claim
from claims.record.models import PublishedClaim
from tests import desk_builders as desk
from tests.commands.restored import published_claim
from tests.faults import database, standing
from tests.faults.acts import people
from tests.faults.breaking import server
from tests.faults.proxy import Proxy
from tests.faults.serving import JSON, Answer, Editor, Site

AT_ONCE = 16
"""How many the site answers, and are asked of it, at the same time."""

INSIDE = ("Traceback", "OperationalError", "psycopg", "sqlite", "No space left")
"""Words of the inside, of which no answer has any."""


@dataclass
class Account:
    """What a site answered while its database was away: seconds, statuses, all that is wrong."""

    longest: float = 0.0
    recovered: float = 0.0
    statuses: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """All of it, for a report."""
        return asdict(self)


@dataclass(frozen=True)
class Away:
    """A way for the database to be away; whether readers and editors see it then."""

    way: Callable[["Asked"], AbstractContextManager[None]]
    readers: bool = True
    editors: bool = True


@dataclass(frozen=True)
class Asked:
    """A site to ask, its proxy where there is one, an editor of it and a claim on it."""

    site: Site
    proxy: Proxy | None
    editor: Editor
    claim: Claim

    def paths(self) -> dict[str, str]:
        """Where readers and editors look, and the cookie that they have."""
        url = PublishedClaim.objects.values_list("slug", flat=True).get(pk=self.claim.public_id)
        public = (
            "/", f"/claims/{self.claim.public_id}-{url}", "/search?q=bridge", "/corrections",
            "/feeds/corrections.atom", "/api/v1/claims", f"/api/v1/claims/{self.claim.public_id}",
            "/api/v1/stats", "/v1alpha1/claims:search?query=bridge",
        )  # fmt: skip
        desk = ("/admin/", "/admin/claims/claim/", f"/admin/claims/claim/{self.claim.pk}/change/")
        return dict.fromkeys(public, "") | dict.fromkeys(desk, self.editor.cookie)


@contextmanager
def asked(**environment: str) -> Iterator[Asked]:
    """Serve a claim on the database of this process, through a proxy where it is a server."""
    claim = published_claim()
    author, _ = people()
    if connection.vendor == "sqlite":
        with Site(f"{database.url()}?timeout=1", AT_ONCE, **environment) as site:
            yield Asked(site, None, Editor(site, author), claim)
        return
    with (
        Proxy(*server()) as proxy,
        Site(database.url("127.0.0.1", proxy.port), AT_ONCE, **environment) as site,
    ):
        yield Asked(site, proxy, Editor(site, author), claim)


@contextmanager
def stopped(asked: Asked) -> Iterator[None]:
    """Stop the server: it refuses connections, those that stood are cut."""
    assert asked.proxy is not None
    asked.proxy.refuse()
    yield
    asked.proxy.listen()


@contextmanager
def paused(asked: Asked) -> Iterator[None]:
    """Pause the server: it takes connections and says nothing."""
    assert asked.proxy is not None
    asked.proxy.swallow(True)
    yield
    asked.proxy.swallow(False)


@contextmanager
def unmounted(asked: Asked) -> Iterator[None]:
    """Take away the folder that the file is in, as when its disk is gone, and bring it back."""
    connections.close_all()
    folder = Path(connection.settings_dict["NAME"]).parent
    folder.rename(folder.with_name("gone"))
    yield
    folder.with_name("gone").rename(folder)


@contextmanager
def moved(asked: Asked) -> Iterator[None]:
    """Take away the file alone, leave its log, in which the last work stands, and bring it back."""
    file = Path(connection.settings_dict["NAME"])
    log, gone = file.with_name(f"{file.name}-wal"), file.with_name("gone.sqlite3")
    author, _ = people()
    topic = desk.topic(author, "Saved before the file was moved")
    connections.close_all()
    assert log.stat().st_size > 0, "nothing stands in the log"
    file.rename(gone)
    yield
    assert not file.exists(), "the site has made a new file"
    gone.rename(file)
    topic.refresh_from_db()


@contextmanager
def locked(asked: Asked) -> Iterator[None]:
    """Write to the file for longer than an editor waits."""
    other = connection.copy()
    other.ensure_connection()
    with other.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        yield
        cursor.execute("ROLLBACK")
    other.close()


AWAY: dict[str, dict[str, Away]] = {
    "postgresql": {"stopped": Away(stopped), "paused": Away(paused)},
    "sqlite": {
        "unmounted": Away(unmounted),
        "moved, its log left": Away(moved),
        # Readers read on, and editors wait no longer than they are told to.
        "locked": Away(locked, False),
    },
}
"""How the database of an engine may be away."""


def look(asked: Asked, away: Away) -> Account:
    """Ask everything while the database is away, then until all is as it was; tell what was."""
    account = Account()
    paths = asked.paths()
    version = Claim.objects.get(pk=asked.claim.pk).version
    for path, cookie in paths.items():
        asked.site.until(path, 200, cookie)
    form = asked.editor.form(f"/admin/claims/claim/{asked.claim.pk}/change/")
    form["context"] = "Sent while the database was away."
    with away.way(asked), ThreadPoolExecutor(AT_ONCE) as pool:
        reads = {path: pool.submit(asked.site.ask, path, cookie) for path, cookie in paths.items()}
        sent = pool.submit(asked.site.ask, _form_path(asked), asked.editor.cookie, form)
        for path, one in reads.items():
            _judge(account, path, one.result(), must=away.readers)
        _judge(account, "a form that was sent", sent.result(), must=away.editors)
        for path, status in {"/healthz": 200}.items():
            if (answer := asked.site.ask(path)).status != status:
                account.faults.append(f"{path}: {answer.status}")
    for path, cookie in paths.items():
        account.recovered = max(account.recovered, asked.site.until(path, 200, cookie))
    saved = Claim.objects.get(pk=asked.claim.pk)
    if (saved.context == form["context"]) != (saved.version == version + 1):
        account.faults.append(f"half an edit: version {saved.version}, {saved.context!r}")
    # What the editor is told to do: look, and send it once more.
    again = asked.editor.save(saved, "Sent again.")
    if again.status != 302:
        account.faults.append(f"sent again: {again.status}")
    account.faults += [*standing.torn(), *filter(None, [standing.unproved()])]
    return account


def _form_path(asked: Asked) -> str:
    return f"/admin/claims/claim/{asked.claim.pk}/change/"


def _judge(account: Account, path: str, answer: Answer, *, must: bool) -> None:
    status = str(answer.status)
    account.statuses[status] = account.statuses.get(status, 0) + 1
    account.longest = max(account.longest, answer.seconds)
    if answer.status != 503:
        if must or answer.status not in (200, 302):
            account.faults.append(f"{path}: {answer.status} after {answer.seconds:.1f} s")
        return
    if not answer.headers.get("retry-after", "").isdigit():
        account.faults.append(f"{path}: no Retry-After")
    if "no-store" not in answer.headers.get("cache-control", ""):
        account.faults.append(f"{path}: may be kept")
    account.faults += [f"{path}: says {word}" for word in INSIDE if word in answer.text]
    if path.startswith("/api/"):
        told = json.loads(answer.text)
        if answer.headers["content-type"] != JSON or told["status"] != 503:
            account.faults.append(f"{path}: {answer.headers['content-type']}, {told}")
