"""Statements: those that extraction found, put right and accepted, and those an editor adds."""

from collections.abc import Sequence

from claims.desk.models import AttributionStep, Capture, Source, Statement, StatementTranslation
from claims.management.seeding.dataset import ARTICLE, Row, SeedFault, Span
from claims.management.seeding.session import Session
from claims.text.dates import PartialDate
from claims.text.spans import occurrences

TRANSLATION_LANGUAGE = "en"


def load_statements(session: Session) -> None:
    """Accept the statements of the article as the data set has them, then add all others.

    What extraction missed is added by hand; a draft that is no statement of the data set is
    rejected.
    """
    capture = session.passages[ARTICLE, ARTICLE]
    for row in session.data.article_statements:
        span = session.data.spans[row["id"]]
        row = {"kind": span.kind, **row}
        session.statements[row["id"]] = _accept(session, capture, span, row)
    rejected = _reject_others(session, capture)
    for row in session.data.statements:
        session.statements[row["id"]] = _add(session, row)
    imported = sum(s.origin == Statement.Origin.IMPORT for s in session.statements.values())
    session.say(
        f"{imported} statements of the import accepted, {rejected} rejected, "
        f"{len(session.statements) - imported} added by hand"
    )


def _reject_others(session: Session, capture: Capture) -> int:
    kept = [statement.pk for statement in session.statements.values()]
    drafts = Statement.objects.filter(
        capture=capture, state=Statement.State.PROPOSED, origin=Statement.Origin.IMPORT
    )
    others = list(drafts.exclude(pk__in=kept))
    for statement in others:
        statement.state = Statement.State.REJECTED
        session.save(statement, note="these words are no statement of their own")
    return len(others)


def _add(session: Session, row: Row) -> Statement:
    source, passage = row["source"], row.get("passage", ARTICLE)
    capture = session.passage(source, passage)
    page = next((one for one in session.data.sources if one["id"] == source), {})
    quote = row.get("quote") or capture.text
    found = occurrences(capture.text, quote)
    if len(found) != 1:
        raise SeedFault(f"statements.yaml: the words of {row['id']} stand {len(found)} times")
    span = Span(found[0], found[0] + len(quote), quote, row["kind"])
    via = [{"name": page["via"]}] if "via" in page else []
    narrated = row["kind"] == Statement.Kind.NARRATION
    occasion = "" if narrated else page.get("occasion", "")
    translation = page.get("translations", {}).get(passage) if quote == capture.text else None
    completed = {"chain": via, "occasion": occasion, "translation": translation, **row}
    return _accept(session, capture, span, completed)


def _accept(session: Session, capture: Capture, span: Span, row: Row) -> Statement:
    statement = _standing(capture, span) or Statement(
        capture=capture, start=span.start, end=span.end, language=capture.source.language
    )
    statement.kind, statement.state = row["kind"], Statement.State.ACCEPTED
    statement.speaker, statement.speaker_basis = session.speakers[row["speaker"]], row["basis"]
    for name in ("on_behalf_of", "role_as_named", "occasion", "rendering_note"):
        setattr(statement, name, row.get(name) or getattr(statement, name))
    statement.place = row.get("place", statement.place)
    if "rendering_of" in row:
        statement.rendering_of = session.statements[row["rendering_of"]]
    _date(statement, row.get("said_on"))
    steps, gone = _steps(session, statement, row.get("chain", ()))
    children = [*steps, *_translations(statement, row.get("translation"))]
    return session.save(statement, children, remove=gone, note=row.get("note", ""))


def _standing(capture: Capture, span: Span) -> Statement | None:
    return Statement.objects.filter(capture=capture, start=span.start, end=span.end).first()


def _date(statement: Statement, value: str | None) -> None:
    # A date that extraction read at the article's own offset stays as it is.
    if value and (statement.said_on is None or statement.said_on.value != value):
        statement.said_on = PartialDate.parse(value)


def _steps(
    session: Session, statement: Statement, chain: Sequence[Row]
) -> tuple[list[AttributionStep], list[AttributionStep]]:
    """Return the steps as they should be, and those to take away."""
    source = statement.capture.source
    standing = {step.position: step for step in statement.steps.all()} if statement.pk else {}
    own = standing.pop(0, None) or _own_step(source)
    steps = [own]
    for position, row in enumerate(chain, 1):
        step = standing.pop(position, None) or AttributionStep(position=position)
        step.name, step.inferred = row["name"], row.get("inferred", False)
        step.publisher = next(
            (one for one in session.publishers.values() if one.name == row["name"]), None
        )
        steps.append(step)
    return steps, list(standing.values())


def _own_step(source: Source) -> AttributionStep:
    return AttributionStep(
        position=0,
        relation=AttributionStep.Relation.PUBLISHED,
        name=source.publisher.name if source.publisher else source.title,
        publisher=source.publisher,
        url=source.url,
        seen=True,
    )


def _translations(statement: Statement, text: str | None) -> list[StatementTranslation]:
    held = statement.pk and statement.translations.filter(language=TRANSLATION_LANGUAGE).exists()
    if not text or held:
        return []
    return [StatementTranslation(language=TRANSLATION_LANGUAGE, text=text, translator="The desk")]
