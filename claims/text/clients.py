"""Who asks over the network, told from a request's addresses and never from a client's word."""

from ipaddress import IPv6Address, IPv6Network, ip_address

SUBSCRIBER = 64
"""Bits of an IPv6 address that one subscriber has (RFC 6177); the rest is theirs to vary."""


def client_network(direct: str, forwarded: str, proxies: int) -> str:
    """Return the address of whoever asks, an IPv6 one as its /64 network; "" where none is known.

    `direct` is the address that the connection came from, `forwarded` the X-Forwarded-For header.
    With so many `proxies` of ours before the site, it is what the outermost of them saw, counted
    from the near end: what a client wrote there itself stands before it. Without any, or where the
    header is shorter, it is `direct`.
    """
    passed_on = [part.strip() for part in forwarded.split(",")]
    far = passed_on[-proxies] if 0 < proxies <= len(passed_on) else ""
    return _network(far) or _network(direct)


def _network(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    if isinstance(known, IPv6Address):
        known = known.ipv4_mapped or known
    if isinstance(known, IPv6Address):
        return str(IPv6Network((known, SUBSCRIBER), strict=False))
    return str(known)
