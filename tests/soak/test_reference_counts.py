"""Nothing of ours uses up Python's own None or True, which ends the process on a faulty PySide6."""

import os
import sys
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from newsletter_app.desktop.preview.addresses import register_scheme
from newsletter_app.desktop.preview.chromium import close_the_network
from newsletter_app.desktop.preview.web_sheet import WebSheet

close_the_network()
register_scheme()

IS_LONG = bool(os.environ.get("NEWSLETTER_TORTURE"))
EMITS, CALLS, RELOADS = (20_000, 20_000, 1_000) if IS_LONG else (2_000, 2_000, 25)
SLACK = 200
PAGE = '<!doctype html><html><head></head><body><div data-blocks=""><div>{}</div></div></body></html>'


def counts() -> tuple[int, int]:
    return sys.getrefcount(None), sys.getrefcount(True)


def lost(before: tuple[int, int]) -> int:
    """Return how many references went since then."""
    return max(b - a for b, a in zip(before, counts(), strict=True))


class Speaker(QObject):
    said = Signal(bool)


@pytest.fixture
def sheet(qtbot: QtBot, tmp_path) -> Iterator[WebSheet]:
    sheet = WebSheet(lambda sha: tmp_path / sha)
    sheet.resize(400, 300)
    sheet.show()
    yield sheet
    sheet.close()
    sheet.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(sheet), timeout=5000)


def test_emitting_keeps_true(qapp) -> None:
    speaker, heard = Speaker(), []
    speaker.said.connect(lambda is_said: heard.append(None))
    before = counts()
    for _number in range(EMITS):
        speaker.said.emit(True)
    heard.clear()
    assert lost(before) < SLACK


def test_connecting_and_disconnecting_keeps_true(qapp) -> None:
    speaker = Speaker()
    before = counts()
    for _number in range(EMITS):
        speaker.said.connect(print)
        speaker.said.disconnect(print)
    assert lost(before) < SLACK


def test_calls_that_return_nothing_keep_none(qtbot: QtBot) -> None:
    edit, box = QPlainTextEdit(), QWidget()
    qtbot.addWidget(edit)
    qtbot.addWidget(box)
    before = counts()
    for number in range(CALLS):
        edit.setPlainText("words")
        box.setEnabled(number % 2 == 0)
        box.update()
    assert lost(before) < SLACK


def test_loading_pages_keeps_both(sheet: WebSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.ready, timeout=20_000):
        sheet.page.show(PAGE.format(0))
    before = counts()
    for number in range(RELOADS):
        with qtbot.waitSignal(sheet.ready, timeout=20_000):
            sheet.page.show(PAGE.format(number))
        sheet.patch(0, 1, [f"<p>{number}</p>"], 0)
    assert lost(before) < SLACK


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot be lost from Python 3.12 on.")
def test_the_counting_would_notice_a_loss() -> None:
    held = [None] * 2_000
    before = counts()
    held.clear()
    assert lost(before) > SLACK
