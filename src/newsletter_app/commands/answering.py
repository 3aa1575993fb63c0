"""Answers on standard output: one JSON document, or lines for people; all else goes to standard error."""

import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import click

from newsletter_app.commands.tables import PrintTable
from newsletter_app.errors import Unheard
from newsletter_app.i18n import _

Shown = Mapping[str, Any]


class Answering:
    """Says the outcome of a verb, in the form that was asked for."""

    def __init__(self, is_json: Callable[[], bool], print_table: PrintTable) -> None:
        self._is_json = is_json
        self._print_table = print_table

    def one(self, shown: Shown, lines: Iterable[str]) -> None:
        """Answer one thing: as an object, or as lines."""
        with _heard():
            if self._is_json():
                self._document(shown)
            else:
                for line in lines:
                    click.echo(line)

    def many(self, shown: Sequence[Shown], columns: Sequence[str], **more: Any) -> None:
        """Answer many things: as {"items": […]} with `more` beside, or as a table of `columns`."""
        with _heard():
            if self._is_json():
                self._document({"items": list(shown), **more})
            else:
                self._print_table(shown, columns)

    def lines(self, shown: Sequence[Shown], lines: Iterable[str], **more: Any) -> None:
        """Answer many things: as {"items": […]} with `more` beside, or as lines."""
        self.one({"items": list(shown), **more}, lines)

    def note(self, sentence: str) -> None:
        """Say a sentence that is no part of the answer."""
        click.echo(sentence, err=True)

    def _document(self, document: Shown) -> None:
        json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
        click.echo()


@contextlib.contextmanager
def _heard() -> Iterator[None]:
    """Raise Unheard where standard output is full or closed; who stops reading a pipe has heard enough."""
    if sys.stdout is None:  # closed before the program began
        raise _unheard()
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unheard() from error


def _unheard() -> Unheard:
    return Unheard(
        _("The answer could not be written."), hint=_("See whether there is room where the output goes.")
    )
