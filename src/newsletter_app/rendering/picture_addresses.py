"""Gives the pictures of a library the addresses they have in an output."""

import re
from collections.abc import Callable, Iterable

Address = Callable[[str], str]

_TAG = re.compile(r"""<[A-Za-z](?:[^"'<>]|"[^"]*"|'[^']*')*>""")
_PICTURE = re.compile(r"""(?<=["'(=])asset:([0-9a-f]{64})""")


def addressed(html: str, address: Address) -> str:
    """Return the HTML with each `asset:SHA256` inside a tag replaced by `address(sha256)`.

    Text that only looks like such an address stays as it is.
    """
    if "asset:" not in html:
        return html
    return _TAG.sub(lambda tag: _PICTURE.sub(lambda found: address(found[1]), tag[0]), html)


def pictures_in(html: str) -> tuple[str, ...]:
    """Return the sha256 of each picture of the library that the HTML shows, once, in their order."""
    if "asset:" not in html:
        return ()
    tags = "".join(_TAG.findall(html))
    return tuple(dict.fromkeys(_PICTURE.findall(tags)))


def pictures_of(htmls: Iterable[str]) -> tuple[str, ...]:
    """Return the sha256 of each picture in several pieces of HTML, once, in their order."""
    return tuple(dict.fromkeys(sha for html in htmls for sha in pictures_in(html)))
