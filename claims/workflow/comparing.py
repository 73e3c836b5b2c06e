"""What a second person compares: what is public now, and what a release would make of it."""

from dataclasses import dataclass

from claims import publishing
from claims.desk.models import Claim, Evidence, ReleaseVerb, Statement
from claims.ledger.canonical import canonical_text
from claims.publishing import Subject
from claims.publishing.plain import Body
from claims.publishing.published import content
from claims.publishing.releasing import releasable
from claims.workflow.acts import kind_of
from claims.workflow.rules import faults_for
from claims.workflow.subjects import composed


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that a release would tell of: its kind, and its content now and afterwards.

    `before` is empty where the public knows nothing of it yet.
    """

    kind: str
    public_id: str
    before: Body
    after: Body


def comparisons(subject: Subject, verb: str, target: str = "") -> list[Comparison]:
    """Return the subject, and then everything else that releasing it by `verb` would change.

    Of a publication of a claim those are the speakers, sources, publishers, topics and relations
    that it names and whose public content differs from today's.
    """
    composition = composed(subject, verb, target)
    own = (kind_of(subject), subject.public_id, composition.content)
    contents = [own]
    if isinstance(subject, Claim) and verb == ReleaseVerb.PUBLISH:
        contents += [*composition.entities, *releasable(subject, composition)]
    newest = publishing.newest_releases([(kind, public_id) for kind, public_id, _ in contents])
    found = [
        Comparison(kind, public_id, content(newest.get((kind, public_id))), after)
        for kind, public_id, after in contents
    ]
    return [found[0], *(one for one in found[1:] if _differs(one))]


def lacking(subject: Subject) -> list[str]:
    """Return what the content of a thing lacks to be published, one line each, at any stage."""
    return list(faults_for(subject, ReleaseVerb.PUBLISH))


def undecided(claim: Claim) -> list[str]:
    """Return, one line each, what hangs on a claim undecided, which readers would not be shown."""
    evidence = claim.evidence.filter(state=Evidence.State.PROPOSED).count()
    links = claim.claim_statements.filter(statement__state=Statement.State.PROPOSED).count()
    counted = (
        (evidence, "piece of evidence is", "pieces of evidence are"),
        (links, "statement is", "statements are"),
    )
    return [
        f"{count} {one if count == 1 else many} still proposed: readers will not be shown "
        f"{'it' if count == 1 else 'them'}."
        for count, one, many in counted
        if count
    ]


def _differs(one: Comparison) -> bool:
    return canonical_text(one.before) != canonical_text(one.after)
