"""Finds templates and has them filled."""

import contextlib
import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from newsletter_app.content.kinds import Kind
from newsletter_app.errors import CannotExport, Missing, NeedsConfirmation, Open, TemplateError
from newsletter_app.i18n import _
from newsletter_app.rendering.template_checking import problems
from newsletter_app.rendering.template_files import PARTS, copied_files
from newsletter_app.rendering.template_filling import FillTemplate, request_for
from newsletter_app.rendering.template_manifest import FILE, TemplateManifest, is_template_name, read_manifest


class Templates:
    """All templates in some folders; one in an earlier folder hides those of its name in later ones.

    The last folder is the shipped one, whose `parts` every template may use.
    """

    def __init__(self, folders: Sequence[Path], fill: FillTemplate) -> None:
        self._folders = tuple(folders)
        self._fill = fill

    def all(self, kind: Kind | None = None, target: str | None = None) -> tuple[TemplateManifest, ...]:
        """Return the usable templates by name, those that show `kind` and have the family `target`."""
        return tuple(
            manifest
            for manifest in self._usable()
            if kind in (None, *manifest.kinds) and target in (None, *manifest.targets)
        )

    def get(self, name: str) -> TemplateManifest:
        """Return a template by its name. Raises Missing, with the nearest name, or TemplateError."""
        found = self._found()
        if name not in found:
            raise _missing(name, sorted(found))
        return read_manifest(found[name])

    def render(self, name: str, context: dict[str, Any]) -> str:
        """Return the page of a template for a context made by `contexts`.

        Words and options are added here. Raises Missing, TemplateError (with file and line), ContentError for
        an option's value, or OverLimit.
        """
        manifest = self.get(name)
        return self._fill(request_for(manifest, self._parts, context))

    def copy(self, name: str, to: str, folder: Path) -> Path:
        """Copy a template, with the shared parts it uses, into `folder`/`to`; return that folder.

        Raises Missing, TemplateError for a name that cannot be one, NeedsConfirmation where it exists.
        """
        source, target = self.get(name).folder, folder / to
        if not is_template_name(to) or to == PARTS:
            raise TemplateError(_("A template is named with a to z, 0 to 9, - and _ only."))
        if target.exists():
            raise NeedsConfirmation(
                _("There is a template “{name}” already.").format(name=to), hint=_("Choose another name.")
            )
        _write(target, copied_files(source, self._parts, to))
        return target

    def check(self, folder: Path) -> tuple[str, ...]:
        """Return what is wrong with a template's folder, in sentences; none where it can be used."""
        return problems(folder, self._parts, self._fill)

    @property
    def _parts(self) -> Path:
        return self._folders[-1] / PARTS

    def _found(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder in self._folders:
            for template in _templates_in(folder):
                found.setdefault(template.name, template)
        return dict(sorted(found.items()))

    def _usable(self) -> Iterator[TemplateManifest]:
        for folder in self._found().values():
            with contextlib.suppress(TemplateError):  # `check` and `get` say why; a list goes on without it
                yield read_manifest(folder)


def _templates_in(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (
            child for child in folder.iterdir() if (child / FILE).is_file() and is_template_name(child.name)
        )


def _write(target: Path, files: dict[str, str]) -> None:
    try:
        target.mkdir(parents=True)
        for name, text in files.items():
            (target / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CannotExport(
            _("The template could not be written to {folder}.").format(folder=target),
            hint=_("Look whether the folder can be written and has room."),
        ) from error


def _missing(name: str, names: list[str]) -> Missing:
    near = difflib.get_close_matches(name, names, 1)
    hint = _("Did you mean “{name}”?").format(name=near[0]) if near else _("There are: {names}.").format(
        names=", ".join(names)
    )  # fmt: skip
    return Missing(_("There is no template “{name}”.").format(name=name), hint=hint, action=Open.TEMPLATES)
