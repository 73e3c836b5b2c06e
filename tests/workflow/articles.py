"""An article and what is found in it, for tests of bring_in."""

from typing import Any

from claims.desk.models import (
    Statement,
)
from claims.extraction import Article, Extraction, FoundStatement, Step

TEXT = (
    "Bridge reopened\n\n"
    '"The bridge is safe," Ann Example said on Monday, the Daily Wire reported. '
    "She added that the work had cost two million. A source close to the council said the pier "
    "was cracked. Bo Other denied that."
)
URL = "https://daily.example/news/1"


def found(text: str, words: str, **values: Any) -> FoundStatement:
    start = text.index(words)
    defaults: dict[str, Any] = {
        "start": start,
        "end": start + len(words),
        "kind": "indirect",
        "cue": "said",
        "cue_start": None,
        "cue_end": None,
        "speaker": "Ann Example",
        "speaker_start": None,
        "speaker_end": None,
        "speaker_name": "Ann Example",
        "speaker_kind": "person",
        "role": "",
        "basis": "named",
        "on_behalf_of": "",
        "steps": (Step(0, "published", "as the extractor has it"),),
        "said_on": None,
        "occasion": "",
        "place": "",
        "confidence": 0.8,
        "pattern": "verb",
    }
    return FoundStatement(**{**defaults, **values})


def extraction(text: str = TEXT, *statements: FoundStatement, **about: Any) -> Extraction:
    about = {"title": "Bridge reopened", "publisher": "Daily Example", "language": "en", **about}
    about.setdefault("url", URL)
    chosen = statements or (
        found(text, '"The bridge is safe,"', kind="direct"),
        found(text, "the work had cost two million", basis="pronoun", speaker="She"),
    )
    return Extraction(Article(text=text, **about), chosen)


def by_words(words: str) -> Statement:
    return next(one for one in Statement.objects.all() if words in one.quote)
