"""Languages of the made record: a few words that everybody uses, and a long tail."""

import random
from dataclasses import dataclass
from functools import cache

TAIL = 40_000
"""Different words of one language's tail: the rarest stand in a few claims among a million."""


@dataclass(frozen=True, slots=True)
class Language:
    """How texts of one language are made; `share` is its part of the claims, in per cent."""

    code: str
    script: str
    share: int
    common: tuple[str, ...]
    syllables: tuple[str, ...]
    space: str = " "

    def word(self, rank: int) -> str:
        """Return the word of a rank, 0 the most frequent."""
        return _ranked(self.code)[rank]

    def text(self, rng: random.Random, least: int, most: int) -> str:
        """Return a sentence without its full stop; the word of rank r comes about 1/r as often."""
        words = _ranked(self.code)
        span, chance = len(words), rng.random
        return self.space.join(
            [words[int(span ** chance()) - 1] for _ in range(rng.randint(least, most))]
        )


@cache
def _ranked(code: str) -> list[str]:
    """Return every word of a language, the most frequent first."""
    language = LANGUAGES[code]
    return [*language.common, *(_made_up(code, number) for number in range(TAIL))]


def _made_up(code: str, number: int) -> str:
    syllables = LANGUAGES[code].syllables
    # Odd and away from the number of syllables' multiples, so that neighbours look unlike.
    number = number * 7919 + 104_729
    size = len(syllables)
    found = []
    while number:
        number, at = divmod(number, size)
        found.append(syllables[at])
    return "".join(found)


def _language(
    code: str, script: str, share: int, common: str, syllables: str, space: str = " "
) -> Language:
    return Language(code, script, share, tuple(common.split()), tuple(syllables.split()), space)


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        _language(
            "en", "Latn", 40,
            "the of and to in that for is on it with as by at from not are this be has will more "
            "than was have been year country people state price border army law court bank city "
            "election report minister parliament president percent million troops energy",
            "ba ker lin tor mes dal vin pol gar ren sto fil mar ten cor hal wes dun bri lan ock "
            "ford ham ley ster ing wood field burn ton",
        ),
        _language(
            "uk", "Cyrl", 12,
            "у на що і з до за не від про як це для є та уряд країна війська рік закон суд банк "
            "місто вибори звіт міністр парламент президент відсотків мільйон енергія",
            "ко ли за мир на ста во ре ти лі бо жи дня гра пів сло ро му єв ськ її чен ні кра зо "
            "щі ґа тень",
        ),
        _language(
            "ru", "Cyrl", 10,
            "в на что и с до за не от о как это для есть правительство страна войска год закон суд "
            "банк город выборы отчёт министр парламент президент процентов миллион энергия",
            "ко ли за мир на ста во ре ти бы бо жи дня гра пол сло ро му ев ск чен ны кра зо щи "
            "объ ёл тень",
        ),
        _language(
            "lt", "Latn", 8,
            "ir kad į su iš dėl ne tai yra vyriausybė šalis kariuomenė metai įstatymas teismas "
            "bankas miestas rinkimai ataskaita ministras seimas prezidentas procentų milijonas",
            "ka ly zė mi na sta vo rė ti bū žy dė gri pil sla rū mų jau šk čė ni kra zo ščiau ąž "
            "tė ną lis",
        ),
        _language(
            "de", "Latn", 8,
            "die der und in zu den das nicht von mit ist für auf Regierung Land Armee Jahr Gesetz "
            "Gericht Bank Stadt Wahl Bericht Minister Bundestag Präsident Prozent Million Straße",
            "ka lin ze mit na stra vor re ti bü scha de grü pil sla rö mun au schk che ner kra zo "
            "tä heit ung weiß burg",
        ),
        _language(
            "pl", "Latn", 6,
            "w na że i z do za nie od o jak to dla jest rząd kraj wojsko rok ustawa sąd bank "
            "miasto wybory raport minister sejm prezydent procent milion energia",
            "ka ły zę mi na sta wo rze ti bó ży dę gra pił sło rą mu ów ski czę ni kra zo szcz "
            "ść łek wał",
        ),
        _language(
            "zh", "Hani", 4,
            "的 在 是 和 了 不 有 政府 国家 军队 年 法律 法院 银行 城市 选举 报告 部长 议会 总统 "
            "百分之 百万 能源 边境 价格",
            "安 北 川 东 风 高 海 江 开 林 明 南 平 青 山 石 天 文 西 新 阳 元 中 州 长 石 水 火",
            "",
        ),
        _language(
            "ja", "Jpan", 3,
            "の は を に が と で 政府 国 軍 年 法律 裁判所 銀行 都市 選挙 報告 大臣 国会 大統領 "
            "パーセント 百万 エネルギー 国境 価格",
            "あ か さ た な は ま や ら わ 川 田 山 本 村 中 林 石 橋 木 ト リ カ ス ン ー ル ド",
            "",
        ),
        _language(
            "ar", "Arab", 3,
            "في من على أن إلى عن لا هو مع هذا الحكومة البلد الجيش السنة القانون المحكمة البنك "
            "المدينة الانتخابات التقرير الوزير البرلمان الرئيس بالمئة مليون",
            "با كر لين تو مس دال في بول جا رن ستو فيل مار تن كو هال وس دن بري لان قا شم",
        ),
        _language(
            "el", "Grek", 2,
            "και το να για με από που είναι δεν στο κυβέρνηση χώρα στρατός έτος νόμος δικαστήριο "
            "τράπεζα πόλη εκλογές έκθεση υπουργός βουλή πρόεδρος ποσοστό εκατομμύριο",
            "κα λυ ζη μι να στα βο ρε τι μπου ζω δη γρα πιλ σλα ρω μου ευ σκα τσε νι κρα ψα ξε",
        ),
        _language(
            "ka", "Geor", 2,
            "და რომ არის არ ეს თუ მაგრამ მთავრობა ქვეყანა ჯარი წელი კანონი სასამართლო ბანკი ქალაქი "
            "არჩევნები ანგარიში მინისტრი პარლამენტი პრეზიდენტი პროცენტი მილიონი",
            "კა ლი ზე მი ნა სტა ვო რე ტი ბუ ჟი დე გრა პილ სლო რო მუ ევ შკო ჩე ნი კრა ზო ღა",
        ),
        _language(
            "he", "Hebr", 2,
            "של את על לא הוא זה עם כי גם הממשלה המדינה הצבא השנה החוק בית הבנק העיר הבחירות הדוח "
            "השר הכנסת הנשיא אחוז מיליון",
            "בא כר לין תו מס דל וי פול גר רן סטו פיל מר תן קו הל וס דן ברי לן שק חם",
        ),
    )
}  # fmt: skip

EVERYWHERE = "government"
"""The English word that stands in three of ten claims, whatever else they say."""

_BY_SHARE = [code for code, language in LANGUAGES.items() for _ in range(language.share)]


def language(rng: random.Random) -> Language:
    """Return a language, each as often as its share says."""
    return LANGUAGES[_BY_SHARE[int(rng.random() * len(_BY_SHARE))]]
