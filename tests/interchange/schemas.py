"""What other people's formats ask for, as JSON Schema."""

from typing import Any

from jsonschema import Draft202012Validator

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
ADDRESS: dict[str, Any] = {"type": "string", "pattern": "^https?://"}
MOMENT: dict[str, Any] = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$",
}
NUMBER: dict[str, Any] = {"type": "number"}
DATE: dict[str, Any] = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$",
}


def things(*types: str, required: list[str], **properties: Any) -> dict[str, Any]:
    """An object of one of the types of schema.org, or a list of such."""
    typed = {"@type": {"enum": list(types)}, **properties}
    one = {"type": "object", "required": ["@type", *required], "properties": typed}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


WORK = things("CreativeWork", "NewsArticle", "Article", required=["url"], url=ADDRESS)

CLAIM_REVIEW: dict[str, Any] = {
    "type": "object",
    "required": ["@context", "@type", "claimReviewed", "reviewRating", "url"],
    "properties": {
        "@context": {"enum": ["https://schema.org", "http://schema.org"]},
        "@type": {"const": "ClaimReview"},
        "claimReviewed": TEXT,
        "url": ADDRESS,
        "datePublished": DATE,
        "dateModified": DATE,
        "author": things("Organization", "Person", required=["name"], name=TEXT, url=ADDRESS),
        "itemReviewed": {
            "type": "object",
            "required": ["@type"],
            "properties": {
                "@type": {"const": "Claim"},
                "text": TEXT,
                "author": things("Organization", "Person", required=["name"], name=TEXT),
                "datePublished": {"type": "string", "pattern": "^[0-9]{4}"},
                "appearance": WORK,
                "firstAppearance": WORK,
            },
        },
        "reviewRating": {
            "type": "object",
            "required": ["@type", "alternateName"],
            "properties": {
                "@type": {"const": "Rating"},
                "alternateName": TEXT,
                "ratingValue": NUMBER,
                "bestRating": NUMBER,
                "worstRating": {"type": "number", "minimum": 1},
                "ratingExplanation": TEXT,
            },
            "dependentRequired": {"ratingValue": ["bestRating", "worstRating"]},
        },
    },
}
"""Google's rules for ClaimReview, as its page on fact checks gives them."""


def closed(**properties: Any) -> dict[str, Any]:
    """An object with these members and no other, none of them required."""
    return {"type": "object", "properties": properties, "additionalProperties": False}


ANY_TEXT = {"type": "string"}

CLAIM_SEARCH = closed(
    claims={
        "type": "array",
        "items": closed(
            text=ANY_TEXT,
            claimant=ANY_TEXT,
            claimDate=MOMENT,
            claimReview={
                "type": "array",
                "items": closed(
                    publisher=closed(name=ANY_TEXT, site=ANY_TEXT),
                    url=ANY_TEXT,
                    title=ANY_TEXT,
                    reviewDate=MOMENT,
                    textualRating=ANY_TEXT,
                    languageCode=ANY_TEXT,
                ),
            },
        ),
    },
    nextPageToken=ANY_TEXT,
)
"""The answer of claims:search, as Google's discovery document declares it."""


def faults(value: Any, schema: dict[str, Any]) -> list[str]:
    """What is wrong with a value, in words; nothing where it is valid."""
    found = Draft202012Validator(schema).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in found]
