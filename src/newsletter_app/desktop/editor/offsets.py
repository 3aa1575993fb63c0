"""Translates between places in a Python string and those of Qt, which counts in UTF-16."""

_UNIT = 2
_ENCODING = "utf-16-le"


def to_units(text: str, offset: int, *, is_simple: bool) -> int:
    r"""Return how many UTF-16 units lie before a character; `is_simple` says that none takes two.

    >>> to_units("a\U0001F600b", 2, is_simple=False)
    3
    """
    if is_simple:
        return offset
    return len(text[:offset].encode(_ENCODING, "surrogatepass")) // _UNIT


def from_units(text: str, units: int, *, is_simple: bool) -> int:
    r"""Return how many characters lie before a UTF-16 unit; one in the middle of a character counts it.

    >>> from_units("a\U0001F600b", 3, is_simple=False)
    2
    """
    if is_simple:
        return units
    head = text[:units].encode(_ENCODING, "surrogatepass")[: units * _UNIT]
    return len(head.decode(_ENCODING, "replace"))
