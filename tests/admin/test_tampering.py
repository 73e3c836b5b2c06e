"""Forms that bring what no page offers: refused with a message, and audited as refused."""

import json

import pytest
from django.urls import reverse

from claims import workflow
from claims.desk.models import AuditEntry, Claim, Evidence
from claims.workflow import submit
from tests import desk_builders as make
from tests.admin.conftest import change_page, told

pytestmark = pytest.mark.django_db


def refused() -> tuple[str, str, list[str]]:
    """Who was refused last, what they tried, and what they were told."""
    entry = AuditEntry.objects.latest("sequence")
    assert entry.verb == "refused"
    after = json.loads(str(entry.payload))["after"]
    return entry.actor.username, after["attempted"], after["told"]


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("stage", "approved", "Stage"),
        ("public_id", "aaaaaaaaaaaa", "Public id"),
        ("merged_into", "1", "Merged into"),
        ("assigned_to", "1", "Assigned to"),
        ("id", "1", "ID"),
    ],
)
def test_a_field_that_the_form_does_not_have_refuses_the_whole_save(anna, field, value, label):
    claim = make.claim(anna.account)
    answer = anna.save(claim, anna.open(claim), context="Changed.", **{field: value})
    told_of = f"{label} is not changed by this form: nothing was saved."
    assert told_of in answer.text
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.version, stored.context, stored.stage) == (1, "", Claim.Stage.DRAFT)
    assert refused() == ("anna", "revise", [told_of])


@pytest.mark.parametrize("version", ["", "0", "-1", "2", "999999999999999999999", "one", "１"])
def test_a_version_that_never_was_refuses_the_save(anna, version):
    claim = make.claim(anna.account)
    answer = anna.save(claim, anna.open(claim), context="Changed.", version=version)
    assert "names a version that never was" in answer.text
    claim.refresh_from_db()
    assert claim.context == "" and refused()[:2] == ("anna", "revise")


def test_a_row_of_another_claim_is_not_taken_over(anna):
    mine, other = make.claim(anna.account), make.claim(anna.account, "Another.")
    make.evidence(anna.account, mine, text="Cracks were found.")
    evidence = make.evidence(anna.account, other, text="The pier is dry.")
    mine.refresh_from_db()
    form = anna.open(mine) | {"evidence-0-id": str(Evidence.objects.get(claim=other).pk)}
    answer = anna.save(mine, form, **{"evidence-0-note": "Taken over."})
    assert "A row of another claim was sent as evidence of this one" in answer.text
    assert not Evidence.objects.filter(note="Taken over.").exists()
    assert evidence.claim == other and refused()[1] == "revise"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("decided_by", "1"),
        ("requested_by", "1"),
        ("by", "1"),
        ("user", "1"),
        ("stage", "approved"),
        ("single_person", "on"),
        ("version", "1"),
        ("target", "aaaaaaaaaaaa"),
    ],
)
def test_a_verb_says_nothing_of_who_decides_or_of_the_stage(anna, paul, name, value):
    claim = make.claim(anna.account)
    submit(claim, by=anna.account)
    digest = workflow.preview(claim).digest
    for verb in ("approve", "approve_and_release"):
        answer = paul.do(claim, verb, digest=digest, **{name: value})
        assert "is not said by this form: nothing was done." in told(answer)[0]
        claim.refresh_from_db()
        assert claim.stage == Claim.Stage.IN_REVIEW and refused()[:2] == ("paul", verb)


def test_the_digest_of_another_claim_approves_nothing(anna, paul):
    claim, other = make.claim(anna.account), make.claim(anna.account, "Another.")
    for each in (claim, other):
        submit(each, by=anna.account)
    for digest in (workflow.preview(other).digest, "f" * 64, "'; DROP TABLE"):
        answer = paul.do(claim, "approve", digest=digest)
        assert "has changed since you looked at it" in told(answer)[0]
        assert refused()[:2] == ("paul", "approve")
    claim.refresh_from_db()
    assert claim.stage == Claim.Stage.IN_REVIEW


def test_asking_for_what_is_not_offered_is_refused(anna, paul):
    claim = make.claim(anna.account)
    for verb in ("suppress", "merge", "drop"):
        assert anna.do(claim, "submit", verb=verb).status_code == 200
    claim.refresh_from_db()
    assert claim.stage == Claim.Stage.DRAFT
    where = reverse("admin:claims_claim_do", args=[claim.pk, "drop"])
    assert anna.client.post(where).status_code == 404


def test_what_is_refused_on_a_page_says_who_could(at_desk, anna):
    claim = make.claim(anna.account)
    olga = at_desk("olga", "auditor")
    answer = olga.client.post(change_page(claim), {"text": "x"})
    assert answer.status_code == 403
    assert "Writing claims needs the role contributor or publisher or reviewer." in answer.text


@pytest.mark.parametrize("do", ["move", "split", "new"])
def test_a_statement_of_another_text_is_not_moved_or_split(anna, do):
    mine = make.statement(anna.account, '"The bridge is safe,"')
    elsewhere = make.source(anna.account, title="Elsewhere")
    capture = make.capture(anna.account, "Another text altogether.", of=elsewhere)
    where = reverse("admin:article_select", args=[capture.pk])
    sent = {"do": do, "statement": mine.pk, "version": "1", "start": "0", "end": "7"}
    answer = anna.client.post(where, sent, follow=True)
    line = "The statement that was sent along stands in another text: nothing was done."
    assert told(answer) == [line] and refused() == ("anna", "revise", [line])
    assert answer.redirect_chain[-1][0] == reverse("admin:article", args=[capture.pk])
    before = (mine.start, mine.end, mine.version)
    mine.refresh_from_db()
    assert (mine.start, mine.end, mine.version) == before
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.subject_kind, entry.subject) == ("source", elsewhere.public_id)
