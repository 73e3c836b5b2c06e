"""Occasion and place in Ukrainian and Russian, as they are printed and in the case they have."""

import re

from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.reading.paragraphs import Span
from claims.extraction.slavic.names import is_body

_EVENT = (
    r"(?:форум|конференц|прес-?конференц|пресс-?конференц|бр[иі]ф[иі]нг|са[мм]{1,2}[іи]т|зустріч"
    r"|встреч|інтерв|интервью|засіданн|заседани|слуханн|слушани|мітинг|митинг|виступ|выступлени"
    r"|промов|ефір|эфир|дебат|з['’ʼ]їзд|съезд|телемарафон|подкаст|нарад|совещани|церемоні|церемони"
    r"|переговор|візит|визит|лекці|лекци|сесі|сесси|конгрес|допит|допрос)[\w'’ʼ]*"
)
_WRITING = (
    r"(?:допис|пост|публікаці|публикаци|заяв[іу]|заявлени|статт|стать|колонк|звернен|обращени)\w*"
)
_PLATFORM = (
    r"(?:Telegram|Facebook|Twitter|Instagram|YouTube|TikTok|X\b|[ТФТІИ](?:елегра|ейсбу|віт|вит)\w*"
    r"|соцмереж|соцсет)[\w-]*"
)
_WORD = r"(?:[^\s,;:.“\"«»]+\s)"
_NAMED = (
    r"(?:\s(?:[вуз]|на|во|із|з|с|для|до|о|об|про)\s[^\W\d_a-zа-яёєіїґ][\w'’-]*"
    r"(?:\s[^\W\d_a-zа-яёєіїґ][\w'’-]*){0,3}"
    r"|\s(?:[а-яёєіїґ]+\s)?[«\"“][^»\"”\n]{2,50}[»\"”]"
    r"|\s(?:газет|видан|издан|агентств|телеканал|радіо|радио|журнал|канал)\w*\s[^\W\d_a-zа-яёєіїґ][\w'’-]*"
    r"|\s[^\W\d_a-zа-яёєіїґ][\w'’-]*)?"
)
_OCCASIONS = (
    re.compile(
        rf"\b(?i:під\sчас|в\sході|у\sході|во\sвремя|в\sходе|на|у|в)\s"
        rf"(?P<occasion>{_WORD}{{0,4}}?(?i:{_EVENT})\b{_NAMED})"
    ),
    re.compile(rf"\b[вВуУ]\s(?P<occasion>{_WORD}{{0,3}}?(?:{_WRITING}|(?i:{_PLATFORM}))\b)"),
)
_PLACE = re.compile(
    r"\b[вВуУ]о?\s(?P<place>[А-ЯЁЄІЇҐ][а-яёєіїґ'’]+(?:[- ][А-ЯЁЄІЇҐ][а-яёєіїґ'’]+)?)(?!\w)"
)
_NO_PLACES = vocabulary(
    "телеграмі телеграме фейсбуці фейсбуке твіттері твиттере інстаграмі інстаграм"
)
_WEAK = vocabulary("який яка яке які который которая которое которые що что")
_SHORT = 3


def slavic_occasion(text: str, spans: list[Span]) -> str:
    """Return the event or the piece of writing that the words name, or ""."""
    for pattern in _OCCASIONS:
        for span in spans:
            match = pattern.search(text, *span)
            if match is not None and not _WEAK.intersection(match["occasion"].split()):
                return " ".join(match["occasion"].split())
    return ""


def slavic_place(text: str, spans: list[Span]) -> str:
    """Return the place that the words name after "в" or "у", or ""."""
    for span in spans:
        for match in _PLACE.finditer(text, *span):
            words = match["place"].lower().split()
            if not any(is_body(word) for word in words) and words[0] not in _NO_PLACES:
                return match["place"]
    return ""
