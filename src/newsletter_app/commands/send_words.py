"""Looks after the words that tell a passer-by too much."""

import click

from newsletter_app.commands.grammar import Verbs
from newsletter_app.commands.parts import Parts, pass_parts


@click.group("words", cls=Verbs, invoke_without_command=True)
@click.pass_context
def words(context: click.Context) -> None:
    """List the words that should not be read on a locked screen, or change the list."""
    if context.invoked_subcommand is None:
        _list(context.find_object(Parts) or context.obj)


@words.command("add")
@click.argument("added", metavar="WORD...", nargs=-1, required=True)
@pass_parts
def add(parts: Parts, added: tuple[str, ...]) -> None:
    """Put words on the list."""
    tests = parts.to_write().mail_tests
    tests.set_words((*tests.words(), *added))
    _list(parts)


@words.command("remove")
@click.argument("removed", metavar="WORD...", nargs=-1, required=True)
@pass_parts
def remove(parts: Parts, removed: tuple[str, ...]) -> None:
    """Take words off the list."""
    gone = {word.casefold() for word in removed}
    tests = parts.to_write().mail_tests
    tests.set_words(word for word in tests.words() if word.casefold() not in gone)
    _list(parts)


def _list(parts: Parts) -> None:
    known = sorted(parts.to_read().mail_tests.words(), key=str.casefold)
    parts.answer.lines([{"word": word} for word in known], known)
