"""A claim's body -> what it is found by, and the statements and evidence it shows."""

from collections.abc import Iterator
from typing import Any


def facets(body: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the (kind, value) pairs by which a claim is found, sorted, each once."""
    return sorted({pair for pair in _pairs(body) if pair[1]})


def statements(body: dict[str, Any]) -> list[tuple[int, bool, dict[str, Any]]]:
    """Return (position, as evidence, statement) for each statement shown, once in either place.

    Statements come before evidence, either in the body's order. Each says which claim shows it and
    what it does with the claim: its stance is None where it is shown as evidence.
    """
    found: dict[tuple[str, bool], tuple[int, dict[str, Any]]] = {}
    for at, statement in enumerate(body["statements"]):
        found.setdefault((statement["id"], False), (at, statement))
    for at, piece in enumerate(body["evidence"]):
        if statement := piece["statement"]:
            shown = {"id": statement["id"], "stance": None} | statement
            found.setdefault((statement["id"], True), (at, shown))
    claim = _claim(body)
    return [(at, proof, {**shown, "claim": claim}) for (_, proof), (at, shown) in found.items()]


def evidence(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each piece of evidence in the body's order, with the claim that shows it."""
    return [{**piece, "claim": _claim(body)} for piece in body["evidence"]]


def speakers(body: dict[str, Any]) -> set[str]:
    """Return the public ids of everybody whose statements a claim shows."""
    proof = [piece["statement"] for piece in body["evidence"] if piece["statement"]]
    shown = [*body["statements"], *proof]
    return {one["id"] for statement in shown for one in statement["speakers"] if one["id"]}


def has_contradicting_evidence(body: dict[str, Any]) -> bool:
    """Tell whether any evidence that counts contradicts the claim."""
    return any(piece["counts"] and piece["stance"] == "contradicts" for piece in body["evidence"])


def statement_facets(body: dict[str, Any], statement: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the (kind, value) pairs by which one of a body's statements is found, each once."""
    speakers = {("speaker", one["id"]) for one in statement["speakers"] if one["id"]}
    return sorted(speakers | {("topic", topic["id"]) for topic in body["topics"]})


def source_of(source: dict[str, Any] | None) -> str:
    """Return the public id of a source as statements and evidence name it, or ""."""
    return (source["id"] or "") if source else ""


def publisher_of(source: dict[str, Any] | None) -> str:
    """Return the public id of the publisher of such a source, "" where none is named."""
    return source["publisher"]["id"] if source and source["publisher"] else ""


def _claim(body: dict[str, Any]) -> dict[str, str]:
    return {"id": body["id"], "url": body["url"], "claim": body["claim"]}


def _pairs(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for topic in body["topics"]:
        yield "topic", topic["id"]
    for statement in body["statements"]:
        yield "stance", statement["stance"]
        yield from _of_source(statement["source"])
        for speaker in statement["speakers"]:
            if speaker["id"]:
                yield "speaker", speaker["id"]
                yield "speaker_stance", f"{speaker['id']}:{statement['stance']}"
    for piece in body["evidence"]:
        yield "evidence", piece["stance"]
        yield from _of_source(piece["source"])
        if piece["statement"]:
            yield from _of_source(piece["statement"]["source"])


def _of_source(source: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    if source:
        yield "source", source["id"] or ""
        if source["publisher"]:
            yield "publisher", source["publisher"]["id"]
