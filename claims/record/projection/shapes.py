"""The order in which a body's keys are sent; canonical storage keeps them in another."""

from typing import Any

Shape = dict[str, Any]


def _keys(names: str, /, **nested: Shape) -> Shape:
    return {name: nested.get(name) for name in names.split()}


_DATE = _keys("value precision")
_NAMED = _keys("id name")
_TRANSLATION = _keys("language text translator method")
_SELECTOR = _keys("start end exact prefix suffix capture_sha256")
_SOURCE = _keys(
    "id title url publisher published_on language archive_url captured_at availability",
    publisher=_NAMED,
    published_on=_DATE,
)
_UTTERANCE = _keys(
    "kind said quote language spoken_language translations said_on occasion place rendering_of "
    "rendering_note speakers source attribution selector",
    translations=_TRANSLATION,
    said_on=_DATE,
    speakers=_keys(
        "id name kind role as_named role_as_named basis on_behalf_of wikidata_id",
    ),
    source=_SOURCE,
    attribution=_keys("position relation name url seen inferred"),
    selector=_SELECTOR,
)
_EVIDENCE = _keys(
    "id stance kind origin speaker counts quote language translations note source statement "
    "selector",
    speaker=_keys("id name kind"),
    translations=_TRANSLATION,
    source=_SOURCE,
    statement={"id": None, **_UTTERANCE},
    selector=_SELECTOR,
)

CLAIM = _keys(
    "id claim language translations context kind about topics why_checked first_said_on verdict "
    "statements evidence origins replies merged_into review publisher licence",
    translations=_keys("language text translator"),
    about=_keys("from to", **{"from": _DATE, "to": _DATE}),
    topics=_NAMED,
    first_said_on=_DATE,
    verdict=_keys("code label meaning value best worst normalised summary explanation as_of"),
    statements={"id": None, "stance": None, **_UTTERANCE},
    evidence=_EVIDENCE,
    origins=_keys("supports contradicts"),
    replies=_keys("party asked_on replied_on reply"),
    review=_keys("second_person"),
    publisher=_keys("name"),
)

ENTITIES: dict[str, Shape] = {
    "speaker": _keys(
        "id kind name sort_name country description wikidata_id names roles",
        names=_keys("name language script kind"),
        roles=_keys("title organisation since until", since=_DATE, until=_DATE),
    ),
    "source": _keys(
        "id kind title url publisher authors language published_on archive_url availability "
        "public_text rights_note withheld withheld_reason text captures",
        publisher=_NAMED,
        published_on=_DATE,
        captures=_keys("sha256 extent captured_at"),
    ),
    "publisher": _keys("id name kind domains country language wikidata_id speaker"),
    "topic": _keys("id name description wikidata_id"),
    "scale": _keys("id ratings best worst", ratings=_keys("code label meaning value normalised")),
}


def ordered(value: Any, shape: Shape | None, path: str = "content") -> Any:
    """Return `value` with the keys of its objects in the shape's order, others after them.

    Raises ValueError, naming the place, where a key of the shape is missing.
    """
    if shape is None or value is None:
        return value
    if isinstance(value, list):
        return [ordered(member, shape, f"{path}[{at}]") for at, member in enumerate(value)]
    absent = [name for name in shape if name not in value]
    if absent:
        raise ValueError(f"{path} lacks {', '.join(absent)}")
    known = {name: ordered(value[name], sub, f"{path}.{name}") for name, sub in shape.items()}
    return known | {name: value[name] for name in sorted(value.keys() - shape.keys())}
