"""Keeps drafts for the mail program in a folder of their own that goes with the window."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from newsletter_app.errors import CannotExport
from newsletter_app.i18n import _

_OURS_ALONE = 0o600


class Drafts:
    """A temporary folder, for its owner alone, made with the first draft."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def write(self, name: str, data: bytes) -> Path:
        """Write a draft and return its file. Raises CannotExport where there is no room for it."""
        try:
            file = self._made() / name
            file.unlink(missing_ok=True)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OURS_ALONE)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
        except OSError as error:
            raise CannotExport(
                _("The draft could not be written into the folder for temporary files."),
                hint=_("Make room there, then try again."),
            ) from error
        return file

    def clear(self) -> None:
        """Take all drafts away."""
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _made(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="newsletter-draft-"))
            atexit.register(self.clear)
        return self._folder
