"""What an index can divide a list by, on either database: stretches of days, and their order."""

from typing import Any

from django.db.models import BigIntegerField, Expression, F, Func
from django.db.models.sql.compiler import SQLCompiler

STRETCHES = (1, 16, 256)
"""Days of the stretches that indexes divide time by."""

SECONDS = 86_400
YEAR_ONE = 62_135_596_800
"""Seconds from the beginning of the year 1 to that of 1970."""


class Days(Func):
    """The number of the stretch of so many `days` in which a moment lies; NULL where there is none.

    Stretches follow one another from the beginning of the year 1 in UTC, which begins number 0.
    """

    output_field = BigIntegerField()

    def __init__(self, moment: Expression | F | str, *, days: int) -> None:
        super().__init__(moment)
        self.days = days

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        # The function of no text but this one may stand in an index.
        seconds = "CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)"
        return super().as_sql(compiler, connection, template=self._stretch(seconds), **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        # Of a moment with its zone, PostgreSQL would have this depend on the session's.
        seconds = "floor(extract(epoch FROM %(expressions)s AT TIME ZONE 'UTC'))::bigint"
        return super().as_sql(compiler, connection, template=self._stretch(seconds), **context)

    def _stretch(self, seconds: str) -> str:
        # No parameters: an index is found by the same text alone.
        return f"(({seconds} + {YEAR_ONE}) / {SECONDS * self.days})"


class Only(Func):
    """A whole number as those indexes alone hold it that name it so.

    Asked for in its order, rows are read from such an index: no database is led to believe that it
    would come by them sooner walking the list.
    """

    output_field = BigIntegerField()
    template = "(%(expressions)s + 0)"
