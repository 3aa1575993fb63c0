"""Shows a text as it was written."""

import html
import re

_GAP = re.compile(r"\n[ \t]*\n\s*")


def plain_block(text: str) -> str:
    """Return the text as paragraphs, line by line, nothing in it read as Markdown."""
    return "\n".join(f"<p>{_escaped(part)}</p>" for part in paragraphs(text))


def paragraphs(text: str) -> list[str]:
    """Return what stands between blank lines."""
    return [part for part in _GAP.split(text.strip()) if part.strip()]


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>\n")
