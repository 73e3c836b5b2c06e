"""The connection of readers: to whichever server is fit, and to another once it is not."""

from threading import Thread
from typing import Any, ClassVar

import psycopg
from django.db import Error
from django.db.backends.postgresql import base
from psycopg import IsolationLevel
from psycopg.errors import SerializationFailure, UndefinedColumn, UndefinedTable

from project.replicas.connections import Behind, ReadingConnection
from project.replicas.cursors import ReadingCursor, ReadingDebugCursor
from project.replicas.servers import Fault, Server, Servers

GOING_AWAY = ("57P01", "57P02", "57P03")
"""The states in which PostgreSQL ends connections as it stops or starts."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own connection, which reads only, with one server or several behind it.

    With `SERVERS`, a list of settings, it opens to a replica that is away neither nor more than
    `MOST_SECONDS_BEHIND` late, each in its turn; where none is fit to the last of the list, and
    rather to a late one than to nothing. Outside a transaction a read that a server breaks off
    is asked again. It changes over between requests, never within one that goes well.
    """

    connection: ReadingConnection | None
    health_check_done: bool
    _known: ClassVar[dict[str, Servers]] = {}

    def __init__(self, settings_dict: dict[str, Any], alias: str = "public") -> None:
        super().__init__(settings_dict, alias)
        several = settings_dict.get("SERVERS")
        if several:
            late = settings_dict["MOST_SECONDS_BEHIND"]
            self.servers = self._known.setdefault(alias, Servers(several, late))
        else:
            self.servers = Servers([settings_dict], None)
        self.server = self.servers.primary
        self._opened_at = 0

    def left_out(self) -> list[str]:
        """Return a line for each server that readers are not sent to, without its address."""
        return [f"{server.name} is {server.fault}" for server in self.servers.unfit()]

    def get_new_connection(self, conn_params: dict[str, Any]) -> ReadingConnection:
        """Open a connection to the first server that is fit, else to one that is late."""
        self._ask_those_left_out()
        self.isolation_level = IsolationLevel.READ_COMMITTED
        self._opened_at, fit = self.servers.returns, self.servers.fit()
        refusal: psycopg.Error | None = None
        for server in fit:
            try:
                return self._opened(server, self.servers.most_behind)
            except psycopg.Error as error:
                self.servers.leave_out(server, _fault(error))
                refusal = error
        for server in self.servers.unfit():
            if server.fault is Fault.BEHIND or server not in fit:
                try:
                    return self._opened(server, None)
                except psycopg.Error as error:
                    refusal = error
        raise refusal or psycopg.OperationalError("no server is left to read from")

    def _opened(self, server: Server, most_behind: int | None) -> ReadingConnection:
        connection = ReadingConnection.opened(self._parameters(server), most_behind)
        self.server = server
        return connection

    def _parameters(self, server: Server) -> dict[str, Any]:
        if server.settings is self.settings_dict:
            return self.get_connection_params()
        settings = {**self.settings_dict, **server.settings}
        return base.DatabaseWrapper(settings, self.alias).get_connection_params()

    def _ask_those_left_out(self) -> None:
        """Ask servers how they are that are due, while readers go on with others."""
        for server in self.servers.unfit():
            if self.servers.to_be_asked(server):
                asked = (server, self._parameters(server), self.servers)
                Thread(target=_ask, args=asked, daemon=True).start()

    def close_if_health_check_failed(self) -> None:
        """Once in a request, and in a process once a second, ask the server whether it is fit."""
        if self.connection is None or self.health_check_done or self.in_atomic_block:
            return
        self.health_check_done = True
        if self.server.fault or not self.servers.to_be_asked(self.server):
            return
        try:
            self.connection.ask(self.servers.most_behind)
        except psycopg.Error as error:
            self.servers.leave_out(self.server, _fault(error))
            self.close()

    def close_if_unusable_or_obsolete(self) -> None:
        """Between requests, leave a server that is not fit; share with one that is so again."""
        self._ask_those_left_out()
        returned = self._opened_at != self.servers.returns
        if self.connection is not None and (returned or self.servers.has_better(self.server)):
            self.close()
        super().close_if_unusable_or_obsolete()

    def gives_way(self, error: Error) -> bool:
        """Tell whether what failed may be asked again, and leave the server it failed on."""
        if self.in_atomic_block or not self.autocommit:
            return False
        cause = error.__cause__
        state = getattr(cause, "sqlstate", None)
        fault: Fault
        if self.connection is None or self.connection.closed or state in GOING_AWAY:
            fault = Fault.AWAY
        elif not self.connection.standby or self.server is self.servers.primary:
            return False
        elif isinstance(cause, UndefinedTable | UndefinedColumn):
            fault = Fault.LACKING
        elif isinstance(cause, SerializationFailure):
            fault = Fault.BREAKING_OFF
        else:
            return False
        self.servers.leave_out(self.server, fault)
        self.close()
        return True

    def cursor_elsewhere(self, name: str | None) -> Any:
        """Return a bare cursor on a connection of now."""
        self.ensure_connection()
        with self.wrap_database_errors:
            return self.create_cursor(name)

    def make_cursor(self, cursor: Any) -> ReadingCursor:
        """Wrap a cursor so that it asks again."""
        return ReadingCursor(cursor, self)

    def make_debug_cursor(self, cursor: Any) -> ReadingDebugCursor:
        """Wrap a cursor so that it asks again, and keeps what it asked."""
        return ReadingDebugCursor(cursor, self)


def _ask(server: Server, parameters: dict[str, Any], servers: Servers) -> None:
    try:
        ReadingConnection.opened(parameters, servers.most_behind).close()
    except psycopg.Error as error:
        servers.leave_out(server, _fault(error))
    else:
        servers.take_in(server)


def _fault(error: psycopg.Error) -> Fault:
    return Fault.BEHIND if isinstance(error, Behind) else Fault.AWAY
