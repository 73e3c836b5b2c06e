"""Ukrainian and Russian words of time, in the groups that the readers of English ones expect."""

import re

SLAVIC_MONTHS = {
    "січня": 1, "лютого": 2, "березня": 3, "квітня": 4, "травня": 5, "червня": 6, "липня": 7,
    "серпня": 8, "вересня": 9, "жовтня": 10, "листопада": 11, "грудня": 12,
    "января": 1, "февраля": 2, "марта": 3, "апреля": 4, "мая": 5, "июня": 6, "июля": 7,
    "августа": 8, "сентября": 9, "октября": 10, "ноября": 11, "декабря": 12,
}  # fmt: skip
_WITHIN_MONTHS = {
    "січні": 1, "лютому": 2, "березні": 3, "квітні": 4, "травні": 5, "червні": 6, "липні": 7,
    "серпні": 8, "вересні": 9, "жовтні": 10, "листопаді": 11, "грудні": 12,
    "январе": 1, "феврале": 2, "марте": 3, "апреле": 4, "мае": 5, "июне": 6, "июле": 7,
    "августе": 8, "сентябре": 9, "октябре": 10, "ноябре": 11, "декабре": 12,
}  # fmt: skip
SLAVIC_NUMBERS = SLAVIC_MONTHS | _WITHIN_MONTHS
SLAVIC_MONTH = rf"(?P<month>{'|'.join(SLAVIC_MONTHS)})"
SLAVIC_WITHIN = rf"(?P<month>{'|'.join(_WITHIN_MONTHS)})"
_IN = r"\b[уУвВ]о?\s"
_WHICH = r"(?P<which>минул\w+|прошл\w+|наступн\w+|следующ\w+|цього|цьому|цю|эту|этот|этом|этой)"
_DAYS = (
    r"(?P<weekday>понеділ(?:ок|ка)|вівтор(?:ок|ка)|серед[уи]|четверг?а?|п['’ʼ]ятниц[юі]"
    r"|субот[уи]|неділ[юі]|понедельника?|вторника?|сред[уы]|пятниц[уы]|суббот[уы]|воскресенья?)"
)
SLAVIC_DAY = re.compile(
    rf"(?:{_IN}(?:{_WHICH}\s)?{_DAYS}\b|\b(?:{_WHICH.replace('which', 'other')}\s)"
    rf"{_DAYS.replace('weekday', 'named')}\b"
    r"|\b(?P<today>сьогодні|сегодня)\b|\b(?P<yesterday>[ву]чора|вчера)\b)",
    re.IGNORECASE,
)
SLAVIC_AGO = re.compile(
    r"\b(?:(?P<count>один|одну|два|дві|две|три|чотири|четыре|п['’ʼ]ять|пять|шість|шесть"
    r"|[0-9]{1,3})\s)?"
    r"(?P<unit>день|дні|днів|дня|дней|тиждень|тижні|тижнів|недел[юиь]|місяц\w+|месяц\w*|рік|роки"
    r"|років|года?|лет)\s(?:тому|назад)\b",
    re.IGNORECASE,
)
SLAVIC_PERIOD = re.compile(
    rf"\b(?:{_WHICH}\s(?P<unit>тиж\w+|недел\w+|місяц\w+|месяц\w+|ро(?:ку|ці)|год[ау])"
    r"|(?P<lastyear>торік))\b",
    re.IGNORECASE,
)
SLAVIC_MONTH_ALONE = re.compile(rf"{_IN}{SLAVIC_WITHIN}(?!\w)")
SLAVIC_OPEN = re.compile(
    r"\b(?:раніше|ранее|нещодавно|недавно|днями|на\sднях|напередодні|накануне|колись|когда-то"
    r"|свого\sчасу|в\sсвоё\sвремя|в\sсвое\sвремя|неодноразово|неоднократно)\b",
    re.IGNORECASE,
)
_ENGLISH = (
    ("понед", "monday"), ("вівт", "tuesday"), ("вторн", "tuesday"), ("серед", "wednesday"),
    ("сред", "wednesday"), ("четвер", "thursday"), ("п'ятн", "friday"), ("пятн", "friday"),
    ("суб", "saturday"), ("неділ", "sunday"), ("воскр", "sunday"), ("минул", "last"),
    ("прошл", "last"), ("наступн", "next"), ("следующ", "next"), ("ц", "this"), ("эт", "this"),
    ("тиж", "week"), ("недел", "week"), ("міся", "month"), ("меся", "month"), ("рік", "year"),
    ("ро", "year"), ("год", "year"), ("лет", "year"), ("д", "day"), ("од", "one"), ("три", "three"),
    ("чот", "four"), ("четыр", "four"), ("п'ять", "five"), ("пять", "five"), ("ш", "six"),
)  # fmt: skip
_TWO = ("два", "дві", "две")


def in_english(word: str) -> str:
    """Return the English for a word that a pattern of this module matched; others in lower case."""
    low = word.lower().replace("’", "'").replace("ʼ", "'")
    if low.isascii():
        return low
    if low in _TWO:
        return "two"
    return next((english for stem, english in _ENGLISH if low.startswith(stem)), low)
