"""What a copy of the database is known by: its migrations, its rows and where its chains end."""

from collections.abc import Callable
from typing import Any

from claims.ledger.chain import GENESIS
from claims.ledger.checkpoints import AUDIT, RELEASES

Facts = dict[str, Any]
Ask = Callable[[str], list[tuple[Any, ...]]]
"""Runs one query and returns its rows."""

_MIGRATIONS = "SELECT app, name FROM django_migrations"
_CHAINS = {
    RELEASES: (
        "SELECT count(*) FROM claims_release",
        "SELECT sequence, hash FROM claims_releasehead",
    ),
    AUDIT: (
        "SELECT count(*) FROM claims_auditentry",
        "SELECT sequence, hash FROM claims_audithead",
    ),
}


def facts(ask: Ask) -> Facts:
    """Return `{"migrations": ["app.name"], "rows": {chain: n}, "heads": {chain: {...}}}`.

    A head is its `sequence` and `hash`. Whoever asks sees to it that all is of one moment. Raises
    the database's own error where it holds no desk.
    """
    migrations = sorted(f"{app}.{name}" for app, name in ask(_MIGRATIONS))
    rows: dict[str, int] = {}
    heads: dict[str, dict[str, Any]] = {}
    for chain, (count, head) in _CHAINS.items():
        ((rows[chain],),) = ask(count)
        sequence, hash = (ask(head) or [(0, GENESIS)])[0]
        heads[chain] = {"sequence": sequence, "hash": hash}
    return {"migrations": migrations, "rows": rows, "heads": heads}


def difference(told: Facts, found: Facts) -> str | None:
    """Return the first thing that is not as it was told, in a few words, or None."""
    for name in ("migrations", "rows", "heads"):
        if told[name] != found[name]:
            if name == "migrations":
                return "its migrations are others than the manifest's"
            return f"its {name} are {found[name]}, and the manifest's {told[name]}"
    return None
