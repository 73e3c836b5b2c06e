"""What may be the same as a thing that is saved: for its page, where an editor judges it."""

from typing import Any

from claims.desk import duplicates
from claims.desk.duplicates import Likeness
from claims.desk.models import Claim, Publisher, Source, Speaker, Topic


def alike(subject: Any) -> list[Likeness]:
    """Return what is like a claim, speaker, source, publisher or topic, the likest first.

    Nothing that was judged to be another is among it, and nothing for what is merged away.
    """
    if subject.merged_into is not None:
        return []
    if isinstance(subject, Claim):
        return duplicates.claims_like(subject.text, leaving_out=subject)
    if isinstance(subject, Speaker) and subject.kind != Speaker.Kind.ANONYMOUS:
        drawn = duplicates.speakers_drawn_like(subject.name, leaving_out=subject)
        told = {one.object.pk for one in drawn}
        found = duplicates.speakers_like(subject.name, leaving_out=subject)
        return [*drawn, *(one for one in found if one.object.pk not in told)]
    if isinstance(subject, Source):
        return duplicates.sources_like(subject.url, subject.title, leaving_out=subject)
    if isinstance(subject, Publisher):
        domain = str(next(iter(subject.domains), ""))
        return duplicates.publishers_like(subject.name, domain=domain, leaving_out=subject)
    if isinstance(subject, Topic):
        return duplicates.topics_like(subject.name, leaving_out=subject)
    return []
