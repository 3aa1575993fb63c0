"""Reads and copies the files of a template."""

import re
from collections.abc import Mapping
from pathlib import Path

from newsletter_app.errors import TemplateError
from newsletter_app.i18n import _
from newsletter_app.rendering.template_manifest import FILE

PARTS = "parts"
FILE_NAME = re.compile(r"[a-z0-9_-]+\.(html|css)")
_LARGEST = 500_000
_NAME_LINE = re.compile(r"^name\s*=.*$", re.MULTILINE)


def files_of(folder: Path, parts: Path) -> dict[str, str]:
    """Return the texts of a template's files and of the shared parts; its own win over parts of that name."""
    return {**_texts(parts), **_texts(folder)}


def copied_files(folder: Path, parts: Path, name: str) -> dict[str, str]:
    """Return all files a copy called `name` needs to stand alone: own ones, manifest, the parts it names."""
    own = _texts(folder)
    manifest = {FILE: _NAME_LINE.sub(f'name = "{name}"', _text(folder / FILE), count=1)}
    return {**_named(_texts(parts), own), **own, **manifest}


def _named(parts: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    wanted: dict[str, str] = {}
    waiting = list(own.values())
    while waiting:
        text = waiting.pop()
        for name in parts:
            if f'"{name}"' in text and name not in wanted and name not in own:
                wanted[name] = parts[name]
                waiting.append(parts[name])
    return wanted


def _texts(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        return {}
    return {file.name: _text(file) for file in sorted(folder.iterdir()) if FILE_NAME.fullmatch(file.name)}


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise _unreadable(file, _("{file} could not be read.")) from error
    if len(data) > _LARGEST:
        raise _unreadable(file, _("{file} is larger than 500 KB, which no template needs."))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _unreadable(file, _("{file} is not a UTF-8 text.")) from error


def _unreadable(file: Path, message: str) -> TemplateError:
    return TemplateError(
        message.format(file=file.name), hint=_("Look at it in the template's folder."), file=file.name
    )
