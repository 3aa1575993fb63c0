"""Carries the wish to export, to export again and to copy between the window and the room."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from newsletter_app.content.items import title_of
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.exporting.dialog import ExportDialog
from newsletter_app.desktop.exporting.wish import Wish
from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError, NeedsConfirmation
from newsletter_app.exporting.choices import Choices, Clipboard, Exported
from newsletter_app.exporting.exporting import Exporting
from newsletter_app.exporting.file_names import safe_name
from newsletter_app.exporting.material import DEFAULT_TEMPLATES
from newsletter_app.exporting.registry import TARGETS
from newsletter_app.i18n import _, ngettext
from newsletter_app.rendering.template_manifest import TemplateManifest
from newsletter_app.rendering.templates import Templates

_AGAIN = "again"
Leaving = Post | Newsletter


class ExportPresenter(QObject):
    """Exports or copies the item on the desk; `told` carries a sentence, `failed` an AppError."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        exporting: Exporting,
        templates: Templates,
        tasks: Tasks,
        kept: KeptSettings,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._exporting = window, desk, exporting
        self._templates, self._tasks, self._kept = templates, tasks, kept
        self._dialog: ExportDialog | None = None

    @property
    def _item(self) -> Leaving | None:
        item = self._desk.item
        return item if isinstance(item, Post | Newsletter) else None

    @Slot()
    def export(self) -> None:
        """Ask what to make of the open item."""
        item = self._item
        if item is None:
            self.told.emit(_("Open a post or a newsletter to export it."))
            return
        self._desk.keep()
        templates_for, usual = partial(self._templates_for, item), partial(_usual, item)
        self._dialog = ExportDialog(TARGETS, templates_for, usual, self._window)
        self._dialog.finished.connect(self._on_dialog_finished)
        self._dialog.export_requested.connect(self._on_dialog_export_requested)
        remembered = self._remembered()
        self._dialog.ask(item.record.id, title_of(item), safe_name(title_of(item)), _documents(), remembered)
        if _AGAIN in remembered:
            self._dialog.choose_target(remembered[_AGAIN].target)
        self._dialog.open()

    @Slot()
    def export_again(self) -> None:
        """Repeat the last export where it was of the open item; else ask."""
        item, last = self._item, self._remembered().get(_AGAIN)
        if item is None or last is None or last.item != item.record.id:
            self.export()
            return
        self._desk.keep()
        self._start(item, last, force=True)

    @Slot()
    def copy_for_blog(self) -> None:
        """Put the open item onto the clipboard, as HTML and as block markup."""
        item = self._item
        if item is None:
            self.told.emit(_("Open a post or a newsletter to copy it."))
            return
        self._desk.keep()
        self._tasks.run(Lane.LIBRARY, _nothing, partial(self._copy, item), self.failed.emit)

    def _copy(self, item: Leaving, _nothing: None) -> None:
        work = partial(self._exporting.clipboard, item)
        self._tasks.run(Lane.RENDER, work, self._on_clipboard_made, self.failed.emit, latest="copy")

    def _templates_for(self, item: Leaving, family: str) -> tuple[TemplateManifest, ...]:
        return self._templates.all(item.kind, family)

    def _remembered(self) -> Mapping[str, Wish]:
        kept = self._kept.value.exports
        known = {target.name for target in TARGETS}
        wishes = {name: Wish.from_texts(dict(texts)) for name, texts in kept.items()}
        return {name: wish for name, wish in wishes.items() if wish.target in known}

    def _start(self, item: Leaving, wish: Wish, *, force: bool) -> None:
        """Export once the library's lane has come so far: what was typed last is kept before it goes out."""
        begin = partial(self._begin, item, wish, force=force)
        self._tasks.run(Lane.LIBRARY, _nothing, begin, self.failed.emit)

    def _begin(self, item: Leaving, wish: Wish, _nothing: None, *, force: bool) -> None:
        work = partial(self._exporting.export, item, wish.target, wish.out, wish.choices, force=force)
        done, failed = partial(self._on_exported, wish), partial(self._on_failed, item, wish)
        self._tasks.run(Lane.RENDER, work, done, failed)

    @Slot(object)
    def _on_dialog_export_requested(self, wish: Wish) -> None:
        item = self._item
        if item is not None:
            self._start(item, wish, force=False)

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _on_exported(self, wish: Wish, exported: Exported) -> None:
        settings, texts = self._kept.value, wish.as_texts()
        self._kept.take(settings.with_export(wish.target, texts).with_export(_AGAIN, texts))
        if self._dialog is not None:
            self._dialog.accept()
        self.told.emit(" ".join((_written(exported), *exported.notes)))

    def _on_failed(self, item: Leaving, wish: Wish, error: AppError) -> None:
        if isinstance(error, NeedsConfirmation):
            if self._may_replace(error):
                self._start(item, wish, force=True)
        elif self._dialog is not None:
            self._dialog.show_trouble(error_words(error))
        else:
            self.failed.emit(error)

    def _may_replace(self, error: NeedsConfirmation) -> bool:
        box = QMessageBox(self._dialog or self._window)
        box.setObjectName("export.replace")
        box.setWindowTitle(_("Replace what is there"))
        box.setText(error.message)
        replace = box.addButton(_("Replace it"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        answer = box.clickedButton() is replace
        box.deleteLater()
        return answer

    def _on_clipboard_made(self, clipboard: Clipboard) -> None:
        data = QMimeData()
        data.setHtml(clipboard.html)
        data.setText(clipboard.text)
        QApplication.clipboard().setMimeData(data)
        self.told.emit(" ".join((_("Copied. Paste it into the blog."), *clipboard.notes)))


def _nothing() -> None:
    """Do nothing, when its turn comes."""


def _usual(item: Leaving, family: str) -> Choices:
    """Return what an item has of itself: a newsletter's own template with its options, for a mail."""
    if isinstance(item, Newsletter) and family == "mail":
        return Choices(template=item.template, options=dict(item.options))
    return Choices(template=DEFAULT_TEMPLATES.get((item.kind, family), ""))


def _written(exported: Exported) -> str:
    number = len(exported.files)
    sentence = ngettext("Exported to {place}.", "Exported to {place}, one of {number} files.", number)
    return sentence.format(place=exported.files[0], number=number)


def _documents() -> Path:
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()
