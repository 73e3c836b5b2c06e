"""Labels: words that papers put before a colon and that tell nothing of who speaks."""

from claims.extraction.english.vocabulary import vocabulary

LABELS = vocabulary(
    "latest exclusive watch video live update updates updated analysis opinion breaking interview"
    " review transcript photos fact-check explainer editorial podcast listen profile obituary"
)
