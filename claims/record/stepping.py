"""The values that an index begins with, each found by one step into it."""

from typing import Any

from django.db import connections
from django.db.models import Expression, F, QuerySet
from django.db.models.expressions import RawSQL

MOST = 400
"""Values that are looked for."""


def values(
    rows: QuerySet[Any], expression: Expression | F, *, low: Any = None, below: Any = None
) -> list[Any] | None:
    """Return the different values of an expression over the rows, in order; None beyond MOST.

    `rows` are all of a table: the expression is what one of its indexes begins with. From `low` on
    and `below` where these are given; NULL is left out. One query.
    """
    found = rows.annotate(stepped=expression).filter(stepped__isnull=False)
    ordered = found.order_by("stepped")
    if below is not None:
        ordered = ordered.filter(stepped__lt=below)
    first = ordered if low is None else ordered.filter(stepped__gte=low)
    # The name of the step before, which the statement around it gives.
    later = ordered.filter(stepped__gt=RawSQL("steps.stepped", ()))
    connection = connections[rows.db]
    (begun, given), (gone_on, more) = (
        step.values_list("stepped")[:1].query.get_compiler(rows.db).as_sql()
        for step in (first, later)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE steps(stepped) AS (SELECT ({begun}) UNION ALL "  # noqa: S608
            f"SELECT ({gone_on}) FROM steps WHERE steps.stepped IS NOT NULL) "
            f"SELECT stepped FROM steps WHERE stepped IS NOT NULL LIMIT {MOST + 1}",
            [*given, *more],
        )
        told = [value for (value,) in cursor.fetchall()]
    return told if len(told) <= MOST else None
