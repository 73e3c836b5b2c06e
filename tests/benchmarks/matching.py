"""Matching: `python -m tests.benchmarks.matching --corpus C.jsonl --queries Q.jsonl --out RUN.tsv`.

Puts the claims of the corpus among the published ones of a throwaway database, asks `similar` for
each query, and writes what it answers: query id, corpus id, score, parted by tabs, best first. A
line of the corpus is {"id", "claim", "title"}, one of the queries {"id", "query"}. The database is
SQLite unless DATABASE_URL names a PostgreSQL server. Prints how long a query takes.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

BATCH = 1000
ANSWERS = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the queries and write the run; 0 unless a file cannot be read or written."""
    parser = argparse.ArgumentParser(description=__doc__, prog="tests.benchmarks.matching")
    parser.add_argument("--corpus", type=Path, required=True, help="claims to match with")
    parser.add_argument("--queries", type=Path, required=True, help="texts to match")
    parser.add_argument("--out", type=Path, required=True, help="where the run is written")
    parser.add_argument("--language", default="en", help="of the corpus: en unless given")
    options = parser.parse_args(arguments)
    try:
        corpus, queries = list(_lines(options.corpus)), list(_lines(options.queries))
        with tempfile.TemporaryDirectory(prefix="onrecord-matching-") as folder:
            answers, seconds = _run(folder, corpus, queries, options.language)
        options.out.write_text("".join(answers), encoding="utf-8")
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"{len(queries)} queries over {len(corpus)} claims: median "
        f"{statistics.median(seconds) * 1000:.1f} ms, 95 % within "
        f"{sorted(seconds)[int(len(seconds) * 0.95)] * 1000:.1f} ms"
    )
    return 0


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise ValueError(f"{path}:{number}: not JSON: {error}") from error


def _run(
    folder: str, corpus: list[dict[str, Any]], queries: list[dict[str, Any]], language: str
) -> tuple[list[str], list[float]]:
    os.environ["DATA_DIR"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    # Models are known once Django knows its settings, and these once the folder is chosen.
    import django

    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    databases = setup_databases(verbosity=0, interactive=False)
    try:
        _fill(corpus, language)
        return _answers(corpus, queries)
    finally:
        teardown_databases(databases, verbosity=0)


def _fill(corpus: list[dict[str, Any]], language: str) -> None:
    from django.db import connection

    from claims.record.models import ClaimWords, PublishedClaim
    from claims.record.search import words

    for start in range(0, len(corpus), BATCH):
        claims, found_by = [], []
        for place, line in enumerate(corpus[start : start + BATCH], start + 1):
            body = _body(line, language)
            claims.append(_claim(place, body))
            found_by.append(ClaimWords(row_id=place, text=words.of_claim(body, {})))
        PublishedClaim.objects.bulk_create(claims)
        ClaimWords.objects.bulk_create(found_by)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _body(line: dict[str, Any], language: str) -> dict[str, Any]:
    """Return as much of a claim's body as it is found by; a check's headline is its context."""
    return {
        "claim": line["claim"],
        "context": line["title"],
        "language": language,
        "verdict": None,
        **dict.fromkeys(("translations", "topics", "statements"), ()),
    }


def _claim(place: int, body: dict[str, Any]) -> Any:
    from claims.record.models import PublishedClaim, Status

    now = datetime.now(UTC)
    return PublishedClaim(
        public_id=f"{place:012d}",
        number=1,
        sequence=place,
        first_sequence=place,
        status=Status.OPEN,
        corrected=False,
        kind="factual",
        language=body["language"],
        first_released_at=now,
        released_at=now,
        changed_at=now,
        has_contradicting_evidence=False,
        slug="",
        title=body["claim"],
        body="{}",
        etag="",
    )


def _answers(
    corpus: list[dict[str, Any]], queries: list[dict[str, Any]]
) -> tuple[list[str], list[float]]:
    from claims.record.models import PublishedClaim
    from claims.search.similar import similar

    answers, seconds = [], []
    for query in queries:
        begun = time.perf_counter()
        found = similar(PublishedClaim.objects.all(), query["query"], limit=ANSWERS)
        seconds.append(time.perf_counter() - begun)
        for claim, score in found:
            id = corpus[claim.first_sequence - 1]["id"]
            answers.append(f"{query['id']}\t{id}\t{score:.6f}\n")
    return answers, seconds


if __name__ == "__main__":
    sys.exit(main())
