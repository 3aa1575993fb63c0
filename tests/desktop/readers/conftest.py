"""The place of the readers on a real library."""

import datetime as dt
import shutil
from dataclasses import dataclass
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from newsletter_app import paths
from newsletter_app.content.contact import Arrival, Consent, Contact, Ground
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.readers.parts import ReaderParts
from newsletter_app.desktop.readers.room import ReadersRoom
from newsletter_app.desktop.readers.view import ReadersView
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.desktop.theme.theme import Appearance, Theme
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.mailing.reader_files import ReaderFiles
from newsletter_app.mailing.readers_reading import read_here
from newsletter_app.mailing.readership import Readership
from newsletter_app.mailing.suppression_key import SuppressionKey
from newsletter_app.secret_store import MemorySecrets

NOW = dt.datetime(2027, 3, 14, 12, 0, tzinfo=dt.UTC)
WORDING = "Yes, send me the newsletter."
NAMES = (("Meera", "Shah"), ("Tom", "Baker"), ("Aoife", "Byrne"))


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
def fill(library):
    """Return what makes a list with people."""
    return partial(filled, library)


@pytest.fixture
def friends(fill):
    """A list of three people."""
    return fill("Friends", [Contact(f"{a.lower()}@example.org", a, b) for a, b in NAMES])


def filled(library, name, people=()):
    consent = Consent(Ground.CONSENT, WORDING, NOW, "import", "friends.csv")
    of = library.readers.make_list(name)
    arrivals = [Arrival(person, consent, line) for line, person in enumerate(people, 2)]
    library.readers.bring_in(of.id, arrivals, str)
    return library.readers.list_called(of.id)


@pytest.fixture(scope="session")
def theme(qapp):
    theme = Theme(qapp, paths.resources() / "styles", Appearance.LIGHT)
    yield theme
    theme.deleteLater()


@dataclass
class Place:
    """What a test of the readers holds."""

    view: ReadersView
    room: ReadersRoom
    parts: ReaderParts
    library: object
    secrets: MemorySecrets

    def part(self, name, kind=QWidget):
        found = self.view.window().findChildren(kind, name)
        assert found, name
        return found[-1]

    def dialog(self, name):
        found = [each for each in self.view.findChildren(QDialog, name) if each.isVisible()]
        assert len(found) == 1, name
        return found[0]

    def dialogs(self):
        return [each.objectName() for each in self.view.findChildren(QDialog) if each.isVisible()]

    def press(self, name):
        """Press a button by its name."""
        self.part(name).click()

    @property
    def names(self):
        model = self.view.panel.people.model
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def said(self):
        return self.view.notice.sentence

    @property
    def on_screen(self):
        """Return all words that are to be seen."""
        labels = [each for each in self.view.findChildren(QWidget) if each.isVisible()]
        return " ".join(each.text() for each in labels if hasattr(each, "text"))


@pytest.fixture
def place_on(qtbot, theme, tmp_path):
    def made(library, tasks=None):
        view = ReadersView(theme)
        qtbot.addWidget(view)
        secrets = MemorySecrets()
        key = SuppressionKey(secrets, tmp_path / "keys", library)
        parts = ReaderParts(
            library.readers,
            Readership(library, key, read_here, lambda: NOW),
            ReaderFiles(library.readers, key),
            key,
            tasks or ImmediateTasks(view),
            LibraryChanges(view),
        )
        room = ReadersRoom(view, parts)
        view.resize(900, 700)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.setFocus()
        return Place(view, room, parts, library, secrets)

    return made


@pytest.fixture
def place(place_on, library, friends):
    return place_on(library)


@pytest.fixture
def keys(qtbot):
    """Press keys where the keys go now, as a person does."""

    def press(key, modifier=Qt.KeyboardModifier.NoModifier, where=None):
        target = where or QApplication.focusWidget()
        if isinstance(key, str):
            qtbot.keyClicks(target, key)
        else:
            qtbot.keyClick(target, key, modifier)

    return press
