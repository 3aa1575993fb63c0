"""Keeps one connection to the server, made anew where it breaks."""

from collections.abc import Callable

from newsletter_app.errors import MailError, ServerUnreachable, SignInRefused
from newsletter_app.mailing.mailer import Mailer, OutgoingMessage

PAUSES = (0.0, 1.0, 2.0, 4.0)
"""Seconds before each try to connect again."""

Wait = Callable[[float], bool]
"""Waits so many seconds; True where somebody ended it meanwhile."""


class Connection:
    """The way to the server; `failures` holds why there is none any more, nothing while there may be one.

    A first connection that cannot be made is not tried again, unless the server asks for that.
    """

    def __init__(self, mailer: Mailer, wait: Wait) -> None:
        self._mailer = mailer
        self._wait = wait
        self._was_open = False
        self.failures: list[MailError] = []

    def make_ready(self) -> None:
        """Connect where there is no connection. Raises ServerUnreachable, SignInRefused."""
        if not self._mailer.is_open:
            self._open()
            self._was_open = True
            self.failures.clear()

    def send(self, message: OutgoingMessage) -> None:
        """Send one message; raises as `Mailer.send` does."""
        self._mailer.send(message)

    def close(self) -> None:
        """Let go of the connection."""
        self._mailer.close()

    def _open(self) -> None:
        for pause in PAUSES:
            if pause > 0 and self._wait(pause):
                break
            try:
                self._mailer.open()
            except (ServerUnreachable, SignInRefused) as error:
                self.failures.append(error)
                if not self._is_worth_another(error):
                    break
            else:
                return
        raise self.failures[-1]

    def _is_worth_another(self, error: MailError) -> bool:
        return error.is_for_now or (self._was_open and isinstance(error, ServerUnreachable))
