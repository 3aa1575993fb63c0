"""Carries the brand between its page and the library."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from newsletter_app.content.asset import Asset
from newsletter_app.content.brand import Brand
from newsletter_app.content.changes import Changes
from newsletter_app.desktop.brand.dialog import BrandDialog
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError, Missing, PictureRefused
from newsletter_app.i18n import _
from newsletter_app.library.cleaned_picture import picture_in
from newsletter_app.library.saved import Saved
from newsletter_app.rendering.brand_checks import set_brand

if TYPE_CHECKING:
    from newsletter_app.library.library import Library

_LOGO_WIDTH, _LOGO_HEIGHT = 160, 48


class BrandPresenter(QObject):
    """Opens the brand's page, checks each field as `brand set` does, and saves what passes."""

    saved = Signal()

    def __init__(
        self, window: QWidget, library: "Library", tasks: Tasks, library_changes: LibraryChanges
    ) -> None:
        super().__init__(window)
        self._window, self._library, self._tasks = window, library, tasks
        self._library_changes = library_changes
        self._brand = Brand()
        self._dialog: BrandDialog | None = None

    @Slot()
    def show(self) -> None:
        """Open the page."""
        self._brand = self._library.brand.load()
        self._dialog = BrandDialog(self._window)
        self._dialog.save_requested.connect(self._on_dialog_save_requested)
        self._dialog.logo_requested.connect(self._on_dialog_logo_requested)
        self._dialog.finished.connect(self._on_dialog_finished)
        self._dialog.show_brand(self._brand, self._picture(self._brand.logo))
        self._dialog.open()

    def _picture(self, sha256: str) -> QPixmap:
        if not sha256:
            return QPixmap()
        try:
            picture = QPixmap(str(self._library.assets.path(sha256)))
        except Missing:
            return QPixmap()
        keep = Qt.AspectRatioMode.KeepAspectRatio
        return picture.scaled(_LOGO_WIDTH, _LOGO_HEIGHT, keep, Qt.TransformationMode.SmoothTransformation)

    @Slot(object)
    def _on_dialog_save_requested(self, written: Mapping[str, str]) -> None:
        brand = self._brand
        for name, text in written.items():
            try:
                brand = set_brand(brand, name, _joined(name, text))
            except AppError as error:
                self._explain(name, error)
                return
        work = partial(self._library.brand.save, brand)
        self._tasks.run(Lane.LIBRARY, work, self._on_saved, partial(self._explain, ""))

    def _on_saved(self, changes: Changes) -> None:
        self._library_changes.tell(changes)
        if self._dialog is not None:
            self._dialog.accept()
        self.saved.emit()

    def _explain(self, name: str, error: AppError) -> None:
        if self._dialog is not None:
            self._dialog.show_trouble(name, error_words(error))

    @Slot()
    def _on_dialog_logo_requested(self) -> None:
        file, _kind = QFileDialog.getOpenFileName(
            self._dialog, _("Choose the logo"), "", _("Pictures (*.png *.jpg *.jpeg *.gif *.webp *.heic)")
        )
        if file:
            work = partial(self._add_logo, Path(file))
            self._tasks.run(Lane.LIBRARY, work, self._on_logo_added, partial(self._explain, ""))

    def _add_logo(self, file: Path) -> Saved[Asset]:
        try:
            data = picture_in(file)
        except OSError as error:
            raise PictureRefused(
                _("{file} could not be read.").format(file=file.name), hint=_("Choose another picture.")
            ) from error
        return self._library.assets.add(data, file.name, alt=self._brand.name)

    def _on_logo_added(self, saved: Saved[Asset]) -> None:
        self._library_changes.tell(saved.changes)
        self._brand = replace(self._brand, logo=saved.item.sha256)
        if self._dialog is not None:
            self._dialog.show_logo(self._picture(saved.item.sha256))

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _joined(name: str, text: str) -> str:
    """Return the text as `brand set` takes it: links stand one a line here, one after ; there."""
    if name != "links":
        return text
    return "; ".join(line.strip() for line in text.splitlines() if line.strip())
