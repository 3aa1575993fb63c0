"""Says which values a template may be given."""

from typing import Any

from markupsafe import Markup

_HTML = "$html"
_PLAIN = frozenset({str, int, bool, type(None)})


def html(text: str) -> dict[str, str]:
    """Mark HTML as sanitised already, so that it is not escaped; whoever calls it answers for that.

    The mark is a dict of its own, so no text of a post can carry it, and it can cross to the worker as JSON.
    """
    return {_HTML: text}


def opened(value: Any) -> Any:
    """Return the value with marked HTML as Markup. Raises TypeError for anything but plain values.

    >>> opened({"a": ["<b>", html("<b>")]})
    {'a': ('<b>', Markup('<b>'))}
    """
    kind = type(value)
    if kind is dict:
        return _opened_dict(value)
    if kind in (list, tuple):
        return tuple(opened(entry) for entry in value)
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, int):
        return value
    raise TypeError(kind.__name__)


def _opened_dict(value: dict[str, Any]) -> Any:
    if _HTML in value:
        return Markup(value[_HTML])  # noqa: S704 - marked by us, never by content
    return {key: entry if type(entry) in _PLAIN else opened(entry) for key, entry in value.items()}
