"""The verb suppress: what the law wants gone goes, and that it went stays on record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import F, Q, QuerySet

from claims import publishing
from claims.desk.models import (
    DESK_SEARCH_TABLES,
    AuditEntry,
    Capture,
    Claim,
    CorrectionRequest,
    Decision,
    Evidence,
    InternalNote,
    ReleaseVerb,
    Source,
    Statement,
    Suggestion,
    User,
)
from claims.desk.models.searched import keep_words
from claims.ledger.guards.suppressing import SUPPRESSED, TELLING
from claims.publishing import Release
from claims.search import index
from claims.workflow.acts import Act, act, kind_of, locked
from claims.workflow.errors import RuleViolated
from claims.workflow.releasing import approval, as_approved, release_told
from claims.workflow.revising import end_approval
from claims.workflow.rules import (
    RESTS_ON,
    note_faults,
    showing_faults,
    suppressions_rested_on,
)
from claims.workflow.subjects import take
from claims.workflow.writing import REMOVED

REDACT = "redact"
"""In the audit: something lost words that a suppression took away."""

_CLAIM_TEXTS = ("context", "why_checked", "no_contact_reason", "summary", "explanation")
_CLAIM_OTHERS = ("rating", "as_of", "about_from", "about_to", "due_on", "not_before", "assigned_to")
_CLAIM_CHILDREN = ("translations", "claim_topics", "claim_statements", "evidence", "contacts")
_STATEMENT_TEXTS = (
    "quote",
    "prefix",
    "suffix",
    "on_behalf_of",
    "speaker_as_named",
    "role_as_named",
    "cue",
    "occasion",
    "place",
    "medium",
    "rendering_note",
    "said_note",
)
_STATEMENT_CHILDREN = ("translations", "steps", "joint_speakers")
_EVIDENCE_TEXTS = (
    "quote",
    "prefix",
    "suffix",
    "translation",
    "translation_language",
    "translator",
    "translation_method",
    "origin",
    "note",
)


@dataclass(frozen=True, slots=True)
class Reach:
    """What the suppression of a claim or a source would take away, and who still shows it."""

    releases: int
    audit_entries: int
    captures: int
    statements: int
    notes: int
    requests: int
    obstacles: tuple[str, ...]


def reach(subject: Claim | Source) -> Reach:
    """Return what suppressing the subject would reach; nothing is written."""
    statements, captures = Statement.objects.none(), Capture.objects.none()
    if isinstance(subject, Source):
        captures = subject.captures.all()
        statements = Statement.objects.filter(capture__source=subject)
    newest = publishing.newest_release(subject)
    return Reach(
        releases=newest.number if newest else 0,
        audit_entries=_entries_about(subject).count(),
        captures=captures.count(),
        statements=statements.count(),
        notes=_notes_on(subject).count(),
        requests=_requests_on(subject).count(),
        obstacles=tuple(showing_faults(subject)),
    )


def suppress(subject: Claim | Source, *, by: User, note: str) -> Release:
    """Take away for good what the subject says, as was approved, and release that it was done.

    `note` is public and names the ground, never the content. Gone are the content and salt of every
    release of the subject, its rows in the public tables, its words on the desk, and what the audit
    kept of them; of a source also its captured texts, with every quote from them. What stays: that
    there was such a thing, its releases' times, events and notes, who did what when and why, and
    the names of speakers, publishers and topics. Raises RuleViolated, naming each, while another
    published claim shows the same words; another claim that is approved to be suppressed as well is
    none, and its approval is not taken back any more.
    """
    with act("suppress", by, reason=note) as current:
        subject = take(current, subject)
        decision = approval(subject, ReleaseVerb.SUPPRESS)
        RuleViolated.unless_none([*note_faults(note), *showing_faults(subject)])
        as_approved(subject, decision)
        resting = suppressions_rested_on(subject)
        if isinstance(subject, Claim):
            _redact_claim(subject)
        else:
            _redact_source(current, subject, decision)
        emptied = _empty_audit(subject)
        # An index keeps what it forgot until its pieces are joined.
        index.compact(DESK_SEARCH_TABLES)
        release = publishing.release_suppression(subject, note=current.reason, decision=decision)
        current.record(
            subject,
            contributes=False,
            after={
                **release_told(release),
                "emptied": emptied,
                **({RESTS_ON: resting} if resting else {}),
            },
            not_before=release.released_at,
        )
    return release


def _redact_claim(claim: Claim) -> None:
    claim.text = SUPPRESSED
    for name in _CLAIM_TEXTS:
        setattr(claim, name, "")
    for name in _CLAIM_OTHERS:
        setattr(claim, name, None)
    claim.stage = Claim.Stage.DRAFT
    claim.save()
    _remove_children(claim, _CLAIM_CHILDREN)
    # Nothing is left to work on, and what is rejected waits for nobody.
    claim.stage = Claim.Stage.REJECTED
    claim.save()
    Suggestion.objects.filter(claim=claim).update(changes={}, before={}, reason="", answer="")
    _requests_on(claim).update(wrong=SUPPRESSED, evidence_url="", name="", email="", answer="")
    _notes_on(claim).update(text=SUPPRESSED)


def _redact_source(current: Act, source: Source, decision: Decision) -> None:
    _notes_on(source).update(text=SUPPRESSED)
    source.captures.filter(suppressed_under=None).update(
        text="", original=None, suppressed_under=decision.number
    )
    for statement in Statement.objects.filter(capture__source=source).order_by("pk"):
        _redact_statement(current, statement)
    quoting = Evidence.objects.filter(Q(capture__source=source) | Q(source=source))
    for claim in Claim.objects.filter(evidence__in=quoting).distinct().order_by("pk"):
        _redact_evidence(current, claim, quoting.filter(claim=claim))
    source.title, source.authors = SUPPRESSED, []
    source.url = source.archive_url = source.rights_note = ""
    source.withheld_reason = SUPPRESSED if source.withheld else ""
    source.save()


def _redact_statement(current: Act, statement: Statement) -> None:
    # Its own save would derive the quote anew, from a text that is there no more.
    Statement.objects.filter(pk=statement.pk).update(
        version=F("version") + 1,
        state=Statement.State.REJECTED,
        **dict.fromkeys(_STATEMENT_TEXTS, ""),
    )
    statement = locked(statement)
    _remove_children(statement, _STATEMENT_CHILDREN)
    keep_words(Statement, [statement.pk])
    replace(current, verb=REDACT).record(statement, contributes=False)


def _redact_evidence(current: Act, claim: Claim, quoting: QuerySet[Evidence]) -> None:
    claim = locked(claim)
    end_approval(claim)
    claim.save()
    quoting.update(
        root_version=claim.version,
        state=Evidence.State.WITHDRAWN,
        **dict.fromkeys(_EVIDENCE_TEXTS, ""),
    )
    replace(current, verb=REDACT).record(claim, contributes=False)


def _remove_children(root: Claim | Statement, names: Sequence[str]) -> None:
    for name in names:
        children = getattr(root, name)
        children.update(root_version=REMOVED)
        children.all().delete()


def _empty_audit(subject: Claim | Source) -> list[int]:
    """Empty what the audit kept of the subject's words; return the sequences of these entries."""
    found = _entries_about(subject).order_by("sequence")
    sequences = list(found.values_list("sequence", flat=True))
    AuditEntry.objects.filter(sequence__in=sequences).update(payload=None, salt=None)
    return sequences


