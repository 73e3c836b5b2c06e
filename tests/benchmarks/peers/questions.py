"""What is asked of everybody, and with which values: taken from the record, the same each time."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from claims.record.models import UNLISTED, PublishedClaim, PublishedEntity, PublishedFacet
from claims.search.queries import Query, Term, parse

LIST_SIZE = 50
SEARCH_SIZE = 20
DEEPEST_PAGE = 10_000
DETAILS = 2_000
SHORTEST_RARE, MOST_RARE = 12, 20
LONGEST_MESSAGE = 30
FREQUENT = "government"
"""A word that three of ten made claims have."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One question with its values; those that are of no use to it are empty."""

    id: str = ""
    etag: str = ""
    size: int = 0
    verdict: str = ""
    speaker: str = ""
    after: int = 0
    """The place, in the order of first releases, after which the page begins."""
    q: str = ""
    message: str = ""
    """What somebody was sent, the words of the claim `of`."""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A kind of question, by the name it has in the figures, and the samples of it."""

    name: str
    title: str
    samples: tuple[Sample, ...]
    searches: bool = False


def questions() -> list[Question]:
    """Return every question over the record of the default database.

    Raises LookupError where the record has too little to ask for.
    """
    details = _details()
    verdicts = [code for code in _values("verdict") if code][:6]
    after, page = _deep()
    return [
        Question("detail", "a claim by its id", details),
        Question("unchanged", "the same, to a reader who has it (304)", details),
        Question("list", f"the newest {LIST_SIZE} claims", (Sample(size=LIST_SIZE),)),
        Question(
            "verdict",
            f"the newest {LIST_SIZE} of one verdict",
            tuple(Sample(size=LIST_SIZE, verdict=code) for code in verdicts),
        ),
        Question(
            "speaker",
            f"the newest {LIST_SIZE} of one speaker",
            tuple(Sample(size=LIST_SIZE, speaker=id) for id in _speakers()),
        ),
        Question(
            "deep", f"page {page:,} of {LIST_SIZE}", (Sample(size=LIST_SIZE, after=after),)
        ),
        Question(
            "frequent",
            f"search, newest {SEARCH_SIZE}: a word of three claims in ten",
            (Sample(size=SEARCH_SIZE, q=FREQUENT),),
            searches=True,
        ),
        Question(
            "rare",
            f"search, newest {SEARCH_SIZE}: words of few claims",
            tuple(Sample(size=SEARCH_SIZE, q=word) for word in _rare_words()),
            searches=True,
        ),
        Question(
            "oldest",
            f"search, oldest {SEARCH_SIZE}: the frequent word",
            (Sample(size=SEARCH_SIZE, q=FREQUENT),),
            searches=True,
        ),
        Question(
            "ranked",
            f"search, the best {SEARCH_SIZE} of the newest 200 that have the frequent word",
            (Sample(size=SEARCH_SIZE, q=FREQUENT),),
            searches=True,
        ),
        Question("similar", f"the {SEARCH_SIZE} claims likest to a message", _messages()),
    ]  # fmt: skip


def _messages() -> tuple[Sample, ...]:
    """Return what is asked of some claims, as long as posts are."""
    rows = _listed().filter(language="en").order_by("first_sequence")
    told = rows.values_list("public_id", "title")[: 40 * 5 : 5]
    return tuple(
        Sample(size=SEARCH_SIZE, message=" ".join(title.split()[:LONGEST_MESSAGE]), of=id)
        for id, title in told
    )


def _listed() -> QuerySet[PublishedClaim]:
    return PublishedClaim.objects.exclude(status__in=UNLISTED)


def _details() -> tuple[Sample, ...]:
    highest = PublishedClaim.objects.order_by("-first_sequence").first()
    if highest is None:
        raise LookupError("the record is empty")
    rng = random.Random(7)  # noqa: S311
    places = sorted(rng.randrange(highest.first_sequence) for _ in range(DETAILS))
    found: dict[str, str] = {}
    for place in places:
        rows = _listed().filter(first_sequence__gte=place).order_by("first_sequence")
        found.update(rows.values_list("public_id", "etag")[:1])
    samples = [Sample(id=id, etag=etag) for id, etag in found.items()]
    rng.shuffle(samples)
    return tuple(samples)


def _values(column: str) -> list[str]:
    counted = PublishedClaim.objects.values_list(column).annotate(n=Count("pk"))
    return [value for value, _ in counted.order_by("-n", column)]


def _speakers() -> list[str]:
    """Return the five whom most claims have, and five of whom half the speakers have more."""
    # Of a merged speaker the peers know nothing. Left out here: the database would go through them
    # for each of a million claims.
    merged = PublishedEntity.objects.filter(kind="speaker").exclude(merged_into="")
    unknown = {id for pair in merged.values_list("public_id", "merged_into") for id in pair}
    facets = PublishedFacet.objects.filter(kind="speaker").values_list("value")
    counted = facets.annotate(n=Count("pk")).order_by("-n", "value")
    ids = [value for value, _ in counted if value not in unknown]
    middle = len(ids) // 2
    return list(dict.fromkeys([*ids[:5], *ids[middle : middle + 5]]))


def _deep() -> tuple[int, int]:
    """Return the place before a page deep down, and the page's number."""
    depth = min((DEEPEST_PAGE - 1) * LIST_SIZE, _listed().count() - LIST_SIZE)
    depth -= depth % LIST_SIZE
    if depth <= 0:
        raise LookupError(f"the record has no second page of {LIST_SIZE} claims")
    rows = _listed().order_by("-first_sequence").values_list("first_sequence", flat=True)
    return rows[depth - 1], depth // LIST_SIZE + 1


def _rare_words() -> list[str]:
    """Return words that stand in few claims: the longest of some that say a good deal.

    Left out are those that are found by anything but themselves: peers know no such ways.
    """
    rows = _listed().filter(language="en").order_by("first_sequence")
    titles = rows.values_list("title", flat=True)[: 40 * 5 : 5]
    longest = (max(_plain(title.split()), key=len, default="") for title in titles)
    words = [word for word in dict.fromkeys(longest) if len(word) > SHORTEST_RARE]
    found = [word for word in words[:MOST_RARE] if _is_found_by_itself_alone(word)]
    if not found:
        raise LookupError("the record has no rare words")
    return found


def _is_found_by_itself_alone(word: str) -> bool:
    query = parse(word)
    itself = Query((Term(query.wanted[0].phrases[:1]),), ())
    found = (PublishedClaim.objects.filter(words__text__matches=one) for one in (query, itself))
    every, own = (rows.count() for rows in found)
    return every == own


def _plain(words: Iterable[str]) -> list[str]:
    return [word for word in words if word.isascii() and word.isalpha() and word.islower()]
