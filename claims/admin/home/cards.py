"""Every queue as the home shows it: how many wait, since when, and the first of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.timesince import timesince

from claims.admin.home.waiting import QUEUES, Queue
from claims.admin.marking import plain
from claims.desk.models import (
    Capture,
    CorrectionRequest,
    Evidence,
    NoteMention,
    ReleaseVerb,
    SavedFilter,
    Source,
    Statement,
    Submission,
    User,
)
from claims.desk.permissions import VERBS, Role

MOST_COUNTED = 50
"""What is counted and fetched of a queue; beyond it the home says "50+"."""

FIRST = 5
"""How many of a queue the home names."""

LATELY = timedelta(days=7)
"""How far back it tells what came in."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits: what, where it leads, and how long or by when."""

    text: str
    href: str
    note: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One queue. `href` is its whole list, `lines` the first of it, `note` the oldest of it."""

    key: str
    title: str
    href: str
    count: str = "0"
    note: str = ""
    lines: list[Line] = field(default_factory=list)


def cards(by: User, roles: frozenset[Role]) -> list[Card]:
    """Return every queue that the account has a part in, with one query each."""
    found = [_claims(queue, by) for queue in QUEUES if _concerns(queue.verb, roles)]
    if roles & VERBS["approve"]:
        found.insert(1, _entities(by))
    return [*found, _corrections(), _sources(), _came_in()]


def mentions(by: User) -> list[NoteMention]:
    """Return the newest notes that call the account and that it has not seen."""
    unseen = NoteMention.objects.filter(user=by, seen_at=None)
    return list(unseen.select_related("note__written_by")[:MOST_COUNTED])


def saved_filters(by: User, path: str = "") -> list[SavedFilter]:
    """Return the account's own filters, of one list where its path is given."""
    own = SavedFilter.objects.filter(user=by)
    return list((own.filter(path=path) if path else own)[:MOST_COUNTED])


def _concerns(verb: str, roles: frozenset[Role]) -> bool:
    return not verb or bool(roles & VERBS[verb])


def _card(key: str, title: str, where: str, rows: Sequence[Any], lines: Iterator[Line]) -> Card:
    told = list(lines)
    late = sum(line.late for line in told)
    count = f"{MOST_COUNTED}+" if len(rows) > MOST_COUNTED else str(len(rows))
    return Card(key, title, where, count, f"{late} overdue" if late else "", told[:FIRST])


def _claims(queue: Queue, by: User) -> Card:
    waiting = queue.find(by).only("pk", "text", "due_on", "not_before")[: MOST_COUNTED + 1]
    rows = list(waiting)
    href = reverse("admin:claims_claim_changelist", query={"waiting": queue.key})
    card = _card(queue.key, queue.title, href, rows, (_claim(claim, queue) for claim in rows))
    first = card.lines[0].note if card.lines and not card.note else ""
    told = first if queue.key == "embargo" else f"longest {first}"
    return replace(card, note=told) if first else card


def _claim(claim: Any, queue: Queue) -> Line:
    note, late = _waits(claim.since), False
    if queue.key == "due":
        note, late = f"due {_day(claim.due_on)}", claim.due_on < timezone.localdate()
    elif queue.key == "embargo":
        note = f"not before {_moment(claim.not_before)}"
    elif queue.key == "publish" and claim.decided_verb != ReleaseVerb.PUBLISH:
        note = f"to {ReleaseVerb(claim.decided_verb).label.lower()}, {note}"
    where = reverse("admin:claims_claim_change", args=[claim.pk])
    return Line(plain(claim.text[:120]), where, note, late)


def _entities(by: User) -> Card:
    asked = Submission.objects.filter(outcome="").exclude(subject_kind="claim")
    rows = list(asked.exclude(requested_by=by).order_by("requested_at")[: MOST_COUNTED + 1])
    lines = (
        Line(
            f"{each.get_verb_display()} a {each.get_subject_kind_display().lower()}",
            reverse("admin:go", args=[each.subject_kind, each.subject]),
            _waits(each.requested_at),
        )
        for each in rows
    )
    href = reverse("admin:claims_submission_changelist")
    return _card("entities", "Speakers, sources and topics to review", href, rows, lines)


def _corrections() -> Card:
    rows = list(
        CorrectionRequest.objects.filter(answered_at=None).order_by("due_on", "pk")[
            : MOST_COUNTED + 1
        ]
    )
    href = reverse("admin:claims_correctionrequest_changelist", query={"state": "open"})
    return _card("corrections", "Corrections asked for", href, rows, map(_correction, rows))


def _correction(asked: CorrectionRequest) -> Line:
    days = asked.overdue_by()
    received = timezone.localtime(asked.received_at)
    late = f", {days} working day{'' if days == 1 else 's'} overdue" if days else ""
    state = ", accepted, not released yet" if asked.outcome else ""
    return Line(
        plain(" ".join(asked.wrong.split())[:120]),
        reverse("admin:claims_correctionrequest_change", args=[asked.pk]),
        f"received {_day(received)}, due {_day(asked.due_on)}{late}{state}",
        late=bool(days),
    )


def _sources() -> Card:
    """Sources that changed or are gone, where something accepted rests on them."""
    Availability = Source.Availability
    accepted = Statement.objects.filter(capture__source=OuterRef("pk"), state="accepted")
    used = Evidence.objects.filter(source=OuterRef("pk"), state="accepted")
    lost = Source.objects.filter(
        Exists(accepted) | Exists(used),
        availability__in=[Availability.CHANGED, Availability.GONE],
        merged_into=None,
    )
    rows = list(lost.order_by("-pk")[: MOST_COUNTED + 1])
    lines = (
        Line(
            plain(str(source)),
            reverse("admin:claims_source_change", args=[source.pk]),
            source.get_availability_display().lower(),
        )
        for source in rows
    )
    href = reverse("admin:claims_source_changelist", query={"availability__in": "changed,gone"})
    return _card("sources", "Sources changed or gone", href, rows, lines)


def _came_in() -> Card:
    drafts = Count("statements", filter=Q(statements__state=Statement.State.PROPOSED))
    newest = Capture.objects.filter(captured_at__gte=timezone.now() - LATELY)
    newest = newest.filter(extent=Capture.Extent.FULL).defer("text", "original")
    rows = list(newest.select_related("source").annotate(drafts=drafts)[: MOST_COUNTED + 1])
    lines = (
        Line(
            plain(str(capture.source)),
            reverse("admin:article", args=[capture.pk]),
            f"{_drafts(capture.drafts)}, {_waits(capture.captured_at)} ago",
        )
        for capture in rows
    )
    href = reverse("admin:claims_capture_changelist")
    return _card("came", "What came in this week", href, rows, lines)


def _day(day: date) -> str:
    return format_date(day, "j F")


def _moment(moment: datetime) -> str:
    return format_date(timezone.localtime(moment), "j F, H:i")


def _drafts(number: int) -> str:
    if not number:
        return "no draft left"
    return f"{number} draft{'' if number == 1 else 's'} to decide on"


def _waits(since: datetime | date | None) -> str:
    """Return how long something waits, in words; nothing where that is not known."""
    if since is None:
        return ""
    if not isinstance(since, datetime):
        since = timezone.make_aware(datetime.combine(since, time()))
    return timesince(since, depth=1)
