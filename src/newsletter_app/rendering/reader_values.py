"""Gives the merge fields of one reader as text that is safe where it stands."""

from collections.abc import Mapping
from html import escape

from newsletter_app.rendering.merge_marks import Field, pieces

_JOINERS = "\u200c\u200d"


def one_line(text: str) -> str:
    r"""Return text on one line, without control characters, marks of ours or changes of direction.

    >>> one_line("Mary\r\nBcc: a@example.org")
    'Mary Bcc: a@example.org'
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    shown = (character if character.isprintable() or character in _JOINERS else " " for character in text)
    return " ".join("".join(shown).split()).strip(_JOINERS + " ")


class ReaderValues:
    """What the fields stand for; a name is known in any case, and nothing to show gives the fallback."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = {name.casefold(): one_line(value) for name, value in values.items()}

    def plain(self, field: Field) -> str:
        """Return what stands in plain text."""
        return self._values.get(field.name.casefold()) or field.fallback

    def html(self, field: Field) -> str:
        """Return what stands in HTML, in an attribute too; a fallback is HTML already."""
        value = self._values.get(field.name.casefold())
        return escape(value) if value else field.fallback

    def filled(self, text: str) -> str:
        """Return plain text with its fields filled."""
        return "".join(part if isinstance(part, str) else self.plain(part) for part in pieces(text))


NOBODY = ReaderValues({})
"""The values of no reader: every field shows its fallback."""
