"""Writes the help as one page."""

from collections.abc import Iterable, Sequence
from html import escape

from newsletter_app.desktop.help.marks import LISTS, MARKS, STEPS
from newsletter_app.desktop.theme.tokens import Tokens
from newsletter_app.i18n import _

Keys = Sequence[tuple[str, str]]


def page(keys: Keys, tokens: Tokens) -> str:
    """Return the help as HTML; `keys` are (what it does, its keys) as the menus have them."""
    return "".join(
        (
            _heading(_("How it goes")),
            "".join(f"<p>{escape(_(step))}</p>" for step in STEPS),
            _heading(_("Keys")),
            _table(((key, label) for label, key in keys), tokens),
            _heading(_("Moving about")),
            _table(((key, _(words)) for key, words in LISTS), tokens),
            _heading(_("Marks in the text")),
            _table(((mark, _(words)) for mark, words in MARKS), tokens, is_source=True),
        )
    )


def _heading(words: str) -> str:
    return f"<h3>{escape(words)}</h3>"


def _table(rows: Iterable[tuple[str, str]], tokens: Tokens, *, is_source: bool = False) -> str:
    family = ' style="font-family: monospace"' if is_source else ""
    cells = "".join(
        f'<tr><td width="{_FIRST}"{family}><font color="{tokens.muted}">{escape(first)}</font></td>'
        f"<td>{escape(second)}</td></tr>"
        for first, second in rows
    )
    return f'<table cellpadding="3" cellspacing="0">{cells}</table>'


_FIRST = 250
