"""Builds the command line out of its parts."""

import contextlib
import importlib
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsletter_app import __version__, drives
from newsletter_app.commands.answering import Answering
from newsletter_app.commands.failures import DONE, FAILED, exit_status, in_words
from newsletter_app.commands.grammar import JSON, LIBRARY, LateVerbs
from newsletter_app.commands.parts import LibraryPlace, Parts
from newsletter_app.commands.tables import PrintTable, print_with_tabs
from newsletter_app.commands.verbs import HELP, VERBS
from newsletter_app.errors import AppError, LibraryAbsent, LibraryError, Unheard
from newsletter_app.i18n import _

if TYPE_CHECKING:
    from newsletter_app.content.newsletter import Newsletter
    from newsletter_app.content.post import Post
    from newsletter_app.exporting.exporting import Exporting
    from newsletter_app.importing.importing import Importing
    from newsletter_app.library.library import Library
    from newsletter_app.mailing.accounts import MailAccounts
    from newsletter_app.mailing.reader_files import ReaderFiles
    from newsletter_app.mailing.readership import Readership
    from newsletter_app.mailing.sending import Sending
    from newsletter_app.mailing.suppression_key import SuppressionKey
    from newsletter_app.rendering.mail_wish import MailWish, MakeMail
    from newsletter_app.rendering.mime import MailContent
    from newsletter_app.rendering.templates import Templates
    from newsletter_app.secret_store import SecretStore
    from newsletter_app.settings import Settings
    from newsletter_app.worker import Worker

OpenWindow = Callable[[str], int]

