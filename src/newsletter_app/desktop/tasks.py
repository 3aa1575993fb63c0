"""Runs work beside the window, a lane for each kind."""

import gc
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QDeadlineTimer, QObject, Qt, Signal, Slot

from newsletter_app.desktop.lane import LaneThread
from newsletter_app.errors import AppError

T = TypeVar("T")
_TURN = 0.0005  # seconds that a lane may keep the interpreter while a key waits for it; Python's own is 0.005


class Lane(StrEnum):
    """Where work is done: each lane keeps its order and waits for no other."""

    LIBRARY = "library"
    JOURNAL = "journal"
    RENDER = "render"
    NETWORK = "network"
    MAIL = "mail"
    PICTURES = "pictures"
    BACKUP = "backup"
    CHECK = "check"


_SAVING = (Lane.LIBRARY, Lane.JOURNAL)


@dataclass(frozen=True, slots=True)
class _Result:
    tell: Callable[[Any], None]
    value: Any
    stamp: tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Fault:
    error: Exception


class Tasks(QObject):
    """Does work in lanes and tells the result on the thread of the window.

    `done` is given what `work` returned, `failed` the AppError it raised; any other exception is a fault of
    ours, raised again on the window's thread so that the exception hook sees it. Results for a part of the
    window that is gone are dropped. With a `latest` key only the result of the newest run is told, and older
    runs that still wait are not done at all.
    """

    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        gc.disable()  # else a lane collects what belongs to the window: GarbageCollector does, on its thread
        self._spent: deque[object] = deque()
        self._lanes = {lane: LaneThread(f"lane {lane}", self._spent, self._tell) for lane in Lane}
        self._results: deque[_Result | _Fault] = deque()
        self._stamps: dict[str, int] = {}
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[AppError], None],
        *,
        latest: str = "",
    ) -> None:
        """Do `work` in the lane, then call `done` or `failed` here."""
        stamp = (latest, self._next_stamp(latest))
        self._lanes[lane].add(partial(self._carry_out, work, done, failed, stamp), latest)

    def close(self, seconds: float = 10.0) -> bool:
        """Do what waits to be saved, drop the rest, end the threads; tell whether all ended in time.

        `seconds` is the time that all lanes have together. Faults of ours go to the exception hook.
        """
        for lane, thread in self._lanes.items():
            thread.end(drop=lane not in _SAVING)
        deadline = QDeadlineTimer(round(seconds * 1000))
        ended = [thread.has_ended(deadline.remainingTime() / 1000) for thread in self._lanes.values()]
        self._tell_all()
        return all(ended)

    def _tell_all(self) -> None:
        """Tell what has arrived; whoever closes has more to let go of, so no fault gets in its way."""
        while True:
            try:
                return self._on_arrived()
            except Exception as fault:  # noqa: BLE001 - the border: it goes to the exception hook
                sys.excepthook(type(fault), fault, fault.__traceback__)

    def _next_stamp(self, key: str) -> int:
        if not key:
            return 0
        self._stamps[key] = self._stamps.get(key, 0) + 1
        return self._stamps[key]

    def _carry_out(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[AppError], None],
        stamp: tuple[str, int],
    ) -> None:
        try:
            result: _Result | _Fault = _Result(done, work(), stamp)
        except AppError as error:
            result = _Result(failed, error, stamp)
        except Exception as error:  # noqa: BLE001 - the border: a fault of ours goes to the exception hook
            result = _Fault(error)
        self._results.append(result)

    def _tell(self) -> None:
        if shiboken6.isValid(self):
            self._arrived.emit()

    @Slot()
    def _on_arrived(self) -> None:
        self._spent.clear()
        while self._results:
            result = self._results.popleft()
            if isinstance(result, _Fault):
                raise result.error
            if self._is_newest(result.stamp) and _is_there(result.tell):
                result.tell(result.value)

    def _is_newest(self, stamp: tuple[str, int]) -> bool:
        key, number = stamp
        return not key or self._stamps[key] == number


def _is_there(tell: Callable[[Any], None]) -> bool:
    while isinstance(tell, partial):
        tell = tell.func
    owner = getattr(tell, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


class ImmediateTasks(Tasks):
    """Does work at once in the caller's thread: for tests of presenters, and for scripts."""

    def run(
        self,
        lane: Lane,  # noqa: ARG002 - there is only one lane here
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[AppError], None],
        *,
        latest: str = "",  # noqa: ARG002 - each run is the newest
    ) -> None:
        """Do `work`, then call `done` or `failed`."""
        try:
            value = work()
        except AppError as error:
            failed(error)
            return
        done(value)
