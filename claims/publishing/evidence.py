"""A piece of evidence's public form."""

from collections.abc import Collection

from claims.desk.models import Evidence
from claims.publishing.excerpts import Surroundings
from claims.publishing.plain import Body
from claims.publishing.statements import (
    selector,
    source_reference,
    speaker_reference,
    statement_body,
)


def evidence_body(
    item: Evidence, around: Surroundings, shown: Collection[int], *, origin: str, counts: bool
) -> Body:
    """Return a piece of evidence as a body shows it.

    `shown` is as for `statement_body`; `origin` and `counts` are decided by `counting`.
    """
    statement = statement_body(item.statement, around, shown) if item.statement else None
    speaker = item.speaker or (item.statement.speaker if item.statement else None)
    return {
        "id": item.public_id,
        "stance": item.stance,
        "kind": item.kind,
        "origin": origin,
        "speaker": speaker_reference(speaker) if speaker else None,
        "counts": counts,
        "quote": statement["quote"] if statement else item.quote,
        "language": _language(item),
        "translations": statement["translations"] if statement else _translations(item),
        "note": item.note,
        "source": source_reference(item.source, item.capture) if item.source else None,
        "statement": statement,
        "selector": statement["selector"] if statement else selector(item, around),
    }


def _language(item: Evidence) -> str:
    if item.statement:
        return item.statement.language
    return item.source.language if item.source else ""


def _translations(item: Evidence) -> list[Body]:
    if not item.translation:
        return []
    return [
        {
            "language": item.translation_language,
            "text": item.translation,
            "translator": item.translator,
            "method": item.translation_method,
        }
    ]
