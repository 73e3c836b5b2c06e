"""Contents of the made record's speakers, sources, publishers, topics and scale."""

from datetime import timedelta
from functools import lru_cache
from typing import Any

from tests.benchmarks.data import names
from tests.benchmarks.data.words import LANGUAGES

Content = dict[str, Any]

FIRST = {"speaker": 20, "source": 20, "publisher": 10, "topic": 20}
"""Of what there is something from the first claim on, how many."""

EACH = {"speaker": 50, "source": 20, "publisher": 1_000, "topic": 4_000}
"""For how many claims there is one more."""

RATINGS = (
    ("false", "False", 1, "FALSE"),
    ("mostly_false", "Mostly false", 2, "FALSE"),
    ("half_true", "Half true", 3, "MIXTURE"),
    ("mostly_true", "Mostly true", 4, "MIXTURE"),
    ("true", "True", 5, "TRUE"),
    ("unproven", "Unproven", None, "OTHER"),
)
MEANING = "What the evidence that the desk found says of the claim, taken together."

_KINDS = ("person", "person", "person", "person", "office", "organisation", "group")
_COUNTRIES = ("UA", "LT", "PL", "DE", "GE", "GR", "GB", "US", "TW", "JP", "IL", "EG")


def count(kind: str, step: int) -> int:
    """Return how many of a kind there are once a step is taken."""
    return FIRST[kind] + step // EACH[kind]


def made_in(kind: str, step: int) -> range:
    """Return the numbers of those that a step brings."""
    return range(count(kind, step - 1) if step else 0, count(kind, step))


def scale() -> Content:
    """Return the content of the scale."""
    ratings = [
        {"code": code, "label": label, "meaning": MEANING, "value": value, "normalised": normal}
        for code, label, value, normal in RATINGS
    ]
    return {"id": "scale", "ratings": ratings, "best": 5, "worst": 1}


@lru_cache(maxsize=8_192)
def topic(seed: int, number: int) -> Content:
    """Return the content of a topic."""
    rng = names.rng_of(seed, "topic", number)
    english = LANGUAGES["en"]
    return {
        "id": names.public_id(seed, "topic", number),
        "name": f"{english.word(60 + number).title()} {english.word(27 + number % 18)} {number}",
        "description": english.text(rng, 4, 9),
        "wikidata_id": "",
    }


@lru_cache(maxsize=8_192)
def publisher(seed: int, number: int) -> Content:
    """Return the content of a publisher."""
    rng = names.rng_of(seed, "publisher", number)
    spoken = names.spoken_by(seed, "publisher", number)
    return {
        "id": names.public_id(seed, "publisher", number),
        "name": names.organisation(rng, spoken),
        "kind": "news_site",
        "domains": [f"outlet{number}.example"],
        "country": rng.choice(_COUNTRIES),
        "language": spoken.code,
        "wikidata_id": "",
        "speaker": None,
    }


@lru_cache(maxsize=8_192)
def speaker(seed: int, number: int, renamed: bool = False) -> Content:
    """Return the content of a speaker; `renamed` with one more name than at first."""
    rng = names.rng_of(seed, "speaker", number)
    spoken = names.spoken_by(seed, "speaker", number)
    name = names.person(rng, spoken)
    others = [(names.person(rng, names.LATIN), "en", "Latn")] * (spoken.script != "Latn")
    if renamed:
        others.append((f"{names.person(rng, spoken)}", spoken.code, spoken.script))
    return {
        "id": names.public_id(seed, "speaker", number),
        "kind": _KINDS[number % len(_KINDS)],
        "name": name,
        "sort_name": " ".join(reversed(name.split(" "))),
        "country": rng.choice(_COUNTRIES),
        "description": "",
        "wikidata_id": f"Q{900_000 + number}" if number % 3 == 0 else "",
        "names": [
            {"name": other, "language": code, "script": script, "kind": "spelling"}
            for other, code, script in others
        ],
        "roles": [
            {
                "title": spoken.text(rng, 1, 3),
                "organisation": names.organisation(rng, spoken),
                "since": {"value": str(1990 + number % 20), "precision": "year"},
                "until": None,
            }
        ],
    }


@lru_cache(maxsize=8_192)
def source(seed: int, number: int) -> Content:
    """Return the content of a source."""
    rng = names.rng_of(seed, "source", number)
    spoken = names.spoken_by(seed, "source", number)
    at = names.moment(max(number - FIRST["source"], 0) * EACH["source"])
    outlet = int(count("publisher", number * EACH["source"]) * rng.random() ** 2)
    address = f"https://outlet{outlet}.example/{number}"
    reference = publisher(seed, outlet)
    return {
        "id": names.public_id(seed, "source", number),
        "kind": "article",
        "title": spoken.text(rng, 5, 9),
        "url": address,
        "publisher": {"id": reference["id"], "name": reference["name"]},
        "authors": [names.person(rng, spoken)],
        "language": spoken.code,
        "published_on": {"value": f"{at - timedelta(days=1):%Y-%m-%d}", "precision": "day"},
        "archive_url": f"https://archive.example/{number}" if number % 2 else "",
        "availability": "online",
        "public_text": "none",
        "rights_note": "",
        "withheld": False,
        "withheld_reason": "",
        "text": "",
        "captures": [
            {
                "sha256": names.salt(seed, "capture", number),
                "extent": "excerpt",
                "captured_at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
            }
        ],
    }
