"""The window's rooms that send, over a real library, with a real server on loopback."""

import sys
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QAbstractItemModel, Qt, QTimer
from PySide6.QtWidgets import QDialog, QLabel, QWidget

sys.path.insert(0, str(Path(__file__).parents[2] / "mailing" / "run"))

import mail_run_rig as rig

from newsletter_app import paths
from newsletter_app.desktop.choice_rooms import ChoiceRooms
from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.library.view import LibraryView
from newsletter_app.desktop.mail_rooms import MailRooms
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.middle_rooms import MiddleRooms
from newsletter_app.desktop.newsletter.view import ComposerView
from newsletter_app.desktop.pages import Pages
from newsletter_app.desktop.places import Places
from newsletter_app.desktop.preview.text_sheet import TextSheet
from newsletter_app.desktop.rooms import Rooms
from newsletter_app.desktop.sending.parts import MailParts
from newsletter_app.desktop.tasks import Tasks
from newsletter_app.desktop.theme.theme import Appearance, Theme
from newsletter_app.desktop.views import Views
from newsletter_app.exporting.exporting import Exporting
from newsletter_app.exporting.mail import mail_content
from newsletter_app.exporting.previewing import Previewing
from newsletter_app.mailing.clock import Clock, utc_now
from newsletter_app.mailing.sending import Sending
from newsletter_app.mailing.smtp_mailer import open_smtp
from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.template_filling_here import fill_here
from newsletter_app.rendering.templates import Templates
from newsletter_app.secret_store import MemorySecrets

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch):
    """Keep tests away from the person's own keyring."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def stack():
    with ExitStack() as opened:
        yield opened


@pytest.fixture
def serve(tmp_path, stack):
    """Start a server with the rules that are named."""
    return lambda **rules: stack.enter_context(rig.FaultServer(tmp_path / "server", **rules))


@pytest.fixture
def theme(qapp):
    theme = Theme(qapp, paths.resources() / "styles", Appearance.LIGHT)
    yield theme
    theme.deleteLater()


class Window:
    """The window, used through its keys and read through what it shows."""

    def __init__(self, qtbot, theme, stage, delay, opened):
        self.qtbot, self.stage, self.library = qtbot, stage, stage.library
        self.opened = opened
        self.tasks = Tasks()
        templates, articles = Templates([paths.shipped_templates()], fill_here), ArticlesHere()
        pages = Pages(templates, articles, Previewing(self.library, articles, templates))
        self.secrets = MemorySecrets()
        sending = Sending(
            self.library,
            mail_content(self.library, articles, templates),
            open_smtp,
            self.secrets,
            rig.hash_address_of(self.library),
            Clock(now=self.now),
        )
        self.slept = timedelta()
        self.parts = MailParts(
            self.library,
            sending,
            Exporting(self.library, articles, templates),
            lambda parent: TextSheet("", parent),
            "Meera",
            delay,
            self._open_outside,
        )
        self.window = MainWindow(theme)
        self.window.fill_menus()
        self.tasks.setParent(self.window)
        listed, settings = LibraryView(theme), KeptSettings(paths.config_folder())
        self.window.put_library(listed)
        rooms = Rooms(self.window, listed, theme, settings, self.tasks, self.library)
        views = Views(theme)
        self.window.put_work(views.middle, views.preview)
        composer = ComposerView(theme.current, theme.icon)
        views.put_composer(composer)
        middle = MiddleRooms(rooms, listed, views, lambda: composer)
        choices = ChoiceRooms(rooms, middle, composer, pages)
        places = Places(listed, views.middle, rooms.desk)
        self.desk, self.middle = rooms.desk, views.middle
        self.rooms = MailRooms(rooms, middle, places, choices.composing, self.parts)
        self.window.closing.connect(self.tasks.close)
        self.window.resize(1200, 800)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        rooms.open(self.library.items.get(stage.newsletter))
        rest = listed.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self.wait(lambda: not any(timer.isActive() for timer in rest))  # the list has opened what it marks

    def now(self):
        """Return what the clock on the wall says after the computer has slept for `slept`."""
        return utc_now() + self.slept

    def _open_outside(self, file):
        self.opened.append(file)
        return True

    @property
    def runs(self):
        return self.library.runs.all()

    def part(self, kind, name):
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def press(self, name, key=Qt.Key.Key_Space, modifier=NO_KEY):
        """Press a key in a part, having gone to it as Tab would."""
        part = self.part(QWidget, name)
        self.wait(part.isEnabled)
        part.setFocus()
        self.qtbot.keyClick(part, key, modifier)

    def type(self, name, words):
        field = self.part(QWidget, name)
        field.setFocus()
        self.qtbot.keyClicks(field, words)

    def wait(self, condition, timeout=10_000):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def says(self, name, words, timeout=10_000):
        self.wait(lambda: words in self.part(QLabel, name).text(), timeout)

    def open_dialog(self):
        """Give the command by its key and wait until there is something to look at."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.qtbot.keyClick(self.window, Qt.Key.Key_Return, CTRL | SHIFT)
        self.wait(lambda: self.dialog is not None)
        self.wait(lambda: self.part(QWidget, "mailing.next").isEnabled())

    @property
    def dialog(self):
        return self.window.findChild(QDialog, "mailing.dialog")

    def confirm(self, count="30"):
        """Go from the open dialog to its last step and type a count."""
        self.press("mailing.next")
        self.press("mailing.next")
        self.type("mailing.count", count)

    def begin(self, count="30"):
        """Confirm and press the button; wait until the run is shown."""
        self.open_dialog()
        self.confirm(count)
        self.press("mailing.start")
        self.wait(lambda: self.runs)
        self.wait(lambda: self.dialog is None)

    def wait_for_state(self, state, timeout=20_000):
        self.wait(lambda: self.runs and self.runs[0].state == state, timeout)
        self.wait(lambda: not self.rooms.deliveries.in_hand, timeout)

    def close(self):
        if shiboken6.isValid(self.window):
            self.rooms.deliveries.stop()
            self.wait(lambda: not self.rooms.deliveries.in_hand, 20_000)
            self.window.close()
            with self.qtbot.waitSignal(self.window.destroyed):
                self.window.deleteLater()


@pytest.fixture
def stage(tmp_path, stack):
    """Make a library with so many readers and an account at that port."""

    def make(port, people=30, **more):
        made = rig.make_stage(tmp_path / "library", port, (), str, **more)
        consent = rig.Consent(wording="Yes", how="form", source="test")
        arrivals = [rig.Arrival(person, consent, line) for line, person in enumerate(rig.crowd(people), 2)]
        made.library.readers.bring_in(made.list.id, arrivals, rig.hash_address_of(made.library))
        stack.callback(made.library.close)
        return made

    return make


@pytest.fixture
def open_window(qtbot, theme, stack):
    """Open the window on a stage; `delay` are the seconds to think better of it."""

    def make(on, delay=0.0):
        made = Window(qtbot, theme, on, delay, [])
        stack.callback(made.close)
        return made

    return make


@pytest.fixture
def window(serve, stage, open_window):
    """A window with 30 readers and a server that takes everything."""
    server = serve(keep=True)
    made = open_window(stage(server.port))
    made.server = server
    return made


def rows(model: QAbstractItemModel) -> list[str]:
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]
