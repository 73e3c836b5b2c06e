"""The database breaks off in the middle of an act: all of it is there or nothing, and once."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from claims.desk.models import Claim, Source, Statement
from claims.record.models import Release
from claims.workflow import RuleViolated, approve, publish, revise, submit
from tests import desk_builders as desk
from tests.faults import standing
from tests.faults.acts import ARTICLE, people
from tests.faults.breaking import WAYS, broken_off

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "The bridge over the river was closed, opened and closed again. " * 500


@pytest.fixture(params=WAYS[connection.vendor])
def way(request: pytest.FixtureRequest) -> Any:
    return WAYS[connection.vendor][request.param]


def test_a_release_that_is_broken_off_is_whole_or_not_there_and_never_twice(way: Any) -> None:
    author, decider = people()
    claim = desk.claim(author, context=LONG)
    submit(claim, by=author)
    approve(claim, by=decider)
    assert broken_off(way, lambda: publish(claim, by=decider))
    assert standing.torn() == []
    assert standing.unproved() == ""
    done = Release.objects.filter(subject=claim.public_id).count()
    if done:
        with pytest.raises(RuleViolated, match="released already"):
            publish(claim, by=decider)
    else:
        publish(claim, by=decider)
    assert Release.objects.filter(subject=claim.public_id).count() == 1
    assert standing.torn() == []


def test_an_edit_that_is_broken_off_is_saved_whole_or_not_at_all(way: Any) -> None:
    author, _ = people()
    claim = desk.claim(author)
    begun = claim.version
    claim.explanation = LONG
    # Nothing of an edit is a release or a source: there a server that is full lets it through.
    told = broken_off(way, lambda: revise(claim, by=author))
    found = Claim.objects.get(pk=claim.pk)
    saved = found.explanation != ""
    assert found.version == begun + saved
    assert told or saved
    assert standing.unproved() == ""


def test_an_import_that_is_broken_off_is_whole_or_not_there_and_never_twice(
    way: Any, tmp_path: Path
) -> None:
    people()
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE.format(token="one") + LONG, encoding="utf-8")

    def bring_in() -> None:
        asked = {"url": "https://daily.example/one", "publisher": "Daily Example", "by": "author"}
        call_command("import_article", str(file), stdout=io.StringIO(), **asked)

    assert broken_off(way, _as_told(bring_in))
    assert standing.torn() == []
    assert standing.unproved() == ""
    bring_in()
    statements = Statement.objects.count()
    bring_in()
    assert Source.objects.count() == 1
    assert Statement.objects.count() == statements > 0


def _as_told(work: Callable[[], None]) -> Callable[[], None]:
    """The same, with the database's own error in place of the command's line about it."""

    def told() -> None:
        try:
            work()
        except CommandError as error:
            assert "\n" not in str(error)
            raise OperationalError(str(error)) from error

    return told
