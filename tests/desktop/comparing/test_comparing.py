"""Two states of an item are shown side by side: fields, words, folds, by keys."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from newsletter_app import paths
from newsletter_app.content.discreet import Discreet
from newsletter_app.content.kinds import Status
from newsletter_app.content.newsletter import (
    ButtonEntry,
    DividerEntry,
    HeadingEntry,
    Newsletter,
    PostEntry,
    TextEntry,
)
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.desktop.comparing.comparing import Comparing
from newsletter_app.desktop.comparing.comparison import changed_words, compared, text_of
from newsletter_app.desktop.comparing.model import SHOWN
from newsletter_app.desktop.comparing.shown import in_words, laid_out
from newsletter_app.desktop.comparing.view import CompareView
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.desktop.theme.theme import Theme

BODY = "\n\n".join(f"Paragraph {number} stays." for number in range(12))
OLD = Post(title="Meeting", tags=("news",), body=f"We met at the hall.\n\n{BODY}\n\nThe end.")
NEW = Post(title="Meeting", tags=("news", "safety"), body=f"We met at the quay.\n\n{BODY}\n\nThe very end.")


@pytest.fixture
def view(qapp, style_sheet_put_back, qtbot):
    theme = Theme(qapp, paths.resources() / "styles")
    view = CompareView(theme)
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.show()
    qtbot.waitExposed(view)
    yield view
    theme.deleteLater()


def rows(view):
    model = view.rows.model()
    return [model.index(place, 0).data(SHOWN) for place in range(model.rowCount())]


def show(view, old, new):
    Comparing(view, ImmediateTasks(view), str).show(old, new, "Then", "Now")


def test_fields_stand_above_the_text_and_what_stayed_is_folded(view):
    show(view, OLD, NEW)
    assert [shown.kind for shown in rows(view)] == [
        *("label", "lines"),
        *("label", "lines", "lines", "fold", "lines", "lines"),
    ]
    assert [shown.text for shown in rows(view) if shown.row is None] == [
        "Tags",
        "Text",
        "10 unchanged paragraphs",
    ]
    assert view.told.text() == "3 changes"


def test_a_fold_opens_by_enter_and_by_a_click(view, qtbot):
    for is_click in (False, True):
        show(view, OLD, NEW)
        place = next(n for n, shown in enumerate(rows(view)) if shown.kind == "fold")
        index = view.rows.model().index(place, 0)
        if is_click:
            at = view.rows.visualRect(index).center()
            qtbot.mouseClick(view.rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
        else:
            view.rows.setCurrentIndex(index)
            qtbot.keyClick(view.rows, Qt.Key.Key_Return)
        assert "fold" not in [shown.kind for shown in rows(view)]
        assert view.rows.currentIndex().row() == place
        texts = [shown.row.new.text for shown in rows(view) if shown.row and shown.row.is_same]
        assert texts == [f"Paragraph {number} stays." for number in range(12)]


def test_keys_go_from_change_to_change_and_no_further(view, qtbot):
    show(view, OLD, NEW)
    places = [view.rows.currentIndex().row()]
    for key in (Qt.Key.Key_Down,) * 3 + (Qt.Key.Key_Up,) * 3:
        qtbot.keyClick(view.rows, key, Qt.KeyboardModifier.AltModifier)
        places.append(view.rows.currentIndex().row())
    assert places == [1, 3, 7, 7, 3, 1, 1]


def test_a_screen_reader_hears_what_a_row_says(view):
    show(view, OLD, NEW)
    told = [
        view.rows.model().index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for place in range(view.rows.model().rowCount())
    ]
    assert told[1] == "Changed. Before: news After: news, safety"
    assert told[4] == "Unchanged: Paragraph 0 stays."
    assert view.rows.accessibleName()


def test_two_that_say_the_same_are_told_so(view):
    show(view, OLD, replace(OLD))
    assert not view.rows.isVisible()
    assert view.findChild(object, "compare.state.sentence").text() == "These two say the same."


def test_changed_lines_have_a_tint_and_a_sign(view, qapp):
    show(view, OLD, NEW)
    view.rows.setCurrentIndex(view.rows.model().index(0, 0))
    rect = view.rows.visualRect(view.rows.model().index(3, 0))
    picture = view.rows.viewport().grab().toImage()
    tokens = view.rows.itemDelegate()._theme.tokens
    found = {picture.pixelColor(x, rect.bottom() - 3).name().upper() for x in (100, rect.width() - 100)}
    assert found == {QColor(tokens.danger_soft).name().upper(), QColor(tokens.ok_soft).name().upper()}


def test_what_comes_and_goes_wholly_is_told_by_words():
    lines = [in_words(shown) for shown in laid_out(compared(Snippet("a", "x y"), Snippet("a", ""), str))]
    assert lines == ["Removed: x y"]
    lines = [in_words(shown) for shown in laid_out(compared(Snippet("a", ""), Snippet("a", "x y"), str))]
    assert lines == ["Added: x y"]


def test_an_empty_line_is_shown_only_where_nothing_else_differs_beside_it():
    def texts(old, new):
        comparison = compared(Snippet("a", old), Snippet("a", new), str)
        return [in_words(shown) for shown in laid_out(comparison)]

    assert texts("a", "a\n\nb") == ["Unchanged: a", "Added: b"]
    assert texts("a\nb", "a\n\nb") == ["Unchanged: a", "Added: ", "Unchanged: b"]


def test_every_field_of_every_kind_is_told():
    base = Newsletter(title="T", status=Status.READY, date=dt.date(2027, 3, 14))
    other = replace(
        base,
        options=(("links", "numbered"),),
        discreet=Discreet("Example", "A letter", "Later"),
        date=None,
        introduction="Hello",
    )
    said = {field.label: field.rows for field in compared(base, other, str).fields}
    assert said["Date"][0].old.text == "14 March 2027"
    assert said["Options of the template"][0].new.text == "links: numbered"
    assert [row.new.text for row in said["What its mail shows from outside"]] == [
        "Example",
        "A letter",
        "Later",
    ]
    assert (
        changed_words(base, other) == "Text, Options of the template, Date, What its mail shows from outside"
    )


def test_the_text_of_a_newsletter_is_its_introduction_with_its_entries():
    entries = (PostEntry("p1"), HeadingEntry("H"), TextEntry("words"), ButtonEntry("Go", "/"), DividerEntry())
    news = Newsletter(introduction="Hello", entries=entries)
    assert text_of(news, {"p1": "Outcomes"}.get).split("\n\n") == [
        "Hello",
        "Post: Outcomes (summary)",
        "## H",
        "words",
        "[Go](/)",
        "---",
    ]


def test_what_is_beyond_sixteen_bits_shifts_no_mark(view):
    show(view, Snippet("a", "🙂🙂 the town hall 🙂"), Snippet("a", "🙂🙂 the town quay 🙂"))
    (row,) = [shown.row for shown in rows(view) if shown.row]
    layout = view.rows.itemDelegate()._layout_of(row.old, 300)
    (part,) = layout.formats()
    assert (
        layout.text().encode("utf-16-le")[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le")
        == "hall"
    )


def test_fifty_thousand_words_are_laid_out_in_portions(view, qtbot):
    words = "\n\n".join(f"old {number} " + "word " * 60 for number in range(800))
    show(view, Snippet("a", words), Snippet("a", words.replace("old", "new")))
    assert view.rows.model().rowCount() == 800
    assert view.rows.verticalScrollBar().maximum() < 800 * 60  # not all has a height yet
    qtbot.waitUntil(lambda: view.rows.verticalScrollBar().maximum() > 800 * 60, timeout=30_000)
