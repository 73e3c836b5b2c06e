"""The desk's models, one file per aggregate; import them from here."""

from claims.desk.models.accounts import User
from claims.desk.models.audit import AuditEntry, AuditHead
from claims.desk.models.base import (
    AppendOnly,
    Child,
    PublicIdentity,
    StaleEdit,
    Versioned,
)
from claims.desk.models.claims import (
    Claim,
    ClaimRelation,
    ClaimStatement,
    ClaimTopic,
    ClaimTranslation,
    Contact,
    Topic,
)
from claims.desk.models.decisions import Decision, ReleaseVerb, SubjectKind, Submission
from claims.desk.models.evidence import Evidence
from claims.desk.models.ratings import Rating
from claims.desk.models.sources import Capture, Publisher, Source
from claims.desk.models.speakers import Role, Speaker, SpeakerName
from claims.desk.models.statements import (
    AttributionStep,
    JointSpeaker,
    Statement,
    StatementTranslation,
)

__all__ = [
    "AppendOnly",
    "AttributionStep",
    "AuditEntry",
    "AuditHead",
    "Capture",
    "Child",
    "Claim",
    "ClaimRelation",
    "ClaimStatement",
    "ClaimTopic",
    "ClaimTranslation",
    "Contact",
    "Decision",
    "Evidence",
    "JointSpeaker",
    "PublicIdentity",
    "Publisher",
    "Rating",
    "ReleaseVerb",
    "Role",
    "Source",
    "Speaker",
    "SpeakerName",
    "StaleEdit",
    "Statement",
    "StatementTranslation",
    "SubjectKind",
    "Submission",
    "Topic",
    "User",
    "Versioned",
]
