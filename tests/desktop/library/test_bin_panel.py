"""The bin in the window: undo of a delete also after a restart, deleting for good, emptying, compacting."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QMainWindow, QPushButton

from newsletter_app.content.post import Post
from newsletter_app.desktop.compact_presenter import CompactPresenter
from newsletter_app.desktop.library.bin_presenter import BinPresenter
from newsletter_app.desktop.menus import Menus
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.errors import Missing


@pytest.fixture
def bin_on(panel_on, theme, qtbot):
    def make(library):
        panel = panel_on(library)
        window = QMainWindow()
        qtbot.addWidget(window)
        window.resize(900, 600)
        window.show()
        qtbot.waitExposed(window)
        menus = Menus(window.menuBar(), theme)
        menus.fill()
        tasks = ImmediateTasks(window)
        presenter = BinPresenter(
            window, menus, panel.presenter, library.bin, panel.desk, tasks, panel.changes
        )
        panel.told = []
        presenter.told.connect(panel.told.append)
        panel.window, panel.menus, panel.bin, panel.tasks = window, menus, presenter, tasks
        return panel

    return make


@pytest.fixture
def panel(filled, bin_on):
    return bin_on(filled)


def titles(panel):
    return [panel.model.index(row, 0).data() for row in range(panel.model.rowCount())]


def id_of(panel, title):
    return next(item.record.id for item in panel.library.items.all() if getattr(item, "title", "") == title)


def show_bin(panel):
    panel.view.sections.choose("bin")


def question(panel, name):
    return panel.window.findChild(QDialog, name)


def say_yes(panel, name, qtbot):
    button = question(panel, name).findChild(QPushButton, f"{name}.act")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_undo_delete_takes_back_one_after_the_other_also_after_a_restart(panel, bin_on):
    undo = panel.menus.action("edit.undo-delete")
    assert not undo.isEnabled()
    for title in ("First draft", "Second draft"):
        panel.presenter.put_into_bin(id_of(panel, title))
    assert undo.text() == "Undo delete of “Second draft”"
    again = bin_on(panel.library)
    undo = again.menus.action("edit.undo-delete")
    assert (undo.isEnabled(), undo.text()) == (True, "Undo delete of “Second draft”")
    undo.trigger()
    assert undo.text() == "Undo delete of “First draft”"
    undo.trigger()
    assert titles(again) == ["First draft", "Second draft"]
    assert not undo.isEnabled()


def test_undo_delete_says_what_came_back_and_opens_it(panel, bin_on):
    panel.presenter.put_into_bin(id_of(panel, "First draft"))
    again = bin_on(panel.library)
    again.view.sections.choose("bin")
    again.menus.action("edit.undo-delete").trigger()
    assert again.told == ["“First draft” is back from the bin."]
    assert again.desk.item.title == "First draft"
    assert again.view.list.currentIndex().data() == "First draft"


def test_delete_in_the_bin_asks_and_enter_keeps(panel, qtbot):
    panel.presenter.put_into_bin(id_of(panel, "First draft"))
    show_bin(panel)
    panel.view.list.setFocus()
    panel.view.list.setCurrentIndex(panel.model.index(0, 0))
    qtbot.keyClick(panel.view.list, Qt.Key.Key_Delete)
    asked = question(panel, "library.drop")
    assert "“First draft” goes for good" in asked.findChild(QLabel, "library.drop.sentence").text()
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert titles(panel) == ["First draft"]


def test_what_is_deleted_for_good_is_gone_and_the_desk_lets_go_of_it(panel, qtbot):
    gone = id_of(panel, "First draft")
    panel.presenter.put_into_bin(gone)
    show_bin(panel)
    panel.desk.open(gone)
    assert panel.menus.action("item.drop").isVisible()
    panel.menus.action("item.drop").trigger()
    say_yes(panel, "library.drop", qtbot)
    assert panel.told == ["1 thing is gone for good."]
    assert titles(panel) == []
    assert panel.desk.item is None
    assert not panel.menus.action("item.drop").isVisible()
    with pytest.raises(Missing):
        panel.library.items.get(gone)


def test_deleting_for_good_is_offered_for_nothing_outside_the_bin(panel):
    panel.desk.open(id_of(panel, "First draft"))
    assert not panel.menus.action("item.drop").isVisible()


def test_emptying_asks_backs_up_and_tells(panel, qtbot):
    for title in ("First draft", "Second draft"):
        panel.presenter.put_into_bin(id_of(panel, title))
    assert not panel.view.bin_note.isVisible()
    show_bin(panel)
    assert panel.view.bin_note.isVisible()
    panel.view.bin_note.buttons[0].click()
    sentence = question(panel, "library.empty").findChild(QLabel, "library.empty.sentence").text()
    assert sentence.startswith("2 things go for good")
    say_yes(panel, "library.empty", qtbot)
    assert panel.told == ["2 things are gone for good."]
    assert panel.view.state.sentence == "The bin is empty."
    assert not panel.view.bin_note.isVisible()
    assert [kept.reason for kept in panel.library.backups.kept()] == ["before-emptying"]
    assert not panel.menus.action("bin.empty").isEnabled()


def test_a_title_with_an_ampersand_gives_the_menu_no_key(panel):
    post = panel.library.items.add(Post(title="Tea & talk")).item
    panel.presenter.put_into_bin(post.record.id)
    assert panel.menus.action("edit.undo-delete").text() == "Undo delete of “Tea && talk”"


def test_compacting_asks_and_tells_what_it_freed(panel, qtbot):
    compacting = CompactPresenter(panel.window, panel.library.compacting, panel.tasks, panel.changes)
    told = []
    compacting.told.connect(told.append)
    compacting.ask()
    assert told == []
    say_yes(panel, "library.compact", qtbot)
    assert told[0].startswith("0 old revisions, 0 items from the bin, 0 pictures went.")
