"""The worker's job that reads a list of readers."""

import base64
from typing import Any

from newsletter_app.mailing.preview_wire import as_json
from newsletter_app.mailing.readers_reading import read_here


def read_readers(request: dict[str, Any]) -> dict[str, Any]:
    """Return what the file whose bytes come as base64 in `data` holds. Raises CannotImport."""
    return as_json(read_here(base64.b64decode(request["data"]), request["name"]))
