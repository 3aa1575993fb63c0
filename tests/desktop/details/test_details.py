"""Title, status and details of the open item."""

import datetime as dt
import io
import shutil
from functools import partial
from types import SimpleNamespace

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from newsletter_app import paths
from newsletter_app.content.kinds import Status
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.details.cover_presenter import CoverPresenter
from newsletter_app.desktop.details.dates import parse_date
from newsletter_app.desktop.details.picture_presenter import PicturePresenter
from newsletter_app.desktop.details.picture_view import PictureView
from newsletter_app.desktop.details.presenter import DetailsPresenter
from newsletter_app.desktop.details.tags import parse_tags, snippet_name, tags_text
from newsletter_app.desktop.details.view import DetailsView, TitleField
from newsletter_app.desktop.library.card_delegate import CardDelegate
from newsletter_app.desktop.library.thumbnails import Thumbnails
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.errors import ContentError, PictureRefused
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library


@pytest.fixture(scope="session")
def blank_library(tmp_path_factory):
    """An empty library, made once: copying it is quicker than making another."""
    folder = tmp_path_factory.mktemp("blank") / "library"
    open_library(folder, clean_picture, make=True).close()
    return folder


@pytest.fixture
def library(tmp_path, blank_library):
    shutil.copytree(blank_library, tmp_path / "library")
    with open_library(tmp_path / "library", clean_picture, make=False) as library:
        yield library


@pytest.fixture
def header(library, qapp, qtbot):
    theme = Theme(qapp, paths.resources() / "styles")
    view, tasks, changes = DetailsView(theme), ImmediateTasks(), LibraryChanges()
    theme.setParent(view)
    changes.setParent(view)
    desk = Desk(library.items, tasks, changes, parent=view)
    thumbnails = Thumbnails(library.assets.path, tasks, 48, view)
    presenter = DetailsPresenter(view, desk, thumbnails, library.items.tags)
    cover = CoverPresenter(
        view,
        presenter,
        desk,
        library.items.cards,
        library.assets.add,
        tasks,
        changes,
        partial(CardDelegate, theme, thumbnails, view.font()),
    )
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    return SimpleNamespace(view=view, desk=desk, library=library, presenter=presenter, cover=cover)


@pytest.fixture
def post(header):
    item = header.library.items.add(Post(title="One", byline="Rosa", tags=("housing",))).item
    header.desk.open(item.record.id)
    return item


def picture(tmp_path, name="garden.png"):
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "#336699").save(data, "PNG")
    file = tmp_path / name
    file.write_bytes(data.getvalue())
    return file


def test_the_title_is_written_in_place(header, post, qtbot):
    header.view.title.setCursorPosition(3)
    qtbot.keyClicks(header.view.title, " more")
    assert header.desk.item.title == "One more"


def test_enter_goes_from_the_title_to_the_text(header, post, qtbot):
    with qtbot.waitSignal(header.view.text_wanted):
        qtbot.keyClick(header.view.title, Qt.Key.Key_Return)


def test_every_detail_reaches_the_desk(header, post, qtbot):
    header.view.unfold(is_open=True)
    form = header.view.form
    qtbot.keyClicks(form.summary, "What changed.")
    form.byline.clear()
    qtbot.keyClicks(form.byline, "Mira Okafor")
    qtbot.keyClicks(form.content_note, "Speaks of violence.")
    qtbot.keyClicks(form.published_at, "https://example.org/blog/harbour")
    form.language.setCurrentText("cy")
    form.date.line.setFocus()
    qtbot.keyClicks(form.date.line, "14/3/2027")
    qtbot.keyClick(form.date.line, Qt.Key.Key_Return)
    item = header.desk.item
    assert (item.summary, item.byline, item.content_note) == (
        "What changed.",
        "Mira Okafor",
        "Speaks of violence.",
    )
    assert item.published_at == "https://example.org/blog/harbour"
    assert (item.language, item.date) == ("cy", dt.date(2027, 3, 14))
    assert form.date.line.text() == "14 March 2027"


def test_typing_tags_never_moves_what_was_typed(header, post, qtbot):
    field = header.view.form.tags
    field.setCursorPosition(len(field.text()))
    qtbot.keyClicks(field, ", Safety, ")
    assert field.text() == "housing, Safety, "
    assert header.desk.item.tags == ("housing", "Safety")


def test_a_known_tag_is_completed(header, post, qtbot):
    field = header.view.form.tags
    header.view.unfold(is_open=True)
    field.clear()
    qtbot.keyClicks(field, "people, hou")
    assert field._completer.currentCompletion() == "housing"
    field._completer.activated.emit("housing")
    assert header.desk.item.tags == ("people", "housing")


def test_half_a_date_changes_nothing_and_says_how_to_write_one(header, post, qtbot):
    header.view.unfold(is_open=True)
    line = header.view.form.date.line
    line.setText("Marchember")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert header.view.form.date.problem.text() == "“Marchember” is no date. Write it like 14 March 2027."
    assert header.desk.item.date is None


def test_an_unknown_language_changes_nothing(header, post):
    header.view.form.language.setCurrentText("English please")
    assert header.desk.item.language == "en-GB"


def test_the_status_is_chosen_from_its_menu(header, post):
    button = header.view.status
    assert button.text() == "Draft"
    ready = next(action for action in button.menu().actions() if action.text() == "Ready")
    ready.trigger()
    assert header.desk.item.status is Status.READY
    assert button.text() == "Ready"


