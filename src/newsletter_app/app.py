"""Builds the window out of its parts."""

import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # nothing here before PySide: what comes after it is imported more quickly
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from newsletter_app.desktop.frame import Frame
    from newsletter_app.desktop.kept_settings import KeptSettings
    from newsletter_app.desktop.main_window import MainWindow
    from newsletter_app.desktop.opening import Opening
    from newsletter_app.hard_ends import HardEnds


def build(arguments: list[str]) -> "MainWindow":
    """Return the whole window, not shown yet, on the library named after `--library`, else on the usual one.

    Makes the QApplication where there is none. The library is opened once the window was painted, or a moment
    after the loop of events has started; the preview comes after that.
    """
    frame = _frame(arguments)
    opening = _filled(frame)
    opening.furnish()
    frame.fill_with(lambda _frame: opening)
    return frame.window


def start(arguments: list[str], ends: "HardEnds | None" = None) -> "MainWindow":
    """Return the frame of the window: the rest is imported and put in once that was painted.

    It tells of its own faults, and of the hard end that the last one may have had.
    """
    gc.disable()  # modules come by the hundred and none is garbage; a GarbageCollector follows
    frame = _frame(arguments)
    sys.excepthook = partial(_take_fault, frame.window)
    frame.fill_with(partial(_filled_and_watched, ends))
    return frame.window


def run(arguments: list[str]) -> int:
    """Show the window until it is closed; return the exit status.

    A fault that comes before there is a window is told in a dialog where that is possible, then raised.
    """
    from newsletter_app import paths
    from newsletter_app.hard_ends import HardEnds

    ends = HardEnds(paths.state_folder())
    ends.watch()
    try:
        return _run(arguments, ends)
    finally:
        sys.excepthook = sys.__excepthook__
        ends.close()


def _run(arguments: list[str], ends: "HardEnds") -> int:
    while True:
        window = _started(arguments, ends)
        from PySide6.QtCore import QCoreApplication
        from PySide6.QtWidgets import QApplication

        window.fit_on_screen()
        window.show()
        status = QApplication.exec()
        window.deleteLater()
        QCoreApplication.processEvents()
        from newsletter_app.desktop.faults.presenter import BEGIN_ANEW
        from newsletter_app.desktop.other_libraries import REOPEN, REOPEN_SAME

        if status == BEGIN_ANEW:
            return _begin_anew(arguments)
        if status not in (REOPEN, REOPEN_SAME):
            return status
        arguments = [] if status == REOPEN else arguments


def _started(arguments: list[str], ends: "HardEnds") -> "MainWindow":
    from newsletter_app.errors import AppError

    while True:
        try:
            return start(arguments, ends)
        except AppError:
            raise
        except Exception as fault:
            from newsletter_app.assembly.fault_parts import wants_another_try

            if not wants_another_try(fault):
                raise


def _begin_anew(arguments: list[str]) -> int:
    """Start the program in a process that has nothing of this one, on the library that was open."""
    import subprocess

    from newsletter_app.assembly.fault_parts import command_to_begin_anew

    subprocess.Popen(command_to_begin_anew(arguments))  # noqa: S603 - our own command
    return 0


def _take_fault(
    window: "MainWindow", kind: type[BaseException], fault: BaseException, frames: "TracebackType | None"
) -> None:
    """Take a fault that comes before the window is full, and with it what takes them from then on."""
    from newsletter_app.assembly.fault_parts import faults_of

    faults_of(window).take(kind, fault, frames)


def _filled(frame: "Frame") -> "Opening":
    """Put in the menus, and return what opens the library."""
    from newsletter_app.assembly.steps import LateSteps
    from newsletter_app.desktop.garbage import GarbageCollector
    from newsletter_app.desktop.opening import Opening
    from newsletter_app.desktop.other_libraries import OtherLibraries

    frame.window.fill_menus()
    OtherLibraries(frame.window, frame.settings, frame.folder)
    opening = Opening(frame.window, frame.theme, frame.settings, frame.folder, LateSteps())
    opening.over.connect(GarbageCollector(frame.window).begin)
    return opening


def _filled_and_watched(ends: "HardEnds | None", frame: "Frame") -> "Opening":
    from newsletter_app.assembly.fault_parts import faults_of, tell_of_ends
    from newsletter_app.desktop.ending import Ending

    opening = _filled(frame)
    faults_of(frame.window).look_after(lambda: opening.desk, opening.tell)
    Ending(frame.window, _application())
    if ends is not None:
        tell_of_ends(opening, ends)
    return opening


def _frame(arguments: list[str]) -> "Frame":
    application = _application()
    from newsletter_app import paths
    from newsletter_app.desktop.frame import Frame
    from newsletter_app.desktop.kept_settings import KeptSettings
    from newsletter_app.desktop.main_window import MainWindow
    from newsletter_app.desktop.theme.theme import Appearance, Theme

    settings = KeptSettings(paths.config_folder())
    theme = application.findChild(Theme) or Theme(
        application, paths.resources() / "styles", Appearance(settings.value.theme)
    )
    window = MainWindow(theme)
    window.restore(settings.value.window, settings.value.splitters)
    return Frame(window, theme, settings, _library_folder(arguments, settings))


def _application() -> "QApplication":
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtWidgets import QApplication

    from newsletter_app.desktop.quick_imports import import_quickly

    import_quickly()
    application = QApplication.instance()
    if isinstance(application, QApplication):
        return application
    from newsletter_app.desktop.preview.chromium import close_the_network
    from newsletter_app.i18n import _

    close_the_network()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    # setStyle would bring the whole of QStyle into Python, and the window a fifth later onto the screen
    application = QApplication([sys.argv[0] or "newsletter-app", "-style", "fusion"])
    application.setApplicationName("newsletter-editor")
    application.setApplicationDisplayName(_("Newsletter Editor"))
    application.setDesktopFileName("newsletter-editor")
    return application


def _library_folder(arguments: list[str], settings: "KeptSettings") -> Path:
    from newsletter_app import paths

    for place, argument in enumerate(arguments):
        if argument == "--library" and place + 1 < len(arguments):
            return Path(arguments[place + 1])
        if argument.startswith("--library="):
            return Path(argument.removeprefix("--library="))
    return Path(settings.value.library) if settings.value.library else paths.default_library()
