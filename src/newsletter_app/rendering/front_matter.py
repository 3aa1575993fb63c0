"""Writes or reads the YAML lines at the head of a Markdown file."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import yaml

from newsletter_app.errors import ContentError
from newsletter_app.i18n import _

_FENCE = "---"
_LONGEST = 100_000


def write(fields: Mapping[str, Any], body: str) -> str:
    """Return a Markdown file: the fields that say something between two lines of ---, then the body.

    Strings, dates, numbers, lists of strings; `split` gives the same values back.
    """
    kept = {name: _plain(value) for name, value in fields.items() if value not in ("", None, (), [])}
    head = yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=10_000) if kept else ""
    return f"{_FENCE}\n{head}{_FENCE}\n\n{body.rstrip(chr(10))}\n"


def split(text: str) -> tuple[dict[str, Any], str]:
    """Return the fields at the head of a Markdown file, and the body below.

    A text that does not begin with a line of --- is all body, and so is one where words without any name
    follow: there the line is a rule. A date that no calendar has stays text. Raises ContentError, with the
    line, where the head has no end or is not YAML of names with values.
    """
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if not lines or lines[0].rstrip() != _FENCE:
        return {}, text.removeprefix("\ufeff")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in (_FENCE, "...")), 0)
    if not end:
        return _unfenced(text, lines)
    fields = _fields("".join(lines[1:end]))
    if fields is None:
        return {}, text.removeprefix("\ufeff")
    return fields, "".join(lines[end + 1 :]).lstrip("\n")


def _unfenced(text: str, lines: list[str]) -> tuple[dict[str, Any], str]:
    if len(lines) > 1 and ":" in lines[1]:
        raise ContentError(
            _("The front matter has no end."),
            hint=_("End it with a line of three hyphens."),
            line=1,
            column=1,
        )
    return {}, text.removeprefix("\ufeff")


def _fields(head: str) -> dict[str, Any] | None:
    """Return the names with their values, None where the head is only words."""
    if len(head) > _LONGEST:
        raise ContentError(
            _("The front matter is too long."), hint=_("It may have 100,000 characters."), line=1
        )
    try:
        loaded = yaml.load(head, Loader=_Plain)  # noqa: S506 - a SafeLoader without anchors
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error.problem_mark) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _unreadable(None) from error
    if loaded is None:
        return {}
    if isinstance(loaded, str):
        return None
    if not isinstance(loaded, dict):
        raise _unreadable(None)
    return {str(name): value for name, value in loaded.items()}


def _unreadable(mark: yaml.Mark | None) -> ContentError:
    return ContentError(
        _("The front matter cannot be read."),
        hint=_("Each line has a name, a colon, a space, a value; put a value with a colon in quotes."),
        line=mark.line + 2 if mark else 2,
        column=mark.column + 1 if mark else 0,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value if isinstance(value, (bool, int, float, dt.date)) else str(value)


class _Plain(yaml.SafeLoader):
    """Reads plain values; an alias is refused, since a few bytes of them can mean gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("alias")
        return super().compose_node(parent, index)

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Plain.add_constructor("tag:yaml.org,2002:timestamp", _Plain.construct_yaml_timestamp)
