"""The scale, speakers, publishers and topics of the data set."""

from claims.desk.models import Publisher, Rating, SpeakerName, Topic
from claims.desk.models import Role as Office
from claims.desk.models import Speaker as SpeakerModel
from claims.desk.permissions import Role
from claims.management.seeding.dataset import Row
from claims.management.seeding.session import Session
from claims.text.dates import PartialDate
from claims.text.folding import fold


def load_entities(session: Session) -> None:
    """Load what claims and statements refer to, each found again by its code or name."""
    for row in session.data.ratings:
        session.ratings[row["code"]] = _rating(session, row)
    for row in session.data.speakers:
        session.speakers[row["id"]] = _speaker(session, row)
    for row in session.data.publishers:
        session.publishers[row["id"]] = _publisher(session, row)
    for row in session.data.claims:
        for name in row["topics"]:
            session.topics[name] = session.topics.get(name) or _topic(session, name)
    session.say(
        f"Scale of {len(session.ratings)}, {len(session.speakers)} speakers, "
        f"{len(session.publishers)} publishers, {len(session.topics)} topics"
    )


def _rating(session: Session, row: Row) -> Rating:
    rating = Rating.objects.filter(code=row["code"]).first() or Rating(code=row["code"])
    rating.label, rating.meaning = row["label"], row["meaning"]
    rating.value, rating.normalised = row["value"], row["normalised"]
    return session.save(rating, by=session.accounts[Role.ADMIN])


def _speaker(session: Session, row: Row) -> SpeakerModel:
    named = SpeakerModel.objects.filter(folded=fold(row["name"]), source=None, merged_into=None)
    speaker = named.order_by("id").first() or SpeakerModel()
    speaker.kind, speaker.name = row["kind"], row["name"]
    speaker.sort_name, speaker.country = row["sort_name"], row["country"]
    return session.save(speaker, [*_names(speaker, row), *_offices(speaker, row)])


def _names(speaker: SpeakerModel, row: Row) -> list[SpeakerName]:
    held = set(speaker.names.values_list("name", flat=True)) if speaker.pk else set()
    return [
        SpeakerName(name=name["name"], language=name.get("language", ""), script=name["script"])
        for name in row.get("names", ())
        if name["name"] not in held
    ]


def _offices(speaker: SpeakerModel, row: Row) -> list[Office]:
    held = set(speaker.roles.values_list("title", flat=True)) if speaker.pk else set()
    offices = []
    for role in row.get("roles", ()):
        office = Office(title=role["title"], organisation=role["organisation"])
        office.since, office.until = _date(role.get("since")), _date(role.get("until"))
        if office.title not in held:
            offices.append(office)
    return offices


def _date(value: str | None) -> PartialDate | None:
    return PartialDate.parse(value) if value else None


def _publisher(session: Session, row: Row) -> Publisher:
    publisher = _standing_publisher(row) or Publisher()
    publisher.name, publisher.kind, publisher.domains = row["name"], row["kind"], row["domains"]
    publisher.country, publisher.language = row.get("country", ""), row["language"]
    publisher.speaker = session.speakers[row["speaker"]] if "speaker" in row else None
    return session.save(publisher)


def _standing_publisher(row: Row) -> Publisher | None:
    for publisher in Publisher.objects.order_by("id"):
        if fold(publisher.name) == fold(row["name"]) or set(publisher.domains) & set(
            row["domains"]
        ):
            return publisher
    return None


def _topic(session: Session, name: str) -> Topic:
    return session.save(Topic.objects.filter(name__iexact=name).first() or Topic(name=name))