def test_details_are_open_while_there_are_none_and_closed_once_filled(header, post):
    assert header.view.folded.isHidden()
    bare = header.library.items.add(Post(title="Bare")).item
    header.desk.open(bare.record.id)
    assert not header.view.folded.isHidden()


def test_in_a_low_window_the_fields_are_scrolled_and_lie_over_one_another_nowhere(header, post, qtbot):
    header.view.unfold(is_open=True)
    header.view.resize(700, 260)
    header.view.show()
    qtbot.waitExposed(header.view)
    form = header.view.form
    assert form.height() >= form.minimumSizeHint().height()
    assert form.summary.geometry().bottom() < form.tags.geometry().top()
    assert header.view.folded.verticalScrollBar().maximum() > 0
    header.view.resize(700, 700)
    qtbot.waitUntil(lambda: header.view.folded.verticalScrollBar().maximum() == 0)


def test_a_snippet_has_a_name_of_letters_it_may_have(header, qtbot):
    snippet = header.library.items.add(Snippet(name="box", body="Call us.")).item
    header.desk.open(snippet.record.id)
    header.view.title.selectAll()
    qtbot.keyClicks(header.view.title, "Contact Box")
    assert header.desk.item.name == "contact-box"
    assert header.view.fold.isHidden()


def test_a_file_becomes_the_cover_and_can_be_taken_away(header, post, tmp_path):
    header.cover.take_file(str(picture(tmp_path)))
    sha256 = header.desk.item.cover
    assert header.library.assets.by_sha(sha256).name == "garden.png"
    assert not header.view.form.cover.picture.pixmap().isNull()
    header.view.form.cover.remove.click()
    assert header.desk.item.cover == ""


def test_a_cover_is_chosen_among_the_pictures_of_the_library(header, post, tmp_path):
    asset = header.library.assets.add(picture(tmp_path).read_bytes(), "garden.png", alt="A garden").item
    dialog = header.cover.dialog()
    dialog.list.setCurrentIndex(dialog.list.model().index(0, 0))
    assert dialog.chosen == asset.sha256
    dialog.search.setText("zebra")
    assert dialog.state.sentence == "No picture has these words."
    dialog.deleteLater()


def test_what_is_no_picture_is_refused_with_a_sentence(header, post, tmp_path, qtbot):
    file = tmp_path / "letter.txt"
    file.write_text("words")
    with qtbot.waitSignal(header.desk.failed) as told:
        header.cover.take_file(str(file))
    assert isinstance(told.args[0], PictureRefused)
    assert header.desk.item.cover == ""


def test_an_item_in_the_bin_is_only_shown(header, post, qtbot):
    header.desk.close()
    header.library.items.delete(post.record.id)
    header.desk.open(post.record.id)
    assert header.view.title.isReadOnly()
    assert not header.view.status.isEnabled()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2027-03-14", dt.date(2027, 3, 14)),
        ("14.3.2027", dt.date(2027, 3, 14)),
        ("1st Sept 2027", dt.date(2027, 9, 1)),
        ("  ", None),
    ],
)
def test_dates_are_read_as_people_write_them(text, date):
    assert parse_date(text) == date


@pytest.mark.parametrize("text", ["31 February 2027", "tomorrow", "2027", "14 Foo 2027"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ContentError):
        parse_date(text)


def test_tags_survive_being_written_and_read():
    tags = ("housing", "how we work")
    assert parse_tags(tags_text(tags)) == tags


def test_nothing_but_a_name_is_left_of_a_typed_name():
    assert snippet_name("__Über Contact—Box!") == "ber-contactbox"


def test_a_picture_is_described_on_its_own_page(header, tmp_path, qtbot):
    asset = header.library.assets.add(picture(tmp_path).read_bytes(), "garden.png").item
    page = PictureView()
    qtbot.addWidget(page)
    PicturePresenter(page, header.desk, header.library.assets.path)
    header.desk.open(asset.record.id)
    assert not page.picture.pixmap().isNull()
    qtbot.keyClicks(page.alt, "A garden")
    page.decorative.click()
    header.desk.flush()
    stored = header.library.assets.by_sha(asset.sha256)
    assert (stored.alt, stored.decorative) == ("A garden", True)


def test_a_long_title_shows_its_beginning_once_it_is_left(qtbot):
    title, next_field = TitleField(), QLineEdit()
    box = QWidget()
    layout = QVBoxLayout(box)
    for field in (title, next_field):
        layout.addWidget(field)
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    title.setFocus()
    qtbot.keyClicks(title, "Gemeindezentrum " * 12)
    assert title.cursorPosition() > 0
    qtbot.keyClick(title, Qt.Key.Key_Tab)
    assert next_field.hasFocus()
    assert title.cursorPosition() == 0


@pytest.mark.parametrize(("width", "is_below"), [(360, True), (700, False)])
def test_in_a_narrow_column_each_field_has_a_row_of_its_own(header, qtbot, width, is_below):
    form = header.view.form
    header.view.unfold(is_open=True)
    header.view.resize(width, 700)
    header.view.show()

    qtbot.waitUntil(lambda: (form.language.y() > form.tags.y()) is is_below)

    shown = [form.tags, form.language, form.byline]
    assert all(field.width() > width / 4 for field in shown)
