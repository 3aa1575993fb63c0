"""Tells Chromium, before it starts, to reach no network."""

import os
from collections.abc import Mapping

from newsletter_app.i18n import _

FLAGS = "--proxy-server=http://127.0.0.1:1 --proxy-bypass-list=<-loopback>"
_VARIABLE = "QTWEBENGINE_CHROMIUM_FLAGS"


def close_the_network() -> None:
    """Send whatever slips through every other wall to a dead proxy; before the first import of WebEngine."""
    flags = os.environ.get(_VARIABLE, "")
    if FLAGS not in flags:
        os.environ[_VARIABLE] = f"{flags} {FLAGS}".strip()


def reason_against(environment: Mapping[str, str], user: int) -> str:
    """Return why Chromium cannot show pages for that user id here, "" where it can.

    Chromium's sandbox refuses root, and the program never turns it off.
    """
    flags = environment.get(_VARIABLE, "")
    is_off = environment.get("QTWEBENGINE_DISABLE_SANDBOX") == "1" or "--no-sandbox" in flags
    if user != 0 or is_off:
        return ""
    return _("The program runs as root, where pages cannot be shown safely: the preview is plain text.")
