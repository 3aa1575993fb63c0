"""Runs whatever content can make slow in a process of its own, which is ended when it goes over its limits.

Parent and child speak in frames: four bytes of length, then one JSON document (never pickle: the child
handles hostile input). A job is a function from a JSON object to a JSON object; bytes travel as base64 text.
Memory and processor limits are held by the system on Linux and macOS; elsewhere the clock alone is.
"""

import contextlib
import importlib
import json
import os
import signal
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Self

from newsletter_app import errors
from newsletter_app.i18n import _
from newsletter_app.worker_clock import DeadlineClock

JOBS: dict[str, str] = {
    "article": "newsletter_app.rendering.article_jobs:article",
    "article.update": "newsletter_app.rendering.article_jobs:update",
    "import": "newsletter_app.importing.jobs:read_file",
    "picture": "newsletter_app.library.cleaning:picture_job",
    "readers": "newsletter_app.mailing.jobs:read_readers",
    "template": "newsletter_app.rendering.template_jobs:template",
}

_LENGTH = struct.Struct(">I")
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may use: processor seconds, address space and size of the answer in millions of bytes.

    By the clock it may take three times as long and two seconds, so that a busy machine ends nothing.
    """

    seconds: float
    memory_mb: int
    output_mb: int = 5

    @property
    def by_the_clock(self) -> float:
        """Return the seconds after which the parent ends the child whatever it does."""
        return 3 * self.seconds + 2


RENDERING = Limits(1, 400)
TEMPLATE = Limits(2, 400)
PICTURE = Limits(10, 512, 40)
IMPORT_ITEM = Limits(10, 512, 60)


class WorkerFault(RuntimeError):
    """A job failed by a fault of ours; the message holds where, and nothing of the content."""


class Worker:
    """One child process that answers jobs; started at first use, and anew after it was ended.

    Calls from several threads are answered one after the other.
    """

    def __init__(self, jobs: Mapping[str, str] | None = None) -> None:
        self._jobs = JOBS if jobs is None else jobs
        self._ready: tuple[str, ...] = ()
        self._child: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._clock = DeadlineClock()

    def call(self, job: str, request: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
        """Return the job's answer.

        Raises OverLimit where the job went over `limits`, the AppError that the job raised, or WorkerFault.
        """
        asked = {
            "run": self._jobs[job],
            "limits": [limits.seconds, limits.memory_mb, limits.output_mb],
            "request": request,
        }
        frame = json.dumps(asked).encode()
        with self._turn:
            answer = self._answer(frame, limits)
        return _opened(answer)

    def start(self, *jobs: str) -> None:
        """Start the child ahead of its first job; it imports at once what these jobs need."""
        with self._turn:
            self._ready = tuple(self._jobs[job].partition(":")[0] for job in jobs)
            self._running()

    def close(self) -> None:
        """End the child."""
        with self._turn:
            self._end()
            self._clock.rest()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_reason: object) -> None:
        self.close()

    def _answer(self, frame: bytes, limits: Limits) -> dict[str, Any]:
        child = self._sent(frame)
        self._clock.start(child, limits.by_the_clock)
        try:
            answer = _read(_pipe(child.stdout))
        finally:
            self._clock.stop()
        if answer is None:
            self._end()
            raise errors.OverLimit(
                _("This took longer than it may, and was stopped."), hint=_("Try it with less text.")
            )
        if answer.get("is_spent"):
            self._end()
        return answer

    def _sent(self, frame: bytes) -> subprocess.Popen[bytes]:
        """Send to a running child; one that died while idle is replaced once."""
        child = self._running()
        try:
            _write(_pipe(child.stdin), frame)
        except OSError:
            self._end()
            child = self._running()
            _write(_pipe(child.stdin), frame)
        return child

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = subprocess.Popen(  # noqa: S603 - the modules are named above
                [sys.executable, "-m", "newsletter_app.worker", *self._ready],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                _pipe(pipe).close()


def _pipe(pipe: Any) -> BinaryIO:
    found: BinaryIO = pipe
    return found


def _write(pipe: BinaryIO, frame: bytes) -> None:
    pipe.write(_LENGTH.pack(len(frame)) + frame)
    pipe.flush()


def _read(pipe: BinaryIO) -> dict[str, Any] | None:
    """Return the next document, or None where the other side has gone."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = pipe.read(length)
    if len(body) < length:
        return None
    document: dict[str, Any] = json.loads(body)
    return document


def _opened(answer: dict[str, Any]) -> dict[str, Any]:
    if "error" in answer:
        raise _as_error(answer["error"])
    if "fault" in answer:
        raise WorkerFault(answer["fault"])
    done: dict[str, Any] = answer["done"]
    return done


def _as_error(told: dict[str, Any]) -> errors.AppError:
    error: errors.AppError = getattr(errors, told["kind"])(told["message"], hint=told["hint"])
    for name, value in told["more"].items():
        setattr(error, name, value)
    return error


# The child


def main() -> None:
    """Answer requests from standard input until it ends."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a stray print must not get between the frames
    for module in sys.argv[1:]:
        importlib.import_module(module)
    while (asked := _read(requests)) is not None:
        seconds, memory_mb, output_mb = asked["limits"]
        answer = _carried_out(asked["run"], asked["request"], seconds, memory_mb)
        frame = json.dumps(answer).encode()
        if len(frame) > output_mb * _MB:
            frame = json.dumps(_too_much()).encode()
        _write(answers, frame)


def _carried_out(run: str, request: dict[str, Any], seconds: float, memory_mb: int) -> dict[str, Any]:
    module, _colon, name = run.partition(":")
    job = getattr(importlib.import_module(module), name)
    try:
        with _limited(seconds, memory_mb):
            return {"done": job(request)}
    except errors.AppError as error:
        return {"error": _told(error)}
    except (MemoryError, RecursionError):
        return _too_much() | {"is_spent": True}
    except Exception as fault:  # noqa: BLE001 - the border of the process: a fault becomes a message
        return {"fault": _where(fault)}


def _told(error: errors.AppError) -> dict[str, Any]:
    more = {name: value for name, value in vars(error).items() if name not in {"message", "hint", "action"}}
    return {"kind": type(error).__name__, "message": error.message, "hint": error.hint, "more": more}


def _too_much() -> dict[str, Any]:
    error = errors.OverLimit(
        _("This needs more memory than it may use, and was stopped."), hint=_("Try it with less text.")
    )
    return {"error": _told(error)}


def _where(fault: Exception) -> str:
    """Name the kind of the fault and the lines it went through, and nothing of the content."""
    lines = [
        f"{frame.name} ({frame.filename}:{frame.lineno})"
        for frame in traceback.extract_tb(fault.__traceback__)
    ]
    return " < ".join([type(fault).__name__, *reversed(lines)])


@contextlib.contextmanager
def _limited(seconds: float, memory_mb: int) -> Iterator[None]:
    """Let the system end this process after so many processor seconds, or refuse it more memory."""
    if sys.platform == "win32":
        yield
        return
    import resource  # not on Windows

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # ends the process even inside a regular expression
    signal.setitimer(signal.ITIMER_PROF, seconds)
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * _MB, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
        signal.setitimer(signal.ITIMER_PROF, 0)


if __name__ == "__main__":
    main()
