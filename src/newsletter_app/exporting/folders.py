"""Writes a folder of files so that a crash leaves the old or the new one."""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsletter_app.errors import CannotExport
from newsletter_app.exporting.failures import exists, no_folder, not_a_folder, told_of
from newsletter_app.exporting.files import replace_file
from newsletter_app.exporting.trading import take_the_place
from newsletter_app.i18n import _
from newsletter_app.library.files import sync_folder
from newsletter_app.library.part_files import part_folder, sweep_parts

_MOST_OTHERS = 1_000
_RIGHTS = 0o777  # less what the user's umask takes


def write_folder(path: Path, files: Mapping[str, bytes], *, force: bool) -> tuple[Path, ...]:
    """Write the files, by their path in the folder, to a sibling that then takes the name `path`.

    An empty folder may be there. Raises NeedsConfirmation where one holds something and `force` is not set;
    with it, files of other names stay in it. Raises CannotExport; the old folder is then as it was.
    """
    place = Path(os.path.abspath(path))  # noqa: PTH100 - "." and ".." have no name to put a sibling beside
    with told_of(path):
        _require_place_for(place, force=force)
        sweep_parts(place.parent)
        with part_folder(place.parent, _RIGHTS) as sibling:
            _fill(sibling, files)
            _keep_others(place, sibling)
            take_the_place(sibling, place)
            sync_folder(place.parent)
    return tuple(path / name for name in files)


def _require_place_for(path: Path, *, force: bool) -> None:
    if not path.parent.is_dir():
        raise no_folder(path.parent)
    if path.exists() and not path.is_dir():
        raise not_a_folder(path)
    if not force and path.is_dir() and any(path.iterdir()):
        raise exists(path)
    if Path.cwd().is_relative_to(path):
        # Its place is taken by another folder, and whoever stands in it would stand nowhere.
        raise CannotExport(
            _("{folder} is where the program was started.").format(folder=path),
            hint=_("Name a new folder for the export."),
        )


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        replace_file(place, data)


def _keep_others(old: Path, new: Path) -> None:
    others = [name for name in _names(old) if not (new / name).exists()] if old.is_dir() else []
    if len(others) > _MOST_OTHERS:
        raise CannotExport(
            _("{folder} holds many other files.").format(folder=old),
            hint=_("Choose a new folder for the export."),
        )
    for name in others:
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        _copy(old / name, new / name)


def _names(folder: Path) -> Iterator[Path]:
    """Yield the path within `folder` of each file, at most some more than are kept."""
    count = 0
    for place, _folders, files in os.walk(folder):
        for file in files:
            count += 1
            if count > 2 * _MOST_OTHERS:
                return
            yield (Path(place) / file).relative_to(folder)


def _copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
