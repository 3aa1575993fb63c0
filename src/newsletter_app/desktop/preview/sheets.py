"""Picks what pages are shown on: to be imported late, for it brings Chromium."""

import os
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from newsletter_app.desktop.preview.addresses import register_scheme
from newsletter_app.desktop.preview.chromium import reason_against
from newsletter_app.desktop.preview.sheet import Sheet
from newsletter_app.desktop.preview.source import FindPicture
from newsletter_app.desktop.preview.web_sheet import WebSheet

MakeTextSheet = Callable[[str, QWidget | None], Sheet]


def make_sheet(
    find_picture: FindPicture, make_text_sheet: MakeTextSheet, parent: QWidget | None = None
) -> Sheet:
    """Return a sheet with Chromium where its sandbox allows, else one of plain text that is given the reason.

    The latter comes from outside, since it loads a parser of HTML that is as large as Chromium's part here.
    """
    user = os.geteuid() if hasattr(os, "geteuid") else -1
    reason = reason_against(os.environ, user)
    if reason:
        return make_text_sheet(reason, parent)
    register_scheme()
    return WebSheet(find_picture, parent)
