"""A person composes a newsletter with keys and mouse."""

import pytest
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from newsletter_app.content.discreet import Discreet
from newsletter_app.content.newsletter import DividerEntry, HeadingEntry, Newsletter, PostEntry, Shown
from newsletter_app.desktop.newsletter.card import switch_parts
from newsletter_app.desktop.newsletter.model import ROW


def test_the_entries_are_shown_in_their_order(composing) -> None:
    assert composing.cards == ["The report", "Also", "The courts"]


def test_words_typed_into_the_subject_reach_the_newsletter(composing, qtbot: QtBot) -> None:
    composing.view.subject.setFocus()
    composing.view.subject.selectAll()
    qtbot.keyClicks(composing.view.subject, "A new report")
    assert composing.newsletter.subject == "A new report"
    assert "A phone shows all of it." in composing.view._subject_hint.text()


def test_words_typed_into_the_introduction_reach_the_newsletter(composing, qtbot: QtBot) -> None:
    qtbot.keyClicks(composing.view.introduction, "Dear all")
    assert composing.newsletter.introduction == "Dear all"


def test_ctrl_down_moves_an_entry_and_keeps_it_current(composing, qtbot: QtBot) -> None:
    entries = composing.view.entries
    entries.select(0)
    qtbot.keyClick(entries, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert composing.cards == ["Also", "The report", "The courts"]
    assert entries.place == 1
    qtbot.keyClick(entries, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert composing.cards == ["The report", "Also", "The courts"]


def test_at_the_edge_nothing_moves(composing, qtbot: QtBot) -> None:
    before = composing.newsletter
    composing.view.entries.select(0)
    qtbot.keyClick(composing.view.entries, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert composing.newsletter == before


def test_the_arrow_keys_show_less_or_more_of_a_post(composing, qtbot: QtBot) -> None:
    entries = composing.view.entries
    entries.select(0)
    qtbot.keyClick(entries, Qt.Key.Key_Right)
    qtbot.keyClick(entries, Qt.Key.Key_Right)
    assert composing.newsletter.entries[0] == PostEntry(composing.posts[0], Shown.HEADLINE)
    qtbot.keyClick(entries, Qt.Key.Key_Left)
    assert composing.newsletter.entries[0] == PostEntry(composing.posts[0], Shown.SUMMARY)


def test_a_click_on_the_switch_shows_that_much_of_a_post(composing, qtbot: QtBot) -> None:
    entries = composing.view.entries
    cell = entries.visualRect(entries.model().index(2, 0))
    font = QFont(entries.font())
    font.setPixelSize(12)
    card = QRect(cell).adjusted(2, 2, -2, -6)
    spot = switch_parts(card, QFontMetrics(font))[Shown.HEADLINE].center()
    qtbot.mouseClick(entries.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert composing.newsletter.entries[2] == PostEntry(composing.posts[1], Shown.HEADLINE)


def test_delete_takes_an_entry_out_and_nothing_else(composing, qtbot: QtBot) -> None:
    composing.view.entries.select(1)
    qtbot.keyClick(composing.view.entries, Qt.Key.Key_Delete)
    assert composing.cards == ["The report", "The courts"]
    assert composing.library.items.get(composing.posts[0]).record.deleted is None


def test_a_post_is_found_by_a_word_and_added_by_enter(composing, qtbot: QtBot) -> None:
    field = composing.view.add_posts
    field.setFocus()
    qtbot.keyClicks(field, "meet")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert composing.newsletter.entries[-1] == PostEntry(composing.posts[2])
    assert field.text() == ""


def test_the_arrow_keys_choose_among_the_posts_that_were_found(composing, qtbot: QtBot) -> None:
    view = composing.view
    field, found = view.add_posts, view.add_posts._popup
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    offered = [found.model().index(row, 0).data() for row in range(found.model().rowCount())]
    assert "Already here: The report" in offered
    assert found.currentIndex().row() == 0
    qtbot.keyClick(found, Qt.Key.Key_Down)
    chosen = found.currentIndex().data().removeprefix("Already here: ")
    before = len(composing.newsletter.entries)
    qtbot.keyClick(found, Qt.Key.Key_Return)
    assert len(composing.newsletter.entries) == before + 1
    added = composing.newsletter.entries[-1]
    assert composing.library.items.get(added.post).title == chosen
    assert not found.isVisible()


def test_a_new_entry_stands_below_the_current_one(composing) -> None:
    composing.view.entries.select(0)
    composing.view.divider_requested.emit()
    assert composing.newsletter.entries[1] == DividerEntry()


def test_a_dropped_card_takes_its_new_place(composing) -> None:
    model = composing.view.entries.model()
    data = model.mimeData([model.index(0, 0)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, model.index(-1, 0))
    assert composing.cards == ["Also", "The courts", "The report"]
    data = model.mimeData([model.index(2, 0)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, model.index(-1, 0))
    assert composing.cards == ["The report", "Also", "The courts"]


def test_a_post_in_the_bin_says_that_it_will_be_left_out(composing) -> None:
    changes = composing.library.items.delete(composing.posts[1])
    composing.desk._library_changes.tell(changes)
    row = composing.view.entries.model().index(2, 0).data(ROW)
    assert row.is_missing
    assert "left out" in row.line


def test_enter_opens_the_post(composing, qtbot: QtBot) -> None:
    composing.view.entries.select(0)
    qtbot.keyClick(composing.view.entries, Qt.Key.Key_Return)
    assert composing.desk.item.title == "The report"


def test_another_template_is_chosen_without_its_old_options(composing) -> None:
    composing.view.template_changed.emit("announcement")
    assert composing.newsletter.template == "announcement"
    assert composing.newsletter.options == ()


def test_what_was_composed_is_in_the_library(composing, qtbot: QtBot) -> None:
    composing.view.entries.select(0)
    qtbot.keyClick(composing.view.entries, Qt.Key.Key_Delete)
    composing.desk.flush()
    stored = composing.library.items.get(composing.newsletter.record.id)
    assert isinstance(stored, Newsletter)
    assert stored.entries == (HeadingEntry("Also"), PostEntry(composing.posts[1]))


def test_every_part_has_a_name_for_those_who_do_not_see_it(composing) -> None:
    view = composing.view
    for part in (
        view.subject,
        view.preview_text,
        view.template,
        view.introduction,
        view.entries,
        view.add_posts,
    ):
        assert part.accessibleName()
        assert part.objectName().startswith("newsletter.")


def test_an_empty_newsletter_says_what_to_do(composing, qtbot: QtBot) -> None:
    for _entry in range(3):
        composing.view.entries.select(0)
        qtbot.keyClick(composing.view.entries, Qt.Key.Key_Delete)
    assert composing.view.entries.isHidden() or not composing.view.entries.isVisible()
    assert composing.view.findChild(object, "newsletter.empty").isVisible()


def test_what_gives_the_subject_away_is_said(composing, qtbot: QtBot) -> None:
    composing.view.subject.selectAll()
    qtbot.keyClicks(composing.view.subject, "Refuge and recovery")

    assert "“Refuge”, “recovery”" in composing.view.discreet._hint.text()


def test_a_neutral_subject_stands_for_the_own_one(composing, qtbot: QtBot) -> None:
    composing.view.subject.selectAll()
    qtbot.keyClicks(composing.view.subject, "Refuge")
    qtbot.keyClick(composing.view.discreet.switch, Qt.Key.Key_Space)
    qtbot.keyClicks(composing.view.discreet.subject, "Spring news")
    qtbot.keyClicks(composing.view.discreet.sender_name, "A friend")

    assert composing.newsletter.discreet == Discreet("A friend", "Spring news", "")
    assert composing.newsletter.subject == "Refuge"
    assert composing.view.discreet._hint.isHidden()


@pytest.mark.parametrize("height", [320, 900])
def test_no_field_is_crushed_in_a_low_window(composing, qtbot: QtBot, height: int) -> None:
    view = composing.view
    middle = QStackedWidget()
    qtbot.addWidget(middle)
    middle.addWidget(view)
    middle.setMinimumHeight(160)  # as in the window: else it would not be lower than its fields
    middle.resize(720, height)
    middle.show()
    qtbot.waitExposed(middle)
    view.discreet.switch.click()
    QCoreApplication.processEvents()
    assert view.discreet.height() >= view.discreet.minimumSizeHint().height()
    middle.removeWidget(view)
    view.setParent(None)  # the fixture closes it


def test_without_the_switch_the_neutral_texts_are_gone(composing, qtbot: QtBot) -> None:
    qtbot.keyClick(composing.view.discreet.switch, Qt.Key.Key_Space)
    assert composing.newsletter.discreet == Discreet()
    qtbot.keyClick(composing.view.discreet.switch, Qt.Key.Key_Space)
    assert composing.newsletter.discreet is None
