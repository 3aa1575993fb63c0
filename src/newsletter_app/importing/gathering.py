"""Finds the files that an import is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from newsletter_app.errors import CannotImport
from newsletter_app.i18n import _
from newsletter_app.importing.base import Importer, SourceFile

_LARGEST = 20_000_000
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".svg")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read: by which importer, and the folder that pictures beside it may come from."""

    path: Path
    importer: Importer
    root: Path


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files in their order, each once, with notes about those left out."""

    files: tuple[FoundFile, ...]
    notes: tuple[str, ...]


def gathered(paths: Iterable[Path], importers: tuple[Importer, ...], name: str = "") -> Gathered:
    """Return the files at `paths`; of a folder all inside it, sorted.

    `name` is that of the importer to use, "" to go by the file's suffix. Raises CannotImport where a path
    leads nowhere, a file is of no kind we read, or a folder holds none.
    """
    chosen = _importer(name, importers) if name else None
    files: dict[Path, FoundFile] = {}
    notes: list[str] = []
    for path in paths:
        for found in _at(path, importers, chosen, notes):
            files.setdefault(found.path.resolve(), found)
    return Gathered(tuple(files.values()), tuple(notes))


def _at(
    path: Path, importers: tuple[Importer, ...], chosen: Importer | None, notes: list[str]
) -> tuple[FoundFile, ...]:
    try:
        if path.is_dir():
            return tuple(_inside(path, importers, chosen, notes))
        return (_one(path, importers, chosen),)
    except OSError as error:
        raise _unreadable(path) from error


def source_of(found: FoundFile) -> SourceFile:
    """Return the file's bytes. Raises CannotImport where it cannot be read or is larger than 20 MB."""
    try:
        if found.path.stat().st_size > _LARGEST:
            raise _too_large(found.path)
        return SourceFile(found.path.name, found.path.read_bytes())
    except OSError as error:
        raise _unreadable(found.path) from error


def _unreadable(path: Path) -> CannotImport:
    return CannotImport(
        _("“{file}” cannot be read.").format(file=path),
        hint=_("See whether it is still there and may be read."),
    )


def _too_large(path: Path) -> CannotImport:
    return CannotImport(
        _("“{file}” is larger than 20 MB.").format(file=path.name), hint=_("Divide it into several files.")
    )


def _importer(name: str, importers: tuple[Importer, ...]) -> Importer:
    for importer in importers:
        if importer.name == name:
            return importer
    names = [importer.name for importer in importers]
    near = get_close_matches(name, names, n=1)
    hint = _("Did you mean {name}?").format(name=near[0]) if near else _known(importers)
    raise CannotImport(_("There is no format called “{name}”.").format(name=name), hint=hint)


def _known(importers: tuple[Importer, ...]) -> str:
    return _("These can be read: {formats}.").format(
        formats="; ".join(f"{importer.name} ({', '.join(importer.suffixes)})" for importer in importers)
    )


def _one(path: Path, importers: tuple[Importer, ...], chosen: Importer | None) -> FoundFile:
    if not path.exists():
        raise CannotImport(
            _("There is no file “{file}”.").format(file=path), hint=_("See whether it is spelt right.")
        )
    if not path.is_file():
        raise CannotImport(_("“{file}” is no file.").format(file=path), hint=_known(importers))
    importer = chosen or _by_suffix(path, importers)
    if importer is None:
        raise CannotImport(
            _("“{file}” is of a kind that cannot be read.").format(file=path.name), hint=_known(importers)
        )
    return FoundFile(path, importer, path.parent)


def _by_suffix(path: Path, importers: tuple[Importer, ...]) -> Importer | None:
    return next((importer for importer in importers if path.suffix.lower() in importer.suffixes), None)


def _inside(
    folder: Path, importers: tuple[Importer, ...], chosen: Importer | None, notes: list[str]
) -> Iterator[FoundFile]:
    found = 0
    for path in sorted(_visible_files(folder)):
        known = _by_suffix(path, importers)
        if known is not None:
            found += 1
            yield FoundFile(path, chosen or known, folder)
        elif path.suffix.lower() not in _PICTURES:
            notes.append(
                _("“{file}” is of a kind that cannot be read, and was left out.").format(file=path.name)
            )
    if not found:
        raise CannotImport(
            _("There is no file to import in “{folder}”.").format(folder=folder), hint=_known(importers)
        )


def _visible_files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path
