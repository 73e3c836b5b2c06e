"""Rebuilding from releases alone gives what publishing wrote, whatever was published."""

from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.record import verify
from claims.record.models import ClaimWords, PublishedClaim, StatementWords
from claims.record.projection import project
from claims.record.rebuild import rebuild
from tests import builders as build
from tests.ledger.rows import sql, unguarded
from tests.record.tables import TABLES, contents

CLAIMS = ("claim1", "claim2", "claim3")
EVENTS = ("update", "correction", "flag", "unflag", "retraction", "reinstatement", "merge")

texts = st.sampled_from(["It is empty.", "Порожньо – “𝒳”.", "…", 'It\'s \\ "quoted"\u2028.'])
speakers = st.lists(st.sampled_from(["s1", "s2", None]), max_size=2, unique=True)
steps = st.one_of(
    st.tuples(
        st.just("claim"),
        st.sampled_from(CLAIMS),
        st.sampled_from(EVENTS),
        st.fixed_dictionaries(
            {
                "claim": texts,
                "verdict": st.sampled_from([None, build.verdict(), build.verdict("supported")]),
                "first_said_on": st.sampled_from([None, {"value": "2024", "precision": "year"}]),
            }
        ),
        speakers,
    ),
    st.tuples(
        st.just("relation"),
        st.sampled_from(["r1", "r2"]),
        st.permutations(CLAIMS),
        st.sampled_from(["narrower", "follows", "related"]),
        st.booleans(),
    ),
    st.tuples(st.just("speaker"), st.sampled_from(["s1", "s2"]), texts),
    st.tuples(st.just("merge"), st.sampled_from([("s1", "s2"), ("s2", "s3"), ("s2", "s1")])),
    st.tuples(st.just("suppress"), st.sampled_from(CLAIMS)),
)


@dataclass
class Desk:
    """Publishes what the steps say, first releases first."""

    released: set[str] = field(default_factory=set)

    def take(self, step: tuple[Any, ...]) -> None:
        getattr(self, f"_{step[0]}")(*step[1:])

    def _claim(self, id: str, event: str, overrides: dict[str, Any], speakers: list[Any]) -> None:
        references = [build.speaker_reference(speaker) for speaker in speakers]
        statement = build.statement_content(f"{id}-s", speakers=references)
        proof = build.evidence_content(
            f"{id}-e", source=None, statement=build.statement_as_evidence("shared")
        )
        content = build.claim_content(
            id, **overrides, statements=[statement], evidence=[proof] if speakers else []
        )
        if id not in self.released:
            event = "publish"
        build.release("claim", content, event, "" if event == "publish" else build.NOTE)
        self.released.add(id)

    def _relation(self, id: str, ends: list[str], kind: str, withdrawn: bool) -> None:
        if {ends[0], ends[1]} <= self.released:
            content = build.relation_content(id, ends[0], ends[1], kind=kind, withdrawn=withdrawn)
            build.release("relation", content, "update" if id in self.released else "publish")
            self.released.add(id)

    def _speaker(self, id: str, name: str) -> None:
        event = "update" if id in self.released else "publish"
        build.release("speaker", build.speaker_content(id, name=name), event)
        self.released.add(id)

    def _merge(self, ends: tuple[str, str]) -> None:
        loser, winner = ends
        if loser in self.released:
            content = build.speaker_content(loser) | {"merged_into": winner}
            build.release("speaker", content, "merge", build.NOTE)

    def _suppress(self, id: str) -> None:
        if id in self.released:
            build.release("claim", build.claim_content(id), "suppression", build.NOTE)
            sql("UPDATE claims_release SET content = NULL, salt = NULL WHERE subject = %s", id)
            project("claim", [id])


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(steps, min_size=1, max_size=14))
def test_a_rebuild_gives_what_publishing_wrote(published: list[tuple[Any, ...]]) -> None:
    with transaction.atomic():
        desk = Desk()
        for step in published:
            desk.take(step)
        written = contents()
        assert list(verify.faults()) == []
        counts = rebuild()
        assert contents() == written
        assert counts["claims"] == len(written["PublishedClaim"])
        assert counts["facets"] == len(written["PublishedFacet"])
        transaction.set_rollback(True)


@pytest.fixture
def record(db: None) -> None:
    """Two related claims and a speaker."""
    for id in CLAIMS[:2]:
        build.release("claim", build.claim_content(id, verdict=build.verdict()))
    build.release("relation", build.relation_content())
    build.release("speaker", build.speaker_content())
    build.release("scale", build.scale_content())


def test_a_rebuild_mends_whatever_happened_to_the_read_tables(record: None) -> None:
    written = contents()
    PublishedClaim.objects.filter(pk="claim1").update(body="{}", title="Changed")
    PublishedClaim.objects.get(pk="claim2").delete()
    assert contents() != written
    rebuild()
    assert contents() == written
    for model in TABLES:
        model._default_manager.all()._raw_delete("default")
    rebuild()
    assert contents() == written


def test_a_rebuild_that_fails_leaves_everything_as_it_was(record: None) -> None:
    with unguarded():
        sql("UPDATE claims_release SET content = %s WHERE subject = 'claim2'", '{"claim": "x"}')
    written = contents()
    with pytest.raises(ValueError, match="content lacks id"), transaction.atomic():
        rebuild()
    assert contents() == written


def test_the_command_says_what_it_rebuilt(record: None) -> None:
    out = StringIO()
    call_command("rebuild_record", stdout=out)
    assert out.getvalue() == (
        "rebuilt: 20 facets, 4 facets of statements, 2 statements, 2 evidence, 2 claims, "
        "2 entities, 5 counts\n"
    )


def test_a_new_address_of_the_site_takes_a_rebuild(record: None, settings: Any) -> None:
    settings.SITE_URL = "https://facts.example.org"
    assert (
        next(verify.faults())
        == "read tables: speaker speaker1 has another body than its releases give"
    )
    rebuild()
    assert list(verify.faults()) == []


def test_search_is_rebuilt_whatever_happened_to_it(record: None) -> None:
    written = contents()
    ClaimWords.objects.update(text="something else")
    StatementWords.objects.all().delete()
    out = StringIO()
    call_command("rebuild_search", stdout=out)
    assert contents() == written
    told = "searchable: 2 claims, 2 statements, 2 entities; on the desk: 0 claims, "
    assert out.getvalue().startswith(told)
    assert list(verify.faults()) == []
