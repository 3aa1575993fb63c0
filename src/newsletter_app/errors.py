"""The errors a person can meet, each a sentence with what to do next.

AppError
├── ContentError            something in a text or template; knows its line
│   ├── TemplateError       a template cannot be used; knows its file
│   └── PictureRefused      bytes that are no picture, or too large a one
├── CannotImport            a file could not be read as posts
├── CannotExport            a page could not be written
├── OverLimit               a job took too long or too much memory, and was ended
├── NeedsConfirmation       refused until a person says so again
├── Unheard                 nobody could take the answer of a command
├── Unavailable             something outside the program is not there
│   ├── SecretsUnavailable  there is no keyring that can be used
│   └── JournalUnwritable   what is typed cannot be kept beside the library
├── MailError               mail could not be sent
│   ├── ServerUnreachable   no safe connection to the server (not there: exit 5)
│   ├── SignInRefused       the server did not accept user and password
│   ├── MessageRefused      the server did not take this message; knows its code
│   ├── RecipientRefused    the server does not know this reader; knows its code
│   └── OutcomeUnknown      nobody can tell whether the message was taken
└── LibraryError            the library could not do it
    ├── Missing             no item by that name
    ├── Ambiguous           several items by that name
    ├── Conflict            somebody saved a newer version
    ├── NotNow              the state it is in does not allow it
    ├── LibraryBusy         another writer holds it
    ├── LibraryTooNew       made by a newer version of this program
    ├── LibraryDamaged      its file cannot be read
    ├── LibraryAbsent       there is none at that place
    └── LibraryUnwritable   its folder is read-only, full or gone
        └── LibraryFull     its drive has no room left

Whatever is not an AppError is a fault of ours.
"""

from enum import StrEnum


class Open(StrEnum):
    """Names the page of the window that helps with an error."""

    LIBRARY = "library"
    TEMPLATES = "templates"
    BRAND = "brand"
    SETTINGS = "settings"
    ACCOUNTS = "accounts"
    READERS = "readers"
    SENDING = "sending"


class AppError(Exception):
    """Something a person can understand and do something about."""

    def __init__(self, message: str, *, hint: str = "", action: Open | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.action = action

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ContentError(AppError):
    """Something in a text; `line` and `column` count from 1, 0 where unknown."""

    def __init__(
        self, message: str, *, hint: str = "", action: Open | None = None, line: int = 0, column: int = 0
    ) -> None:
        super().__init__(message, hint=hint, action=action)
        self.line = line
        self.column = column


class TemplateError(ContentError):
    """A template cannot be used; `file` is its name within the template's folder."""

    def __init__(self, message: str, *, hint: str = "", file: str = "", line: int = 0) -> None:
        super().__init__(message, hint=hint, action=Open.TEMPLATES, line=line)
        self.file = file


class PictureRefused(ContentError):
    """Bytes that are no picture we take, or a picture that is too large."""


class CannotImport(AppError):
    """A file could not be read as posts."""


class CannotExport(AppError):
    """A page could not be made or written."""


class OverLimit(AppError):
    """A job took more time or memory than it may, and was ended."""


class NeedsConfirmation(AppError):
    """Refused until a person says so again."""


class Unheard(AppError):
    """The answer of a command could not be written to where it goes."""


class Unavailable(AppError):
    """Something outside the program that is needed is not there."""


class SecretsUnavailable(Unavailable):
    """There is no keyring that can be used."""


class JournalUnwritable(Unavailable):
    """What is typed cannot be kept on this computer beside the library."""


class MailError(AppError):
    """Mail could not be sent; `code` is the server's answer, 0 where it gave none."""

    def __init__(self, message: str, *, hint: str = "", action: Open | None = None, code: int = 0) -> None:
        super().__init__(message, hint=hint, action=action)
        self.code = code

    @property
    def is_for_now(self) -> bool:
        """Tell whether the server asks to try again later (RFC 5321, section 4.2.1)."""
        return 400 <= self.code < 500


class ServerUnreachable(MailError):
    """There is no safe connection to the server."""


class SignInRefused(MailError):
    """The server did not accept user and password."""


class MessageRefused(MailError):
    """The server did not take this message."""


class RecipientRefused(MailError):
    """The server does not take mail for this reader."""


class OutcomeUnknown(MailError):
    """Nobody can tell whether the server took the message."""


class LibraryError(AppError):
    """The library could not do it."""


class Missing(LibraryError):
    """No item by that name."""


class Ambiguous(LibraryError):
    """Several items by that name."""


class Conflict(LibraryError):
    """Somebody saved a newer version meanwhile."""


class NotNow(LibraryError):
    """The state something is in does not allow it."""


class LibraryBusy(LibraryError):
    """Another writer holds the library."""


class LibraryTooNew(LibraryError):
    """The library was made by a newer version of this program."""


class LibraryDamaged(LibraryError):
    """The library's file cannot be read."""


class LibraryAbsent(LibraryError):
    """There is no library at that place."""


class LibraryUnwritable(LibraryError):
    """The library's folder is read-only, full or gone."""


class LibraryFull(LibraryUnwritable):
    """The library's drive has no room left; `made_room` where some was kept for the last save."""

    made_room = False
