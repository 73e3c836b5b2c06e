"""The columns of every table: their names, what they hold, and where a body has it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from claims.interchange.claimants import makers

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `read` is the dotted path of its value where that is not the name, or a function.

    A path that meets a list reads on in each of its members. Of two paths with a bar between them
    the second is read where the first leads to nothing.
    """

    name: str
    meaning: str
    read: str | Callable[[Body], Any] = ""

    def value(self, body: Body) -> Any:
        """Return what the body holds for the column, None where that is absent."""
        if callable(self.read):
            return self.read(body)
        found = (_follow(body, path.split(".")) for path in (self.read or self.name).split("|"))
        return next((value for value in found if value is not None), None)


def _follow(value: Any, path: list[str]) -> Any:
    for at, name in enumerate(path):
        if isinstance(value, list):
            return [_follow(member, path[at:]) for member in value]
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _claimants(body: Body) -> list[str]:
    return [party.name for party in makers(body).parties]


_VERDICT = (
    Column("verdict", "Code of the verdict; empty while the claim is open.", "verdict.code"),
    Column("verdict_label", "The verdict in the desk's words.", "verdict.label"),
    Column("verdict_value", "Its place on the desk's scale, if it has one.", "verdict.value"),
    Column("verdict_best", "The scale's highest value.", "verdict.best"),
    Column("verdict_worst", "The scale's lowest value.", "verdict.worst"),
    Column(
        "normalised", "Class of the verdict: TRUE, MIXTURE, FALSE, OTHER.", "verdict.normalised"
    ),
    Column("summary", "Why, in short.", "verdict.summary"),
    Column("as_of", "Evidence was considered up to this date.", "verdict.as_of"),
)

_RELEASE = (
    Column("number", "Number of the newest release."),
    Column("first_released_at", "When it was first released, UTC."),
    Column("released_at", "When the newest release was made, UTC."),
)

_OF_CLAIM = (
    Column("claim_id", "Id of the claim that shows it.", "claim.id"),
    Column("claim_url", "Page of that claim.", "claim.url"),
    Column("claim", "That claim's text.", "claim.claim"),
)

_QUOTATION = (
    Column("quote", "The exact words."),
    Column("language", "Language of the words as printed, BCP 47."),
)

_PASSAGE = (
    Column("source_id", "Id of the source.", "source.id|statement.source.id"),
    Column("source_title", "Its title.", "source.title|statement.source.title"),
    Column("source_url", "Its address.", "source.url|statement.source.url"),
    Column(
        "source_publisher",
        "Its publisher's name.",
        "source.publisher.name|statement.source.publisher.name",
    ),
    Column(
        "source_published_on",
        "When it was published.",
        "source.published_on|statement.source.published_on",
    ),
    Column(
        "source_archive_url", "An archived copy.", "source.archive_url|statement.source.archive_url"
    ),
    Column("start", "Where the words begin in the captured text, code points.", "selector.start"),
    Column("end", "Where they end, exclusive.", "selector.end"),
    Column("capture_sha256", "sha256 of that text.", "selector.capture_sha256"),
)

_IDENTITY = (
    Column("country", "ISO 3166-1 alpha-2."),
    Column("wikidata_id", "Item of Wikidata."),
)

_MERGED = Column("merged_into", "Id of what it was merged into, if it was.")

