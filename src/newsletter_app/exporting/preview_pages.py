"""Makes documents that are only looked at."""

import re
from html import escape

_SCHEME_RULE = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)")
_SCHEME_META = re.compile(r'(<meta name="(?:supported-)?color-schemes?" content=")[^"]*"')
_SCHEME_STYLE = re.compile(r"color-scheme\s*:\s*light dark")
_ALWAYS, _NEVER = "(min-width:0)", "(max-width:0)"

# What only the writer sees: places that still need something.
_MARKS = """<style>
.lost-link{border-bottom:2px dotted #b45309}
.missing,.missing-cell{padding:0!important;border:0!important}
.missing-picture{display:block;padding:24px 16px;border:2px dashed #b45309;text-align:center}
.merge{border-radius:3px;background:rgba(128,128,128,.22)}
</style>
</head>"""

_TEXT = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title></title>
<style>
:root{{color-scheme:{scheme}}}
body{{margin:0;background:{ground};color:{ink}}}
pre{{margin:24px;font:14px/1.5 ui-monospace,"DejaVu Sans Mono",Consolas,Menlo,monospace}}
pre{{white-space:pre-wrap;overflow-wrap:anywhere}}
</style>
</head>
<body><pre>{text}</pre></body>
</html>
"""


def as_seen(html: str, *, dark: bool) -> str:
    """Return the page as a light or a dark system shows it, whatever this one is.

    >>> as_seen("@media (prefers-color-scheme:dark){p{color:red}}", dark=True)
    '@media (min-width:0){p{color:red}}'
    """
    wanted = "dark" if dark else "light"
    seen = _SCHEME_RULE.sub(lambda rule: _ALWAYS if rule[1] == wanted else _NEVER, html)
    seen = _SCHEME_META.sub(rf'\g<1>{wanted}"', seen)
    return _SCHEME_STYLE.sub(f"color-scheme:{wanted}", seen)


def with_marks(html: str) -> str:
    """Return the page with what is still to be done made visible."""
    return html.replace("</head>", _MARKS, 1)


def text_document(text: str, language: str, *, dark: bool) -> str:
    """Return plain text as a document."""
    ground, ink = ("#1d2024", "#e8e6e1") if dark else ("#ffffff", "#1e2226")
    scheme = "dark" if dark else "light"
    return _TEXT.format(language=escape(language), text=escape(text), ground=ground, ink=ink, scheme=scheme)
