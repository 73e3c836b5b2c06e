"""Re-proving the record: the chain of releases, its head, and the read tables."""

from collections.abc import Iterator

from claims.ledger import chain
from claims.ledger.heads import EPOCH
from claims.record.drift import table_faults
from claims.record.models import Release, ReleaseHead
from claims.record.releases import hashed_fields

CHUNK = 200


def faults() -> Iterator[str]:
    """Give what is wrong with the record, one line each, the first bad item first.

    Releases are read in order and one at a time; publishing may go on meanwhile. Read tables are
    compared with a fresh projection only where the chain proves, for nothing follows from releases
    that were tampered with.
    """
    broken = chain_fault()
    if broken:
        yield broken
        return
    yield from table_faults()


def chain_fault() -> str | None:
    """Return what is wrong with the first bad release, or with the head; None if both prove."""
    head = ReleaseHead.objects.first()
    reader = _Reader(head)
    fault = chain.first_fault(reader.entries())
    if fault:
        return reader.named(fault)
    if reader.at_head != ((head.hash, head.at) if head else (chain.GENESIS, EPOCH)):
        return _head_fault(head, reader.last)
    now = ReleaseHead.objects.first()
    if reader.last and (now is None or now.sequence < reader.last.sequence):
        return _head_fault(now, reader.last)
    return None


def _head_fault(head: ReleaseHead | None, last: Release | None) -> str:
    there = _name(last) if last else "no release"
    if head is None:
        return f"the head of the record is missing; the last release is {there}"
    if last is None or last.sequence < head.sequence:
        first_gone = last.sequence + 1 if last else 1
        return f"release {first_gone} is missing: the record ends with {there}"
    return f"the head of the record names release {head.sequence} wrongly; the last is {there}"


def _name(release: Release) -> str:
    return (
        f"release {release.sequence} ({release.subject_kind} {release.subject}, "
        f"number {release.number})"
    )


class _Reader:
    """Reads the chain once, and remembers where it stands and what stood at the head."""

    def __init__(self, head: ReleaseHead | None) -> None:
        self.last: Release | None = None
        self.head = head
        self.at_head = (chain.GENESIS, EPOCH)

    def entries(self) -> Iterator[chain.Entry]:
        for release in Release.objects.order_by("sequence").iterator(chunk_size=CHUNK):
            self.last = release
            if self.head and release.sequence == self.head.sequence:
                self.at_head = (release.hash, release.released_at)
            yield chain.Entry(
                sequence=release.sequence,
                fields=hashed_fields(release),
                previous_hash=release.previous_hash,
                hash=release.hash,
                payload_digest=release.content_digest,
                payload=release.content,
                salt=release.salt,
            )

    def named(self, fault: str) -> str:
        """Say which release a fault of the chain is about."""
        if self.last is None:
            return fault
        own = f"sequence {self.last.sequence} "
        if fault.startswith(own):
            return f"{_name(self.last)} {fault.removeprefix(own)}"
        return f"{fault.replace('sequence', 'release', 1)}, {_name(self.last)}"
