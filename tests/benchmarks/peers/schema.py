"""The peers' tables: normal ones, as a desk's own database would have them.

A claim's `id` grows with its first release, so that lists run down the primary key.
"""

from collections.abc import Iterator

from tests.benchmarks.peers.dialects import Dialect

TABLES: dict[str, str] = {
    "publishers": "id text PRIMARY KEY, name text NOT NULL",
    "topics": "id text PRIMARY KEY, name text NOT NULL",
    "speakers": "id text PRIMARY KEY, name text NOT NULL, kind text NOT NULL, wikidata_id text",
    "sources": (
        "id text PRIMARY KEY, title text, url text, publisher_id text, "
        "published_value text, published_precision text, language text, archive_url text, "
        "captured_at {instant}, availability text, withheld {flag}"
    ),
    "claims": (
        "id {serial} PRIMARY KEY, public_id text NOT NULL UNIQUE, listed {flag} NOT NULL, "
        "url text, number integer, sequence {serial}, status text, corrected {flag}, claim text, "
        "language text, context text, kind text, about_from_value text, "
        "about_from_precision text, about_to_value text, about_to_precision text, "
        "why_checked text, first_said_value text, first_said_precision text, "
        "first_released_at {instant}, released_at {instant}, last_verdict_at {instant}, "
        "event text, note text, verdict_code text, verdict_label text, verdict_meaning text, "
        "verdict_value integer, verdict_best integer, verdict_worst integer, "
        "verdict_normalised text, verdict_summary text, verdict_explanation_html text, "
        "verdict_as_of text, supports integer, contradicts integer, merged_into text, "
        "second_person {flag}, publisher_name text, publisher_url text, licence text, digest text"
    ),
    "claim_translations": (
        "claim_id {serial}, position integer, language text, text text, translator text, "
        "PRIMARY KEY (claim_id, position)"
    ),
    "claim_topics": (
        "claim_id {serial}, position integer, topic_id text, PRIMARY KEY (claim_id, position)"
    ),
    "corrections": (
        "claim_id {serial}, number integer, event text, note text, released_at {instant}, "
        "before_code text, before_label text, after_code text, after_label text, "
        "requested_by_kind text, PRIMARY KEY (claim_id, number)"
    ),
    "relations": (
        "claim_id {serial}, position integer, kind text, other_id text, other_claim text, "
        "PRIMARY KEY (claim_id, position)"
    ),
    "statements": (
        "id {serial} PRIMARY KEY, public_id text, claim_id {serial}, as_evidence {flag}, "
        "stance text, kind text, said text, quote text, language text, spoken_language text, "
        "said_value text, said_precision text, occasion text, place text, rendering_of text, "
        "rendering_note text, source_id text, starts integer, ends integer, prefix text, "
        "suffix text, capture_sha256 text"
    ),
    "statement_translations": (
        "statement_id {serial}, position integer, language text, text text, translator text, "
        "method text, PRIMARY KEY (statement_id, position)"
    ),
    "statement_speakers": (
        "statement_id {serial}, position integer, speaker_id text, role text, as_named text, "
        "role_as_named text, basis text, on_behalf_of text, PRIMARY KEY (statement_id, position)"
    ),
    "attributions": (
        "statement_id {serial}, position integer, relation text, name text, url text, "
        "seen {flag}, inferred {flag}, PRIMARY KEY (statement_id, position)"
    ),
    "evidence": (
        "id {serial} PRIMARY KEY, public_id text, claim_id {serial}, stance text, kind text, "
        "origin text, speaker_id text, counts {flag}, quote text, language text, note text, "
        "source_id text, statement_id {serial}, starts integer, ends integer, prefix text, "
        "suffix text, capture_sha256 text"
    ),
}
INDEXES = (
    "claims (listed, id)",
    "claims (verdict_code, id)",
    "statements (claim_id)",
    "statement_speakers (speaker_id, statement_id)",
    "evidence (claim_id)",
)


def tables(dialect: Dialect) -> Iterator[str]:
    """Yield the statements that make the empty tables."""
    for name, columns in TABLES.items():
        made = columns.format(instant=dialect.instant, flag=dialect.flag, serial=dialect.serial)
        yield f"CREATE TABLE {name} ({made})"


def indexes() -> Iterator[str]:
    """Yield the statements that make the indexes of the filled tables."""
    for number, index in enumerate(INDEXES):
        yield f"CREATE INDEX peers_{number} ON {index}"
