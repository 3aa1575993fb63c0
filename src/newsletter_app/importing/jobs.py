"""The worker's job that reads a file."""

import base64
from typing import Any

from newsletter_app.importing.base import SourceFile
from newsletter_app.importing.reading import read_here
from newsletter_app.importing.wire import as_json


def read_file(request: dict[str, Any]) -> dict[str, Any]:
    """Return the posts of the file whose bytes come as base64 in `data`. Raises CannotImport."""
    source = SourceFile(request["name"], base64.b64decode(request["data"]))
    return {"posts": [as_json(read) for read in read_here(request["format"], source)]}
