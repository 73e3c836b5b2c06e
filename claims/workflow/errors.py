"""Why the workflow refuses: one type per kind of refusal."""

from collections.abc import Iterable

from django.db.models import Model


class WorkflowError(Exception):
    """A verb was refused and nothing was changed. `messages` says why, one line each."""

    def __init__(self, *messages: str):
        self.messages = list(messages)
        super().__init__(" ".join(self.messages))


class TransitionNotAllowed(WorkflowError):
    """The subject is not in a stage from which the verb goes."""


class PermissionDenied(WorkflowError):
    """The account's roles do not hold the verb."""


class RuleViolated(WorkflowError):
    """Rules are not met; `messages` names every one of them."""

    @classmethod
    def unless_none(cls, messages: Iterable[str]) -> None:
        """Raise with all messages, if there are any."""
        found = list(messages)
        if found:
            raise cls(*found)


class StaleEdit(WorkflowError):
    """Somebody else saved first. `stale` holds the editor's values, `current` the saved ones."""

    def __init__(self, stale: Model, current: Model | None):
        self.stale, self.current = stale, current
        super().__init__(
            f"This {stale._meta.verbose_name} was changed by somebody else since you opened it; "
            "nothing of yours was saved yet."
        )
