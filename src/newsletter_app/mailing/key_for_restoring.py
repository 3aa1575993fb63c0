"""Finds the key of those who left for a library that is taken back."""

import contextlib

from newsletter_app.errors import SecretsUnavailable
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.mailing.suppression_key import SuppressionKey


def key_for_restoring(key: SuppressionKey, kept: bytes) -> HashAddress | None:
    """Return what hashes the library's addresses, None where the key is nowhere.

    The key of the backup is taken in only where this computer has none, and never in the place of another:
    what is kept goes by the mark of its key, and one with another mark is not this library's.
    """
    found = key.reading()
    if found is None and kept:
        with contextlib.suppress(SecretsUnavailable):
            key.put_back(kept)
    return found or key.reading()
