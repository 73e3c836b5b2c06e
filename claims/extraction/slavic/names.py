"""Ukrainian and Russian names: one name in all its cases, and what their endings tell."""

import re

from claims.extraction.english.vocabulary import vocabulary
from claims.text.folding import fold

SHORTEST_STEM = 2
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ENDINGS = sorted(
    vocabulary(
        "ого ому ими ими им ым ой ою ую ої ій ий ый ая яя ом ем єм ові еві єві ею єю ією ії ия ии"
        " ию ием ией ія ію ієм ієві ій ей ея еем ею ьом а я о у ю і и ы е є й ь їм ї"
    ),
    key=len,
    reverse=True,
)
_OBLIQUE = (
    *("ого", "ому", "ої", "ською", "ській", "цькій", "овій", "ою", "ией", "ьей", "ской", "овой"),
    *("евой", "иной", "ым", "им", "ом", "ем", "ові", "еві", "у", "ю"),
)
# Nominatives that end as other names do in other cases.
_WHOLE = vocabulary(
    "максим артем артём юхим єфим ефим герасим трохим ибрагим ібрагім том ким вадим"
)
_PATRONYMICS = ("ович", "евич", "івна", "ївна", "овна", "евна", "ична", "ича")
_MASCULINE = vocabulary("микола ілля лука хома кузьма сава никита илья фома савва фока юра міша")
TITLES = vocabulary(
    "очевидець очевидця очевидиця очевидиці свідок свідка свідкиня фермер фермера фермерка водій"
    " водія водійка водитель водителя волонтер волонтера волонтерка пенсіонер пенсіонерка"
    " президент президента президентка прем'єр прем'єра премьер премьера прем'єр-міністр"
    " прем'єр-міністра премьер-министр премьер-министра міністр міністра міністерка міністерки"
    " министр министра віцепрем'єр речник речника речниця речниці речницю спікер спікера спикер"
    " спикера пресекретар пресекретарка пресекретаря голова голови голову глава главы главу мер"
    " мера мэр мэра очільник очільника очільниця очільниці директор директора директорка"
    " директорки керівник керівника керівниця керівниці руководитель руководителя посол посла"
    " депутат депутата депутатка депутатки генерал генерала командувач командувача командующий"
    " командующего головнокомандувач прокурор прокурора прокурорка генпрокурор суддя судді судья"
    " судьи адвокат адвоката адвокатка адвокатки експерт експерта експертка експертки эксперт"
    " эксперта аналітик аналітика аналитик аналитика радник радника радниця радниці советник"
    " советника губернатор губернатора канцлер канцлера король короля секретар секретаря секретарь"
    " заступник заступника заступниця заступниці заместитель заместителя начальник начальника"
    " начальниця начальниці співробітник співробітниця сотрудник представник представника"
    " представниця представниці представитель представителя лікар лікаря лікарка лікарки врач"
    " врача журналіст журналіста журналістка журналістки журналист журналистка професор професора"
    " профессор тренер тренера учитель вчитель вчителька учителька мешканець мешканка жителька"
    " житель економіст економістка экономист економіста военком капітан капитан капітана полковник"
    " полковника майор лейтенант"
)

_BODIES = vocabulary(
    "агентство адміністрація академія армія банк бюро видання відомство влада газета генштаб"
    " група департамент держдума дсз інститут комісія комітет компанія корпорація мережа"
    " міноборони міністерство мзс мвс міськрада міськраді міськради облрада партія парламент"
    " поліція поліції посольство прокуратура прокуратурі профспілка профспілки пресслужба"
    " пресслужбі пресслужби рада ради радіо суд суду служба служби союз телеканал університет уряд"
    " уряду фонд центр центру штаб администрация ведомство издание комиссия комитет компания"
    " кремль министерство минобороны мид мвд партия полиция полиции правительство пресс-служба"
    " пресс-службе прокуратуре профсоюз совет университет управление офіс офис держслужба нацбанк"
    " генпрокуратура мерія мэрия мінфін минфин"
)


def is_cyrillic(name: str) -> bool:
    """Say whether any letter of a name is Cyrillic."""
    return _CYRILLIC.search(name) is not None


def name_key(name: str) -> str:
    """Return the key that a name has in every case: of other scripts, its folded form."""
    if not is_cyrillic(name):
        return fold(name)
    return fold(" ".join(map(_stem, name.casefold().split())))


def _stem(word: str) -> str:
    if word in _WHOLE:
        return word
    for ending in _ENDINGS:
        # "Гром" is a whole name, "Громом" is not.
        shortest = SHORTEST_STEM + (ending[-1] == "м")
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word


_BODY_KEYS = frozenset(map(name_key, _BODIES))


_POWER_KEYS = frozenset(
    map(
        name_key,
        vocabulary(
            "україна росія польща литва латвія естонія німеччина франція британія китай угорщина"
            " румунія молдова білорусь туреччина ізраїль іран індія японія канада київ москва"
            " варшава вільнюс рига таллінн берлін париж лондон пекін будапешт брюссель вашингтон"
            " анкара євросоюз кремль украина россия польша латвия эстония германия франция"
            " британия китай венгрия румыния молдавия беларусь турция израиль иран индия япония"
            " киев вильнюс таллин берлин пекин будапешт брюссель евросоюз"
        ),
    )
)


def is_power(word: str) -> bool:
    """Say whether a word in lower case is a state or a capital that speaks for one."""
    return name_key(word) in _POWER_KEYS


def is_body(word: str) -> bool:
    """Say whether a word in lower case is the noun for a body, in any case."""
    return word not in TITLES and name_key(word) in _BODY_KEYS


def plainer(one: str, other: str) -> str:
    """Return which of two cases of one Cyrillic name is the likelier nominative; `one` in doubt."""
    return other if is_cyrillic(other) and _case(other) < _case(one) else one


def _case(name: str) -> tuple[int, int]:
    return sum(map(_obliqueness, name.casefold().split())), len(name)


def _obliqueness(word: str) -> int:
    if word in _WHOLE:
        return 0
    if word.endswith(_OBLIQUE):
        return 2
    if word[-1] in "ая":
        return 1
    return 2 if word[-1] in "иіїыеє" else 0


def is_oblique(word: str) -> bool:
    """Say whether a Cyrillic name is plainly not in the nominative."""
    return _obliqueness(word.casefold()) > 1


def is_patronymic(word: str) -> bool:
    """Say whether a word in lower case is the second of three names."""
    return word.endswith(_PATRONYMICS)


def is_feminine(given: str) -> bool | None:
    """Say of a given name in lower case whether it is a woman's; None where it is not Cyrillic."""
    if not is_cyrillic(given):
        return None
    return given[-1:] in ("а", "я") and given not in _MASCULINE
