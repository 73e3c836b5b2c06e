"""The desk's connection: one that no longer answers is given up before it is asked anything."""

from typing import Any, TypeVar

import psycopg
from django.db.backends.postgresql import base
from psycopg import IsolationLevel
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

SECONDS_TO_SAY = 0.9
"""How long a server that was there may take to say that it still is, once a request."""

Result = TypeVar("Result")


class PatientConnection(psycopg.Connection[Any]):
    """A connection that waits for an answer as long as it is told to, and then closes."""

    patience: float | None = None

    def wait(
        self, gen: PQGen[Result], interval: float = 0.1, timeout: float | None = None
    ) -> Result:
        """Wait for an answer, no longer than the connection has patience."""
        try:
            return super().wait(gen, interval, timeout or self.patience)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                # What comes now would be taken for the answer to another question.
                self.pgconn.finish()
            raise


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, whose health check ends where a server is paused or the network swallows it.

    Only that is bounded: what a command of the desk asks may take as long as it takes.
    """

    connection: PatientConnection | None

    def get_new_connection(self, conn_params: dict[str, Any]) -> PatientConnection:
        """Open a connection; PostgreSQL's own level of isolation is the one that is wanted."""
        self.isolation_level = IsolationLevel.READ_COMMITTED
        return PatientConnection.connect(**conn_params)

    def is_usable(self) -> bool:
        """Tell whether the server answers, soon."""
        if self.connection is None:
            return False
        self.connection.patience = SECONDS_TO_SAY
        try:
            return bool(super().is_usable())
        finally:
            self.connection.patience = None
