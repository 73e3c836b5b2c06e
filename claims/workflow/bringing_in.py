"""The verb bring_in: what extraction found becomes drafts, once."""

from collections.abc import Callable, Iterable, Sequence

from django.db.models import ForeignKey, Q
from django.utils import timezone

from claims.desk.models import (
    AttributionStep,
    Capture,
    Child,
    Claim,
    ClaimStatement,
    JointSpeaker,
    Publisher,
    Source,
    Statement,
    User,
    Versioned,
)
from claims.extraction.data import Article, Extraction, FoundStatement, Step
from claims.text.folding import fold
from claims.text.links import host_of, is_web_url, normalise_url
from claims.text.spans import normalise
from claims.workflow.acts import Act, act, locked
from claims.workflow.brought import LONGEST_MENTION, BroughtIn, Item, Together
from claims.workflow.errors import RuleViolated
from claims.workflow.matching import (
    PublisherMatcher,
    SpeakerMatcher,
    standing_source,
    text_sha256,
)
from claims.workflow.places import Occupied, Place, places_of
from claims.workflow.snapshots import Plain, name_of, snapshot
from claims.workflow.validation import field_faults
from claims.workflow.wording import LONGEST_TITLE, claim_text, plain_name

Propose = Callable[[FoundStatement], bool]

LEAST_CONFIDENCE = 0.4
_DENYING = ("denied", "denies", "deny", "reject", "disput", "dismiss", "refut", "rebut")
_ASKING = ("ask", "wonder", "question", "doubt")
UNKNOWN_LANGUAGE = "und"
LONG_LINE = 100
"""Characters of a first line that stand for a title; of more, the beginning does."""


def worth_a_claim(found: FoundStatement) -> bool:
    """Tell whether a draft claim is made of a statement where nobody chose."""
    return found.confidence >= LEAST_CONFIDENCE and found.kind != "narration"


def bring_in(
    extraction: Extraction,
    *,
    by: User,
    propose: Propose | None = None,
    original: bytes | None = None,
    media_type: str = "text/plain",
) -> BroughtIn:
    """Make drafts of what extraction found, in one act, and return what came of it.

    The source is that of the article's address or, without one, of the same text; the text is
    captured unless the source holds it already. Each statement found becomes a proposed draft,
    each that `propose` accepts (by default `worth_a_claim`) a draft claim too. Words on which a
    statement stands already, a rejected one too, are left alone: twice is the same as once.
    `original` and `media_type` are the bytes the text was read from.

    Raises PermissionDenied, and RuleViolated for an address, a text or a field that is refused.
    """
    with act("bring_in", by) as current:
        brought = foresee(extraction, propose=propose)
        capture = brought.capture
        if brought.new_capture:
            capture.original, capture.media_type = original, media_type
            capture.captured_by, capture.captured_at = by, timezone.now()
        _write(current, brought)
    return brought


def stands(article: Article) -> bool:
    """Tell whether the article's source has its text already: nothing of it would be captured.

    Raises RuleViolated where the address is refused.
    """
    source = standing_source(_address(article.url), article.text)
    return source is not None and _held(source, article.text) is not None


def foresee(extraction: Extraction, *, propose: Propose | None = None) -> BroughtIn:
    """Return what bring_in would do, without writing anything; all that is new is unsaved.

    Raises RuleViolated where the address or the text is refused.
    """
    article = extraction.article
    _check(extraction)
    url = _address(article.url)
    publishers = PublisherMatcher()
    standing = standing_source(url, article.text)
    source, new_publisher, notes = (
        (standing, None, []) if standing else _new_source(article, url, publishers)
    )
    held = _held(source, article.text)
    capture = held or Capture(
        source=source,
        text=article.text,
        text_sha256=text_sha256(article.text),
        reader_version=article.reader,
    )
    drafting = _Drafting(article, source, capture, publishers, propose or worth_a_claim)
    items = tuple(drafting.item(found) for found in extraction.statements)
    return BroughtIn(
        source=source,
        capture=capture,
        new_publisher=new_publisher,
        new_source=standing is None,
        new_capture=held is None,
        speakers=tuple(drafting.speakers.made),
        items=items,
        notes=tuple(notes),
    )


