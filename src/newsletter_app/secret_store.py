"""Keeps passwords and tokens in the system's keyring, nowhere else."""

from dataclasses import dataclass, field
from typing import Protocol

import keyring
import keyring.errors
from keyring.backend import KeyringBackend

from newsletter_app.errors import Open, SecretsUnavailable
from newsletter_app.i18n import _

SERVICE = "newsletter-editor"
# Backends that keep secrets readable in a file, or do not keep them: no place for a password.
_REFUSED = ("keyring.backends.null", "keyring.backends.fail", "keyrings.alt")


@dataclass(frozen=True, slots=True)
class Secret:
    """A password or token; its repr shows nothing."""

    text: str = field(repr=False)

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__

    def __bool__(self) -> bool:
        return bool(self.text)


class SecretStore(Protocol):
    """Keeps secrets by the name of what they open."""

    def get(self, name: str) -> Secret | None:
        """Return the secret, None where none was kept. Raises SecretsUnavailable."""

    def set(self, name: str, secret: Secret) -> None:
        """Keep the secret. Raises SecretsUnavailable."""

    def delete(self, name: str) -> None:
        """Forget the secret; one that is not there is no failure. Raises SecretsUnavailable."""


class MemorySecrets:
    """Keeps secrets as long as the program runs."""

    def __init__(self) -> None:
        self._kept: dict[str, Secret] = {}

    def get(self, name: str) -> Secret | None:
        """Return the secret, None where none was kept."""
        return self._kept.get(name)

    def set(self, name: str, secret: Secret) -> None:
        """Keep the secret."""
        self._kept[name] = secret

    def delete(self, name: str) -> None:
        """Forget the secret."""
        self._kept.pop(name, None)


class KeyringSecrets:
    """Keeps secrets in the system's keyring; one that keeps them readable in a file is refused."""

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        self._given = backend

    def get(self, name: str) -> Secret | None:
        """Return the secret, None where none was kept. Raises SecretsUnavailable."""
        try:
            kept = self._backend().get_password(SERVICE, name)
        except (keyring.errors.KeyringError, OSError, RuntimeError) as error:
            raise _unavailable() from error
        return None if kept is None else Secret(kept)

    def set(self, name: str, secret: Secret) -> None:
        """Keep the secret. Raises SecretsUnavailable."""
        try:
            self._backend().set_password(SERVICE, name, secret.text)
        except (keyring.errors.KeyringError, OSError, RuntimeError) as error:
            raise _unavailable() from error

    def delete(self, name: str) -> None:
        """Forget the secret. Raises SecretsUnavailable."""
        try:
            self._backend().delete_password(SERVICE, name)
        except keyring.errors.PasswordDeleteError:
            return
        except (keyring.errors.KeyringError, OSError, RuntimeError) as error:
            raise _unavailable() from error

    def _backend(self) -> KeyringBackend:
        backend = self._given or keyring.get_keyring()
        kinds = [type(backend), *(type(each) for each in getattr(backend, "backends", ()))]
        if any(kind.__module__.startswith(_REFUSED) for kind in kinds):
            raise _unavailable()
        return backend


def _unavailable() -> SecretsUnavailable:
    return SecretsUnavailable(
        _("There is no system keyring that can be used, so the password was not kept."),
        hint=_("Unlock or install one; until then the password is asked for each time and never stored."),
        action=Open.ACCOUNTS,
    )
