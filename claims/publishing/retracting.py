"""What a claim's last release said, as its retraction or its merge repeats it."""

from typing import Any

from django.conf import settings

from claims.desk.models import Source
from claims.publishing.plain import Body
from claims.publishing.requesting import without_request
from claims.publishing.statements import source_reference


def retracted(content: Body) -> Body:
    """Return released content without what names sources that are withheld by now.

    What is left of them is what composing a withheld source gives. `review` is as it is now.
    """
    quoting = [*content["statements"], *content["evidence"]]
    quoting += [item["statement"] for item in content["evidence"] if item["statement"]]
    ids = {one["source"]["id"] for one in quoting if one["source"]}
    withheld = {
        source.public_id: source_reference(source, None)
        for source in Source.objects.filter(public_id__in=ids, withheld=True)
    }
    return {
        **without_request(content),
        "statements": [_statement(one, withheld) for one in content["statements"]],
        "evidence": [_evidence(one, withheld) for one in content["evidence"]],
        "review": review(),
    }


def review() -> Body:
    """Return how the desk decides at present."""
    return {"second_person": not settings.SINGLE_PERSON_DESK}


def _statement(statement: Body, withheld: dict[str, Body]) -> Body:
    return _without(statement, withheld, attribution=[])


def _evidence(item: Body, withheld: dict[str, Body]) -> Body:
    if item["statement"] is None:
        return _without(item, withheld) if item["source"] else item
    statement = _statement(item["statement"], withheld)
    return {**item, "statement": statement, "selector": statement["selector"]}


def _without(quoting: Body, withheld: dict[str, Body], **gone: Any) -> Body:
    source = withheld.get(quoting["source"]["id"])
    return {**quoting, **gone, "source": source, "selector": None} if source else quoting
