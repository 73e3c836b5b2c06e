"""Datasette over the SQLite file of the peers' tables, as an application for uvicorn."""

import os
from pathlib import Path

from datasette.app import Datasette

from tests.benchmarks.peers import bodies
from tests.benchmarks.peers.dialects import SQLITE

FILE = os.environ["PEERS_DATABASE"].removeprefix("sqlite:///")
CLAIM = f"SELECT {bodies.claim(SQLITE)} AS body FROM claims c WHERE c.public_id = :id"
OF_SPEAKER = (
    "SELECT c.* FROM claims c WHERE c.listed AND c.id IN (SELECT s.claim_id FROM statements s "
    "JOIN statement_speakers t ON t.statement_id = s.id "
    "WHERE t.speaker_id = :speaker AND NOT s.as_evidence) ORDER BY c.id DESC LIMIT :size"
)
METADATA = {
    "databases": {
        Path(FILE).stem: {
            "queries": {"claim": {"sql": CLAIM}, "of_speaker": {"sql": OF_SPEAKER}},
            "tables": {"claims": {"fts_table": "claim_words", "fts_pk": "id"}},
        }
    }
}

application = Datasette(
    [],
    immutables=[FILE],
    metadata=METADATA,
    settings={"sql_time_limit_ms": 20_000, "suggest_facets": False},
).app()
