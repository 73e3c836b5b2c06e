"""Plain builders: accounts, decisions, and releases with content of every kind."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from claims.desk.models import Decision, Submission, User
from claims.record.models import Release
from claims.record.releases import NewRelease, append

Content = dict[str, Any]

DIGEST = "d" * 64
NOTE = "A public note that says what changed."
_VERBS = {
    "retraction": "retract",
    "merge": "merge",
    "unmerge": "unmerge",
    "suppression": "suppress",
}
_DECIDED_ALONE = ("claim", "speaker", "source", "publisher", "topic")


def user(name: str = "editor", *roles: str) -> User:
    """The account of that name, made on first use, with these roles besides those it has."""
    account, _ = User.objects.get_or_create(
        username=name, defaults={"email": f"{name}@example.org", "is_staff": True}
    )
    for role in roles:
        account.groups.add(Group.objects.get_or_create(name=role)[0])
    return account


def decide(
    subject: str,
    *,
    kind: str = "claim",
    verb: str = "publish",
    version: int = 1,
    by: User | None = None,
    requested_by: User | None = None,
    **fields: Any,
) -> Decision:
    """The next decision, saved: for `verb` on the subject, as `requested_by` asked for it."""
    last = Decision.objects.order_by("-number").values_list("number", flat=True).first() or 0
    asked = submit(subject, kind=kind, verb=verb, version=version, by=requested_by)
    decision = Decision(
        number=last + 1,
        subject_kind=kind,
        subject=subject,
        verb=verb,
        version=version,
        digest=DIGEST,
        requested_by=asked.requested_by,
        decided_by=by or user("decider"),
        decided_at=timezone.now(),
        **fields,
    )
    decision.save()
    asked.outcome, asked.closed_at = "approved", timezone.now()
    asked.save(update_fields=["outcome", "closed_at"])
    return decision


def submit(
    subject: str,
    *,
    kind: str = "claim",
    verb: str = "publish",
    version: int = 1,
    by: User | None = None,
) -> Submission:
    """An open submission, saved: what `by` asked for."""
    return Submission.objects.create(
        subject_kind=kind,
        subject=subject,
        verb=verb,
        version=version,
        requested_by=by or user("author"),
        requested_at=timezone.now(),
    )


def new(
    kind: str,
    content: Content,
    event: str = "publish",
    note: str = "",
    decision: int | None = None,
) -> NewRelease:
    """A release of `content`, whose id is the subject, ready for `append`."""
    return NewRelease(
        subject_kind=kind,
        subject=content["id"],
        event=event,
        content=content,
        note=note,
        decision=decision,
    )


def release(kind: str, content: Content, event: str = "publish", note: str = "") -> Release:
    """The content released under a decision of its own; flag and unflag need none.

    Kinds that are never decided by themselves go along with a decision on some claim.
    """
    number = None
    if event not in ("flag", "unflag"):
        alone = kind in _DECIDED_ALONE
        decision = decide(
            content["id"] if alone else "anyclaim",
            kind=kind if alone else "claim",
            verb=_VERBS.get(event, "publish"),
        )
        number = decision.number
    return release_all([new(kind, content, event, note, number)])[0]


def release_all(news: Sequence[NewRelease]) -> list[Release]:
    """All of them appended in one transaction."""
    with transaction.atomic():
        return append(news)


def claim_content(id: str = "claim1", **overrides: Any) -> Content:
    """A claim's content: open, with one statement and one counted piece of evidence against it."""
    content: Content = {
        "id": id,
        "claim": "Kaliningrad Oblast is empty of troops",
        "language": "en",
        "translations": [],
        "context": "",
        "kind": "factual",
        "about": {"from": None, "to": None},
        "topics": [{"id": "topic1", "name": "Defence"}],
        "why_checked": "",
        "first_said_on": {"value": "2024-11-01", "precision": "day"},
        "verdict": None,
        "statements": [statement_content(f"{id}-s")],
        "evidence": [evidence_content(f"{id}-e")],
        "origins": {"supports": 0, "contradicts": 1},
        "replies": [],
        "merged_into": None,
        "review": {"second_person": True},
        "publisher": {"name": "A desk"},
        "licence": "CC-BY-4.0",
    }
    return deepcopy(content | overrides)


def verdict(code: str = "overstated", **overrides: Any) -> Content:
    """A verdict as content carries it."""
    return {
        "code": code,
        "label": code.capitalize(),
        "meaning": "What the verdict says.",
        "value": 2,
        "best": 5,
        "worst": 1,
        "normalised": "MIXTURE",
        "summary": "What the desk found.",
        "explanation": "How the desk **found** it.",
        "as_of": "2024-11-05",
    } | overrides


