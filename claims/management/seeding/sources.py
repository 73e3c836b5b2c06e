"""The article, through the importer like any other, and excerpts of the pages it is checked by."""

from django.utils import timezone

from claims.desk.models import Capture, Source
from claims.extraction import FoundStatement, extract, read_article
from claims.management.seeding.dataset import ARTICLE, Row
from claims.management.seeding.session import Session
from claims.text.dates import PartialDate
from claims.text.links import normalise_url
from claims.workflow import bring_in, known_speakers
from claims.workflow.matching import text_sha256

RIGHTS_NOTE = "The text is its publisher's; the desk shows short quotations only."


def load_sources(session: Session) -> None:
    """Bring in the article as the contributor, then every other page as its quoted passages."""
    _import_article(session)
    for row in session.data.sources:
        session.sources[row["id"]] = source = _source(session, row)
        for name, text in row["passages"].items():
            session.passages[row["id"], name] = Capture.objects.get(
                source=source, text_sha256=text_sha256(text)
            )
    session.say(f"{len(session.data.sources)} other sources, {len(session.passages)} excerpts")


def _import_article(session: Session) -> None:
    data, about = session.data, session.data.about
    article = read_article(
        data.text,
        url=about["url"],
        publisher=about["publisher"]["name"],
        title=about["title"],
        authors=tuple(about["authors"]),
        published=PartialDate.parse(about["published_at"]),
        language=about["language"],
    )
    extraction = extract(article, known_speakers())
    wanted = {
        (data.spans[row["draft_of"]].start, data.spans[row["draft_of"]].end)
        for row in data.claims
        if "draft_of" in row
    }

    def proposed(found: FoundStatement) -> bool:
        return (found.start, found.end) in wanted

    brought = bring_in(extraction, by=session.contributor, propose=proposed, original=data.article)
    source = brought.source
    source.kind, source.public_text = about["kind"], Source.PublicText.EXCERPTS
    source.rights_note = RIGHTS_NOTE
    session.sources[ARTICLE] = session.save(source)
    session.passages[ARTICLE, ARTICLE] = brought.capture
    session.say(
        f"The article: {len(brought.items)} statements found, "
        f"{len(brought.statements)} drafted, {len(brought.claims)} draft claims"
    )


def _source(session: Session, row: Row) -> Source:
    url = normalise_url(row["url"])
    source = Source.objects.filter(url=url).first() or Source(url=url)
    source.publisher = session.publishers[row["publisher"]]
    source.title, source.language = row.get("title", ""), row["language"]
    source.published_on = PartialDate.parse(row["published_on"])
    source.public_text, source.rights_note = Source.PublicText.EXCERPTS, RIGHTS_NOTE
    session.save(source)
    held = set(source.captures.values_list("text_sha256", flat=True))
    return session.save(
        source,
        [
            Capture(
                source=source,
                text=text,
                extent=Capture.Extent.EXCERPT,
                captured_at=timezone.now(),
                captured_by=session.contributor,
            )
            for text in row["passages"].values()
            if text_sha256(text) not in held
        ],
    )
