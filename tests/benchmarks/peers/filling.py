"""What fills the peers' tables from the record: one statement a table, read out of its JSON."""

from collections.abc import Iterator

from tests.benchmarks.peers.dialects import Dialect

UNLISTED = "('retracted', 'merged', 'suppressed')"


class Filling:
    """The statements for one database; `record` is the schema in which the record's tables are."""

    def __init__(self, dialect: Dialect, record: str) -> None:
        self.dialect = dialect
        self.record = record
        self.body = dialect.parsed.format("body")

    def statements(self) -> Iterator[str]:
        """Yield everything in the order in which it is to be run."""
        yield self._staged()
        yield from self._of_claims()
        yield from self._of_statements()
        yield from self._of_evidence()
        yield from self._named()

    def _staged(self) -> str:
        small = f"{self.body} - 'statements' - 'evidence'"
        if self.dialect.vendor == "sqlite":
            small = "json_remove(body, '$.statements', '$.evidence')"
        return (
            f"CREATE TEMP TABLE staged AS SELECT first_sequence AS place, status AS state, {small} "
            f"AS body FROM {self.record}.claims_publishedclaim"
        )

    def _of_claims(self) -> Iterator[str]:
        values = (
            f"place, {self._text('id')}, state NOT IN {UNLISTED}, {self._text('url')}, "
            f"{self._whole('number')}, {self._whole('sequence')}, {self._text('status')}, "
            f"{self._flag('corrected')}, {self._texts('claim language context kind')}, "
            f"{self._date('about.from')}, {self._date('about.to')}, {self._text('why_checked')}, "
            f"{self._date('first_said_on')}, {self._instant('first_released_at')}, "
            f"{self._instant('released_at')}, {self._instant('last_verdict_at')}, "
            f"{self._texts('event note verdict.code verdict.label verdict.meaning')}, "
            f"{self._whole('verdict.value')}, {self._whole('verdict.best')}, "
            f"{self._whole('verdict.worst')}, "
            f"{self._texts('verdict.normalised verdict.summary verdict.explanation_html')}, "
            f"{self._text('verdict.as_of')}, {self._whole('origins.supports')}, "
            f"{self._whole('origins.contradicts')}, {self._text('merged_into')}, "
            f"{self._flag('review.second_person')}, "
            f"{self._texts('publisher.name publisher.url licence digest')}"
        )
        yield f"INSERT INTO claims SELECT {values} FROM staged"
        yield self._each(
            "claim_translations",
            f"place, key, {self._members('language text translator')}",
            "staged",
            "translations",
        )
        yield self._each("claim_topics", f"place, key, {self._members('id')}", "staged", "topics")
        yield self._each(
            "corrections",
            f"place, {self._whole('number', 'value')}, {self._members('event note')}, "
            f"{self._instant('released_at', 'value')}, "
            f"{self._members('verdict_before.code verdict_before.label')}, "
            f"{self._members('verdict_after.code verdict_after.label requested_by_kind')}",
            "staged",
            "corrections",
        )
        yield self._each(
            "relations", f"place, key, {self._members('kind claim.id claim.claim')}", "staged",
            "relations",
        )  # fmt: skip

    def _of_statements(self) -> Iterator[str]:
        rows = (
            f"(SELECT s.place, s.public_id, c.first_sequence AS claim_id, s.as_evidence, "
            f"{self.dialect.parsed.format('s.body')} AS body "
            f"FROM {self.record}.claims_publishedstatement s "
            f"JOIN {self.record}.claims_publishedclaim c ON c.public_id = s.claim_id"
            f"{self.dialect.once}) AS shown"
        )
        values = (
            f"place, public_id, claim_id, as_evidence, {self._texts('stance kind said quote')}, "
            f"{self._texts('language spoken_language')}, {self._date('said_on')}, "
            f"{self._texts('occasion place rendering_of rendering_note source.id')}, "
            f"{self._selector()}"
        )
        yield f"INSERT INTO statements SELECT {values} FROM {rows}"
        yield self._each(
            "statement_translations",
            f"place, key, {self._members('language text translator method')}",
            rows,
            "translations",
        )
        told = "id role as_named role_as_named basis on_behalf_of"
        yield self._each(
            "statement_speakers", f"place, key, {self._members(told)}", rows, "speakers"
        )
        yield self._each(
            "attributions",
            f"place, {self._whole('position', 'value')}, {self._members('relation name url')}, "
            f"{self._flag('seen', 'value')}, {self._flag('inferred', 'value')}",
            rows,
            "attribution",
        )

    def _of_evidence(self) -> Iterator[str]:
        body = self.dialect.parsed.format("e.body")
        rows = (
            f"(SELECT e.place, e.public_id, c.first_sequence AS claim_id, {body} AS body "
            f"FROM {self.record}.claims_publishedevidence e "
            f"JOIN {self.record}.claims_publishedclaim c ON c.public_id = e.claim_id"
            f"{self.dialect.once}) AS shown "
            "LEFT JOIN statements s ON s.claim_id = shown.claim_id AND s.as_evidence "
            "AND s.public_id = shown.body -> 'statement' ->> 'id'"
        )
        values = (
            f"shown.place, shown.public_id, shown.claim_id, "
            f"{self._members('stance kind origin speaker.id', 'shown.body')}, "
            f"{self._flag('counts', 'shown.body')}, "
            f"{self._members('quote language note source.id', 'shown.body')}, s.id, "
            f"{self._selector('shown.body')}"
        )
        yield "CREATE INDEX statements_shown ON statements (claim_id)"
        yield f"INSERT INTO evidence SELECT {values} FROM {rows}"
        yield "DROP INDEX statements_shown"

    def _named(self) -> Iterator[str]:
        sources = (
            f"(SELECT {self.body} -> 'source' AS body "
            f"FROM {self.record}.claims_publishedstatement UNION "
            f"SELECT {self.body} -> 'source' FROM {self.record}.claims_publishedevidence) AS named"
        )
        id = "body ->> 'id'"
        yield (
            f"INSERT INTO sources SELECT {self._texts('id title url publisher.id')}, "
            f"{self._date('published_on')}, {self._texts('language archive_url')}, "
            f"{self._instant('captured_at')}, {self._text('availability')}, "
            f"{self._flag('withheld')} FROM {sources} WHERE {id} IS NOT NULL "
            "ON CONFLICT DO NOTHING"
        )
        yield (
            f"INSERT INTO publishers SELECT DISTINCT {self._texts('publisher.id publisher.name')} "
            f"FROM {sources} WHERE {self._text('publisher.id')} IS NOT NULL ON CONFLICT DO NOTHING"
        )
        yield self._each(
            "topics", f"DISTINCT {self._members('id name')}", "staged", "topics", known=True
        )
        rows = (
            f"(SELECT {self.body} AS body "
            f"FROM {self.record}.claims_publishedstatement{self.dialect.once}) AS shown"
        )
        yield self._each(
            "speakers",
            f"DISTINCT {self._members('id name kind wikidata_id')}",
            rows,
            "speakers",
            known=True,
        )
        yield (
            f"INSERT INTO speakers SELECT DISTINCT {self._texts('id name kind')}, '' FROM "
            f"(SELECT {self.body} -> 'speaker' AS body "
            f"FROM {self.record}.claims_publishedevidence{self.dialect.once}) AS shown "
            f"WHERE {id} IS NOT NULL ON CONFLICT DO NOTHING"
        )

    def _each(self, table: str, values: str, rows: str, array: str, *, known: bool = False) -> str:
        """Return what fills a table from the members of an array; `known` ones are let be."""
        members = self.dialect.each(f"body -> '{array}'")
        told = f"WHERE {self._text('id', 'value')} IS NOT NULL " if known else ""
        ending = f"{told}ON CONFLICT DO NOTHING" if known else ""
        return f"INSERT INTO {table} SELECT {values} FROM {rows} CROSS JOIN {members} {ending}"

    def _members(self, paths: str, of: str = "value") -> str:
        return ", ".join(self._text(path, of) for path in paths.split())

    def _texts(self, paths: str) -> str:
        return self._members(paths, "body")

    def _text(self, path: str, of: str = "body") -> str:
        *within, last = path.split(".")
        return "".join((of, *(f" -> '{name}'" for name in within), f" ->> '{last}'"))

    def _whole(self, path: str, of: str = "body") -> str:
        return f"CAST({self._text(path, of)} AS {self.dialect.serial})"

    def _flag(self, path: str, of: str = "body") -> str:
        return f"CAST({self._text(path, of)} AS {self.dialect.flag})"

    def _instant(self, path: str, of: str = "body") -> str:
        return f"CAST({self._text(path, of)} AS {self.dialect.instant})"

    def _date(self, path: str) -> str:
        return f"{self._text(f'{path}.value')}, {self._text(f'{path}.precision')}"

    def _selector(self, of: str = "body") -> str:
        return (
            f"{self._whole('selector.start', of)}, {self._whole('selector.end', of)}, "
            f"{self._members('selector.prefix selector.suffix selector.capture_sha256', of)}"
        )


