"""What bears a public id and has a page of its own."""

from django.http import Http404

from claims.desk.models import (
    Claim,
    Publisher,
    Source,
    Speaker,
    Statement,
    Topic,
    Versioned,
)

SUBJECTS: dict[str, type[Versioned]] = {
    "claim": Claim,
    "statement": Statement,
    "speaker": Speaker,
    "source": Source,
    "publisher": Publisher,
    "topic": Topic,
}


def subject_or_404(kind: str, public_id: str) -> Versioned:
    """Return what bears the public id; Http404 where nothing of this kind does."""
    model = SUBJECTS.get(kind)
    found = model._default_manager.filter(public_id=public_id).first() if model else None
    if found is None:
        raise Http404
    return found
