"""Recognises the language of a text by its tag (BCP 47)."""

import re

DEFAULT = "en-GB"
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?")


def is_language(text: str) -> bool:
    """Tell whether `text` is a language tag of the usual form.

    >>> is_language("en-GB"), is_language("English please")
    (True, False)
    """
    return _TAG.fullmatch(text) is not None
