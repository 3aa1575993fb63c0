"""The middle says of the open item what holds of it, once, and no more when it has gone."""

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget

from newsletter_app.content.post import Post
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.middle import Middle
from newsletter_app.desktop.middle_presenter import MiddlePresenter
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.notices import Weight
from newsletter_app.errors import LibraryError
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.paths import resources


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "library", clean_picture, make=True) as library:
        yield library


@pytest.fixture
def middle(qapp, qtbot):
    theme = qapp.findChild(Theme) or Theme(qapp, resources() / "styles")
    middle = Middle(theme, QWidget())
    middle.show()
    yield middle
    middle.close()
    middle.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(middle))


@pytest.fixture
def changes(middle):
    return LibraryChanges(middle)


@pytest.fixture
def desk(library, middle, changes):
    return Desk(library.items, ImmediateTasks(middle), changes, parent=middle)


@pytest.fixture
def presenter(middle, desk):
    return MiddlePresenter(middle, desk)


def test_what_was_said_of_an_item_goes_with_it(library, middle, changes, desk, presenter):
    post = library.items.add(Post(title="Harbour")).item.record.id
    desk.open(post)
    presenter.tell("Restored as revision 11.")
    assert middle.notice.is_asking
    changes.tell(library.items.delete(post))
    assert desk.item is None
    assert not middle.notice.is_asking


def test_a_failure_that_can_be_read_already_is_not_said_twice(middle, desk, presenter):
    standing = middle.notices.make("window.reading", Weight.TROUBLE)
    standing.ask("This library can only be read.", [("close", "Close")])
    desk.failed.emit(LibraryError("This library can only be read."))
    assert not middle.notice.is_asking
    standing.withdraw()
    desk.failed.emit(LibraryError("This library can only be read."))
    assert middle.notice.is_asking
