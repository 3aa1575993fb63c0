"""Sets the stage for all tests: no screen, no sandbox as root, a home of their own."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test its own settings, journal and default library."""
    folder = tmp_path / "home"
    monkeypatch.setenv("NEWSLETTER_HOME", str(folder))
    return folder


gc.disable()  # as in the program: a thread that collects would tear down widgets of the tests before it


@pytest.fixture(autouse=True)
def _garbage_goes_on_this_thread() -> Iterator[None]:
    yield
    gc.unfreeze()  # what a whole window of this test set aside
    for generation, (count, due) in reversed(
        list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    ):
        if due and count > due:
            gc.collect(generation)
            break


@pytest.fixture(scope="session", autouse=True)
def _empty_clipboard_at_the_end() -> Iterator[None]:
    """Take back what tests copied: without a screen Qt falls over what Python left there when it ends."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        widgets.QApplication.clipboard().clear()


@pytest.fixture
def style_sheet_put_back(qapp: Any) -> Iterator[None]:
    """Put the style sheet back that a theme of another test may still need.

    Never none: Qt 6.11 falls over windows that are just going when the next sheet follows on none.
    """
    before = qapp.styleSheet()
    yield
    if before:
        qapp.setStyleSheet(before)
