"""Re-proving quotes: every one stands in its captured text, at its offsets, as it is stored."""

import hashlib
from collections.abc import Iterator

from claims.desk.models import Capture, Decision, Evidence, ReleaseVerb, Statement
from claims.desk.models.quotations import CONTEXT
from claims.text.spans import context, quote_at

CHUNK = 20


def first_fault() -> str | None:
    """Return the first capture, statement or evidence that does not prove, on one line, or None.

    Captures are taken in the order in which they were made, each with its statements and then its
    evidence in the order of the text. A capture proves when its text and its original bytes still
    give their digests, or are gone under a decision to suppress its source. Evidence without a
    captured text comes last: it quotes nothing.
    """
    return next(_faults(), None)


def count() -> int:
    """Return how many quotes the desk holds."""
    return Statement.objects.count() + Evidence.objects.exclude(capture=None).count()


def _faults() -> Iterator[str]:
    for capture in (
        Capture.objects.select_related("source").order_by("pk").iterator(chunk_size=CHUNK)
    ):
        if fault := _capture_fault(capture):
            yield f"capture {capture.public_id} {fault}"
        for model in (Statement, Evidence):
            quotations = model._default_manager.filter(capture=capture).order_by("start", "pk")
            for quotation in quotations.iterator():
                if fault := _quotation_fault(quotation, capture):
                    yield f"{model._meta.model_name} {quotation.public_id} {fault}"
    loose = Evidence.objects.filter(capture=None).exclude(quote="", prefix="", suffix="")
    for evidence in loose.order_by("pk").iterator():
        yield f"evidence {evidence.public_id} has been changed: it quotes without a captured text"


def _capture_fault(capture: Capture) -> str:
    if capture.suppressed_under is not None:
        return _suppression_fault(capture, capture.suppressed_under)
    if hashlib.sha256(capture.text.encode("utf-8")).hexdigest() != capture.text_sha256:
        return "has been changed: its text does not give its sha256"
    if capture.original is None:
        gone = "has been changed: its original bytes are gone, and their sha256 stands"
        return gone if capture.original_sha256 else ""
    if hashlib.sha256(capture.original).hexdigest() != capture.original_sha256:
        return "has been changed: its original bytes do not give their sha256"
    return ""


def _suppression_fault(capture: Capture, number: object) -> str:
    # SQLite takes words for a number from whoever has its guards and checks away.
    if not isinstance(number, int):
        return "has been changed: it was suppressed under what is no number"
    decided = Decision.objects.filter(
        number=number,
        verb=ReleaseVerb.SUPPRESS,
        subject_kind="source",
        subject=capture.source.public_id,
    )
    if not decided.exists():
        return "was emptied, and nobody decided to suppress its source"
    return "was suppressed, and holds a text" if capture.text or capture.original else ""


def _quotation_fault(quotation: Statement | Evidence, capture: Capture) -> str:
    if capture.suppressed_under is not None:
        words = (quotation.quote, quotation.prefix, quotation.suffix)
        return "quotes a text that was suppressed" if any(words) else ""
    text = capture.text
    start, end = quotation.start or 0, quotation.end or 0
    try:
        quote = quote_at(text, start, end)
    except ValueError as error:
        return f"does not stand in its captured text: {error}"
    if quotation.quote != quote:
        return f"has been changed: its quote is not the captured text at {start}:{end}"
    if (quotation.prefix, quotation.suffix) != context(text, start, end, CONTEXT):
        return f"has been changed: its context is not the captured text round {start}:{end}"
    return ""
