"""Brings a newsletter to its readers by another program: a mail program, or a list service."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMenu, QWidget

from newsletter_app.content.items import title_of
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.page import Page
from newsletter_app.desktop.sending.drafts import Drafts
from newsletter_app.desktop.sending.hand_over_dialog import HandOverDialog
from newsletter_app.desktop.sending.parts import MailParts
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.errors import CannotExport
from newsletter_app.exporting.choices import Choices, Exported
from newsletter_app.exporting.file_names import safe_name
from newsletter_app.exporting.services import OPTION, SERVICES, Service
from newsletter_app.i18n import _


class OtherWays(QObject):
    """Fills the menu of other ways; `told` carries a sentence, `failed` an AppError."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, window: QWidget, parts: MailParts, tasks: Tasks) -> None:
        super().__init__(window)
        self._window, self._parts, self._tasks = window, parts, tasks
        self._drafts = Drafts()
        self._item: Newsletter | None = None
        self._over: QWidget = window
        self._dialog: HandOverDialog | None = None
        if isinstance(window, QMainWindow) and hasattr(window, "closing"):
            window.closing.connect(self._on_window_closing)

    def fill(self, menu: QMenu, item: Newsletter) -> None:
        """Offer the ways of a newsletter in a menu, over whose window questions are asked."""
        self._item = item
        self._over = menu.parentWidget() or self._window
        draft = menu.addAction(_("Open as a draft in your mail program"), self.open_draft)
        draft.setObjectName("mailing.draft")
        menu.addSeparator()
        for service in SERVICES:
            action = menu.addAction(f"{_called(service)}…", partial(self.hand_over, service))
            action.setObjectName(f"mailing.service.{service.name}")

    @Slot()
    def open_draft(self) -> None:
        """Make a draft of the newsletter, to nobody yet, and open it in the mail program."""
        item = self._item
        if item is not None:
            work = partial(self._draft, item)
            self._tasks.run(Lane.RENDER, work, self._on_draft_made, self.failed.emit)

    def hand_over(self, service: Service) -> None:
        """Show the HTML that a service takes, with what to do there."""
        item = self._item
        if item is not None:
            work = partial(self._parts.exporting.page, item, "email", _choices(item, service))
            self._tasks.run(Lane.RENDER, work, partial(self._on_page_made, service), self.failed.emit)

    def save(self, service: Service, file: Path) -> None:
        """Write the HTML for a service with its pictures beside it; the dialog has asked about the file."""
        item = self._item
        if item is not None:
            choices = _choices(item, service)
            work = partial(self._parts.exporting.export, item, "email", file, choices, force=True)
            self._tasks.run(Lane.RENDER, work, self._on_saved, self.failed.emit)

    def _draft(self, item: Newsletter) -> Path:
        page = self._parts.exporting.page(item, "eml", Choices(item.template, dict(item.options)))
        return self._drafts.write(f"{safe_name(title_of(item))}.eml", page.text.encode())

    def _on_draft_made(self, file: Path) -> None:
        if self._parts.open_outside(file):
            self.told.emit(_("The draft opens in your mail program. The file goes when this window closes."))
        else:
            self.failed.emit(
                CannotExport(
                    _("There is no program on this computer that opens mail drafts."),
                    hint=_("Export it as an e-mail draft, and open the file where there is one."),
                )
            )

    def _on_page_made(self, service: Service, page: Page) -> None:
        dialog = HandOverDialog(_called(service), page, self._over)
        dialog.copy_requested.connect(partial(_copy, page.text))
        dialog.save_requested.connect(partial(self._on_save_requested, service))
        dialog.open()
        self._dialog = dialog

    def _on_save_requested(self, service: Service) -> None:
        file, _filter = QFileDialog.getSaveFileName(
            self._over, _("Save the HTML"), f"{service.name}.html", _("HTML (*.html)")
        )
        if file:
            self.save(service, Path(file))

    def _on_saved(self, exported: Exported) -> None:
        self.told.emit(_("Saved in {place}.").format(place=exported.files[0]))

    @Slot()
    def _on_window_closing(self) -> None:
        self._drafts.clear()


def _called(service: Service) -> str:
    """Return what handing over to a service is called."""
    if not service.unsubscribe:
        return _("HTML for another program")
    return _("Hand over to {service}").format(service=_(service.label))


def _choices(item: Newsletter, service: Service) -> Choices:
    return Choices(item.template, {**dict(item.options), OPTION: service.name})


def _copy(text: str) -> None:
    QApplication.clipboard().setText(text)
