"""A claim's body -> what it is found by, and the statements and evidence it shows."""

from collections.abc import Iterator, Mapping
from typing import Any

Winners = Mapping[tuple[str, str], str]
"""What stands in the place of merged things: (kind, public id) -> public id of the same kind."""

_MERGEABLE = ("speaker", "source", "publisher", "topic")


def facets(body: dict[str, Any], winners: Winners) -> list[tuple[str, str]]:
    """Return the (kind, value) pairs by which a claim is found, sorted, each once.

    It is found by what its body names, and by what stands in the place of that.
    """
    pairs = {*_pairs(body, {}), *_pairs(body, winners)}
    return sorted(pair for pair in pairs if pair[1])


def named(body: dict[str, Any]) -> set[tuple[str, str]]:
    """Return the (kind, public id) pairs of all that a body names and that may be merged."""
    found = {pair for pair in _pairs(body, {}) if pair[0] in _MERGEABLE}
    found |= {("speaker", id) for id in speakers(body)}
    found |= {("speaker", speaker_of(piece, {})) for piece in body["evidence"]}
    return {pair for pair in found if pair[1]}


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


def statement_facets(
    body: dict[str, Any], statement: dict[str, Any], winners: Winners
) -> list[tuple[str, str]]:
    """Return the (kind, value) pairs by which one of a body's statements is found, each once.

    It is found by what it names, and by what stands in the place of that.
    """
    own = {("speaker", one["id"]) for one in statement["speakers"] if one["id"]}
    own |= {("topic", topic["id"]) for topic in body["topics"]}
    return sorted(own | {(kind, _standing(kind, id, winners)) for kind, id in own})


def source_of(source: dict[str, Any] | None, winners: Winners) -> str:
    """Return the public id of a source that statements and evidence name, or ""; a winner's."""
    return _standing("source", (source["id"] or "") if source else "", winners)


def publisher_of(source: dict[str, Any] | None, winners: Winners) -> str:
    """Return the public id of such a source's publisher, "" where none is named; a winner's."""
    publisher = (source["publisher"] if source else None) or {"id": ""}
    return _standing("publisher", publisher["id"], winners)


def speaker_of(piece: dict[str, Any], winners: Winners) -> str:
    """Return the public id of the speaker whose word a piece of evidence is, or ""; a winner's."""
    return _standing("speaker", (piece["speaker"] or {}).get("id") or "", winners)


def _claim(body: dict[str, Any]) -> dict[str, str]:
    return {"id": body["id"], "url": body["url"], "claim": body["claim"]}


def _standing(kind: str, id: str, winners: Winners) -> str:
    return winners.get((kind, id), id)


def _pairs(body: dict[str, Any], winners: Winners) -> Iterator[tuple[str, str]]:
    for topic in body["topics"]:
        yield "topic", _standing("topic", topic["id"], winners)
    for statement in body["statements"]:
        yield "stance", statement["stance"]
        yield from _of_source(statement["source"], winners)
        for speaker in statement["speakers"]:
            if speaker["id"]:
                id = _standing("speaker", speaker["id"], winners)
                yield "speaker", id
                if statement["kind"] != "headline":
                    # A headline's words are the outlet's: whom it names said nothing by it.
                    yield "speaker_stance", f"{id}:{statement['stance']}"
    for piece in body["evidence"]:
        yield "evidence", piece["stance"]
        yield from _of_source(piece["source"], winners)
        if piece["statement"]:
            yield from _of_source(piece["statement"]["source"], winners)


def _of_source(source: dict[str, Any] | None, winners: Winners) -> Iterator[tuple[str, str]]:
    yield "source", source_of(source, winners)
    yield "publisher", publisher_of(source, winners)
