"""Footnotes: [^name] in the text, [^name]: and the note anywhere, all notes at the end."""

from newsletter_app.rendering.dialect import lines


def name_of(text: str) -> str:
    """Return the name of the footnote that a chunk defines."""
    found = lines.FOOTNOTE.match(text.split("\n", 1)[0])
    return found[1] if found else ""


def note_of(text: str) -> str:
    """Return the Markdown of the footnote that a chunk defines, without the indent of its lines."""
    first, *rest = text.split("\n")
    found = lines.FOOTNOTE.match(first)
    return "\n".join([found[2] if found else "", *(_without_indent(row) for row in rest)])


def _without_indent(row: str) -> str:
    return row.expandtabs(4)[min(4, lines.indent_of(row)) :] if row[:1] in " \t" else row


def reference(number: int, time: int) -> str:
    """Return the HTML of a reference; the first to a footnote is the one that its note leads back to."""
    anchor = f"fnref-{number}" if time == 1 else f"fnref-{number}-{time}"
    return f'<sup id="{anchor}"><a href="#fn-{number}" class="footnote">{number}</a></sup>'


def note(number: int, html: str) -> str:
    """Return the item of the notes' list, the way back inside its last paragraph."""
    back = f'<a href="#fnref-{number}" class="footnote-back">↩</a>'
    if html.endswith("</p>"):
        return f'<li id="fn-{number}">{html[:-4]} {back}</p></li>'
    return f'<li id="fn-{number}">{html}<p>{back}</p></li>'
