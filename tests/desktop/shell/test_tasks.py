"""Work beside the window."""

import gc
import sys
import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from newsletter_app.desktop.garbage import GarbageCollector, collect_what_is_due
from newsletter_app.desktop.tasks import ImmediateTasks, Lane, Tasks
from newsletter_app.errors import CannotExport


@pytest.fixture
def tasks(qapp):
    tasks = Tasks()
    yield tasks
    assert tasks.close()


def fail(error):
    raise error


def test_results_come_back_on_the_thread_of_the_window(tasks, qtbot):
    seen = []
    tasks.run(
        Lane.LIBRARY, threading.get_ident, lambda ident: seen.append((ident, threading.get_ident())), fail
    )
    qtbot.waitUntil(lambda: bool(seen))
    (there, here) = seen[0]
    assert here == threading.get_ident() != there


def test_a_lane_keeps_its_order(tasks, qtbot):
    seen = []
    for number in range(50):
        tasks.run(Lane.LIBRARY, partial(int, number), seen.append, fail)
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == list(range(50))


def test_only_the_newest_of_twenty_quick_requests_is_told(tasks, qtbot):
    seen, done, gate = [], [], threading.Event()

    def work(number):
        gate.wait(5)
        done.append(number)
        return number

    for number in range(20):
        tasks.run(Lane.RENDER, partial(work, number), seen.append, fail, latest="page")
    gate.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [19]
    assert len(done) <= 2


def test_a_failure_reaches_the_one_who_asked(tasks, qtbot):
    seen = []
    error = CannotExport("The folder is read-only.")
    tasks.run(Lane.NETWORK, partial(fail, error), fail, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [error]


def test_a_fault_of_ours_reaches_the_exception_hook(tasks, qtbot):
    with qtbot.captureExceptions() as faults:
        tasks.run(Lane.RENDER, partial(fail, ZeroDivisionError()), fail, fail)
        qtbot.waitUntil(lambda: bool(faults))
    assert faults[0][0] is ZeroDivisionError


class Room(QObject):
    def __init__(self, seen):
        super().__init__()
        self.seen = seen

    def show(self, value):
        self.seen.append(value)


def test_a_part_of_the_window_that_is_gone_is_told_nothing(tasks, qtbot):
    import shiboken6

    seen, later = [], []
    room, gate = Room(seen), threading.Event()
    tasks.run(Lane.LIBRARY, partial(gate.wait, 5), room.show, fail)
    tasks.run(Lane.LIBRARY, int, later.append, fail)
    shiboken6.delete(room)
    gate.set()
    qtbot.waitUntil(lambda: bool(later))
    assert seen == []


def test_closing_finishes_what_waits_for_the_library_and_drops_the_rest(qapp):
    tasks, seen, gate = Tasks(), [], threading.Event()
    for lane in (Lane.LIBRARY, Lane.RENDER):
        tasks.run(lane, partial(gate.wait, 5), str, fail)
        tasks.run(lane, partial(str, lane), seen.append, fail)
    threading.Timer(0.05, gate.set).start()
    assert tasks.close()
    assert seen == ["library"]


def test_a_fault_of_ours_at_closing_reaches_the_hook_and_keeps_no_result_back(qapp, monkeypatch):
    faults, seen = [], []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _fault, _frames: faults.append(kind))
    tasks = Tasks()
    tasks.run(Lane.JOURNAL, partial(fail, ZeroDivisionError()), fail, fail)
    tasks.run(Lane.JOURNAL, int, lambda _value: fail(KeyError()), fail)
    tasks.run(Lane.JOURNAL, partial(int, 3), seen.append, fail)
    assert tasks.close()
    assert faults == [ZeroDivisionError, KeyError]
    assert seen == [3]


@pytest.fixture
def gate():
    gate = threading.Event()
    yield gate
    gate.set()


def test_closing_waits_for_all_lanes_together_no_longer_than_it_was_told(qapp, gate):
    tasks, begun = Tasks(), time.monotonic()
    for lane in Lane:
        tasks.run(lane, partial(gate.wait, 20), str, fail)
    assert not tasks.close(0.5)
    assert time.monotonic() - begun < 2  # one after the other they would take 4


def test_immediate_tasks_answer_at_once():
    seen = []
    ImmediateTasks().run(Lane.LIBRARY, partial(int, 3), seen.append, fail)
    assert seen == [3]


def thread_of_the_end_of(thing):
    """Return a list that gets the thread on which the thing is torn down."""
    seen = []
    thing.destroyed.connect(lambda: seen.append(threading.get_ident()), Qt.ConnectionType.DirectConnection)
    return seen


def make_garbage():
    """Make so much of it that Python would collect, the oldest generation too."""
    for _ in range(200_000):
        loop = []
        loop.append(loop)
    return 1


def test_garbage_made_in_a_lane_tears_down_no_widget_there(tasks, qtbot):
    widget, seen = QWidget(), []
    widget.itself = widget
    ended = thread_of_the_end_of(widget)
    del widget
    tasks.run(Lane.LIBRARY, make_garbage, seen.append, fail)
    qtbot.waitUntil(lambda: bool(seen))
    assert ended == []
    collect_what_is_due()
    assert ended == [threading.get_ident()]


def test_control_with_python_s_own_collecting_a_widget_is_torn_down_in_a_lane(tasks, qtbot):
    widget, seen = QObject(), []
    widget.itself = widget
    ended = thread_of_the_end_of(widget)
    del widget
    gc.enable()
    try:
        tasks.run(Lane.LIBRARY, make_garbage, seen.append, fail)
        qtbot.waitUntil(lambda: bool(seen))
    finally:
        gc.disable()
    assert ended
    assert ended != [threading.get_ident()]


@pytest.mark.parametrize("lane_is_slow_to_let_go", [False, True])
def test_what_asked_for_work_and_is_gone_is_torn_down_on_the_window_s_thread(
    tasks, qtbot, lane_is_slow_to_let_go
):
    room, seen = Room([]), []
    ended = thread_of_the_end_of(room)
    if lane_is_slow_to_let_go:
        tasks.run(Lane.LIBRARY, int, seen.append, partial(room.show, room))
    else:
        tasks.run(Lane.LIBRARY, partial(str, room), seen.append, fail)
    del room
    qtbot.waitUntil(lambda: bool(seen))
    tasks.run(Lane.LIBRARY, int, seen.append, fail)
    qtbot.waitUntil(lambda: len(seen) == 2 and bool(ended))
    assert ended == [threading.get_ident()]


def test_the_collector_collects_by_itself_once_it_has_begun(qapp, qtbot):
    collector = GarbageCollector(qapp, seconds=0.01)
    collector.begin()
    widget = QObject()
    widget.itself = widget
    ended = thread_of_the_end_of(widget)
    del widget
    make_garbage()
    qtbot.waitUntil(lambda: bool(ended))
    collector.deleteLater()
    gc.unfreeze()
    assert ended == [threading.get_ident()]
    assert not gc.isenabled()
