"""Every editorial verb; the only writer of the desk.

Each verb takes `by: User`, holds the audit's head, checks stage, permission and rules, writes and
audits in one transaction, or raises a WorkflowError and changes nothing.

transitions    the one table: from which stages each verb goes
acts           permission, lock, transaction and audit of one act
subjects       what is reviewed and released: claims, and what they name
revising       revise; reverting: revert; writing, restoring: one root with its children
bringing_in    bring_in
reviewing      submit, request_changes, approve, reject, reopen
suggesting     suggest, accept_suggestion, decline_suggestion
releasing      publish, retract, flag, unflag
suppressing    suppress, and what it would reach
embargo        embargo, planned: what waits for its hour
merging        merge, unmerge; following: what becomes of every relation
answering      decide_request, what whoever asked is told, forget_asker
conversing     assign, comment, not_duplicate
standing       preview, unmet_rules, verbs_open_to; comparing: what a release would change
refusing       attempts that were refused
waiting        waiting_for, approved_unreleased: what waits for an editor
touching       touched_by, decision_refusals, would_cost_decision
rules          what a thing must meet; contributors: who may not decide on it
accounts       accounts and roles
screens        what an editor's own screens remember
"""

from claims.publishing import read_once
from claims.workflow.accounts import (
    ACCOUNT_VERBS,
    changing_sign_in,
    create_account,
    may_administer,
    set_active,
    set_digest,
    set_email,
    set_roles,
    take_factors,
)
from claims.workflow.answering import decide_request, forget_asker
from claims.workflow.bringing_in import bring_in, foresee, stands, worth_a_claim
from claims.workflow.brought import BroughtIn
from claims.workflow.comparing import Comparison, comparisons, lacking, undecided
from claims.workflow.conversing import assign, comment, mark_seen, not_duplicate
from claims.workflow.embargo import Planned, embargo, planned
from claims.workflow.errors import (
    PermissionDenied,
    RuleViolated,
    StaleEdit,
    TransitionNotAllowed,
    WorkflowError,
)
from claims.workflow.matching import known_speakers
from claims.workflow.merging import merge, unmerge
from claims.workflow.refusing import REFUSED, record_refusal
from claims.workflow.releasing import flag, publish, retract, unflag
from claims.workflow.reverting import revert
from claims.workflow.reviewing import approve, reject, reopen, request_changes, submit
from claims.workflow.revising import revise
from claims.workflow.screens import forget_filter, page_closed, page_open, save_filter
from claims.workflow.standing import Preview, VerbState, preview, unmet_rules, verbs_open_to
from claims.workflow.subjects import open_submission
from claims.workflow.suggesting import accept_suggestion, decline_suggestion, suggest
from claims.workflow.suppressing import Reach, reach, suppress
from claims.workflow.touching import (
    claims_naming,
    decision_refusals,
    touched_by,
    would_cost_decision,
)
from claims.workflow.waiting import Waiting, approved_unreleased, embargoed, waiting_for

__all__ = [
    "ACCOUNT_VERBS",
    "REFUSED",
    "BroughtIn",
    "Comparison",
    "PermissionDenied",
    "Planned",
    "Preview",
    "Reach",
    "RuleViolated",
    "StaleEdit",
    "TransitionNotAllowed",
    "VerbState",
    "Waiting",
    "WorkflowError",
    "accept_suggestion",
    "approve",
    "approved_unreleased",
    "assign",
    "bring_in",
    "changing_sign_in",
    "claims_naming",
    "comment",
    "comparisons",
    "create_account",
    "decide_request",
    "decision_refusals",
    "decline_suggestion",
    "embargo",
    "embargoed",
    "flag",
    "foresee",
    "forget_asker",
    "forget_filter",
    "known_speakers",
    "lacking",
    "mark_seen",
    "may_administer",
    "merge",
    "not_duplicate",
    "open_submission",
    "page_closed",
    "page_open",
    "planned",
    "preview",
    "publish",
    "reach",
    "read_once",
    "record_refusal",
    "reject",
    "reopen",
    "request_changes",
    "retract",
    "revert",
    "revise",
    "save_filter",
    "set_active",
    "set_digest",
    "set_email",
    "set_roles",
    "stands",
    "submit",
    "suggest",
    "suppress",
    "take_factors",
    "touched_by",
    "undecided",
    "unflag",
    "unmerge",
    "unmet_rules",
    "verbs_open_to",
    "waiting_for",
    "worth_a_claim",
    "would_cost_decision",
]
