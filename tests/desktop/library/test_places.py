"""Places at the foot of the library panel, shown in the middle column."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from newsletter_app.content.kinds import Kind
from newsletter_app.desktop.details.view import DetailsView
from newsletter_app.desktop.library.section_list import NAME
from newsletter_app.desktop.middle import Middle
from newsletter_app.desktop.middle_presenter import MiddlePresenter
from newsletter_app.desktop.places import Places
from newsletter_app.library.query import Query


@pytest.fixture
def middle(panel, theme, qtbot):
    middle = Middle(theme, DetailsView(theme))
    MiddlePresenter(middle, panel.desk)
    middle.add_page(QLabel("the editor"), Kind.POST)
    qtbot.addWidget(middle)
    middle.show()
    return middle


@pytest.fixture
def made() -> list[QLabel]:
    return []


@pytest.fixture
def places(panel, middle, made):
    def make() -> QLabel:
        made.append(QLabel("the readers"))
        return made[-1]

    places = Places(panel.view, middle, panel.desk)
    places.add("readers", "Readers", "readers", make)
    return places


def first(panel):
    return panel.library.items.cards(Query(Kind.POST), 0, 1)[0].id


def test_without_a_place_the_foot_is_not_seen(panel):
    assert not panel.view.places.isVisible()


def test_a_place_is_made_when_it_is_first_shown(panel, places, made, qtbot):
    assert panel.view.places.isVisible()
    assert not made
    panel.view.places.setFocus()
    panel.view.places.setCurrentIndex(panel.view.places.model().index(0, 0))
    qtbot.keyClick(panel.view.places, Qt.Key.Key_Return)
    places.show("readers")

    assert len(made) == 1
    assert made[0].isVisible()
    assert panel.view.places.currentIndex().data(NAME) == "readers"


def test_opening_an_item_leaves_the_place(panel, places, made):
    places.show("readers")
    panel.desk.open(first(panel))

    assert not made[0].isVisible()
    assert not panel.view.places.currentIndex().isValid()


def test_the_item_that_was_open_all_the_time_comes_back(panel, places, made):
    panel.desk.open(first(panel))
    places.show("readers")
    panel.view.open_requested.emit(first(panel), False)

    assert not made[0].isVisible()


def test_coming_back_to_the_list_by_keys_opens_nothing_by_itself(panel, places, made, qtbot):
    panel.desk.open(first(panel))
    places.show("readers")
    panel.view.activateWindow()
    panel.view.search_row.field.setFocus()
    panel.view.list.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(panel.view.list.hasFocus)
    qtbot.wait(300)

    assert made[0].isVisible()


def test_the_window_is_called_after_the_place_then_after_the_item_again(panel, places, qtbot):
    post = panel.library.items.get(first(panel))
    panel.desk.open(post.record.id)
    qtbot.waitUntil(lambda: panel.desk.item is not None)
    titles = []
    places.titled.connect(titles.append)
    places.show("readers")
    places.leave()
    assert titles == ["Readers", post.title]
