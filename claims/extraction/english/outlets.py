"""Newspapers, agencies and stations: the names of those who pass on what others said."""

import re

from claims.extraction.english.vocabulary import vocabulary

_NAMED = re.compile(
    r"(?:\b(?:News|Times|Post|Journal|Press|TV|Television|Radio|Agency|Magazine|Herald|Tribune"
    r"|Gazette|Guardian|Mail|Telegraph|Daily|Today|Review|Monitor|Standard|Courier|Pravda|Weekly"
    r"|Reuters|Bloomberg|Politico|Interfax|Ukrinform|Axios|Delfi|Euronews|Tass|TASS|Newspaper"
    r"|Chronicle|Observer|Independent|Globe|Examiner|Sun|Mirror|Dispatch|Broadcasting|Breitbart"
    r"|Spiegel|Zeitung|Monde|Figaro|Repubblica|Stampa|Wyborcza|Kommersant|Izvestia|Meduza|Belta"
    r"|BelTA|Xinhua|Kyodo|Yonhap|Anadolu|Jazeera|Suspilne|Unian|Yle|Newsweek|Economist|Insider"
    r"|(?:France|Russia|TVN|Ukraine)\s24|Sky\sNews|Channel|FM|Argus|Bulletin|Echo|Advertiser"
    r"|Wire|Newsroom)"
    r"(?:\s\w+)?|\b[A-Z]{2,5})$"
)
# Bodies with names as short as those of stations.
_OTHERS = vocabulary(
    "NATO UN EU US USA UK FBI CIA NSA IAEA WHO IMF OPEC OSCE UNESCO UNICEF FIFA UEFA GOP DNC RNC"
    " NRA ACLU EPA FDA CDC NASA FSB GRU SBU MEP MEPS MPS"
)


def is_outlet(name: str) -> bool:
    """Say whether a name is that of a newspaper, an agency or a station, as far as it shows."""
    return name.upper() not in _OTHERS and _NAMED.search(name) is not None
