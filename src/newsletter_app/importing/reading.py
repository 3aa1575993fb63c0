"""Reads a file by the importer of a name, in this process or in the worker."""

import base64
from collections.abc import Callable

from newsletter_app.importing.base import ReadPost, SourceFile
from newsletter_app.importing.registry import IMPORTERS
from newsletter_app.importing.wire import from_json
from newsletter_app.worker import IMPORT_ITEM, Worker

ReadFile = Callable[[str, SourceFile], tuple[ReadPost, ...]]


def read_here(name: str, source: SourceFile) -> tuple[ReadPost, ...]:
    """Return the posts of the file, read by the importer called `name`. Raises CannotImport."""
    importer = next(each for each in IMPORTERS if each.name == name)
    return importer.read(source)


class ReadInWorker:
    """Reads in the worker, which is ended when a file asks too much of it."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def __call__(self, name: str, source: SourceFile) -> tuple[ReadPost, ...]:
        """Return the posts of the file. Raises CannotImport, OverLimit."""
        request = {"format": name, "name": source.name, "data": base64.b64encode(source.data).decode()}
        answer = self._worker.call("import", request, IMPORT_ITEM)
        return tuple(from_json(told) for told in answer["posts"])
