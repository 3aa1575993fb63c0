"""A library panel on a real library."""

import shutil
from functools import partial
from types import SimpleNamespace

import pytest

from newsletter_app import paths
from newsletter_app.content.kinds import Status
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library.card_delegate import CardDelegate
from newsletter_app.desktop.library.item_menu import ItemMenu
from newsletter_app.desktop.library.model import CardsModel
from newsletter_app.desktop.library.presenter import LibraryPresenter
from newsletter_app.desktop.library.thumbnails import Thumbnails
from newsletter_app.desktop.library.view import LibraryView
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.desktop.theme.theme import Theme
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
def filled(library):
    add = library.items.add
    add(Post(title="Old news", body="harbour", status=Status.PUBLISHED, tags=("people",)))
    add(Post(title="Second draft", body="garden and harbour", tags=("housing", "people")))
    add(Post(title="First draft", body="garden", tags=("housing",)))
    add(Newsletter(title="Spring letter", subject="Spring"))
    add(Snippet(name="contact-box", body="Call us."))
    return library


@pytest.fixture
def theme(qapp):
    theme = Theme(qapp, paths.resources() / "styles")
    yield theme
    theme.deleteLater()


@pytest.fixture
def panel(filled, panel_on):
    return panel_on(filled)


@pytest.fixture
def panel_on(theme, qtbot):
    return partial(make_panel, theme, qtbot)


def make_panel(theme, qtbot, library):
    view, tasks, changes = LibraryView(theme), ImmediateTasks(), LibraryChanges()
    changes.setParent(view)
    desk = Desk(library.items, tasks, changes, parent=view)
    thumbnails = Thumbnails(library.assets.path, tasks, 48, view)
    model = CardsModel(library.items.cards, view)
    view.use(model, CardDelegate(theme, thumbnails, view.font(), view.list))
    presenter = LibraryPresenter(view, model, library.items, desk, tasks, changes)
    menu = ItemMenu(view, theme, desk, presenter)
    presenter.show()
    qtbot.addWidget(view)
    view.resize(296, 900)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    return SimpleNamespace(
        view=view, model=model, presenter=presenter, desk=desk, menu=menu, library=library, changes=changes
    )
