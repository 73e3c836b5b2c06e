"""How far a draft may be trusted.

The figures are shares of right drafts, measured on news that is no part of the project: right are
the words (half of them at least, and no more than half too many) and the speaker. The bands that
they give are tabled in the documentation; they sort and hide drafts and accept none.
"""

from claims.extraction.data import Kind
from claims.extraction.english.cues import Manner
from claims.extraction.patterns.drafts import Draft
from claims.extraction.speakers.resolution import Resolved

_PATTERNS = {
    "quote-then-speaker": 0.96,
    "speaker-then-words": 0.90,
    "according-to": 0.91,
    "signed": 0.85,
    "participle": 0.82,
    "parenthesis": 0.85,
    "colon": 0.78,
    "headline": 0.77,
    "transcript": 0.70,
    "clause-then-speaker": 0.66,
    "announced": 0.66,
    "quoted-words": 0.60,
    "noun": 0.55,
    "as-said": 0.50,
    "post": 0.50,
}
_MANNERS = {Manner.SPEECH: 1.0, Manner.STANCE: 0.86, Manner.THOUGHT: 0.8}
_BASES = {"named": 1.0, "title": 0.85, "pronoun": 0.74, "elsewhere": 0.7}
_UNRESOLVED = {"organisation": 0.95, "anonymous": 0.85, "office": 0.85, "group": 0.8}
_WITHOUT_A_NAME = 0.66
# Words that stand for nobody whom an editor could name.
_VAGUE = {"nobody": 0.5, "it": 0.66, "one": 0.9, "another": 0.9}
_TIED = {"named": 0.72, "title": 0.85, "pronoun": 0.92}
_INDIRECT = 0.97
_NOT_FINITE = 0.78
_DENIED = 0.35
_NO_PROPOSITION = 0.4
_HEARSAY = 0.75


def confidence(draft: Draft, speaker: Resolved, kind: Kind) -> float:
    """Return the trust in one draft, from 0 to 1, rounded to two places."""
    value = _PATTERNS[draft.pattern] * _MANNERS[draft.manner]
    if speaker.basis:
        value *= _BASES[speaker.basis] * (_TIED.get(speaker.basis, 1.0) if speaker.tied else 1.0)
    else:
        value *= _UNRESOLVED.get(speaker.kind, _WITHOUT_A_NAME)
        value *= _VAGUE.get(speaker.mention.head, 1.0)
    if kind == "indirect":
        value *= _INDIRECT
    if not draft.finite:
        value *= _NOT_FINITE
    if draft.negated:
        value *= _DENIED
    if draft.hearsay:
        value *= _HEARSAY
    if not draft.whole:
        value *= _NO_PROPOSITION
    return round(value, 2)
