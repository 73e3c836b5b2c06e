"""Addresses as other formats take them."""

import re
from urllib.parse import urlsplit

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-([1-4]\.[0-9])")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


def web_address(url: str) -> str:
    """Return an address that begins with http or https and has a host; "" for any other."""
    try:
        parts = urlsplit(url)
        return url if parts.scheme.lower() in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def site_of(url: str) -> str:
    """Return the host of an address in lower case, without a port or a leading "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def licence_address(licence: str) -> str:
    """Return where a licence can be read, given as an SPDX id or an address; "" where unknown."""
    if licence == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if found := _CREATIVE_COMMONS.fullmatch(licence):
        terms, version = found.groups()
        return f"https://creativecommons.org/licenses/{terms.lower()}/{version}/"
    return web_address(licence) or _spdx(licence)


def wikidata_page(item: str) -> str:
    """Return the page of an item of Wikidata, "" where `item` is none."""
    return f"https://www.wikidata.org/wiki/{item}" if _WIKIDATA.fullmatch(item) else ""


def _spdx(licence: str) -> str:
    known = re.fullmatch(r"[A-Za-z0-9.+-]+", licence)
    return f"https://spdx.org/licenses/{licence}.html" if known else ""
