"""Web addresses: which may be stored and linked to, and when two are the same."""

from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

MAX_LENGTH = 2000
_TRACKING = ("utm_",)
_TRACKING_KEYS = frozenset({"fbclid", "gclid", "mc_cid", "mc_eid", "igshid"})
_DEFAULT_PORTS = {"http": 80, "https": 443}


def normalise_url(url: str) -> str:
    """Return the one spelling under which an address is stored; "" stays "".

    Scheme and host in lower case (the host as IDNA), no fragment, no default port, no tracking
    parameters. Raises ValueError with a one-line reason where `url` is not an http or https
    address, carries a user name, or is longer than 2,000 characters.
    """
    url = url.strip()
    if not url:
        return ""
    if len(url) > MAX_LENGTH:
        raise ValueError(f"the address is longer than {MAX_LENGTH} characters")
    if not url.isprintable() or " " in url:
        raise ValueError("the address holds a space or an invisible character")
    parts = urlsplit(url)
    host = parts.hostname
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host:
        raise ValueError(f"{url[:80]!r} is not an http or https address")
    if parts.username is not None or parts.password is not None:
        raise ValueError("the address carries a user name; remove it")
    scheme, authority = parts.scheme.lower(), _authority(parts, host)
    stored = urlunsplit((scheme, authority, parts.path or "/", _query(parts.query), ""))
    if len(stored) > MAX_LENGTH:
        raise ValueError(f"the address is longer than {MAX_LENGTH} characters when encoded")
    return stored


def is_web_url(url: str) -> bool:
    """Tell whether `url` may be shown as a link: http or https, a host, no user name."""
    try:
        return bool(normalise_url(url))
    except ValueError:
        return False


def host_of(url: str) -> str:
    """Return the host of an address in lower case without a leading "www.", "" where none."""
    host = (urlsplit(url).hostname or "").lower()
    return host.removeprefix("www.")


def _authority(parts: SplitResult, host: str) -> str:
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise ValueError(f"{host[:80]!r} is not a host name") from error
    port = parts.port
    return host if port in (None, _DEFAULT_PORTS[parts.scheme.lower()]) else f"{host}:{port}"


def _query(query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not _is_tracking(key.lower())]
    return query if len(kept) == len(pairs) else urlencode(kept)


def _is_tracking(key: str) -> bool:
    return key in _TRACKING_KEYS or key.startswith(_TRACKING)
