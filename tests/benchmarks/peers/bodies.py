"""A claim as JSON that the database builds from the peers' tables, in the shape of our own body.

Left out is what no table holds, because no made claim has any: `replies` and the translations of
evidence are always empty.
"""

from collections.abc import Mapping

from tests.benchmarks.peers.dialects import Dialect


def claim(dialect: Dialect) -> str:
    """Return the expression that makes a claim's JSON of a row `c` of `claims`."""
    return _Bodies(dialect).claim()


class _Bodies:
    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.none = dialect.constant("[]")

    def object(self, columns: str = "", /, **made: str) -> str:
        """Return an object of columns, as they are called behind their dot, and of what is made."""
        named = {name.rpartition(".")[2]: name for name in columns.split()} | made
        # A Python word may stand here with a line after it.
        pairs = (f"'{name.rstrip('_')}', {value}" for name, value in named.items())
        return f"{self.dialect.object}({', '.join(pairs)})"

    def claim(self) -> str:
        c = "c.claim c.language c.context c.kind c.why_checked"
        made: Mapping[str, str] = {
            "corrected": self.dialect.told("c.corrected"),
            "translations": self.dialect.array(
                self.object("t.language t.text t.translator"),
                "claim_translations t WHERE t.claim_id = c.id",
                "t.position",
            ),
            "about": self.object(from_=self.date("c.about_from"), to=self.date("c.about_to")),
            "topics": self.dialect.array(
                self.object("n.id n.name"),
                "claim_topics t JOIN topics n ON n.id = t.topic_id WHERE t.claim_id = c.id",
                "t.position",
            ),
            "first_said_on": self.date("c.first_said"),
            "verdict": self.verdict(),
            "statements": self.dialect.array(
                self.statement("s.stance"),
                f"{_UTTERED} WHERE s.claim_id = c.id AND NOT s.as_evidence",
                "s.id DESC",
            ),
            "evidence": self.evidence(),
            "origins": self.object("c.supports c.contradicts"),
            "replies": self.none,
            "corrections": self.corrections(),
            "relations": self.dialect.array(
                self.object("r.kind", claim=self.object(id="r.other_id", claim="r.other_claim")),
                "relations r WHERE r.claim_id = c.id",
                "r.position",
            ),
            "review": self.object(second_person=self.dialect.told("c.second_person")),
            "publisher": self.object(name="c.publisher_name", url="c.publisher_url"),
        }
        own = (
            f"c.url c.number c.sequence c.status {c} c.first_released_at c.released_at "
            "c.last_verdict_at c.event c.note c.merged_into c.licence c.digest"
        )
        return self.object(own, id="c.public_id", **made)

    def date(self, column: str) -> str:
        made = self.object(value=f"{column}_value", precision=f"{column}_precision")
        return self.dialect.absent(f"{column}_value", made)

    def verdict(self) -> str:
        names = "code label meaning value best worst normalised summary explanation_html as_of"
        made = self.object(**{name: f"c.verdict_{name}" for name in names.split()})
        return self.dialect.absent("c.verdict_code", made)

    def statement(self, stance: str = "") -> str:
        made = {
            "id": "s.public_id",
            "translations": self.dialect.array(
                self.object("t.language t.text t.translator t.method"),
                "statement_translations t WHERE t.statement_id = s.id",
                "t.position",
            ),
            "said_on": self.date("s.said"),
            "speakers": self.dialect.array(
                self.object(
                    "n.id n.name n.kind t.role t.as_named t.role_as_named t.basis t.on_behalf_of "
                    "n.wikidata_id"
                ),
                "statement_speakers t JOIN speakers n ON n.id = t.speaker_id "
                "WHERE t.statement_id = s.id",
                "t.position",
            ),
            "source": self.source("o", "p"),
            "attribution": self.dialect.array(
                self.object(
                    "t.position t.relation t.name t.url",
                    seen=self.dialect.told("t.seen"),
                    inferred=self.dialect.told("t.inferred"),
                ),
                "attributions t WHERE t.statement_id = s.id",
                "t.position",
            ),
            "selector": self.selector("s"),
        }
        own = (
            "s.kind s.said s.quote s.language s.spoken_language s.occasion s.place "
            "s.rendering_of s.rendering_note"
        )
        return self.object(own, **made, **({"stance": stance} if stance else {}))

    def evidence(self) -> str:
        made = {
            "id": "e.public_id",
            "speaker": self.dialect.absent(
                "e.speaker_id", self.object(id="v.id", name="v.name", kind="v.kind")
            ),
            "counts": self.dialect.told("e.counts"),
            "translations": self.none,
            "source": self.dialect.absent("e.source_id", self.source("eo", "ep")),
            "statement": self.dialect.absent("e.statement_id", self.statement()),
            "selector": self.dialect.absent("e.source_id", self.selector("e")),
        }
        return self.dialect.array(
            self.object("e.stance e.kind e.origin e.quote e.language e.note", **made),
            "evidence e LEFT JOIN speakers v ON v.id = e.speaker_id "
            "LEFT JOIN sources eo ON eo.id = e.source_id "
            "LEFT JOIN publishers ep ON ep.id = eo.publisher_id "
            "LEFT JOIN statements s ON s.id = e.statement_id "
            "LEFT JOIN sources o ON o.id = s.source_id "
            "LEFT JOIN publishers p ON p.id = o.publisher_id WHERE e.claim_id = c.id",
            "e.id DESC",
        )

    def source(self, of: str, publisher: str) -> str:
        own = "id title url language archive_url captured_at availability"
        return self.object(
            " ".join(f"{of}.{name}" for name in own.split()),
            publisher=self.object(f"{publisher}.id {publisher}.name"),
            published_on=self.date(f"{of}.published"),
            withheld=self.dialect.told(f"{of}.withheld"),
        )

    def selector(self, of: str) -> str:
        return self.object(
            f"{of}.prefix {of}.suffix {of}.capture_sha256",
            start=f"{of}.starts",
            end=f"{of}.ends",
            exact=f"{of}.quote",
        )

    def corrections(self) -> str:
        before = self.object(code="t.before_code", label="t.before_label")
        after = self.object(code="t.after_code", label="t.after_label")
        return self.dialect.array(
            self.object(
                "t.number t.event t.note t.released_at t.requested_by_kind",
                verdict_before=self.dialect.absent("t.before_code", before),
                verdict_after=self.dialect.absent("t.after_code", after),
            ),
            "corrections t WHERE t.claim_id = c.id",
            "t.number",
        )


_UTTERED = (
    "statements s LEFT JOIN sources o ON o.id = s.source_id "
    "LEFT JOIN publishers p ON p.id = o.publisher_id"
)