def _check(extraction: Extraction) -> None:
    text = extraction.article.text
    if not text.strip():
        raise RuleViolated("The text is empty.")
    try:
        stored = normalise(text)
    except ValueError as error:
        raise RuleViolated(f"The text cannot be stored: {error}.") from error
    if stored != text:
        raise RuleViolated("The text has Windows line ends; normalise it before extraction.")
    RuleViolated.unless_none(
        f"The statement at {found.start}:{found.end} lies outside the text."
        for found in extraction.statements
        if not 0 <= found.start < found.end <= len(text)
    )


def _address(url: str) -> str:
    try:
        return normalise_url(url)
    except ValueError as error:
        raise RuleViolated(f"Source, URL: {error}.") from error


def _new_source(
    article: Article, url: str, publishers: PublisherMatcher
) -> tuple[Source, Publisher | None, list[str]]:
    match = publishers.of_source(url, article.publisher)
    source = Source(
        publisher=match.publisher,
        url=url,
        title=plain_name(article.title, LONGEST_TITLE) or _beginning(article.text),
        authors=[name for name in map(plain_name, article.authors) if name],
        language=article.language or UNKNOWN_LANGUAGE,
    )
    source.published_on = article.published
    RuleViolated.unless_none(field_faults(source))
    new = match.publisher if match.publisher and match.publisher._state.adding else None
    return source, new, [note for note in (match.note, _reprint(article.text, url)) if note]


def _beginning(text: str) -> str:
    """Return the first line as a title, cut after a word where it is long."""
    line = plain_name(next((line for line in text.split("\n") if line.strip()), ""), LONGEST_TITLE)
    return line if len(line) <= LONG_LINE else f"{line[:LONG_LINE].rsplit(' ', 1)[0]} …"


def _reprint(text: str, url: str) -> str:
    other = standing_source("", text) if url else None
    if other is None:
        return ""
    return f"The same text stands already as another source: {other}, {other.public_id}."


def _held(source: Source, text: str) -> Capture | None:
    if source._state.adding:
        return None
    own = Q(source=source) | Q(source__merged_into=source)
    return Capture.objects.filter(own, text_sha256=text_sha256(text)).order_by("id").first()


class _Drafting:
    """Makes the drafts of one capture."""

    def __init__(
        self,
        article: Article,
        source: Source,
        capture: Capture,
        publishers: PublisherMatcher,
        propose: Propose,
    ) -> None:
        self._article, self._source, self._capture = article, source, capture
        self._publishers, self._propose = publishers, propose
        self._standing = _Standing(source, capture)
        self.speakers = SpeakerMatcher(source)

    def item(self, found: FoundStatement) -> Item:
        """Return what becomes of one found statement."""
        quote = self._article.text[found.start : found.end]
        standing = self._standing.find(self._article.text, found)
        if standing is not None:
            return Item(found, quote, standing, _steps_of(standing), None)
        match = self.speakers.match(found)
        statement = self._statement(found)
        statement.speaker = match.speaker
        self._standing.add(statement)
        claim = self._claim(statement) if self._propose(found) else None
        steps, joint = self._steps(statement, found), self._joint(statement, found)
        return Item(found, quote, statement, steps, match, claim, joint)

    def _statement(self, found: FoundStatement) -> Statement:
        statement = Statement(
            capture=self._capture,
            start=found.start,
            end=found.end,
            kind=found.kind,
            on_behalf_of=plain_name(found.on_behalf_of),
            speaker_basis=found.basis,
            speaker_as_named=plain_name(found.speaker, LONGEST_MENTION),
            role_as_named=plain_name(found.role, LONGEST_MENTION),
            cue=plain_name(found.cue, 100),
            occasion=plain_name(found.occasion, 300),
            place=plain_name(found.place),
            language=self._article.language or self._source.language,
            origin=Statement.Origin.IMPORT,
            pattern=found.pattern[:60],
            confidence=min(100, max(0, round(found.confidence * 100))),
            state=Statement.State.PROPOSED,
        )
        statement.said_on = found.said_on
        statement.take_quote()
        return statement

    def _joint(self, statement: Statement, found: FoundStatement) -> tuple[Together, ...]:
        """Return the further speakers; a row is made of each who is known and not there yet."""
        taken = [statement.speaker] if statement.speaker else []
        together: list[Together] = []
        for other in found.joint:
            match = self.speakers.match_named(other.speaker_name, other.speaker_kind)
            row = None
            if match.speaker is not None and match.speaker not in taken:
                row = JointSpeaker(
                    statement=statement,
                    speaker=match.speaker,
                    position=sum(1 for one in together if one.row is not None) + 1,
                    as_named=plain_name(other.speaker, LONGEST_MENTION),
                    role_as_named=plain_name(other.role, LONGEST_MENTION),
                )
                taken.append(match.speaker)
            together.append(Together(other, match, row))
        return tuple(together)

    def _steps(self, statement: Statement, found: FoundStatement) -> tuple[AttributionStep, ...]:
        own = AttributionStep(
            statement=statement,
            position=0,
            relation=AttributionStep.Relation.PUBLISHED,
            name=self._own_name(),
            publisher=self._source.publisher,
            url=self._source.url,
            seen=True,
        )
        further = [step for step in found.steps if step.position > 0 and plain_name(step.name)]
        return (own, *(self._step(statement, step) for step in further))

    def _own_name(self) -> str:
        source = self._source
        if source.publisher is not None:
            return source.publisher.name
        return host_of(source.url) or source.title or "Source without a name"

    def _step(self, statement: Statement, step: Step) -> AttributionStep:
        return AttributionStep(
            statement=statement,
            position=step.position,
            relation=step.relation,
            name=plain_name(step.name),
            publisher=self._publishers.named(step.name),
            url=step.url if is_web_url(step.url) else "",
            inferred=step.inferred,
        )

    def _claim(self, statement: Statement) -> Claim | None:
        text = claim_text(statement.quote)
        return Claim(text=text, language=statement.language) if text else None


