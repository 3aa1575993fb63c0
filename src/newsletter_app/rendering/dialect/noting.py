"""Lets the extensions of one converter reach the notes on the chunk at hand."""

from markdown import Markdown

from newsletter_app.rendering.dialect.notes import Notes


class Converter(Markdown):
    """Python-Markdown's converter with the notes on the chunk that is being turned into HTML."""

    notes: Notes


def notes_of(md: Markdown) -> Notes:
    """Return the notes on the chunk at hand."""
    if not isinstance(md, Converter):
        raise TypeError(type(md))
    return md.notes
