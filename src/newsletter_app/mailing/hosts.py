"""Judges the names of servers."""

import ipaddress
import re

_LABEL = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")
_LONGEST = 253


def is_host(text: str) -> bool:
    """Tell whether `text` is the name or the IP address of a server, without port or scheme.

    >>> is_host("smtp.example.org"), is_host("::1"), is_host("smtp.example.org:587")
    (True, True, False)
    """
    return _address(text) is not None or _is_name(text)


def is_loopback(host: str) -> bool:
    """Tell whether `host` can only be this very computer: a loopback address, or localhost (RFC 6761).

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("localhost.example.org")
    (True, True, False)
    """
    address = _address(host)
    return host.lower() == "localhost" if address is None else address.is_loopback


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _is_name(text: str) -> bool:
    try:
        plain = text.encode("idna").decode("ascii")
    except UnicodeError:
        return False
    labels = plain.removesuffix(".").split(".")
    is_spelt = all(_LABEL.fullmatch(label) for label in labels) and len(plain) <= _LONGEST
    return is_spelt and not labels[-1].isdecimal()
