"""A newsletter on the desk, over a real library."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsletter_app import paths
from newsletter_app.content.newsletter import HeadingEntry, Newsletter, PostEntry, Shown
from newsletter_app.content.post import Post
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.newsletter.presenter import ComposerPresenter
from newsletter_app.desktop.newsletter.view import ComposerView
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.desktop.theme.theme import Appearance, Theme
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.rendering.template_filling_here import fill_here
from newsletter_app.rendering.templates import Templates


@dataclass(frozen=True)
class Composing:
    """All that a test of the composer holds."""

    view: ComposerView
    desk: Desk
    library: Library
    posts: tuple[str, ...]

    @property
    def newsletter(self) -> Newsletter:
        item = self.desk.item
        assert isinstance(item, Newsletter)
        return item

    @property
    def cards(self) -> list[str]:
        model = self.view.entries.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def composing(qtbot: QtBot, qapp: object, tmp_path: Path) -> Iterator[Composing]:
    """A composer that shows three entries: a post, a heading, a post."""
    with open_library(tmp_path / "library", clean_picture, make=True) as library:
        titles = ("The report", "The courts", "The meeting")
        posts = tuple(library.items.add(Post(title=title, body="Words.")).item.record.id for title in titles)
        entries = (PostEntry(posts[0], Shown.FULL), HeadingEntry("Also"), PostEntry(posts[1]))
        made = library.items.add(Newsletter(title="March", subject="In March", entries=entries)).item
        theme = Theme(qapp, paths.resources() / "styles", Appearance.LIGHT)
        changes = LibraryChanges()
        desk = Desk(library.items, ImmediateTasks(), changes)
        view = ComposerView(lambda: theme.tokens, theme.icon)
        qtbot.addWidget(view)
        ComposerPresenter(
            view, desk, library.items, Templates((paths.shipped_templates(),), fill_here), changes
        )
        view.resize(800, 700)
        view.show()
        desk.open(made.record.id)
        yield Composing(view, desk, library, posts)
        theme.deleteLater()
