"""What an article is made from."""

import re
from dataclasses import dataclass

from newsletter_app.content.asset import Asset
from newsletter_app.rendering.dialect.lines import SNIPPET

_PICTURE = re.compile(r"asset:([0-9a-f]{12,64})(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Source:
    """A body in Markdown with the pictures and snippets that it names; other ones do no harm.

    `snippets` are (name, body) pairs and hold those that snippets use as well.
    """

    body: str
    language: str = "en-GB"
    content_note: str = ""
    pictures: tuple[Asset, ...] = ()
    snippets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class References:
    """What a body names: sha256 or their beginnings (12 to 64 digits), and snippets; each once, in order."""

    pictures: tuple[str, ...]
    snippets: tuple[str, ...]


def references(body: str) -> References:
    """Return what has to be fetched from the library before `body` is rendered.

    A snippet may name others: ask again with its body.
    """
    folded = body.lower()
    shas = (found[1] for found in _PICTURE.finditer(folded)) if "asset:" in folded else ()
    rows = body.split("\n") if "{{" in body else ()
    names = (SNIPPET.fullmatch(row) for row in rows if "{{" in row)
    found_names = (found[1] for found in names if found)
    return References(tuple(dict.fromkeys(shas)), tuple(dict.fromkeys(found_names)))