def _entries_about(subject: Claim | Source) -> QuerySet[AuditEntry]:
    """Return the entries that hold content: of the subject, of its parts, or naming it."""
    about = Q(subject_kind=kind_of(subject), subject=subject.public_id)
    about |= Q(payload__contains=subject.public_id)
    if isinstance(subject, Source):
        own = Statement.objects.filter(capture__source=subject).values("public_id")
        about |= Q(subject_kind="statement", subject__in=own)
    else:
        asked = _requests_on(subject).values("public_id")
        about |= Q(subject_kind="correctionrequest", subject__in=asked)
    entries = AuditEntry.objects.filter(about, payload__isnull=False)
    return entries.exclude(verb__in=TELLING)


def _notes_on(subject: Claim | Source) -> QuerySet[InternalNote]:
    about = Q(subject_kind=kind_of(subject), subject=subject.public_id)
    if isinstance(subject, Source):
        own = Statement.objects.filter(capture__source=subject).values("public_id")
        about |= Q(subject_kind="statement", subject__in=own)
    return InternalNote.objects.filter(about)


def _requests_on(subject: Claim | Source) -> QuerySet[CorrectionRequest]:
    claim = subject.public_id if isinstance(subject, Claim) else ""
    return CorrectionRequest.objects.filter(claim=claim)