def _steps_of(statement: Statement) -> tuple[AttributionStep, ...]:
    return () if statement._state.adding else tuple(statement.steps.all())


class _Standing:
    """The statements of a source on which a new import must not step."""

    def __init__(self, source: Source, capture: Capture) -> None:
        self._capture = capture
        self._occupied = Occupied()
        if not source._state.adding:
            for place, statement in places_of(source):
                self._occupied.add(place, statement)

    def add(self, statement: Statement) -> None:
        """Have a statement of this import stand for the rest of it."""
        place = Place(self._capture.public_id, statement.start, statement.end, self._capture.text)
        self._occupied.add(place, statement)

    def find(self, text: str, found: FoundStatement) -> Statement | None:
        """Return the statement on the same words, of this text or of an earlier one."""
        return self._occupied.find(Place(self._capture.public_id, found.start, found.end, text))


def _write(current: Act, brought: BroughtIn) -> None:
    if brought.new_publisher is not None:
        _create(current, brought.new_publisher)
    _write_source(current, brought)
    for speaker in brought.speakers:
        _create(current, speaker)
    for item in brought.items:
        if item.standing:
            continue
        _create(current, item.statement, item.children)
        if item.claim is not None:
            link = ClaimStatement(
                claim=item.claim,
                statement=item.statement,
                stance=_stance(item.found.cue),
            )
            _create(current, item.claim, [link])


def _stance(cue: str) -> ClaimStatement.Stance:
    """Return what the reporting word says a statement does with its words."""
    word = fold(cue)
    if word.startswith(_DENYING):
        return ClaimStatement.Stance.DENIES
    if word.startswith(_ASKING):
        return ClaimStatement.Stance.QUESTIONS
    return ClaimStatement.Stance.ASSERTS


def _write_source(current: Act, brought: BroughtIn) -> None:
    source, captures = brought.source, [brought.capture] if brought.new_capture else []
    if brought.new_source:
        _create(current, source, captures)
    elif captures:
        stored = locked(source)
        source.version = stored.version
        _save(source, captures)
        current.record(source, contributes=True, after=_children(captures))


def _create(current: Act, root: Versioned, children: Sequence[Child | Capture] = ()) -> None:
    _save(root, children)
    current.record(root, contributes=True, after={**snapshot(root), **_children(children)})


def _save(root: Versioned, children: Iterable[Child | Capture]) -> None:
    _relate(root)
    RuleViolated.unless_none(field_faults(root))
    root.save()
    for child in children:
        _attach(child, root)
        _relate(child)
        RuleViolated.unless_none(field_faults(child))
        child.save()


def _relate(row: Versioned | Child | Capture) -> None:
    """Take over the keys of relations that were not saved yet when they were set."""
    for field in row._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.is_cached(row):
            setattr(row, field.name, getattr(row, field.name))


def _attach(child: Child | Capture, root: Versioned) -> None:
    if isinstance(child, Child):
        setattr(child, child.ROOT, root)
        child.root_version = root.version
    elif isinstance(root, Source):
        child.source = root


def _children(children: Iterable[Child | Capture]) -> dict[str, Plain]:
    return {name_of(child): snapshot(child) for child in children}
