"""Packs a frozen message into bytes."""

import base64
import binascii
import json
import zlib
from dataclasses import asdict
from datetime import datetime
from typing import Any

from newsletter_app.errors import LibraryDamaged
from newsletter_app.i18n import _
from newsletter_app.mailing.frozen_envelope import FrozenEnvelope
from newsletter_app.rendering.mime import MailContent, MailFile, MailPicture

_FORM = 1


def packed(content: MailContent, envelope: FrozenEnvelope) -> bytes:
    """Return content and envelope as bytes; the same ones give the same bytes."""
    document = {"form": _FORM, "content": asdict(content), "envelope": asdict(envelope)}
    text = json.dumps(document, default=_plain, sort_keys=True, separators=(",", ":"))
    return zlib.compress(text.encode("ascii"), 6)


def unpacked(data: bytes) -> tuple[MailContent, FrozenEnvelope]:
    """Return what was packed. Raises LibraryDamaged for anything else."""
    try:
        document = json.loads(zlib.decompress(data))
        return _content(document["content"]), _envelope(document["envelope"])
    except (zlib.error, ValueError, KeyError, TypeError, binascii.Error) as error:
        raise LibraryDamaged(_("The message kept with this run cannot be read.")) from error


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _content(values: dict[str, Any]) -> MailContent:
    parts: dict[str, Any] = {
        "pictures": tuple(MailPicture(**_with_data(each)) for each in values.pop("pictures")),
        "files": tuple(MailFile(**_with_data(each)) for each in values.pop("files")),
        "notes": tuple(values.pop("notes")),
    }
    return MailContent(**values, **parts)


def _with_data(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "data": base64.b64decode(values["data"], validate=True)}


def _envelope(values: dict[str, Any]) -> FrozenEnvelope:
    return FrozenEnvelope(**{**values, "date": datetime.fromisoformat(values["date"])})