def words(dialect: Dialect) -> Iterator[str]:
    """Yield what makes the peers' own search: the words of a claim as its tables hold them."""
    spoken = "FROM statements s WHERE s.claim_id = c.id AND NOT s.as_evidence"
    joined = {
        "sqlite": "(SELECT group_concat({}, ' ') {})",
        "postgresql": "(SELECT string_agg({}, ' ') {})",
    }[dialect.vendor]
    texts = (
        "c.claim",
        "c.context",
        "c.verdict_summary",
        joined.format("t.text", "FROM claim_translations t WHERE t.claim_id = c.id"),
        joined.format("s.quote || ' ' || s.occasion", spoken),
        joined.format(
            "t.text",
            "FROM statements s JOIN statement_translations t ON t.statement_id = s.id "
            "WHERE s.claim_id = c.id AND NOT s.as_evidence",
        ),
        joined.format(
            "n.name",
            "FROM claim_topics t JOIN topics n ON n.id = t.topic_id WHERE t.claim_id = c.id",
        ),
        joined.format(
            "n.name",
            "FROM statements s JOIN statement_speakers t ON t.statement_id = s.id "
            "JOIN speakers n ON n.id = t.speaker_id WHERE s.claim_id = c.id AND NOT s.as_evidence",
        ),
        joined.format(
            "n.name",
            "FROM statements s JOIN sources o ON o.id = s.source_id "
            "JOIN publishers n ON n.id = o.publisher_id "
            "WHERE s.claim_id = c.id AND NOT s.as_evidence",
        ),
    )
    text = " || ' ' || ".join(f"coalesce({one}, '')" for one in texts)
    if dialect.vendor == "sqlite":
        yield "CREATE VIRTUAL TABLE claim_words USING fts5(text, content='')"
        yield f"INSERT INTO claim_words (rowid, text) SELECT c.id, {text} FROM claims c ORDER BY 1"
        yield "INSERT INTO claim_words (claim_words) VALUES ('optimize')"
        return
    yield "CREATE TABLE claim_words (claim_id bigint PRIMARY KEY, document tsvector NOT NULL)"
    yield f"INSERT INTO claim_words SELECT c.id, to_tsvector('simple', {text}) FROM claims c"
    yield "CREATE INDEX peers_words ON claim_words USING gin (document)"
