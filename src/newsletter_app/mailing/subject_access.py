"""Shows somebody everything that is kept about them (UK GDPR, article 15)."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from newsletter_app.i18n import _

Known = Mapping[str, Any]

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }}
th {{ text-align: left; vertical-align: top; font-weight: normal; color: #555; padding-right: 1.5rem }}
td {{ overflow-wrap: anywhere; white-space: pre-wrap }}
table {{ margin: 0 0 1.5rem }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{told}</p>
{body}
</body>
</html>
"""


def as_json(about: Known) -> str:
    """Return it for programs."""
    return json.dumps(about, ensure_ascii=False, indent=2, default=str) + "\n"


def as_html(about: Known) -> str:
    """Return it as a page that a person can read, which loads nothing."""
    return _PAGE.format(
        title=escape(_("What is kept about you")),
        told=escape(_("Every entry that names you, from every part of the library.")),
        body="\n".join(_section(name, value) for name, value in about.items()),
    )


def _section(name: str, value: Any) -> str:
    return f"<h2>{_words(name)}</h2>\n{_shown(value)}"


def _shown(value: Any) -> str:
    if value is None or value in ("", [], (), {}):
        return "–"
    match value:
        case Mapping():
            return _table(value)
        case list() | tuple():
            return "\n".join(map(_shown, value))
        case _:
            return escape(str(value))


def _table(rows: Known) -> str:
    cells = (f"<tr><th>{_words(name)}</th><td>{_shown(value)}</td></tr>" for name, value in rows.items())
    return "<table>\n{}\n</table>".format("\n".join(cells))


def _words(name: str) -> str:
    return escape(str(name).replace("_", " ").capitalize())