def statement_content(id: str = "statement1", **overrides: Any) -> Content:
    """A statement as a claim shows it, asserting the claim."""
    return {
        "id": id,
        "stance": "asserts",
        "kind": "direct",
        "said": "confirmed",
        "quote": "it's empty there",
        "language": "en",
        "spoken_language": "lt",
        "translations": [],
        "said_on": {"value": "2024-11-01", "precision": "day"},
        "occasion": "Kyiv Security Forum for Youth",
        "place": "",
        "rendering_of": None,
        "rendering_note": "",
        "speakers": [speaker_reference()],
        "source": source_reference(),
        "attribution": [
            {
                "position": 0,
                "relation": "published",
                "name": "An outlet",
                "url": "",
                "seen": True,
                "inferred": False,
            }
        ],
        "selector": selector("it's empty there"),
    } | overrides


def statement_as_evidence(id: str = "statement9", **overrides: Any) -> Content:
    """A statement as evidence shows it: without a stance towards the claim."""
    statement = statement_content(id, **overrides)
    del statement["stance"]
    return statement


def evidence_content(id: str = "evidence1", **overrides: Any) -> Content:
    """A passage of a source that contradicts the claim and counts."""
    return {
        "id": id,
        "stance": "contradicts",
        "kind": "expert",
        "origin": "a general",
        "speaker": {"id": "speaker2", "name": "A general", "kind": "person"},
        "counts": True,
        "quote": "That hasn't changed",
        "language": "en",
        "translations": [],
        "note": "",
        "source": source_reference("source2", publisher={"id": "publisher2", "name": "Another"}),
        "statement": None,
        "selector": selector("That hasn't changed"),
    } | overrides


def speaker_reference(id: str | None = "speaker1", **overrides: Any) -> Content:
    """A speaker as a statement names it."""
    return {
        "id": id,
        "name": "Laurynas Kasčiūnas",
        "kind": "person",
        "role": "Minister of National Defence",
        "as_named": "the minister",
        "role_as_named": "",
        "basis": "title",
        "on_behalf_of": "",
        "wikidata_id": "",
    } | overrides


def source_reference(id: str = "source1", **overrides: Any) -> Content:
    """A source as a statement or evidence names it."""
    return {
        "id": id,
        "title": "An article",
        "url": "https://example.org/article",
        "publisher": {"id": "publisher1", "name": "An outlet"},
        "published_on": {"value": "2024-11-01", "precision": "day"},
        "language": "en",
        "archive_url": "",
        "captured_at": "2024-11-02T08:00:00Z",
        "availability": "online",
        "withheld": False,
    } | overrides


def selector(exact: str, start: int = 0) -> Content:
    """Where a quote stands in its captured text."""
    return {
        "start": start,
        "end": start + len(exact),
        "exact": exact,
        "prefix": "",
        "suffix": "",
        "capture_sha256": "c" * 64,
    }


def speaker_content(id: str = "speaker1", **overrides: Any) -> Content:
    """A speaker's content."""
    return {
        "id": id,
        "kind": "person",
        "name": "Laurynas Kasčiūnas",
        "sort_name": "Kasčiūnas, Laurynas",
        "country": "LT",
        "description": "",
        "wikidata_id": "",
        "names": [
            {"name": "Лаурінас Кащюнас", "language": "uk", "script": "Cyrl", "kind": "spelling"}
        ],
        "roles": [
            {
                "title": "Minister of National Defence",
                "organisation": "Government of Lithuania",
                "since": {"value": "2024-03-25", "precision": "day"},
                "until": None,
            }
        ],
    } | overrides


def source_content(id: str = "source1", **overrides: Any) -> Content:
    """A source's content, its text not shown."""
    return {
        "id": id,
        "kind": "article",
        "title": "An article",
        "url": "https://example.org/article",
        "publisher": {"id": "publisher1", "name": "An outlet"},
        "authors": ["Somebody"],
        "language": "en",
        "published_on": {"value": "2024-11-01", "precision": "day"},
        "archive_url": "",
        "availability": "online",
        "public_text": "excerpts",
        "rights_note": "",
        "withheld": False,
        "withheld_reason": "",
        "text": "",
        "captures": [{"sha256": "c" * 64, "extent": "full", "captured_at": "2024-11-02T08:00:00Z"}],
    } | overrides


def publisher_content(id: str = "publisher1", **overrides: Any) -> Content:
    """A publisher's content."""
    return {
        "id": id,
        "name": "An outlet",
        "kind": "news_site",
        "domains": ["example.org"],
        "country": "UA",
        "language": "en",
        "wikidata_id": "",
        "speaker": None,
    } | overrides


def topic_content(id: str = "topic1", **overrides: Any) -> Content:
    """A topic's content."""
    return {"id": id, "name": "Defence", "description": "", "wikidata_id": ""} | overrides


def scale_content(**overrides: Any) -> Content:
    """The scale's content, with one rating."""
    rating = {key: verdict()[key] for key in ("code", "label", "meaning", "value", "normalised")}
    return {"id": "scale", "ratings": [rating], "best": 5, "worst": 1} | overrides


def relation_content(
    id: str = "relation1", from_: str = "claim1", to: str = "claim2", **overrides: Any
) -> Content:
    """A relation's content: the first claim is narrower than the second."""
    return {
        "id": id,
        "kind": "narrower",
        "from": from_,
        "to": to,
        "withdrawn": False,
    } | overrides
