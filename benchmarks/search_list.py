"""Measures search as you type in the window: from a key to the painted list, at 100,000 posts."""

import os
import random
import tempfile
import time
from collections.abc import Iterator

from search import arguments, filled, vocabulary
from table import Row, percentiles, report

WORDS = 27
_SPACE = (296, 900)


def main() -> None:
    """Print the rows; --posts makes a smaller or larger library."""
    chosen = arguments(__doc__)
    report(rows(chosen.posts, chosen.keep))


def rows(posts: int, keep: str | None = None) -> Iterator[Row]:
    """Give the times of all keys, in the section of published posts and in everything."""
    from newsletter_app.library.cleaning import clean_picture
    from newsletter_app.library.opening import open_library

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    words = vocabulary(random.Random(1))
    with tempfile.TemporaryDirectory() as home, filled(posts, words, keep) as folder:
        os.environ["NEWSLETTER_HOME"] = home
        with open_library(folder, clean_picture, make=False) as library:
            yield from _measured(library, words, posts)


def _measured(library, words: list[str], posts: int) -> Iterator[Row]:
    view, presenter, panel = _panel(library)
    chance = random.Random(3)
    typed = [word for word in chance.sample(words[:5_000], WORDS) if len(word) >= 3]
    for section, label in (("published", "published posts"), ("all", "everything")):
        presenter.show_section(section)
        took = [time for word in typed for time in _keys(view, word)]
        what = f"search, {posts:,} posts, {label}: key → painted list"
        yield Row(what, percentiles(took), "p95 ≤ 8 ms", f"{len(took)} keys")
    panel.deleteLater()


def _panel(library):
    from PySide6.QtWidgets import QApplication

    from newsletter_app import paths
    from newsletter_app.desktop.desk import Desk
    from newsletter_app.desktop.library.card_delegate import CardDelegate
    from newsletter_app.desktop.library.model import CardsModel
    from newsletter_app.desktop.library.presenter import LibraryPresenter
    from newsletter_app.desktop.library.thumbnails import Thumbnails
    from newsletter_app.desktop.library.view import LibraryView
    from newsletter_app.desktop.library_changes import LibraryChanges
    from newsletter_app.desktop.tasks import ImmediateTasks
    from newsletter_app.desktop.theme.theme import Theme

    application = QApplication.instance() or QApplication(["bench", "-style", "fusion"])
    theme = Theme(application, paths.resources() / "styles")
    view, tasks = LibraryView(theme), ImmediateTasks()
    changes = LibraryChanges(view)
    desk = Desk(library.items, tasks, changes, parent=view)
    model = CardsModel(library.items.cards, view)
    thumbnails = Thumbnails(library.assets.path, tasks, theme.tokens.thumbnail, view)
    view.use(model, CardDelegate(theme, thumbnails, view.font(), view.list))
    presenter = LibraryPresenter(view, model, library.items, desk, tasks, changes)
    view.resize(*_SPACE)
    view.show()
    for _turn in range(20):
        application.processEvents()
    return view, presenter, view


def _keys(view, word: str) -> Iterator[float]:
    """Type a word and take it away again; give the milliseconds of each key until the list is painted."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    class Painted(QObject):
        is_seen = False

        def eventFilter(self, _watched, event):  # noqa: N802
            self.is_seen |= event.type() == QEvent.Type.Paint
            return False

    painted = Painted()
    viewport = view.list.viewport()
    viewport.installEventFilter(painted)
    for character in word:
        painted.is_seen = False
        start = time.perf_counter()
        QTest.keyClick(view.search_row.field, character)
        while not painted.is_seen and viewport.isVisible():
            QApplication.processEvents()
        yield (time.perf_counter() - start) * 1000
    viewport.removeEventFilter(painted)
    view.search_row.field.clear()


if __name__ == "__main__":
    main()
