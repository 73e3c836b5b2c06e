"""Who is asked: at which address, and what the answers hold."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import QueryDict

from claims.api.filters.claims import ClaimParameters
from claims.api.keyset import Cursor
from claims.record import reading
from tests.benchmarks.peers.questions import Question, Sample

Told = Mapping[str, Any]
"""A claim as an answer has it: whole, or a flat row."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: a path with its query, and the tag of what the reader has already."""

    path: str
    etag: str = ""


class Contender:
    """Somebody who answers over HTTP.

    `names` are the questions that it answers; `gives` says what of a claim it sends.
    """

    name: ClassVar[str]
    names: ClassVar[frozenset[str]]
    gives: ClassVar[str]

    def asks(self, question: Question) -> list[Ask]:
        """Return the request for each sample of a question."""
        return [self.ask(question, sample) for sample in question.samples]

    def whole(self, question: Question) -> bool:
        """Tell whether claims are sent with everything that a body holds."""
        return True

    def ask(self, question: Question, sample: Sample) -> Ask:
        """Return the request for one sample."""
        raise NotImplementedError

    def told(self, question: Question, content: bytes) -> list[Told]:
        """Return the claims of an answer, in its order."""
        answer = json.loads(content)
        return [answer] if question.name == "detail" else list(answer["results"])


_LISTS = frozenset({"list", "verdict", "speaker", "deep", "frequent", "rare"})


class Ours(Contender):
    """This project, behind granian as the image starts it."""

    name = "ours"
    names = frozenset({"detail", "unchanged", "oldest", "ranked", "similar"}) | _LISTS
    gives = "the stored bodies, whole"

    def ask(self, question: Question, sample: Sample) -> Ask:
        if sample.id:
            etag = sample.etag if question.name == "unchanged" else ""
            return Ask(f"/api/v1/claims/{sample.id}", etag)
        given = _given(page_size=sample.size, verdict=sample.verdict, speaker=sample.speaker)
        given |= _given(q=sample.q, similar_to=sample.message)
        if question.name == "ranked":
            given["ordering"] = "relevance"
        if question.name == "oldest":
            given["ordering"] = "first_released"
        path = "/api/v1/claims"
        if sample.after:
            asked = ClaimParameters.asked(QueryDict(urlencode(given)), reading.claims)
            given["cursor"] = Cursor((sample.after,)).written(asked.identity(path))
        return Ask(f"{path}?{urlencode(given)}")


class _Peer(Contender):
    def ask(self, question: Question, sample: Sample) -> Ask:
        if sample.id:
            return Ask(f"/claims/{sample.id}")
        given = _given(limit=sample.size, verdict=sample.verdict, speaker=sample.speaker)
        given |= _given(after=sample.after, q=sample.q)
        if question.name == "ranked":
            given["ranked"] = "true"
        return Ask(f"/claims?{urlencode(given)}")


class FastApi(_Peer):
    """FastAPI, psycopg with a pool and json_agg, behind uvicorn."""

    name = "fastapi"
    names = frozenset({"detail", "ranked"}) | _LISTS
    gives = "claims whole, the same values as ours, built by the database from 14 tables"


class Framework(_Peer):
    """Django REST framework, serializers with everything prefetched, behind granian."""

    name = "drf"
    names = frozenset({"detail"}) | _LISTS
    gives = "claims whole, the same values as ours, through serializers"


class Datasette(Contender):
    """Datasette over a SQLite file of the same tables, by its own JSON."""

    name = "datasette"
    names = frozenset({"detail", "oldest"}) | _LISTS
    gives = (
        "a claim whole by the database's own JSON (a canned query); lists as flat rows of the "
        "table of claims, 41 columns, without statements and evidence"
    )

    def ask(self, question: Question, sample: Sample) -> Ask:
        if sample.id:
            return Ask(f"/peers/claim.json?{urlencode({'id': sample.id, '_shape': 'array'})}")
        if sample.speaker:
            given = {"speaker": sample.speaker, "size": sample.size, "_shape": "objects"}
            return Ask(f"/peers/of_speaker.json?{urlencode(given)}")
        told = {
            "_shape": "objects", "_nocount": "1", "_nofacet": "1", "listed": "1",
            "_size": sample.size, **_given(verdict_code=sample.verdict, _search=sample.q),
        }  # fmt: skip
        if question.name != "oldest":
            told["_sort_desc"] = "id"
        if sample.after:
            told["_next"] = f"{sample.after},{sample.after}"
        return Ask(f"/peers/claims.json?{urlencode(told)}")

    def whole(self, question: Question) -> bool:
        return question.name == "detail"

    def told(self, question: Question, content: bytes) -> list[Told]:
        answer = json.loads(content)
        if question.name == "detail":
            return [json.loads(row["body"]) for row in answer]
        return [_named_alike(row) for row in answer["rows"]]


def _named_alike(row: Mapping[str, Any]) -> Told:
    """Return those columns of a flat row that a body has under a name of its own."""
    same = ("url", "number", "sequence", "status", "claim", "language", "kind", "event", "digest")
    return {"id": row["public_id"], **{name: row[name] for name in same}}


def _given(**values: str | int) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


EVERYBODY: tuple[type[Contender], ...] = (Ours, FastApi, Framework, Datasette)


def chosen(vendor: str, names: Iterable[str]) -> list[Contender]:
    """Return those asked for, or all without names, that there are for the database."""
    wanted = set(names)
    on = {"postgresql": EVERYBODY, "sqlite": (Ours, Framework, Datasette)}[vendor]
    return [one() for one in on if not wanted or one.name in wanted]