NAME = "newsletter-app"
_ROOM = "newsletter_app.commands"


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Do what the arguments say; return the exit status of DESIGN.md section 4.

    Without a command `open_window` is called with the library that was named, "" for none.
    """
    with ExitStack() as stack:
        try:
            return _carried_out(list(arguments), open_window, stack)
        except AppError as error:
            if isinstance(error, Unheard):
                _let_go_of_output()
            click.echo(in_words(error), err=True)
            return exit_status(error)
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (click.Abort, KeyboardInterrupt):
            click.echo(_("Stopped."), err=True)
            return FAILED
        except BrokenPipeError:
            _let_go_of_output()
            return FAILED
        except Exception as fault:  # noqa: BLE001 - the border of the program: a fault becomes a sentence
            return _explained(fault)


def _carried_out(arguments: list[str], open_window: OpenWindow, stack: ExitStack) -> int:
    program = _program(open_window, stack)
    status = program.main(arguments, prog_name=NAME, standalone_mode=False)
    if sys.stdout is not None:
        sys.stdout.flush()
    return status if isinstance(status, int) else DONE


def _program(open_window: OpenWindow, stack: ExitStack) -> click.Group:
    def begin(context: click.Context) -> None:
        context.obj = _Building(context, stack).parts
        if context.invoked_subcommand is None:
            context.exit(open_window(context.meta.get(LIBRARY, "")))

    program = LateVerbs(
        callback=click.pass_context(begin),
        verbs={name: told for name, (_place, told) in VERBS.items()},
        load=_verb,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=HELP,
    )
    return click.version_option(__version__, prog_name=NAME)(program)


def _verb(name: str) -> click.Command:
    module, _colon, attribute = VERBS[name][0].partition(":")
    verb: click.Command = getattr(importlib.import_module(f"{_ROOM}.{module}"), attribute)
    return verb


class _Building:
    """Builds each part when it is first asked for; what has to be closed is closed with `stack`."""

    def __init__(self, context: click.Context, stack: ExitStack) -> None:
        self._meta: dict[str, Any] = context.meta
        self._stack = stack

    @property
    def parts(self) -> Parts:
        return Parts(
            place=self._place,
            to_read=lambda: self._library(make=False),
            to_write=self._library_to_write,
            to_try=self._library_to_try,
            importing=self._importing,
            exporting=self._exporting,
            templates=self._templates,
            readership=self._readership,
            reader_files=self._reader_files,
            accounts=self._accounts,
            sending=self._sending,
            suppression_key=self._suppression_key,
            answer=Answering(lambda: bool(self._meta.get(JSON)), _print_table()),
        )

    @cached_property
    def _worker(self) -> "Worker":
        from newsletter_app.worker import Worker

        return self._stack.enter_context(Worker())

    @cached_property
    def _settings(self) -> "Settings":
        from newsletter_app import paths, settings

        return settings.load(paths.config_folder(), _say)

    def _place(self) -> LibraryPlace:
        from newsletter_app import paths

        second, usual = self._settings.backup_folder, paths.default_library()
        others = self._settings.known_libraries
        if usual.exists():
            others = (*others, usual)
        return LibraryPlace(self._folder, Path(second) if second else None, others)

    @cached_property
    def _folder(self) -> Path:
        from newsletter_app import paths

        named = self._meta.get(LIBRARY, "")
        if "://" in named:
            raise LibraryError(
                _("A library on a server cannot be opened by this version."), hint=_("Name a folder.")
            )
        chosen = named or self._settings.library
        return Path(chosen) if chosen else paths.default_library()

    def _library(self, *, make: bool, folder: Path | None = None) -> "Library":
        from newsletter_app.library.cleaning_in_worker import clean_in_worker
        from newsletter_app.library.opening import open_library

        opened = open_library(
            folder or self._folder, lambda data: clean_in_worker(self._worker)(data), make=make
        )
        opened.backups.tell_failures(lambda error: _say(str(error)))
        if drives.is_low(opened.folder):
            _say(drives.low_words(opened.folder))
        return self._stack.enter_context(opened)

    def _library_to_write(self) -> "Library":
        from newsletter_app import paths
        from newsletter_app.library.away import see_that_it_is_not_away

        is_known, is_named = self._settings.knows(self._folder), bool(self._meta.get(LIBRARY))
        see_that_it_is_not_away(self._folder, paths.state_folder(), is_known=is_known, is_named=is_named)
        return self._library(make=True)

    def _library_to_try(self) -> "Library":
        try:
            return self._library(make=False)
        except LibraryAbsent:
            folder = self._stack.enter_context(tempfile.TemporaryDirectory())
            return self._library(make=True, folder=Path(folder) / "library")

    def _importing(self, library: "Library") -> "Importing":
        from newsletter_app.importing.importing import Importing
        from newsletter_app.importing.reading import ReadInWorker

        return Importing(library, ReadInWorker(self._worker))

    def _exporting(self, library: "Library") -> "Exporting":
        from newsletter_app.exporting.exporting import Exporting
        from newsletter_app.rendering.article_worker import ArticlesInWorker

        return Exporting(library, ArticlesInWorker(self._worker), self._templates())

    @cached_property
    def _secrets(self) -> "SecretStore":
        from newsletter_app.secret_store import KeyringSecrets

        return KeyringSecrets()

    def _accounts(self, library: "Library") -> "MailAccounts":
        from newsletter_app.mailing.accounts import MailAccounts
        from newsletter_app.mailing.smtp_mailer import open_smtp

        return MailAccounts(library, self._secrets, open_smtp)

    def _sending(self, library: "Library") -> "Sending":
        from newsletter_app.mailing.sending import Sending
        from newsletter_app.mailing.smtp_mailer import open_smtp

        key = self._suppression_key(library)
        return Sending(library, self._make_mail(library), open_smtp, self._secrets, key.hash_address)

    def _make_mail(self, library: "Library") -> "MakeMail":
        """Return what makes mails; the engines behind it are brought in at the first one."""

        def make(item: "Newsletter | Post", wish: "MailWish") -> "MailContent":
            from newsletter_app.exporting.mail import mail_content
            from newsletter_app.rendering.article_worker import ArticlesInWorker

            return mail_content(library, ArticlesInWorker(self._worker), self._templates())(item, wish)

        return make

    def _readership(self, library: "Library") -> "Readership":
        from newsletter_app.library.moments import utc_now
        from newsletter_app.mailing.readers_reading import ReadInWorker
        from newsletter_app.mailing.readership import Readership

        return Readership(library, self._suppression_key(library), ReadInWorker(self._worker), utc_now)

    def _reader_files(self, library: "Library") -> "ReaderFiles":
        from newsletter_app.mailing.reader_files import ReaderFiles

        return ReaderFiles(library.readers, self._suppression_key(library))

    def _suppression_key(self, library: "Library") -> "SuppressionKey":
        from newsletter_app import paths
        from newsletter_app.mailing.suppression_key import SuppressionKey

        return SuppressionKey(self._secrets, paths.data_folder() / "keys", library)

    def _templates(self) -> "Templates":
        from newsletter_app import paths
        from newsletter_app.rendering.template_filling import FillInWorker
        from newsletter_app.rendering.templates import Templates

        folders = (self._folder / "templates", paths.shipped_templates())
        return Templates(folders, FillInWorker(self._worker))


def _print_table() -> PrintTable:
    if sys.stdout is None or not sys.stdout.isatty():
        return print_with_tabs

    def print_table(rows: Any, columns: Any) -> None:
        from newsletter_app.commands.drawn_tables import print_drawn

        print_drawn(rows, columns)

    return print_table


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


def _explained(fault: Exception) -> int:
    from newsletter_app import logs, paths

    folder = paths.state_folder()
    log = logs.open_log(folder)
    log.fault(fault)
    log.close()
    _say(_("Something went wrong inside the program; what was saved before is safe."))
    _say(
        _("Where it happened, without any of your text, is written in {file}.").format(
            file=folder / logs.FILE
        )
    )
    return FAILED


def _let_go_of_output() -> None:
    """Keep Python from complaining at its end that nobody reads any more."""
    with contextlib.suppress(OSError, AttributeError):  # there is none where it was closed
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