TABLES: dict[str, tuple[Column, ...]] = {
    "claims": (
        Column("id", "Lasting id of the claim."),
        Column("url", "Its page."),
        Column("claim", "The claim itself."),
        Column("language", "Language it is written in, BCP 47."),
        Column("kind", "What kind of claim it is."),
        Column("status", "open, reviewed, under_review, retracted, merged or suppressed."),
        Column("corrected", "Whether a correction was ever released."),
        Column("claimants", "Who makes the claim.", _claimants),
        Column("first_said_on", "When it was first said, as far as that is known."),
        *_VERDICT,
        Column("last_verdict_at", "When the verdict last changed, UTC."),
        Column("origins_supporting", "Independent origins for it.", "origins.supports"),
        Column("origins_contradicting", "Independent origins against it.", "origins.contradicts"),
        Column("topics", "Names of its topics.", "topics.name"),
        Column("topic_ids", "Their ids.", "topics.id"),
        Column("statement_ids", "Ids of the statements shown.", "statements.id"),
        Column("context", "Background that the claim needs."),
        Column("why_checked", "Why the desk took it up."),
        *_RELEASE,
        Column("event", "What the newest release did."),
        Column("note", "What the public was told about it."),
        _MERGED,
        Column("publisher", "The desk.", "publisher.name"),
        Column("licence", "Licence of the desk's own words and data."),
        Column("digest", "Digest of the newest release's content."),
    ),
    "statements": (
        Column("id", "Lasting id of the statement."),
        *_OF_CLAIM,
        Column("stance", "What it does with the claim; empty where it is shown as evidence."),
        Column("kind", "direct, indirect, mixed, headline or narration."),
        Column("said", "Whether the words are established as said."),
        *_QUOTATION,
        Column("spoken_language", "Language they were spoken in, BCP 47."),
        Column("speakers", "Names of the speakers.", "speakers.name"),
        Column("speaker_ids", "Their ids; an anonymous speaker has none.", "speakers.id"),
        Column("speaker_kinds", "What kinds of speaker they are.", "speakers.kind"),
        Column("roles", "Their roles as the source names them.", "speakers.role_as_named"),
        Column("said_on", "When it was said, as far as that is known."),
        Column("occasion", "Where it was said: a forum, an interview."),
        Column("place", "The town or venue."),
        Column("attribution", "Names of the steps it came through.", "attribution.name"),
        Column("rendering_of", "Id of the statement these are another printing of."),
        Column("rendering_note", "How they differ from it."),
        Column("translations", "The words in other languages.", "translations.text"),
        *_PASSAGE,
    ),
    "evidence": (
        Column("id", "Lasting id of the piece of evidence."),
        *_OF_CLAIM,
        Column("stance", "supports, contradicts or context."),
        Column("kind", "primary, official, expert, data, fact_check or secondary."),
        Column("counts", "Whether it counts as an origin of its side."),
        Column("origin", "The origin it goes back to; pieces of one origin count once."),
        *_QUOTATION,
        Column("note", "What it shows."),
        Column("speaker", "Whose word it is, if anybody's.", "speaker.name"),
        Column("speaker_id", "Their id.", "speaker.id"),
        Column("statement_id", "Id of the statement it is, if it is one.", "statement.id"),
        Column("translations", "The words in other languages.", "translations.text"),
        *_PASSAGE,
    ),
    "speakers": (
        Column("id", "Lasting id of the speaker."),
        Column("url", "Their page."),
        Column("kind", "person, organisation, office or group."),
        Column("name", "The name they are shown under."),
        Column("sort_name", "The name they are sorted by."),
        Column("other_names", "Other names and spellings.", "names.name"),
        *_IDENTITY,
        Column("description", "Who they are."),
        Column("roles", "Titles they hold or held.", "roles.title"),
        *_RELEASE,
        _MERGED,
    ),
    "sources": (
        Column("id", "Lasting id of the source."),
        Column("kind", "article, transcript, video and so on."),
        Column("title", "Its title; empty where it is withheld."),
        Column("url", "Its address; empty where it is withheld."),
        Column("publisher", "Its publisher's name.", "publisher.name"),
        Column("publisher_id", "Its publisher's id.", "publisher.id"),
        Column("authors", "Its authors."),
        Column("language", "Its language, BCP 47."),
        Column("published_on", "When it was published."),
        Column("archive_url", "An archived copy."),
        Column("availability", "Whether it can still be reached."),
        Column("public_text", "How much of its text the public may see."),
        Column("rights_note", "On what that rests."),
        Column("withheld", "Whether the desk withholds what it is."),
        Column("withheld_reason", "Why it does."),
        Column("capture_sha256", "sha256 of each captured text.", "captures.sha256"),
        *_RELEASE,
        _MERGED,
    ),
    "publishers": (
        Column("id", "Lasting id of the publisher."),
        Column("url", "Its page."),
        Column("name", "Its name."),
        Column("kind", "What kind of publisher it is."),
        Column("domains", "Its domains."),
        *_IDENTITY,
        Column("language", "The language it publishes in, BCP 47."),
        Column("speaker_id", "Id of the speaker it is as well, if it is one.", "speaker"),
        *_RELEASE,
        _MERGED,
    ),
    "topics": (
        Column("id", "Lasting id of the topic."),
        Column("url", "Its page."),
        Column("name", "Its name."),
        Column("description", "What belongs to it."),
        Column("wikidata_id", "Item of Wikidata."),
        *_RELEASE,
        _MERGED,
    ),
    "corrections": (
        *_OF_CLAIM,
        Column("number", "Number of the release within the claim."),
        Column("event", "correction, clarification, update, retraction and so on."),
        Column("note", "What the public was told."),
        Column("released_at", "When, UTC."),
        Column("verdict_before", "Code of the verdict before.", "verdict_before.code"),
        Column("verdict_before_label", "That verdict in words.", "verdict_before.label"),
        Column("verdict_after", "Code of the verdict after.", "verdict_after.code"),
        Column("verdict_after_label", "That verdict in words.", "verdict_after.label"),
        Column("requested_by_kind", "Who asked for it: reader, claimant, desk and so on."),
    ),
}
