"""The composer: subject, preview text, template, introduction, entries."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.content.newsletter import Newsletter
from newsletter_app.desktop.newsletter.card import IconOf
from newsletter_app.desktop.newsletter.discreet_fields import DiscreetFields
from newsletter_app.desktop.newsletter.entries_view import EntriesView
from newsletter_app.desktop.newsletter.lengths import preview_hint, subject_hint
from newsletter_app.desktop.newsletter.post_search import PostSearch
from newsletter_app.desktop.newsletter.rows import EntryRow
from newsletter_app.desktop.theme.tokens import Tokens
from newsletter_app.desktop.widgets.handing_keys import HandsKeysOn
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.scrolled import Scrolled
from newsletter_app.i18n import _, ngettext

_INTRODUCTION_HEIGHT, _FIELDS_LEAST = 104, 120


class ComposerView(HandsKeysOn, QWidget):
    """Shows a newsletter and tells what a person wants changed."""

    subject_changed = Signal(str)
    preview_text_changed = Signal(str)
    introduction_changed = Signal(str)
    template_changed = Signal(str)
    options_requested = Signal()
    heading_requested = Signal()
    text_requested = Signal()
    button_requested = Signal()
    divider_requested = Signal()
    send_requested = Signal()

    def __init__(self, tokens: Callable[[], Tokens], icon: IconOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("newsletter.composer")
        self.setProperty("role", "surface")
        self.subject = _line("newsletter.subject", _("Subject"))
        self.preview_text = _line("newsletter.preview_text", _("Preview text"))
        self.discreet = DiscreetFields()
        self.template = named(QComboBox(), "newsletter.template", _("Template"))
        self.options = named(QPushButton(_("Options…")), "newsletter.options")
        self.introduction = _paragraphs()
        self.entries = EntriesView(tokens, icon)
        self.add_posts = PostSearch()
        self.add_other = named(QPushButton(_("Add something else")), "newsletter.add_other")
        self.send = with_role(named(QPushButton(_("Send…")), "newsletter.send"), "primary")
        self.send.hide()
        self._subject_hint, self._preview_hint = _hint(), _hint()
        self._count = with_role(QLabel(), "card-title")
        self.keys_for = self.subject
        self._lay_out()
        self._connect()

    def show_newsletter(self, newsletter: Newsletter) -> None:
        """Show the fields of a newsletter; a field that says the same already keeps its caret."""
        for field, text in ((self.subject, newsletter.subject), (self.preview_text, newsletter.preview_text)):
            if field.text() != text:
                field.setText(text)
        if self.introduction.toPlainText() != newsletter.introduction:
            self.introduction.setPlainText(newsletter.introduction)
        self.discreet.show_discreet(newsletter.discreet)
        self.template.setCurrentIndex(self.template.findData(newsletter.template))
        self._subject_hint.setText(subject_hint(newsletter.subject))
        self._preview_hint.setText(preview_hint(newsletter.preview_text, newsletter.subject))

    def show_entries(self, rows: tuple[EntryRow, ...]) -> None:
        """Show the entries, or what to do where there is none."""
        self.entries.show_rows(rows)
        self._pages.setCurrentIndex(0 if rows else 1)
        self._count.setText(
            ngettext("{number} entry", "{number} entries", len(rows)).format(number=len(rows))
        )

    def show_templates(self, templates: tuple[tuple[str, str], ...]) -> None:
        """Offer these templates, as (name, description) pairs."""
        self.template.clear()
        for name, description in templates:
            self.template.addItem(name.replace("-", " ").capitalize(), name)
            self.template.setItemData(self.template.count() - 1, description, Qt.ItemDataRole.ToolTipRole)

    def offer_sending(self) -> None:
        """Show the button that begins to send the newsletter, for now there is somebody who does."""
        self.send.show()

    def set_editable(self, is_editable: bool) -> None:
        """Let the newsletter be changed, or only be read."""
        for field in (self.subject, self.preview_text, self.introduction):
            field.setReadOnly(not is_editable)
        for part in (
            self.discreet,
            self.template,
            self.options,
            self.entries,
            self.add_posts,
            self.add_other,
            self.send,
        ):
            part.setEnabled(is_editable)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 16)
        layout.setSpacing(8)
        layout.addWidget(Scrolled(self._fields(), _FIELDS_LEAST))
        layout.addSpacing(8)
        layout.addWidget(self._count)
        layout.addLayout(self._entries_or_hint(), 1)
        adding = QHBoxLayout()
        adding.setSpacing(8)
        adding.addWidget(self.add_posts, 1)
        adding.addWidget(self.add_other)
        adding.addWidget(self.send)
        layout.addLayout(adding)

    def _fields(self) -> QWidget:
        fields = QWidget()
        grid = QGridLayout(fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for row, (label, field, hint) in enumerate(
            (
                (_("Subject"), self.subject, self._subject_hint),
                (_("Preview text"), self.preview_text, self._preview_hint),
                (_("From outside"), self.discreet, None),
                (_("Template"), self._template_row(), None),
                (_("Introduction"), self.introduction, None),
            )
        ):
            caption = with_role(QLabel(label), "muted")
            caption.setFixedHeight(32)
            grid.addWidget(caption, 2 * row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, 2 * row, 1)
            if hint is not None:
                grid.addWidget(hint, 2 * row + 1, 1)
        grid.setColumnStretch(1, 1)
        return fields

    def _template_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.template.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.addWidget(self.template, 1)
        layout.addWidget(self.options)
        return row

    def _entries_or_hint(self) -> QStackedLayout:
        self._pages = QStackedLayout()
        self._pages.addWidget(self.entries)
        empty = with_role(QLabel(_("No entries yet. Add the first post below.")), "muted")
        empty.setObjectName("newsletter.empty")
        empty.setContentsMargins(0, 8, 0, 8)
        empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages.addWidget(empty)
        self._pages.setCurrentIndex(1)
        return self._pages

    def _connect(self) -> None:
        self.subject.textEdited.connect(self.subject_changed)
        self.preview_text.textEdited.connect(self.preview_text_changed)
        self.introduction.textChanged.connect(self._on_introduction_changed)
        self.template.activated.connect(self._on_template_activated)
        self.options.clicked.connect(self.options_requested)
        self.send.clicked.connect(self.send_requested)
        self.add_other.setMenu(self._other_menu())

    def _other_menu(self) -> QMenu:
        menu = QMenu(self.add_other)
        menu.addAction(_("Heading"), self.heading_requested.emit)
        menu.addAction(_("Text"), self.text_requested.emit)
        menu.addAction(_("Button"), self.button_requested.emit)
        menu.addAction(_("Divider"), self.divider_requested.emit)
        return menu

    @Slot()
    def _on_introduction_changed(self) -> None:
        self.introduction_changed.emit(self.introduction.toPlainText())

    @Slot(int)
    def _on_template_activated(self, place: int) -> None:
        self.template_changed.emit(self.template.itemData(place))


def _line(name: str, label: str) -> QLineEdit:
    return named(QLineEdit(), name, label)


def _paragraphs() -> QPlainTextEdit:
    field = named(QPlainTextEdit(), "newsletter.introduction", _("Introduction"))
    field.setPlaceholderText(_("A few words before the posts, if you like."))
    field.setTabChangesFocus(True)
    field.setFixedHeight(_INTRODUCTION_HEIGHT)
    return field


def _hint() -> QLabel:
    label = with_role(QLabel(), "meta")
    label.setWordWrap(True)
    label.setContentsMargins(0, 0, 0, 4)
    return label
