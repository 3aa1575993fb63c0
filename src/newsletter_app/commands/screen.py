"""Tells whether there is a screen to open a window on."""

import re
import socket
from collections.abc import Mapping
from pathlib import Path

from newsletter_app.errors import Unavailable
from newsletter_app.i18n import _

_LOCAL = re.compile(r"(?:unix)?:(\d+)")


def require_screen(environment: Mapping[str, str], platform: str) -> None:
    """Raise Unavailable where Qt would find no screen, which it answers by aborting.

    `platform` is sys.platform. Whoever names a Qt platform in QT_QPA_PLATFORM is believed.
    """
    if not platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return
    if _has_wayland(environment) or _has_x11(environment.get("DISPLAY", "")):
        return
    raise Unavailable(
        _("There is no screen to open the window on."),
        hint=_("Everything the window does can be done here too: newsletter-app --help says how."),
    )


def _has_wayland(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    return bool(name) and (Path(environment.get("XDG_RUNTIME_DIR", "/")) / name).exists()


def _has_x11(display: str) -> bool:
    local = _LOCAL.match(display)
    if local is None:
        return bool(display)  # of another computer, which Qt has to ask
    place = f"/tmp/.X11-unix/X{local[1]}"  # noqa: S108 - where X11 has it
    return any(_answers(name) for name in (f"\0{place}", place))


def _answers(name: str) -> bool:
    with socket.socket(socket.AF_UNIX) as asked:
        try:
            asked.connect(name)
        except OSError:
            return False
    return True
