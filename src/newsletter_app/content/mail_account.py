"""An SMTP account, without its secret."""

from dataclasses import dataclass
from enum import StrEnum


class Security(StrEnum):
    """How the connection is made safe; NONE is for loopback only."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class SignIn(StrEnum):
    """How the account signs in: not at all, with a password, or with an access token (XOAUTH2)."""

    NONE = "none"
    PASSWORD = "password"  # noqa: S105 - the name of a way, no password
    TOKEN = "token"  # noqa: S105 - the name of a way, no token


@dataclass(frozen=True, slots=True)
class MailAccount:
    """Where mail goes out, and in whose name; the secret lies in the system keyring under `secret_id`.

    `ca` is the PEM text of a private certificate authority, or "". `unsubscribe_url` is https, and may hold
    `{token}`, else the token is added to its query.
    """

    name: str
    host: str
    port: int
    security: Security
    sender: str
    sender_name: str = ""
    reply_to: str = ""
    ca: str = ""
    unsubscribe_url: str = ""
    user: str = ""
    sign_in: SignIn = SignIn.NONE
    secret_id: str = ""
    id: str = ""

    @property
    def sender_domain(self) -> str:
        """Return the domain of the sender's address."""
        return self.sender.rpartition("@")[2]
