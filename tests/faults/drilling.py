"""A backup taken under load, restored into an empty database, and compared with what was public."""

import hashlib
import io
import json
import random
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from claims.desk.models import Claim
from claims.ledger import keeping
from claims.record.models import PublishedClaim, PublishedEntity, ReleaseHead
from tests.commands.restored import corrected, empty_database
from tests.faults import standing
from tests.faults.acts import people
from tests.faults.child import Children
from tests.threads import concurrently

SHARED = (
    "/", "/corrections", "/sitemap.xml", "/feeds/corrections.atom", "/api/v1/corrections",
    "/api/v1/stats",
)  # fmt: skip
"""What changes with every release."""

WALKED = ("/api/v1/claims?page_size=100", "/api/v1/changes?page_size=100")
"""Lists that are walked to their end: every body there is, and every release."""

AFTERWARDS = 2
"""How many more releases there are at least once the backup is taken."""

Seen = dict[str, str]
"""What each address answered: its status and the digest of its bytes."""


@dataclass
class Account:
    """What a drill came to: sizes, seconds, and all that is wrong."""

    claims: int = 0
    addresses: int = 0
    releases_before: int = 0
    releases_after: int = 0
    imports: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """All of it, for a report."""
        return asdict(self)

    def timed(self, what: str, work: Callable[[], object]) -> None:
        """Do work and keep how long it took."""
        began = time.monotonic()
        work()
        self.seconds[what] = round(time.monotonic() - began, 1)


def drill(
    folder: Path, living: list[str], others: Sequence[str] = (), *, seed: int, whole: bool
) -> Account:
    """Back up while claims are corrected and articles imported, restore, and compare.

    `living` are the claims that are corrected, by public id. Every address of theirs and of the
    `others` is compared, and the bodies of all that there are; with `whole` it is proved besides
    that nothing changed at an address that was not asked again.
    """
    lot, account, file = random.Random(seed), Account(), folder / "desk.zip"  # noqa: S311
    looked_at = [*living, *others]
    account.claims = PublishedClaim.objects.count()
    known = crawl(looked_at)
    moments: list[tuple[int, Seen]] = [(_head(), {})]
    taken = threading.Event()

    def release() -> None:
        after = 0
        while after < AFTERWARDS:
            after += taken.is_set()
            one = lot.choice(living)
            corrected(Claim.objects.get(public_id=one), f"Corrected, {len(moments)}.")
            moments.append((_head(), dict(_asked([*_of_claim(one), *_named_by(one), *SHARED]))))
            moments[-1][1].update(_walked())

    def back_up() -> None:
        try:
            while len(moments) < 1 + AFTERWARDS:
                time.sleep(0.05)
            _command("backup", file)
        finally:
            taken.set()

    with Children() as children:
        people()
        children.start("import", token=f"drill{seed}")
        account.timed("backup under load", lambda: _raise_of(concurrently(release, back_up)))
        account.imports = len(children.kill())
    head = _manifest(file)["heads"]["releases"]["sequence"]
    account.releases_before = sum(sequence <= head for sequence, _ in moments) - 1
    account.releases_after = len(moments) - 1 - account.releases_before
    if whole:
        account.faults += _differences("live", _known_at(known, moments, _head()), looked_at)
    with empty_database(folder):
        account.timed("restore and verify", lambda: _command("restore", file))
        expected = _known_at(known, moments, head)
        account.addresses = len(expected)
        account.faults += _differences("restored", expected, looked_at)
        # As docs/trust.md tells: what was signed since is of what the backup lacks.
        keeping.folder().rename(folder / "checkpoints-before")
        account.faults += [*standing.torn(), *filter(None, [standing.unproved()])]
    return account


def crawl(claims: list[str]) -> Seen:
    """What every public address of these claims, of all that is named, and of lists answers."""
    cache.clear()
    paths = [path for claim in claims for path in _of_claim(claim)]
    named = {path for claim in claims for path in _named_by(claim)}
    return {**dict(_asked([*paths, *sorted(named), *SHARED])), **_walked()}


def _known_at(known: Seen, moments: list[tuple[int, Seen]], head: int) -> Seen:
    """What was public when the record ended there."""
    for sequence, seen in moments:
        if sequence <= head:
            known = {**known, **seen}
    # Pages of a list that is walked have addresses of their own at every moment.
    last = [seen for sequence, seen in moments if sequence <= head and seen][-1:]
    stale = {path for path in known if "cursor=" in path} - {path for one in last for path in one}
    return {path: seen for path, seen in known.items() if path not in stale}


def _differences(where: str, expected: Seen, claims: list[str]) -> list[str]:
    found = crawl(claims)
    paths = sorted(path for path in {*expected, *found} if expected.get(path) != found.get(path))
    return [f"{where}: {path} {expected.get(path)} {found.get(path)}" for path in paths]


def _of_claim(claim: str) -> list[str]:
    slug = PublishedClaim.objects.values_list("slug", flat=True).get(pk=claim)
    page, told = f"/claims/{claim}-{slug}", f"/api/v1/claims/{claim}"
    return [page, f"{page}/history", f"/uk{page}", told, f"{told}/releases", f"{told}?at=2020"]


def _named_by(claim: str) -> list[str]:
    """The pages of what a claim names, which list it."""
    body = json.loads(PublishedClaim.objects.values_list("body", flat=True).get(pk=claim))
    named = {one["source"]["id"] for one in body["statements"] if one["source"]}
    named |= {who["id"] for one in body["statements"] for who in one["speakers"]}
    entities = PublishedEntity.objects.filter(public_id__in=named)
    return [
        f"/{kind}s/{id}{f'-{slug}' if slug else ''}"
        for kind, id, slug in entities.values_list("kind", "public_id", "slug")
        if kind in ("speaker", "source", "topic")
    ]


def _asked(paths: list[str]) -> Iterator[tuple[str, str]]:
    client = Client(SERVER_NAME="127.0.0.1")
    for path in paths:
        answer = client.get(path)
        digest = hashlib.sha256(answer.content).hexdigest()[:16]
        yield path, f"{answer.status_code} {digest} {answer.get('ETag', '')[:16]}"


def _walked() -> Seen:
    client, seen = Client(SERVER_NAME="127.0.0.1"), {}
    for start in WALKED:
        path: str | None = start
        while path:
            answer = client.get(path)
            seen[path] = f"{answer.status_code} {hashlib.sha256(answer.content).hexdigest()[:16]}"
            following = answer.json()["next"]
            path = following and "/" + following.split("/", 3)[3]
    return seen


def _head() -> int:
    return ReleaseHead.objects.get().sequence


def _manifest(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as archive:
        told: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return told


def _command(name: str, *arguments: object) -> None:
    call_command(name, *map(str, arguments), stdout=io.StringIO())
    connection.close()


def _raise_of(outcomes: list[Any]) -> None:
    for one in outcomes:
        if isinstance(one, Exception):
            raise one
