"""Turns the program's own texts into the user's language while it runs."""

import gettext
from pathlib import Path

_translations: gettext.NullTranslations = gettext.NullTranslations()


def use_language(folder: Path, languages: list[str] | None = None) -> None:
    """Take texts from the catalogues in `folder`; English where there is none."""
    global _translations  # the one place that holds the language of the process
    _translations = gettext.translation("newsletter_app", folder, languages, fallback=True)


def _(text: str) -> str:
    """Return `text` in the user's language."""
    return _translations.gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a counted text that fits `number`."""
    return _translations.ngettext(one, many, number)


def N_(text: str) -> str:  # noqa: N802 - the name every gettext tool looks for
    """Mark a constant for translation, to be put through `_` where it is shown."""
    return text
