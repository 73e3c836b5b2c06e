"""The desk's models, one file per aggregate; import them from here."""

from claims.desk.models.accounts import User
from claims.desk.models.attribution import AttributionStep
from claims.desk.models.audit import AuditEntry, AuditHead
from claims.desk.models.base import (
    AppendOnly,
    Child,
    Mergeable,
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
    Topic,
)
from claims.desk.models.contacts import Contact
from claims.desk.models.decisions import Decision, ReleaseVerb, SubjectKind, Submission
from claims.desk.models.evidence import Evidence
from claims.desk.models.judgements import DuplicateJudgement
from claims.desk.models.notes import InternalNote, NoteMention, WorkKind
from claims.desk.models.ratings import Rating
from claims.desk.models.requests import CorrectionRequest
from claims.desk.models.screens import OpenPage, SavedFilter
from claims.desk.models.search_tables import DESK_SEARCH_TABLES
from claims.desk.models.sessions import EditorSession
from claims.desk.models.sources import Capture, Publisher, Source
from claims.desk.models.speakers import Role, Speaker, SpeakerName
from claims.desk.models.statements import JointSpeaker, Statement, StatementTranslation
from claims.desk.models.suggestions import Suggestion

__all__ = [
    "DESK_SEARCH_TABLES",
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
    "CorrectionRequest",
    "Decision",
    "DuplicateJudgement",
    "EditorSession",
    "Evidence",
    "InternalNote",
    "JointSpeaker",
    "Mergeable",
    "NoteMention",
    "OpenPage",
    "PublicIdentity",
    "Publisher",
    "Rating",
    "ReleaseVerb",
    "Role",
    "SavedFilter",
    "Source",
    "Speaker",
    "SpeakerName",
    "StaleEdit",
    "Statement",
    "StatementTranslation",
    "SubjectKind",
    "Submission",
    "Suggestion",
    "Topic",
    "User",
    "Versioned",
    "WorkKind",
]
