"""What a feed tells of a claim and of a correction, whatever the feed's format."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from claims.interchange.claim_review import lasting_address
from claims.interchange.claimants import makers
from claims.interchange.dates import partial

Body = Mapping[str, Any]

NOTHING_YET = "1970-01-01T00:00:00Z"
"""When a feed of a record without releases was updated: every feed has to say a moment."""

_STATUSES = {
    "open": "Not reviewed",
    "under_review": "Under review",
    "retracted": "Retracted",
    "merged": "Merged",
    "suppressed": "Suppressed",
}
_EVENTS = {
    "publish": "Published",
    "update": "Updated",
    "clarification": "Clarified",
    "correction": "Corrected",
    "flag": "Put under review",
    "unflag": "No longer under review",
    "retraction": "Retracted",
    "reinstatement": "Reinstated",
    "merge": "Merged",
    "unmerge": "Unmerged",
    "suppression": "Suppressed",
}
_NO_VERDICT = "The desk has not reached a verdict."
_NOTHING_LEFT = "a claim whose text was removed"


@dataclass(frozen=True, slots=True)
class Tag:
    """Something an entry is filed under: `term` for programs, `label` for people."""

    term: str
    label: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `id` never changes, `updated` does with every release of what it tells of.

    `html` is safe to be shown as it is; all else is plain text. `facts` are for programs.
    """

    id: str
    url: str
    title: str
    published: str
    updated: str
    language: str
    summary: str
    html: str
    tags: tuple[Tag, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feed:
    """One page of a feed, newest entry first.

    `id` is the address of the feed itself, `address` that of this page of it, `older` that of the
    next page or "", `page` that of the web page beside the feed. `known_at` is when the record was
    last added to, RFC 3339 in UTC, which a feed without entries needs.
    """

    id: str
    title: str
    address: str
    page: str
    desk: str
    site: str
    licence: str
    entries: tuple[Entry, ...]
    older: str = ""
    known_at: str = NOTHING_YET

    @property
    def updated(self) -> str:
        """When the newest of its entries was updated, RFC 3339 in UTC."""
        return max((entry.updated for entry in self.entries), default=self.known_at)


def claim_entry(body: Body) -> Entry:
    """Return what a feed tells of a claim: its verdict or that there is none, and why."""
    verdict = body["verdict"] or {}
    return Entry(
        id=lasting_address(body),
        url=body["url"],
        title=f"{_standing(body)}: {_text(body)}",
        published=body["first_released_at"],
        updated=body["released_at"],
        language=body["language"],
        summary=verdict.get("summary") or _NO_VERDICT,
        html="".join(_told(body)),
        tags=tuple(_tags(body)),
        facts=_facts(body) | {"status": body["status"], "verdict": _short(verdict)},
    )


def correction_entry(body: Body, correction: Body) -> Entry:
    """Return what a feed tells of one of a body's `corrections`: the note, and both verdicts."""
    before, after = correction["verdict_before"], correction["verdict_after"]
    change = _change(before, after)
    event = _EVENTS[correction["event"]]
    return Entry(
        id=f"{lasting_address(body)}#release-{correction['number']}",
        url=f"{body['url']}/history",
        title=f"{event}: {_text(body)}",
        published=correction["released_at"],
        updated=correction["released_at"],
        language=body["language"],
        summary=f"{correction['note']} {change}",
        html=_paragraph(escape(correction["note"]))
        + _paragraph(escape(change))
        + _paragraph(_link(body["url"], _text(body))),
        tags=(Tag(correction["event"], event, f"{body['publisher']['url']}/corrections"),),
        facts=_facts(body)
        | {
            "number": correction["number"],
            "event": correction["event"],
            "verdict_before": before,
            "verdict_after": after,
            "requested_by_kind": correction["requested_by_kind"],
        },
    )


def _standing(body: Body) -> str:
    return _STATUSES.get(body["status"]) or str(body["verdict"]["label"])


def _text(body: Body) -> str:
    return str(body["claim"] or _NOTHING_LEFT)


def _told(body: Body) -> Iterator[str]:
    verdict = body["verdict"]
    if body["status"] == "under_review":
        yield _paragraph(escape(f"{_STATUSES['under_review']}. {body['note']}"))
    if verdict:
        yield _paragraph(
            f"<strong>{escape(verdict['label'])}.</strong> {escape(verdict['summary'])}"
        )
    else:
        yield _paragraph(_NO_VERDICT)
    if facts := " ".join(_circumstances(body)):
        yield _paragraph(escape(facts))
    # The record made it from Markdown and left only a few plain elements.
    yield (verdict or {}).get("explanation_html") or ""
    yield _paragraph(
        _link(body["url"], "What was said, the evidence, and the history of this page")
    )


def _circumstances(body: Body) -> Iterator[str]:
    if names := [party.name for party in makers(body).parties]:
        yield f"Claimed by {', '.join(names)}."
    if said := partial(body["first_said_on"]):
        yield f"First said: {said}."
    if as_of := (body["verdict"] or {}).get("as_of"):
        yield f"Evidence considered up to: {as_of}."


def _change(before: Body | None, after: Body | None) -> str:
    if (before or {}).get("code") == (after or {}).get("code"):
        return f"The verdict is unchanged: {_label(after)}."
    return f"Verdict before: {_label(before)}. Verdict after: {_label(after)}."


def _label(verdict: Body | None) -> str:
    return str(verdict["label"]) if verdict else "none"


def _tags(body: Body) -> Iterator[Tag]:
    site = body["publisher"]["url"]
    if verdict := body["verdict"]:
        yield Tag(verdict["code"], verdict["label"], f"{site}/methodology")
    for topic in body["topics"]:
        yield Tag(topic["id"], topic["name"], f"{site}/topics")


def _facts(body: Body) -> dict[str, Any]:
    return {"claim": body["id"], "claim_url": body["url"], "licence": body["licence"]}


def _short(verdict: Body) -> dict[str, Any] | None:
    return {name: verdict[name] for name in ("code", "label", "normalised")} if verdict else None


def _paragraph(html: str) -> str:
    return f"<p>{html}</p>"


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>'
