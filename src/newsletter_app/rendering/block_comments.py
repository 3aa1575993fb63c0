"""Writes the comments that mark a block for WordPress."""

import json
from collections.abc import Mapping
from typing import Any

# What WordPress's own serializeAttributes replaces, so that a comment cannot end early.
_ESCAPED = {"--": "\\u002d\\u002d", "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", '\\"': "\\u0022"}


def block(name: str, html: str, attributes: Mapping[str, Any] | None = None) -> str:
    r"""Return `html` between the comments of a block.

    >>> block("separator", "<hr/>", {"className": "a--b"}).splitlines()[0]
    '<!-- wp:separator {"className":"a\\u002d\\u002db"} -->'
    """
    said = f" {_json(attributes)}" if attributes else ""
    return f"<!-- wp:{name}{said} -->\n{html}\n<!-- /wp:{name} -->"


def _json(attributes: Mapping[str, Any]) -> str:
    text = json.dumps(attributes, ensure_ascii=False, separators=(",", ":"))
    for found, put in _ESCAPED.items():
        text = text.replace(found, put)
    return text
