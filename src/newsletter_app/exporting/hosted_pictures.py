"""Lets the pictures of a mail lie on a website."""

import re
from collections.abc import Iterable

from newsletter_app.content.asset import Asset
from newsletter_app.errors import ContentError
from newsletter_app.exporting.material import Material
from newsletter_app.i18n import _
from newsletter_app.rendering.picture_addresses import Address

_FOLDER = re.compile(r"https://[a-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~%/-]*)?", re.IGNORECASE)


def hosted(material: Material, folder: str) -> Address:
    """Return the addresses of pictures in a folder of a website, named by sha256.

    Raises ContentError where the folder is no plain https address.
    """
    if not _FOLDER.fullmatch(folder):
        raise ContentError(
            _("“{address}” is no address for pictures.").format(address=folder[:80]),
            hint=_("Write it as https://example.org/pictures/."),
        )
    beginning = folder.rstrip("/")
    return lambda sha256: f"{beginning}/{material.asset(sha256).file_name}"


def to_upload(pictures: Iterable[Asset], folder: str) -> tuple[str, ...]:
    """Return a sentence that says which pictures must lie in the folder; none where there are none."""
    names = [asset.file_name for asset in pictures]
    if not names:
        return ()
    told = _("Upload these pictures to {folder} before anybody opens the mail: {names}.")
    return (told.format(folder=folder, names=", ".join(names)),)
