"""One editor at work: publishes claim after claim through the workflow, and says what it costs.

`python -m tests.benchmarks.editor --seconds N` prints, as JSON, the milliseconds of each
publication by itself and of each claim from its first draft to its publication.
"""

import argparse
import json
import os
import sys
import time
from datetime import date
from typing import Any


def main(arguments: list[str]) -> int:
    """Publish for so long, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--most", type=int, default=0, help="claims to publish at most")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

    # Django reads the address of the database when it is set up.
    import django

    django.setup()
    json.dump(published(asked.seconds, asked.most), sys.stdout)
    return 0


def published(seconds: float, most: int) -> dict[str, list[float]]:
    """Publish claims for so long; return milliseconds under `publication` and `claim`."""
    from claims.desk.permissions import Role
    from claims.workflow import publish
    from tests import desk_builders as desk

    author = desk.user("burst-author", Role.CONTRIBUTOR)
    decider = desk.user("burst-decider", Role.PUBLISHER)
    until = time.monotonic() + seconds
    times: dict[str, list[float]] = {"publication": [], "claim": []}
    while time.monotonic() < until and (not most or len(times["claim"]) < most):
        began = time.perf_counter()
        approved = _approved(author, decider, f"The bridge is safe, {time.time_ns()}.")
        ready = time.perf_counter()
        publish(approved, by=decider)
        now = time.perf_counter()
        times["publication"].append(1000 * (now - ready))
        times["claim"].append(1000 * (now - began))
    return times


def _approved(author: Any, decider: Any, text: str) -> Any:
    """Return a claim with a verdict of the record's own scale and evidence, ready to publish."""
    from claims.desk.models import Rating
    from claims.workflow import approve, revise, submit
    from tests import desk_builders as desk

    claim = desk.claim(author, text)
    desk.evidence(author, claim)
    claim.refresh_from_db()
    claim.rating = Rating.objects.filter(normalised="FALSE").first()
    claim.summary = "Inspectors had found cracks and the repair was not finished."
    claim.as_of = date(2024, 11, 5)
    claim.no_contact_reason = "None made: an example."
    revise(claim, by=author)
    submit(claim, by=author)
    approve(claim, by=decider)
    claim.refresh_from_db()
    return claim


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
