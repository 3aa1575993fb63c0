"""Writes down what the program did, without anything that somebody wrote.

Only known fields of a known shape pass: ids, codes, counts, timings. The redaction of whole lines stands
behind that as a second fence.
"""

import os
import re
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from logging import INFO, LogRecord
from logging.handlers import RotatingFileHandler
from pathlib import Path

from newsletter_app.traces import WITHHELD, code, trace

FILE = "newsletter-editor.log"
_BYTES = 1_000_000
_FILES = 5
_DAYS = 14

_CODES = frozenset(
    {
        "check",
        "code",
        "error",
        "format",
        "id",
        "job",
        "kind",
        "lane",
        "other",
        "platform",
        "python",
        "qt",
        "run",
    }
    | {"status", "target", "template", "version", "verb"}
)
_NUMBERS = frozenset(
    {"bytes", "count", "done", "failed", "line", "ms", "number", "seconds", "total", "words"}
)

_SECRETS = (
    re.compile(r"[^\s<>\"'=:,;]+@[^\s<>\"'=:,;]+"),
    re.compile(r"(?i)\b(?:proxy-)?authorization\b.*"),
    re.compile(r"(?i)\bauth\s+(?:plain|login|xoauth2|cram-md5)\b.*"),
    re.compile(r"(?i)\b(?:basic|bearer)\s+\S+"),
    re.compile(
        r"(?i)[\"']?\b\w*(?:password|passwd|secret|token|api_?key)\b[\"']?\s*[:=]\s*(?:\"[^\"]*\"|'[^']*'|\S+)"
    ),
    re.compile(r"//[^/\s@]*:[^/\s@]*@"),
)

Field = str | int | float
Clock = Callable[[], datetime]


class Log:
    """A log that holds no content; `write` takes finished lines, `close` ends it."""

    def __init__(
        self, write: Callable[[str], None], close: Callable[[], None] = lambda: None, now: Clock | None = None
    ) -> None:
        self._write = write
        self._now = now or _utc_now
        self.close = close

    def tell(self, event: str, **fields: Field) -> None:
        """Write one event, a code such as "library.opened", with its fields.

        A field whose name or shape is not known is written as withheld, never as it is.
        """
        shown = " ".join(f"{name}={_shown(name, value)}" for name, value in fields.items() if _is_known(name))
        unknown = sum(1 for name in fields if not _is_known(name))
        extra = f" {WITHHELD}={unknown}" if unknown else ""
        self._line(f"{code(event)} {shown}{extra}".rstrip())

    def fault(self, error: BaseException) -> None:
        """Write where a fault of ours happened: its kinds and frames, without messages and values."""
        kinds, *frames = trace(error)
        self.lines((f"fault {kinds}", *frames))

    def lines(self, lines: Sequence[str]) -> None:
        """Write lines that are made of codes alone, such as those of `traces`."""
        for line in lines:
            self._line(line)

    def _line(self, text: str) -> None:
        moment = self._now().strftime("%Y-%m-%dT%H:%M:%SZ")
        self._write(f"{moment} {redacted(text)}")


def silent() -> Log:
    """Return a log that writes nothing."""
    return Log(lambda _line: None)


def open_log(folder: Path, seconds: Callable[[], float] = time.time) -> Log:
    """Return the log in `folder`: five files of at most 1 MB, readable by the person alone, kept for 14 days.

    Where the folder cannot be written the program goes on without a log. `seconds` is the clock on the wall;
    one that was set wrong costs old lines of the log at most.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _forget_old(folder, seconds())
        handler = _PrivateFile(folder / FILE, maxBytes=_BYTES, backupCount=_FILES - 1, encoding="utf-8")
    except OSError:
        return silent()
    return Log(handler.write, handler.close)


def redacted(line: str) -> str:
    """Return the line without addresses, sign-ins, tokens, and passwords inside of addresses.

    >>> redacted("said {'password': 'hunter2'} to ann@example.org")
    'said {…} to …'
    """
    for secret in _SECRETS:
        line = secret.sub("…", line)
    return line


class _PrivateFile(RotatingFileHandler):
    def write(self, line: str) -> None:
        self.handle(LogRecord("", INFO, "", 0, line, None, None))

    def _open(self) -> TextIOWrapper:
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        return super()._open()

    def handleError(self, record: LogRecord) -> None:  # noqa: N802 - the library's own name
        """Go on without the line: a full disk stops no work."""


def _forget_old(folder: Path, now: float) -> None:
    """Take away what is older than 14 days; what a clock wrote that was ahead begins to age now."""
    for path in folder.glob(f"{FILE}*"):
        written = path.stat().st_mtime
        if written < now - _DAYS * 24 * 3600:
            path.unlink()
        elif written > now:
            os.utime(path, (now, now))


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _is_known(name: str) -> bool:
    return name in _CODES or name in _NUMBERS


def _shown(name: str, value: Field) -> str:
    if name in _CODES and isinstance(value, str):
        return code(value)
    if name in _NUMBERS and isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(int(value))
    return WITHHELD
