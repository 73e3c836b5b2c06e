"""What a process does until it is killed: each piece of work is told once it is committed."""

import io
import itertools
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import call_command

from claims.desk.models import Claim, User
from claims.extraction import Article, extract
from claims.workflow import approve, publish, request_changes, revise, submit
from tests import builders
from tests import desk_builders as desk
from tests.faults.child import tell

ARTICLE = (
    "Bridge {token} reopened\n\n"
    '"The bridge {token} is safe," mayor Ann Example said on Monday.\n\n'
    "She added that the work on it had cost two million euros.\n\n"
    'Engineer Bo Other denied that. "The second pier is cracked," he said.\n'
)


def people() -> tuple[User, User]:
    """The one who writes and the second person, made on first use."""
    return desk.user("author", "contributor"), desk.user("decider", "publisher")


def prepare() -> None:
    """Load what extraction knows, so that a child need not."""
    extract(Article(text=ARTICLE.format(token="one"), title="Bridge", url="", publisher=""))


def importing(token: str, most: int = 0) -> None:
    """Import articles, by the command, as an editor would."""
    with tempfile.TemporaryDirectory() as folder:
        for number in _numbers(most):
            name = f"{token}{number}"
            file, url = Path(folder) / f"{name}.txt", f"https://daily.example/{name}"
            file.write_text(ARTICLE.format(token=name), encoding="utf-8")
            out = io.StringIO()
            asked: dict[str, Any] = {"url": url, "publisher": "Daily Example", "by": "author"}
            call_command("import_article", str(file), stdout=out, format="json", **asked)
            statements = len(json.loads(out.getvalue())["statements"])
            tell(what="imported", url=url, statements=statements)


def publishing(token: str, most: int = 0) -> None:
    """Write claims, have a second person approve each, and publish it."""
    author, decider = people()
    for number in _numbers(most):
        claim = desk.claim(author, f"The bridge {token}{number} is safe.")
        tell(what="written", claim=claim.public_id, version=claim.version)
        _released(claim, author, decider)


def correcting(token: str, claim: str, most: int = 0) -> None:
    """Correct one published claim again and again, from wherever a kill has left it."""
    author, decider = people()
    for number in _numbers(most):
        found = Claim.objects.get(public_id=claim)
        if found.stage == Claim.Stage.IN_REVIEW:
            found = request_changes(found, by=decider, reason="Left in review.")
        found.context = f"Corrected {token}{number}."
        revise(found, by=author)
        tell(what="written", claim=claim, version=found.version)
        _released(found, author, decider, event="correction", note=builders.NOTE)


def restoring(file: str) -> None:
    """Restore a backup into the database, which is empty."""
    call_command("restore", file, stdout=io.StringIO())
    tell(what="restored", file=file)


def _released(claim: Claim, author: User, decider: User, **how: str) -> None:
    claim.refresh_from_db()
    submission = submit(claim, by=author)
    tell(what="submitted", claim=claim.public_id, version=submission.version)
    decision = approve(claim, by=decider)
    tell(what="approved", claim=claim.public_id, decision=decision.number)
    release = publish(claim, by=decider, **how)
    tell(what="released", claim=claim.public_id, sequence=release.sequence, hash=release.hash)


def _numbers(most: int) -> Any:
    return range(most) if most else itertools.count()


ACTS: dict[str, Callable[..., None]] = {
    "import": importing,
    "publish": publishing,
    "correct": correcting,
    "restore": restoring,
}
