"""Makes what is there for faults of the program's own, as late as one comes."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsletter_app.desktop.faults.presenter import Faults
    from newsletter_app.desktop.main_window import MainWindow
    from newsletter_app.desktop.opening import Opening
    from newsletter_app.hard_ends import HardEnds


def faults_of(window: "MainWindow") -> "Faults":
    """Return what takes the faults of a window; made at the first call, it watches from then on."""
    from newsletter_app.desktop.faults.presenter import Faults

    faults = window.findChild(Faults)
    if faults is None:
        faults = Faults(window, write_down)
        faults.watch()
    return faults


def tell_of_ends(opening: "Opening", ends: "HardEnds") -> None:
    """Write down where the program ended unexpectedly, if it did; say it once the window is whole."""
    last = ends.take_last()
    if last:
        from PySide6.QtCore import Qt

        for lines in last:
            _write_down_lines((f"ended {lines[0]}", *lines[1:]))
        opening.over.connect(partial(_show_ends, opening, last), Qt.ConnectionType.SingleShotConnection)


def _show_ends(opening: "Opening", last: Sequence[Sequence[str]]) -> None:
    from newsletter_app.desktop.faults.ended_bar import EndedBar
    from newsletter_app.desktop.faults.report import report_of_ends

    bar = EndedBar(report_of_ends(last))
    opening.put_notice(bar)
    bar.tell()


def wants_another_try(fault: Exception) -> bool:
    """Tell of a fault that came before there is a window; return whether the person wants to try again."""
    from newsletter_app.desktop.faults.at_start import ask_at_start

    write_down(fault)
    return ask_at_start(fault)


def write_down(fault: BaseException) -> Path:
    """Write into the log where a fault of ours happened, and return the log's file."""
    from newsletter_app import logs, paths

    log = logs.open_log(paths.state_folder())
    log.fault(fault)
    log.close()
    return paths.state_folder() / logs.FILE


def command_to_begin_anew(arguments: Sequence[str]) -> list[str]:
    """Return how this program was started, with other arguments."""
    ours = len(sys.orig_argv) - len(sys.argv[1:])
    return [sys.executable, *sys.orig_argv[1:ours], *arguments]


def _write_down_lines(lines: Sequence[str]) -> None:
    from newsletter_app import logs, paths

    log = logs.open_log(paths.state_folder())
    log.lines(lines)
    log.close()
