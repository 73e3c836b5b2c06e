"""One connection to one server, which waits for an answer only so long."""

from collections.abc import Mapping
from typing import Any, Self

import psycopg

from project.patience.base import SECONDS_TO_SAY, PatientConnection

SECONDS_BEYOND = 1.0
"""How long a read may last beyond the time after which the server itself would end it."""

# Streaming and with nothing left to replay, a replica has all that its primary sent; otherwise it
# is as late as what it replayed last. Without the privilege to read it, the view still has a row.
_STATE = """
SELECT
    pg_is_in_recovery(),
    current_setting('default_transaction_read_only') = 'on',
    extract(epoch FROM current_setting('statement_timeout')::interval)::float8,
    CASE
        WHEN NOT pg_is_in_recovery() THEN 0
        WHEN pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn()
            AND EXISTS (SELECT FROM pg_stat_wal_receiver WHERE pid IS NOT NULL) THEN 0
        ELSE coalesce(
            extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 'Infinity'
        )
    END::float8
"""


class Behind(psycopg.OperationalError):
    """A replica that is too far behind its primary."""


class ReadingConnection(PatientConnection):
    """A connection that is given up, closed, where its server takes no notice of its own limits."""

    patience: float | None = SECONDS_TO_SAY
    standby = False

    @classmethod
    def opened(cls, settings: Mapping[str, Any], most_behind: int | None) -> Self:
        """Return a connection in autocommit to a server that may be read.

        `settings` are those that psycopg takes. Raises Behind for a replica that is more than so
        many seconds late, and psycopg's errors where there is no server or it lets readers write.
        """
        connection = cls.connect(**{**settings, "autocommit": True})
        try:
            connection.ask(most_behind)
        except BaseException:
            connection.close()
            raise
        return connection

    def ask(self, most_behind: int | None) -> None:
        """Have the server say that it may still be read; raises as `opened` does."""
        self.patience = SECONDS_TO_SAY
        with psycopg.ClientCursor(self) as cursor:
            row = cursor.execute(_STATE).fetchone()
        self.standby, read_only, seconds, late = row or (False, False, 0.0, 0.0)
        self.patience = seconds + SECONDS_BEYOND if seconds else None
        if not (read_only or self.standby):
            # A pooler that takes no options on the way, for one: the role must have them then.
            raise psycopg.OperationalError("default_transaction_read_only is off for readers")
        if most_behind is not None and late > most_behind:
            raise Behind("the replica is too far behind")
