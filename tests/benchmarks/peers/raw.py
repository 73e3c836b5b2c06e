"""The limit: what a loop that reads stored bodies without HTTP asks of the database."""

import json
from typing import Any

from claims.search.queries import in_fts5, in_tsquery, parse
from tests.benchmarks.peers.questions import Question, Sample

NAMES = frozenset(
    {"detail", "unchanged", "list", "verdict", "speaker", "deep", "frequent", "oldest", "rare"}
)

_LISTED = "c.status NOT IN ('retracted', 'merged', 'suppressed')"
_CLAIMS = "SELECT c.body FROM claims_publishedclaim c WHERE"
_STATEMENTS = {
    "detail": "SELECT body FROM claims_publishedclaim WHERE public_id = ?",
    "unchanged": "SELECT etag FROM claims_publishedclaim WHERE public_id = ?",
    "list": f"{_CLAIMS} {_LISTED} ORDER BY c.first_sequence DESC LIMIT ?",
    "verdict": f"{_CLAIMS} c.verdict = ? AND {_LISTED} ORDER BY c.first_sequence DESC LIMIT ?",
    "speaker": (
        "SELECT c.body FROM claims_publishedfacet f JOIN claims_publishedclaim c "
        f"ON c.public_id = f.claim_id WHERE f.kind = 'speaker' AND f.value = ? AND {_LISTED} "
        "ORDER BY f.order_key DESC LIMIT ?"
    ),
    "deep": f"{_CLAIMS} c.first_sequence < ? AND {_LISTED} ORDER BY c.first_sequence DESC LIMIT ?",
}
_RARE = {"postgresql": "w.rowid + 0", "sqlite": "w.rowid"}
"""What rare words are ordered by, so that nobody walks the list for them."""

_MATCHES = {"postgresql": "w.document @@ ?::tsquery", "sqlite": "w.text MATCH ?"}


def statement(question: Question, vendor: str) -> str:
    """Return the statement that answers a question, its parameters as `?`."""
    if not question.searches:
        return _STATEMENTS[question.name]
    order = _RARE[vendor] if question.name == "rare" else "w.rowid"
    found = (
        "SELECT c.body FROM claims_claimwords w JOIN claims_publishedclaim c "
        f"ON c.first_sequence = w.rowid WHERE {_MATCHES[vendor]} AND {_LISTED} "
        f"ORDER BY {order} DESC LIMIT ?"
    )
    return found.replace(" DESC", "") if question.name == "oldest" else found


def parameters(question: Question, sample: Sample, vendor: str) -> tuple[Any, ...]:
    """Return the parameters of that statement for one sample."""
    if sample.id:
        return (sample.id,)
    if sample.q:
        written = in_fts5 if vendor == "sqlite" else in_tsquery
        return (written(parse(sample.q)), sample.size)
    first = sample.verdict or sample.speaker or sample.after
    return (first, sample.size) if first else (sample.size,)


def job(question: Question, vendor: str, database: str, seconds: float) -> str:
    """Return the job that `loop` is given."""
    told = {
        "database": database,
        "statement": statement(question, vendor),
        "parameters": [parameters(question, sample, vendor) for sample in question.samples],
        # A plan for any word walks the whole list to find a rare one.
        "prepared": not question.searches,
        "seconds": seconds,
    }
    return json.dumps(told)
