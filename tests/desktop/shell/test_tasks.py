"""Work beside the window."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject

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


def test_immediate_tasks_answer_at_once():
    seen = []
    ImmediateTasks().run(Lane.LIBRARY, partial(int, 3), seen.append, fail)
    assert seen == [3]
