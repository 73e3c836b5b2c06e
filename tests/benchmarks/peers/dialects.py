"""What SQL has another word for on each database, for the peers' tables and their JSON."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """One database's words; expressions go in and come out as SQL."""

    vendor: str
    instant: str
    flag: str
    serial: str
    parsed: str
    object: str
    once: str
    """Ends a subquery whose JSON is to be parsed once, not again for each value read of it."""

    def each(self, array: str) -> str:
        """Return what reads the members of a JSON array as rows `each`: `key` in order, `value`."""
        if self.vendor == "sqlite":
            return f"json_each({array}) AS each"
        return f"jsonb_array_elements({array}) WITH ORDINALITY AS each(value, key)"

    def array(self, made: str, source: str, order: str) -> str:
        """Return a JSON array of what is made of each row of a source."""
        if self.vendor == "sqlite":
            rows = f"SELECT {made} AS made FROM {source} ORDER BY {order}"
            return f"(SELECT json_group_array(json(made)) FROM ({rows}))"
        return f"(SELECT coalesce(json_agg({made} ORDER BY {order}), '[]') FROM {source})"

    def told(self, flag: str) -> str:
        """Return a flag as JSON tells it."""
        return f"json(iif({flag}, 'true', 'false'))" if self.vendor == "sqlite" else flag

    def absent(self, column: str, made: str) -> str:
        """Return what is made, null where a column is."""
        none = "json('null')" if self.vendor == "sqlite" else "null"
        return f"CASE WHEN {column} IS NULL THEN {none} ELSE {made} END"

    def constant(self, json: str) -> str:
        """Return JSON that is always the same."""
        return f"json('{json}')" if self.vendor == "sqlite" else f"'{json}'::json"


SQLITE = Dialect(
    vendor="sqlite",
    instant="text",
    flag="integer",
    serial="integer",
    parsed="{}",
    object="json_object",
    once="",
)
POSTGRESQL = Dialect(
    vendor="postgresql",
    instant="timestamptz",
    flag="boolean",
    serial="bigint",
    parsed="{}::jsonb",
    object="json_build_object",
    once=" OFFSET 0",
)
DIALECTS = {one.vendor: one for one in (SQLITE, POSTGRESQL)}
