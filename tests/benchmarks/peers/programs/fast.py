"""FastAPI over psycopg: the database builds the JSON with json_agg, and it is sent as text."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, HTTPException, Response
from psycopg_pool import AsyncConnectionPool

from tests.benchmarks.peers import bodies
from tests.benchmarks.peers.dialects import POSTGRESQL

CLAIM = bodies.claim(POSTGRESQL)
DETAIL = f"SELECT ({CLAIM})::text FROM claims c WHERE c.public_id = %(id)s"
PAGE = (
    "SELECT coalesce(json_agg(made ORDER BY {order} DESC)::text, '[]'), min(id) FROM "
    f"(SELECT c.id, {CLAIM} AS made {{columns}} FROM {{rows}} "
    "ORDER BY {order} DESC LIMIT %(limit)s) page"
)
SPEAKER = (
    "c.id IN (SELECT s.claim_id FROM statements s JOIN statement_speakers t "
    "ON t.statement_id = s.id WHERE t.speaker_id = %(speaker)s AND NOT s.as_evidence)"
)
WORDS = "claims c JOIN claim_words w ON w.claim_id = c.id"
FOUND = "w.document @@ websearch_to_tsquery('simple', %(q)s)"
NEWEST = f"SELECT c.id FROM {WORDS} WHERE c.listed AND {FOUND} ORDER BY c.id DESC LIMIT 200"
RANKED = PAGE.format(
    columns=", ts_rank(w.document, websearch_to_tsquery('simple', %(q)s)) AS rank",
    rows=f"{WORDS} WHERE c.id IN ({NEWEST})",
    order="rank",
)

pool = AsyncConnectionPool(
    os.environ["PEERS_DATABASE"],
    min_size=8,
    max_size=8,
    open=False,
    kwargs={"autocommit": True, "options": "-c search_path=peers"},
)


@asynccontextmanager
async def _with_pool(application: FastAPI) -> AsyncIterator[None]:
    await pool.open(wait=True)
    yield
    await pool.close()


application = FastAPI(lifespan=_with_pool)


async def _row(statement: str, parameters: dict[str, Any]) -> Any:
    async with pool.connection() as connection:
        # Where words are looked for, a plan for any word walks the whole list to find a rare one.
        prepare = False if parameters.get("q") else None
        cursor = await connection.execute(statement, parameters, prepare=prepare)
        return await cursor.fetchone()


@application.get("/claims/{id}")
async def claim(id: str) -> Response:
    """Answer with one claim."""
    row = await _row(DETAIL, {"id": id})
    if row is None:
        raise HTTPException(404)
    return Response(row[0], media_type="application/json")


@application.get("/claims")
async def claims(
    limit: int = 20,
    after: int | None = None,
    verdict: str | None = None,
    speaker: str | None = None,
    q: str | None = None,
    ranked: bool = False,
) -> Response:
    """Answer with a page of claims, newest first or best first."""
    conditions = [
        "c.listed",
        *(["c.id < %(after)s"] if after is not None else []),
        *(["c.verdict_code = %(verdict)s"] if verdict else []),
        *([SPEAKER] if speaker else []),
        *([FOUND] if q else []),
    ]
    rows = f"{WORDS if q else 'claims c'} WHERE {' AND '.join(conditions)}"
    statement = RANKED if ranked else PAGE.format(columns="", rows=rows, order="id")
    told = {"limit": limit, "after": after, "verdict": verdict, "speaker": speaker, "q": q}
    text, last = await _row(statement, told)
    following = "null" if last is None else f'"/claims?limit={limit}&after={last}"'
    return Response(f'{{"next":{following},"results":{text}}}', media_type="application/json")
