"""The words of v1: what bodies and parameters say. Within v1 words are added, never taken away."""

STATUSES = ("open", "reviewed", "under_review", "retracted", "merged", "suppressed")
CLAIM_KINDS = ("factual", "quantity", "attribution", "forecast", "media", "opinion")
NORMALISED = ("TRUE", "MIXTURE", "FALSE", "OTHER")
STANCES = ("asserts", "denies", "questions", "repeats", "reports")
EVIDENCE_STANCES = ("supports", "contradicts", "context")
EVIDENCE_KINDS = ("primary", "official", "expert", "data", "fact_check", "secondary")
STATEMENT_KINDS = ("direct", "indirect", "mixed", "headline", "narration")
SAID = ("unverified", "confirmed", "disputed", "denied", "misattributed")
BASES = ("named", "pronoun", "title", "elsewhere", "editor")
TRANSLATION_METHODS = ("human", "machine")
STEPS = ("published", "citing", "quoting")
SPEAKER_KINDS = ("person", "organisation", "office", "group", "anonymous")
NAME_KINDS = ("spelling", "former", "short", "pseudonym")
PUBLISHER_KINDS = (
    "news_site",
    "newspaper",
    "broadcaster",
    "agency",
    "government",
    "organisation",
    "platform",
    "other",
)
SOURCE_KINDS = (
    "article",
    "transcript",
    "video",
    "image",
    "document",
    "dataset",
    "social_post",
    "report",
    "interview",
    "correspondence",
    "court_document",
)
AVAILABILITIES = ("online", "paywalled", "changed", "gone", "offline")
PUBLIC_TEXTS = ("full", "excerpts", "none")
EXTENTS = ("full", "excerpt")
RELATIONS = ("related", "contradicts", "narrower", "broader", "follows", "precedes")
EVENTS = (
    "publish",
    "update",
    "clarification",
    "correction",
    "flag",
    "unflag",
    "retraction",
    "reinstatement",
    "merge",
    "unmerge",
    "suppression",
)
ASKED_BY = ("desk", "reader", "claimant", "publisher", "official", "other")
PRECISIONS = ("minute", "day", "month", "year")
