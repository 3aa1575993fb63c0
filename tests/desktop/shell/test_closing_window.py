"""A window that closes lets go of its library, whatever fails meanwhile."""

import pytest
import shiboken6

from newsletter_app.app import build
from newsletter_app.content.post import Post
from newsletter_app.desktop.opening import Opening
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.turns import WindowTurns
from newsletter_app.worker import Worker

pytestmark = pytest.mark.window
LONG = 30_000


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Post(title="A post", body="Some words."))
    return folder


@pytest.fixture
def window(qtbot, folder):
    window = build(["--library", str(folder)])
    with qtbot.waitSignal(window.findChild(Opening).over, timeout=LONG):
        window.show()
    yield window
    if shiboken6.isValid(window):
        with qtbot.waitSignal(window.destroyed):
            window.deleteLater()


def is_free(folder):
    """Tell whether another window could write there."""
    turns = WindowTurns(folder.absolute())
    with open_library(folder, clean_picture, make=False, turns=turns) as library:
        return not library.is_read_only


def fail():
    raise ZeroDivisionError


def test_a_fault_in_work_under_way_leaves_the_library_free(window, folder, qtbot):
    assert not is_free(folder)
    with qtbot.captureExceptions() as faults:
        window.findChild(Opening).findChild(Tasks).run(Lane.JOURNAL, fail, print, print)
        assert window.close()
    assert [kind for kind, _fault, _frames in faults] == [ZeroDivisionError]
    assert is_free(folder)


def test_a_part_that_cannot_be_closed_leaves_the_library_free(window, folder, qtbot, monkeypatch):
    real = Worker.close

    def close(worker):
        real(worker)
        fail()

    monkeypatch.setattr(Worker, "close", close)
    with qtbot.captureExceptions() as faults:
        assert window.close()
    assert [kind for kind, _fault, _frames in faults] == [ZeroDivisionError]
    assert is_free(folder)
