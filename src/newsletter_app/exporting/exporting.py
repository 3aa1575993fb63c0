"""Brings posts and newsletters out of the library."""

import difflib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.page import Page
from newsletter_app.content.post import Post
from newsletter_app.errors import CannotExport, Open
from newsletter_app.exporting.choices import Choices, Clipboard, Exported
from newsletter_app.exporting.clipboard import clipboard_of
from newsletter_app.exporting.file_names import safe_name
from newsletter_app.exporting.files import write_with_companions
from newsletter_app.exporting.finished import ASSETS
from newsletter_app.exporting.folders import write_folder
from newsletter_app.exporting.keeping import keep_what_goes_out
from newsletter_app.exporting.material import Material
from newsletter_app.exporting.registry import TARGETS
from newsletter_app.exporting.target import Target
from newsletter_app.i18n import _
from newsletter_app.rendering.article_maker import Articles
from newsletter_app.rendering.private_characters import cleaned
from newsletter_app.rendering.templates import Templates

if TYPE_CHECKING:
    from newsletter_app.library.library import Library

_AS_USUAL = Choices()


class Exporting:
    """Makes pages of items, and writes them."""

    def __init__(
        self,
        library: "Library",
        articles: Articles,
        templates: Templates,
        targets: Sequence[Target] = TARGETS,
    ) -> None:
        self._library = library
        self._articles = articles
        self._templates = templates
        self._targets = {target.name: target for target in targets}

    def target(self, name: str) -> Target:
        """Return a target by its name. Raises CannotExport, with the nearest name."""
        if name in self._targets:
            return self._targets[name]
        near = difflib.get_close_matches(name, self._targets, 1)
        raise CannotExport(
            _("There is no target “{name}”.").format(name=name),
            hint=_("Did you mean “{name}”?").format(name=near[0])
            if near
            else _("There are: {names}.").format(names=", ".join(self._targets)),
        )

    def page(self, item: Post | Newsletter, target: str, choices: Choices = _AS_USUAL) -> Page:
        """Return the page of an item as a target makes it; nothing is written.

        Raises CannotExport, Missing for a template that is not there, TemplateError, ContentError, OverLimit.
        """
        return self._made(item, self.target(target), choices, self._material())

    def export(
        self,
        item: Post | Newsletter,
        target: str,
        out: Path,
        choices: Choices = _AS_USUAL,
        *,
        force: bool = False,
    ) -> Exported:
        """Write the page to the file `out`, or the folder where the target makes one; pictures in assets/.

        Raises what `page` does; NeedsConfirmation where something is there already and `force` is not set;
        CannotExport where it cannot be written. Nothing half-done stays behind. Of what goes out a
        revision is kept; a note says so where that cannot be.
        """
        chosen = self.target(target)
        material = self._material()
        page = self._made(item, chosen, choices, material)
        companions = _companions(page, material)
        notes = (*page.told, *keep_what_goes_out(self._library, item))
        if not chosen.suffix:
            return Exported(write_folder(out, companions, force=force), notes)
        data = page.text.encode()
        return Exported(write_with_companions(out, data, companions, force=force), notes)

    def export_several(
        self,
        items: Sequence[Post | Newsletter],
        target: str,
        folder: Path,
        choices: Choices = _AS_USUAL,
        *,
        force: bool = False,
    ) -> Exported:
        """Write several items into one folder, each to a file named after its slug; raises as `export`."""
        chosen, material = self.target(target), self._material()
        pages: dict[str, Page] = {}
        for item in items:
            pages[_free_name(item, chosen.suffix, pages)] = self._made(item, chosen, choices, material)
        files = {name: page.text.encode() for name, page in pages.items()}
        for page in pages.values():
            files |= _companions(page, material)
        notes = dict.fromkeys(note for page in pages.values() for note in page.told)
        notes |= dict.fromkeys(keep_what_goes_out(self._library, *items))
        return Exported(write_folder(folder, files, force=force), tuple(notes))

    def file_name(self, item: Post | Newsletter, target: str) -> str:
        """Return a fitting name for the file or folder."""
        return safe_name(_title(item)) + self.target(target).suffix

    def clipboard(self, item: Post | Newsletter) -> Clipboard:
        """Return the item as WordPress's editor takes it from the clipboard; a revision of it is kept."""
        clipboard = clipboard_of(item, self._material())
        return replace(clipboard, notes=(*clipboard.notes, *keep_what_goes_out(self._library, item)))

    def _material(self) -> Material:
        return Material(self._library, self._articles, self._templates)

    def _made(self, item: Post | Newsletter, target: Target, choices: Choices, material: Material) -> Page:
        if not _title(item).strip():
            raise CannotExport(_("This has no title yet."), hint=_("Give it one, then export it."))
        _require_fitting(target, choices)
        return target.make(cleaned(item), material, choices)


def _title(item: Post | Newsletter) -> str:
    return item.title or (item.subject if isinstance(item, Newsletter) else "")


def _require_fitting(target: Target, choices: Choices) -> None:
    """Raise CannotExport where a choice means nothing to the target."""
    if target.family:
        return
    if choices.template:
        raise CannotExport(
            _("The target {name} uses no template.").format(name=target.name), action=Open.TEMPLATES
        )
    for option in choices.options:
        if (target.name, option) != ("text", "links"):
            raise CannotExport(
                _("The target {name} has no option “{option}”.").format(name=target.name, option=option)
            )


def _companions(page: Page, material: Material) -> dict[str, bytes]:
    files = {file.name: file.data for file in page.files}
    pictures = {f"{ASSETS}{asset.file_name}": material.data(asset.sha256) for asset in page.pictures}
    return files | pictures


def _free_name(item: Post | Newsletter, suffix: str, taken: dict[str, Page]) -> str:
    stem = safe_name(item.record.slug or item.title)
    name, number = f"{stem}{suffix}", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name
