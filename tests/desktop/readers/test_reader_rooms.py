"""The readers and the accounts in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from newsletter_app.content.kinds import Kind
from newsletter_app.content.post import Post
from newsletter_app.desktop.details.view import DetailsView
from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.library.view import LibraryView
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.middle import Middle
from newsletter_app.desktop.middle_presenter import MiddlePresenter
from newsletter_app.desktop.places import Places
from newsletter_app.desktop.reader_rooms import ReaderRooms
from newsletter_app.desktop.rooms import Rooms
from newsletter_app.desktop.tasks import Tasks
from newsletter_app.library.moments import utc_now
from newsletter_app.mailing.accounts import MailAccounts
from newsletter_app.mailing.reader_files import ReaderFiles
from newsletter_app.mailing.readers_reading import read_here
from newsletter_app.mailing.readership import Readership
from newsletter_app.mailing.smtp_mailer import open_smtp
from newsletter_app.mailing.suppression_key import SuppressionKey
from newsletter_app.secret_store import MemorySecrets

pytestmark = pytest.mark.window


@pytest.fixture
def window(qtbot, theme, library, friends, tmp_path):
    library.items.add(Post(title="A post", body="Write to meera@example.org."))
    window, tasks = MainWindow(theme), Tasks()
    window.fill_menus()
    qtbot.addWidget(window)
    listed, middle = LibraryView(theme), Middle(theme, DetailsView(theme))
    middle.add_page(QLabel("the editor"), Kind.POST)
    window.put_library(listed)
    window.put_work(middle, QLabel("the preview"))
    rooms = Rooms(window, listed, theme, KeptSettings(tmp_path / "config"), tasks, library)
    MiddlePresenter(middle, rooms.desk)
    rooms.open(library.items.all(Kind.POST)[0])
    secrets = MemorySecrets()
    key = SuppressionKey(secrets, tmp_path / "keys", library)
    ReaderRooms(
        rooms,
        Places(listed, middle, rooms.desk),
        Readership(library, key, read_here, utc_now),
        MailAccounts(library, secrets, open_smtp),
        ReaderFiles(library.readers, key),
        key,
    )
    qtbot.waitUntil(lambda: rooms.desk.item is not None)
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield window
    tasks.close()


def go(window, qtbot):
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_R, modifiers)
    page = window.findChild(QWidget, "readers")
    qtbot.waitUntil(lambda: page.panel.title.whole == "Friends")
    return page


def test_ctrl_shift_r_goes_to_the_readers_from_anywhere(window, qtbot):
    assert window.findChild(QWidget, "readers") is None
    page = go(window, qtbot)
    assert page.isVisible()
    assert page.column.lists.hasFocus()


def test_a_click_on_the_place_brings_the_keys_along_and_who_types_keeps_them(window, qtbot):
    places = window.findChild(QWidget, "library.places")
    spot = places.visualRect(places.model().index(0, 0)).center()
    qtbot.mouseClick(places.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    page = window.findChild(QWidget, "readers")
    assert page.column.lists.hasFocus()
    search = window.findChild(QWidget, "library.search")
    search.setFocus()
    window.findChild(Places).shown.emit("readers")
    assert search.hasFocus()


def test_the_preview_makes_room_and_comes_back(window, qtbot):
    preview = window.columns.widget(2)
    assert preview.isVisible()
    page = go(window, qtbot)
    assert not preview.isVisible()
    cards = window.findChild(QWidget, "library.list")
    cards.setCurrentIndex(cards.model().index(0, 0))
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.isVisible())
    assert preview.isVisible()


def test_a_preview_that_was_hidden_stays_hidden(window, qtbot):
    window.menus.action("view.preview").setChecked(False)
    page = go(window, qtbot)
    page.parentWidget().setCurrentIndex(0)
    assert not window.columns.widget(2).isVisible()


def test_a_post_that_names_somebody_erased_is_gone_to(window, qtbot, library):
    page = go(window, qtbot)
    qtbot.mouseClick(page.panel.state.findChild(QWidget, "readers.state.act"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.panel.people.model.rowCount() == 3)
    page.panel.people.table.open_requested.emit(library.readers.find("meera@example.org").id)
    qtbot.waitUntil(lambda: dialog(window, "readers.person_dialog") is not None)
    dialog(window, "readers.person_dialog").erase.click()
    ask = dialog(window, "readers.erase_dialog")
    qtbot.keyClicks(ask.field, "erase")
    qtbot.keyClick(ask.findChild(QWidget, "readers.erase_act"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog(window, "readers.erased_dialog") is not None)
    qtbot.keyClick(dialog(window, "readers.erased_dialog"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.isVisible())
    assert window.findChild(Rooms).desk.item.title == "A post"


def test_the_accounts_open_from_the_menu(window, qtbot):
    window.menus.action("accounts").trigger()
    qtbot.waitUntil(lambda: dialog(window, "accounts.dialog") is not None)
    state = dialog(window, "accounts.dialog").findChild(QWidget, "accounts.state.sentence")
    qtbot.waitUntil(lambda: state.text().startswith("No mail account yet."))
    dialog(window, "accounts.dialog").close()


def dialog(window, name):
    return next((each for each in window.findChildren(QDialog, name) if each.isVisible()), None)
