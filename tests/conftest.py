"""Fixtures for every test: databases, guards round each flush, golden files, a browser."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, cast

import pytest
from django.conf import Settings, settings
from django.contrib.staticfiles import handlers
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import client
from django.test.client import ClientHandler
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from claims.desk.models import DESK_SEARCH_TABLES
from claims.ledger import guards, keeping
from claims.record.models.search_tables import SEARCH_TABLES
from claims.search import common
from project.databases import sqlite_read_only_name
from tests import gate, ordering, threads
from tests.chromium import chromium_path

GOLDEN = Path(__file__).parent / "golden"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="run only the tests that use golden files, and rewrite those from what they are given",
    )


def pytest_configure() -> None:
    # Real hashing would take longer than the rest of a test that signs somebody in.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # A browser waits for whatever else the machine does; the five seconds of playwright are few.
    expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Open both aliases to every test that uses the database.

    Where several processes share the tests, the longest files come first.
    """
    if config.getoption("--rewrite-golden"):
        items[:] = [item for item in items if "golden" in getattr(item, "fixturenames", ())]
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            asked = dict(marker.kwargs) if marker else {}
            asked.setdefault("databases", ["default", "public"])
            item.add_marker(pytest.mark.django_db(**asked), append=False)
    if hasattr(config, "workerinput"):
        ordering.longest_first(items)


def pytest_collection_finish() -> None:
    """Take what collecting made out of the collector's sight: it stays to the end."""
    gc.collect()
    gc.freeze()


def _is_transactional(request: pytest.FixtureRequest) -> bool:
    return ordering.commits(request.node)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Put SQLite's test database in a file: a memory database cannot be shared by threads.

    On a server each of several workers has a database of its own, by its suffix.
    """
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, static_files: Path) -> None:
    """Have `public` open the test database read-only, as it opens the real one."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        connections["public"].settings_dict["NAME"] = sqlite_read_only_name(name)


class BoundThere(DatabaseOperations):
    """What PostgreSQL is told where values go beside the statement."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> Any:
        """The statement with its values in it, as Django tells it of such a connection."""
        return self.compose_sql(sql, params)


def _under_another_name(connection: BaseDatabaseWrapper, name: str) -> BaseDatabaseWrapper:
    """The same connection, open transaction and all, that calls itself `name`.

    On PostgreSQL it sends values beside the statement, as the real one of readers does.
    """

    def bound_there(self: Any, name: str | None = None) -> Any:
        return kind.create_cursor(self, name) if name else ServerBindingCursor(self.connection)  # type: ignore[call-arg]

    kind: Any = type(connection)
    changed: dict[str, Any] = {"alias": property(lambda self: name)}
    if connection.vendor == "postgresql":
        changed["create_cursor"] = bound_there
        told = BoundThere(connection)
        changed["ops"] = property(lambda self: told)
    named: Any = type(kind.__name__, (kind,), changed)
    other = named.__new__(named)
    other.__dict__ = connection.__dict__
    return cast(BaseDatabaseWrapper, other)


@pytest.fixture
def public_alias(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[None]:
    """Let `public` see what a test has not committed.

    A test inside a transaction gets the default connection under both names; a transactional test
    gets a read-only connection of its own.
    """
    own = connections["public"]
    if not _is_transactional(request):
        connections["public"] = _under_another_name(connections["default"], "public")
    yield
    own.close()
    connections["public"] = own


@pytest.fixture
def _django_db_helper(
    request: pytest.FixtureRequest, public_alias: None, _django_db_helper: None
) -> Iterator[None]:
    """Drop the guards before the flush that ends a transactional test.

    They refuse it otherwise. The signal that follows the flush installs them again. Checkpoints go
    as well: they are of a record that is there no more. No request of the test goes on meanwhile.
    """
    served = "live_server" in request.fixturenames
    with gate.opened() if served else nullcontext():
        yield
    shutil.rmtree(keeping.folder(), ignore_errors=True)
    if _is_transactional(request):
        with transaction.atomic():
            guards.drop(connection)


@pytest.fixture(scope="module")
def once(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Have what a function writes be there for every test of the module: `once(publish)`.

    Each test undoes what it writes itself, as ever. For modules none of whose tests commits.
    """
    own = connections["public"]

    def write(make: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock():
            connections["public"] = _under_another_name(connections["default"], "public")
            try:
                return make()
            finally:
                connections["public"] = own

    whole = transaction.atomic()
    with django_db_blocker.unblock():
        whole.__enter__()
    yield write
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture(scope="session", autouse=True)
def one_chain() -> Iterator[None]:
    """Give every client the same middleware where no setting is another than the project's.

    Each would list all static files anew; there are thousands of clients.
    """
    load, kept = ClientHandler.load_middleware, cast(Any, ClientHandler())

    def loaded(handler: ClientHandler, is_async: bool = False) -> None:
        if is_async or type(handler) is not ClientHandler or not _as_the_project_has_them():
            load(handler, is_async)
            return
        if kept._middleware_chain is None:
            load(kept)
        vars(handler).update({name: vars(kept)[name] for name in MADE_BY_LOADING})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "load_middleware", loaded)
        yield


MADE_BY_LOADING = (
    *("_view_middleware", "_template_response_middleware", "_exception_middleware"),
    "_middleware_chain",
)


def _as_the_project_has_them() -> bool:
    return isinstance(settings._wrapped, Settings)


@pytest.fixture(scope="session", autouse=True)
def no_widgets() -> Iterator[None]:
    """Leave the templates of widgets out of what answers tell of how they were made.

    A form has hundreds, and the context of each would be copied.
    """
    store = cast(Any, client).store_rendered_templates

    def stored(
        kept: Any, signal: Any, sender: Any, template: Any, context: Any, **more: Any
    ) -> None:
        if not str(template.name).startswith(OF_WIDGETS):
            store(kept, signal, sender, template, context, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", stored)
        yield


OF_WIDGETS = ("django/forms/", "admin/widgets/")


@pytest.fixture(autouse=True)
def statistics_forgotten() -> Iterator[None]:
    """Let no test know which words were common in another's tables."""
    yield
    common.forget()


@pytest.fixture
def statistics_known(db: None) -> None:
    """Have the common words of all tables asked for already, as a worker has that runs a while."""
    for alias in connections:
        for words in (*SEARCH_TABLES, *DESK_SEARCH_TABLES):
            common.commonest(connections[alias], words)


@pytest.fixture(scope="session")
def static_files() -> Path:
    """The folder of collected static files, whose hashed names the templates look up."""
    call_command("collectstatic", interactive=False, verbosity=0)
    return Path(settings.STATIC_ROOT)


@pytest.fixture(scope="session")
def whitenoise_alone(static_files: Path) -> Iterator[None]:
    """Take away Django's own static handler, which does not know the hashed names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "StaticFilesHandler", gate.guarded)
        yield


@pytest.fixture(scope="session")
def live_server(whitenoise_alone: None, live_server: LiveServer) -> LiveServer:
    """A server on loopback that serves pages and static files as a deployment does."""
    return live_server


@pytest.fixture
def concurrently() -> Callable[..., list[Any]]:
    """What runs callables at the same time, each in its own thread with its own connections."""
    return threads.concurrently


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with the file of that name in tests/golden, or rewrite it by `make golden`."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--rewrite-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8"), f"{name} differs; see `make golden`"

    return compare


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for tests marked `browser`; open a page with `browser.new_page()`."""
    found = chromium_path()
    if not found:
        pytest.skip("no Chromium found on PATH")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright runs an event loop in this thread; the tests themselves stay synchronous.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()
