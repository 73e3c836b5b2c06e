"""Which evidence counts: not the claimant's own word, and each origin once."""

from dataclasses import dataclass

from claims.desk.models import Claim, ClaimStatement, Evidence, Statement
from claims.publishing.gathering import Gathered


@dataclass(frozen=True, slots=True)
class Counting:
    """The outcome: primary keys of evidence that counts, and distinct origins a side."""

    counting: frozenset[int]
    supports: int
    contradicts: int


def count(gathered: Gathered) -> Counting:
    """Decide which of a claim's accepted evidence counts.

    An origin that holds a word of the claimant's is the claimant's own and does not count, except
    for a claim about what somebody said. A rendering of the claim's own statements never counts.
    Evidence without an origin is an origin of its own.
    """
    claimants = claimant_ids(gathered.links)
    own_words_count = gathered.claim.kind == Claim.Kind.ATTRIBUTION
    tainted = (
        set()
        if own_words_count
        else {_origin(item) for item in gathered.evidence if _speakers(item) & claimants}
    )
    own = gathered.own_statements
    counting = [
        item
        for item in gathered.evidence
        if _origin(item) not in tainted and not _is_rendering(item, own)
    ]
    return Counting(
        frozenset(item.pk for item in counting),
        _origins(counting, Evidence.Stance.SUPPORTS),
        _origins(counting, Evidence.Stance.CONTRADICTS),
    )


def claimant_ids(links: tuple[ClaimStatement, ...]) -> set[int]:
    """Return the ids of the speakers whose own statements assert the claim.

    A headline's claimant is its outlet: whoever it names claims nothing by it.
    """
    found: set[int] = set()
    for link in links:
        if link.stance == ClaimStatement.Stance.ASSERTS:
            found |= _claimants_of(link.statement)
    return found


def _claimants_of(statement: Statement) -> set[int]:
    if statement.kind == Statement.Kind.HEADLINE:
        publisher = statement.capture.source.publisher
        return {publisher.speaker_id} if publisher and publisher.speaker_id else set()
    return _speakers_of(statement)


def _speakers_of(statement: Statement) -> set[int]:
    joint = {joint.speaker_id for joint in statement.joint_speakers.all()}
    return joint | ({statement.speaker_id} if statement.speaker_id else set())


def _speakers(item: Evidence) -> set[int]:
    found = {item.speaker_id} if item.speaker_id else set()
    return found | _speakers_of(item.statement) if item.statement else found


def _origin(item: Evidence) -> str:
    return f"group {item.origin}" if item.origin else f"item {item.pk}"


def _is_rendering(item: Evidence, own: list[Statement]) -> bool:
    own_ids = {statement.pk for statement in own}
    if item.statement:
        return item.statement_id in own_ids or item.statement.rendering_of_id in own_ids
    return any(_overlaps(item, statement) for statement in own)


def _overlaps(item: Evidence, statement: Statement) -> bool:
    if item.capture_id is None or item.capture_id != statement.capture_id:
        return False
    return item.start < statement.end and statement.start < item.end  # type: ignore[operator]


def _origins(counting: list[Evidence], stance: Evidence.Stance) -> int:
    return len({_origin(item) for item in counting if item.stance == stance})
