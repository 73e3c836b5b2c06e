"""Every editorial verb; the only writer of the desk.

Each verb takes `by: User`, holds the audit's head, checks stage, permission and rules, writes and
audits in one transaction, or raises a WorkflowError and changes nothing.

transitions    the one table: from which stages each verb goes
acts           permission, lock, transaction and audit of one act
revising       revise
bringing_in    bring_in
reviewing      submit, request_changes, approve, reject, reopen
releasing      publish, retract
standing       preview, unmet_rules, verbs_open_to
rules          what a claim must meet; contributors: who may not decide on it
accounts       accounts and roles
"""

from claims.workflow.accounts import create_account, may_administer, set_active, set_roles
from claims.workflow.bringing_in import bring_in, foresee, worth_a_claim
from claims.workflow.brought import BroughtIn
from claims.workflow.errors import (
    PermissionDenied,
    RuleViolated,
    StaleEdit,
    TransitionNotAllowed,
    WorkflowError,
)
from claims.workflow.matching import known_speakers
from claims.workflow.releasing import publish, retract
from claims.workflow.reviewing import (
    approve,
    open_submission,
    reject,
    reopen,
    request_changes,
    submit,
)
from claims.workflow.revising import revise
from claims.workflow.standing import Preview, VerbState, preview, unmet_rules, verbs_open_to

__all__ = [
    "BroughtIn",
    "PermissionDenied",
    "Preview",
    "RuleViolated",
    "StaleEdit",
    "TransitionNotAllowed",
    "VerbState",
    "WorkflowError",
    "approve",
    "bring_in",
    "create_account",
    "foresee",
    "known_speakers",
    "may_administer",
    "open_submission",
    "preview",
    "publish",
    "reject",
    "reopen",
    "request_changes",
    "retract",
    "revise",
    "set_active",
    "set_roles",
    "submit",
    "unmet_rules",
    "verbs_open_to",
    "worth_a_claim",
]
