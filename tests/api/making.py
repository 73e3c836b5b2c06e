"""Records for the tests of the API: released ones, and bare rows where thousands are wanted."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse

from claims.record.models import PublishedClaim, PublishedFacet, Release
from tests import builders
from tests.builders import Content

DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
START = datetime(2024, 1, 1, tzinfo=UTC)


def id_of(name: str, number: int = 0) -> str:
    """A public id that begins with the name; another for each number."""
    digits = ""
    for _ in range(4):
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return name[:8].ljust(8, "z") + digits


def content(number: int = 0, **overrides: Any) -> Content:
    """The content of claim `number`: made by one speaker, contradicted by one source."""
    statement = builders.statement_content(
        id_of("stmt", number),
        speakers=[builders.speaker_reference(id_of("speaker"))],
        source=source("source"),
    )
    evidence = builders.evidence_content(
        id_of("evid", number),
        speaker={"id": id_of("general"), "name": "A general", "kind": "person"},
        source=source("report"),
    )
    claim = builders.claim_content(id_of("claim", number))
    claim["topics"] = [{"id": id_of("topic"), "name": "Defence"}]
    return claim | {"statements": [statement], "evidence": [evidence]} | overrides


def statement(number: int, speaker: str, stance: str) -> Content:
    """A statement by the named speaker that does this with its claim."""
    return builders.statement_content(
        id_of("stmt", number),
        stance=stance,
        speakers=[builders.speaker_reference(id_of(speaker))],
        source=source("source"),
    )


def source(name: str) -> Content:
    """A reference to the named source, whose publisher bears the same name."""
    publisher = {"id": id_of(f"p{name}"), "name": name}
    return builders.source_reference(id_of(name), publisher=publisher)


def released(number: int = 0, event: str = "publish", note: str = "", **overrides: Any) -> Release:
    """Claim `number` as a new release; an event beyond the first gets a note."""
    note = note or (builders.NOTE if event != "publish" else "")
    return builders.release("claim", content(number, **overrides), event, note)


def lasting(answer: HttpResponse) -> dict[str, str]:
    """The headers of an answer but its request id, which no two answers share."""
    return {name: value for name, value in answer.items() if name != "X-Request-Id"}


def bare_rows(count: int, first: int = 0, **fields: Any) -> list[PublishedClaim]:
    """Rows of the claims `first`, `first` + 1 … whose bodies hold nothing but their id."""
    rows = [_bare_row(number, fields) for number in range(first, first + count)]
    return PublishedClaim.objects.bulk_create(rows)


def bare_facets(rows: list[PublishedClaim], kind: str, value: str) -> None:
    """The same facet for each of the rows."""
    PublishedFacet.objects.bulk_create(
        PublishedFacet(kind=kind, value=value, order_key=row.first_sequence, claim=row)
        for row in rows
    )


def _bare_row(number: int, fields: dict[str, Any]) -> PublishedClaim:
    moment = START + timedelta(minutes=number)
    given = {
        "status": "open",
        "kind": "factual",
        "language": "en",
        "first_released_at": moment,
        "released_at": moment,
        "changed_at": moment,
        "corrected": False,
        "has_contradicting_evidence": False,
    } | fields
    return PublishedClaim(
        public_id=id_of("bare", number),
        number=1,
        sequence=number + 1,
        first_sequence=number + 1,
        slug="bare",
        title="Bare",
        body=f'{{"id":"{id_of("bare", number)}"}}',
        etag=f"{number:064x}",
        **given,
    )
