"""An SMTP server's answer, by its numbers alone."""

import re
from dataclasses import dataclass

_STATUS = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}(?=\s|$)")
CLOSING = 421
"""The code by which a server says that it closes the connection (RFC 5321, section 3.8)."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A code (RFC 5321) and an enhanced status (RFC 3463), "" where there is none.

    The words of a server are left out: they often repeat addresses.
    """

    code: int
    status: str = ""

    @property
    def is_fine(self) -> bool:
        """Tell whether the server did what was asked."""
        return 200 <= self.code < 300

    @property
    def shown(self) -> str:
        """Return the numbers as people quote them.

        >>> Reply(550, "5.1.1").shown
        '550 5.1.1'
        """
        return f"{self.code} {self.status}".strip()


def reply_of(code: int, words: bytes) -> Reply:
    """Return the answer without its words.

    >>> reply_of(550, b"5.1.1 <ann@example.org> unknown")
    Reply(code=550, status='5.1.1')
    """
    status = _STATUS.match(words)
    return Reply(code, status.group().decode() if status else "")
