"""Plain builders for desk objects, all made through the workflow as an editor would."""

from datetime import UTC, date, datetime
from typing import Any

from claims.desk.models import (
    Capture,
    Child,
    Claim,
    ClaimStatement,
    Evidence,
    Publisher,
    Rating,
    Source,
    Speaker,
    Statement,
    Topic,
    User,
)
from claims.workflow import approve, create_account, publish, revise, set_roles, submit

TEXT = (
    "The mayor, Ann Example, opened the bridge on Monday. "
    '"The bridge is safe," she said at the ceremony. '
    "Engineers had warned of cracks in the second pier a year before, and the council had closed "
    "one lane in spring. Work on the pier went on through the summer."
)
QUOTE = '"The bridge is safe,"'
CAPTURED_AT = datetime(2024, 11, 2, 9, 30, tzinfo=UTC)


def user(name: str, *roles: str) -> User:
    """An active account with these roles, found again by its name."""
    account = User.objects.filter(username=name).first() or create_account(name, by=None)
    return set_roles(account, roles, by=None) if roles else account


def publisher(by: User, name: str = "Daily Example", **values: Any) -> Publisher:
    values.setdefault("domains", [f"{name.split()[0].lower()}.example"])
    return revise(Publisher(name=name, **values), by=by)


def source(by: User, **values: Any) -> Source:
    if "publisher" not in values:
        values["publisher"] = Publisher.objects.filter(name="Daily Example").first() or publisher(
            by
        )
    values.setdefault("title", "Bridge opened")
    return revise(Source(**values), by=by)


def capture(by: User, text: str = TEXT, of: Source | None = None, **values: Any) -> Capture:
    of = of or source(by)
    made = Capture(source=of, text=text, captured_at=CAPTURED_AT, captured_by=by, **values)
    revise(of, by=by, save=[made])
    return made


def speaker(by: User, name: str = "Ann Example", save: tuple[Child, ...] = (), **values: Any):
    return revise(Speaker(name=name, **values), by=by, save=save)


def statement(
    by: User,
    quote: str = QUOTE,
    *,
    said_by: Speaker | None = None,
    of: Capture | None = None,
    save: tuple[Child, ...] = (),
    **values: Any,
) -> Statement:
    of = of or capture(by)
    start = of.text.index(quote)
    values.setdefault("state", Statement.State.ACCEPTED)
    made = Statement(
        capture=of,
        start=start,
        end=start + len(quote),
        speaker=said_by or speaker(by),
        **values,
    )
    return revise(made, by=by, save=save)


def topic(by: User, name: str = "Bridges") -> Topic:
    return revise(Topic(name=name), by=by)


def ratings() -> dict[str, Rating]:
    """The scale of two verdicts and one without a place, made by an administrator."""
    admin = user("scale-admin", "admin")
    rows = (
        ("contradicted", "Contradicted", 1, "FALSE"),
        ("supported", "Supported", 2, "TRUE"),
        ("unverifiable", "Cannot be verified", None, "OTHER"),
    )
    for code, label, value, normalised in rows:
        if not Rating.objects.filter(code=code).exists():
            revise(
                Rating(
                    code=code,
                    label=label,
                    value=value,
                    normalised=normalised,
                    meaning=f"Readers are told: {label.lower()}.",
                ),
                by=admin,
            )
    return {rating.code: rating for rating in Rating.objects.all()}


def claim(
    by: User,
    text: str = "The bridge is safe.",
    *,
    made_by: Statement | None = None,
    save: tuple[Child, ...] = (),
    **values: Any,
) -> Claim:
    """A draft claim with one accepted statement that asserts it: fit to be submitted, open."""
    link = ClaimStatement(statement=made_by or statement(by))
    return revise(Claim(text=text, **values), by=by, save=[link, *save])


def evidence(
    by: User,
    of: Claim,
    *,
    stance: str = "contradicts",
    text: str = "Inspectors found cracks in the second pier.",
    **values: Any,
) -> Evidence:
    """Accepted evidence: the whole of a captured passage of a source of its own."""
    if "statement" not in values and "source" not in values:
        values["source"] = source(by, title=f"Evidence: {text[:30]}")
    if values.get("source") is not None:
        passage = capture(by, text, of=values["source"], extent=Capture.Extent.EXCERPT)
        values |= {"capture": passage, "start": 0, "end": len(text)}
    values.setdefault("state", Evidence.State.ACCEPTED)
    of.refresh_from_db()
    made = Evidence(stance=stance, **values)
    revise(of, by=by, save=[made])
    return made


def with_verdict(by: User, of: Claim, code: str = "contradicted", **values: Any) -> Claim:
    """Give a claim a verdict and all that a verdict needs, but no evidence."""
    of.refresh_from_db()
    of.rating = ratings()[code]
    of.summary = "Inspectors had found cracks and the repair was not finished."
    of.as_of = date(2024, 11, 5)
    of.no_contact_reason = "None made: an example."
    for name, value in values.items():
        setattr(of, name, value)
    return revise(of, by=by)


def published(
    by: User, decider: User, of: Claim | None = None, *, event: str = "", note: str = ""
) -> Claim:
    """Submit as `by`, approve and publish as `decider`, and return the claim as it is then."""
    of = of or claim(by)
    of.refresh_from_db()
    submit(of, by=by)
    approve(of, by=decider)
    publish(of, by=decider, event=event, note=note)
    of.refresh_from_db()
    return of
