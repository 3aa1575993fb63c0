"""One draft waits ever longer for a library that takes nothing."""

import datetime as dt

import shiboken6
from PySide6.QtCore import QObject, QTimer

from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.desktop.draft import Draft
from newsletter_app.desktop.safekeeping import NoJournal, Safekeeping
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.errors import LibraryBusy


class BusyShelf:
    """A shelf that takes nothing."""

    def begin(self, _item):
        raise LibraryBusy("Another program holds the library.")


def seconds_to_wait(draft):
    (timer,) = [timer for timer in draft.findChildren(QTimer) if timer.isActive()]
    return timer.interval() / 1000


def test_a_library_that_takes_nothing_is_tried_after_1_2_4_up_to_60_seconds(qapp):
    tasks, parent = ImmediateTasks(), QObject()
    post = Post(title="One", record=Record(id="onetwothreef"))
    draft = Draft(post, BusyShelf(), Safekeeping(NoJournal(), tasks), tasks, dt.datetime.now, parent)
    waited = []
    for _ in range(8):
        draft.write()
        waited.append(seconds_to_wait(draft))
    assert waited == [1, 2, 4, 8, 16, 32, 60, 60]
    shiboken6.delete(parent)  # its timers would try again within another test
