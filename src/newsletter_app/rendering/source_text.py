"""Takes out of a text what no page may hold, so that every place stays."""

import re

# Control characters, and the noncharacters that stand for our own marks.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def prepared(text: str) -> str:
    r"""Return a text of the same length without characters that no page may hold.

    >>> prepared("a\x00b")
    'a\ufffdb'
    """
    return _FORBIDDEN.sub("\ufffd", text.replace("\r", " "))
