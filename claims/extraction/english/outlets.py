"""Newspapers, agencies and stations: the names of those who pass on what others said."""

import re

from claims.extraction.english.vocabulary import vocabulary

_TELLING = vocabulary(
    "News Times Post Journal Press TV Television Radio Agency Magazine Herald Tribune Gazette"
    " Guardian Mail Telegraph Daily Today Review Monitor Standard Courier Pravda Weekly Reuters"
    " Bloomberg Politico Interfax Ukrinform Axios Delfi Euronews Tass TASS Newspaper Chronicle"
    " Observer Independent Globe Examiner Sun Mirror Dispatch Broadcasting Breitbart Spiegel"
    " Zeitung Monde Figaro Repubblica Stampa Wyborcza Kommersant Izvestia Meduza Belta BelTA"
    " Xinhua Kyodo Yonhap Anadolu Jazeera Suspilne Unian Yle Newsweek Economist Insider Channel"
    " FM Argus Bulletin Echo Advertiser Wire Newsroom"
)
_WORD = re.compile(r"\w+")
_NAMED = re.compile(
    rf"(?:\b(?:{'|'.join(sorted(_TELLING))})(?:\s\w+)?|\b[A-Z]{{2,5}}|"
    r"\b(?:France|Russia|TVN|Ukraine)\s24)$"
)
# Bodies with names as short as those of stations.
_OTHERS = vocabulary(
    "NATO UN EU US USA UK FBI CIA NSA IAEA WHO IMF OPEC OSCE UNESCO UNICEF FIFA UEFA GOP DNC RNC"
    " NRA ACLU EPA FDA CDC NASA FSB GRU SBU MEP MEPS MPS"
)


def is_outlet(name: str) -> bool:
    """Say whether a name is that of a newspaper, an agency or a station, as far as it shows."""
    if not (name[-1:].isupper() or name.endswith("24")) and _TELLING.isdisjoint(
        _WORD.findall(name)
    ):
        return False
    return name.upper() not in _OTHERS and _NAMED.search(name) is not None
